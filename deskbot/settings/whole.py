"""What one setting says of another: found once each is well written by itself."""

import collections.abc
import dataclasses

import pydantic_core

from deskbot.desk import public_number
from deskbot.people import phone
from deskbot.settings import desks as desks_module
from deskbot.settings import sections


@dataclasses.dataclass(frozen=True, kw_only=True)
class Misfit:
    """One setting that another one forbids: where below the section, and what is wrong."""

    at: tuple[str | int, ...]
    kind: str
    names: str = ""


def refuse(misfits: collections.abc.Iterable[Misfit]) -> None:
    """Refuse the section that is being read if there is any.

    :raises pydantic_core.ValidationError: with every misfit, each at its place.
    """
    found = [
        pydantic_core.InitErrorDetails(
            type=pydantic_core.PydanticCustomError(
                one.kind,
                "refused because of another setting",
                {"names": one.names},
            ),
            loc=one.at,
            input=None,
        )
        for one in misfits
    ]
    if found:
        raise pydantic_core.ValidationError.from_exception_data("settings", found)


def strangers(
    names: collections.abc.Iterable[str], *, members: collections.abc.Container[str]
) -> collections.abc.Iterator[Misfit]:
    """Give the names that are no member's, all at once."""
    unknown = [name for name in names if name not in members]
    if unknown:
        yield Misfit(at=(), kind="not_a_member", names=", ".join(dict.fromkeys(unknown)))


def not_allowed(
    members: collections.abc.Mapping[str, sections.Person], *, allowed: phone.Allowed
) -> collections.abc.Iterator[Misfit]:
    """Give the members whose number calls may not be sent to."""
    # Redirecting to premium numbers is forbidden by law (facts/ovh.md, "Numbers").
    for name, one in members.items():
        if one.number is not None and not phone.is_allowed(one.number, allowed):
            yield Misfit(at=(name, "number"), kind="not_allowed")


def confused_numbers(
    desks: collections.abc.Mapping[str, desks_module.Desk],
) -> collections.abc.Iterator[Misfit]:
    """Give the numbers written twice, and the voicemails and telephones that are queues or redirects."""
    first_seen: dict[str, str] = {}
    dialled: set[str] = set()
    for key, desk in desks.items():
        for place, one in enumerate(desk.numbers):
            if one.number in first_seen:
                where = ("number",) if place == 0 else ("other_numbers", place - 1, "number")
                yield Misfit(at=(key, *where), kind="number_twice", names=first_seen[one.number])
            first_seen.setdefault(one.number, key)
            # A line has a voicemail of its own, under its number; a queue or a redirect has none.
            if one.kind is not public_number.Kind.LINE:
                dialled.add(one.number)
    for key, desk in desks.items():
        if desk.voicemail in dialled:
            yield Misfit(at=(key, "voicemail"), kind="voicemail_is_public")
        if desk.click_to_call_line in dialled:
            yield Misfit(at=(key, "click_to_call_line"), kind="not_a_telephone")
