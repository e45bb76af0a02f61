"""openlabel_check.py PACKAGE DATASET: boxes, keypoints, poses and intrinsics against the store; then the standard's JSON Schema."""
import glob
import json
import os
import sys

import readers

root, store = os.path.join(sys.argv[1], "openlabel"), readers.Dataset(sys.argv[2])
documents = sorted(glob.glob(os.path.join(root, "*", "*", "openlabel.json")))
assert len(documents) == len(store.sequences)
cuboids = boxes = points = 0


def xyzw(pose):
    w, x, y, z = pose["rotation"]
    return [x, y, z, w]


for path in documents:
    sequence, data = int(os.path.basename(os.path.dirname(path))), json.load(open(path))["openlabel"]
    rig = store.json(sequence, "rig.json")
    for camera in rig["cameras"]:
        intrinsics = data["streams"][camera["name"]]["stream_properties"]
        if camera["model"] != "kannala_brandt":
            assert intrinsics["intrinsics_pinhole"]["camera_matrix"] == [camera["fx"], 0, camera["cx"], 0, 0, camera["fy"], camera["cy"], 0, 0, 0, 1, 0]
            lens = [camera["distortion"][k] for k in ("k1", "k2", "p1", "p2", "k3", "k4", "k5", "k6")] if "distortion" in camera else [0] * 5
            assert intrinsics["intrinsics_pinhole"]["distortion_coeffs"] == lens
        else:
            fisheye = intrinsics["intrinsics_fisheye"]
            assert fisheye["lens_coeffs"] == [camera["distortion"][k] for k in ("k1", "k2", "k3", "k4")]
            assert [fisheye[k] for k in ("center_x_px", "center_y_px", "focal_length_x_px", "focal_length_y_px")] == [camera[k] for k in ("cx", "cy", "fx", "fy")]
        pose = data["coordinate_systems"][camera["name"]]["pose_wrt_parent"]
        assert pose["quaternion"] == xyzw(camera["vehicle_from_camera"]) and pose["translation"] == camera["vehicle_from_camera"]["translation"]
    for frame in store.labels(sequence):
        entry = data["frames"][str(frame["frame"])]
        assert round(entry["frame_properties"]["timestamp"] * 1e9) == frame["time_ns"]
        pose = entry["frame_properties"]["transforms"]["vehicle_to_world"]["transform_src_to_dst"]
        assert pose == {"quaternion": xyzw(frame["world_from_vehicle"]), "translation": frame["world_from_vehicle"]["translation"]}
        views = [(c["camera"], o) for c in frame["cameras"] for o in c["objects"]]
        assert set(entry["objects"]) == {str(o["id"]) for o in frame["objects"]} | {str(o["id"]) for _, o in views}
        for o in frame["objects"] + [o for _, o in views]:
            (cuboid,) = entry["objects"][str(o["id"])]["object_data"]["cuboid"]
            assert cuboid["val"] == o["world_from_box"]["translation"] + xyzw(o["world_from_box"]) + o["size"]
            cuboids += 1
        for camera, o in views:
            data_of = entry["objects"][str(o["id"])]["object_data"]
            named = {b["name"]: b for b in data_of["bbox"]}
            for kind in ("visible", "amodal"):
                if o[f"{kind}_box"]:
                    box = named[f"{kind}_{camera}"]
                    cx, cy, w, h = box["val"]
                    assert [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2] == o[f"{kind}_box"]
                    attributes = {a["name"]: a["val"] for a in box["attributes"]["num"]}
                    assert all(attributes[n] == o[n] for n in ("visible_pixels", "amodal_pixels", "occlusion", "truncation"))
                    boxes += 1
                else:
                    assert f"{kind}_{camera}" not in named
            for k in o["keypoints"]:
                at = next(p for p in data_of["point2d"] if p["name"] == f"{k['name']}_{camera}")
                assert at["val"] == [k["u"], k["v"]] and at["attributes"]["num"][0]["val"] == k["visibility"]
                points += 1
        for stream in entry["frame_properties"]["streams"].values():
            assert os.path.isfile(os.path.join(os.path.dirname(path), stream["uri"]))
assert (cuboids and boxes) or store.is_empty()
print(f"equal to the store: {cuboids} cuboids, {boxes} boxes, {points} keypoints in {len(documents)} documents")

schema = readers.find("openlabel_json_schema-v1.0.0.json")
if schema is None:
    readers.missing("openlabel_json_schema-v1.0.0.json")
try:
    import jsonschema
except ImportError:
    readers.missing("jsonschema")
validator = jsonschema.Draft7Validator(json.load(open(schema)))
for path in documents:
    errors = [e.message[:200] for e in validator.iter_errors(json.load(open(path)))]
    assert not errors, (path, errors[:3])
print(f"OpenLABEL 1.0.0 schema: {len(documents)} documents pass")
