import unittest

import numpy as np

from support import DATASET
import sceneforge
from sceneforge import loading


class Torch(unittest.TestCase):
    def test_a_loader_with_two_workers_gives_every_picture_once(self):
        try:
            import torch
        except ImportError:
            self.skipTest("torch is not installed")
        from sceneforge.torch import Pictures, collate
        dataset = sceneforge.open(DATASET)
        name = dataset.frames.pictures[0].name
        frames = dataset.frames
        plain = loading.PictureSamples(frames, ("rgb", "instance", "flow"))
        loader = torch.utils.data.DataLoader(Pictures(frames, ("rgb", "instance", "flow")), batch_size=2, num_workers=2, collate_fn=collate)
        seen = 0
        for batch in loader:
            for i in range(len(batch["sequence"])):
                mine = plain[seen]
                self.assertEqual((batch["sequence"][i], batch["camera"][i], batch["frame"][i]), (mine["sequence"], mine["camera"], mine["frame"]))
                np.testing.assert_array_equal(np.moveaxis(batch["rgb"][i].numpy(), 0, -1), mine["rgb"])
                np.testing.assert_array_equal(batch["instance"][i].numpy(), mine["instance"])
                np.testing.assert_array_equal(batch["boxes"][i].numpy(), mine["boxes"])
                seen += 1
        self.assertEqual(seen, len(frames.pictures))
        self.assertTrue(name)
