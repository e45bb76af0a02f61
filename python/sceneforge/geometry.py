"""Poses: where one frame stands in another (docs/dataset.md: p_target = R p_source + t)."""
import numpy as np


class Pose:
    """A rigid motion that turns points of a source frame into a target frame.

    translation: float64 (3,), metres. rotation: float64 (4,), unit quaternion w, x, y, z.
    """

    __slots__ = ("translation", "rotation", "_matrix")

    def __init__(self, translation, rotation):
        self.translation = np.asarray(translation, np.float64)
        self.rotation = np.asarray(rotation, np.float64)
        self._matrix = None

    @classmethod
    def read(cls, node):
        """The pose of a JSON document."""
        return cls(node["translation"], node["rotation"])

    @property
    def rotation_matrix(self):
        """float64 (3, 3)."""
        if self._matrix is None:
            self._matrix = rotation_matrices(self.rotation)
        return self._matrix

    @property
    def matrix(self):
        """float64 (4, 4), homogeneous."""
        m = np.eye(4)
        m[:3, :3] = self.rotation_matrix
        m[:3, 3] = self.translation
        return m

    def apply(self, points):
        """Points (..., 3) of the source frame in the target frame, float64."""
        return np.asarray(points, np.float64) @ self.rotation_matrix.T + self.translation

    def inverse(self):
        """The pose that leads back."""
        w, x, y, z = self.rotation
        back = Pose((0, 0, 0), (w, -x, -y, -z))
        back.translation = -(back.rotation_matrix @ self.translation)
        return back

    def __matmul__(self, other):
        """a_from_b @ b_from_c = a_from_c."""
        w, x, y, z = self.rotation
        a, b, c, d = other.rotation
        rotation = (w * a - x * b - y * c - z * d, w * b + x * a + y * d - z * c, w * c - x * d + y * a + z * b, w * d + x * c - y * b + z * a)
        return Pose(self.apply(other.translation), rotation)

    def __repr__(self):
        return f"Pose(translation={self.translation.tolist()}, rotation={self.rotation.tolist()})"


def rotation_matrices(quaternions):
    """Rotation matrices (..., 3, 3) of quaternions (..., 4) given as w, x, y, z."""
    q = np.asarray(quaternions, np.float64)
    w, x, y, z = np.moveaxis(q, -1, 0)
    rows = ((1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
            (2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
            (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)))
    return np.stack([np.stack(row, -1) for row in rows], -2)


def slerp(a, b, t):
    """Quaternions (n, 4) on the shorter arc from a (4,) to b (4,), at the shares t (n,)."""
    t = np.asarray(t, np.float64)[..., None]
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    cosine = float(a @ b)
    b, cosine = (-b, -cosine) if cosine < 0 else (b, cosine)
    angle = np.arccos(min(cosine, 1.0))
    q = a + (b - a) * t if angle < 1e-7 else (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)
    return q / np.linalg.norm(q, axis=-1, keepdims=True)


def box_corners(translations, quaternions, sizes):
    """Corners (n, 8, 3) of boxes in the frame of their poses: centres (n, 3), quaternions (n, 4), length, width, height (n, 3).

    Order: the four below, then the four above, each front left, front right, back right, back left.
    """
    signs = np.array([(1, 1, -1), (1, -1, -1), (-1, -1, -1), (-1, 1, -1), (1, 1, 1), (1, -1, 1), (-1, -1, 1), (-1, 1, 1)], np.float64) / 2
    local = np.asarray(sizes, np.float64)[:, None, :] * signs
    return np.einsum("nij,nkj->nki", rotation_matrices(quaternions), local) + np.asarray(translations, np.float64)[:, None, :]
