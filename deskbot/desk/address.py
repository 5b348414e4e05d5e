"""Whose feed and planning page a secret address opens."""

import dataclasses
import enum


class Kind(enum.StrEnum):
    """What is behind an address."""

    DESK = "desk"
    MEMBER = "member"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Address:
    """What a secret address shows: the turns of one desk (`entity` is its key), or of one member."""

    kind: Kind
    entity: str
