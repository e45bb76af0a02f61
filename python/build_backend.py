"""Builds the wheel: a PEP 517 backend of the standard library alone. The same sources give the same bytes.

    python3 build_backend.py FOLDER                     sceneforge-VERSION-py3-none-any.whl
    python3 build_backend.py FOLDER PUBLISHED PLATFORM  with the program of `dotnet publish` within, for linux_x86_64, win_amd64, macosx_11_0_arm64
"""
import base64
import hashlib
import importlib
import os
import re
import sys
import types
import zipfile

ROOT = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(ROOT)

METADATA = """Metadata-Version: 2.1
Name: sceneforge
Version: {version}
Summary: Reads SceneForge's datasets of labeled camera frames and LiDAR sweeps, writes specs, and runs the program
Requires-Python: >=3.9
Requires-Dist: numpy
Provides-Extra: pandas
Requires-Dist: pandas; extra == "pandas"
Provides-Extra: parquet
Requires-Dist: pyarrow; extra == "parquet"
Provides-Extra: torch
Requires-Dist: torch; extra == "torch"
Provides-Extra: pictures
Requires-Dist: opencv-python-headless; extra == "pictures"
Description-Content-Type: text/markdown

{description}
"""


def _read(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def _version():
    return re.search("<Version>(.*?)</Version>", _read(REPOSITORY, "Directory.Build.props").decode()).group(1)


def _stubs(package):
    """The text of spec.pyi. The modules that write it need no numpy; the package's own __init__ does, and stays unread."""
    bare = types.ModuleType("sceneforge")
    bare.__path__ = [package]
    before = {n: sys.modules.pop(n) for n in list(sys.modules) if n.split(".")[0] == "sceneforge"}
    sys.modules["sceneforge"] = bare
    try:
        return importlib.import_module("sceneforge.stubs").write()
    finally:
        for name in [n for n in sys.modules if n.split(".")[0] == "sceneforge"]:
            del sys.modules[name]
        sys.modules.update(before)


def _files():
    package = os.path.join(ROOT, "sceneforge")
    files = {f"sceneforge/{n}": _read(package, n) for n in os.listdir(package) if n.endswith((".py", ".typed"))}
    files["sceneforge/VERSION"] = f"{_version()}\n".encode()
    files["sceneforge/scenario.schema.json"] = _read(REPOSITORY, "scenarios", "scenario.schema.json")
    files["sceneforge/spec.pyi"] = _stubs(package).encode()
    return files


def _wheel(folder, tag, files, pure, programs=()):
    version = _version()
    info = f"sceneforge-{version}.dist-info"
    description = _read(ROOT, "README.md").decode()
    files = dict(files)
    files[f"{info}/METADATA"] = METADATA.format(version=version, description=description).encode()
    files[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: sceneforge ({version})\n"
                              f"Root-Is-Purelib: {'true' if pure else 'false'}\nTag: {tag}\n").encode()
    if programs:
        files[f"{info}/entry_points.txt"] = b"[console_scripts]\nsceneforge = sceneforge.running:main\n"
    rows = [f"{n},sha256={base64.urlsafe_b64encode(hashlib.sha256(b).digest()).decode().rstrip('=')},{len(b)}" for n, b in sorted(files.items())]
    files[f"{info}/RECORD"] = ("\n".join([*rows, f"{info}/RECORD,,"]) + "\n").encode()
    name = f"sceneforge-{version}-{tag}.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path in sorted(files, key=lambda p: (p.startswith(info), p.endswith("RECORD"), p)):
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if path in programs else 0o100644) << 16
            wheel.writestr(entry, files[path])
    return name


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """The pure wheel; returns its name."""
    return _wheel(wheel_directory, "py3-none-any", _files(), True)


def build_wheel_with_program(folder, published, platform):
    """A wheel for one platform that carries the program as `dotnet publish` wrote it; returns its name."""
    files = _files()
    for path, _, names in os.walk(published):
        for name in names:
            relative = os.path.relpath(os.path.join(path, name), published).replace(os.sep, "/")
            files[f"sceneforge/bin/{relative}"] = _read(path, name)
    programs = [n for n in files if n in ("sceneforge/bin/sceneforge", "sceneforge/bin/sceneforge.exe")]
    if not programs:
        raise FileNotFoundError(f"{published}: no program there; make one with: dotnet publish src/SceneForge.Cli -c Release -r RID -o {published}")
    return _wheel(folder, f"py3-none-{platform}", files, False, programs)


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    print(build_wheel(sys.argv[1]) if len(sys.argv) == 2 else build_wheel_with_program(*sys.argv[1:4]))
