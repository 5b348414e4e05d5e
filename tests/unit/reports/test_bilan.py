"""The month of a team."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import hours, planning, roster
from deskbot.reports import bilan, contribution
from tests.unit.desk import rota
from tests.unit.reports import months

OCTOBER, MARCH = dt.date(2024, 10, 1), dt.date(2024, 3, 1)


def august(*logs, now=months.SEPTEMBER_1ST):
    return bilan.of_month(months.AUGUST, logs=logs, now=now)


def minutes(found):
    return [(one.member, one.held_minutes, one.second_minutes) for one in found.members]


class TestOfMonth:
    def test_counts_open_hours_only(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-05T11:00")

        found = august(months.log(turn))

        two_days_and_two_hours = 2 * 510 + 120
        assert minutes(found) == [("lea", two_days_and_two_hours, 0)]

    def test_clips_a_turn_to_the_month(self):
        turn = rota.slot("2024-07-31T09:00", "2024-08-01T10:00")

        assert minutes(august(months.log(turn))) == [("lea", 60, 0)]

    def test_leaves_out_what_is_still_to_come(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-30T17:30")

        found = august(months.log(turn), now=rota.at("2024-08-01T09:45"))

        assert minutes(found) == [("lea", 45, 0)]
        assert not found.is_over

    def test_is_empty_before_the_month(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-30T17:30")

        found = august(months.log(turn), now=rota.at("2024-07-20T09:00"))

        assert (found.members, found.in_gaps) == ((), bilan.NO_CALLS)

    def test_counts_the_time_as_second_apart(self):
        first = rota.slot("2024-08-01T09:00", "2024-08-01T10:00")
        second = rota.slot("2024-08-01T09:30", "2024-08-01T12:00", member="tom", rank=roster.Rank.SECOND)

        assert minutes(august(months.log(first, second))) == [("lea", 60, 0), ("tom", 0, 150)]

    def test_adds_the_desks_up(self):
        standard = months.log(rota.slot("2024-08-01T09:00", "2024-08-01T10:00"))
        accounts = months.log(rota.slot("2024-08-02T09:00", "2024-08-02T09:30"), desk="compta")

        assert minutes(august(standard, accounts)) == [("lea", 90, 0)]

    def test_puts_each_call_in_the_turn_it_fell_in(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-02T12:00")
        calls = (
            months.answered("2024-08-01T09:00"),
            months.missed("2024-08-01T17:29"),
            months.voicemail("2024-08-02T10:00"),
            months.abandoned("2024-08-02T10:00"),
            months.blocked("2024-08-02T10:00"),
            months.voicemail("2024-08-01T20:00"),  # at night, inside the turn
            months.missed("2024-08-02T12:00"),  # the turn is over, the desk open
            months.missed("2024-07-31T12:00"),  # another month
        )

        found = august(months.log(turn, calls=calls))

        assert found.members[0].calls == bilan.CallCounts(answered=1, missed=1, voicemails=1)
        assert found.in_gaps == bilan.CallCounts(missed=1)
        assert found.while_closed == bilan.CallCounts(voicemails=1)

    def test_tells_the_difference_to_the_norm(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-01T13:30")

        (lea,) = august(months.log(turn)).members

        assert lea.beside_norm == contribution.Difference(side=contribution.Side.ABOVE, by_minutes=90)
        assert lea.claim_minutes == 180

    @pytest.mark.parametrize(("month", "minutes"), [(OCTOBER, 7 * 60), (MARCH, 5 * 60)])
    def test_counts_real_time_when_the_clocks_change(self, month, minutes):
        night = hours.OpeningHours(weekly=((hours.Span(start=dt.time(0), end=dt.time(6)),),) * 7)
        sunday = {10: "2024-10-27", 3: "2024-03-31"}[month.month]
        turn = rota.slot(f"{sunday}T00:00", f"{sunday}T06:00")

        found = bilan.of_month(month, logs=[months.log(turn, opening=night)], now=rota.at("2024-12-01T00:00"))

        assert found.held_minutes == minutes

    @rota.FEW
    @hypothesis.given(st.data(), st.sampled_from(rota.SUNDAYS_OF_CHANGE))
    def test_totals_are_the_sums_and_the_staffed_time(self, data, day):
        slots = data.draw(st.lists(rota.slots(day=day), max_size=5))
        log = months.log(*slots, opening=rota.NIGHT_AND_DAY)

        found = bilan.of_month(day, logs=[log], now=rota.at("2024-12-01T00:00"))

        first, last = planning.bounds_of_month(day)
        staffed = rota.minutes_of(slot.span for slot in slots if slot.rank is roster.Rank.FIRST)
        opened = rota.minutes_of(
            one for each in planning.days_between(first, last) for one in rota.NIGHT_AND_DAY.spans_on(each)
        )
        assert found.held_minutes == sum(one.held_minutes for one in found.members) == len(staffed & opened)
        assert found.second_minutes == sum(one.second_minutes for one in found.members)

    @rota.FEW
    @hypothesis.given(st.lists(st.integers(0, 31 * 24 * 60 - 1), max_size=20))
    def test_loses_no_call(self, places):
        start = rota.at("2024-08-01T00:00")
        moments = [start + dt.timedelta(minutes=place) for place in places]
        calls = [months.missed(f"{moment:%Y-%m-%dT%H:%M}") for moment in moments]
        turn = rota.slot("2024-08-05T09:00", "2024-08-20T12:00")

        found = august(months.log(turn, calls=calls))

        in_turns = sum(one.calls.total for one in found.members)
        assert in_turns + found.in_gaps.total + found.while_closed.total == len(calls)


class TestLinesToClaim:
    def test_gives_one_line_to_each_who_held_the_desk(self):
        first = rota.slot("2024-08-01T09:00", "2024-08-01T11:10")
        second = rota.slot("2024-08-01T09:00", "2024-08-01T12:00", member="tom", rank=roster.Rank.SECOND)

        lines = bilan.lines_to_claim(august(months.log(first, second)))

        assert lines == (contribution.Contribution(month=months.AUGUST, member="lea", minutes=120),)

    def test_adds_up_to_the_total_of_the_bilan(self):
        lea = rota.slot("2024-08-01T09:00", "2024-08-01T11:10")
        tom = rota.slot("2024-08-02T09:00", "2024-08-02T17:30", member="tom")

        found = august(months.log(lea, tom))

        assert found.claim_minutes == sum(one.minutes for one in bilan.lines_to_claim(found)) == 300
