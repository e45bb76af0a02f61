import os
import unittest

import numpy as np

from support import DATASET, EXPECTED, expected
import sceneforge
from sceneforge import png


class Frames(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dataset = sceneforge.open(DATASET)

    def each(self):
        frames = expected("frames.json")
        self.assertEqual([(f["sequence"], f["frame"]) for f in frames], [f.key for f in self.dataset.frames])
        return zip(self.dataset.frames, frames)

    def test_every_channel_has_the_samples_that_the_program_reads(self):
        compared = 0
        for mine, theirs in self.each():
            for picture in theirs["pictures"]:
                own = mine.pictures[picture["camera"]]
                self.assertEqual(own.channels.sort(), [c["name"] for c in picture["channels"]].sort())
                for channel in picture["channels"]:
                    wanted = np.fromfile(os.path.join(EXPECTED, channel["file"]), channel["type"])
                    wanted = wanted.reshape(channel["shape"] or (own.camera.height, own.camera.width))
                    got = own.raw(channel["name"])
                    self.assertEqual(got.shape, wanted.shape)
                    np.testing.assert_array_equal(got, wanted)
                    if own.path(channel["name"]).endswith(".png"):
                        # Without any package that decodes pictures, too.
                        with open(own.path(channel["name"]), "rb") as file:
                            plain = png.decode(file.read())
                        self.assertEqual(plain.dtype.itemsize, wanted.dtype.itemsize)
                        np.testing.assert_array_equal(plain, wanted)
                    compared += 1
        self.assertGreaterEqual(compared, 2 * 7 * len(expected("frames.json")) // 2)

    def test_labels_are_those_that_the_program_reads(self):
        compared = 0
        for mine, theirs in self.each():
            for picture in theirs["pictures"]:
                own, labels = mine.pictures[picture["camera"]].labels, picture["labels"]
                self.assertEqual(own.id.tolist(), [o["id"] for o in labels])
                self.assertEqual(own.class_id.tolist(), [o["class"] for o in labels])
                none = [None] * 4
                for column, member in ((own.visible_box, "visible"), (own.amodal_box, "amodal"), (own.amodal_box_in_image, "in_image")):
                    np.testing.assert_array_equal(column, np.array([o[member] or none for o in labels], float).reshape(-1, 4))
                self.assertEqual(np.stack([own.visible_pixels, own.amodal_pixels], 1).tolist(), [o["pixels"] for o in labels])
                self.assertEqual(np.stack([own.occlusion, own.truncation], 1).tolist(), [o["shares"] for o in labels])
                if labels:
                    np.testing.assert_allclose(own.corners_in_camera[:, 4], [o["corner"] for o in labels], atol=1e-9)
                for i, label in enumerate(labels):
                    count = len(label["keypoints"])
                    if count:
                        both = np.concatenate([own.keypoints[i], own.keypoints_in_camera[i]], 1)[:count]
                        np.testing.assert_array_equal(both, np.array(label["keypoints"]))
                    else:
                        self.assertTrue(np.isnan(own.keypoints[i]).all())
                    compared += 1
        self.assertGreater(compared, 20)

    def test_boxes_and_poses_are_those_that_the_program_reads(self):
        for mine, theirs in self.each():
            self.assertEqual(mine.time_ns, theirs["time_ns"])
            np.testing.assert_allclose(mine.world_from_vehicle.apply([1, 2, 3]), theirs["moved"], atol=1e-9)
            np.testing.assert_allclose(mine.sequence.world_from_vehicle(theirs["between"]).apply([1, 2, 3]), theirs["path"], atol=1e-8)
            own, boxes = mine.boxes, theirs["boxes"]
            self.assertEqual(own.id.tolist(), [b["id"] for b in boxes])
            self.assertEqual(own.name.tolist(), [b["name"] for b in boxes])
            if boxes:
                np.testing.assert_array_equal(own.centre, [b["centre"] for b in boxes])
                np.testing.assert_array_equal(own.size, [b["size"] for b in boxes])
                np.testing.assert_allclose(own.corners[:, 4], [b["corner"] for b in boxes], atol=1e-9)
            for lidar in mine.sweeps:
                self.assertEqual(own.points(lidar).tolist(), [b["points"].get(lidar, 0) for b in boxes])
            back = mine.world_from_vehicle.inverse() @ mine.world_from_vehicle
            np.testing.assert_allclose(back.matrix, np.eye(4), atol=1e-9)

    def test_points_are_those_that_the_program_reads(self):
        compared = 0
        for mine, theirs in self.each():
            for sweep in theirs["sweeps"]:
                own = mine.sweeps[sweep["lidar"]]
                records = own.points
                got = np.concatenate([records["xyz"].astype(float), np.stack([records[n].astype(float) for n in records.dtype.names[1:9]], 1)], 1)
                np.testing.assert_array_equal(got, np.fromfile(os.path.join(EXPECTED, sweep["file"]), "<f8").reshape(-1, got.shape[1]))
                if len(own):
                    first = own.world_from_lidar.apply(records["xyz"][:1])[0]
                    np.testing.assert_allclose(first, sweep["first_in_world"], atol=1e-9)
                    # A point of the sweep's own instant needs no motion taken out.
                    now = records["time"] == 0
                    np.testing.assert_allclose(own.compensated(records)[now], records["xyz"][now], atol=1e-6)
                compared += len(own)
        self.assertGreater(compared, 100)

    def test_channels_mean_what_the_page_says(self):
        for frame in self.dataset.frames[:2]:
            for picture in frame.pictures.values():
                stored, depth = picture.raw("depth"), picture.depth
                near = (stored > 0) & (stored < 65535)
                # Half of a step of 1/256 m, and the float's own rounding.
                self.assertLess(np.abs(depth[near] - stored[near] / 256.0).max(), 0.5 / 256 + 1e-4)
                flow, samples = picture.flow, picture.raw("flow").astype(float)
                self.assertEqual(np.isnan(flow[..., 0]).tolist(), (samples[..., 2] == 0).tolist())
                known = ~np.isnan(flow[..., 0])
                np.testing.assert_allclose(flow[known] * 64 + 32768, samples[known][:, :2])
                length = np.sqrt((picture.normal.astype(float) ** 2).sum(-1))
                # Three components, each rounded by half of 1/127.5 at most.
                self.assertLess(np.nanmax(np.abs(length - 1)), 0.01)
                segments = frame.sequence.class_of_segment
                np.testing.assert_array_equal(picture.semantic, segments[picture.segment])

    def test_mistakes_are_named(self):
        picture = next(iter(self.dataset.frames[0].pictures.values()))
        with self.assertRaisesRegex(sceneforge.DatasetError, 'did you mean "depth"'):
            picture["dept"]
        with self.assertRaisesRegex(sceneforge.DatasetError, "no dataset.*sceneforge run"):
            sceneforge.open(os.path.dirname(__file__))
        with open(picture.path("rgb"), "rb") as file:
            data = file.read()
        for at in (len(data) // 2, 20, len(data) - 2):
            broken = bytearray(data)
            broken[at] ^= 1
            with self.assertRaises(sceneforge.DatasetError):
                png.decode(bytes(broken), "rgb")
        with self.assertRaises(sceneforge.DatasetError):
            png.decode(data[:-30], "rgb")
