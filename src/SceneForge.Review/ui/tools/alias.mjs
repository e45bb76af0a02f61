import { fileURLToPath } from "node:url";

/** The 3D view of points that the dataset's report has, too. */
export const alias = { "point-cloud-view": fileURLToPath(new URL("../../../PointCloudView", import.meta.url)) };
