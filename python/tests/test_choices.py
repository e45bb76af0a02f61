import hashlib
import json
import os
import pickle
import shutil
import sqlite3
import tempfile
import unittest

import numpy as np

from support import DATASET
import sceneforge
from sceneforge import loading, tables


def line(number, kind, act, subject="dataset", digest="", person="ann"):
    return json.dumps({"number": number, "subject": subject, "subject_sha256": digest, "kind": kind, "person": person, "act": act})


class Choices(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dataset = sceneforge.open(DATASET)

    def digest(self, picture):
        """As docs/review.md words it, from the manifest alone."""
        sequence, camera, frame = picture.key
        with open(picture.frame.sequence.path("manifest.json"), encoding="utf-8") as file:
            files = {row["path"]: row["sha256"] for row in json.load(file)["files"]}
        own = sorted(p for p in files if p.startswith(f"{camera}/{frame:06d}.") or p == f"labels/{frame:06d}.json")
        return hashlib.sha256("".join(f"{p} {files[p]}\n" for p in own).encode()).hexdigest()

    def judged(self, acts):
        """A log of acts: (kind, act, picture or None, person)."""
        lines = []
        for number, (kind, act, picture, person) in enumerate(acts, 1):
            where = {} if picture is None else {"subject": "/".join(map(str, picture.key)), "digest": self.digest(picture)}
            lines.append(line(number, kind, act, person=person, **where))
        file = tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8")
        self.addCleanup(os.remove, file.name)
        with file:
            file.write("\n".join(lines) + "\n")
        return file.name

    def test_decisions_choose_pictures(self):
        a, b, c, d, e, *rest = self.dataset.frames.pictures
        log = self.judged([
            ("verdict", {"verdict": "accept"}, a, "ann"),
            ("verdict", {"verdict": "accept"}, b, "ann"), ("verdict", {"verdict": "reject"}, b, "bob"),
            ("verdict", {"verdict": "reject"}, c, "ann"), ("undo", {"of": 4}, None, "ann"),
            ("verdict", {"verdict": "reject"}, d, "ann"), ("verdict", {"verdict": "accept", "settles": True}, d, "lead"),
            ("verdict", {"verdict": "accept"}, e, "ann"),
        ])
        with open(log, "a", encoding="utf-8") as file:
            # Of files that were made anew since: counts for nothing.
            file.write(line(9, "verdict", {"verdict": "accept"}, "/".join(map(str, rest[0].key)), "0" * 64) + "\n")
        frames = self.dataset.frames
        self.assertEqual([p.key for p in frames.decided("accept", log).pictures], [p.key for p in (a, d, e)])
        self.assertEqual([p.key for p in frames.decided("reject", log).pictures], [b.key])
        self.assertIn(c.key, [p.key for p in frames.decided(None, log).pictures])
        self.assertIn(rest[0].key, [p.key for p in frames.decided(None, log).pictures])
        total = sum(len(frames.decided(w, log).pictures) for w in (None, "accept", "reject", "cannot_judge", "quarantined"))
        self.assertEqual(total, len(frames.pictures))
        with self.assertRaisesRegex(sceneforge.DatasetError, 'did you mean "accept"'):
            frames.decided("accepted", log)

    def test_quarantine_outweighs_verdicts_until_it_is_lifted(self):
        a, b = self.dataset.frames.pictures[:2]
        acts = [("verdict", {"verdict": "accept"}, a, "ann"), ("quarantine", {"cause": "light", "sequences": [a.key[0]]}, None, "lead")]
        self.assertEqual(len(self.dataset.frames.decided("accept", self.judged(acts))), 0)
        self.assertEqual({p.key[0] for p in self.dataset.frames.decided("quarantined", self.judged(acts)).pictures}, {a.key[0]})
        acts.append(("lift", {"of": 2}, None, "lead"))
        self.assertEqual([p.key for p in self.dataset.frames.decided("accept", self.judged(acts)).pictures], [a.key])

    def test_the_database_beside_the_dataset_is_read(self):
        picture = self.dataset.frames.pictures[0]
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "review.db")
            with sqlite3.connect(file) as connection:
                connection.execute("CREATE TABLE events (number INTEGER, subject TEXT, subject_hash TEXT, kind TEXT, person TEXT, time TEXT, body TEXT)")
                connection.execute("INSERT INTO events VALUES (1, ?, ?, 'verdict', 'ann', '', '{\"verdict\": \"reject\"}')",
                                   ("/".join(map(str, picture.key)), self.digest(picture)))
            connection.close()
            self.assertEqual([p.key for p in self.dataset.frames.decided("reject", file).pictures], [picture.key])

    def test_slices_choose_sequences_by_their_values(self):
        names = self.dataset.column_names
        drawn = next(n for n in names if n.startswith("/"))
        value = self.dataset.columns[drawn][0]
        wanted = [s.number for s, v in zip(self.dataset.sequences, self.dataset.columns[drawn]) if v == value]
        self.assertEqual(sorted({f.sequence.number for f in self.dataset.frames.slice({drawn: value})}), wanted)
        rain = self.dataset.columns["conditions.rain_rate"]
        wet = self.dataset.frames.slice({"conditions.rain_rate": (0.5, 2)})
        self.assertEqual(sorted({f.sequence.number for f in wet}), [s.number for s, v in zip(self.dataset.sequences, rain) if 0.5 <= v <= 2])
        self.assertEqual(len(self.dataset.frames.slice({"conditions.rain_rate": lambda v: v < 0})), 0)
        with self.assertRaisesRegex(sceneforge.DatasetError, "conditions.rain_rate"):
            self.dataset.frames.slice({"conditions.rain": 1})

    def test_tables_have_a_row_for_each_thing(self):
        pandas = sceneforge.errors.need("pandas", "this test")
        frames = self.dataset.frames
        rows = {name: len(frames.to_pandas(name)) for name in tables.TABLES}
        self.assertEqual(rows["sequences"], len(self.dataset.sequences))
        self.assertEqual(rows["frames"], len(frames))
        self.assertEqual(rows["pictures"], len(frames.pictures))
        self.assertEqual(rows["labels"], sum(len(p.labels) for p in frames.pictures))
        self.assertEqual(rows["boxes"], sum(len(f.boxes) for f in frames))
        labels = frames.to_pandas("labels")
        self.assertIsInstance(labels, pandas.DataFrame)
        first = next(p for p in frames.pictures if len(p.labels))
        mine = labels[(labels.sequence == first.key[0]) & (labels.camera == first.key[1]) & (labels.frame == first.key[2])]
        np.testing.assert_array_equal(mine[["visible_xmin", "visible_ymin", "visible_xmax", "visible_ymax"]].to_numpy(float), first.labels.visible_box)
        joined = labels.merge(frames.to_pandas("sequences"), on="sequence")
        self.assertEqual(len(joined), len(labels))
        self.assertIn("conditions.rain_rate", joined.columns)

    def test_samples_hold_what_their_pictures_hold(self):
        samples = pickle.loads(pickle.dumps(loading.PictureSamples(self.dataset, ("rgb", "semantic", "depth"))))
        self.assertEqual(len(samples), len(self.dataset.frames.pictures))
        for i in (0, len(samples) - 1):
            sample, picture = samples[i], self.dataset.frames.pictures[i]
            self.assertEqual((sample["sequence"], sample["camera"], sample["frame"]), picture.key)
            np.testing.assert_array_equal(sample["rgb"], picture.rgb)
            seen = picture.labels.visible_pixels > 0
            np.testing.assert_array_equal(sample["boxes"], picture.labels.visible_box[seen].astype(np.float32))
            np.testing.assert_array_equal(sample["labels"], picture.labels.class_id[seen])
            self.assertEqual(sample["boxes_3d"].shape, (int(seen.sum()), 10))

    def test_what_is_not_installed_is_named(self):
        with self.assertRaisesRegex(sceneforge.MissingPackage, "to_parquet needs nothing_of_that_name.*pip install"):
            sceneforge.errors.need("nothing_of_that_name", "to_parquet")
        with self.assertRaisesRegex(sceneforge.DatasetError, 'did you mean "rgb"'):
            loading.PictureSamples(self.dataset, ("rgbd",))

    def test_another_schema_is_refused_with_what_to_do(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(DATASET, "dataset.json"), folder)
            path = os.path.join(folder, "dataset.json")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace("sceneforge.dataset/1", "sceneforge.dataset/9"))
            with self.assertRaisesRegex(sceneforge.DatasetError, "sceneforge.dataset/9.*install"):
                sceneforge.open(folder)
