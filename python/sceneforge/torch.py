"""Datasets for torch.utils.data.DataLoader. Needs torch."""
import numpy as np

from .errors import need
from .loading import PictureSamples

_torch = need("torch", "sceneforge.torch")


class Pictures(_torch.utils.data.Dataset):
    """PictureSamples as tensors: `rgb` uint8 (3, h, w), `normal` and `flow` channels first, everything else as it is.

    Takes the arguments of loading.PictureSamples; `transform` is given tensors. Use `collate` in the DataLoader, since pictures have different
    numbers of objects.
    """

    def __init__(self, frames, channels=("rgb",), min_pixels=1, transform=None):
        self.samples = PictureSamples(frames, channels, min_pixels)
        self.transform = transform

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        sample = {k: _tensor(v) for k, v in self.samples[index].items()}
        return self.transform(sample) if self.transform else sample


def collate(samples):
    """A batch: what has the same shape in all samples is stacked, everything else stays a list."""
    batch = {}
    for name in samples[0]:
        values = [s[name] for s in samples]
        same = isinstance(values[0], _torch.Tensor) and name not in ("boxes", "labels", "ids", "boxes_3d") and len({v.shape for v in values}) == 1
        batch[name] = _torch.stack(values) if same else values
    return batch


def _tensor(value):
    if not isinstance(value, np.ndarray):
        return value
    if value.dtype == np.uint16:
        value = value.astype(np.int32)
    if value.ndim == 3:
        value = np.moveaxis(value, -1, 0)
    return _torch.from_numpy(np.ascontiguousarray(value))
