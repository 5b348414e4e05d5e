"""What is armed at the operator for a house at a moment."""

import dataclasses
import datetime as dt

import pytest

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, profile, public_number, roster
from deskbot.line import arming, observed
from deskbot.line import assumptions as assumed
from tests.unit.line import office


def table(now: str, *slots: roster.Slot, desk: desk_module.Desk = office.DESK) -> arming.Timetable:
    made = office.Office(desk=desk, slots=slots)
    moment = office.at(now)
    answering = made.answering(moment)
    return arming.timetable(moment, desk=desk, answering=answering, category=observed.Category.HOLIDAYS)


def with_hours(opening: hours.OpeningHours) -> desk_module.Desk:
    return dataclasses.replace(office.DESK, hours=opening)


def exceptional(kind: hours.Opening, start: str, end: str) -> desk_module.Desk:
    span = interval.Interval(start=office.at(start), end=office.at(end))
    return with_hours(
        dataclasses.replace(hours.DEFAULT, exceptions=(hours.Exceptional(kind=kind, span=span),))
    )


def closed(found: arming.Timetable, *, until: str = "2024-12-01") -> list[tuple[str, str]]:
    limit = office.at(f"{until} 00:00")
    return [
        (f"{one.start:%m-%d %H:%M}", f"{one.end:%m-%d %H:%M}") for one in found.closings if one.start < limit
    ]


IF_TAKEN = with_hours(
    hours.OpeningHours(
        closures=(hours.Closure(first=dt.date(2024, 9, 9), last=dt.date(2024, 9, 13), if_taken=True),)
    )
)
NOON = dt.time(12)


class TestTimetable:
    def test_opens_the_week_as_the_house_does_and_closes_its_public_holidays(self):
        found = table("2024-09-10 10:00")

        assert found.spans == tuple(
            arming.Span(weekday=day, start=dt.time(9), end=dt.time(17, 30)) for day in range(5)
        )
        assert closed(found) == [("11-01 09:00", "11-01 17:30"), ("11-11 09:00", "11-11 17:30")]
        assert (found.lease_end, found.lease) == (None, None)

    def test_closes_from_the_end_of_the_turn_on(self):
        found = table("2024-09-10 10:00", office.slot("2024-09-10 09:00", "2024-09-10 12:00"))

        assert found.lease_end == office.at("2024-09-10 12:00")
        assert found.closed[-1].end > office.at("2025-09-10 12:00")

    def test_closes_from_the_end_of_the_shorter_of_two_turns_on(self):
        second = office.slot("2024-09-10 09:00", "2024-09-10 11:00", who=office.TOM, rank=roster.Rank.SECOND)

        found = table("2024-09-10 10:00", office.slot("2024-09-10 09:00", "2024-09-10 17:30"), second)

        assert found.lease_end == office.at("2024-09-10 11:00")

    def test_arms_the_same_end_in_the_night_of_a_turn_as_in_its_day(self):
        turn = office.slot("2024-09-09 09:00", "2024-09-12 17:30")
        second = office.slot("2024-09-09 09:00", "2024-09-11 17:30", who=office.TOM, rank=roster.Rank.SECOND)

        assert table("2024-09-10 22:00", turn, second) == table("2024-09-10 10:00", turn, second)

    def test_leaves_the_lease_that_is_armed_once_nobody_rings_and_no_turn_runs(self):
        turn = office.slot("2024-09-10 09:00", "2024-09-10 17:30")

        assert table("2024-09-10 17:30", turn).leaves_lease
        assert table("2024-09-11 08:59", turn).leaves_lease
        assert not table("2024-09-11 09:00", turn).leaves_lease

    def test_has_no_lease_where_the_fallback_rings(self):
        found = table("2024-09-11 10:00")

        assert (found.lease_end, found.leaves_lease) == (None, False)

    def test_arms_the_lunch_break_as_two_spans(self):
        found = table("2024-09-10 10:00", desk=with_hours(office.LUNCH))

        tuesday = [(one.start, one.end) for one in found.spans if one.weekday == 1]
        assert tuesday == [(dt.time(9), NOON), (dt.time(14), dt.time(17, 30))]

    def test_opens_a_saturday_of_this_week_and_closes_the_next_ones(self):
        desk = exceptional(hours.Opening.OPEN, "2024-09-14 10:00", "2024-09-14 12:00")

        found = table("2024-09-10 10:00", desk=desk)

        saturdays = [one for one in found.spans if one.weekday == 5]
        assert saturdays == [arming.Span(weekday=5, start=dt.time(10), end=NOON)]
        assert closed(found, until="2024-10-01") == [
            ("09-21 10:00", "09-21 12:00"),
            ("09-28 10:00", "09-28 12:00"),
        ]

    def test_does_not_open_a_saturday_of_another_week_yet(self):
        desk = exceptional(hours.Opening.OPEN, "2024-09-21 10:00", "2024-09-21 12:00")

        assert all(one.weekday != 5 for one in table("2024-09-10 10:00", desk=desk).spans)

    def test_widens_a_day_that_opens_later_by_exception(self):
        desk = exceptional(hours.Opening.OPEN, "2024-09-11 17:30", "2024-09-11 20:00")

        found = table("2024-09-10 10:00", desk=desk)

        assert [one.end for one in found.spans if one.weekday == 2] == [dt.time(20)]
        assert closed(found, until="2024-09-20") == [("09-18 17:30", "09-18 20:00")]

    def test_closes_an_afternoon_that_a_sentence_closed(self):
        desk = exceptional(hours.Opening.CLOSED, "2024-09-11 14:00", "2024-09-11 18:00")

        found = closed(table("2024-09-10 10:00", desk=desk), until="2024-10-01")

        assert found == [("09-11 14:00", "09-11 17:30")]

    def test_closes_days_in_a_row_as_one_with_the_half_days_around(self):
        desk = exceptional(hours.Opening.CLOSED, "2024-09-11 14:00", "2024-09-16 11:00")

        found = closed(table("2024-09-10 10:00", desk=desk), until="2024-10-01")

        assert found == [("09-11 14:00", "09-16 11:00")]

    def test_keeps_open_for_a_turn_what_is_open_only_if_taken(self):
        found = table("2024-09-10 10:00", office.slot("2024-09-10 09:00", "2024-09-11 17:30"), desk=IF_TAKEN)

        assert closed(found, until="2024-10-01") == [("09-12 09:00", "09-13 17:30")]

    def test_closes_what_is_open_only_if_taken_where_nobody_took_it(self):
        found = table("2024-09-10 10:00", desk=IF_TAKEN)

        assert closed(found, until="2024-10-01") == [("09-09 09:00", "09-13 17:30")]

    def test_arms_the_closings_after_a_lease_too_so_that_they_need_not_be_written_each_day(self):
        turn = office.slot("2024-09-10 09:00", "2024-09-10 12:00")

        assert table("2024-09-10 10:00", turn).closings == table("2024-09-10 10:00").closings

    @pytest.mark.parametrize("day", ["2024-10-25", "2024-10-28", "2024-03-29", "2024-04-02"])
    def test_says_the_same_hours_on_both_sides_of_a_change_of_summer_time(self, day):
        found = table(f"{day} 10:00", office.slot(f"{day} 09:00", f"{day} 17:30"))

        assert {(one.start, one.end) for one in found.spans} == {(dt.time(9), dt.time(17, 30))}
        assert f"{found.lease_end:%H:%M}" == "17:30"

    def test_ends_with_the_profile_that_rings_somebody(self):
        found = table("2024-09-10 12:30", desk=profiled("2024-09-10 12:00", "2024-09-10 14:00"))

        assert found.lease_end == office.at("2024-09-10 14:00")

    def test_ends_with_the_turn_where_only_a_turn_opens_the_desk_whatever_profile_rings(self):
        desk = dataclasses.replace(profiled("2024-09-10 11:00", "2024-09-10 14:00"), hours=IF_TAKEN.hours)

        found = table("2024-09-10 11:30", office.slot("2024-09-10 09:00", "2024-09-10 12:00"), desk=desk)

        assert found.lease_end == office.at("2024-09-10 12:00")

    def test_does_not_open_what_is_open_only_if_taken_to_a_profile(self):
        span = interval.Interval(start=office.at("2024-09-10 14:00"), end=office.at("2024-09-10 17:30"))
        left = hours.Exceptional(kind=hours.Opening.IF_TAKEN, span=span)
        desk = dataclasses.replace(
            profiled("2024-09-10 11:00", "2024-09-10 17:00"),
            hours=dataclasses.replace(hours.DEFAULT, exceptions=(left,)),
        )

        found = table("2024-09-10 11:30", desk=desk)

        assert closed(found, until="2024-10-01") == [("09-10 14:00", "09-10 17:30")]


def profiled(start: str, end: str) -> desk_module.Desk:
    held = profile.InForce(
        key="1",
        desk="standard",
        profile="dejeuner",
        span=interval.Interval(start=office.at(start), end=office.at(end)),
        by="admin",
    )
    way = profile.Profile(name="dejeuner", title="déjeuner", rings=(office.RECEPTION,))
    return dataclasses.replace(office.DESK, profiles=(way,), in_force=(held,))


class TestOpens:
    @pytest.mark.parametrize(
        ("start", "until", "opens"),
        [
            ("2024-09-10 12:00", "2024-09-10 14:00", False),
            ("2024-09-10 11:59", "2024-09-10 14:00", True),
            ("2024-09-10 12:00", "2024-09-10 14:01", True),
            ("2024-09-13 17:30", "2024-09-16 09:00", False),
            ("2024-09-13 17:30", "2024-09-30 09:00", True),
        ],
    )
    def test_says_whether_the_week_is_open_in_between(self, start, until, opens):
        found = table("2024-09-10 10:00", desk=with_hours(office.LUNCH))

        assert found.opens(office.at(start), until=office.at(until)) is opens


class TestWhyNot:
    @pytest.mark.parametrize("kind", [public_number.Kind.LINE, public_number.Kind.REDIRECT])
    def test_is_the_kind_of_what_has_no_calendar(self, kind):
        found = arming.why_not(kind, known=assumed.AS_ASSUMED, shares_voicemail=False)

        assert found is arming.NotArmable.KIND

    def test_is_the_category_where_no_event_closes(self):
        known = assumed.Assumptions(holidays_send_to_unavailable=False, schedulers_send_to_slots=False)

        found = arming.why_not(public_number.Kind.EASY_HUNTING, known=known, shares_voicemail=False)

        assert found is arming.NotArmable.NO_CATEGORY

    @pytest.mark.parametrize(("shares", "why"), [(True, arming.NotArmable.SHARED_CALENDAR), (False, None)])
    def test_is_the_calendar_that_other_numbers_share(self, shares, why):
        known = assumed.Assumptions(scheduler_is_the_numbers=False)

        found = arming.why_not(public_number.Kind.EASY_HUNTING, known=known, shares_voicemail=shares)

        assert found is why


class TestCategoryOf:
    @pytest.mark.parametrize(
        ("holidays", "schedulers", "category"),
        [
            (True, True, observed.Category.HOLIDAYS),
            (True, False, observed.Category.HOLIDAYS),
            (False, True, observed.Category.SCHEDULER1),
            (False, False, None),
        ],
    )
    def test_is_one_that_closes(self, holidays, schedulers, category):
        known = assumed.Assumptions(
            holidays_send_to_unavailable=holidays, schedulers_send_to_slots=schedulers
        )

        assert arming.category_of(known) is category
