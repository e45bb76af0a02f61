"""python3 to_fiftyone.py DATASET: pictures with boxes and masks in FiftyOne's app. Needs fiftyone (pip install fiftyone)."""
import sys

import fiftyone as fo
import sceneforge


def main(folder):
    dataset = sceneforge.open(folder)
    made = fo.Dataset(dataset.info["scenario"]["name"], overwrite=True)
    made.default_mask_targets = {i: row["name"] for i, row in dataset.classes.items()}
    samples = []
    for picture in dataset.frames.pictures:
        camera, sequence = picture.camera, picture.frame.sequence
        detections = []
        for row in picture.labels:
            if row["visible_box"]:
                x0, y0, x1, y1 = row["visible_box"]
                detections.append(fo.Detection(label=dataset.class_name(row["class"]), index=row["id"], occlusion=row["occlusion"],
                                               truncation=row["truncation"],
                                               bounding_box=[x0 / camera.width, y0 / camera.height, (x1 - x0) / camera.width, (y1 - y0) / camera.height]))
        sample = fo.Sample(filepath=picture.path("rgb"), tags=[camera.name], ground_truth=fo.Detections(detections=detections),
                           semantic=fo.Segmentation(mask_path=picture.path("semantic")), sequence=sequence.number, frame=picture.frame.number)
        for name, value in sequence.conditions.items():
            sample[name] = value
        samples.append(sample)
    made.add_samples(samples)
    fo.launch_app(made).wait()


main(*sys.argv[1:])
