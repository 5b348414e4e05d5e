import datetime as dt
import zoneinfo

import pytest

from deskbot.desk import hours, interval

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
MONDAY = dt.date(2024, 8, 5)
LUNCH_BREAK = (
    hours.Span(start=dt.time(9), end=dt.time(12)),
    hours.Span(start=dt.time(14), end=dt.time(18)),
)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def desk(*, week=(LUNCH_BREAK,) * 5 + ((), ()), **rest):
    return hours.OpeningHours(weekly=week, **rest)


class TestOpeningHours:
    def test_refuses_a_week_that_is_not_seven_days(self):
        with pytest.raises(ValueError, match="seven"):
            hours.OpeningHours(weekly=((),) * 6)

    @pytest.mark.parametrize("second", [dt.time(11), dt.time(12)])
    def test_refuses_spans_that_overlap_or_touch(self, second):
        spans = (LUNCH_BREAK[0], hours.Span(start=second, end=dt.time(18)))
        with pytest.raises(hours.OverlappingSpans):
            hours.OpeningHours(weekly=(spans,) * 7)

    def test_refuses_a_reversed_span(self):
        with pytest.raises(ValueError, match="ends after"):
            hours.Span(start=dt.time(12), end=dt.time(9))


class TestClosedReason:
    def test_is_none_on_a_working_day(self):
        assert hours.DEFAULT.closed_reason(MONDAY) is None

    @pytest.mark.parametrize("day", [dt.date(2024, 8, 3), dt.date(2024, 8, 4)])
    def test_is_the_weekend(self, day):
        assert hours.DEFAULT.closed_reason(day) == hours.ClosedReason(kind=hours.ClosedKind.WEEKEND)

    def test_names_a_weekday_without_hours(self):
        wednesdays_off = desk(week=(LUNCH_BREAK, LUNCH_BREAK, (), LUNCH_BREAK, LUNCH_BREAK, (), ()))
        reason = wednesdays_off.closed_reason(dt.date(2024, 8, 7))
        assert reason == hours.ClosedReason(kind=hours.ClosedKind.WEEKLY)

    def test_names_the_public_holiday(self):
        reason = hours.DEFAULT.closed_reason(dt.date(2024, 8, 15))
        assert reason == hours.ClosedReason(kind=hours.ClosedKind.HOLIDAY, name="Assomption")

    def test_tells_the_holiday_rather_than_the_weekend(self):
        reason = hours.DEFAULT.closed_reason(dt.date(2024, 7, 14))
        assert reason is not None
        assert reason.name == "Fête nationale"

    def test_tells_the_reason_of_a_closure(self):
        closed = desk(closures=(hours.Closure(first=MONDAY, last=MONDAY, reason="pont"),))
        reason = closed.closed_reason(MONDAY)
        assert reason == hours.ClosedReason(kind=hours.ClosedKind.EXCEPTIONAL, name="pont")

    @pytest.mark.parametrize("day", [dt.date(2024, 3, 29), dt.date(2024, 12, 26)])
    def test_knows_the_holidays_of_alsace_and_moselle_on_demand(self, day):
        assert hours.DEFAULT.closed_reason(day) is None
        assert desk(alsace_moselle=True).closed_reason(day) is not None


class TestSpansOn:
    def test_gives_each_span_in_local_time(self):
        assert desk().spans_on(MONDAY) == (
            interval.Interval(start=at("2024-08-05T09:00"), end=at("2024-08-05T12:00")),
            interval.Interval(start=at("2024-08-05T14:00"), end=at("2024-08-05T18:00")),
        )

    def test_is_empty_on_a_closed_day(self):
        assert desk().spans_on(dt.date(2024, 8, 15)) == ()


class TestIsAsEveryWeek:
    def test_is_left_by_holidays_closures_and_sentences(self):
        said = hours.Exceptional(
            kind=hours.Opening.CLOSED,
            span=interval.Interval(start=at("2024-08-06T14:00"), end=at("2024-08-06T15:00")),
            reason="",
        )
        closure = hours.Closure(first=dt.date(2024, 8, 8), last=dt.date(2024, 8, 9), reason="congés")
        opening = desk(closures=(closure,), exceptions=(said,))

        found = [day for day in range(5, 19) if not opening.is_as_every_week(dt.date(2024, 8, day))]

        assert found == [6, 8, 9, 15]


class TestIsOpen:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            ("08:59", False),
            ("09:00", True),
            ("11:59", True),
            ("12:00", False),
            ("14:00", True),
            ("18:00", False),
        ],
    )
    def test_is_half_open(self, moment, expected):
        assert desk().is_open(at=at(f"2024-08-05T{moment}")) is expected

    def test_understands_another_zone(self):
        assert hours.DEFAULT.is_open(at=dt.datetime(2024, 8, 5, 7, 0, tzinfo=dt.UTC))
        assert not hours.DEFAULT.is_open(at=dt.datetime(2024, 8, 5, 16, 0, tzinfo=dt.UTC))

    def test_refuses_a_naive_moment(self):
        with pytest.raises(interval.NaiveDatetime):
            hours.DEFAULT.is_open(at=dt.datetime(2024, 8, 5, 9))  # noqa: DTZ001 naive on purpose


class TestNextChange:
    @pytest.mark.parametrize(
        ("after", "expected"),
        [
            ("2024-08-05T08:00", "2024-08-05T09:00"),
            ("2024-08-05T09:00", "2024-08-05T17:30"),
            ("2024-08-02T17:30", "2024-08-05T09:00"),  # over the weekend
            ("2024-08-14T17:30", "2024-08-16T09:00"),  # over Assomption
            ("2024-12-31T17:30", "2025-01-02T09:00"),  # over the new year
        ],
    )
    def test_skips_what_is_closed(self, after, expected):
        assert hours.DEFAULT.next_change(after=at(after)) == at(expected)

    @pytest.mark.parametrize(
        ("friday", "monday_utc"),
        [("2024-10-25T17:30", "2024-10-28T08:00+00:00"), ("2025-03-28T17:30", "2025-03-31T07:00+00:00")],
    )
    def test_keeps_wall_time_over_a_change_of_summer_time(self, friday, monday_utc):
        change = hours.DEFAULT.next_change(after=at(friday))
        assert change.hour == 9
        assert change == dt.datetime.fromisoformat(monday_utc)

    def test_is_none_when_nothing_ever_opens(self):
        assert desk(week=((),) * 7).next_change(after=at("2024-08-05T08:00")) is None

    def test_finds_the_one_opening_of_a_year(self):
        closed = desk(closures=(hours.Closure(first=MONDAY, last=dt.date(2025, 8, 5)),))
        assert closed.next_change(after=at("2024-08-05T08:00")) == at("2025-08-06T09:00")

    def test_refuses_a_naive_moment(self):
        with pytest.raises(interval.NaiveDatetime):
            hours.DEFAULT.next_change(after=dt.datetime(2024, 8, 5, 9))  # noqa: DTZ001 naive on purpose


class TestDayBounds:
    def test_goes_from_the_first_opening_to_the_last_closing(self):
        bounds = desk().day_bounds(MONDAY)
        assert bounds == interval.Interval(start=at("2024-08-05T09:00"), end=at("2024-08-05T18:00"))

    def test_falls_back_on_the_default_hours(self):
        bounds = desk().day_bounds(dt.date(2024, 8, 4))
        assert bounds == interval.Interval(start=at("2024-08-04T09:00"), end=at("2024-08-04T17:30"))
