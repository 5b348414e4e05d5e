"""When a number is open: time conditions and the events of its calendar."""

import collections.abc
import datetime as dt
import zoneinfo

from deskbot.line import observed
from deskbot.outside.ovh.wire import shapes

Payload = shapes.Payload

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A number without a calendar: no zone of those that OVH knows, so that nothing is taken for armed.
_NO_ZONE = "UTC"
_MIDNIGHT = dt.time(23, 59, 59)


def times_of(
    *,
    settings: Payload,
    conditions: collections.abc.Iterable[Payload],
    scheduler: Payload | None,
    events: collections.abc.Iterable[Payload],
) -> observed.Times:
    """Return the time conditions and the events that these payloads describe.

    :raises LineUnavailable: if they are not what the schema says.
    """
    with shapes.understood():
        first, second, third = (_destination(settings, slot) for slot in ("slot1", "slot2", "slot3"))
        found = [event_of(one) for one in events]
        return observed.Times(
            enabled=_truth(settings["enable"]),
            zone=_NO_ZONE if scheduler is None else str(zoneinfo.ZoneInfo(scheduler["timeZone"])),
            out_of_hours=_destination(settings, "unavailable"),
            slots=(first, second, third),
            spans=tuple(_span(one) for one in conditions),
            # Those that hold no instant close nothing.
            events=tuple(one for one in found if one.start < one.end),
        )


def event_of(payload: Payload) -> observed.Event:
    """Return an event of the calendar.

    :raises LineUnavailable: if it is not what the schema says.
    """
    with shapes.understood():
        return observed.Event(
            key=str(payload["uid"]),
            # It is sent as `category` and read back as `categories` (facts/ovh.md, easyHunting).
            category=observed.Category(payload["categories"]),
            start=shapes.moment_of(payload["dateStart"]),
            end=shapes.moment_of(payload["dateEnd"]),
            title=str(payload["title"]),
        )


def _span(payload: Payload) -> observed.WeeklySpan:
    return observed.WeeklySpan(
        key=str(payload["conditionId"]),
        weekday=WEEKDAYS.index(payload["weekDay"]),
        start=_hour(payload["timeFrom"]),
        end=_hour(payload["timeTo"]),
        policy=observed.Policy(payload["policy"]),
    )


def _hour(text: str) -> dt.time:
    # What ends a day: the schema does not say whether it may be written so.
    return _MIDNIGHT if text.startswith("24:00") else dt.time.fromisoformat(text)


def _destination(settings: Payload, slot: str) -> observed.Destination | None:
    number = shapes.from_ovh_number(settings[f"{slot}Number"])
    nature = settings[f"{slot}Type"]
    if number is None or nature is None:
        return None
    return observed.Destination(nature=observed.Nature(nature), number=number)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value
