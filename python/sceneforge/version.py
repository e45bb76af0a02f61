"""The version: that of the program whose datasets this package reads."""
import os
import re


def _version():
    here = os.path.dirname(os.path.abspath(__file__))
    written = os.path.join(here, "VERSION")
    if os.path.exists(written):
        with open(written, encoding="ascii") as file:
            return file.read().strip()
    with open(os.path.join(here, "..", "..", "Directory.Build.props"), encoding="utf-8") as file:
        return re.search("<Version>(.*?)</Version>", file.read()).group(1)


__version__ = _version()
