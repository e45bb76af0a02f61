"""coco_check.py PACKAGE DATASET: masks, boxes and keypoints against the store; then cocoapi's and panopticapi's figures of ground truth as prediction."""
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile

import numpy as np
from PIL import Image

import readers

root, store = os.path.join(sys.argv[1], "coco"), readers.Dataset(sys.argv[2])
splits = sorted(n[len("instances_"):-len(".json")] for n in os.listdir(os.path.join(root, "annotations")) if n.startswith("instances_"))


def load(kind, split):
    return json.load(open(os.path.join(root, "annotations", f"{kind}_{split}.json")))


def runs_of(text):
    """COCO's compressed run lengths, after the rules in its documentation."""
    counts, at = [], 0
    while at < len(text):
        value, shift, more = 0, 0, True
        while more:
            group = ord(text[at]) - 48
            value |= (group & 31) << shift
            more, shift, at = bool(group & 32), shift + 5, at + 1
            if not more and group & 16:
                value |= -1 << shift
        counts.append(value + counts[-2] if len(counts) > 2 else value)
    return counts


def mask_of(segmentation):
    counts = runs_of(segmentation["counts"])
    flat = np.repeat(np.arange(len(counts)) % 2, counts).astype(bool)
    return flat.reshape(segmentation["size"][::-1]).T


things = {c["id"] for c in store.info["classes"] if c["thing"]}
category = np.zeros(256, int)
for c in store.info["classes"]:
    category[c["id"]] = c.get("maps_to", {}).get("coco", 200 + c["id"])
compared = {"objects": 0, "keypoints": 0, "segments": 0, "pictures": 0}
for split in splits:
    data, panoptic = load("instances", split), {a["image_id"]: a for a in load("panoptic", split)["annotations"]}
    people = {a["id"]: a for a in load("person_keypoints", split)["annotations"]}
    by_image = {}
    for a in data["annotations"]:
        by_image.setdefault(a["image_id"], []).append(a)
    for image in data["images"]:
        frame = store.json(image["sequence"], f"labels/{image['frame']:06d}.json")
        camera = next(c for c in frame["cameras"] if c["camera"] == image["camera"])
        assert readers.same_picture(open(os.path.join(root, split, image["file_name"]), "rb").read(), store.bytes(image["sequence"], camera["files"]["rgb"]))
        instance, semantic = (store.image(image["sequence"], camera["files"][c]).astype(int) for c in ("instance", "semantic"))

        # A thing's part of a class that is not counted (a sign's post) is no part of it here.
        beside = (instance > 0) & ~np.isin(semantic, list(things))
        left_out = np.bincount(instance[beside], minlength=65536)
        instance = np.where(beside, 0, instance)
        seen = {o["id"]: o for o in camera["objects"] if np.any(instance == o["id"])}
        assert seen.keys() == {a["attributes"]["object_id"] for a in by_image.get(image["id"], [])}

        # A part of a thing with a counted class of another category (a rider) stands apart; the parts together are the thing.
        own = np.zeros(65536, int)
        own[[o["id"] for o in store.json(image["sequence"], "segments.json")["objects"]]] = [o["class"] for o in store.json(image["sequence"], "segments.json")["objects"]]
        apart = (instance > 0) & (semantic != own[instance]) & np.isin(semantic, list(things)) & (category[semantic] != category[own[instance]])
        expected = np.where(instance == 0, semantic << 16, instance + np.where(apart, semantic << 16, 0))
        total = dict.fromkeys(seen, 0)
        for a in by_image.get(image["id"], []):
            o, (x, y, w, h), marks = seen[a["attributes"]["object_id"]], a["bbox"], a["attributes"]
            x0, y0, x1, y1 = o["visible_box"]
            assert marks["visible_bbox"] == [x0, y0, x1 - x0, y1 - y0] and marks["amodal_bbox"][:2] == o["amodal_box"][:2] and marks["visible_pixels"] == o["visible_pixels"]
            assert (marks["occlusion"], marks["truncation"], marks["class_id"]) == (o["occlusion"], o["truncation"], o["class"])
            total[o["id"]] += a["area"]
            pixels = (instance == o["id"]) & (category[np.where(apart, semantic, own[instance])] == a["category_id"])
            ys, xs = np.nonzero(pixels)
            assert a["area"] == len(xs) and [x, y, w, h] == [xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1]
            assert len(xs) < o["visible_pixels"] or left_out[o["id"]] or [x, y, x + w, y + h] == o["visible_box"]
            if isinstance(a["segmentation"], dict):
                assert np.array_equal(mask_of(a["segmentation"]), pixels)
            if a["id"] in people:
                stored = [v for k in o["keypoints"] for v in ((k["u"], k["v"], k["visibility"]) if k["visibility"] else (0, 0, 0))]
                assert people[a["id"]]["keypoints"] == stored and len(stored) == 51
                compared["keypoints"] += 17
        assert all(total[n] + left_out[n] == o["visible_pixels"] for n, o in seen.items())
        compared["objects"] += len(seen)
        ids = np.asarray(Image.open(os.path.join(root, f"panoptic_{split}", panoptic[image["id"]]["file_name"]))).astype(int) @ [1, 256, 65536]
        assert np.array_equal(ids, expected)
        for s in panoptic[image["id"]]["segments_info"]:
            ys, xs = np.nonzero(ids == s["id"])
            assert s["area"] == len(xs) and s["bbox"] == [xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1]
            compared["segments"] += 1
        assert {s["id"] for s in panoptic[image["id"]]["segments_info"]} == set(np.unique(ids)) - {0}
        compared["pictures"] += 1
print("equal to the store:", ", ".join(f"{n} {what}" for what, n in compared.items()))
assert compared["segments"] and (compared["objects"] or store.is_empty())

try:
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
except ImportError:
    readers.missing("pycocotools")
# cocoapi and panopticapi still use names that numpy has dropped.
np.float, np.int = float, int
for split in splits:
    for kind, file in (("bbox", "instances"), ("segm", "instances"), ("keypoints", "person_keypoints")):
        log = io.StringIO()
        with contextlib.redirect_stdout(log):
            truth = COCO(os.path.join(root, "annotations", f"{file}_{split}.json"))
            results = [dict(image_id=a["image_id"], category_id=a["category_id"], score=1.0, **(
                {"bbox": a["bbox"]} if kind == "bbox" else {"segmentation": truth.annToRLE(a)} if kind == "segm" else {"keypoints": a["keypoints"]})) for a in truth.dataset["annotations"]]
            # cocoapi counts only people with a labeled keypoint, and gives -1 where nothing is to be found.
            if kind == "keypoints":
                results = [r for r, a in zip(results, truth.dataset["annotations"]) if a["num_keypoints"]]
            if not results:
                continue
            figures = COCOeval(truth, truth.loadRes(results), kind)
            # cocoapi looks at the best 100 (keypoints: 20) of a picture and category; here every object counts.
            figures.params.maxDets = [len(results)] if kind == "keypoints" else [1, 10, max(100, len(results))]
            figures.evaluate()
            figures.accumulate()
        precision = figures.eval["precision"][:, :, :, 0, -1]
        assert (precision[precision > -1] == 1).all() and (precision > -1).any(), (kind, split, precision[precision > -1].min())
        print(f"cocoapi {split} {kind}: AP {precision[precision > -1].mean():.3f} over {len(results)}")
        if kind == "segm":
            assert all(truth.annToMask(a).sum() == a["area"] for a in truth.dataset["annotations"]) or isinstance(truth.dataset["annotations"][0]["segmentation"], list)

try:
    from panopticapi.evaluation import pq_compute_single_core
except ImportError:
    readers.missing("panopticapi")
for split in splits:
    truth = load("panoptic", split)
    categories = {c["id"]: c for c in truth["categories"]}
    folder = os.path.join(root, f"panoptic_{split}")
    pairs = [(a, a) for a in truth["annotations"]]
    with contextlib.redirect_stdout(io.StringIO()):
        figures = pq_compute_single_core(0, pairs, folder, folder, categories)
    quality, classes = figures.pq_average(categories, isthing=None)
    assert quality["pq"] == 1 and quality["n"] > 0, (split, quality)
    print(f"panopticapi {split}: PQ {quality['pq']:.3f} over {quality['n']} categories")
