"""The hours that nobody holds."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import gaps, hours, planning, roster
from tests.unit.desk import rota

MONDAY = dt.date(2024, 8, 5)
WEEK = rota.span("2024-08-05T00:00", "2024-08-10T00:00")
LAST_DAY = rota.span("2024-08-05T00:00", "2024-08-06T00:00")
SUMMER = hours.OpeningHours(
    closures=(
        hours.Closure(first=dt.date(2024, 8, 5), last=dt.date(2024, 8, 6), reason="été", if_taken=True),
    )
)


def told(found):
    return [(one.half.part.value, f"{one.span.start:%d %H:%M}", f"{one.span.end:%H:%M}") for one in found]


class TestGaps:
    def test_ends_each_gap_with_its_half_day(self):
        found = gaps.gaps(hours=hours.DEFAULT, slots=(), span=LAST_DAY)

        assert told(found) == [
            ("morning", "05 09:00", "13:00"),
            ("afternoon", "05 13:00", "17:30"),
        ]

    def test_leaves_out_what_a_first_serves(self):
        slots = (rota.slot("2024-08-05T09:00", "2024-08-09T16:00"),)

        found = gaps.gaps(hours=hours.DEFAULT, slots=slots, span=WEEK)

        assert told(found) == [("afternoon", "09 16:00", "17:30")]

    def test_is_not_filled_nor_cut_by_a_second(self):
        slots = (rota.slot("2024-08-05T10:00", "2024-08-05T11:00", rank=roster.Rank.SECOND),)

        found = gaps.gaps(hours=hours.DEFAULT, slots=slots, span=LAST_DAY)

        assert told(found)[0] == ("morning", "05 09:00", "13:00")

    def test_tells_even_a_minute(self):
        slots = (rota.slot("2024-08-05T09:01", "2024-08-05T17:30"),)

        found = gaps.gaps(hours=hours.DEFAULT, slots=slots, span=LAST_DAY)

        assert told(found) == [("morning", "05 09:00", "09:01")]

    def test_leaves_out_what_is_ignored(self):
        ignored = (rota.span("2024-08-05T12:00", "2024-08-06T00:00"),)

        found = gaps.gaps(hours=hours.DEFAULT, slots=(), ignored=ignored, span=LAST_DAY)

        assert told(found) == [("morning", "05 09:00", "12:00")]

    def test_is_silent_about_a_summer_closing_and_a_holiday(self):
        assert gaps.gaps(hours=SUMMER, slots=(), span=LAST_DAY) == ()
        holiday = rota.span("2024-08-15T00:00", "2024-08-16T00:00")
        assert gaps.gaps(hours=hours.DEFAULT, slots=(), span=holiday) == ()

    def test_looks_only_inside_the_span(self):
        found = gaps.gaps(
            hours=hours.DEFAULT, slots=(), span=rota.span("2024-08-05T10:30", "2024-08-05T12:00")
        )

        assert told(found) == [("morning", "05 10:30", "12:00")]

    def test_leaves_a_lunch_break_alone(self):
        desk = hours.OpeningHours(
            weekly=(
                (
                    hours.Span(start=dt.time(8), end=dt.time(9)),
                    hours.Span(start=dt.time(10), end=dt.time(12)),
                ),
            )
            * 7
        )

        found = gaps.gaps(hours=desk, slots=(), span=LAST_DAY)

        assert told(found) == [("morning", "05 08:00", "09:00"), ("morning", "05 10:00", "12:00")]

    @rota.FEW
    @hypothesis.given(st.data(), st.sampled_from([MONDAY, *rota.SUNDAYS_OF_CHANGE]))
    def test_and_what_is_staffed_are_the_open_time_exactly(self, data, day):
        slots = data.draw(st.lists(rota.slots(day=day), max_size=4))
        span = planning.whole_days(day, day, hours=rota.NIGHT_AND_DAY)
        opened = rota.minutes_of(rota.NIGHT_AND_DAY.spans_on(day))

        found = [
            rota.minutes_in(gap.span) for gap in gaps.gaps(hours=rota.NIGHT_AND_DAY, slots=slots, span=span)
        ]

        firsts = rota.minutes_of(slot.span for slot in slots if slot.rank is roster.Rank.FIRST)
        assert set().union(*found) == opened - firsts
        assert sum(map(len, found)) == len(opened - firsts)

    @rota.FEW
    @hypothesis.given(st.data(), st.sampled_from([MONDAY, *rota.SUNDAYS_OF_CHANGE]))
    def test_hold_nothing_ignored(self, data, day):
        ignored = data.draw(st.lists(rota.stretches(day=day), max_size=3))
        span = data.draw(rota.stretches(day=day))
        days = planning.days_of(span, hours=rota.NIGHT_AND_DAY)
        opened = rota.minutes_of(one for each in days for one in rota.NIGHT_AND_DAY.spans_on(each))

        found = gaps.gaps(hours=rota.NIGHT_AND_DAY, slots=(), ignored=ignored, span=span)

        wanted = opened & rota.minutes_in(span) - rota.minutes_of(ignored)
        assert rota.minutes_of(gap.span for gap in found) == wanted


class TestFreeHalves:
    def test_offers_what_is_left_of_each_half(self):
        slots = (rota.slot("2024-08-07T10:00", "2024-08-07T11:00"),)

        found = gaps.free_halves(
            hours=hours.DEFAULT, slots=slots, span=rota.span("2024-08-07T00:00", "2024-08-08T00:00")
        )

        assert [(one.half.part, one.spans, one.if_taken) for one in found] == [
            (
                planning.Part.MORNING,
                (
                    rota.span("2024-08-07T09:00", "2024-08-07T10:00"),
                    rota.span("2024-08-07T11:00", "2024-08-07T13:00"),
                ),
                False,
            ),
            (planning.Part.AFTERNOON, (rota.span("2024-08-07T13:00", "2024-08-07T17:30"),), False),
        ]

    def test_offers_a_summer_closing_and_says_so(self):
        found = gaps.free_halves(hours=SUMMER, slots=(), span=LAST_DAY)

        assert [one.if_taken for one in found] == [True, True]

    @pytest.mark.parametrize("desk", [hours.DEFAULT, SUMMER])
    def test_does_not_offer_what_is_held_or_ignored(self, desk):
        slots = (rota.slot("2024-08-05T09:00", "2024-08-05T13:00"),)
        ignored = (rota.span("2024-08-05T13:00", "2024-08-05T18:00"),)

        assert gaps.free_halves(hours=desk, slots=slots, ignored=ignored, span=LAST_DAY) == ()

    def test_mixes_sure_hours_and_others_as_sure(self):
        desk = hours.DEFAULT.with_exceptions(
            [
                hours.Exceptional(
                    kind=hours.Opening.IF_TAKEN, span=rota.span("2024-08-05T10:00", "2024-08-05T18:00")
                )
            ]
        )

        morning, afternoon = gaps.free_halves(hours=desk, slots=(), span=LAST_DAY)

        assert morning.spans == (rota.span("2024-08-05T09:00", "2024-08-05T13:00"),)
        assert (morning.if_taken, afternoon.if_taken) == (False, True)

    def test_leaves_out_what_is_over(self):
        found = gaps.free_halves(
            hours=hours.DEFAULT, slots=(), span=rota.span("2024-08-05T13:00", "2024-08-06T00:00")
        )

        assert [one.half.part for one in found] == [planning.Part.AFTERNOON]
