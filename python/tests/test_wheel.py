import os
import subprocess
import sys
import tempfile
import unittest
import zipfile

from support import DATASET, ROOT


class Wheel(unittest.TestCase):
    def test_it_installs_offline_into_a_clean_environment(self):
        with tempfile.TemporaryDirectory() as folder:
            # numpy comes from the system, as Debian packages it; nothing is asked of an index.
            subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", os.path.join(folder, "env")], check=True)
            python = os.path.join(folder, "env", "bin", "python")
            wheels = os.path.join(folder, "wheels")
            built = subprocess.run([python, "-m", "pip", "wheel", "--no-index", "--no-deps", "-q", "-w", wheels, ROOT], capture_output=True, text=True)
            self.assertEqual(built.returncode, 0, built.stderr)
            wheel, = (os.path.join(wheels, f) for f in os.listdir(wheels))
            self.assertTrue(wheel.endswith("-py3-none-any.whl"))
            done = subprocess.run([python, "-m", "pip", "install", "--no-index", "-q", wheel], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            script = ("import sceneforge, sys; d = sceneforge.open(sys.argv[1]); from sceneforge import spec; "
                      "print(sceneforge.__file__, len(d.frames), next(iter(d.frames[0].pictures.values())).rgb.shape, spec.Weather.__name__)")
            said = subprocess.run([python, "-c", script, DATASET], capture_output=True, text=True, cwd=folder)
            self.assertEqual(said.returncode, 0, said.stderr)
            self.assertTrue(said.stdout.startswith(os.path.join(folder, "env")), said.stdout)
            self.assertIn("Weather", said.stdout)

    def test_the_same_sources_give_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            made = []
            for name in ("a", "b"):
                where = os.path.join(folder, name)
                subprocess.run([sys.executable, os.path.join(ROOT, "build_backend.py"), where], check=True, stdout=subprocess.DEVNULL)
                file, = os.listdir(where)
                with open(os.path.join(where, file), "rb") as stream:
                    made.append(stream.read())
            self.assertEqual(made[0], made[1])
            with zipfile.ZipFile(os.path.join(where, file)) as wheel:
                names = set(wheel.namelist())
            self.assertTrue({"sceneforge/scenario.schema.json", "sceneforge/spec.pyi", "sceneforge/dataset.py"} <= names)
