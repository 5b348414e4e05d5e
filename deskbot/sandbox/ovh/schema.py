"""OVH's published schema, as values: which calls exist, and what they take."""

import dataclasses
import functools
import json
import re
import urllib.parse
from collections.abc import Mapping
from importlib import resources
from typing import Any


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of an operation; a body without a name is a whole object."""

    name: str | None
    place: str
    type_name: str
    required: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    returns: str
    parameters: tuple[Parameter, ...]

    def at(self, place: str) -> dict[str, Parameter]:
        """Return the named parameters that are in `place` (path, query or body)."""
        return {p.name: p for p in self.parameters if p.place == place and p.name is not None}

    @property
    def body_model(self) -> str | None:
        """Return the name of the model that the whole body is, if it is one."""
        return next((p.type_name for p in self.parameters if p.place == "body" and p.name is None), None)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Property:
    """One property of a model."""

    type_name: str
    nullable: bool
    read_only: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Route:
    """A path found in the schema, with what stands in its braces."""

    path: str
    operations: Mapping[str, Operation]
    values: Mapping[str, str]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Schema:
    """The whole contract."""

    paths: Mapping[str, Mapping[str, Operation]]
    enums: Mapping[str, tuple[str, ...]]
    models: Mapping[str, Mapping[str, Property]]
    patterns: tuple[tuple[re.Pattern[str], str], ...]

    def find(self, raw_path: str) -> Route | None:
        """Return what the schema knows of `raw_path` (still percent-encoded), or None."""
        for pattern, path in self.patterns:
            found = pattern.fullmatch(raw_path)
            if found:
                values = [urllib.parse.unquote(text) for text in found.groups()]
                names = re.findall(r"{(\w+)}", path)
                return Route(
                    path=path, operations=self.paths[path], values=dict(zip(names, values, strict=True))
                )
        return None


def _operation(path: str, raw: Mapping[str, Any]) -> Operation:
    parameters = tuple(
        Parameter(name=p.get("name"), place=p["in"], type_name=p["dataType"], required=p["required"])
        for p in raw["parameters"]
    )
    return Operation(method=raw["method"], path=path, returns=raw["returns"], parameters=parameters)


def _properties(raw: Mapping[str, Any]) -> dict[str, Property]:
    return {
        name: Property(type_name=p["type"], nullable=p["nullable"], read_only=p["readOnly"])
        for name, p in raw.items()
    }


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"{\w+}", "([^/]+)", path))


@functools.cache
def load() -> Schema:
    """Return the schema that the package carries."""
    file = resources.files("deskbot.sandbox").joinpath("data", "ovh-schema.json")
    raw = json.loads(file.read_text(encoding="utf-8"))
    models: Mapping[str, Mapping[str, Any]] = raw["models"]
    return Schema(
        paths={
            path: {o["method"]: _operation(path, o) for o in operations}
            for path, operations in raw["paths"].items()
        },
        enums={name: tuple(m["enum"]) for name, m in models.items() if "enum" in m},
        models={name: _properties(m["properties"]) for name, m in models.items() if "properties" in m},
        patterns=tuple((_pattern(path), path) for path in raw["paths"]),
    )
