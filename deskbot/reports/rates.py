"""What became of the calls of a period: how many were missed, how long people waited, when they call."""

import collections
import collections.abc
import dataclasses
import datetime as dt
import math
import statistics
import zoneinfo
from typing import Final

from deskbot.reports import open_time

#: Of fewer, one more call moves a percentage by over ten points: they are told as "3 sur 4".
FEWEST: Final = 10


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallFact:
    """One call, with all that is counted of it and nothing that tells who called.

    `is_open`: the desk was open when it began. `is_abandoned`: the caller hung up before anybody could
    answer. `is_repeat`: the same caller had called before, and was not called back yet. `waited_s` is how
    long it rang before it was answered, went to the voicemail or ended. The other two are seconds of open
    time since its card appeared: until somebody took it, and until the caller was called back. None is what
    is not known, or did not happen.
    """

    at: dt.datetime
    is_open: bool
    answered: bool = False
    left_message: bool = False
    is_abandoned: bool = False
    is_blocked: bool = False
    is_repeat: bool = False
    waited_s: int | None = None
    taken_after_s: int | None = None
    called_back_after_s: int | None = None
    topic: str | None = None

    @property
    def counts(self) -> bool:
        """Whether somebody of the desk should have answered: what the missed-call rate is about."""
        return self.is_open and not self.is_blocked and (self.answered or not self.is_abandoned)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """The share (0 to 1); None where there are too few to tell it as a percentage."""
        return self.part / self.whole if self.whole >= FEWEST else None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Spread:
    """How long something took, in seconds: half of `count` times, at most `median_s`.

    `p90_s` is what nine in ten did not exceed; None where there are too few to say it. `longest_s` is the
    most.
    """

    count: int
    median_s: int
    p90_s: int | None
    longest_s: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class HourRates:
    """One hour of the week (Monday is 0): the calls that count, those of them missed, those while closed.

    `is_open`: the desk was open in that hour, in one week of the period at least, or a call of it counts.
    """

    weekday: int
    hour: int
    is_open: bool
    calls: int
    missed: int
    while_closed: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class TopicCount:
    """How many calls were about one subject."""

    topic: str
    calls: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rates:
    """What became of the calls of a period; each call is in one of `answered`, `missed` and the three after.

    `answered` and `missed` (with a message or without) are those that count: they began while the desk was
    open, the caller stayed long enough to be answered, and was not refused. The missed-call rate is about
    them alone: a desk that is closed misses nobody, whoever is `blocked` was not meant to be answered, and
    whoever is in `abandoned` hung up (a wrong number, most often) before anybody could have been quick
    enough. Calls of one caller are so many calls: each was missed.

    `left_message` is of all but the blocked ones, as are `repeats` and what is told of subjects and of
    calling back; waiting is that of the calls that count.
    """

    answered: int
    missed: int
    abandoned: int
    while_closed: int
    blocked: int
    left_message: int
    repeats: int
    waiting: Spread | None
    taking: Spread | None
    calling_back: Spread | None
    hours: tuple[HourRates, ...]
    topics: tuple[TopicCount, ...]

    @property
    def calls(self) -> int:
        """Every call."""
        return self.answered + self.missed + self.abandoned + self.while_closed + self.blocked

    @property
    def missed_share(self) -> Share:
        """The missed-call rate."""
        return Share(part=self.missed, whole=self.answered + self.missed)


def of(
    facts: collections.abc.Iterable[CallFact],
    *,
    zone: zoneinfo.ZoneInfo,
    open_hours: collections.abc.Set[open_time.Hour] = frozenset(),
) -> Rates:
    """Return the rates of these calls, whatever their order; hours are those of `zone`.

    `open_hours` are those of the week in which the desk was open, called or not.
    """
    every = tuple(facts)
    let_in = [one for one in every if not one.is_blocked]
    counted = [one for one in let_in if one.counts]
    missed = sum(not one.answered for one in counted)
    while_closed = sum(not one.is_open for one in let_in)
    return Rates(
        answered=len(counted) - missed,
        missed=missed,
        abandoned=len(let_in) - len(counted) - while_closed,
        while_closed=while_closed,
        blocked=len(every) - len(let_in),
        left_message=sum(one.left_message for one in let_in),
        repeats=sum(one.is_repeat for one in let_in),
        waiting=_spread(one.waited_s for one in counted),
        taking=_spread(one.taken_after_s for one in let_in),
        calling_back=_spread(one.called_back_after_s for one in let_in),
        hours=_hours(let_in, zone=zone, open_hours=open_hours),
        topics=_topics(let_in),
    )


def _spread(seconds: collections.abc.Iterable[int | None]) -> Spread | None:
    known = sorted(one for one in seconds if one is not None)
    if not known:
        return None
    # The nearest rank: a time that somebody did wait, not one worked out between two.
    rank = math.ceil(len(known) * 9 / 10) - 1
    return Spread(
        count=len(known),
        median_s=int(statistics.median(known)),
        p90_s=known[rank] if len(known) >= FEWEST else None,
        longest_s=known[-1],
    )


def _hours(
    facts: collections.abc.Iterable[CallFact],
    *,
    zone: zoneinfo.ZoneInfo,
    open_hours: collections.abc.Set[open_time.Hour],
) -> tuple[HourRates, ...]:
    """Return each hour of the week that was open or had a call, in order."""
    calls: collections.Counter[open_time.Hour] = collections.Counter()
    missed: collections.Counter[open_time.Hour] = collections.Counter()
    closed: collections.Counter[open_time.Hour] = collections.Counter()
    for one in facts:
        there = one.at.astimezone(zone)
        hour = there.weekday(), there.hour
        calls[hour] += one.counts
        missed[hour] += one.counts and not one.answered
        closed[hour] += not one.is_open
    return tuple(
        HourRates(
            weekday=hour[0],
            hour=hour[1],
            is_open=hour in open_hours or calls[hour] > 0,
            calls=calls[hour],
            missed=missed[hour],
            while_closed=closed[hour],
        )
        for hour in sorted({*open_hours, *calls})
    )


def _topics(facts: collections.abc.Iterable[CallFact]) -> tuple[TopicCount, ...]:
    found = collections.Counter(one.topic for one in facts if one.topic is not None)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TopicCount(topic=topic, calls=count) for topic, count in ordered)
