"""One call to the API, checked against the schema and ready for whoever answers it."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import schema


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """What a handler needs of a call."""

    operation: schema.Operation
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Mapping[str, Any]
    base_url: str
    consumer_key: str

    def id(self, name: str) -> int:
        """Return the number in the path called `name`."""
        return int(self.path[name])


Handler = Callable[[lines.Line, Call], Any]
Handlers = dict[tuple[str, str], Handler]


def put(line: lines.Line, call: Call, *, into: dict[str, Any]) -> None:
    """Change the properties of `into` that the body of a PUT names."""
    model = call.operation.body_model
    if not line.switches.put_leaves_the_rest and model is not None:
        for name, described in schema.load().models[model].items():
            if described.nullable and not described.read_only:
                into[name] = None
    into.update(call.body)
