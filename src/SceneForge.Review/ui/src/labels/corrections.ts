import { compose, invert } from "../geometry/math";
import type { Box2, DoneAct, ObjectLabel, ObjectState, PictureLabels, Pose } from "../server/types";

/** An object as it is drawn: a label, with the corrections that people made. */
export interface Shown {
  label: ObjectLabel;
  corrected: boolean;
  /** Taken away by a correction: drawn crossed out. */
  deleted: boolean;
}

export const firstAddedId = 100_000;

/** The part of a label that corrections speak of. */
export function stateOf(label: ObjectLabel): ObjectState {
  const state: ObjectState = {
    class: label.class,
    size: [...label.size],
    translation: [...label.camera_from_box.translation],
    rotation: [...label.camera_from_box.rotation],
  };
  if (label.visible_box) {
    state.box2 = [...label.visible_box];
  }
  return state;
}

/** A label with another state. */
export function withState(label: ObjectLabel, state: ObjectState, picture: PictureLabels): ObjectLabel {
  const camera_from_box: Pose = {
    translation: state.translation ?? label.camera_from_box.translation,
    rotation: state.rotation ?? label.camera_from_box.rotation,
  };
  return {
    ...label,
    class: state.class,
    visible_box: state.box2 ?? null,
    size: state.size ?? label.size,
    camera_from_box,
    world_from_box: compose(picture.world_from_camera, camera_from_box),
  };
}

/** The objects of a picture after the standing corrections, in their order. */
export function applyCorrections(picture: PictureLabels, acts: DoneAct[]): Shown[] {
  const shown = new Map<number, Shown>(picture.objects.map(label => [label.id, { label, corrected: false, deleted: false }]));
  for (const done of acts) {
    if (done.kind !== "correction" || done.outdated) {
      continue;
    }
    const { object, after } = done.act;
    const known = shown.get(object);
    if (!after) {
      if (known) {
        shown.set(object, { ...known, corrected: true, deleted: true });
      }
    } else {
      shown.set(object, { label: withState(known?.label ?? blank(object, after.class), after, picture), corrected: true, deleted: false });
    }
  }
  return [...shown.values()];
}

function blank(id: number, classId: number): ObjectLabel {
  const pose: Pose = { translation: [0, 0, 10], rotation: [1, 0, 0, 0] };
  return {
    id, name: `added ${id - firstAddedId + 1}`, class: classId, visible_box: null, amodal_box: [0, 0, 0, 0], visible_pixels: 0, amodal_pixels: 0,
    occlusion: 0, truncation: 0, size: [1, 1, 1], speed: 0, camera_from_box: pose, world_from_box: pose, keypoints: [],
  };
}

/** vehicle_from_camera at the picture's time. */
export const vehicleFromCamera = (picture: PictureLabels): Pose => compose(invert(picture.world_from_vehicle), picture.world_from_camera);

export const boxArea = (b: Box2): number => Math.max(0, b[2] - b[0]) * Math.max(0, b[3] - b[1]);
