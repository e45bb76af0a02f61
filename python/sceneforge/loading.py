"""Samples for training loops: one dict of arrays a picture. Works without torch; `sceneforge.torch` gives tensors."""
import numpy as np

from .channels import CHANNELS
from .errors import DatasetError, nearest


class PictureSamples:
    """A sequence of samples, one a picture: channels as arrays, boxes and classes of what is visible, calibration and poses.

    A sample has `sequence`, `camera`, `frame` (its key); each channel under its name, as Picture gives it; `boxes` float32 (n, 4), `labels` int64
    (n,) class ids, `ids` int64 (n,), `boxes_3d` float32 (n, 10): centre, length, width, height and quaternion w, x, y, z in the camera frame; `K`
    float32 (3, 3); `world_from_camera` float64 (4, 4). It can be pickled, so that workers may read it.

    frames: a Frames choice or a Dataset.
    channels: names of channels.
    min_pixels: objects with fewer visible pixels are left out.
    transform: a function of the sample, applied last.
    """

    def __init__(self, frames, channels=("rgb",), min_pixels=1, transform=None):
        unknown = [c for c in channels if c not in CHANNELS]
        if unknown:
            raise DatasetError(f'there is no channel "{unknown[0]}"; {nearest(unknown[0], CHANNELS)}')
        self.frames = getattr(frames, "frames", frames)
        # Read once, without keeping labels: which pictures there are.
        self.keys = [(i, p.name) for i, f in enumerate(self.frames) for p in _pictures(self.frames, f)]
        self.channels = tuple(channels)
        self.min_pixels = min_pixels
        self.transform = transform

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, index):
        number, camera = self.keys[index]
        frame = self.frames[number]
        picture = frame.pictures[camera]
        labels = type(picture.labels)([o for o in picture.labels if o["visible_box"] and o["visible_pixels"] >= self.min_pixels])
        sequence, _, at = picture.key
        translations, rotations = labels._poses("camera_from_box")
        sample = {
            "sequence": sequence, "camera": camera, "frame": at,
            **{c: picture[c] for c in self.channels},
            "boxes": labels.visible_box.astype(np.float32), "labels": labels.class_id, "ids": labels.id,
            "boxes_3d": np.concatenate([translations, labels.size, rotations], 1).astype(np.float32),
            "K": picture.camera.K.astype(np.float32), "world_from_camera": picture.world_from_camera.matrix,
        }
        # A training loop walks over everything: what was read of this frame is let go.
        frame.forget()
        return self.transform(sample) if self.transform else sample


def _pictures(frames, frame):
    """Pictures of a frame that a choice keeps; the frame's labels are let go."""
    kept = [p for p in frame.pictures.values() if frames.keeps(p)]
    frame.forget()
    return kept
