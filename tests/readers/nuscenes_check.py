#!/usr/bin/env python3
"""Compares a nuScenes package with the dataset that it was made from, then lets nuscenes-devkit load it, draw every sample and evaluate ground truth against itself.

usage: nuscenes_check.py PACKAGE DATASET [SAMPLES]

SAMPLES: how many samples the devkit draws; all if not given. The devkit (nuscenes-devkit/python-sdk) and pyquaternion are installed or lie in folders of SCENEFORGE_READERS.
"""
import glob
import json
import os
import sys

import numpy as np
from PIL import Image

import motion
import readers

# Poses of sweeps are a product of two stored ones; places have the map's offset added.
TOLERANCE = 1e-9

# How far outside its box a point still counts as in it, metres: none, three times the noise of HDL-64E.
MARGINS = (0, 0.05)
FEW_POINTS = 5


def require(condition, *what):
    if not condition:
        raise AssertionError(what)


class Tables:
    def __init__(self, root):
        self.root = root
        self.version = os.path.basename(os.path.dirname(glob.glob(os.path.join(root, "*", "sample_annotation.json"))[0]))
        self.rows = {os.path.basename(p)[:-5]: json.load(open(p)) for p in glob.glob(os.path.join(root, self.version, "*.json"))}
        self.by_token = {name: {r["token"]: r for r in rows} for name, rows in self.rows.items() if name not in ("splits", "image_annotations")}
        for name, rows in self.by_token.items():
            require(len(rows) == len(self.rows[name]), "tokens are not unique", name)

    def __getattr__(self, name):
        return self.rows[name]

    def get(self, table, token):
        return self.by_token[table][token]

    def check_keys(self):
        """Every foreign key leads somewhere; chains run both ways."""
        keys = {"category_token": "category", "sensor_token": "sensor", "scene_token": "scene", "log_token": "log", "sample_token": "sample", "instance_token": "instance",
                "ego_pose_token": "ego_pose", "calibrated_sensor_token": "calibrated_sensor", "visibility_token": "visibility", "sample_data_token": "sample_data",
                "first_sample_token": "sample", "last_sample_token": "sample", "first_annotation_token": "sample_annotation", "last_annotation_token": "sample_annotation"}
        count = 0
        for name, rows in self.by_token.items():
            for row in rows.values():
                for key, table in keys.items():
                    if key in row:
                        self.get(table, row[key])
                        count += 1
                for attribute in row.get("attribute_tokens", []):
                    self.get("attribute", attribute)
                require(len(row.get("attribute_tokens", [])) <= 1, name, row)
                if row.get("next"):
                    require(rows[row["next"]]["prev"] == row["token"], name, row)
                if row.get("prev"):
                    require(rows[row["prev"]]["next"] == row["token"], name, row)
        for instance in self.instance:
            chain, token = 0, instance["first_annotation_token"]
            while token:
                require(self.get("sample_annotation", token)["instance_token"] == instance["token"], instance)
                last, token, chain = token, self.get("sample_annotation", token)["next"], chain + 1
            require(last == instance["last_annotation_token"] and chain == instance["nbr_annotations"], instance)
        logs = [t for m in self.map for t in m["log_tokens"]]
        require(sorted(logs) == sorted(r["token"] for r in self.log), "every log has one map")
        for task in [t for t in ("lidarseg", "panoptic") if t in self.rows]:
            require(len(os.listdir(os.path.join(self.root, task, self.version))) == len(self.rows[task]), task)
        return count


def visibility(labels):
    alone = sum(l["amodal_pixels"] for l in labels)
    share = sum(l["visible_pixels"] for l in labels) / alone if alone else 0
    return "1" if share < 0.4 else "2" if share < 0.6 else "3" if share < 0.8 else "4"


def near(a, b):
    return np.max(np.abs(np.asarray(a, float) - np.asarray(b, float))) < TOLERANCE


def compare(tables, dataset, splits):
    categories = {c["id"]: c.get("maps_to", {}).get("nuscenes") for c in dataset.info["classes"]}
    index = {c["name"]: c["index"] for c in tables.category}
    scenes = {int(s["name"].rsplit("-", 1)[1]): s for s in tables.scene}
    require(sorted(scenes) == dataset.sequences)
    annotations, data, samples = {}, {}, {}
    for sample in tables.sample:
        samples.setdefault(sample["scene_token"], []).append(sample)
    for row in tables.sample_annotation:
        annotations.setdefault(row["sample_token"], {})[tables.get("instance", row["instance_token"])["object_id"]] = row
    for row in tables.sample_data:
        calibrated = tables.get("calibrated_sensor", row["calibrated_sensor_token"])
        if row["is_key_frame"]:
            data.setdefault(row["sample_token"], {})[tables.get("sensor", calibrated["sensor_token"])["channel"]] = row
    labels_of = {task: {r["sample_data_token"]: r["filename"] for r in tables.rows.get(task, [])} for task in ("lidarseg", "panoptic")}
    shares = []
    counts = dict.fromkeys(("samples", "boxes", "pictures", "points"), 0)
    for number, scene in scenes.items():
        require(scene["name"] in tables.splits[next(s for s in ("train", "val", "test") if number in splits[s])], scene)
        offset = np.array(tables.get("log", scene["log_token"])["world_offset"])
        rig = dataset.json(number, "rig.json")
        channels = {l["name"]: l["name"] for l in rig["lidars"]}
        if channels and "LIDAR_TOP" not in channels:
            channels[rig["lidars"][0]["name"]] = "LIDAR_TOP"
        carrier = motion.Carrier(dataset.labels(number))
        things = {o["id"]: o["class"] for o in dataset.json(number, "segments.json")["objects"]}
        ordered = sorted(samples[scene["token"]], key=lambda s: s["timestamp"])
        require(len(ordered) == scene["nbr_samples"])
        for sample, labels in zip(ordered, dataset.labels(number)):
            counts["samples"] += 1
            clouds = []
            compare_boxes(tables, labels, annotations.get(sample["token"], {}), categories, offset)
            counts["boxes"] += len(annotations.get(sample["token"], {}))
            for picture in labels["cameras"]:
                row = data[sample["token"]][picture["camera"]]
                camera = next(c for c in rig["cameras"] if c["name"] == picture["camera"])
                compare_sensor(tables, row, picture["world_from_vehicle"], camera["vehicle_from_camera"], offset)
                require(tables.get("calibrated_sensor", row["calibrated_sensor_token"])["camera_intrinsic"] == [[camera["fx"], 0, camera["cx"]], [0, camera["fy"], camera["cy"]], [0, 0, 1]], row)
                require((row["width"], row["height"]) == (camera["width"], camera["height"]), row)
                require(readers.same_picture(open(os.path.join(tables.root, row["filename"]), "rb").read(), dataset.bytes(number, picture["files"]["rgb"])), row)
                counts["pictures"] += 1
            for sweep in labels["lidars"]:
                row = data[sample["token"]][channels[sweep["lidar"]]]
                lidar = next(l for l in rig["lidars"] if l["name"] == sweep["lidar"])
                compare_sensor(tables, row, labels["world_from_vehicle"], lidar["vehicle_from_lidar"], offset)
                stored = np.frombuffer(dataset.bytes(number, sweep["file"]), motion.POINT)
                cloud = np.fromfile(os.path.join(tables.root, row["filename"]), "<f4").reshape(-1, 5)
                clouds.append((row, cloud[:, :3].astype(float), np.where(stored["cause"] == 0, stored["instance"], 0)))
                require(np.all(np.abs(cloud[:, :3] - motion.compensated(carrier, lidar, sweep, stored)) < motion.TOLERANCE), row)
                require(np.array_equal(cloud[:, 3], stored["intensity"]) and np.array_equal(cloud[:, 4], stored["ring"]), row)
                segments = np.fromfile(os.path.join(tables.root, labels_of["lidarseg"][row["token"]]), np.uint8)
                wanted = [0 if p["cause"] else index.get(categories.get(things[p["instance"]] if p["instance"] else int(p["class"])), 0 if p["class"] == 0 else index["static.other"]) for p in stored]
                require(np.array_equal(segments, wanted), row)
                compare_panoptic(np.load(os.path.join(tables.root, labels_of["panoptic"][row["token"]]))["data"], segments, stored, row)
                counts["points"] += len(stored)
            for number_of, annotation in annotations.get(sample["token"], {}).items():
                inside = sum(points_in_annotation(tables, row, cloud, annotation) for row, cloud, _ in clouds)
                require(annotation["num_lidar_pts"] == inside, annotation, inside)
                own = [(row, cloud[ids == number_of]) for row, cloud, ids in clouds]
                if sum(len(c) for _, c in own) >= FEW_POINTS:
                    shares.append([sum(points_in_annotation(tables, row, c, annotation, margin) for row, c in own) / sum(len(c) for _, c in own) for margin in MARGINS])
    for margin, share in zip(MARGINS, np.array(shares).reshape(-1, len(MARGINS)).T):
        print(f"{len(share)} boxes of things with {FEW_POINTS} points and more: {np.mean(share >= 0.8):.4f} hold 80% of them within {margin} m")
    return counts


def points_in_annotation(tables, row, cloud, annotation, margin=0):
    """The points of a file in an annotation's box, which goes into the sensor's frame by the tables as nuscenes-devkit takes it there."""
    ego, sensor = tables.get("ego_pose", row["ego_pose_token"]), tables.get("calibrated_sensor", row["calibrated_sensor_token"])
    rotations = motion.matrices([ego["rotation"], sensor["rotation"], annotation["rotation"]])
    box_from_sensor = rotations[2].T @ rotations[0] @ rotations[1]
    place = rotations[2].T @ (rotations[0] @ sensor["translation"] + ego["translation"] - annotation["translation"])
    width, length, height = annotation["size"]
    return motion.points_in_box(cloud, (box_from_sensor, place), np.array([length, width, height]) + 2 * margin)


def compare_boxes(tables, labels, found, categories, offset):
    has_boxes = lambda c: categories[c] and not categories[c].startswith(("flat.", "static."))
    seen = {}
    for picture in labels["cameras"]:
        for label in picture["objects"]:
            seen.setdefault(label["id"], []).append(label)
    wanted = {o["id"]: (o, sum(o["points"].values())) for o in labels["objects"] if has_boxes(o["class"])}
    wanted |= {i: (l[0], 0) for i, l in seen.items() if i not in wanted and has_boxes(l[0]["class"])}
    require(set(found) == set(wanted), set(found) ^ set(wanted))
    for number, (thing, points) in wanted.items():
        row = found[number]
        length, width, height = thing["size"]
        require(near(row["translation"], thing["world_from_box"]["translation"] + offset) and row["rotation"] == thing["world_from_box"]["rotation"], row)
        require(row["size"] == [width, length, height] and row["object_lidar_pts"] == points and row["visibility_token"] == visibility(seen.get(number, [])), row)
        require(tables.get("category", tables.get("instance", row["instance_token"])["category_token"])["name"] == categories[thing["class"]], row)


def compare_sensor(tables, row, world_from_vehicle, vehicle_from_sensor, offset):
    calibrated = tables.get("calibrated_sensor", row["calibrated_sensor_token"])
    require(calibrated["translation"] == vehicle_from_sensor["translation"] and calibrated["rotation"] == vehicle_from_sensor["rotation"], row)
    pose = tables.get("ego_pose", row["ego_pose_token"])
    require(near(pose["translation"], world_from_vehicle["translation"] + offset) and pose["timestamp"] == row["timestamp"], row)
    require(near(np.abs(np.dot(pose["rotation"], world_from_vehicle["rotation"])), 1), row)


def compare_panoptic(panoptic, segments, stored, row):
    require(panoptic.dtype == np.uint16 and np.array_equal(panoptic // 1000, segments), row)
    things = (stored["instance"] > 0) & (stored["cause"] == 0) & (segments < 24)
    require(np.all(panoptic[~things] % 1000 == 0) and np.all(panoptic[things] % 1000 > 0), row)
    pairs = set(zip(panoptic[things].tolist(), stored["instance"][things].tolist()))
    require(len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs}), "one number an object", row)


def devkit(root, limit):
    try:
        import matplotlib
        matplotlib.use("Agg")
        from nuscenes.nuscenes import NuScenes
        from nuscenes.utils.data_classes import LidarPointCloud
        from nuscenes.utils.geometry_utils import points_in_box
    except ImportError as e:
        readers.missing(f"nuscenes-devkit, or what it needs ({e}),")
    version = os.path.basename(os.path.dirname(glob.glob(os.path.join(root, "*", "sample_annotation.json"))[0]))
    nusc = NuScenes(version=version, dataroot=root, verbose=False)
    boxes = points = 0
    for data in nusc.sample_data:
        path, found, _ = nusc.get_sample_data(data["token"])
        boxes += len(found)
        if data["sensor_modality"] == "lidar":
            cloud = LidarPointCloud.from_file(path).points[:3].astype(float)
            points += cloud.shape[1]
            compare_counts(nusc, data, found, cloud, points_in_box)
    print(f"nuscenes-devkit: read {len(nusc.sample)} samples, {boxes} boxes in sensors, {points} points")
    for map_record in nusc.map:
        poses = [nusc.get("ego_pose", d["ego_pose_token"])["translation"] for d in nusc.sample_data]
        print(f"nuscenes-devkit: {np.count_nonzero(map_record['mask'].is_on_mask([p[0] for p in poses], [p[1] for p in poses]))} of {len(poses)} ego poses lie on the map mask")
    print(f"nuscenes-devkit: drew {draw(nusc, limit, matplotlib)} pictures and sweeps with their boxes")
    for name, precision in (evaluate(nusc) if nusc.sample_annotation else {}).items():
        print(f"nuscenes-devkit: AP {name} {precision:.6f}")
        require(abs(precision - 1) < 1e-9, name, precision)


def compare_counts(nusc, data, boxes, cloud, points_in_box):
    """num_lidar_pts is what the devkit counts, where a sample has one LiDAR."""
    lidars = [c for c, t in nusc.get("sample", data["sample_token"])["data"].items() if nusc.get("sample_data", t)["sensor_modality"] == "lidar"]
    for box in boxes if data["is_key_frame"] and len(lidars) == 1 else []:
        counted = int(np.count_nonzero(points_in_box(box, cloud)))
        require(counted == nusc.get("sample_annotation", box.token)["num_lidar_pts"], box.token, counted)


def draw(nusc, limit, matplotlib):
    import tempfile
    drawn = 0
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "drawn.png")
        for sample in nusc.sample[:limit]:
            for channel, token in sample["data"].items():
                nusc.render_sample_data(token, out_path=out, verbose=False)

                # The devkit refuses to colour a sweep without points.
                if channel == "LIDAR_TOP" and os.path.getsize(nusc.get_sample_data_path(token)):
                    nusc.render_sample_data(token, out_path=out, verbose=False, show_lidarseg=True)
                    nusc.render_sample_data(token, out_path=out, verbose=False, show_panoptic=True)
                require(Image.open(out).size[0] > 0)
                drawn += 1
                matplotlib.pyplot.close("all")
    return drawn


def evaluate(nusc):
    """Average precision of each class that the ground truth has, ground truth taken as detections."""
    import contextlib
    import io
    import math
    import tempfile
    from nuscenes.eval.common.config import config_factory
    from nuscenes.eval.detection.evaluate import DetectionEval
    from nuscenes.eval.detection.utils import category_to_detection_name
    attributes = {a["token"]: a["name"] for a in nusc.attribute}
    results = {}
    for sample in nusc.sample:
        results[sample["token"]] = []
        for token in sample["anns"]:
            a = nusc.get("sample_annotation", token)
            name = category_to_detection_name(a["category_name"])

            # The evaluation leaves ground truth without points out, and knows no detections without them.
            if name is not None and a["num_lidar_pts"] + a["num_radar_pts"] > 0:
                results[sample["token"]].append({
                    "sample_token": sample["token"], "translation": a["translation"], "size": a["size"], "rotation": a["rotation"],
                    "velocity": [0.0 if math.isnan(v) else v for v in nusc.box_velocity(token)[:2]], "detection_name": name, "detection_score": 1.0,
                    "attribute_name": attributes[a["attribute_tokens"][0]] if a["attribute_tokens"] else ""})
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        path = os.path.join(folder, "results.json")
        json.dump({"meta": dict.fromkeys(["use_camera", "use_lidar", "use_radar", "use_map", "use_external"], False), "results": results}, open(path, "w"))
        evaluation = DetectionEval(nusc, config_factory("detection_cvpr_2019"), path, "package_all", folder, verbose=False)
        metrics, _ = evaluation.evaluate()
    present = sorted({box.detection_name for box in evaluation.gt_boxes.all})
    require(present, "no class has ground truth")
    return {name: metrics.mean_dist_aps[name] for name in present}


def main():
    package, dataset = sys.argv[1], readers.Dataset(sys.argv[2])
    root = os.path.join(package, "nuscenes")
    tables = Tables(root)
    keys = tables.check_keys()
    counts = compare(tables, dataset, json.load(open(os.path.join(package, "splits.json"))))
    require(all(counts.values()) or dataset.is_empty(), counts)
    print(f"equal to the store: {', '.join(f'{n} {what}' for what, n in counts.items())}; {keys} keys lead somewhere")
    devkit(root, int(sys.argv[3]) if len(sys.argv) > 3 else None)


main()
