"""Builds scenario specs. Every class, member and docstring is made from scenarios/scenario.schema.json, so that there is one description of specs.

    from sceneforge import spec
    s = spec.Scenario(name="mine", scene="../scenes/residential_street", rig="rigs/front_camera.json", duration=12,
                      frames=spec.Frames(count=12, rate=5), variations=spec.Variations(design="random", count=4),
                      ego=spec.Ego(asset="car.hatchback", start=spec.Place(road="main", lane=-1, s=30), speed=spec.uniform(8, 12)))
    s.save("scenarios/mine.json")

Members are checked by name and kind here; whether the whole makes sense says `s.validate()`, which asks the program.
"""
import inspect
import json
import keyword
import os
import re

from .errors import nearest

_HERE = os.path.dirname(os.path.abspath(__file__))


def _schema():
    for path in (os.path.join(_HERE, "scenario.schema.json"), os.path.join(_HERE, "..", "..", "scenarios", "scenario.schema.json")):
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return json.load(file)
    raise FileNotFoundError("scenario.schema.json lies neither in this package nor in scenarios/")


SCHEMA = _schema()
_KINDS = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "object": dict, "array": (list, tuple)}


class Part(dict):
    """A part of a spec: a dict whose members are the schema's. Members may be given by name, or as attributes later.

    What is a word of Python has an underscore behind it: Distance(from_="ego", to="child").
    """

    _node = {}

    def __init__(self, **members):
        super().__init__()
        for name, value in members.items():
            self[name.rstrip("_") if keyword.iskeyword(name.rstrip("_")) else name] = value
        missing = [m for m in self._node.get("required", ()) if m not in self]
        if missing:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")

    def __setitem__(self, name, value):
        known = self._node.get("properties", {})
        if name not in known and self._node.get("additionalProperties") is False:
            raise TypeError(f'{type(self).__name__} has no member "{name}"; {nearest(name, known)}')
        if name in known:
            _require(known[name], value, f"{type(self).__name__}.{name}")
        super().__setitem__(name, value)

    def __setattr__(self, name, value):
        self[name] = value

    def __getattr__(self, name):
        if name in self:
            return self[name]
        if name in self._node.get("properties", {}):
            return None
        raise AttributeError(name)


def _name(member):
    return f"{member}_" if keyword.iskeyword(member) else member


def _resolve(node):
    while "$ref" in node:
        node = {**SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]], **{k: v for k, v in node.items() if k != "$ref"}}
    return node


def _words(node):
    """What a schema's node takes, in words."""
    node = _resolve(node)
    if "enum" in node:
        return " or ".join(json.dumps(v) for v in node["enum"])
    if "anyOf" in node:
        return ", or ".join(dict.fromkeys(_words(n) for n in node["anyOf"]))
    kind = node.get("type", "anything")
    kind = " or ".join(kind) if isinstance(kind, list) else kind
    low, high = node.get("minimum", node.get("exclusiveMinimum")), node.get("maximum", node.get("exclusiveMaximum"))
    bounds = f" from {low} to {high}" if low is not None and high is not None else f" from {low}" if low is not None else ""
    return node["description"].rstrip(".").lower() if kind == "object" and "istribution" in node.get("description", "") else kind + bounds


def _takes(node, value):
    node = _resolve(node)
    if "anyOf" in node:
        return any(_takes(n, value) for n in node["anyOf"])
    if "enum" in node:
        return value in node["enum"]
    kinds = node.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if isinstance(value, _KINDS[kind]) and not (isinstance(value, bool) and kind in ("number", "integer")):
            if kind in ("number", "integer"):
                return node.get("minimum", value) <= value <= node.get("maximum", value)
            return True
    return not kinds


def _require(node, value, where):
    if not _takes(node, value):
        raise TypeError(f"{where} takes {_words(node)}, not {value!r}")


def _document(node):
    lines = [node.get("description", ""), ""]
    required = node.get("required", ())
    for name, member in node.get("properties", {}).items():
        resolved = _resolve(member)
        default = f" Default: {json.dumps(resolved['default'])}." if "default" in resolved else ""
        need = " Required." if name in required else ""
        lines.append(f"{name}: {resolved.get('description', '').strip()}{default}{need} ({_words(member)})")
    return "\n".join(lines)


def _class(name, node):
    properties = node.get("properties", {})
    required = node.get("required", ())
    parameters = [inspect.Parameter(_name(p), inspect.Parameter.KEYWORD_ONLY, default=inspect.Parameter.empty if p in required else None)
                  for p in properties if p.isidentifier()]
    made = type(name, (Part,), {"_node": node, "__doc__": _document(node), "__module__": __name__})
    made.__signature__ = inspect.Signature(parameters)
    return made


def _camel(name):
    return "".join(w[:1].upper() + w[1:] for w in re.split(r"[_\W]+", name))


def _classes():
    """A class for each object that the schema defines; those of single-member choices (triggers, actions, clauses) by the member's name too."""
    made = {}
    for name, node in SCHEMA["$defs"].items():
        if node.get("type") == "object" and "properties" in node and not name.endswith("Distribution"):
            made[_camel(name)] = _class(_camel(name), node)
            if node.get("maxProperties") == 1:
                for member, inner in node["properties"].items():
                    inner = _resolve(inner)
                    if inner.get("type") == "object" and "properties" in inner:
                        made[_camel(f"{name}_{member}")] = _class(_camel(f"{name}_{member}"), inner)
    return made


class Scenario(_class("Scenario", {k: v for k, v in SCHEMA.items() if k != "$defs"})):
    """A scenario spec."""

    def to_json(self):
        """The spec's text."""
        return json.dumps(self, indent=2, ensure_ascii=False) + "\n"

    def save(self, path=None):
        """Writes the spec; returns the path. Scene and rig are named from its folder. scenarios/NAME.json if no path is given."""
        path = os.fspath(path or os.path.join("scenarios", f"{self['name']}.json"))
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path + ".tmp", "w", encoding="utf-8") as file:
            file.write(self.to_json())
        os.replace(path + ".tmp", path)
        return path

    def validate(self, path=None):
        """Saves the spec and has the program check it with its rig and scene; returns what it said.

        Raises ProgramError: something is wrong; its text names line, pointer and mend.
        """
        from .running import call
        return call("validate", self.save(path))


Scenario.__doc__ = _document(SCHEMA)
Scenario.__signature__ = Scenario.__mro__[1].__signature__
CLASSES = {"Scenario": Scenario, **_classes()}
globals().update(CLASSES)


def load(path):
    """A spec that a file holds, as a Scenario."""
    with open(path, encoding="utf-8") as file:
        return Scenario(**json.load(file))


def uniform(low, high):
    """Every number between the two is as likely as any other."""
    return {"uniform": [low, high]}


def log_uniform(low, high):
    """Both above 0: the logarithm is uniform."""
    return {"log_uniform": [low, high]}


def normal(mean, deviation, min=None, max=None):
    """A normal distribution, confined to [min, max] where both are given."""
    if (min is None) != (max is None):
        raise TypeError("normal takes both min and max, or neither")
    return {"normal": {"mean": mean, "deviation": deviation}} if min is None else {
        "truncated_normal": {"mean": mean, "deviation": deviation, "min": min, "max": max}}


def choice(*values, weights=None):
    """One of the values, as often as the weights say."""
    return {"choice": list(values), **({"weights": list(weights)} if weights else {})}


def parameter(name, times=None, plus=None):
    """The value of a member of "parameters", multiplied and added to."""
    return {"parameter": name, **({"times": times} if times is not None else {}), **({"plus": plus} if plus is not None else {})}
