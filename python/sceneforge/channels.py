"""What the stored samples of each channel mean (docs/dataset.md): decoders from samples to values, one entry a channel."""
import numpy as np


def _depth(samples):
    depth = samples.astype(np.float32) / np.float32(256)
    depth[samples == 65535] = np.inf
    depth[samples == 0] = np.nan
    return depth


def _normal(samples):
    normal = (samples.astype(np.float32) - np.float32(127.5)) / np.float32(127.5)
    normal[(samples == 128).all(-1)] = np.nan
    return normal


def _flow(samples):
    flow = (samples[..., :2].astype(np.float32) - np.float32(32768)) / np.float32(64)
    flow[samples[..., 2] != 1] = np.nan
    return flow


def _same(samples):
    return samples


# By the name that labels give the channel's file: what turns stored samples into values.
CHANNELS = {
    "rgb": _same,
    "depth": _depth,
    "depth_float32": _same,
    "segment": _same,
    "semantic": _same,
    "instance": _same,
    "normal": _normal,
    "flow": _flow,
}
