"""Decisions of a review: exported JSON Lines, or review.db beside the dataset (docs/review.md)."""
import json
import os
import sqlite3

from .errors import DatasetError


def read(file):
    """Events of a log in order: dicts with number, subject, subject_sha256, kind, person, act.

    Raises DatasetError: the file is missing, or no such log.
    """
    if not os.path.exists(file):
        raise DatasetError(f"{file}: there is no such file; export the decisions from the review page, under Findings")
    try:
        with open(file, "rb") as stream:
            is_database = stream.read(16) == b"SQLite format 3\0"
        return _database(file) if is_database else _lines(file)
    except (ValueError, KeyError, sqlite3.Error) as error:
        raise DatasetError(f"{file}: no log of decisions ({error})") from error


def _lines(file):
    with open(file, encoding="utf-8") as stream:
        events = [json.loads(line) for line in stream if line.strip()]
    return [{k: e[k] for k in ("number", "subject", "subject_sha256", "kind", "person", "act")} for e in events]


def _database(file):
    connection = sqlite3.connect(f"file:{os.path.abspath(file)}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT number, subject, subject_hash, kind, person, body FROM events ORDER BY number").fetchall()
    finally:
        connection.close()
    return [{"number": n, "subject": s, "subject_sha256": h, "kind": k, "person": p, "act": json.loads(b)} for n, s, h, k, p, b in rows]


def standing(events, digest):
    """What holds of each picture at the end of a log: "accept", "reject", "cannot_judge" or "quarantined", by (sequence, camera, frame).

    The last verdict of each person holds, and any rejection outweighs an acceptance; a verdict that settles a dispute holds for all. Undone acts,
    lifted quarantines, and verdicts on files that were made anew since do not count.

    digest: the digest of a picture as it is now, given sequence, camera, frame; None where there is none.
    """
    undone = {e["act"]["of"] for e in events if e["kind"] == "undo"}
    verdicts, settled, quarantines = {}, {}, {}
    for event in events:
        if event["number"] in undone:
            continue
        act = event["act"]
        if event["kind"] == "verdict":
            parts = event["subject"].split("/")
            key = (int(parts[0]), parts[1], int(parts[2]))
            if digest(*key) == event["subject_sha256"]:
                verdicts.setdefault(key, {})[event["person"]] = act["verdict"]
                if act.get("settles"):
                    settled[key] = act["verdict"]
        elif event["kind"] == "quarantine":
            quarantines[event["number"]] = act
        elif event["kind"] == "lift":
            quarantines.pop(act["of"], None)
    held = {}
    for key, by_person in verdicts.items():
        words = set(by_person.values())
        held[key] = settled.get(key) or next((w for w in ("reject", "cannot_judge", "accept") if w in words))
    sequences = {s for act in quarantines.values() for s in act.get("sequences", [])}
    frames = {f for act in quarantines.values() for f in act.get("frames", [])}
    return Standing(held, sequences, frames)


class Standing:
    """The word that holds of each picture; None where nobody judged it."""

    def __init__(self, verdicts, sequences, frames):
        self.verdicts = verdicts
        self._sequences = sequences
        self._frames = frames

    def of(self, sequence, camera, frame):
        if sequence in self._sequences or f"{sequence}/{camera}/{frame}" in self._frames:
            return "quarantined"
        return self.verdicts.get((sequence, camera, frame))
