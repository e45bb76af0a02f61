"""croissant_check.py PACKAGE DATASET: hashes, globs and lineage of croissant.json; then mlcroissant."""
import glob
import hashlib
import json
import os
import sys

import readers

root, store = sys.argv[1], readers.Dataset(sys.argv[2])
path = os.path.join(root, "croissant.json")
data = json.load(open(path))
assert "http://mlcommons.org/croissant/1.1" in data["conformsTo"]
for name in ("description", "license", "name", "url", "creator", "datePublished"):
    assert data[name], name
files = [d for d in data["distribution"] if d["@type"] == "cr:FileObject"]
sets = [d for d in data["distribution"] if d["@type"] == "cr:FileSet"]
assert files and sets
for f in files:
    assert hashlib.sha256(open(os.path.join(root, f["contentUrl"]), "rb").read()).hexdigest() == f["sha256"], f["@id"]
for s in sets:
    assert glob.glob(os.path.join(root, s["includes"])), s["includes"]
source = data["prov:wasDerivedFrom"]
used = {e["@id"] for e in source["prov:wasGeneratedBy"]["prov:used"]}
assert {f"urn:sha256:{i['sha256']}" for i in store.info["inputs"]} | {f"urn:sha256:{store.info['scenario']['spec_sha256']}"} == used
assert str(store.info["scenario"]["seed"]) in source["prov:wasGeneratedBy"]["prov:label"]
lines = "".join(f"{hashlib.sha256(open(p, 'rb').read()).hexdigest()}  sequences/{os.path.basename(os.path.dirname(p))}/manifest.json\n" for p in sorted(glob.glob(os.path.join(store.folder, "sequences", "*", "manifest.json"))))
assert source["@id"] == "urn:sha256:" + hashlib.sha256(lines.encode()).hexdigest()
print(f"equal to the store: lineage from {len(used)} inputs; {len(files)} files, {len(sets)} sets")

try:
    import mlcroissant
except ImportError:
    readers.missing("mlcroissant")
dataset = mlcroissant.Dataset(path)
assert not dataset.metadata.issues.errors and not dataset.metadata.issues.warnings, dataset.metadata.issues.report()
assert sorted(r["sequences/sequence"] for r in dataset.records("sequences")) == store.sequences
assert len(list(dataset.records("classes"))) == len(store.info["classes"])
pictures = [r.uuid for r in dataset.metadata.record_sets if r.uuid.endswith("-records")]
assert all(next(iter(dataset.records(p)))[f"{p}/image"].size for p in pictures)
print(f"mlcroissant: {len(pictures)} sets of pictures, no warnings")
