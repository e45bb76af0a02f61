"""webdataset_check.py PACKAGE DATASET: shards by Python's tarfile against the store; then by webdataset."""
import json
import os
import sys
import tarfile

import readers

root, store = os.path.join(sys.argv[1], "webdataset"), readers.Dataset(sys.argv[2])
indices = sorted(n for n in os.listdir(root) if n.endswith(".json"))
samples, files, seen = 0, 0, set()
for index in indices:
    for shard in json.load(open(os.path.join(root, index)))["shardlist"]:
        path = os.path.join(root, shard["url"])
        assert os.path.getsize(path) == shard["filesize"]
        groups = {}
        with tarfile.open(path, "r:") as tar:
            for entry in tar:
                assert (entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname, entry.mode) == (0, 0, 0, "", "", 0o644)
                key, suffix = entry.name.split(".", 1)
                assert not groups or key in groups or next(reversed(groups)) != key
                groups.setdefault(key, {})[suffix] = tar.extractfile(entry).read()
        assert len(groups) == shard["nsamples"]
        for key, sample in groups.items():
            sequence, frame = map(int, key.split("_"))
            seen.add((sequence, frame))
            labels = store.json(sequence, f"labels/{frame:06d}.json")
            expected = {"labels.json": f"labels/{frame:06d}.json"}
            expected |= {f["path"]: f["path"] for f in store.json(sequence, "manifest.json")["files"] if "/" not in f["path"]}
            for sensor in labels["cameras"]:
                expected |= {f"{sensor['camera']}.{f.split('/')[-1].split('.', 1)[1]}": f for f in sensor["files"].values()}
            for sweep in labels["lidars"]:
                expected[f"{sweep['lidar']}.points.bin"] = sweep["file"]
            assert set(sample) == set(expected) | {"origin.json"}, set(sample) ^ set(expected)
            for suffix, file in expected.items():
                stored = store.bytes(sequence, file)
                assert sample[suffix] == stored or readers.same_picture(sample[suffix], stored), (key, suffix)
                files += 1
            samples += 1
assert seen == {(s, f) for s in store.sequences for f in range(len(store.json(s, "rig.json")["frame_times_ns"]))} and files
print(f"equal to the store: {files} files of {samples} samples")

try:
    import webdataset
except ImportError:
    readers.missing("webdataset")
read = 0
for index in indices:
    urls = [os.path.join(root, s["url"]) for s in json.load(open(os.path.join(root, index)))["shardlist"]]
    for sample in webdataset.WebDataset(urls, shardshuffle=False, empty_check=False):
        json.loads(sample["labels.json"])
        read += 1
assert read == samples
print(f"webdataset: {read} samples")
