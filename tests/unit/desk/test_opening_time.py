"""Time as it is counted while a desk is open."""

import datetime as dt
import zoneinfo

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import hours, interval, opening_time

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
LUNCH_BREAK = (
    hours.Span(start=dt.time(9), end=dt.time(12)),
    hours.Span(start=dt.time(13, 30), end=dt.time(17, 30)),
)
SPLIT = hours.OpeningHours(weekly=((LUNCH_BREAK,) * 5 + ((), ())))
NEVER = hours.OpeningHours(weekly=((),) * 7)
# The last instant that can be written stands for midnight.
ALWAYS = hours.OpeningHours(weekly=((hours.Span(start=dt.time(0), end=dt.time.max),),) * 7)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


class TestAfter:
    @pytest.mark.parametrize(
        ("moment", "length", "expected"),
        [
            # Thursday 1 August 2024, from 9:00 to 17:30.
            ("2024-08-01 10:00", 120, "2024-08-01 12:00"),
            ("2024-08-01 07:00", 120, "2024-08-01 11:00"),
            ("2024-08-01 16:30", 120, "2024-08-02 10:00"),
            # At the very closing nobody is written to.
            ("2024-08-01 15:30", 120, "2024-08-02 09:00"),
            ("2024-08-02 17:00", 120, "2024-08-05 10:30"),
            ("2024-08-03 12:00", 30, "2024-08-05 09:30"),
            ("2024-08-01 20:00", 0, "2024-08-02 09:00"),
            # The 15th is a public holiday.
            ("2024-08-14 17:00", 60, "2024-08-16 09:30"),
            # Christmas, and the weekend after it.
            ("2024-12-24 17:15", 30, "2024-12-26 09:15"),
        ],
    )
    def test_counts_open_time_alone(self, moment, length, expected):
        found = opening_time.after(at(moment), minutes(length), hours=hours.DEFAULT)

        assert found == at(expected)

    def test_stops_for_lunch(self):
        assert opening_time.after(at("2024-08-01 11:00"), minutes(120), hours=SPLIT) == at("2024-08-01 14:30")

    @pytest.mark.parametrize(
        ("moment", "expected"),
        [("2024-03-30 22:00", "2024-03-31 08:00"), ("2024-10-26 22:00", "2024-10-27 06:00")],
    )
    def test_counts_real_hours_when_the_clocks_change(self, moment, expected):
        found = opening_time.after(at(moment), minutes(9 * 60), hours=ALWAYS)

        assert found is not None
        assert abs(interval.instant(found) - interval.instant(at(expected))) < minutes(0.1)

    def test_keeps_the_walls_time_after_the_clocks_changed(self):
        found = opening_time.after(at("2024-10-25 17:00"), minutes(60), hours=hours.DEFAULT)

        assert found == at("2024-10-28 09:30")
        assert found.utcoffset() == dt.timedelta(hours=1)

    def test_skips_a_closing_and_counts_a_summer_for_volunteers(self):
        closed = hours.Closure(first=dt.date(2024, 8, 1), last=dt.date(2024, 8, 2), reason="fête")
        summer = hours.Closure(
            first=dt.date(2024, 8, 5), last=dt.date(2024, 8, 9), reason="été", if_taken=True
        )
        desk = hours.OpeningHours(closures=(closed, summer))

        assert opening_time.after(at("2024-07-31 17:00"), minutes(60), hours=desk) == at("2024-08-05 09:30")

    def test_follows_what_was_said_since(self):
        said = hours.Exceptional(
            kind=hours.Opening.CLOSED,
            span=interval.Interval(start=at("2024-08-01 14:00"), end=at("2024-08-01 18:00")),
            reason="réunion",
        )
        desk = hours.DEFAULT.with_exceptions([said])

        assert opening_time.after(at("2024-08-01 13:00"), minutes(120), hours=desk) == at("2024-08-02 10:00")

    def test_is_never_where_nothing_opens(self):
        assert opening_time.after(at("2024-08-01 13:00"), minutes(1), hours=NEVER) is None

    @hypothesis.given(
        since=st.timedeltas(minutes(0), dt.timedelta(days=366)),
        length=st.timedeltas(minutes(0), minutes(3000)),
    )
    def test_is_in_opening_hours_and_so_much_later(self, since, length):
        start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + since

        found = opening_time.after(start, length, hours=SPLIT)

        assert SPLIT.is_open(at=found)
        assert opening_time.between(start, found, hours=SPLIT) == length


class TestBetween:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2024-08-01 10:00", "2024-08-01 11:00", 60),
            ("2024-08-01 17:29", "2024-08-02 09:01", 2),
            ("2024-08-02 17:30", "2024-08-05 09:00", 0),
            ("2024-08-01 11:00", "2024-08-01 10:00", 0),
        ],
    )
    def test_counts_what_is_open(self, start, end, expected):
        assert opening_time.between(at(start), at(end), hours=hours.DEFAULT) == minutes(expected)


class TestOpenedAt:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-08-01 09:00", "2024-08-01 09:00"),
            ("2024-08-01 11:00", "2024-08-01 09:00"),
            ("2024-08-01 14:00", "2024-08-01 13:30"),
            ("2024-08-01 12:00", None),
            ("2024-08-01 17:30", None),
            ("2024-08-03 10:00", None),
        ],
    )
    def test_is_when_it_opened(self, moment, expected):
        assert opening_time.opened_at(at(moment), hours=SPLIT) == (at(expected) if expected else None)


class TestNextOpening:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-08-01 08:59", "2024-08-01 09:00"),
            ("2024-08-01 09:00", "2024-08-01 13:30"),
            ("2024-08-01 14:00", "2024-08-02 09:00"),
            ("2024-08-02 18:00", "2024-08-05 09:00"),
            ("2024-08-14 18:00", "2024-08-16 09:00"),
        ],
    )
    def test_is_strictly_later(self, moment, expected):
        assert opening_time.next_opening(at(moment), hours=SPLIT) == at(expected)

    def test_is_never_where_nothing_opens(self):
        assert opening_time.next_opening(at("2024-08-01 09:00"), hours=NEVER) is None


class TestNextDayOpening:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-08-01 08:00", "2024-08-02 09:00"),
            ("2024-08-01 11:00", "2024-08-02 09:00"),
            ("2024-08-02 11:00", "2024-08-05 09:00"),
            ("2024-08-14 11:00", "2024-08-16 09:00"),
        ],
    )
    def test_is_on_another_day(self, moment, expected):
        assert opening_time.next_day_opening(at(moment), hours=SPLIT) == at(expected)


class TestNextEndOfDay:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-08-01 08:00", "2024-08-01 17:30"),
            ("2024-08-01 12:00", "2024-08-01 17:30"),
            ("2024-08-01 17:30", "2024-08-02 17:30"),
            ("2024-08-02 17:30", "2024-08-05 17:30"),
        ],
    )
    def test_is_the_last_closing_of_a_day(self, moment, expected):
        assert opening_time.next_end_of_day(at(moment), hours=SPLIT) == at(expected)


class TestLastEndOfDay:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-08-02 17:30", "2024-08-01 17:30"),
            ("2024-08-05 17:30", "2024-08-02 17:30"),
            ("2024-08-05 12:30", "2024-08-02 17:30"),
        ],
    )
    def test_is_that_of_the_day_before(self, moment, expected):
        assert opening_time.last_end_of_day(at(moment), hours=SPLIT) == at(expected)

    def test_is_never_where_nothing_opens(self):
        assert opening_time.last_end_of_day(at("2024-08-05 12:30"), hours=NEVER) is None


class TestLastClosing:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("2024-08-05 09:00", "2024-08-02 17:30"),
            ("2024-08-05 13:30", "2024-08-05 12:00"),
            ("2024-08-05 12:00", "2024-08-05 12:00"),
        ],
    )
    def test_counts_lunch(self, moment, expected):
        assert opening_time.last_closing(at(moment), hours=SPLIT) == at(expected)

    def test_is_never_where_nothing_opens(self):
        assert opening_time.last_closing(at("2024-08-05 12:30"), hours=NEVER) is None
