"""Reads SceneForge's datasets, and runs it.

    import sceneforge
    dataset = sceneforge.open("out/child_dart_out")
    for frame in dataset.frames:
        picture = frame.pictures["CAM_FRONT"]
        picture.rgb, picture.depth, picture.labels.visible_box

docs/python.md tells what there is. Needs numpy; pandas, pyarrow, torch and OpenCV are used where they are asked for.
"""
from .camera import Camera, Lidar
from .dataset import Dataset, Frames, open
from .errors import DatasetError, MissingPackage
from .frame import Frame, Picture, Sweep
from .geometry import Pose
from .running import ProgramError, run
from .sequence import Sequence
from .version import __version__

__all__ = ["Camera", "Dataset", "DatasetError", "Frame", "Frames", "Lidar", "MissingPackage", "Picture", "Pose", "ProgramError", "Sequence", "Sweep",
           "__version__", "open", "run"]
