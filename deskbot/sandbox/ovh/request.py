"""One call to the API, checked against the schema and ready for whoever answers it."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from deskbot.sandbox.ovh import blank, schema
from deskbot.sandbox.ovh import line as lines


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
    if not line.switches.put_leaves_the_rest:
        into.update(_left_out(call.operation.body_model))
    into.update(call.body)


def _left_out(model: str | None) -> dict[str, Any]:
    """Return what becomes of the properties that a PUT does not name, where it does not leave them."""
    described = {} if model is None else schema.load().models[model]
    nullable = (name for name, about in described.items() if about.nullable and not about.read_only)
    forwards = (name for name in (f"forward{kind}" for kind in blank.FORWARDS) if name in described)
    return dict.fromkeys(nullable) | dict.fromkeys(forwards, False)
