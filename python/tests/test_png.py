import struct
import unittest
import zlib

import numpy as np

import support  # noqa: F401
from sceneforge import png


def _paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def encode(samples, filters):
    """A PNG with given row filters, byte by byte as the standard words it."""
    bits = 16 if samples.dtype == np.uint16 else 8
    height, width = samples.shape[:2]
    channels = 1 if samples.ndim == 2 else samples.shape[2]
    size = channels * bits // 8
    rows = samples.astype(">u2").tobytes() if bits == 16 else samples.tobytes()
    stride = width * size
    out, above = bytearray(), bytes(stride)
    for y in range(height):
        row, kind = rows[y * stride:(y + 1) * stride], filters[y % len(filters)]
        out.append(kind)
        for i, x in enumerate(row):
            a, b, c = (row[i - size] if i >= size else 0), above[i], (above[i - size] if i >= size else 0)
            out.append((x - (0, a, b, (a + b) // 2, _paeth(a, b, c))[kind]) & 255)
        above = row

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, bits, 0 if channels == 1 else 2, 0, 0, 0)
    return png._SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(out))) + chunk(b"IEND", b"")


class Png(unittest.TestCase):
    def test_every_filter_in_every_kind_of_picture(self):
        random = np.random.default_rng(5)
        cases = 0
        for shape in ((1, 1), (1, 9), (9, 1), (7, 5), (13, 17), (6, 4, 3), (1, 5, 3), (5, 1, 3)):
            for kind in (np.uint8, np.uint16):
                samples = random.integers(0, np.iinfo(kind).max, shape, kind, endpoint=True)
                for filters in ((0,), (1,), (2,), (3,), (4,), (0, 4, 4, 3, 1, 3, 2, 4)):
                    decoded = png.decode(encode(samples, filters))
                    self.assertEqual(decoded.dtype, kind)
                    np.testing.assert_array_equal(decoded, samples, f"{shape} {kind} {filters}")
                    cases += 1
        self.assertEqual(cases, 96)
