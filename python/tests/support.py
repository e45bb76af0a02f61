"""What the tests share: the dataset and the program's own values of it, in folders that the environment names."""
import functools
import json
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

DATASET = os.environ.get("SCENEFORGE_DATASET")
EXPECTED = os.environ.get("SCENEFORGE_EXPECTED")


@functools.lru_cache(None)
def expected(name):
    with open(os.path.join(EXPECTED, name), encoding="utf-8") as file:
        return json.load(file)
