"""Frames as tables: columns by name, one list or array a column, all of one length."""
import os

from .errors import DatasetError, nearest, need


def split_of(document, name):
    """Numbers of a split's sequences by a package's splits.json."""
    splits = [k for k, v in document.items() if isinstance(v, list)]
    if name not in splits:
        raise DatasetError(f'there is no split "{name}"; {nearest(name, splits)}')
    return set(document[name])


def _columns(names, rows):
    columns = {name: [] for name in names}
    for row in rows:
        for name, value in zip(names, row):
            columns[name].append(value)
    return columns


def _pose(pose):
    return [*map(float, pose["translation"]), *map(float, pose["rotation"])]


def _pose_names(prefix):
    return [f"{prefix}_{n}" for n in ("x", "y", "z", "qw", "qx", "qy", "qz")]


def sequences(frames):
    """A row a sequence: number, frames, conditions, drawn values."""
    dataset = frames.dataset
    numbers = {f.sequence.number for f in frames}
    chosen = [s for s in dataset.sequences if s.number in numbers]
    table = {"sequence": [s.number for s in chosen], "frames": [len(s.frames) for s in chosen]}
    for name in dataset.column_names:
        table[name] = [dataset.values(s).get(name) for s in chosen]
    return table


def frames(frames):
    """A row a frame: sequence, frame, time_ns, pose of the vehicle in the world."""
    return _columns(["sequence", "frame", "time_ns", *_pose_names("vehicle")],
                    ([*f.key, f.time_ns, *_pose(f.document["world_from_vehicle"])] for f in frames))


def pictures(frames):
    """A row a picture: sequence, camera, frame, time_ns, objects, pose of the camera in the world, and the path of each channel."""
    shown = frames.pictures
    channels = sorted({c for p in shown for c in p.channels})
    return _columns(["sequence", "camera", "frame", "time_ns", "objects", *_pose_names("camera"), *channels],
                    ([*p.key, p.time_ns, len(p.labels), *_pose(p.node["world_from_camera"]),
                      *(p.path(c) if c in p.node["files"] else None for c in channels)] for p in shown))


def labels(frames):
    """A row for each object of each picture: 2D boxes, occlusion, truncation, 3D box in the camera frame."""
    dataset = frames.dataset
    boxes = [f"{b}_{e}" for b in ("visible", "amodal", "amodal_in_image") for e in ("xmin", "ymin", "xmax", "ymax")]

    def row(p, o):
        pixels = [v for b in ("visible_box", "amodal_box", "amodal_box_in_image") for v in (o.get(b) or (None,) * 4)]
        return [*p.key, o["id"], o["name"], o["class"], dataset.class_name(o["class"]), *pixels, o["visible_pixels"], o["amodal_pixels"],
                o["occlusion"], o["truncation"], *map(float, o["size"]), o["speed"], *_pose(o["camera_from_box"])]

    return _columns(["sequence", "camera", "frame", "id", "name", "class", "class_name", *boxes, "visible_pixels", "amodal_pixels", "occlusion",
                     "truncation", "length", "width", "height", "speed", *_pose_names("camera_from_box")],
                    (row(p, o) for p in frames.pictures for o in p.labels))


def boxes(frames):
    """A row for each thing around the vehicle at each frame: 3D box in the world, points of all LiDARs that carry its id."""
    dataset = frames.dataset
    return _columns(["sequence", "frame", "id", "name", "class", "class_name", "length", "width", "height", "speed",
                     *_pose_names("world_from_box"), "points"],
                    ([*f.key, o["id"], o["name"], o["class"], dataset.class_name(o["class"]), *map(float, o["size"]), o["speed"],
                      *_pose(o["world_from_box"]), sum(o["points"].values())] for f in frames for o in f.boxes))


# All tables: one line each.
TABLES = {"sequences": sequences, "frames": frames, "pictures": pictures, "labels": labels, "boxes": boxes}


def to_pandas(columns):
    """A DataFrame of a table's columns. Needs pandas."""
    return need("pandas", "to_pandas").DataFrame(columns)


def to_parquet(frames, folder, names=None):
    """Writes tables as FOLDER/NAME.parquet; returns the paths. Needs pyarrow."""
    pyarrow, parquet = need("pyarrow", "to_parquet"), need("pyarrow.parquet", "to_parquet")
    os.makedirs(folder, exist_ok=True)
    paths = []
    for name in names or TABLES:
        path = os.path.join(os.fspath(folder), f"{name}.parquet")
        # Written beside and renamed: what is there is whole.
        parquet.write_table(pyarrow.table(frames.table(name)), path + ".tmp")
        os.replace(path + ".tmp", path)
        paths.append(path)
    return paths
