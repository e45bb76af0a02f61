import tempfile
import unittest

from support import DATASET
import sceneforge
from sceneforge import tables


class Parquet(unittest.TestCase):
    def test_tables_come_back_from_their_files(self):
        try:
            import pyarrow.parquet
        except ImportError:
            self.skipTest("pyarrow is not installed")
        dataset = sceneforge.open(DATASET)
        with tempfile.TemporaryDirectory() as folder:
            paths = dataset.to_parquet(folder)
            self.assertEqual(len(paths), len(tables.TABLES))
            for path, name in zip(paths, tables.TABLES):
                back = pyarrow.parquet.read_table(path).to_pydict()
                self.assertEqual(back, {k: list(v) for k, v in dataset.table(name).items()})
