"""Cameras of a rig: calibration, projection, and when each row was exposed."""
import numpy as np

from .errors import DatasetError, nearest
from .geometry import Pose
from .lenses import LENSES


class Camera:
    """A camera of rig.json. Camera frame: x right, y down, z forward; pixel (0, 0) is the top left one, its centre (0.5, 0.5).

    name, width, height (pixels), fx, fy, cx, cy (pixels), lens, vehicle_from_camera (Pose), row_time_ns, first_row_ns.
    """

    def __init__(self, node):
        self.name = node["name"]
        self.model = node["model"]
        self.width, self.height = int(node["width"]), int(node["height"])
        self.fx, self.fy, self.cx, self.cy = (float(node[k]) for k in ("fx", "fy", "cx", "cy"))
        self.distortion = {k: float(v) for k, v in node.get("distortion", {}).items()}
        if self.model not in LENSES:
            raise DatasetError(f'camera {self.name} has the lens "{self.model}", which this version does not know; {nearest(self.model, LENSES)} '
                               "Install a newer sceneforge.")
        self.lens = LENSES[self.model](self.distortion, node.get("max_angle"))
        self.vehicle_from_camera = Pose.read(node["vehicle_from_camera"])
        self.shutter = node.get("shutter", "global")
        self.row_time_ns = int(node.get("row_time_ns", 0))
        self.first_row_ns = int(node.get("first_row_ns", 0))
        self.exposure_value = node.get("exposure_value")

    @property
    def K(self):
        """float64 (3, 3): the pinhole part of the calibration."""
        return np.array([[self.fx, 0, self.cx], [0, self.fy, self.cy], [0, 0, 1.0]])

    def project(self, points):
        """Pixels (n, 2) of points (n, 3) of the camera frame, which may lie beyond the image's edges; NaN where the lens sees nothing."""
        points = np.asarray(points, np.float64)
        flat = points.reshape(-1, 3)
        plane, seen = self.lens.project(flat)
        pixels = plane * (self.fx, self.fy) + (self.cx, self.cy)
        pixels[~seen] = np.nan
        return pixels.reshape(points.shape[:-1] + (2,))

    def rays(self, pixels):
        """Directions (n, 3) of the camera frame that are seen at pixels (n, 2); NaN where there is none.

        A fisheye's have unit length; all others have z = 1, so that a distance along them is a depth.
        """
        pixels = np.asarray(pixels, np.float64)
        flat = (pixels.reshape(-1, 2) - (self.cx, self.cy)) / (self.fx, self.fy)
        return self.lens.rays(flat).reshape(pixels.shape[:-1] + (3,))

    def unproject(self, pixels, depth):
        """Points (n, 3) of the camera frame at pixels (n, 2), given their distances along the optical axis (n,), metres.

        What lies beside or behind a fisheye, where there is no such distance in front, is NaN.
        """
        rays = self.rays(pixels)
        z = rays[..., 2]
        with np.errstate(all="ignore"):
            scale = np.where(z > 1e-9, np.asarray(depth, np.float64) / z, np.nan)
        return rays * scale[..., None]

    def pixel_centres(self):
        """float64 (height, width, 2): u, v of every pixel's centre."""
        u, v = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        return np.stack([u, v], -1)

    def time_offset_ns(self, v):
        """Nanoseconds from the frame's time to when a place at the height v (pixels) is exposed; 0 for a global shutter."""
        row = np.clip(np.asarray(v, np.float64) - 0.5, 0, self.height - 1)
        return self.first_row_ns + row * self.row_time_ns if self.row_time_ns else np.zeros_like(row)

    def __repr__(self):
        return f"Camera({self.name!r}, {self.width}x{self.height}, {self.model})"


class Lidar:
    """A LiDAR of rig.json: name, vehicle_from_lidar (Pose), compensated, and the data sheet's values under their names in `spec`."""

    def __init__(self, node):
        self.name = node["name"]
        self.model = node["model"]
        self.vehicle_from_lidar = Pose.read(node["vehicle_from_lidar"])
        self.compensated = bool(node.get("compensated", False))
        self.spec = {k: v for k, v in node.items() if k not in ("name", "model", "vehicle_from_lidar", "compensated")}

    def __repr__(self):
        return f"Lidar({self.name!r}, {self.model})"
