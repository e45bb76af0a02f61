"""A frame of a sequence: its pictures, sweeps and labels."""
import json
import os

import numpy as np

from . import png, points
from .channels import CHANNELS
from .errors import DatasetError, nearest
from .geometry import Pose
from .labels import Boxes, Labels


class Picture:
    """One camera's picture of a frame. `picture.rgb`, `picture.depth`, ... are arrays; files are read when asked for.

    rgb: uint8 (h, w, 3), sRGB. depth: float32 (h, w), metres along the optical axis: unrounded where the dataset has float depth, else in steps of
    1/256 m with inf for everything farther than 255.99 m and NaN beside or behind a fisheye. segment, instance: uint16 (h, w). semantic: uint8
    (h, w), class ids. normal: float32 (h, w, 3) in the camera frame, NaN for the sky. flow: float32 (h, w, 2), pixels to the next frame, NaN where
    there is none.
    """

    def __init__(self, frame, node):
        self.frame = frame
        self.node = node
        self.name = node["camera"]

    @property
    def camera(self):
        """The Camera that took it."""
        return self.frame.sequence.cameras[self.name]

    @property
    def key(self):
        """How decisions of a review name it: (sequence, camera, frame)."""
        return self.frame.sequence.number, self.name, self.frame.number

    @property
    def time_ns(self):
        return self.node["time_ns"]

    @property
    def world_from_camera(self):
        """Pose at the picture's time."""
        return Pose.read(self.node["world_from_camera"])

    @property
    def world_from_vehicle(self):
        """Pose at the picture's time."""
        return Pose.read(self.node["world_from_vehicle"])

    @property
    def channels(self):
        """Names of the channels that are stored."""
        return list(self.node["files"])

    @property
    def labels(self):
        """Labels: 2D boxes, 3D boxes and keypoints as columns."""
        return Labels(self.node["objects"])

    def path(self, channel):
        """The channel's file.

        Raises DatasetError: it is not stored.
        """
        if channel not in self.node["files"]:
            raise DatasetError(f'{self.name} has no channel "{channel}"; {nearest(channel, self.node["files"])}')
        return self.frame.sequence.path(self.node["files"][channel])

    def raw(self, channel):
        """The channel's samples as stored, without any meaning: uint8, uint16 or float32."""
        path = self.path(channel)
        if not os.path.exists(path):
            raise DatasetError(f"{path}: the file is missing")
        if path.endswith(".npy"):
            return np.load(path, allow_pickle=False)
        if path.endswith(".png"):
            samples = png.read(path)
            if samples.shape[:2] != (self.camera.height, self.camera.width):
                raise DatasetError(f"{path}: {samples.shape[1]}x{samples.shape[0]} pixels where the rig says {self.camera.width}x{self.camera.height}")
            return samples
        raise DatasetError(f"{path}: a kind of file that this version does not know; install a newer sceneforge")

    def __getitem__(self, channel):
        """The channel's values, in the units that the class names."""
        if channel == "depth" and "depth_float32" in self.node["files"]:
            channel = "depth_float32"
        if channel not in CHANNELS and channel in self.node["files"]:
            return self.raw(channel)
        if channel not in CHANNELS:
            raise DatasetError(f'there is no channel "{channel}"; {nearest(channel, CHANNELS)}')
        return CHANNELS[channel](self.raw(channel))

    def __getattr__(self, name):
        if name in CHANNELS:
            return self[name]
        raise AttributeError(name)

    def __repr__(self):
        return f"Picture({self.name!r}, sequence {self.frame.sequence.number}, frame {self.frame.number})"


class Sweep:
    """One LiDAR's sweep of a frame."""

    def __init__(self, frame, node):
        self.frame = frame
        self.node = node
        self.name = node["lidar"]

    @property
    def lidar(self):
        """The Lidar that took it."""
        return self.frame.sequence.lidars[self.name]

    @property
    def time_ns(self):
        return self.node["time_ns"]

    @property
    def world_from_lidar(self):
        """Pose at the sweep's time stamp."""
        return Pose.read(self.node["world_from_lidar"])

    def __len__(self):
        return self.node["points"]

    @property
    def points(self):
        """Record array (n,) of points.POINT: xyz, intensity, time, ring, segment, instance, class, return, cause."""
        return points.read(self.frame.sequence.path(self.node["file"]), self.node["points"])

    def in_world(self, records=None):
        """float64 (n, 3): the points in the world, each from where the sensor was when it fired.

        Between frames the vehicle is taken to move as Sequence.world_from_vehicle says.
        """
        records = self.points if records is None else records
        xyz = records["xyz"].astype(np.float64)
        if self.lidar.compensated:
            return self.world_from_lidar.apply(xyz)
        times, back = np.unique(records["time"], return_inverse=True)
        translations, rotations = self.frame.sequence.vehicle_path(self.time_ns + times.astype(np.int64))
        in_vehicle = self.lidar.vehicle_from_lidar.apply(xyz)
        return np.einsum("nij,nj->ni", rotations[back], in_vehicle) + translations[back]

    def compensated(self, records=None):
        """float64 (n, 3): the points in the sensor's frame at the sweep's time stamp, the vehicle's motion taken out."""
        return self.world_from_lidar.inverse().apply(self.in_world(records))

    def __repr__(self):
        return f"Sweep({self.name!r}, {len(self)} points)"


class Frame:
    """Everything at one of a sequence's instants; its labels document is read when first asked for."""

    def __init__(self, sequence, number):
        self.sequence = sequence
        self.number = number
        self._labels = None

    @property
    def document(self):
        """labels/NNNNNN.json as it is."""
        if self._labels is None:
            path = self.sequence.path(f"labels/{self.number:06d}.json")
            try:
                with open(path, "rb") as file:
                    self._labels = json.loads(file.read())
            except (OSError, ValueError) as error:
                raise DatasetError(f"{path}: {error}") from error
            if self._labels.get("schema") != "sceneforge.labels/1":
                raise DatasetError(f'{path}: schema "{self._labels.get("schema")}" where sceneforge.labels/1 belongs; install the sceneforge that fits')
        return self._labels

    def forget(self):
        """Lets go of the labels document; it is read again when asked for."""
        self._labels = None

    @property
    def time_ns(self):
        """Nanoseconds since the scenario's start."""
        return self.document["time_ns"]

    @property
    def world_from_vehicle(self):
        """Pose of what carries the rig."""
        return Pose.read(self.document["world_from_vehicle"])

    @property
    def pictures(self):
        """Picture by the name of its camera."""
        return {node["camera"]: Picture(self, node) for node in self.document["cameras"]}

    @property
    def sweeps(self):
        """Sweep by the name of its LiDAR."""
        return {node["lidar"]: Sweep(self, node) for node in self.document["lidars"]}

    @property
    def boxes(self):
        """Boxes: every thing around the vehicle in 3D, as columns."""
        return Boxes(self.document["objects"])

    @property
    def key(self):
        """(sequence, frame)."""
        return self.sequence.number, self.number

    def __repr__(self):
        return f"Frame({self.number}, sequence {self.sequence.number})"
