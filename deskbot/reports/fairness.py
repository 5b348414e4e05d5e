"""Who carried how much of the desks, and who could be asked next."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import interval
from deskbot.reports import desk_log

_MINUTE = dt.timedelta(minutes=1)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Load:
    """What one member holds as first in a period, in whole minutes of open time.

    `share` (0 to 1) is that of the time held by all. `last_turn` is when the last of it ends; None, with no
    minute, for somebody who held nothing.
    """

    member: str
    minutes: int
    share: float
    last_turn: dt.datetime | None


def over(span: interval.Interval, *, logs: collections.abc.Iterable[desk_log.DeskLog]) -> tuple[Load, ...]:
    """Return what each member holds inside `span`, the most first.

    Turns to come count when `span` goes past now: whoever already took next week has done their part.
    """
    held: dict[str, dt.timedelta] = collections.defaultdict(dt.timedelta)
    last: dict[str, dt.datetime] = {}
    for log in logs:
        for one in log.open_stretches(span):
            if one.first is not None:
                held[one.first] += one.length
                last[one.first] = max(last.get(one.first, one.span.end), one.span.end, key=interval.instant)
    total = sum(held.values(), start=dt.timedelta())
    loads = (
        Load(member=name, minutes=time // _MINUTE, share=time / total, last_turn=last[name])
        for name, time in held.items()
    )
    return tuple(sorted(loads, key=lambda one: (-one.minutes, one.member)))


def next_to_ask(
    candidates: collections.abc.Iterable[str], *, loads: collections.abc.Iterable[Load]
) -> tuple[Load, ...]:
    """Return the candidates (usernames) in the order to ask: the fewest minutes, then the longest ago.

    The caller gives only members who are active and may take the turn.
    """
    known = {one.member: one for one in loads}
    asked = (known.get(name) or _nothing(name) for name in dict.fromkeys(candidates))
    return tuple(sorted(asked, key=_order))


def _nothing(name: str) -> Load:
    return Load(member=name, minutes=0, share=0.0, last_turn=None)


def _order(one: Load) -> tuple[int, float, str]:
    never = float("-inf")
    return (one.minutes, one.last_turn.timestamp() if one.last_turn else never, one.member)
