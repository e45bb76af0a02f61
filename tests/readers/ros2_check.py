"""ros2_check.py PACKAGE DATASET: bags against the store, by the definitions and the frames that they carry; then Foxglove's own readers."""
import glob
import json
import os
import subprocess
import sys

import numpy as np

import motion
import readers
import ros2_bag as ros

root, store = os.path.join(sys.argv[1], "ros2"), readers.Dataset(sys.argv[2])
COVARIANCE = np.zeros(36)
# Of float32 coordinates, and of a straight line for 10 ms of the vehicle's path: 1/8 of acceleration times the square of 10 ms, at some m/s2.
PLACE, STRAIGHT = 5e-5, 2e-4


def pose_of(p, place="position", turn="orientation"):
    return ros.vector(p[place]), ros.matrix(p[turn])


def stored(pose):
    return np.array(pose["translation"]), motion.matrices([pose["rotation"]])[0]


def same(a, b, tolerance=1e-9):
    return np.allclose(a[0], b[0], atol=tolerance) and np.allclose(a[1], b[1], atol=tolerance)


def at(tree, target, source, time):
    rotation, place = tree.lookup(target, source, [time])
    return place[0], rotation[0]


bags = sorted(glob.glob(os.path.join(root, "*", "*", "*.mcap")))
assert len(bags) == len(store.sequences)
classes = {c["id"]: c["name"] for c in store.info["classes"]}
boxes = pictures = sweeps = inside = checked = scans = 0
for path in bags:
    folder = os.path.dirname(path)
    sequence, bag = int(os.path.basename(folder)), ros.Bag(open(path, "rb").read())
    assert bag.profile == "ros2" and bag.made_by.startswith("SceneForge ") and bag.order == sorted(bag.order)
    described = ros.yaml(open(os.path.join(folder, "metadata.yaml")).read())["rosbag2_bagfile_information"]
    assert described["storage_identifier"] == "mcap" and described["relative_file_paths"] == [os.path.basename(path)] and described["version"] == 5
    assert described["message_count"] == len(bag.order) == described["files"][0]["message_count"]
    assert described["starting_time"]["nanoseconds_since_epoch"] == bag.order[0] and described["duration"]["nanoseconds"] == bag.order[-1] - bag.order[0]
    listed = {t["topic_metadata"]["name"]: (t["topic_metadata"]["type"], t["message_count"], t["topic_metadata"]["offered_qos_profiles"]) for t in described["topics_with_message_count"]}
    assert listed == {t: (bag.types[t], len(m), bag.quality[t]) for t, m in bag.messages.items()}
    assert all(t["topic_metadata"]["serialization_format"] == "cdr" for t in described["topics_with_message_count"])
    for topic, quality in bag.quality.items():
        profile, = ros.yaml(quality)
        assert profile["reliability"] == 1 and profile["durability"] == (1 if topic == "/tf_static" else 2)
    layout = json.load(open(os.path.join(folder, "foxglove.json")))
    shown = [c["imageMode"]["imageTopic"] for c in layout["configById"].values() if "imageMode" in c]
    assert layout["layout"] and all(t in bag.messages or t.startswith("/CAM") for t in shown)

    tree, rig, labels = ros.Tree(bag), store.json(sequence, "rig.json"), store.labels(sequence)
    assert {tree.edges[c][0] for c in ("odom", "base_link")} == {"map", "odom"}
    carrier = motion.Carrier(labels)
    for i, frame in enumerate(labels):
        time = frame["time_ns"]
        assert same(at(tree, "map", "base_link", time), stored(frame["world_from_vehicle"]))
        when, odometry = bag.messages["/odom"][i]
        assert when == time == ros.stamp(odometry["header"]) and (odometry["header"]["frame_id"], odometry["child_frame_id"]) == ("odom", "base_link")
        assert same(pose_of(odometry["pose"]["pose"]), stored(frame["world_from_vehicle"])) and (odometry["pose"]["covariance"] == COVARIANCE).all()
        (early, late), (from_place, to_place) = carrier.at([time - 10**6, time + 10**6])
        velocity = stored(frame["world_from_vehicle"])[1].T @ (to_place - from_place) / 2e-3
        turn = (early.T @ late - late.T @ early) / 2 / 2e-3
        twist = odometry["twist"]["twist"]
        assert np.allclose(ros.vector(twist["linear"]), velocity, atol=1e-6) and np.allclose(ros.vector(twist["angular"]), [turn[2, 1], turn[0, 2], turn[1, 0]], atol=1e-4)

        everything = {o["id"]: o for o in frame["objects"] + [o for c in frame["cameras"] for o in c["objects"]]}
        found = {int(d["id"]): d for d in bag.messages["/detections"][i][1]["detections"]}
        markers = bag.messages["/boxes"][i][1]["markers"]
        assert markers[0]["action"] == 3 and found.keys() == everything.keys() == {m["id"] for m in markers[1:]}
        for marker in markers[1:]:
            o = everything[marker["id"]]
            assert same(pose_of(marker["pose"]), stored(o["world_from_box"])) and np.array_equal(ros.vector(marker["scale"]), o["size"]) and marker["text"] == o["name"]
        for number, o in everything.items():
            d = found[number]
            hypothesis = d["results"][0]["hypothesis"]
            assert d["header"]["frame_id"] == "map" and hypothesis == {"class_id": classes[o["class"]], "score": 1.0}
            assert same(pose_of(d["bbox"]["center"]), stored(o["world_from_box"])) and np.array_equal(ros.vector(d["bbox"]["size"]), o["size"])
            boxes += 1

        for camera in frame["cameras"]:
            name, model = camera["camera"], next(c for c in rig["cameras"] if c["name"] == camera["camera"])
            info, lens = bag.messages[f"/{name}/camera_info"][i][1], model.get("distortion", {})
            assert (info["width"], info["height"], info["header"]["frame_id"]) == (model["width"], model["height"], f"{name}_optical")
            # OpenCV's pixels, and so ROS's, have whole numbers at their centres.
            assert np.array_equal(info["k"], [model["fx"], 0, model["cx"] - 0.5, 0, model["fy"], model["cy"] - 0.5, 0, 0, 1])
            kind, order = {"pinhole": ("plumb_bob", []), "kannala_brandt": ("equidistant", ["k1", "k2", "k3", "k4"]), "brown_conrady": ("rational_polynomial", ["k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6"])}[model["model"]]
            assert info["distortion_model"] == kind and np.array_equal(info["d"], [lens[k] for k in order] or [0] * 5)
            assert same(at(tree, "map", f"{name}_optical", camera["time_ns"]), stored(camera["world_from_camera"]), 1e-8)
            forward = at(tree, "base_link", name, time)[1] @ [1, 0, 0]
            assert np.allclose(forward, at(tree, "base_link", f"{name}_optical", time)[1] @ [0, 0, 1])
            for topic, channel in (("image_raw", "rgb"), ("semantic", "semantic"), ("instance", "instance")):
                if f"/{name}/{topic}/compressed" in bag.messages:
                    image = bag.messages[f"/{name}/{topic}/compressed"][i][1]
                    assert image["format"] == "png" and readers.same_picture(image["data"].tobytes(), store.bytes(sequence, camera["files"][channel]))
                else:
                    image = bag.messages[f"/{name}/{topic}"][i][1]
                    samples = store.image(sequence, camera["files"][channel])
                    assert image["encoding"] == {"rgb": "rgb8", "semantic": "mono8", "instance": "mono16"}[channel] and image["step"] * image["height"] == len(image["data"])
                    assert np.array_equal(image["data"].view({"mono16": "<u2"}.get(image["encoding"], "u1")).reshape(samples.shape), samples)
                assert ros.stamp(image["header"]) == camera["time_ns"] and image["header"]["frame_id"] == f"{name}_optical"
            depth = bag.messages[f"/{name}/depth/image"][i][1]
            metres = depth["data"].view("<f4").reshape(depth["height"], depth["width"])
            raw = store.image(sequence, camera["files"]["depth"]).astype(np.int64)
            near = (raw > 0) & (raw < 65535)
            assert depth["encoding"] == "32FC1" and depth["step"] == 4 * depth["width"] and np.abs(metres[near] - raw[near] / 256).max(initial=0) <= 1 / 512 + 1e-4
            assert np.isnan(metres[raw == 0]).all() and (metres[raw == 65535] > 255.9).all()
            seen = [o for o in camera["objects"] if o["visible_box"]]
            detections = bag.messages[f"/{name}/detections"][i][1]["detections"]
            assert [int(d["id"]) for d in detections] == [o["id"] for o in seen]
            for d, o in zip(detections, seen):
                c, (x0, y0, x1, y1) = d["bbox"]["center"], o["visible_box"]
                assert (c["position"]["x"], c["position"]["y"], d["bbox"]["size_x"], d["bbox"]["size_y"]) == ((x0 + x1) / 2 - 0.5, (y0 + y1) / 2 - 0.5, x1 - x0, y1 - y0)
                assert same(pose_of(d["results"][0]["pose"]["pose"]), stored(o["camera_from_box"]))
            pictures += 1

        for sweep in frame["lidars"]:
            cloud = bag.messages[f"/{sweep['lidar']}/points"][i][1]
            names = {f["name"]: (f["offset"], f["datatype"], f["count"]) for f in cloud["fields"]}
            kinds = {1: "i1", 2: "u1", 3: "<i2", 4: "<u2", 5: "<i4", 6: "<u4", 7: "<f4", 8: "<f8"}
            record = np.dtype({"names": list(names), "formats": [kinds[k] for _, k, _ in names.values()], "offsets": [o for o, _, _ in names.values()], "itemsize": cloud["point_step"]})
            points = cloud["data"].view(record)
            mine = np.frombuffer(store.bytes(sequence, sweep["file"]), motion.POINT)
            assert cloud["height"] == 1 and cloud["width"] == len(points) == sweep["points"] and cloud["row_step"] == len(cloud["data"]) and cloud["is_dense"] and not cloud["is_bigendian"]
            assert cloud["header"]["frame_id"] == sweep["lidar"] and ros.stamp(cloud["header"]) == sweep["time_ns"]
            for field in ("intensity", "time", "ring", "segment", "instance", "class", "return", "cause"):
                assert np.array_equal(points[field], mine[field]), field
            xyz = np.stack([points["x"], points["y"], points["z"]], 1).astype(float)
            assert np.array_equal(xyz, mine["xyz"].astype(float))
            sweeps += 1
            if not len(points):
                continue
            lidar = next(l for l in rig["lidars"] if l["name"] == sweep["lidar"])
            times = sweep["time_ns"] + (0 if lidar["compensated"] else 1) * points["time"].astype(np.int64)
            # Bags begin at 0: of a sweep that reaches before it, the first pose stands for what is earlier.
            times = np.maximum(times, tree.times["base_link"][0])
            rotation, place = tree.lookup("map", sweep["lidar"], times)
            world = np.einsum("nij,nj->ni", rotation, xyz) + place
            (now,), (here,) = tree.lookup("map", sweep["lidar"], [sweep["time_ns"]])
            assert np.abs((world - here) @ now - motion.compensated(carrier, lidar, sweep, mine)).max() < PLACE + STRAIGHT, "points through the tree of frames"
            for number, d in found.items():
                own = (points["instance"] == number) & (points["cause"] == 0)
                if own.any():
                    centre, turn = pose_of(d["bbox"]["center"])
                    local = np.abs((world[own] - centre) @ turn) - ros.vector(d["bbox"]["size"]) / 2
                    inside, checked = inside + int((local.max(1) <= 0.05).sum()), checked + int(own.sum())
            scan_of = bag.messages.get(f"/{sweep['lidar']}/scan")
            if scan_of:
                scan = next(m for when, m in scan_of if when == sweep["time_ns"])
                angles = scan["angle_min"] + np.arange(len(scan["ranges"])) * scan["angle_increment"]
                hit = np.isfinite(scan["ranges"])
                places = np.stack([scan["ranges"] * np.cos(angles), scan["ranges"] * np.sin(angles)], 1)[hit]
                strongest = mine[mine["return"] == 1]
                at_time = ros.stamp(scan["header"]) + np.flatnonzero(hit) * float(scan["time_increment"]) * 1e9
                order = np.argsort(strongest["time"], kind="stable")
                # float32 angles at the scanner's range.
                assert hit.sum() == len(strongest) and np.abs(places - strongest["xyz"][order][:, :2]).max() < 1e-3
                assert np.abs(at_time - sweep["time_ns"] - strongest["time"][order]).max() < 3000
                scans += 1
assert pictures and (boxes or store.is_empty())
print(f"equal to the store: {boxes} boxes, {pictures} pictures, {sweeps} sweeps, {scans} scans in {len(bags)} bags")
print(f"points within 5 cm of their box through the tree of frames: {inside} of {checked}")

script = readers.find("ros2") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "ros2")
if not os.path.isdir(os.path.join(script, "node_modules", "@mcap")):
    readers.missing("@mcap/core (npm ci in tests/readers/ros2)")
done = subprocess.run(["node", os.path.join(script, "read.cjs"), *bags], capture_output=True, text=True)
assert done.returncode == 0, done.stderr
read = json.loads(done.stdout)
for path, topics in zip(bags, read):
    bag = ros.Bag(open(path, "rb").read())
    assert {t: v["count"] for t, v in topics.items()} == {t: len(m) for t, m in bag.messages.items()}
    for topic, messages in bag.messages.items():
        # The last message as that reader sees it: every number and text the same.
        def plain(value):
            if isinstance(value, dict):
                return {k: plain(v) for k, v in value.items()}
            if isinstance(value, np.ndarray):
                return len(value), float(np.nansum(np.where(np.isfinite(value), value, 0).astype(float)))
            return [plain(v) for v in value] if isinstance(value, list) else value

        def theirs(value):
            if isinstance(value, dict) and "$sum" in value:
                return value["$length"], value["$sum"]
            if isinstance(value, dict):
                return {k: theirs(v) for k, v in value.items()}
            return [theirs(v) for v in value] if isinstance(value, list) else value

        def alike(a, b):
            if isinstance(a, dict):
                # That reader calls nanoseconds by ROS 1's name.
                b = {("nanosec" if k == "nsec" else k): v for k, v in b.items()}
                return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
            if isinstance(a, (list, tuple)):
                return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b))
            return a == b or isinstance(a, float) and np.isclose(a, b, rtol=1e-9)

        assert alike(plain(messages[-1][1]), theirs(topics[topic]["last"])), topic
print(f"@mcap/core and rosmsg2-serialization: the same {sum(v['count'] for t in read for v in t.values())} messages")
