"""Five days a week, seven hours a day."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import gaps, hours, planning
from deskbot.reports import coverage
from tests.unit.desk import rota
from tests.unit.reports import months

MONDAY, FRIDAY = dt.date(2024, 8, 5), dt.date(2024, 8, 9)
LATER = rota.at("2024-12-01T09:00")
SUMMER = hours.OpeningHours(closures=(hours.Closure(first=MONDAY, last=FRIDAY, reason="été", if_taken=True),))


def week(*slots, first=MONDAY, now=LATER, **rest):
    (found,) = coverage.of_period(first, first, log=months.log(*slots, **rest), now=now).weeks
    return found


class TestOfPeriod:
    def test_keeps_the_promise_with_seven_hours_on_five_days(self):
        turns = [rota.slot(f"2024-08-0{day}T09:00", f"2024-08-0{day}T16:00") for day in range(5, 10)]

        found = week(*turns)

        assert found.verdict is coverage.Verdict.KEPT
        assert (found.days_open, found.days_kept) == (5, 5)
        assert (found.open_minutes, found.staffed_minutes) == (5 * 510, 5 * 420)

    def test_breaks_it_for_a_minute(self):
        turns = [rota.slot(f"2024-08-0{day}T09:00", f"2024-08-0{day}T16:00") for day in range(5, 9)]

        found = week(*turns, rota.slot("2024-08-09T09:00", "2024-08-09T15:59"))

        assert (found.verdict, found.days_kept) == (coverage.Verdict.BROKEN, 4)

    def test_asks_for_the_open_days_of_a_week_with_a_holiday(self):
        found = week(rota.slot("2024-08-12T09:00", "2024-08-16T17:30"), first=dt.date(2024, 8, 12))

        assert (found.days_open, found.promised_days, found.days_kept) == (4, 4, 4)
        assert found.verdict is coverage.Verdict.KEPT

    def test_asks_for_no_more_than_five_of_seven_open_days(self):
        every_day = hours.OpeningHours(weekly=(hours.OFFICE_WEEK[0],) * 7)

        found = week(rota.slot("2024-08-05T09:00", "2024-08-09T17:30"), opening=every_day)

        assert (found.days_open, found.promised_days) == (7, 5)
        assert found.verdict is coverage.Verdict.KEPT

    def test_cannot_be_kept_on_a_day_too_short(self):
        short = hours.OpeningHours(weekly=((hours.Span(start=dt.time(9), end=dt.time(15)),),) * 5 + ((),) * 2)

        found = week(rota.slot("2024-08-05T09:00", "2024-08-09T17:30"), opening=short)

        assert (found.verdict, found.days_open) == (coverage.Verdict.BROKEN, 5)

    def test_promises_nothing_in_a_summer_closing(self):
        found = week(rota.slot("2024-08-05T09:00", "2024-08-05T17:30"), opening=SUMMER)

        assert found.verdict is coverage.Verdict.CLOSED
        assert (found.days_kept, found.open_minutes, found.staffed_minutes) == (1, 510, 510)

    def test_waits_for_the_end_of_the_week(self):
        now = rota.at("2024-08-07T12:00")

        found = week(rota.slot("2024-08-05T09:00", "2024-08-09T17:30"), now=now)

        assert (found.is_partial, found.verdict) == (True, coverage.Verdict.PENDING)
        assert (found.days_kept, found.open_minutes) == (2, 2 * 510 + 180)

    @pytest.mark.parametrize(("now", "partial"), [("2024-08-09T17:29", True), ("2024-08-09T17:30", False)])
    def test_judges_the_week_once_its_last_opening_is_over(self, now, partial):
        assert week(now=rota.at(now)).is_partial is partial

    def test_gives_whole_weeks_and_the_minutes_of_the_period(self):
        turn = rota.slot("2024-07-29T09:00", "2024-08-02T17:30")

        found = coverage.of_period(months.AUGUST, dt.date(2024, 8, 2), log=months.log(turn), now=LATER)

        assert [one.staffed_minutes for one in found.weeks] == [5 * 510]
        assert (found.staffed_minutes, found.open_minutes) == (2 * 510, 2 * 510)
        assert found.staffed_share == 1

    def test_has_no_share_of_nothing(self):
        sunday = dt.date(2024, 8, 4)

        assert coverage.of_period(sunday, sunday, log=months.log(), now=LATER).staffed_share is None

    @rota.FEW
    @hypothesis.given(st.data(), st.sampled_from(rota.SUNDAYS_OF_CHANGE))
    def test_staffed_time_and_gaps_are_the_open_time(self, data, day):
        slots = data.draw(st.lists(rota.slots(day=day), max_size=4))
        log = months.log(*slots, opening=rota.NIGHT_AND_DAY)
        span = planning.whole_days(day, day, hours=log.hours)

        found = coverage.of_period(day, day, log=log, now=LATER)

        left = rota.minutes_of(gap.span for gap in gaps.gaps(hours=log.hours, slots=slots, span=span))
        assert found.staffed_minutes + len(left) == found.open_minutes
        assert found.open_minutes == len(rota.minutes_of(log.hours.spans_on(day)))
