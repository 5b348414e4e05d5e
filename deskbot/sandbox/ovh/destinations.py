"""Where time conditions and scheduler events send a call, if they are enabled."""

import dataclasses
import datetime as dt
import zoneinfo
from collections.abc import Mapping
from typing import Any, Literal

from deskbot.sandbox.ovh import errors, numbers
from deskbot.sandbox.ovh import line as lines

Kind = Literal["queue", "voicemail", "number", "playback", "hangup", "rejected"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Destination:
    """Where the call goes, and the sentence that says why on the sandbox's console."""

    kind: Kind
    number: str | None = None
    why: str


def by_time(line: lines.Line, *, at: dt.datetime) -> Destination:
    """Return where the time conditions send a call that arrives at `at`."""
    if not line.time_settings["enable"]:
        return Destination(kind="queue", why="Les conditions horaires sont désactivées.")
    local = at.astimezone(zoneinfo.ZoneInfo(line.scheduler["timeZone"]))
    return _by_event(line, at=local) or _by_span(line, at=local)


def _by_event(line: lines.Line, *, at: dt.datetime) -> Destination | None:
    running = [event for event in line.events.values() if event["dateStart"] <= at < event["dateEnd"]]
    for event in sorted(running, key=lambda event: (event["dateStart"], event["uid"])):
        slot = _slot_of(line, category=event["categories"])
        if slot is not None:
            return _slot(line, slot=slot, why=f"Événement « {event['title']} » ({event['categories']})")
    return None


def _slot_of(line: lines.Line, *, category: str) -> str | None:
    if category == "holidays":
        return "unavailable" if line.switches.holidays_send_to_unavailable else None
    return category.replace("scheduler", "slot") if line.switches.schedulers_send_to_slots else None


def _by_span(line: lines.Line, *, at: dt.datetime) -> Destination:
    day, hour = at.strftime("%A").lower(), at.strftime("%H:%M:%S")
    for span in line.time_conditions.values():
        if span["weekDay"] == day and span["timeFrom"] <= hour < span["timeTo"]:
            why = f"Plage {span['timeFrom'][:5]}-{span['timeTo'][:5]} ({span['policy']})"
            if span["policy"] == "available":
                return Destination(kind="queue", why=why + " : la file d'appels.")
            return _slot(line, slot=span["policy"], why=why)
    return _slot(line, slot="unavailable", why="Hors de toute plage horaire")


def _slot(line: lines.Line, *, slot: str, why: str) -> Destination:
    kind, number = line.time_settings[f"{slot}Type"], line.time_settings[f"{slot}Number"]
    if kind == "number" and number:
        return Destination(kind="number", number=number, why=f"{why} : vers {numbers.to_e164(number)}.")
    if kind == "voicemail":
        return to_voicemail(line, number=number, why=why)
    return Destination(kind="hangup", why=f"{why} : aucune destination « {slot} », l'appel est coupé.")


def to_voicemail(line: lines.Line, *, number: str | None, why: str) -> Destination:
    """Return the voicemail of `number`, or the end of the call where there is no such voicemail."""
    if number not in line.account.mailboxes:
        return Destination(kind="hangup", why=f"{why} : pas de messagerie à ce numéro, l'appel est coupé.")
    return Destination(
        kind="voicemail", number=number, why=f"{why} : messagerie {numbers.to_e164(str(number))}."
    )


def refuse_forbidden(body: Mapping[str, Any], *, names: tuple[str, ...]) -> None:
    """Refuse the numbers that no call may be sent to (facts/ovh.md, Numbers).

    :raises errors.ApiError: 400.
    """
    for name in names:
        if numbers.is_premium(body.get(name) or ""):
            raise errors.bad_request(f"[{name}] This number is forbidden as a destination")
