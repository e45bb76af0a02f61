"""Writes spec.pyi from the schema, so that editors complete the members of specs."""
import keyword

from . import spec


def _type(node):
    node = spec._resolve(node)
    if "anyOf" in node:
        return " | ".join(dict.fromkeys(_type(n) for n in node["anyOf"]))
    kinds = node.get("type", "Any")
    words = {"string": "str", "number": "float", "integer": "int", "boolean": "bool", "object": "dict", "array": "list", "Any": "Any"}
    if "enum" in node and all(isinstance(v, str) for v in node["enum"]):
        return "str"
    return " | ".join(words[k] for k in ([kinds] if isinstance(kinds, str) else kinds))


def write():
    """The text of spec.pyi."""
    lines = ["from typing import Any", "", "SCHEMA: dict", "CLASSES: dict[str, type]", "", "class Part(dict): ...", ""]
    for name, made in spec.CLASSES.items():
        lines += [f"class {name}(Part):", '    """' + made.__doc__.replace("\\", "\\\\").replace('"""', "'''").replace("\n", "\n    ").rstrip() + '\n    """']
        properties = {p: n for p, n in made._node.get("properties", {}).items() if p.isidentifier()}
        required = made._node.get("required", ())
        if properties:
            ordered = sorted(properties, key=lambda p: p not in required)
            members = ", ".join(f"{spec._name(p)}: {_type(properties[p])}{'' if p in required else ' | None = ...'}" for p in ordered)
            lines.append(f"    def __init__(self, *, {members}, **others: Any) -> None: ...")
            lines += [f"    {p}: {_type(n)}{'' if p in required else ' | None'}" for p, n in properties.items() if not keyword.iskeyword(p)]
        if name == "Scenario":
            lines += ["    def to_json(self) -> str: ...", "    def save(self, path: Any = ...) -> str: ...",
                      "    def validate(self, path: Any = ...) -> str: ..."]
        lines.append("")
    lines += ["def load(path: Any) -> Scenario: ...", "def uniform(low: float, high: float) -> dict: ...",
              "def log_uniform(low: float, high: float) -> dict: ...",
              "def normal(mean: float, deviation: float, min: float | None = ..., max: float | None = ...) -> dict: ...",
              "def choice(*values: Any, weights: list[float] | None = ...) -> dict: ...",
              "def parameter(name: str, times: float | None = ..., plus: float | None = ...) -> dict: ...", ""]
    return "\n".join(lines)
