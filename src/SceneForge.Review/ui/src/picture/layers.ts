import type { ChannelName } from "../frames/frame";

/** Something that can be laid over the picture. */
export interface Layer {
  id: LayerId;
  title: string;
  key: string;
  on: boolean;
  opacity: number;
  /** Channels that it needs. */
  channels: ChannelName[];
}

export type LayerId = "segments" | "instances" | "classes" | "boxes2" | "boxes3" | "keypoints" | "flow" | "depth" | "normal" | "lidar" | "names";

export const defaultLayers = (): Layer[] => [
  { id: "boxes2", title: "2D boxes", key: "r", on: true, opacity: 1, channels: [] },
  { id: "boxes3", title: "3D boxes", key: "b", on: false, opacity: 1, channels: [] },
  { id: "names", title: "Names", key: "h", on: true, opacity: 1, channels: [] },
  { id: "keypoints", title: "Keypoints", key: "k", on: true, opacity: 1, channels: [] },
  { id: "segments", title: "Segments", key: "s", on: false, opacity: 0.55, channels: ["segment"] },
  { id: "instances", title: "Instances", key: "i", on: false, opacity: 0.55, channels: ["instance"] },
  { id: "classes", title: "Classes", key: "c", on: false, opacity: 0.55, channels: ["segment"] },
  { id: "depth", title: "Depth", key: "d", on: false, opacity: 0.8, channels: ["depth"] },
  { id: "normal", title: "Normals", key: "n", on: false, opacity: 0.8, channels: ["normal"] },
  { id: "flow", title: "Flow", key: "f", on: false, opacity: 0.8, channels: ["flow"] },
  { id: "lidar", title: "LiDAR", key: "l", on: false, opacity: 1, channels: [] },
];

/** What fills a pane below its overlays. */
export type Base = "rgb" | "depth" | "normal" | "flow" | "classes";
