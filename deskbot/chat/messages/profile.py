"""Profiles: named ways of answering, put in force and ended by an admin."""

import dataclasses
import datetime as dt

from deskbot.chat.messages import base, duty


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProfileSet(duty.Undoable):
    """An admin (`by`) put a profile (its title) in force: `names` ring, nobody when there are none."""

    title: str
    profile: str
    names: tuple[str, ...]
    until: dt.datetime
    by: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProfileEnded(duty.Undoable):
    """An admin (`by`) ended a profile (its title) before its end."""

    title: str
    profile: str
    by: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProfileStarted(base.Message):
    """To the admin who put a profile (its title) in force."""

    title: str
    profile: str
    names: tuple[str, ...]
    until: dt.datetime


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProfileStopped(base.Message):
    """To the admin who ended a profile (its title)."""

    title: str
    profile: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Profiles(base.Message):
    """The profiles of a desk, each (name, title, who rings), and the name of the one `in_force`."""

    title: str
    profiles: tuple[tuple[str, str, tuple[str, ...]], ...]
    in_force: str | None
    until: dt.datetime | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class NoSuchProfile(base.Message):
    """The desk has no profile called `name` (as typed); `known` are those that it has."""

    name: str
    known: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class NoProfileInForce(base.Message):
    """There is no profile to end."""

    title: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProfileTooLate(base.Message):
    """The profile would serve nothing: its end is past, or the desk is closed until then."""

    title: str
