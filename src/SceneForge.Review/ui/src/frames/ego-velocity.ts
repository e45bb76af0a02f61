import type { Vec3 } from "../server/types";
import type { Frame } from "./frame";
import type { FrameStore } from "./frame-store";

/** The ego vehicle's velocity at a frame from the frames beside it, world frame, m/s. */
export async function egoVelocity(store: FrameStore, frame: Frame): Promise<Vec3> {
  const { sequence, camera, frame: number, ego_velocity: known } = frame.document;
  if (known) {
    return known;
  }
  const times = frame.tables.rig.frame_times_ns;
  const other = number + 1 < times.length ? number + 1 : number - 1;
  if (other < 0) {
    return [0, 0, 0];
  }
  const labels = await store.labelsOf(sequence, camera, other);
  const seconds = (times[other]! - times[number]!) * 1e-9;
  const a = frame.labels.world_from_vehicle.translation, b = labels.world_from_vehicle.translation;
  return [(b[0] - a[0]) / seconds, (b[1] - a[1]) / seconds, (b[2] - a[2]) / seconds];
}
