"""python3 to_huggingface.py DATASET OUT: a folder that datasets.load_from_disk opens. Needs datasets (pip install datasets pillow)."""
import sys

import datasets
import sceneforge


def main(folder, out):
    dataset = sceneforge.open(folder)
    names = ["void"] * (max(dataset.classes) + 1)
    for i, row in dataset.classes.items():
        names[i] = row["name"]

    def rows():
        for picture in dataset.frames.pictures:
            seen = [row for row in picture.labels if row["visible_box"]]
            sequence, camera, frame = picture.key
            yield {"image": picture.path("rgb"), "semantic": picture.path("semantic"), "sequence": sequence, "camera": camera, "frame": frame,
                   # As detection models of transformers take them: left, top, width, height.
                   "objects": {"id": [r["id"] for r in seen], "category": [r["class"] for r in seen],
                               "bbox": [[b[0], b[1], b[2] - b[0], b[3] - b[1]] for b in (r["visible_box"] for r in seen)]}}

    features = datasets.Features({
        "image": datasets.Image(), "semantic": datasets.Image(), "sequence": datasets.Value("int32"), "camera": datasets.Value("string"),
        "frame": datasets.Value("int32"),
        "objects": datasets.Sequence({"id": datasets.Value("int32"), "category": datasets.ClassLabel(names=names),
                                      "bbox": datasets.Sequence(datasets.Value("float32"), length=4)}),
    })
    datasets.Dataset.from_list(list(rows()), features=features).save_to_disk(out)


main(*sys.argv[1:])
