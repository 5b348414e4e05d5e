"""Half-open stretches of time, compared as instants."""

import datetime as dt
import zoneinfo

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import interval

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NOON = dt.datetime(2024, 8, 1, 12, tzinfo=dt.UTC)

# Around the night of October that says 2:00 to 3:00 twice, in two zones.
MOMENTS = st.builds(
    lambda minutes, zone: (
        dt.datetime(2024, 10, 26, 23, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    ).astimezone(zone),
    st.integers(0, 240),
    st.sampled_from([PARIS, dt.UTC]),
)


def hours(start: float, end: float) -> interval.Interval:
    return interval.Interval(start=NOON + dt.timedelta(hours=start), end=NOON + dt.timedelta(hours=end))


@st.composite
def intervals(draw):
    start, end = draw(st.lists(MOMENTS, min_size=2, max_size=2, unique_by=interval.instant))
    first, last = sorted([start, end], key=interval.instant)
    return interval.Interval(start=first, end=last)


def minutes_of(one: interval.Interval) -> set[int]:
    """List the minutes an interval holds, counted without any zone."""
    first, last = (int(edge.timestamp()) // 60 for edge in (one.start, one.end))
    return set(range(first, last))


class TestInterval:
    @pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 1)])
    def test_refuses_to_be_empty_or_reversed(self, start, end):
        with pytest.raises(ValueError, match="ends after"):
            hours(start, end)

    def test_refuses_a_datetime_without_a_zone(self):
        with pytest.raises(interval.NaiveDatetime):
            interval.Interval(start=NOON.replace(tzinfo=None), end=NOON)

    def test_keeps_what_the_night_of_march_turns_around(self):
        typed = interval.Interval(
            start=dt.datetime(2024, 3, 31, 2, 30, tzinfo=PARIS),
            end=dt.datetime(2024, 3, 31, 3, 15, tzinfo=PARIS),
        )

        assert not typed.holds(dt.datetime(2024, 3, 31, 3, 10, tzinfo=PARIS))


class TestHolds:
    @pytest.mark.parametrize(("at", "held"), [(-1, False), (0, True), (1, True), (2, False)])
    def test_counts_the_start_and_not_the_end(self, at, held):
        assert hours(0, 2).holds(NOON + dt.timedelta(hours=at)) is held

    @hypothesis.given(intervals(), MOMENTS)
    def test_compares_instants_whatever_the_zone(self, one, at):
        assert one.holds(at) is (int(at.timestamp()) // 60 in minutes_of(one))


class TestCommon:
    @hypothesis.given(intervals(), intervals())
    def test_holds_what_both_hold(self, one, other):
        common = one.common(other)

        assert (minutes_of(common) if common else set()) == minutes_of(one) & minutes_of(other)
        assert one.overlaps(other) is (common is not None)


class TestWithout:
    @hypothesis.given(intervals(), intervals())
    def test_holds_the_rest(self, one, other):
        pieces = [minutes_of(piece) for piece in one.without(other)]

        assert set().union(*pieces) == minutes_of(one) - minutes_of(other)
        assert sum(map(len, pieces)) == len(set().union(*pieces))

    def test_gives_two_pieces_around_a_hole(self):
        assert hours(0, 8).without(hours(2, 3)) == (hours(0, 2), hours(3, 8))
