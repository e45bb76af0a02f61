import inspect
import json
import os
import tempfile
import unittest

from support import ROOT
from sceneforge import ProgramError, running, spec, stubs

SCENARIOS = os.path.join(os.path.dirname(ROOT), "scenarios")


class Spec(unittest.TestCase):
    def test_every_member_of_the_schema_is_a_member_with_its_words(self):
        with open(os.path.join(SCENARIOS, "scenario.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        for name, node in schema["properties"].items():
            self.assertIn(f"{name}: ", spec.Scenario.__doc__)
            if name.isidentifier():
                self.assertIn(name, inspect.signature(spec.Scenario).parameters)
            if "description" in node:
                self.assertIn(node["description"].strip(), spec.Scenario.__doc__)
        for name in ("weather", "lighting", "place", "actor", "ego", "variations", "frames"):
            made = spec.CLASSES[name.capitalize()]
            self.assertEqual(list(schema["$defs"][name]["properties"]), list(made._node["properties"]))
        actions = {spec._camel(f"action_{a}") for a in schema["$defs"]["action"]["properties"]}
        self.assertEqual(actions, {c for c in spec.CLASSES if c.startswith("Action") and c != "Action"})

    def test_every_scenario_is_a_spec(self):
        files = [f for f in sorted(os.listdir(SCENARIOS)) if f.endswith(".json") and ".schema." not in f]
        self.assertGreater(len(files), 3)
        for name in files:
            path = os.path.join(SCENARIOS, name)
            with open(path, encoding="utf-8") as file:
                self.assertEqual(json.load(file), json.loads(spec.load(path).to_json()))

    def test_mistakes_are_named(self):
        with self.assertRaisesRegex(TypeError, 'Place has no member "raod"; did you mean "road"'):
            spec.Place(raod="main")
        with self.assertRaisesRegex(TypeError, "Weather.cloud_cover takes number from 0 to 1.*not 3"):
            spec.Weather(cloud_cover=3)
        with self.assertRaisesRegex(TypeError, "Frames needs rate"):
            spec.Frames(count=3)
        with self.assertRaisesRegex(TypeError, "design"):
            spec.Variations(design="gird")

    def test_attributes_and_words_of_Python(self):
        trigger = spec.TriggerDistance(from_="ego", to="child", below=spec.uniform(5, 9))
        self.assertEqual(trigger, {"from": "ego", "to": "child", "below": {"uniform": [5, 9]}})
        weather = spec.Weather()
        weather.rain_rate = spec.log_uniform(3, 15)
        self.assertEqual((weather, weather.snow_rate), ({"rain_rate": {"log_uniform": [3, 15]}}, None))
        with self.assertRaises(AttributeError):
            weather.rain
        self.assertEqual(spec.normal(2, 1, 0, 4), {"truncated_normal": {"mean": 2, "deviation": 1, "min": 0, "max": 4}})
        self.assertEqual(spec.choice("a", "b", weights=[1, 2]), {"choice": ["a", "b"], "weights": [1, 2]})

    def test_stubs_are_Python_and_name_every_class(self):
        import ast
        text = stubs.write()
        named = {n.name for n in ast.parse(text).body if isinstance(n, ast.ClassDef)}
        self.assertEqual(named - {"Part"}, set(spec.CLASSES))

    def test_the_program_validates_what_was_built(self):
        if not os.path.exists(running.program()[-1]):
            self.fail("the program is not built")
        with tempfile.TemporaryDirectory(dir=os.path.dirname(ROOT)) as folder:
            made = spec.Scenario(
                name="built", scene="../scenes/residential_street", rig="../scenarios/rigs/front_camera.json", duration=5,
                frames=spec.Frames(count=2, rate=5), variations=spec.Variations(design="random", count=2),
                ego=spec.Ego(asset="car.hatchback", start=spec.Place(road="main", lane=-1, s=30), speed=spec.uniform(8, 12),
                             behaviour=[spec.Step(name="drive", do=spec.Action(follow_lane=spec.ActionFollowLane()))]))
            self.assertIn("built", made.validate(os.path.join(folder, "built.json")))
            made.scene = "nowhere"
            with self.assertRaisesRegex(ProgramError, "ended with 65") as caught:
                made.validate(os.path.join(folder, "built.json"))
            self.assertIn("/scene", caught.exception.output)
