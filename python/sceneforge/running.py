"""Calls the program."""
import json
import os
import shutil
import subprocess

from .dataset import open as open_dataset


class ProgramError(RuntimeError):
    """The program ended with another exit code than 0: 64 usage, 65 bad input, 70 a fault of the program, 75 stopped, try again.

    returncode; output: what it said on standard error.
    """

    def __init__(self, command, returncode, output):
        super().__init__(f"{' '.join(command)} ended with {returncode}:\n{output.strip()}")
        self.returncode = returncode
        self.output = output


def program():
    """The command that runs SceneForge: what SCENEFORGE names; the binary within this package; `sceneforge` on PATH; the launcher of the sources
    that this package lies in.

    Raises FileNotFoundError: there is none of them.
    """
    named = os.environ.get("SCENEFORGE")
    here = os.path.dirname(os.path.abspath(__file__))
    binary = "sceneforge.exe" if os.name == "nt" else "sceneforge"
    launcher = os.path.join(here, "..", "..", "sceneforge.cmd" if os.name == "nt" else "sceneforge")
    found = next((p for p in (named, os.path.join(here, "bin", binary), shutil.which("sceneforge"), launcher) if p and os.path.isfile(p)), None)
    if found is None:
        raise FileNotFoundError("the program sceneforge is not found: put it on PATH, or name it in the environment variable SCENEFORGE")
    # A library of .NET needs its host.
    return ["dotnet", found] if found.endswith(".dll") else [os.path.normpath(found)]


def call(*arguments, capture=True):
    """Runs a command; returns what it said on standard output ("" where it is not captured).

    Raises ProgramError: it ended with another code than 0.
    """
    command = [*program(), *map(os.fspath, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE if capture else None, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode:
        raise ProgramError(command, done.returncode, done.stderr)
    return done.stdout or ""


def run(spec, overrides=None, out=None, capture=True, **options):
    """Makes a dataset and opens it.

    spec: path of a scenario spec, or a spec.Scenario, which is written to OUT.json's folder first (`folder` of Scenario.save).
    overrides: values by their path in the spec, {"ego.speed": 12, "weather.rain_rate": {"uniform": [2, 8]}}, as `--set` takes them.
    out: folder of the dataset; out/<name of the scenario> if not given.
    options: further options of `sceneforge run`: variations="0..3", jobs=2, float_depth=True.

    Raises ProgramError: the program refused the spec or stopped.
    """
    if not isinstance(spec, (str, os.PathLike)):
        spec = spec.save()
    if out is None:
        with open(spec, encoding="utf-8") as file:
            out = os.path.join("out", json.load(file)["name"])
    arguments = ["run", spec, "--out", out]
    for path, value in (overrides or {}).items():
        arguments += ["--set", f"{path}={value if isinstance(value, str) else json.dumps(value)}"]
    for name, value in options.items():
        if value is not None and value is not False:
            arguments += [f"--{name.replace('_', '-')}"] + ([] if value is True else [str(value)])
    call(*arguments, capture=capture)
    return open_dataset(out)


def main():
    """Hands the command line over to the program."""
    import sys
    command = [*program(), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execvp(command[0], command)
