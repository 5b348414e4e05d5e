"""JSON as Go's encoder writes it: compact, UTF-8, with <, > and & escaped; maps sorted by `sort_maps`."""

import json
from typing import Any

_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def dumps(value: Any) -> str:
    """Return `value` as JSON; the order of keys is kept (a Go struct's)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # These characters only occur inside strings, so a plain replacement is exact.
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def sort_maps(value: Any) -> Any:
    """Return `value` with the keys of each object sorted, as Go does for maps."""
    if isinstance(value, dict):
        return {key: sort_maps(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [sort_maps(item) for item in value]
    return value
