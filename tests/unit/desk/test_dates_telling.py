import datetime as dt
import zoneinfo

import hypothesis
from hypothesis import strategies as st

from deskbot.desk import dates, hours, interval

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
MANY = hypothesis.settings(max_examples=500)


def span(start, end):
    return hours.Span(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end))


DOCTOR = hours.OpeningHours(
    weekly=(
        (span("08:30", "12:15"), span("14:00", "19:00")),
        (span("08:30", "12:15"), span("14:00", "18:00"), span("18:30", "20:00")),
        (span("14:00", "18:00"),),
        (),
        (span("09:00", "17:30"),),
        (span("10:00", "12:00"),),
        (),
    ),
    default_span=span("10:00", "16:00"),
)
NIGHT = hours.OpeningHours(weekly=((span("00:00", "23:45"),),) * 7, alsace_moselle=True)
DESKS = st.sampled_from([hours.DEFAULT, DOCTOR, NIGHT])
#: Around both changes of summer time, the ends of years, a leap day, and any day.
DAYS = st.one_of(
    st.sampled_from(
        [dt.date(2024, 3, 29), dt.date(2024, 10, 25), dt.date(2024, 12, 29), dt.date(2024, 2, 27)]
    ),
    st.dates(dt.date(2023, 1, 1), dt.date(2026, 12, 31)),
)
QUARTERS = st.integers(0, 96)


def at(day, quarter):
    days, rest = divmod(quarter, 96)
    time = dt.time(rest // 4, rest % 4 * 15)
    return dt.datetime.combine(day + dt.timedelta(days=days), time, tzinfo=PARIS)


@st.composite
def runs(draw, *, desk, first):
    """A run of whole days, one day's hours, or a run whose first and last day have hours."""
    last = first + dt.timedelta(days=draw(st.integers(0, 20)))
    shape = draw(st.sampled_from(["whole", "hours", "edges"]))
    if shape == "whole":
        return desk.day_bounds(first).start, desk.day_bounds(last).end
    start, end = sorted(draw(st.tuples(QUARTERS, QUARTERS).filter(lambda pair: pair[0] != pair[1])))
    if shape == "hours" or first == last:
        return at(first, start), at(first, end)
    return at(first, draw(st.integers(0, 95))), at(last, draw(st.integers(1, 96)))


def is_part(slot, desk):
    """Tell hours of one day; whole days side by side would be one run."""
    day = slot.start.date()
    return slot != desk.day_bounds(day) and (slot.end - dt.timedelta(minutes=1)).date() == day


def are_apart(before, slot, desk):
    if is_part(before, desk) and is_part(slot, desk):
        return slot.start > before.end
    return slot.start.date() > before.end.date() + dt.timedelta(days=1)


@st.composite
def wanted(draw):
    """A desk, a moment, and slots in order and apart, none of which is over."""
    desk = draw(DESKS)
    day = draw(DAYS)
    now = at(day, draw(st.integers(0, 95)))
    found = []
    for _ in range(draw(st.integers(1, 5))):
        day += dt.timedelta(days=draw(st.one_of(st.integers(0, 9), st.just(7), st.integers(10, 60))))
        start, end = draw(runs(desk=desk, first=day))
        if not now < end or not start < end:
            continue
        slot = interval.Interval(start=start, end=end)
        if not found or are_apart(found[-1], slot, desk):
            found.append(slot)
            day = max(day, end.date())
    hypothesis.assume(found)
    return desk, now, tuple(found)


class TestDescribe:
    @MANY
    @hypothesis.given(wanted())
    def test_reads_back_the_same(self, case):
        desk, now, slots = case
        told = dates.describe(slots, now=now, hours=desk)
        assert dates.parse(told, now=now, hours=desk) == slots, told
