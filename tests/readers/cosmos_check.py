"""cosmos_check.py PACKAGE DATASET: every clip's frames against the store: exactly where they are pictures, through ffmpeg where they are videos."""
import glob
import json
import os
import shutil
import subprocess
import sys

import numpy as np
from PIL import Image

import readers

root, store = os.path.join(sys.argv[1], "cosmos"), readers.Dataset(sys.argv[2])
colors = np.zeros((256, 3), int)
for c in store.info["classes"]:
    colors[c["id"]] = list(bytes.fromhex(c["color"][1:]))


def frames(path, width, height):
    """All frames, and whether they passed through a lossy encoder."""
    if os.path.isdir(path):
        return [np.asarray(Image.open(p)).astype(int) for p in sorted(glob.glob(os.path.join(path, "*.png")))], False
    if shutil.which("ffmpeg") is None:
        readers.missing("ffmpeg")
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], check=True, capture_output=True).stdout
    even = (height + height % 2, width + width % 2)
    return list(np.frombuffer(raw, np.uint8).reshape(-1, *even, 3)[:, :height, :width].astype(int)), True


bundles = pictures = 0
for path in sorted(glob.glob(os.path.join(root, "*", "*", "*", "spec.json"))):
    folder, spec = os.path.dirname(path), json.load(open(path))
    sequence, camera = int(os.path.basename(os.path.dirname(folder))), os.path.basename(folder)
    model = next(c for c in store.json(sequence, "rig.json")["cameras"] if c["name"] == camera)
    labels = [next(c for c in frame["cameras"] if c["camera"] == camera) for frame in store.labels(sequence)]
    clips = {name: frames(os.path.join(folder, spec[name]["input_control"]), model["width"], model["height"]) for name in ("vis", "edge", "depth", "seg")}
    clips["rgb"] = frames(os.path.join(folder, spec["input_video_path"]), model["width"], model["height"])
    assert all(len(c) == len(labels) for c, _ in clips.values())
    for i, label in enumerate(labels):
        depth, instance, semantic, rgb = (store.image(sequence, label["files"][c]).astype(int) for c in ("depth", "instance", "semantic", "rgb"))
        white = np.where((depth == 0) | (depth == 65535), 0, np.round(255 * np.minimum(1, 1024 / np.maximum(depth, 1))))
        exact = {"rgb": rgb, "depth": np.repeat(white[:, :, None], 3, 2)}
        for name, expected in exact.items():
            found, lossy = clips[name][0][i], clips[name][1]

            # H.264 at quality 12: a level or so of brightness, and in pictures of noise a part of the difference between neighbours. It halves colour's resolution.
            if lossy:
                found, expected = found @ [0.299, 0.587, 0.114], expected @ [0.299, 0.587, 0.114]
            assert np.abs(found - expected).mean() <= (1.5 + 0.4 * np.abs(np.diff(expected, axis=1)).mean() if lossy else 0), (path, name, i)
        if not clips["seg"][1]:
            assert np.array_equal(clips["seg"][0][i][instance == 0], colors[semantic][instance == 0])
            assert all(len(np.unique(clips["seg"][0][i][instance == n], axis=0)) == 1 for n in np.unique(instance[instance > 0]))
            assert set(np.unique(clips["edge"][0][i])) <= {0, 255}
        pictures += 1
    bundles += 1
assert bundles == sum(len(store.json(s, "rig.json")["cameras"]) for s in store.sequences)
print(f"equal to the store: {bundles} bundles of {pictures} pictures and their controls")
