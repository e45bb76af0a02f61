"""Errors of reading."""
import difflib


class DatasetError(ValueError):
    """A file of a dataset is missing, damaged, or of a version that this package does not know."""


class MissingPackage(ImportError):
    """An optional package is asked for and not installed; says which and how to get it."""


def need(module, what):
    """Imports an optional package.

    Raises MissingPackage: it is not installed.
    """
    import importlib
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = {"cv2": "opencv-python", "PIL": "pillow"}.get(module, module)
        raise MissingPackage(f"{what} needs {module}, which is not installed: pip install {package}") from error


def nearest(name, names):
    """A word for an error: the name that is most like another, or how many there are."""
    names = list(names)
    close = difflib.get_close_matches(str(name), [str(n) for n in names], 1, 0.5)
    return f'did you mean "{close[0]}"?' if close else "there are: " + ", ".join(sorted(str(n) for n in names)[:20])
