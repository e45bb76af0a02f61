"""Labels as columns: one array a member, one row an object."""
import numpy as np

from .geometry import Pose, box_corners


class Columns:
    """Rows of a labels document, read column by column when asked for. Iterating gives each row as a dict, as the document has it."""

    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)

    def __getitem__(self, index):
        return self.rows[index]

    def column(self, member, dtype=None):
        """A member of every row as an array."""
        return np.array([row[member] for row in self.rows], dtype)

    @property
    def id(self):
        """int64 (n,): object ids, the same over all frames and sensors of a sequence."""
        return self.column("id", np.int64)

    @property
    def name(self):
        """text (n,): names in the scenario or the scene."""
        return self.column("name", object)

    @property
    def class_id(self):
        """int64 (n,): keys of Dataset.classes."""
        return self.column("class", np.int64)

    @property
    def size(self):
        """float64 (n, 3): length, width, height, metres."""
        return self.column("size", np.float64).reshape(-1, 3)

    @property
    def speed(self):
        """float64 (n,): m/s."""
        return self.column("speed", np.float64)

    def _poses(self, member):
        t = np.array([row[member]["translation"] for row in self.rows], np.float64).reshape(-1, 3)
        r = np.array([row[member]["rotation"] for row in self.rows], np.float64).reshape(-1, 4)
        return t, r

    @property
    def centre(self):
        """float64 (n, 3): centres of the 3D boxes in the world, metres."""
        return self._poses("world_from_box")[0]

    @property
    def rotation(self):
        """float64 (n, 4): world_from_box as quaternions w, x, y, z."""
        return self._poses("world_from_box")[1]

    @property
    def world_from_box(self):
        """A Pose for each object."""
        return [Pose.read(row["world_from_box"]) for row in self.rows]

    @property
    def corners(self):
        """float64 (n, 8, 3): corners of the 3D boxes in the world, in the order of geometry.box_corners."""
        return box_corners(*self._poses("world_from_box"), self.size)


class Boxes(Columns):
    """3D boxes of everything around the vehicle at a frame's time."""

    def points(self, lidar):
        """int64 (n,): points of a LiDAR's sweep that carry the object's id."""
        return np.array([row["points"].get(lidar, 0) for row in self.rows], np.int64)


class Labels(Columns):
    """What one camera sees, or would see if nothing stood before it: 2D boxes, 3D boxes, keypoints."""

    def _boxes(self, member):
        return np.array([(np.nan,) * 4 if row.get(member) is None else row[member] for row in self.rows], np.float64).reshape(-1, 4)

    @property
    def visible_box(self):
        """float64 (n, 4): xmin, ymin, xmax, ymax of the visible pixels; NaN where none is visible."""
        return self._boxes("visible_box")

    @property
    def amodal_box(self):
        """float64 (n, 4): of the object alone; may reach beyond the image."""
        return self._boxes("amodal_box")

    @property
    def amodal_box_in_image(self):
        """float64 (n, 4): of the object alone within the image; NaN in datasets made before it was stored."""
        return self._boxes("amodal_box_in_image")

    @property
    def visible_pixels(self):
        """int64 (n,)."""
        return self.column("visible_pixels", np.int64)

    @property
    def amodal_pixels(self):
        """int64 (n,): pixels that the object alone would have within the image."""
        return self.column("amodal_pixels", np.int64)

    @property
    def occlusion(self):
        """float64 (n,): 0 to 1."""
        return self.column("occlusion", np.float64)

    @property
    def truncation(self):
        """float64 (n,): 0 to 1, share of the object alone that lies outside the image."""
        return self.column("truncation", np.float64)

    @property
    def camera_from_box(self):
        """A Pose for each object."""
        return [Pose.read(row["camera_from_box"]) for row in self.rows]

    @property
    def corners_in_camera(self):
        """float64 (n, 8, 3): corners of the 3D boxes in the camera frame."""
        return box_corners(*self._poses("camera_from_box"), self.size)

    @property
    def keypoints(self):
        """float64 (n, 17, 3): u, v in pixels and COCO's visibility (0, 1, 2); NaN for objects without keypoints."""
        return self._points(3, lambda k: (k["u"], k["v"], k["visibility"]))

    @property
    def keypoints_in_camera(self):
        """float64 (n, 17, 3): places in the camera frame, metres; NaN for objects without keypoints."""
        return self._points(3, lambda k: k["in_camera"])

    def _points(self, width, of):
        out = np.full((len(self.rows), 17, width), np.nan)
        for i, row in enumerate(self.rows):
            if row["keypoints"]:
                out[i, :len(row["keypoints"])] = [of(k) for k in row["keypoints"]]
        return out
