"""Sweeps seen from the time stamp: where the vehicle was at each firing, and what lies in which box. Written from docs/dataset.md and docs/formats.md."""

import numpy as np

POINT = np.dtype([("xyz", "<f4", 3), ("intensity", "<f4"), ("time", "<i4"), ("ring", "<u2"), ("segment", "<u2"), ("instance", "<u2"), ("class", "u1"), ("return", "u1"), ("cause", "u1"), ("", "u1", 3)])

# Places are stored in single precision (8 micrometres beyond 64 m), and rounded when they are stored and when they are moved.
TOLERANCE = 5e-5


def matrices(rotations):
    """Rotation matrices of quaternions w, x, y, z, in rows."""
    w, x, y, z = (np.asarray(rotations, float) / np.linalg.norm(rotations, axis=-1, keepdims=True)).T
    return np.moveaxis(np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)], [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)], [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]]), -1, 0)


class Carrier:
    """Where the vehicle is: along the parabola through the three nearest frames, turning steadily between two."""

    def __init__(self, labels):
        self.times = np.array([l["time_ns"] for l in labels], float) * 1e-9
        self.places = np.array([l["world_from_vehicle"]["translation"] for l in labels])
        self.rotations = np.array([l["world_from_vehicle"]["rotation"] for l in labels])

    def at(self, times_ns):
        """Rotation matrices and places, one a time."""
        times, known = np.asarray(times_ns, float) * 1e-9, self.times
        if len(known) == 1:
            return np.repeat(matrices(self.rotations), len(times), 0), np.repeat(self.places, len(times), 0)
        end = np.clip(np.searchsorted(known, times), 1, len(known) - 1)
        share = (times - known[end - 1]) / (known[end] - known[end - 1])
        return matrices(self.slerp(end, share)), self.parabola(times, end)

    def slerp(self, end, share):
        a, b = self.rotations[end - 1], self.rotations[end]
        dot = np.sum(a * b, 1, keepdims=True)
        b, dot, share = b * np.sign(dot), np.minimum(np.abs(dot), 1), share[:, None]
        angle = np.arccos(dot)
        with np.errstate(invalid="ignore", divide="ignore"):
            turned = (np.sin((1 - share) * angle) * a + np.sin(share * angle) * b) / np.sin(angle)
        return np.where(dot < 0.9999, turned, (1 - share) * a + share * b)

    def parabola(self, times, end):
        known = self.times
        if len(known) == 2:
            share = ((times - known[0]) / (known[1] - known[0]))[:, None]
            return self.places[0] * (1 - share) + self.places[1] * share
        before = (end >= 2) & ((end == len(known) - 1) | (times - known[end - 1] < known[end] - times))
        first = np.where(before, end - 2, end - 1)
        place = np.zeros((len(times), 3))
        for i in range(3):
            weight = np.ones(len(times))
            for j in {0, 1, 2} - {i}:
                weight *= (times - known[first + j]) / (known[first + i] - known[first + j])
            place += self.places[first + i] * weight[:, None]
        return place


def compensated(carrier, lidar, sweep, stored):
    """The points as from the sensor at the sweep's time."""
    points = stored["xyz"].astype(float)
    if lidar["compensated"] or not len(points):
        return points
    mount, offset = matrices([lidar["vehicle_from_lidar"]["rotation"]])[0], np.array(lidar["vehicle_from_lidar"]["translation"])
    rotations, places = carrier.at(sweep["time_ns"] + stored["time"].astype(np.int64))
    world = np.einsum("nij,nj->ni", rotations, points @ mount.T + offset) + places
    (rotation,), (place,) = carrier.at([sweep["time_ns"]])
    return ((world - place) @ rotation - offset) @ mount


def points_in_box(points, box_from_sensor, size):
    """As nuscenes-devkit's points_in_box: how many lie within, faces included. size: along x, y, z; box_from_sensor: rotation matrix and place of the sensor in the box's frame."""
    rotation, place = box_from_sensor
    return int(np.all(np.abs(points @ rotation.T + place) <= np.asarray(size) / 2, axis=1).sum())
