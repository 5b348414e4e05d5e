"""The published schema, to hold what the adapter sends and reads against."""

import collections.abc
import json
import pathlib
import re
from typing import Any

from hypothesis import strategies as st

ROOT = pathlib.Path(__file__).parents[3]
SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "deskbot/sandbox/data/ovh-schema.json").read_text(encoding="utf-8")
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def operations(path: str) -> list[collections.abc.Mapping[str, Any]]:
    """Return what the schema offers at a concrete path."""
    for template, found in SCHEMA["paths"].items():
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path):
            return list(found)
    return []


def operation(method: str, path: str) -> collections.abc.Mapping[str, Any]:
    """Return the one operation of the schema that a call makes."""
    (found,) = [one for one in operations(path) if one["method"] == method]
    return found


def model_of(operation: collections.abc.Mapping[str, Any]) -> collections.abc.Mapping[str, Any]:
    """Return the properties of the model that a PUT takes."""
    (model,) = [one["dataType"] for one in operation["parameters"] if one["in"] == "body"]
    properties: collections.abc.Mapping[str, Any] = SCHEMA["models"][model]["properties"]
    return properties


def enum_of(type_name: str) -> list[str] | None:
    """Return the values of an enum; None if it is no enum."""
    values: list[str] | None = SCHEMA["models"].get(type_name, {}).get("enum")
    return values
