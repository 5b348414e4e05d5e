"""What is wrong with the settings: where, and which sentence says it."""

import collections.abc
import dataclasses
import re
from typing import Any


@dataclasses.dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend: where, and what is wrong (`prompts/fr/setting.md.j2` has the sentence)."""

    where: str
    kind: str
    detail: str = ""


class BadSettings(Exception):
    """The configuration cannot be used; `problems` has every thing to mend."""

    def __init__(self, problems: collections.abc.Sequence[Problem]) -> None:
        super().__init__(", ".join(f"{one.where}: {one.kind}" for one in problems))
        self.problems = tuple(problems)


class MissingFile(BadSettings):
    """There is no configuration file at that place."""


# What pydantic finds that has a sentence of ours, and what `load` finds itself.
_KNOWN = (
    "missing",
    "extra_forbidden",
    "string_too_short",
    "too_short",
    "not_a_number",
    "not_allowed",
    "bad_database",
    "not_an_address",
    "int_parsing",
    "int_type",
    "int_from_float",
    "float_parsing",
    "float_type",
    "finite_number",
    "bool_parsing",
    "bool_type",
    "string_type",
    "list_type",
    "dict_type",
    "model_type",
    "time_parsing",
    "date_from_datetime_parsing",
    "greater_than",
    "greater_than_equal",
    "less_than_equal",
    "no_such_zone",
    "not_a_member",
    "bad_span",
    "zoned_time",
    "overlapping_spans",
    "reversed_dates",
    "everybody_and_some",
    "nobody_takes",
    "not_nearer",
    "warned_too_soon",
    "not_a_range",
    "sound_without_card",
    "source_without_name",
    "not_one_of",
    "no_such_country",
    "bad_name",
    "reserved_name",
    "number_twice",
    "voicemail_is_public",
    "not_a_telephone",
    "not_a_sender",
    "not_done",
    "not_encrypted",
    "bad_sender",
)
KINDS = (*_KNOWN, "no_such_file", "not_readable", "not_toml", "environment", "other")


# Several words of pydantic for one thing that people must know.
_SAME = {"enum": "not_one_of", "literal_error": "not_one_of"}


def from_pydantic(found: Any) -> Problem:
    """Return what one entry of pydantic's list of errors says."""
    where = ".".join(str(part) for part in found["loc"] if not str(part).startswith("function-"))
    context = found.get("ctx", {})
    # A secret is "a value", whose length is counted as that of a list.
    is_secret = found["type"] == "too_short" and context.get("field_type") == "Value"
    kind = "string_too_short" if is_secret else _SAME.get(found["type"], found["type"])
    if kind in _KNOWN:
        # The words allowed come as "'one', 'two' or 'three'".
        allowed = ", ".join(re.findall(r"'([^']*)'", context.get("expected", "")))
        return Problem(where=where, kind=kind, detail=context.get("names", allowed))
    # The library's own words, in English, for what an administrator seldom gets wrong.
    return Problem(where=where, kind="other", detail=str(found["msg"]))
