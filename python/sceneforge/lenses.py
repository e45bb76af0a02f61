"""Lens models: from directions to the plane at unit focal length and back (docs/cameras.md has the formulas)."""
import numpy as np

# Points nearer than this are not seen, metres.
NEAR = 0.05


def _rises_until(end, rises):
    """The end of [0, end], or the last angle before which a radial function stops to rise."""
    low = 0.0
    for i in range(1, 4097):
        high = end * i / 4096
        if rises(high):
            low = high
            continue
        middle = (low + high) / 2
        while low < middle < high:
            low, high = (middle, high) if rises(middle) else (low, middle)
            middle = (low + high) / 2
        return low
    return end


class Pinhole:
    """u = fx x/z + cx, v = fy y/z + cy."""

    name = "pinhole"
    max_angle = None

    def __init__(self, coefficients=None, max_angle=None):
        pass

    def project(self, points):
        """Places (n, 2) on the plane of points (n, 3), and whether each is seen (n,)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return points[:, :2] / points[:, 2:3], points[:, 2] >= NEAR

    def rays(self, plane):
        """Directions (n, 3) with z = 1 that are seen at places (n, 2) of the plane; NaN where there is none."""
        return np.concatenate([plane, np.ones((len(plane), 1))], 1)


class BrownConrady:
    """Radial, rational and tangential distortion (OpenCV's eight coefficients k1 to k6, p1, p2)."""

    name = "brown_conrady"

    def __init__(self, coefficients, max_angle):
        self.k1, self.k2, self.k3, self.k4, self.k5, self.k6, self.p1, self.p2 = (
            float(coefficients[k]) for k in ("k1", "k2", "k3", "k4", "k5", "k6", "p1", "p2"))
        self.max_angle = _rises_until(min(float(max_angle), np.radians(89.9)), self._rises)
        self._max_squared = np.tan(self.max_angle) ** 2

    def project(self, points):
        """Places (n, 2) on the plane of points (n, 3), and whether each is seen (n,)."""
        with np.errstate(all="ignore"):
            ab = points[:, :2] / points[:, 2:3]
            s = (ab * ab).sum(1)
            place, (aa, mixed, bb) = self._bend(ab[:, 0], ab[:, 1])
            seen = (points[:, 2] >= NEAR) & ~(s > self._max_squared) & (aa * bb - mixed * mixed > 0)
        return place, seen

    def rays(self, plane):
        """Directions (n, 3) with z = 1 that are seen at places (n, 2) of the plane; NaN where there is none. Newton's method."""
        x, y = plane[:, 0], plane[:, 1]
        bent = np.hypot(x, y)
        with np.errstate(all="ignore"):
            stretch = np.where(bent == 0, 1.0, self._straighten(bent) / np.where(bent == 0, 1, bent))
            a, b = x * stretch, y * stretch
            settled = np.zeros(len(a), bool)
            good = np.zeros(len(a), bool)
            for _ in range(50):
                place, (aa, mixed, bb) = self._bend(a, b)
                ex, ey = x - place[:, 0], y - place[:, 1]
                determinant = aa * bb - mixed * mixed
                da, db = (bb * ex - mixed * ey) / determinant, (aa * ey - mixed * ex) / determinant
                s = a * a + b * b
                a, b = np.where(settled, a, a + da), np.where(settled, b, b + db)
                now = ~settled & (da * da + db * db <= 1e-24 * (1 + s))
                good |= now & (determinant > 0) & (a * a + b * b <= self._max_squared) & (ex * ex + ey * ey <= 1e-22 * (1 + bent * bent))
                settled |= now
                if settled.all():
                    break
        rays = np.stack([a, b, np.ones_like(a)], 1)
        rays[~good] = np.nan
        return rays

    def _straighten(self, bent):
        low, high = np.zeros_like(bent), np.full_like(bent, np.sqrt(self._max_squared))
        r = np.minimum(bent, high)
        for _ in range(50):
            gain, slope = self._radial(r * r)
            error = bent - gain * r
            low, high = np.where(error > 0, r, low), np.where(error > 0, high, r)
            following = r + error / (gain + 2 * r * r * slope)
            following = np.where((following >= low) & (following <= high), following, (low + high) / 2)
            done = np.abs(following - r) <= 1e-12 * r
            r = following
            if done.all():
                break
        return r

    def _bend(self, a, b):
        s = a * a + b * b
        gain, slope = self._radial(s)
        x = gain * a + 2 * self.p1 * a * b + self.p2 * (s + 2 * a * a)
        y = gain * b + self.p1 * (s + 2 * b * b) + 2 * self.p2 * a * b
        return np.stack([x, y], 1), (
            gain + 2 * a * a * slope + 2 * self.p1 * b + 6 * self.p2 * a,
            2 * a * b * slope + 2 * self.p1 * a + 2 * self.p2 * b,
            gain + 2 * b * b * slope + 6 * self.p1 * b + 2 * self.p2 * a)

    def _radial(self, s):
        over = 1 + s * (self.k1 + s * (self.k2 + s * self.k3))
        under = 1 + s * (self.k4 + s * (self.k5 + s * self.k6))
        over_slope = self.k1 + s * (2 * self.k2 + 3 * s * self.k3)
        under_slope = self.k4 + s * (2 * self.k5 + 3 * s * self.k6)
        return over / under, (over_slope * under - over * under_slope) / (under * under)

    def _rises(self, angle):
        s = np.tan(angle) ** 2
        gain, slope = self._radial(s)
        return 1 + s * (self.k4 + s * (self.k5 + s * self.k6)) > 0 and gain + 2 * s * slope > 0


class KannalaBrandt:
    """A fisheye: the angle t from the axis lies at the radius t (1 + k1 t^2 + k2 t^4 + k3 t^6 + k4 t^8) (OpenCV's fisheye model)."""

    name = "kannala_brandt"

    def __init__(self, coefficients, max_angle):
        self.k1, self.k2, self.k3, self.k4 = (float(coefficients[k]) for k in ("k1", "k2", "k3", "k4"))
        self.max_angle = _rises_until(min(float(max_angle), np.pi), lambda t: self._slope(t) > 0)
        self._max_radius = self._radius(self.max_angle)

    def project(self, points):
        """Places (n, 2) on the plane of points (n, 3), and whether each is seen (n,)."""
        across = np.sqrt((points[:, :2] ** 2).sum(1))
        angle = np.arctan2(across, points[:, 2])
        seen = ((points ** 2).sum(1) >= NEAR * NEAR) & (angle <= self.max_angle) & ~((across == 0) & (points[:, 2] < 0))
        scale = np.where(across == 0, 0, self._radius(angle) / np.where(across == 0, 1, across))
        return points[:, :2] * scale[:, None], seen

    def rays(self, plane):
        """Unit directions (n, 3) that are seen at places (n, 2) of the plane; NaN where there is none."""
        radius = np.hypot(plane[:, 0], plane[:, 1])
        low, high = np.zeros_like(radius), np.full_like(radius, self.max_angle)
        angle = np.minimum(radius, self.max_angle)
        with np.errstate(all="ignore"):
            for _ in range(100):
                error = radius - self._radius(angle)
                low, high = np.where(error > 0, angle, low), np.where(error > 0, high, angle)
                following = angle + error / self._slope(angle)
                following = np.where((following >= low) & (following <= high), following, (low + high) / 2)
                done = np.abs(following - angle) <= 1e-15 * angle
                angle = following
                if done.all():
                    break
        scale = np.where(radius == 0, 0, np.sin(angle) / np.where(radius == 0, 1, radius))
        rays = np.concatenate([plane * scale[:, None], np.cos(angle)[:, None]], 1)
        rays[~(radius <= self._max_radius)] = np.nan
        return rays

    def _radius(self, t):
        s = t * t
        return t * (1 + s * (self.k1 + s * (self.k2 + s * (self.k3 + s * self.k4))))

    def _slope(self, t):
        s = t * t
        return 1 + s * (3 * self.k1 + s * (5 * self.k2 + s * (7 * self.k3 + 9 * s * self.k4)))


# All lens models, by the name that rig.json gives them: one line each.
LENSES = {lens.name: lens for lens in (Pinhole, BrownConrady, KannalaBrandt)}
