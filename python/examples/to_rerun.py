"""python3 to_rerun.py DATASET [SEQUENCE] [OUT.rrd]: a sequence for Rerun's viewer. Needs rerun-sdk 0.20 or later (pip install rerun-sdk)."""
import sys

import numpy as np
import rerun as rr
import sceneforge


def main(folder, number=None, out=None):
    dataset = sceneforge.open(folder)
    sequence = dataset.sequences[0] if number is None else dataset.sequence(int(number))
    rr.init("sceneforge", spawn=out is None)
    if out:
        rr.save(out)
    rr.log("world", rr.ViewCoordinates.RIGHT_HAND_Z_UP, static=True)
    for frame in sequence.frames:
        set_time(frame.time_ns)
        for name, picture in frame.pictures.items():
            pose, camera = picture.world_from_camera, picture.camera
            rr.log(f"world/{name}", rr.Transform3D(translation=pose.translation, mat3x3=pose.rotation_matrix))
            # Rerun's cameras are pinholes: a lens's picture is shown with its pinhole part.
            rr.log(f"world/{name}", rr.Pinhole(image_from_camera=camera.K, width=camera.width, height=camera.height))
            rr.log(f"world/{name}/rgb", rr.Image(picture.rgb))
            labels = picture.labels
            seen = labels.visible_pixels > 0
            rr.log(f"world/{name}/boxes", rr.Boxes2D(array=labels.visible_box[seen], array_format=rr.Box2DFormat.XYXY, labels=list(labels.name[seen])))
        for name, sweep in frame.sweeps.items():
            records = sweep.points
            rr.log(f"world/{name}", rr.Points3D(sweep.in_world(records), colors=grey(records["intensity"])))
        boxes = frame.boxes
        rr.log("world/boxes", rr.Boxes3D(centers=boxes.centre, half_sizes=boxes.size / 2, labels=list(boxes.name),
                                         quaternions=[rr.Quaternion(xyzw=q[[1, 2, 3, 0]]) for q in boxes.rotation]))


def set_time(time_ns):
    if hasattr(rr, "set_time"):
        rr.set_time("time", duration=time_ns * 1e-9)
    else:
        rr.set_time_nanos("time", time_ns)


def grey(intensity):
    level = np.clip(np.sqrt(intensity) * 255, 40, 255).astype(np.uint8)
    return np.stack([level, level, level], 1)


main(*sys.argv[1:])
