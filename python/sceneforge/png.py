"""PNG as datasets hold it (8 and 16 bits, grey and RGB, no interlace), decoded with zlib and numpy alone."""
import functools
import struct
import zlib

import numpy as np

from .errors import DatasetError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3}
_MOST_PIXELS = 1 << 27


def decode(data, name="picture"):
    """Samples as stored: uint8 or uint16, (height, width) or (height, width, 3).

    Raises DatasetError: the file is damaged or of another kind. Every chunk's checksum is compared.
    """
    if data[:8] != _SIGNATURE:
        raise DatasetError(f"{name}: not a PNG file")
    at, packed, head, ended = 8, [], None, False
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        if len(body) != length or at + 12 + length > len(data) or struct.unpack_from(">I", data, at + 8 + length)[0] != zlib.crc32(body, zlib.crc32(kind)):
            raise DatasetError(f"{name}: damaged (chunk {kind!r})")
        at += 12 + length
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed.append(body)
        elif kind == b"IEND":
            ended = True
            break
    if head is None or not ended:
        raise DatasetError(f"{name}: cut off")
    width, height, bits, colour, _, _, interlace = head
    if bits not in (8, 16) or colour not in _SAMPLES or interlace or not 0 < width * height <= _MOST_PIXELS:
        raise DatasetError(f"{name}: a kind of PNG that no dataset has")
    samples = _SAMPLES[colour]
    stride = width * samples * bits // 8
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(b"".join(packed), (stride + 1) * height + 1)
    except zlib.error as error:
        raise DatasetError(f"{name}: damaged ({error})") from error
    if len(raw) != (stride + 1) * height:
        raise DatasetError(f"{name}: {len(raw)} bytes of samples where {(stride + 1) * height} belong")
    rows = np.frombuffer(raw, np.uint8).reshape(height, stride + 1)
    if rows[:, 0].max() > 4:
        raise DatasetError(f"{name}: unknown filter")
    plain = _unfilter(rows[:, 0], rows[:, 1:], samples * bits // 8)
    if bits == 16:
        plain = plain.view(">u2").astype(np.uint16)
    return plain.reshape((height, width) if samples == 1 else (height, width, samples))


def _unfilter(filters, rows, size):
    """Undoes the row filters (ISO/IEC 15948, clause 9); size is a pixel's bytes."""
    height, stride = rows.shape
    out = np.empty((height, stride), np.uint8)
    above = np.zeros(stride, np.uint8)
    y = 0
    while y < height:
        kind = filters[y]
        if kind >= 3:
            # A run of rows whose pixels depend on their left neighbours too.
            end = y + 1
            while end < height and filters[end] >= 3:
                end += 1
            _diagonals(filters[y:end], rows[y:end], size, above, out[y:end])
            y = end
        else:
            if kind == 0:
                out[y] = rows[y]
            elif kind == 1:
                out[y] = np.cumsum(rows[y].reshape(-1, size), 0, dtype=np.uint8).reshape(-1)
            else:
                out[y] = rows[y] + above
            y += 1
        above = out[y - 1]
    return out


def _diagonals(filters, rows, size, above, out):
    """Average and Paeth: every pixel of an anti-diagonal at once, since each needs only its left and upper neighbours."""
    height, stride = rows.shape
    width = stride // size
    # Skewed, so that pixel x of row y stands at [x + y, y]; a margin of one on each side.
    skew = np.zeros((width + height, height, size), np.int16)
    index = np.arange(width)
    for y in range(height):
        skew[index + y, y] = rows[y].reshape(width, size)
    first = above.astype(np.int16).reshape(width, size)
    done = np.zeros((width + height + 1, height + 1, size), np.int16)
    done[1:width + 1, 0] = first
    paeth = (filters == 4)[:, None]
    for d in range(width + height - 1):
        low, high = max(0, d - width + 1), min(height, d + 1)
        ys = slice(low, high)
        # done[x + y + 1, y + 1] holds pixel (x, y), row 0 the row above: (x - 1, y) stands at [d, y + 1], (x, y - 1) at [d, y] and so on.
        a, b, c = done[d, low + 1:high + 1], done[d, low:high], done[d - 1, low:high] if d else np.zeros((high - low, size), np.int16)
        if low == 0:
            b = b.copy()
            b[0] = first[d] if d < width else 0
            c = c.copy()
            c[0] = first[d - 1] if 0 < d <= width else 0
        if high == d + 1:
            a, c = a.copy(), c.copy()
            a[-1] = 0
            c[-1] = 0
        p = a + b - c
        pa, pb, pc = np.abs(p - a), np.abs(p - b), np.abs(p - c)
        guess = np.where((pa <= pb) & (pa <= pc), a, np.where(pb <= pc, b, c))
        guess = np.where(paeth[ys], guess, (a + b) >> 1)
        done[d + 1, low + 1:high + 1] = (skew[d, ys] + guess) & 255
    for y in range(height):
        out[y] = done[index + y + 1, y + 1].reshape(-1).astype(np.uint8)


def read(path):
    """Decodes a file with OpenCV, or Pillow, where they are installed, else as `decode` does: the samples are the same."""
    with open(path, "rb") as file:
        data = file.read()
    for reader in _readers():
        samples = reader(data)
        if samples is not None:
            return samples
    return decode(data, path)


def _opencv():
    import cv2

    def with_opencv(data):
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        return np.ascontiguousarray(picture[:, :, ::-1]) if picture is not None and picture.ndim == 3 else picture

    return with_opencv


def _pillow():
    import io
    from PIL import Image

    def with_pillow(data):
        try:
            picture = Image.open(io.BytesIO(data))
            # It knows no RGB of 16 bits and would cut them to 8.
            if data[24] == 16 and picture.mode not in ("I;16", "I"):
                return None
            samples = np.asarray(picture)
        except (OSError, SyntaxError, ValueError, IndexError):
            return None
        return samples.astype(np.uint16) if data[24] == 16 else samples

    return with_pillow


@functools.lru_cache(None)
def _readers():
    readers = []
    for make in (_opencv, _pillow):
        try:
            readers.append(make())
        except ImportError:
            pass
    return readers
