"""A number that callers dial, and what it is at the operator (facts/ovh.md, "Numbers")."""

import dataclasses
import enum


class Kind(enum.StrEnum):
    """What a number is at the operator, and so what can be asked of it."""

    #: A call queue: rings several people, one after the other, and can be armed in advance.
    EASY_HUNTING = "easyHunting"
    #: A SIP line with its four forwards.
    LINE = "line"
    #: A number that sends to one destination, and nothing else.
    REDIRECT = "redirect"


@dataclasses.dataclass(frozen=True, kw_only=True)
class PublicNumber:
    """One number of a desk (E.164)."""

    number: str
    kind: Kind = Kind.EASY_HUNTING
