#!/usr/bin/python3
"""Writes the flagship scenario with a small camera, two frames and one variation a shard; prints the spec's path."""
import json
import os
import sys

root, folder, variations = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(os.path.join(root, "scenarios/rigs/front_camera.json")) as f:
    rig = json.load(f)
rig["cameras"][0].update(width=320, height=180)
for lidar in rig["lidars"]:
    lidar["model"] = os.path.relpath(os.path.join(root, "scenarios/rigs", lidar["model"]), folder)
with open(os.path.join(folder, "rig.json"), "w") as f:
    json.dump(rig, f)
with open(os.path.join(root, "scenarios/child_dart_out.json")) as f:
    spec = json.load(f)
spec["scene"] = os.path.relpath(os.path.join(root, "scenes/residential_street"), folder)
spec["rig"] = "rig.json"
spec["frames"]["count"] = 2
spec["require"] = []
spec["variations"] = {"design": "random", "count": variations}
path = os.path.join(folder, "batch.json")
with open(path, "w") as f:
    json.dump(spec, f)
print(path)
