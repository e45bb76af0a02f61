"""LiDAR points as they are stored: records of 32 bytes."""
import os

import numpy as np

from .errors import DatasetError

POINT = np.dtype([("xyz", "<f4", 3), ("intensity", "<f4"), ("time", "<i4"), ("ring", "<u2"), ("segment", "<u2"), ("instance", "<u2"),
                  ("class", "u1"), ("return", "u1"), ("cause", "u1"), ("", "u1", 3)])

# What threw a point back, by the number in the field "cause".
CAUSES = ("surface", "fog", "rain", "snow", "spray", "noise")


def read(path, count=None):
    """The points of a file as a record array (n,) of POINT.

    Raises DatasetError: the file holds another number of points than its labels say.
    """
    size = os.path.getsize(path)
    if size % POINT.itemsize or count is not None and size != count * POINT.itemsize:
        raise DatasetError(f"{path}: {size} bytes where {'whole points' if count is None else f'{count} points'} of {POINT.itemsize} bytes belong")
    return np.fromfile(path, POINT)
