"""Cut from Mattermost's OpenAPI description the routes that the sandbox serves.

`tools/cut_mattermost_openapi.py --contract PATH`; what it writes is committed, and read by the tests.
"""

import argparse
import datetime as dt
import json
import pathlib
import warnings
from typing import Any

from deskbot.sandbox import app, clock
from deskbot.sandbox.mattermost import config, http, state

_TARGET = pathlib.Path(__file__).parent.parent / "tests" / "samples" / "mattermost" / "openapi-cut.json"
# What answers 404 to every other address.
_UNKNOWN = http.PREFIX + "/{path}"
_START = dt.datetime(2024, 8, 1, tzinfo=clock.PARIS)
Json = dict[str, Any]


def served() -> list[tuple[str, str]]:
    """Return the method and the path of every route of the API that the sandbox registers."""
    ticking = clock.SandboxClock(_START)
    chat = state.Chat(config=config.ChatConfig(users=(), channels=(), bot_token="none"), clock=ticking)
    with warnings.catch_warnings():
        # The 404's five methods share an operation id, which is of no use here.
        warnings.filterwarnings("ignore", message="Duplicate Operation ID")
        paths = app.build(clock=ticking, chat=chat).openapi()["paths"]
    return [
        (method, path)
        for path, operations in paths.items()
        for method in operations
        if path.startswith(http.PREFIX) and path != _UNKNOWN
    ]


def cut(contract: Json) -> Json:
    """Return the served part of the description: the names of its parameters, by path and method."""
    paths: Json = {}
    for method, path in sorted(served(), key=lambda named: (named[1], named[0])):
        operation = contract["paths"].get(path, {}).get(method)
        if operation is not None:
            paths.setdefault(path, {})[method] = {
                "query": _query_names(operation),
                "body": _body_names(operation),
            }
    return {"source": contract["info"]["description"], "paths": paths}


def _query_names(operation: Json) -> list[str]:
    return sorted(one["name"] for one in operation.get("parameters", []) if one.get("in") == "query")


def _body_names(operation: Json) -> list[str]:
    """Return the names in the body; none for a list."""
    kinds = operation.get("requestBody", {}).get("content", {}).values()
    return sorted({name for kind in kinds for name in kind.get("schema", {}).get("properties", {})})


def main() -> None:
    """Read the description and write the sample of the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contract", type=pathlib.Path, required=True, help="mattermost-openapi-v4.json")
    parser.add_argument("--to", type=pathlib.Path, default=_TARGET)
    given = parser.parse_args()
    text = json.dumps(cut(json.loads(given.contract.read_text(encoding="utf-8"))), indent=1)
    given.to.write_text(text + "\n", encoding="utf-8")
    print(f"{given.to}: {len(text)} characters")


if __name__ == "__main__":
    main()
