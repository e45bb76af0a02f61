#!/usr/bin/env python3
"""Lets nuscenes-devkit itself read a package: every sample drawn, every point label counted, and the detection evaluation of ground truth against itself.

usage: nuscenes_devkit.py PACKAGE/nuscenes [--draw N]

Looks for nuscenes-devkit and pyquaternion in the folders under $SCENEFORGE_READERS and among the installed packages; exit code 77 (skipped) without them.
"""
import argparse
import glob
import json
import math
import os
import sys
import tempfile

for folder in ("nuscenes-devkit/python-sdk", "pyquaternion"):
    sys.path.insert(0, os.path.join(os.environ.get("SCENEFORGE_READERS", "/nowhere"), folder))
try:
    import matplotlib
    matplotlib.use("Agg")
    import numpy as np
    from nuscenes.nuscenes import NuScenes
    from nuscenes.eval.common.config import config_factory
    from nuscenes.eval.detection.evaluate import DetectionEval
    from nuscenes.eval.detection.utils import category_to_detection_name
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


def draw(nusc, limit):
    """Draws every picture and sweep of every sample with its boxes; returns how many."""
    drawn = 0
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "drawn.png")
        for sample in nusc.sample[:limit]:
            for channel, token in sample["data"].items():
                is_lidar = nusc.get("sample_data", token)["sensor_modality"] == "lidar"
                nusc.render_sample_data(token, out_path=out, verbose=False)
                if is_lidar and channel == "LIDAR_TOP":
                    nusc.render_sample_data(token, out_path=out, verbose=False, show_lidarseg=True)
                    nusc.render_sample_data(token, out_path=out, verbose=False, show_panoptic=True)
                assert os.path.getsize(out) > 1000
                drawn += 1
                matplotlib.pyplot.close("all")
    return drawn


def read_all(nusc):
    """Reads every sample_data through the devkit; returns boxes and points seen."""
    from nuscenes.utils.data_classes import LidarPointCloud
    boxes = points = 0
    for data in nusc.sample_data:
        path, found, _ = nusc.get_sample_data(data["token"])
        boxes += len(found)
        if data["sensor_modality"] == "lidar":
            points += LidarPointCloud.from_file(path).nbr_points()
    return boxes, points


def evaluate(nusc):
    """Average precision of each class that the ground truth has, ground truth taken as detections."""
    attributes = {a["token"]: a["name"] for a in nusc.attribute}
    splits = json.load(open(os.path.join(nusc.table_root, "splits.json")))
    scenes = set(splits["package_all"])
    results = {}
    for sample in nusc.sample:
        if nusc.get("scene", sample["scene_token"])["name"] not in scenes:
            continue
        results[sample["token"]] = []
        for token in sample["anns"]:
            a = nusc.get("sample_annotation", token)
            name = category_to_detection_name(a["category_name"])
            if name is None or a["num_lidar_pts"] + a["num_radar_pts"] == 0:
                continue
            velocity = nusc.box_velocity(token)[:2]
            results[sample["token"]].append({
                "sample_token": sample["token"], "translation": a["translation"], "size": a["size"], "rotation": a["rotation"],
                "velocity": [0.0 if math.isnan(v) else v for v in velocity], "detection_name": name, "detection_score": 1.0,
                "attribute_name": attributes[a["attribute_tokens"][0]] if a["attribute_tokens"] else ""})
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "results.json")
        json.dump({"meta": {"use_camera": True, "use_lidar": True, "use_radar": False, "use_map": False, "use_external": False}, "results": results}, open(path, "w"))
        evaluation = DetectionEval(nusc, config_factory("detection_cvpr_2019"), path, "package_all", folder, verbose=False)
        metrics, _ = evaluation.evaluate()
    present = {box.detection_name for box in evaluation.gt_boxes.all}
    return {name: metrics.mean_dist_aps[name] for name in sorted(present)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--draw", type=int, default=None, help="samples to draw; all if not given")
    args = parser.parse_args()
    version = os.path.basename(os.path.dirname(glob.glob(os.path.join(args.folder, "*", "sample_annotation.json"))[0]))
    nusc = NuScenes(version=version, dataroot=args.folder, verbose=False)
    print(f"samples: {len(nusc.sample)}, annotations: {len(nusc.sample_annotation)}, scenes: {len(nusc.scene)}")
    print("boxes and points read: %d, %d" % read_all(nusc))
    if hasattr(nusc, "lidarseg"):
        nusc.get_sample_lidarseg_stats(nusc.sample[0]["token"], sort_by="count")
    for map_record in nusc.map:
        poses = [nusc.get("ego_pose", d["ego_pose_token"])["translation"] for d in nusc.sample_data]
        on_map = map_record["mask"].is_on_mask([p[0] for p in poses], [p[1] for p in poses])
        print(f"ego poses on the map mask: {np.count_nonzero(on_map)} of {len(poses)}")
    print(f"drawn: {draw(nusc, args.draw)}")
    precisions = evaluate(nusc)
    for name, precision in precisions.items():
        print(f"AP {name}: {precision:.6f}")
    assert precisions and all(abs(p - 1) < 1e-9 for p in precisions.values()), "ground truth does not reach AP 1"
    print("ok")


main()
