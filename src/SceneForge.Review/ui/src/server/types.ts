// What the server sends; docs/dataset.md describes labels, rig and segments.

export type Vec3 = [number, number, number];
export type Quaternion = [number, number, number, number]; // w, x, y, z
export type Box2 = [number, number, number, number]; // xmin, ymin, xmax, ymax

export interface Pose { translation: Vec3; rotation: Quaternion }

export interface Keypoint { name: string; u: number; v: number; visibility: 0 | 1 | 2; in_camera: Vec3 }

export interface ObjectLabel {
  id: number;
  name: string;
  class: number;
  visible_box: Box2 | null;
  amodal_box: Box2;
  visible_pixels: number;
  amodal_pixels: number;
  occlusion: number;
  truncation: number;
  size: Vec3;
  speed: number;
  camera_from_box: Pose;
  world_from_box: Pose;
  keypoints: Keypoint[];
}

export interface PictureLabels {
  camera: string;
  time_ns: number;
  world_from_vehicle: Pose;
  world_from_camera: Pose;
  objects: ObjectLabel[];
}

export interface LabelsFile { frame: number; cameras: PictureLabels[]; lidars?: SweepLabels[]; objects?: BoxLabel[] }

/** A thing of the frame whatever camera sees it. */
export interface BoxLabel { id: number; name: string; class: number; size: Vec3; world_from_box: Pose }

export interface SweepLabels { lidar: string; time_ns: number; world_from_vehicle: Pose; world_from_lidar: Pose; points: number }

export interface CameraModel {
  name: string;
  /** A lens by its name: geometry/lens.ts has those that the page knows. */
  model: string;
  distortion?: Record<string, number>;
  /** Of rays from the optical axis, radians. */
  max_angle?: number;
  width: number;
  height: number;
  fx: number;
  fy: number;
  cx: number;
  cy: number;
  vehicle_from_camera: Pose;
}

export interface LidarModel { name: string; compensated: boolean; vehicle_from_lidar: Pose }

export interface SequenceTables {
  rig: { frame_times_ns: number[]; cameras: CameraModel[]; lidars?: LidarModel[] };
  segments: {
    objects: { id: number; name: string; class: number; asset: string }[];
    segments: { id: number; object: number; class: number; part: string }[];
    events: Record<string, number>;
  };
  scenario: { actors?: { name: string }[]; conditions?: Record<string, unknown>; drawn?: Record<string, unknown> };
}

export interface ClassInfo { id: number; name: string; thing: boolean; color: string }

export interface DefectKind { id: string; title: string; severity: "critical" | "major" | "minor" }

export interface DatasetInfo {
  scenario: string;
  spec_sha256: string;
  renderer: string;
  classes: ClassInfo[];
  sequences: number;
  first_sequence: number;
  cameras: string[];
  frames: number;
  pictures: number;
  defects: DefectKind[];
  values: Record<string, (string | number)[]>;
  scanned: number;
  /** Of what moves or was placed. */
  assets: string[];
  /** Steps of actors. */
  behaviours: string[];
  /** Null in a gate's queue. */
  checks: { state: "reading" | "missing" | "outdated" | "damaged" | "current"; sentence: string; names: { name: string; pictures: number }[] } | null;
  double_share: number;
  /** The frames are those that the gate drew. */
  gate: boolean;
  /** The server can render frames again. */
  rerendering: boolean;
  /** There are real pictures to show beside frames. */
  references: boolean;
}

export type Verdict = "accept" | "reject" | "cannot_judge";
export type Status = Verdict | "open" | "second" | "disputed";

export interface DefectMark { kind: string; object?: number; pixel?: [number, number] }

export interface ObjectState { class: number; box2?: Box2; size?: Vec3; translation?: Vec3; rotation?: Quaternion }

export interface VerdictAct { verdict: Verdict; defects?: DefectMark[]; queue?: string; settles?: boolean; gold?: number }
export interface CorrectionAct { object: number; before?: ObjectState; after?: ObjectState }
export interface CommentAct { text: string; pixel?: [number, number]; point?: Vec3; replies?: number }

export type DoneAct = { number: number; person: string; time: string; outdated: boolean } & (
  | { kind: "verdict"; act: VerdictAct }
  | { kind: "correction"; act: CorrectionAct }
  | { kind: "comment"; act: CommentAct }
  | { kind: "gold"; act: { note?: string; withdrawn?: boolean } }
  | { kind: "preference" | "ranking" | "quarantine" | "setting"; act: unknown });

/** What a check found in the frame. */
export interface Finding { check: string; severity: "critical" | "warning"; sensor: string; measured: number; limit: number; sentence: string }

export interface FrameDocument {
  index: number;
  sequence: number;
  camera: string;
  frame: number;
  sha256: string;
  etag: string;
  status: Status;
  /** gold, gold_changed, quarantined, with spaces between. */
  marks: string;
  origin: string;
  double: boolean;
  labels: string;
  channels: Record<string, string>;
  sweeps: Record<string, string>;
  /** Failed checks first. */
  findings: Finding[];
  /** What else makes the frame worth a look. */
  reasons: string[];
  acts: DoneAct[];
  /** Of the gate's frames, whose neighbours are not there: world frame, m/s. */
  ego_velocity?: [number, number, number];
}

export interface Person { name: string; role: "author" | "reviewer" | "lead"; guard: string }

export type QueueEntry = [index: number, sequence: number, camera: string, frame: number, status: Status, marks: string];

export interface QueueRequest {
  order: "dataset" | "worst" | "random";
  seed?: string;
  status?: string;
  camera?: string;
  sequence?: number;
  class?: number;
  reviewer?: string;
  marked?: "gold" | "quarantined";
  /** A check's name, or "failed" or "borderline" for any. */
  check?: string;
  asset?: string;
  behaviour?: string;
  values?: Record<string, { min?: number; max?: number; texts?: string[] }>;
}

export interface QueuePage { total: number; judged: number; frames: QueueEntry[] }
