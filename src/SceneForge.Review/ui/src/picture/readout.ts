import { fixed } from "../base/dom";
import { causes } from "../cloud/cloud-colors";
import type { Frame } from "../frames/frame";
import type { CloudPoint } from "../labels/selection";
import type { ClassInfo } from "../server/types";

const apart = "   ";
const farthestDepth = 65535; // docs/dataset.md: 255.99 m and more

/** What is known of a point of the 3D view. */
export function describePoint(classes: ReadonlyMap<number, ClassInfo>, frame: Frame, { vehicle, range, sweep }: CloudPoint): string {
  const parts = [`${vehicle.map(x => fixed(x, 2)).join(", ")} m`, `range ${fixed(range, 2)} m`];
  if (sweep) {
    const object = frame.tables.segments.objects.find(o => o.id === sweep.instance);
    const surface = `${classes.get(sweep.classId)?.name ?? "?"}${object ? ` \u00b7 ${object.name}` : ""}`;
    parts.push(`intensity ${fixed(sweep.intensity, 3)}`, sweep.cause === 0 ? surface : causes[sweep.cause]?.name ?? `cause ${sweep.cause}`);
  }
  return parts.join(apart);
}

/** What stands at the pixel under the pointer, in every channel. */
export function describePixel(classes: ReadonlyMap<number, ClassInfo>, frame: Frame, pointer: [number, number] | null): string {
  if (!pointer) {
    return "";
  }
  const [u, v] = [Math.floor(pointer[0]), Math.floor(pointer[1])];
  const { width, height } = frame.camera;
  if (u < 0 || v < 0 || u >= width || v >= height) {
    return "";
  }
  const at = v * width + u;
  const parts = [`${u}, ${v}`];
  const { segment, depth, flow } = frame.channels;
  if (segment) {
    const id = segment.data[at]!;
    const row = frame.tables.segments.segments[id];
    const object = row && frame.tables.segments.objects.find(o => o.id === row.object);
    parts.push(
      id === 0 ? "sky" : `${classes.get(row?.class ?? 0)?.name ?? "?"} \u00b7 ${object?.name ?? "?"} ${row?.part ?? ""} \u00b7 segment ${id}`,
    );
  }
  if (depth) {
    const d = depth.data[at]!;
    parts.push(d === farthestDepth ? "\u2265 255.99 m" : `${fixed(d / 256, 2)} m`);
  }
  if (flow) {
    const along = (channel: number) => fixed((flow.data[3 * at + channel]! - 32768) / 64, 1);
    parts.push(flow.data[3 * at + 2] ? `flow ${along(0)}, ${along(1)} px` : "no flow");
  }
  return parts.join(apart);
}
