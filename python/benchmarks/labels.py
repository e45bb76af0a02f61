"""python3 python/benchmarks/labels.py DATASET: how many frames' labels one core reads a second, boxes of all cameras and of the surroundings as arrays."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import sceneforge  # noqa: E402


def main():
    frames = list(sceneforge.open(sys.argv[1]).frames)
    best = 0.0
    for _ in range(5):
        start, count = time.process_time(), 0
        while time.process_time() - start < 1:
            frame = frames[count % len(frames)]
            for picture in frame.pictures.values():
                labels = picture.labels
                labels.id, labels.class_id, labels.visible_box
            boxes = frame.boxes
            boxes.id, boxes.centre, boxes.rotation, boxes.size
            frame.forget()
            count += 1
        best = max(best, count / (time.process_time() - start))
    rows = sum(len(p.labels) for p in frames[0].pictures.values())
    print(f"python.labels: {best:.0f} frames/s ({rows} labels in {len(frames[0].pictures)} pictures a frame)")


main()
