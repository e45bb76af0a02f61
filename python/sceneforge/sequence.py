"""One variation of a scenario."""
import functools
import hashlib
import json
import os

import numpy as np

from .camera import Camera, Lidar
from .errors import DatasetError
from .frame import Frame
from .geometry import Pose, rotation_matrices, slerp


class Sequence:
    """A folder sequences/NNNNNN: rig, objects, events, lanes and frames. Documents are read when first asked for."""

    def __init__(self, folder, number):
        self.folder = folder
        self.number = number

    def path(self, file):
        """A file of the sequence, by its path in labels or manifest."""
        return os.path.join(self.folder, *file.split("/"))

    def read(self, file, schema=None):
        """A JSON document of the sequence.

        Raises DatasetError: it is missing, damaged, or of another version.
        """
        path = self.path(file)
        try:
            with open(path, "rb") as stream:
                document = json.loads(stream.read())
        except (OSError, ValueError) as error:
            raise DatasetError(f"{path}: {error}") from error
        if schema and document.get("schema") != schema:
            raise DatasetError(f'{path}: schema "{document.get("schema")}" where {schema} belongs; install the sceneforge that fits')
        return document

    @functools.cached_property
    def rig(self):
        """rig.json."""
        return self.read("rig.json", "sceneforge.rig/1")

    @functools.cached_property
    def cameras(self):
        """Camera by name, in the rig's order."""
        return {node["name"]: Camera(node) for node in self.rig["cameras"]}

    @functools.cached_property
    def lidars(self):
        """Lidar by name, in the rig's order."""
        return {node["name"]: Lidar(node) for node in self.rig.get("lidars", [])}

    @functools.cached_property
    def scenario(self):
        """scenario.json: every value of the variation."""
        return self.read("scenario.json")

    @property
    def conditions(self):
        """Weather and light: members of scenario.json's conditions."""
        return self.scenario.get("conditions", {})

    @property
    def drawn(self):
        """Every drawn value by its JSON pointer in the spec."""
        return self.scenario.get("drawn", {})

    @functools.cached_property
    def segments(self):
        """segments.json: objects, segments, events."""
        return self.read("segments.json", "sceneforge.segments/1")

    @property
    def objects(self):
        """Rows of segments.json's objects by id."""
        return {row["id"]: row for row in self.segments["objects"]}

    @functools.cached_property
    def class_of_segment(self):
        """uint8 (segments,): class id by segment id."""
        return np.array([row["class"] for row in self.segments["segments"]], np.uint8)

    @property
    def events(self):
        """Nanoseconds at which each behaviour step began, by its name."""
        return self.segments["events"]

    @functools.cached_property
    def map(self):
        """map.json: lanes."""
        return self.read("map.json", "sceneforge.map/1")

    @property
    def frame_times_ns(self):
        """int64 (frames,)."""
        return np.array(self.rig["frame_times_ns"], np.int64)

    @functools.cached_property
    def frames(self):
        """All frames in order."""
        return [Frame(self, i) for i in range(len(self.rig["frame_times_ns"]))]

    @functools.cached_property
    def _known(self):
        poses = [f.world_from_vehicle for f in self.frames]
        return np.array([f.time_ns for f in self.frames]) * 1e-9, np.array([p.translation for p in poses]), np.array([p.rotation for p in poses])

    def vehicle_path(self, times_ns):
        """Where the vehicle is at some times (n,), nanoseconds: translations (n, 3) and rotation matrices (n, 3, 3), world from vehicle.

        Between frames: the parabola through the three nearest places, exact while acceleration is constant, and a steady turn between two.
        """
        times, places, turns = self._known
        wanted = np.asarray(times_ns, np.int64).reshape(-1) * 1e-9
        count = len(times)
        if count == 1:
            return np.repeat(places, len(wanted), 0), np.repeat(rotation_matrices(turns), len(wanted), 0)
        end = np.clip(np.searchsorted(times, wanted, "left"), 1, count - 1)
        before = (end >= 2) & ((end == count - 1) | (wanted - times[end - 1] < times[end] - wanted))
        first = np.where(before, end - 2, end - 1)
        width = np.minimum(3, count - first)
        out = np.zeros((len(wanted), 3))
        for i in range(3):
            weight = np.where(i < width, 1.0, 0.0)
            at = np.minimum(first + i, count - 1)
            for j in range(3):
                other = np.minimum(first + j, count - 1)
                use = (j != i) & (j < width) & (i < width)
                gap = np.where(use, times[at] - times[other], 1.0)
                weight = weight * np.where(use, (wanted - times[other]) / gap, 1.0)
            out += weight[:, None] * places[at]
        rotations = np.empty((len(wanted), 4))
        for e in np.unique(end):
            here = end == e
            rotations[here] = slerp(turns[e - 1], turns[e], (wanted[here] - times[e - 1]) / (times[e] - times[e - 1]))
        return out, rotation_matrices(rotations)

    def world_from_vehicle(self, time_ns):
        """Pose of what carries the rig at a time between the frames', nanoseconds (see vehicle_path)."""
        times, _, turns = self._known
        translation, _ = self.vehicle_path([time_ns])
        end = int(np.clip(np.searchsorted(times, time_ns * 1e-9, "left"), 1, len(times) - 1)) if len(times) > 1 else 0
        if end == 0:
            return Pose(translation[0], turns[0])
        return Pose(translation[0], slerp(turns[end - 1], turns[end], [(time_ns * 1e-9 - times[end - 1]) / (times[end] - times[end - 1])])[0])

    @functools.cached_property
    def manifest(self):
        """SHA-256 by path, of every file of the sequence."""
        return {row["path"]: row["sha256"] for row in self.read("manifest.json", "sceneforge.manifest/1")["files"]}

    @functools.cached_property
    def _files_of_pictures(self):
        files = {}
        for path in self.manifest:
            folder, slash, name = path.partition("/")
            if slash and folder in self.cameras and name[:6].isdigit():
                files.setdefault((folder, int(name[:6])), []).append(path)
        return files

    def digest(self, camera, frame):
        """What decisions on a picture bind to (docs/review.md), or None where there is no such picture."""
        paths = self._files_of_pictures.get((camera, frame))
        if not paths:
            return None
        lines = "".join(f"{p} {self.manifest[p]}\n" for p in sorted(paths + [f"labels/{frame:06d}.json"]))
        return hashlib.sha256(lines.encode()).hexdigest()

    def __repr__(self):
        return f"Sequence({self.number})"
