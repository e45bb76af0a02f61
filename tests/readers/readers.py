"""What the checks of packages share. A check prints what it found and exits 0, or 77 where a reader is missing, or fails."""
import glob
import json
import os
import sys

import numpy as np
from PIL import Image

# Readers that are not installed may lie in this folder, each under its module's name.
sys.path += [p for p in os.environ.get("SCENEFORGE_READERS", "").split(os.pathsep) if p]


def missing(what):
    print(f"skipped: {what} is not installed")
    sys.exit(77)


def find(name):
    """A file beside the readers, or None."""
    return next((p for folder in sys.path for p in [os.path.join(folder, name)] if os.path.isfile(p)), None)


class Dataset:
    """The store, read by its documentation (docs/dataset.md) alone."""

    def __init__(self, folder):
        self.folder = folder
        self.info = json.load(open(os.path.join(folder, "dataset.json")))
        self.sequences = sorted(int(os.path.basename(os.path.dirname(p))) for p in glob.glob(os.path.join(folder, "sequences", "*", "manifest.json")))

    def path(self, sequence, file):
        return os.path.join(self.folder, "sequences", f"{sequence:06d}", file)

    def json(self, sequence, file):
        return json.load(open(self.path(sequence, file)))

    def labels(self, sequence):
        return [self.json(sequence, f"labels/{i:06d}.json") for i in range(len(self.json(sequence, "rig.json")["frame_times_ns"]))]

    def is_empty(self):
        """Whether there is no object and no point anywhere: a check has nothing but pictures to compare then."""
        labels = [frame for sequence in self.sequences for frame in self.labels(sequence)]
        return not any(frame["objects"] or any(c["objects"] for c in frame["cameras"]) or any(s["points"] for s in frame["lidars"]) for frame in labels)

    def image(self, sequence, file):
        return np.asarray(Image.open(self.path(sequence, file)))

    def bytes(self, sequence, file):
        return open(self.path(sequence, file), "rb").read()


def same_picture(a, b):
    """Whether two encoded pictures have the same pixels; either may carry a mark."""
    import io
    x, y = Image.open(io.BytesIO(a)), Image.open(io.BytesIO(b))
    return x.mode == y.mode and np.array_equal(np.asarray(x), np.asarray(y))


def box_in_image(label, camera):
    """The box of an object alone within the image; of datasets that lack it that of its visible pixels where nothing hides it, else the whole box cut at the edges."""
    if "amodal_box_in_image" in label:
        return label["amodal_box_in_image"]
    if label["visible_box"] and label["visible_pixels"] == label["amodal_pixels"]:
        return label["visible_box"]
    return np.clip(label["amodal_box"], 0, [camera["width"], camera["height"]] * 2)
