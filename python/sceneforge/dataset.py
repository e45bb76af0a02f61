"""Opens datasets, and chooses among their frames."""
import builtins
import functools
import json
import os

from . import decisions as log
from . import tables
from .errors import DatasetError, nearest
from .sequence import Sequence

SCHEMA = "sceneforge.dataset/1"


def open(folder):
    """Opens a dataset's folder.

    Raises DatasetError: there is none, or it is of a version that this package does not know.
    """
    return Dataset(os.fspath(folder))


class Frames:
    """An ordered choice of frames. Choices are made from choices: `dataset.frames.where(...).slice({...}).decided("accept")`."""

    def __init__(self, dataset, items, pictures=None):
        self.dataset = dataset
        self.items = items
        # Pictures that a decision left out, by (sequence, camera, frame); None: none.
        self._kept = pictures

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __getitem__(self, index):
        return Frames(self.dataset, self.items[index], self._kept) if isinstance(index, slice) else self.items[index]

    def keeps(self, picture):
        """Whether a picture of these frames is among those that a decision chose; True where none chose."""
        return self._kept is None or picture.key in self._kept

    @property
    def pictures(self):
        """Every picture of these frames, in order; after `decided`, those alone that the decision holds of."""
        return [p for f in self.items for p in f.pictures.values() if self.keeps(p)]

    @property
    def sweeps(self):
        """Every sweep of these frames, in order."""
        return [s for f in self.items for s in f.sweeps.values()]

    def where(self, keep):
        """Those frames that a function of a Frame is true of."""
        return Frames(self.dataset, [f for f in self.items if keep(f)], self._kept)

    def slice(self, wanted):
        """Frames of the sequences whose values are as wanted.

        wanted: by column (Dataset.columns), a value, a set or list of values, a range as a tuple (low, high) with both ends, or a function.
        Raises DatasetError: there is no such column.
        """
        names = self.dataset.column_names
        for name in wanted:
            if name not in names:
                raise DatasetError(f'there is no column "{name}"; {nearest(name, names)}')
        kept = {s.number for s in self.dataset.sequences
                if all(_fits(self.dataset.values(s).get(name), want) for name, want in wanted.items())}
        return Frames(self.dataset, [f for f in self.items if f.sequence.number in kept], self._kept)

    def decided(self, decision, decisions=None):
        """Frames with a picture of which a decision holds: "accept", "reject", "cannot_judge", "quarantined", or None: not judged.

        decisions: a log that the review page exported; review.db beside the dataset if not given.
        """
        words = (None, "accept", "reject", "cannot_judge", "quarantined")
        if decision not in words:
            raise DatasetError(f'there is no decision "{decision}"; {nearest(decision, [w for w in words if w])}')
        standing = self.dataset.decisions(decisions)
        kept = {p.key for p in self.pictures if standing.of(*p.key) == decision}
        frames = {(s, f) for s, _, f in kept}
        return Frames(self.dataset, [f for f in self.items if f.key in frames], kept)

    def split(self, name, package):
        """Frames of the sequences that a package's splits.json puts into a split: "train", "val" or "test"."""
        with builtins.open(os.path.join(os.fspath(package), "splits.json"), encoding="utf-8") as file:
            numbers = tables.split_of(json.load(file), name)
        return Frames(self.dataset, [f for f in self.items if f.sequence.number in numbers], self._kept)

    def table(self, name):
        """A table of these frames as columns: one of `sceneforge.tables.TABLES` ("sequences", "frames", "pictures", "labels", "boxes")."""
        if name not in tables.TABLES:
            raise DatasetError(f'there is no table "{name}"; {nearest(name, tables.TABLES)}')
        return tables.TABLES[name](self)

    def to_pandas(self, name="labels"):
        """A table as a pandas DataFrame. Needs pandas."""
        return tables.to_pandas(self.table(name))

    def to_parquet(self, folder, names=None):
        """Writes tables as FOLDER/NAME.parquet; returns the paths. Needs pyarrow."""
        return tables.to_parquet(self, folder, names)


class Dataset:
    """A dataset's folder: sequences, frames, classes, and the values that each variation was drawn with."""

    def __init__(self, folder):
        self.folder = folder
        path = os.path.join(folder, "dataset.json")
        if not os.path.exists(path):
            raise DatasetError(f"{folder}: no dataset (there is no dataset.json); make one with: sceneforge run SPEC --out {folder}")
        with builtins.open(path, encoding="utf-8") as file:
            self.info = json.load(file)
        if self.info.get("schema") != SCHEMA:
            raise DatasetError(f'{path}: schema "{self.info.get("schema")}" where {SCHEMA} belongs; install the sceneforge that fits')

    @functools.cached_property
    def sequences(self):
        """Complete sequences in the order of their numbers."""
        root = os.path.join(self.folder, "sequences")
        names = sorted(n for n in (os.listdir(root) if os.path.isdir(root) else []) if os.path.exists(os.path.join(root, n, "manifest.json")))
        return [Sequence(os.path.join(root, n), int(n)) for n in names]

    def sequence(self, number):
        """A sequence by its number.

        Raises DatasetError: it is not there.
        """
        found = next((s for s in self.sequences if s.number == number), None)
        if found is None:
            raise DatasetError(f"{self.folder}: there is no complete sequence {number}")
        return found

    @property
    def frames(self):
        """All frames, sequence by sequence."""
        return Frames(self, [f for s in self.sequences for f in s.frames])

    @functools.cached_property
    def classes(self):
        """Rows of the taxonomy by class id: name, thing, traits, color, maps_to."""
        return {row["id"]: row for row in self.info["classes"]}

    def class_name(self, class_id):
        """"void" for 0, which is the sky."""
        return self.classes[int(class_id)]["name"] if int(class_id) else "void"

    @functools.cached_property
    def _values(self):
        return {s.number: {**{f"conditions.{k}": v for k, v in s.conditions.items()}, **s.drawn} for s in self.sequences}

    def values(self, sequence):
        """Conditions ("conditions.rain_rate") and drawn values (by JSON pointer, "/parameters/ego_speed") of a sequence."""
        return self._values[sequence.number]

    @property
    def column_names(self):
        """Names of all columns that some sequence has, in a fixed order."""
        names = {n for values in self._values.values() for n in values}
        return sorted(names, key=lambda n: (n.startswith("/"), n))

    @property
    def columns(self):
        """Each column as a list over the sequences; None where a sequence has no such value."""
        return {name: [self._values[s.number].get(name) for s in self.sequences] for name in self.column_names}

    def decisions(self, file=None):
        """What people decided of each picture (decisions.Standing); of review.db beside the dataset if no exported log is given."""
        path = os.fspath(file) if file is not None else os.path.join(self.folder, "review.db")
        by_number = {s.number: s for s in self.sequences}
        return log.standing(log.read(path), lambda s, c, f: by_number[s].digest(c, f) if s in by_number else None)

    def table(self, name):
        """Frames.table of all frames."""
        return self.frames.table(name)

    def to_pandas(self, name="labels"):
        """Frames.to_pandas of all frames."""
        return self.frames.to_pandas(name)

    def to_parquet(self, folder, names=None):
        """Frames.to_parquet of all frames."""
        return self.frames.to_parquet(folder, names)

    def __repr__(self):
        return f"Dataset({self.folder!r}, {len(self.sequences)} sequences)"


def _fits(value, want):
    if callable(want):
        return value is not None and bool(want(value))
    if isinstance(want, tuple):
        return value is not None and want[0] <= value <= want[1]
    if isinstance(want, (set, frozenset, list)):
        return value in want
    return value == want
