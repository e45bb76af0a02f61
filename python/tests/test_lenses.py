import unittest

import numpy as np

from support import expected
from sceneforge.camera import Camera
from sceneforge.errors import DatasetError

# Pixels: both sides compute in 64 bits, at places of some hundreds, through inverses that are iterated to their last digits.
CLOSE = 1e-6


class Lenses(unittest.TestCase):
    def test_points_project_as_the_program_projects_them(self):
        seen = 0
        for case in expected("lenses.json"):
            pixels = Camera(case["camera"]).project(np.array(case["points"]))
            for mine, theirs, point in zip(pixels, case["pixels"], case["points"]):
                self.assertEqual(theirs is None, bool(np.isnan(mine).any()), (case["name"], point))
                if theirs is not None:
                    self.assertLess(np.abs(mine - theirs).max(), CLOSE, (case["name"], point))
                    seen += 1
        self.assertGreater(seen, 400)

    def test_pixels_have_the_rays_that_the_program_gives_them(self):
        seen = 0
        for case in expected("lenses.json"):
            camera = Camera(case["camera"])
            for mine, theirs, place in zip(camera.rays(np.array(case["places"])), case["rays"], case["places"]):
                self.assertEqual(theirs is None, bool(np.isnan(mine).any()), (case["name"], place))
                if theirs is not None:
                    # As far as the ray's end lies from theirs, seen by the camera's own focal length.
                    self.assertLess(np.abs(mine - theirs).max() * camera.fx, CLOSE, (case["name"], place))
                    seen += 1
        self.assertGreater(seen, 900)

    def test_pixels_come_back_from_their_points(self):
        for case in expected("lenses.json"):
            camera = Camera(case["camera"])
            places = np.array([p for p, r in zip(case["places"], case["rays"]) if r is not None and r[2] > 0.1])
            back = camera.project(camera.unproject(places, np.linspace(1, 60, len(places))))
            self.assertLess(np.abs(back - places).max(), CLOSE, case["name"])
            self.assertTrue(np.allclose(camera.unproject(places, np.full(len(places), 5.0))[:, 2], 5))

    def test_an_unknown_lens_is_named(self):
        node = dict(expected("lenses.json")[0]["camera"], model="panini")
        with self.assertRaisesRegex(DatasetError, "panini.*pinhole"):
            Camera(node)
