"""Who holds which part of which half-day."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import hours, interval, planning, roster
from tests.unit.desk import rota

MONDAY = dt.date(2024, 8, 5)
ASSUMPTION = dt.date(2024, 8, 15)
SUMMER = hours.OpeningHours(
    closures=(
        hours.Closure(first=dt.date(2024, 8, 5), last=dt.date(2024, 8, 9), reason="été", if_taken=True),
    )
)
SPANS = st.lists(st.integers(1, 23 * 60 + 59), min_size=2, max_size=6, unique=True).filter(
    lambda minutes: len(minutes) % 2 == 0
)


def opening(*spans: tuple[str, str]) -> hours.OpeningHours:
    day = tuple(
        hours.Span(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end)) for start, end in spans
    )
    return hours.OpeningHours(weekly=(day,) * 7)


def any_opening(minutes: list[int]) -> hours.OpeningHours:
    edges = [dt.time(minute // 60, minute % 60) for minute in sorted(minutes)]
    day = tuple(hours.Span(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return hours.OpeningHours(weekly=(day,) * 7)


def told(stretches):
    """Say each stretch by its wall clock and its people."""
    return [(f"{one.span.start:%H:%M}", f"{one.span.end:%H:%M}", one.first, one.second) for one in stretches]


class TestHalves:
    def test_cuts_the_day_at_one_in_the_afternoon(self):
        morning, afternoon = planning.halves(MONDAY, hours.DEFAULT)

        assert (morning.part, afternoon.part) == (planning.Part.MORNING, planning.Part.AFTERNOON)
        assert morning.span == rota.span("2024-08-05T09:00", "2024-08-05T13:00")
        assert afternoon.span == rota.span("2024-08-05T13:00", "2024-08-05T17:30")

    def test_leaves_a_lunch_break_between_them(self):
        morning, afternoon = planning.halves(MONDAY, opening(("09:00", "12:00"), ("14:00", "18:00")))

        assert morning.span.end == rota.at("2024-08-05T12:00")
        assert afternoon.span.start == rota.at("2024-08-05T14:00")

    @pytest.mark.parametrize(
        ("spans", "part"),
        [
            (("09:00", "12:00"), planning.Part.MORNING),
            (("09:00", "13:00"), planning.Part.MORNING),
            (("13:00", "17:00"), planning.Part.AFTERNOON),
        ],
    )
    def test_makes_one_half_of_a_day_on_one_side(self, spans, part):
        (only,) = planning.halves(MONDAY, opening(spans))

        assert only.part is part

    def test_makes_one_half_of_two_openings_on_one_side(self):
        morning, _ = planning.halves(
            MONDAY, opening(("08:00", "09:00"), ("10:00", "12:00"), ("14:00", "15:00"))
        )

        assert morning.span == rota.span("2024-08-05T08:00", "2024-08-05T12:00")

    def test_is_empty_on_a_closed_day(self):
        assert planning.halves(ASSUMPTION, hours.DEFAULT) == ()

    def test_offers_hours_that_open_only_if_taken(self):
        assert len(planning.halves(MONDAY, SUMMER)) == 2

    @rota.FEW
    @hypothesis.given(SPANS, st.sampled_from([MONDAY, *rota.SUNDAYS_OF_CHANGE]))
    def test_partition_the_hours_served(self, minutes, day):
        desk = any_opening(minutes)
        served = rota.minutes_of(desk.served_spans_on(day))

        parts = [rota.minutes_in(half.span) & served for half in planning.halves(day, desk)]

        assert set().union(*parts) == served
        assert sum(map(len, parts)) == len(served)
        assert all(parts)


class TestStretches:
    def test_cuts_at_each_change_of_person(self):
        slots = (
            rota.slot("2024-08-05T09:00", "2024-08-05T11:00"),
            rota.slot("2024-08-05T10:00", "2024-08-05T13:00", member="tom", rank=roster.Rank.SECOND),
        )

        found = planning.stretches(rota.span("2024-08-05T09:00", "2024-08-05T13:00"), slots=slots)

        assert told(found) == [
            ("09:00", "10:00", "lea", None),
            ("10:00", "11:00", "lea", "tom"),
            ("11:00", "13:00", None, "tom"),
        ]

    def test_joins_two_turns_of_one_person(self):
        slots = (
            rota.slot("2024-08-05T09:00", "2024-08-05T11:00"),
            rota.slot("2024-08-05T11:00", "2024-08-05T13:00"),
        )

        found = planning.stretches(rota.span("2024-08-05T09:00", "2024-08-05T13:00"), slots=slots)

        assert told(found) == [("09:00", "13:00", "lea", None)]

    def test_believes_the_first_of_two_that_say_they_are_first(self):
        slots = (
            rota.slot("2024-08-05T09:00", "2024-08-05T11:00"),
            rota.slot("2024-08-05T09:00", "2024-08-05T11:00", member="tom"),
        )

        (only,) = planning.stretches(rota.span("2024-08-05T09:00", "2024-08-05T11:00"), slots=slots)

        assert only.first == "lea"

    def test_says_which_gap_is_intended(self):
        silent = [rota.span("2024-08-05T08:00", "2024-08-05T11:00")]
        slots = [rota.slot("2024-08-05T09:00", "2024-08-05T10:00")]

        found = planning.stretches(
            rota.span("2024-08-05T09:00", "2024-08-05T13:00"), slots=slots, silent=silent
        )

        assert [one.intended_gap for one in found] == [False, True, False]

    @pytest.mark.parametrize(
        ("day", "minutes"), [("2024-03-31", 5 * 60), ("2024-10-27", 7 * 60), ("2024-08-05", 6 * 60)]
    )
    def test_measures_real_time(self, day, minutes):
        (only,) = planning.stretches(rota.span(f"{day}T00:00", f"{day}T06:00"), slots=())

        assert only.length == dt.timedelta(minutes=minutes)

    @rota.FEW
    @hypothesis.given(st.data(), st.sampled_from([MONDAY, *rota.SUNDAYS_OF_CHANGE]))
    def test_are_the_span_exactly_whatever_the_slots(self, data, day):
        span = data.draw(rota.stretches(day=day))
        slots = data.draw(st.lists(rota.slots(day=day), max_size=5))
        silent = data.draw(st.lists(rota.stretches(day=day), max_size=2))

        found = planning.stretches(span, slots=slots, silent=silent)

        parts = [rota.minutes_in(one.span) for one in found]
        assert set().union(*parts) == rota.minutes_in(span)
        assert sum(map(len, parts)) == len(rota.minutes_in(span))
        assert [len(part) for part in parts] == [one.length // dt.timedelta(minutes=1) for one in found]

    @rota.FEW
    @hypothesis.given(st.data(), st.sampled_from([MONDAY, *rota.SUNDAYS_OF_CHANGE]))
    def test_names_who_the_slots_say_at_every_instant(self, data, day):
        span = data.draw(rota.stretches(day=day))
        slots = data.draw(st.lists(rota.slots(day=day), max_size=5))

        for one in planning.stretches(span, slots=slots):
            moment = interval.instant(one.span.start)
            holders = [slot for slot in slots if slot.span.holds(moment)]
            first = next((slot.member for slot in holders if slot.rank is roster.Rank.FIRST), None)
            second = next((slot.member for slot in holders if slot.rank is roster.Rank.SECOND), None)
            assert (one.first, one.second) == (first, second)


class TestWeeks:
    def test_groups_the_days_by_iso_week(self):
        found = planning.weeks(dt.date(2024, 12, 28), dt.date(2025, 1, 3), hours=hours.DEFAULT, slots=())

        assert [(week.monday, week.iso_week, len(week.days)) for week in found] == [
            (dt.date(2024, 12, 23), 52, 2),
            (dt.date(2024, 12, 30), 1, 5),
        ]

    def test_shows_who_holds_what_and_the_gaps(self):
        slots = (rota.slot("2024-08-12T09:00", "2024-08-13T11:00"),)

        (week,) = planning.weeks(dt.date(2024, 8, 12), dt.date(2024, 8, 13), hours=hours.DEFAULT, slots=slots)

        monday, tuesday = week.days
        assert [told(part.stretches) for part in monday.parts] == [
            [("09:00", "13:00", "lea", None)],
            [("13:00", "17:30", "lea", None)],
        ]
        assert [told(part.stretches) for part in tuesday.parts] == [
            [("09:00", "11:00", "lea", None), ("11:00", "13:00", None, None)],
            [("13:00", "17:30", None, None)],
        ]

    def test_says_why_a_day_is_closed(self):
        ((day,),) = (
            week.days for week in planning.weeks(ASSUMPTION, ASSUMPTION, hours=hours.DEFAULT, slots=())
        )

        assert (day.closed.name, day.parts) == ("Assomption", ())

    def test_says_that_a_day_opens_only_if_taken_and_intends_its_gaps(self):
        slots = (rota.slot("2024-08-05T09:00", "2024-08-05T11:00"),)

        ((day,),) = (week.days for week in planning.weeks(MONDAY, MONDAY, hours=SUMMER, slots=slots))

        assert day.if_taken
        stretches = [one for part in day.parts for one in part.stretches]
        assert [(one.first, one.intended_gap) for one in stretches] == [
            ("lea", False),
            (None, True),
            (None, True),
        ]

    def test_does_not_tell_what_is_ignored(self):
        ignored = [rota.span("2024-08-12T00:00", "2024-08-13T00:00")]

        (week,) = planning.weeks(
            dt.date(2024, 8, 12), dt.date(2024, 8, 13), hours=hours.DEFAULT, slots=(), ignored=ignored
        )

        intended = [[one.intended_gap for part in day.parts for one in part.stretches] for day in week.days]
        assert intended == [[True, True], [False, False]]

    def test_leaves_a_break_inside_a_half_out(self):
        desk = opening(("08:00", "09:00"), ("10:00", "12:00"), ("14:00", "15:00"))

        (week,) = planning.weeks(MONDAY, MONDAY, hours=desk, slots=())

        assert told(week.days[0].parts[0].stretches) == [
            ("08:00", "09:00", None, None),
            ("10:00", "12:00", None, None),
        ]

    def test_is_empty_when_the_days_are_reversed(self):
        assert planning.weeks(MONDAY, MONDAY - dt.timedelta(days=1), hours=hours.DEFAULT, slots=()) == ()


class TestCut:
    def test_tells_why_usual_hours_are_closed(self):
        closing = hours.Exceptional(
            kind=hours.Opening.CLOSED,
            span=rota.span("2024-08-05T14:00", "2024-08-05T17:30"),
            reason="travaux",
        )

        ((cut, whole),) = (
            week.days
            for week in planning.weeks(
                MONDAY,
                MONDAY + dt.timedelta(days=1),
                hours=hours.DEFAULT.with_exceptions([closing]),
                slots=(),
            )
        )

        assert (cut.cut, cut.closed) == ("travaux", None)
        assert whole.cut is None


class TestMonth:
    def test_covers_the_month_with_whole_weeks(self):
        found = planning.month(ASSUMPTION, hours=hours.DEFAULT, slots=())

        assert [len(week.days) for week in found] == [7] * 5
        assert found[0].days[0].day == dt.date(2024, 7, 29)
        assert found[-1].days[-1].day == dt.date(2024, 9, 1)


class TestBoundsOfMonth:
    @pytest.mark.parametrize(
        ("day", "last"),
        [("2024-02-10", "2024-02-29"), ("2023-02-28", "2023-02-28"), ("2024-12-31", "2024-12-31")],
    )
    def test_ends_on_the_last_day(self, day, last):
        first, found = planning.bounds_of_month(dt.date.fromisoformat(day))

        assert (first.day, found) == (1, dt.date.fromisoformat(last))


class TestWholeDays:
    def test_ends_at_the_midnight_after(self):
        whole = planning.whole_days(MONDAY, MONDAY, hours=hours.DEFAULT)

        assert whole == rota.span("2024-08-05T00:00", "2024-08-06T00:00")
