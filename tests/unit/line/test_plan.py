"""The writes that bring a number to what it must be: their order, how few they are, and what is refused.

That they are safe at each step is judged by the sandbox's own routing in `tests/contracts/line`.
"""

import dataclasses
import datetime as dt
import itertools
import random

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import hours, interval, public_number
from deskbot.line import after, arming, chain, observed, plan, tolls, writes
from deskbot.line import assumptions as assumed
from deskbot.line import wanted as wanted_module
from deskbot.people import phone
from tests.unit.line import office

NOW = office.at("2024-09-10 10:00")
PEOPLE = tuple(f"+3363998010{digit}" for digit in range(6))
LEASE = "deskbot lease"


def goal(*numbers: str, ring_s: int = 24, voicemail: str = office.VOICEMAIL) -> wanted_module.Wanted:
    """Return what is wanted of a number that cannot be armed: these numbers, one after the other."""
    steps = tuple(chain.Step(number=number, ring_s=ring_s) for number in numbers)
    return wanted_module.Wanted(
        chain=chain.Chain(steps=steps, voicemail=voicemail, longest_wait_s=180),
        timetable=None,
        not_armable=arming.NotArmable.NO_CATEGORY,
        withheld=(),
        blocked=frozenset(),
        most_waiting=10,
    )


def between(
    line: observed.Observed,
    wanted: wanted_module.Wanted,
    *,
    kind: public_number.Kind = public_number.Kind.EASY_HUNTING,
    allowed: tolls.Tolls = tolls.AS_USUAL,
) -> plan.Plan:
    number = public_number.PublicNumber(number=office.OWN, kind=kind)
    return plan.between(line=line, wanted=wanted, number=number, now=NOW, allowed=allowed)


def ringing(*numbers: str) -> observed.HuntGroup:
    found = office.hunt_group(
        *(
            office.agent(str(place), number, status="available", ring_s=24)
            for place, number in enumerate(numbers, start=1)
        )
    )
    return found


TURN = office.slot("2024-09-10 09:00", "2024-09-10 12:00")
AFTERNOON = office.slot("2024-09-10 12:00", "2024-09-10 17:30", who=office.TOM)
DAY = office.Office(slots=(TURN, AFTERNOON))


class TestOrder:
    def test_arms_a_new_number_then_writes_who_rings(self):
        found = DAY.plan(office.hunt_group(), now=NOW)

        assert office.names(found) == [
            "SetService",
            "SetQueue",
            "AddClosing",
            "AddSpan",
            "SetTimes",
            "SetAgent",
        ]
        assert [type(one.write) for one in found.routing] == [writes.SetAgent]
        assert found.tidying == ()

    def test_arms_the_next_turn_before_its_number_and_drops_the_last_one_after(self):
        line = DAY.keep(office.hunt_group(), now=NOW)

        found = DAY.plan(line, now=office.at("2024-09-10 12:00"))

        assert office.names(found) == ["AddClosing", "SetAgent", "RemoveEvent"]
        added, removed = found.arming[0].write, found.tidying[0].write
        assert added.purpose is writes.Purpose.LEASE
        assert added.span.start == office.at("2024-09-10 17:30")
        assert "20240910T100000" in removed.key

    def test_says_where_callers_end_before_anything_else(self):
        desk = dataclasses.replace(office.DESK, voicemail_number=office.OTHER_VOICEMAIL)
        line = DAY.keep(office.hunt_group(), now=NOW)

        found = dataclasses.replace(DAY, desk=desk).plan(line, now=NOW)

        assert office.names(found) == ["SetService", "SetQueue", "SetTimes", "SetAgent"]

    def test_closes_before_it_opens(self):
        line = DAY.keep(office.hunt_group(), now=NOW)
        lunch = interval.Interval(start=office.at("2024-09-10 18:30"), end=office.at("2024-09-10 19:00"))
        open_late = hours.Exceptional(
            kind=hours.Opening.OPEN,
            span=interval.Interval(start=office.at("2024-09-10 17:30"), end=office.at("2024-09-10 20:00")),
        )
        but = hours.Exceptional(kind=hours.Opening.CLOSED, span=lunch)
        opening = dataclasses.replace(hours.DEFAULT, exceptions=(open_late, but))
        desk = dataclasses.replace(office.DESK, hours=opening)

        found = dataclasses.replace(DAY, desk=desk).plan(line, now=NOW)

        assert office.names(found) == ["AddClosing", "AddSpan", "RemoveSpan"]

    def test_parks_a_number_before_it_moves(self):
        found = between(ringing(*PEOPLE[:2]), goal(PEOPLE[1], PEOPLE[0])).routing

        assert [(one.write.key, one.write.status.value) for one in found] == [
            ("1", "loggedOut"),
            ("2", "loggedOut"),
            ("1", "available"),
            ("2", "available"),
        ]

    def test_takes_foreign_events_away_from_the_last_one_on(self):
        events = (
            office.event("a", "2024-09-09 08:00", "2024-09-12 08:00"),
            office.event("b", "2024-09-10 08:00", "2024-09-12 08:00", category="scheduler3"),
        )
        line = dataclasses.replace(
            DAY.keep(office.hunt_group(), now=NOW),
        )
        line = dataclasses.replace(
            line, times=dataclasses.replace(line.times, events=(*events, *line.times.events))
        )

        found = DAY.plan(line, now=NOW)

        assert [one.write.key for one in found.tidying] == ["b", "a"]

    def test_clears_a_calendar_before_it_counts(self):
        events = (office.event("b", "2024-09-10 08:00", "2024-09-12 08:00", category="scheduler3"),)

        found = DAY.plan(office.hunt_group(calendar=office.times(events=events)), now=NOW)

        assert [type(one.write) for one in found.arming][-2:] == [writes.RemoveEvent, writes.SetTimes]

    def test_switches_a_calendar_off_that_cannot_be_armed_once_the_numbers_are_written(self):
        line = office.hunt_group(calendar=office.times(enabled=True))

        found = between(line, goal(PEOPLE[0]))

        assert office.names(found) == ["SetAgent", "SetTimes"]
        assert not found.tidying[0].write.enabled
        assert found.not_armable is arming.NotArmable.NO_CATEGORY


class TestLeast:
    @pytest.mark.parametrize(
        "later",
        ["2024-10-25 10:01", "2024-10-25 11:00", "2024-10-26 10:00", "2024-10-27 02:30", "2024-10-28 10:00"],
    )
    def test_is_nothing_within_a_turn_across_a_change_of_summer_time(self, later):
        turns = office.Office(slots=(office.slot("2024-10-25 09:00", "2024-11-08 17:30"),))
        line = turns.keep(office.hunt_group(), now=office.at("2024-10-25 10:00"))

        found = turns.plan(line, now=office.at(later))

        is_night = later.startswith(("2024-10-26", "2024-10-27"))
        assert office.names(found) == (["SetAgent"] if is_night else [])

    def test_writes_only_who_rings_each_morning_and_evening_of_a_turn(self):
        turns = office.Office(slots=(office.slot("2024-09-09 09:00", "2024-09-20 17:30"),))
        line = turns.keep(office.hunt_group(), now=office.at("2024-09-09 10:00"))

        for day, clock in itertools.product(range(9, 21), ("09:00", "17:30")):
            moment = office.at(f"2024-09-{day:02} {clock}")
            found = turns.plan(line, now=moment)
            line = turns.keep(line, now=moment)
            assert len(found.writes) <= 1, (moment, found)
            assert office.names(found) in ([], ["SetAgent"])

    def test_arms_a_closure_that_runs_once_and_not_each_morning(self):
        closure = hours.Closure(first=dt.date(2024, 9, 9), last=dt.date(2024, 9, 27))
        desk = dataclasses.replace(office.DESK, hours=hours.OpeningHours(closures=(closure,)))
        house = office.Office(desk=desk)
        line = house.keep(office.hunt_group(), now=office.at("2024-09-06 10:00"))

        for day, clock in itertools.product(range(7, 28), ("00:00", "08:00", "09:00", "12:00", "17:30")):
            moment = office.at(f"2024-09-{day:02} {clock}")
            found = house.plan(line, now=moment)
            line = house.keep(line, now=moment)
            assert not [one for one in found.planned if one.why is plan.Why.HOUSE_IS_CLOSED], moment
            assert all(isinstance(one, writes.SetAgent) for one in found.writes)

    def test_writes_a_turn_a_day_as_one_event_more_and_one_less(self):
        days = (9, 10, 11, 12, 13)
        turns = office.Office(
            slots=tuple(office.slot(f"2024-09-{day:02} 09:00", f"2024-09-{day:02} 17:30") for day in days)
        )
        line = turns.keep(office.hunt_group(), now=office.at("2024-09-06 20:00"))
        line = turns.keep(line, now=office.at("2024-09-09 09:00"))
        line = turns.keep(line, now=office.at("2024-09-09 17:30"))

        for day in days[1:]:
            morning, evening = (office.at(f"2024-09-{day:02} {clock}") for clock in ("09:00", "17:30"))
            assert office.names(turns.plan(line, now=morning)) == ["AddClosing", "SetAgent", "RemoveEvent"]
            line = turns.keep(line, now=morning)
            assert office.names(turns.plan(line, now=evening)) == ["SetAgent"]
            line = turns.keep(line, now=evening)

    @pytest.mark.parametrize("start", ["2024-10-26 12:00", "2024-03-30 12:00", "2024-09-10 12:00"])
    def test_leaves_a_lease_though_summer_time_changes_before_it_ends(self, start):
        end = office.at(start) + arming.LEASE_CLOSED_FOR
        # As the operator writes it: an offset for each edge.
        lease = observed.Event(
            key="deskbot-lease",
            category=observed.Category.HOLIDAYS,
            start=dt.datetime.fromisoformat(office.at(start).isoformat()),
            end=dt.datetime.fromisoformat(end.isoformat()),
            title=LEASE,
        )
        night = office.at(start) + dt.timedelta(hours=10)
        line = office.Office().keep(office.hunt_group(), now=night)
        line = dataclasses.replace(
            line, times=dataclasses.replace(line.times, events=(*line.times.events, lease))
        )

        assert office.Office().plan(line, now=night).is_empty

    def test_gives_the_closings_of_two_categories_two_names(self):
        line = office.Office().keep(office.hunt_group(), now=NOW)
        known = assumed.Assumptions(holidays_send_to_unavailable=False)

        found = office.Office(known=known).plan(line, now=NOW)

        added = {one.key for one in found.writes if isinstance(one, writes.AddClosing)}
        assert added
        assert not added & {one.key for one in line.times.events}

    def test_takes_a_past_closing_away_a_day_later_and_nobody_elses(self):
        ours = office.event("deskbot-old", "2024-09-05 09:00", "2024-09-08 10:00", title="deskbot closing")
        theirs = office.event("old", "2024-09-05 09:00", "2024-09-08 10:00")
        line = office.Office().keep(office.hunt_group(), now=NOW)
        line = dataclasses.replace(
            line, times=dataclasses.replace(line.times, events=(ours, theirs, *line.times.events))
        )

        assert [one.key for one in office.Office().plan(line, now=NOW).writes] == ["deskbot-old"]

    def test_stops_ringing_a_number_twice(self):
        found = between(ringing(PEOPLE[0], PEOPLE[0]), goal(PEOPLE[0]))

        assert [(one.key, one.status.value) for one in found.writes if hasattr(one, "status")] == [
            ("2", "loggedOut")
        ]

    @hypothesis.settings(max_examples=150)
    @hypothesis.given(st.integers(0, 10**9))
    def test_writes_an_agent_twice_at_most_and_nothing_in_vain(self, seed):
        pick = random.Random(seed)
        left = pick.sample(PEOPLE, k=6)
        line = office.hunt_group(
            *(
                office.agent(
                    str(place),
                    left[place],
                    status=pick.choice(["available", "loggedOut", "onBreak"]),
                    ring_s=pick.choice([9, 24]),
                )
                for place in range(1, 5)
            )
        )
        wanted = goal(*pick.sample(PEOPLE, k=pick.randrange(5)), ring_s=pick.choice([9, 24]))

        found = between(line, wanted)

        keys = [one.key for one in found.writes if isinstance(one, writes.SetAgent)]
        assert all(keys.count(key) <= 2 for key in keys)
        states: list[observed.Observed] = [line]
        for write in found.writes:
            states.append(after.written(states[-1], write))
        assert all(earlier != later for earlier, later in itertools.pairwise(states))
        assert between(states[-1], wanted).is_empty
        assert {one.number for one in states[-1].agents} <= {office.VOICEMAIL, *PEOPLE}


class TestScreen:
    def test_refuses_the_callers_listed_and_lets_the_others_through(self):
        line = office.hunt_group()
        blocked = observed.Blocked(key="7", number="+33199000007")
        screen = observed.Screen(status=observed.ScreenStatus.ONLY_THE_LISTED, listed=(blocked,))
        line = dataclasses.replace(line, screen=screen)

        found = between(line, dataclasses.replace(goal(), blocked=frozenset({"+33199000001"})))

        # Whom somebody of the house refused by hand stays refused.
        assert [type(one.write).__name__ for one in found.tidying] == ["BlockCaller", "SetScreen"]
        assert found.tidying[-1].write.status is observed.ScreenStatus.NOT_THE_LISTED

    def test_takes_away_whom_deskbot_refused_and_does_no_more(self):
        blocked = observed.Blocked(key="7", number="+33199000007")
        screen = observed.Screen(status=observed.ScreenStatus.NOT_THE_LISTED, listed=(blocked,))
        line = dataclasses.replace(office.hunt_group(), screen=screen)

        found = between(line, dataclasses.replace(goal(), unblocked=frozenset({"+33199000007"})))

        assert [type(one.write).__name__ for one in found.tidying] == ["UnblockCaller"]

    def test_lets_everybody_through_where_nobody_is_listed(self):
        screen = observed.Screen(status=observed.ScreenStatus.ONLY_THE_LISTED, listed=())

        found = between(dataclasses.replace(office.hunt_group(), screen=screen), goal())

        assert found.tidying[-1].write.status is observed.ScreenStatus.EVERYBODY


class TestRefusals:
    def test_more_numbers_than_agents(self):
        with pytest.raises(plan.NotEnoughAgents):
            between(ringing(PEOPLE[0]), goal(*PEOPLE[:2]))

    @pytest.mark.parametrize("number", ["+33899000000", "+41221234567", "+881612345678", office.OWN])
    def test_a_number_to_which_calls_may_not_be_sent(self, number):
        with pytest.raises(plan.NumberNotAllowed) as refused:
            between(ringing(*PEOPLE[:2]), goal(PEOPLE[0], number))

        assert number not in str(refused.value)

    def test_not_a_country_that_the_house_allows(self):
        allowed = tolls.Tolls(allowed=phone.Allowed(countries=frozenset({"FR", "CH"})))

        assert not between(ringing(*PEOPLE[:2]), goal("+41221234567"), allowed=allowed).is_empty

    @pytest.mark.parametrize("voicemail", ["", office.OWN])
    def test_a_voicemail_that_is_none(self, voicemail):
        with pytest.raises(plan.NobodyReachable):
            between(ringing(*PEOPLE[:2]), goal(PEOPLE[0], voicemail=voicemail))

    def test_not_a_line_whose_voicemail_is_its_own(self):
        off = observed.Forward(active=False, to=None)
        line = observed.SipLine(unconditional=off, no_reply=off, no_reply_delay=20, busy=off, unreachable=off)
        wanted = goal(office.OWN, voicemail=office.OWN)

        found = between(line, wanted, kind=public_number.Kind.LINE)

        assert office.names(found) == ["SetForwards"]

    @pytest.mark.parametrize("steps", [(office.OWN,), (PEOPLE[0],)])
    def test_a_redirect_to_itself(self, steps):
        line = observed.Redirect(destination=PEOPLE[1])
        voicemail = office.VOICEMAIL if steps == (office.OWN,) else office.OWN

        with pytest.raises(plan.UnsafePlan):
            between(line, goal(*steps, voicemail=voicemail), kind=public_number.Kind.REDIRECT)

    def test_much_that_somebody_else_set_until_an_admin_agrees(self):
        events = tuple(
            office.event(str(day), f"2024-09-{day} 08:00", f"2024-09-{day} 18:00", category="scheduler2")
            for day in range(11, 19)
        )
        line = office.hunt_group(calendar=office.times(enabled=True, events=events))
        wanted = DAY.wanted(NOW)

        with pytest.raises(plan.TooManyChanges):
            plan.between(line=line, wanted=wanted, number=office.NUMBER, now=NOW)

        assert plan.between(line=line, wanted=wanted, number=office.NUMBER, now=NOW, accepted=True).arming

    def test_no_closing_to_come_that_somebody_of_the_house_set(self):
        events = (office.event("1", "2024-12-24 08:00", "2024-12-26 18:00"),)
        line = office.hunt_group(calendar=office.times(enabled=True, events=events))

        found = plan.between(line=line, wanted=DAY.wanted(NOW), number=office.NUMBER, now=NOW)

        assert not any(isinstance(one, writes.RemoveEvent) for one in found.writes)

    def test_not_a_new_week_of_its_own(self):
        spans = tuple(
            observed.WeeklySpan(
                key=str(key),
                weekday=key % 7,
                start=dt.time(10 + key // 7),
                end=dt.time(10 + key // 7, 30),
                policy=observed.Policy.AVAILABLE,
            )
            for key in range(14)
        )
        line = DAY.keep(office.hunt_group(), now=NOW)
        armed = dataclasses.replace(line, times=dataclasses.replace(line.times, spans=spans))

        assert plan.between(line=armed, wanted=DAY.wanted(NOW), number=office.NUMBER, now=NOW).arming


class TestUnsafeState:
    def test_is_the_first_on_the_way_where_a_caller_is_lost(self):
        lost = writes.SetTimes(enabled=True, voicemail=office.VOICEMAIL)
        line = office.hunt_group(
            calendar=office.times(
                events=(office.event("x", "2024-09-10 08:00", "2024-09-12 08:00", category="scheduler3"),)
            )
        )
        unsafe = plan.Plan(arming=(plan.Planned(write=lost, why=plan.Why.OPENING_HOURS),))

        found = plan.unsafe_state(line, plan=unsafe, own_number=office.OWN, now=NOW, known=assumed.AS_ASSUMED)

        assert found is not None
        assert found.times.enabled

    def test_is_none_where_callers_were_lost_before_and_are_not_at_the_end(self):
        line = office.hunt_group()
        line = dataclasses.replace(
            line, queue=dataclasses.replace(line.queue, on_closure=observed.Action.NONE)
        )

        found = between(line, goal())

        assert (
            plan.unsafe_state(line, plan=found, own_number=office.OWN, now=NOW, known=assumed.AS_ASSUMED)
            is None
        )


class TestPlan:
    def test_does_not_show_numbers(self):
        assert PEOPLE[1] not in repr(between(ringing(PEOPLE[0]), goal(PEOPLE[1])))
