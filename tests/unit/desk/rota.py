"""Slots and opening hours for the tests of the plan and of the reports."""

import dataclasses
import datetime as dt
import zoneinfo

import hypothesis
from hypothesis import strategies as st

from deskbot.desk import hours, interval, roster

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
#: A desk that never sleeps sees both changes of summer time.
NIGHT_AND_DAY = hours.OpeningHours(
    weekly=(
        (hours.Span(start=dt.time(0), end=dt.time(12)), hours.Span(start=dt.time(12, 30), end=dt.time(23))),
    )
    * 7
)
# The first example of a run loads the calendar of public holidays: no deadline.
FEW = hypothesis.settings(max_examples=60)
SUNDAYS_OF_CHANGE = (dt.date(2024, 3, 31), dt.date(2024, 10, 27))


def at(text: str) -> dt.datetime:
    """Read a moment in Paris."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def span(start: str, end: str) -> interval.Interval:
    """Read a stretch in Paris."""
    return interval.Interval(start=at(start), end=at(end))


def slot(start: str, end: str, *, member: str = "lea", rank: roster.Rank = roster.Rank.FIRST) -> roster.Slot:
    """Return a turn in Paris."""
    return roster.Slot(
        key=f"{member} {start}",
        desk="standard",
        member=member,
        starts=dt.datetime.fromisoformat(start),
        ends=dt.datetime.fromisoformat(end),
        zone="Europe/Paris",
        rings=4,
        rank=rank,
    )


def minutes_in(one: interval.Interval) -> set[int]:
    """List the minutes a stretch holds, counted without any zone."""
    first, last = (int(edge.timestamp()) // 60 for edge in (one.start, one.end))
    return set(range(first, last))


def minutes_of(spans) -> set[int]:
    """List the minutes that some of the stretches hold."""
    return set().union(*map(minutes_in, spans))


@st.composite
def stretches(draw, *, day: dt.date) -> interval.Interval:
    """Draw a stretch around `day`, to the minute, in one of two zones."""
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC) - dt.timedelta(hours=12)
    first, last = sorted(draw(st.lists(st.integers(0, 48 * 60), min_size=2, max_size=2, unique=True)))
    zone = draw(st.sampled_from([PARIS, dt.UTC]))
    edges = [(midnight + dt.timedelta(minutes=minute)).astimezone(zone) for minute in (first, last)]
    return interval.Interval(start=edges[0], end=edges[1])


@st.composite
def slots(draw, *, day: dt.date) -> roster.Slot:
    """Draw a turn around `day`; in the night that says an hour twice it starts the first time."""
    noon = dt.datetime.combine(day, dt.time(12))
    first, last = sorted(draw(st.lists(st.integers(-24 * 60, 24 * 60), min_size=2, max_size=2, unique=True)))
    turn = slot("2024-01-01T09:00", "2024-01-01T10:00", member=draw(st.sampled_from(["lea", "tom", "zoe"])))
    return dataclasses.replace(
        turn,
        starts=noon + dt.timedelta(minutes=first),
        ends=noon + dt.timedelta(minutes=last),
        rank=draw(st.sampled_from(roster.Rank)),
    )
