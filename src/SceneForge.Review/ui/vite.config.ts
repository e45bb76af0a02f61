import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The 3D view of points that the dataset's report has, too. */
export const alias = { "point-cloud-view": fileURLToPath(new URL("../../PointCloudView", import.meta.url)) };

// The server's content policy allows scripts and styles from files only: nothing may be inlined.
export default defineConfig({
  base: "/",
  resolve: { alias },
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: "es" },
});
