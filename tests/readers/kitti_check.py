#!/usr/bin/env python3
"""Compares a KITTI package with the dataset that it was made from, then lets KITTI's own evaluation take ground truth for detections.

usage: kitti_check.py PACKAGE DATASET

The evaluation is prclibo/kitti_eval (C++): its evaluate_object_3d_offline.cpp lies in a folder of SCENEFORGE_READERS; g++ and Boost build it.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib

import numpy as np
from PIL import Image

import motion
import readers

# The evaluation samples recall at 41 places and needs as many ground truths to fill them, so it gets every picture this often.
COPIES = 8

# Products and sums of a dozen 64-bit numbers of up to some hundred metres.
TOLERANCE = 1e-9


def matrix(pose):
    """4x4 of a pose with quaternion w, x, y, z."""
    w, x, y, z = pose["rotation"]
    m = np.eye(4)
    m[:3, :3] = [[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)], [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)], [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]]
    m[:3, 3] = pose["translation"]
    return m


def pixels(png):
    """The decompressed rows of a PNG's bytes, filters and all: Pillow has no 16-bit RGB."""
    at, data = 8, b""
    while at < len(png):
        length = int.from_bytes(png[at:at + 4], "big")
        if png[at + 4:at + 8] == b"IDAT":
            data += png[at + 8:at + 8 + length]
        at += length + 12
    return zlib.decompress(data)


def occluded(label):
    return 3 if label["visible_pixels"] == 0 else 0 if label["occlusion"] <= 0.1 else 1 if label["occlusion"] <= 0.5 else 2


def expected(label, kind, camera):
    """The numbers of a line of label_2 after its type."""
    if kind is None:
        return [-1, -1, -10, *label["visible_box"], -1, -1, -1, -1000, -1000, -1000, -10]
    pose = matrix(label["camera_from_box"])
    length, width, height = label["size"]
    x, y, z = (pose @ [0, 0, -height / 2, 1])[:3]
    rotation = -np.arctan2(pose[2, 0], pose[0, 0])
    alpha = (rotation - np.arctan2(x, z) + np.pi) % (2 * np.pi) - np.pi
    box = readers.box_in_image(label, camera)
    return [label["truncation"], occluded(label), alpha, *box, height, width, length, x, y, z, rotation]


def compare(package, dataset):
    kinds = {c["id"]: c.get("maps_to", {}).get("kitti") for c in dataset.info["classes"]}
    training = os.path.join(package, "kitti", "training")
    read = lambda folder, index, suffix: open(os.path.join(training, folder, index + suffix), "rb").read()
    splits = json.load(open(os.path.join(package, "splits.json")))
    sets = {s: open(os.path.join(package, "kitti", "ImageSets", s + ".txt")).read().split() for s in ("train", "val", "test")}
    rows = [json.loads(line) for line in open(os.path.join(package, "kitti", "mapping.jsonl"))]
    lines = points = 0
    carriers = {}
    for row in rows:
        index, sequence = row["index"], row["sequence"]
        labels = dataset.json(sequence, f"labels/{row['frame']:06d}.json")
        rig = dataset.json(sequence, "rig.json")
        camera = next(c for c in rig["cameras"] if c["name"] == row["camera"])
        picture = next(c for c in labels["cameras"] if c["camera"] == row["camera"])
        assert index in sets[row["split"]] and sequence in splits[row["split"]], index

        wanted = [l for l in picture["objects"] if kinds[l["class"]] or l["visible_box"]]
        found = [line.split() for line in read("label_2", index, ".txt").decode().splitlines()]
        assert [l["id"] for l in wanted] == row["objects"] and len(found) == len(wanted), index
        for label, line in zip(wanted, found):
            assert line[0] == (kinds[label["class"]] or "DontCare"), (index, line)
            difference = np.abs(np.array(line[1:], float) - expected(label, kinds[label["class"]], camera))
            difference[[2, 13]] = np.minimum(difference[[2, 13]], 2 * np.pi - difference[[2, 13]])
            assert np.max(difference) < TOLERANCE, (index, line, difference)
            lines += 1

        calib = {l.split(":")[0]: np.array(l.split(":")[1].split(), float) for l in read("calib", index, ".txt").decode().splitlines() if l}
        assert np.array_equal(calib["P2"].reshape(3, 4), [[camera["fx"], 0, camera["cx"], 0], [0, camera["fy"], camera["cy"], 0], [0, 0, 1, 0]]), index
        files = picture["files"]
        assert readers.same_picture(read("image_2", index, ".png"), dataset.bytes(sequence, files["rgb"])), index
        depth = dataset.image(sequence, files["depth"]).astype(int)
        assert np.array_equal(np.where(depth == 65535, 0, depth), np.asarray(Image.open(os.path.join(training, "depth_2", index + ".png"))).astype(int)), index
        assert pixels(read("flow_2", index, ".png")) == pixels(dataset.bytes(sequence, files["flow"])), index
        if labels["lidars"]:
            sweep = labels["lidars"][0]
            stored = np.frombuffer(dataset.bytes(sequence, sweep["file"]), motion.POINT)
            lidar = next(l for l in rig["lidars"] if l["name"] == sweep["lidar"])
            if sequence not in carriers:
                carriers[sequence] = motion.Carrier(dataset.labels(sequence))
            cloud = np.frombuffer(read("velodyne", index, ".bin"), "<f4").reshape(-1, 4)
            assert np.all(np.abs(cloud[:, :3] - motion.compensated(carriers[sequence], lidar, sweep, stored)) < motion.TOLERANCE), index
            times = np.frombuffer(read("velodyne_times", index, ".bin"), "<i4")
            assert np.array_equal(cloud[:, 3], stored["intensity"]) and np.array_equal(times + picture["time_ns"] - sweep["time_ns"], stored["time"]), index
            camera_from_lidar = np.linalg.inv(matrix(picture["world_from_camera"])) @ matrix(sweep["world_from_lidar"])
            assert np.max(np.abs(calib["R0_rect"].reshape(3, 3) @ calib["Tr_velo_to_cam"].reshape(3, 4) - camera_from_lidar[:3])) < TOLERANCE, index
            points += len(cloud)
    assert rows and sum(map(len, sets.values())) == len(rows)
    print(f"equal to the store: {len(rows)} pictures, {lines} objects, {points} points")
    return rows


def evaluate(package, rows):
    """Runs the C++ evaluation on ground truth with a score; every AP must be 100."""
    source = readers.find("evaluate_object_3d_offline.cpp")
    if source is None or shutil.which("g++") is None:
        readers.missing("prclibo/kitti_eval")
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "evaluate")
        if subprocess.run(["g++", "-O2", "-w", "-o", program, source], stderr=subprocess.DEVNULL).returncode:
            readers.missing("what prclibo/kitti_eval is built with")
        result = os.path.join(folder, "result")
        os.makedirs(os.path.join(result, "data"))
        truth = os.path.join(folder, "truth")
        os.makedirs(truth)
        score = 0
        for number, row in enumerate(rows * COPIES):
            name = f"{number:06d}.txt"
            shutil.copy(os.path.join(package, "kitti", "training", "label_2", row["index"] + ".txt"), os.path.join(truth, name))
            with open(os.path.join(result, "data", name), "w") as out:
                for line in open(os.path.join(truth, name)):
                    if not line.startswith("DontCare"):
                        # Scores differ, or the evaluation has one threshold alone.
                        score += 1
                        out.write(f"{line.rstrip()} {1 - score * 1e-7:.9f}\n")
        subprocess.run([program, truth, result], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for kind in ("detection", "orientation", "detection_ground", "detection_3d"):
            for name in ("car", "pedestrian", "cyclist"):
                path = os.path.join(result, f"stats_{name}_{kind}.txt")
                if os.path.exists(path):
                    report(name, kind, [np.array(line.split(), float) for line in open(path)])


def report(name, kind, difficulties):
    for level, precision in zip(("easy", "moderate", "hard"), difficulties):
        # All zeros: no ground truth is of this difficulty.
        if np.any(precision > 0):
            print(f"{name} {kind} {level}: AP {100 * np.mean(precision[::4]):.2f}")
            assert np.all(np.abs(precision - 1) < 1e-5), (name, kind, level, precision)


def main():
    package, dataset = sys.argv[1], readers.Dataset(sys.argv[2])
    evaluate(package, compare(package, dataset))


main()
