"""When people are reminded of a card that is not done: in opening hours alone, twice at most."""

import dataclasses
import datetime as dt

from deskbot.calls import case
from deskbot.desk import hours as hours_module
from deskbot.desk import opening_time

#: What is not done after so many is for the lists of the morning and the evening.
MOST = 2


@dataclasses.dataclass(frozen=True, kw_only=True)
class Delays:
    """How much opening time may go by before somebody is reminded.

    `taken`: since somebody took the card; `nobody`: since it came and nobody did. A reminder that is
    `most_late` late, in opening time too, is not worth sending any more.
    """

    taken: dt.timedelta = dt.timedelta(hours=2)
    nobody: dt.timedelta = dt.timedelta(minutes=30)
    most_late: dt.timedelta = dt.timedelta(hours=1)


def due_at(card: case.Case, *, hours: hours_module.OpeningHours, delays: Delays) -> dt.datetime | None:
    """Return when the next reminder of the card is due; None when there is none to come.

    The second one comes as the desk opens on the next day.
    """
    since, delay = card.opened_at, delays.nobody
    if card.state is case.State.TAKEN:
        since, delay = card.taken_at, delays.taken
    if card.state is case.State.DONE or since is None or card.reminded >= MOST:
        return None
    first = opening_time.after(since, delay, hours=hours)
    if first is None or card.reminded == 0:
        return first
    return opening_time.next_day_opening(first, hours=hours)


def is_too_late(
    due: dt.datetime, *, now: dt.datetime, hours: hours_module.OpeningHours, delays: Delays
) -> bool:
    """Say whether a reminder that was due then would only confuse now."""
    return opening_time.between(due, now, hours=hours) > delays.most_late
