"""Who rings now, and when that may change."""

import dataclasses
import datetime as dt
import zoneinfo

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, resolver, roster
from deskbot.people import member

PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def person(name: str, number: str | None, *, proved: bool = True, rings: int = 4) -> member.Member:
    return member.Member(username=name, name=name.title(), number=number, proved=proved, rings=rings)


LEA = person("lea", "+33639980101")
TOM = person("tom", "+33639980102", rings=3)
INES = person("ines", None)
OLGA = person("olga", "+33639980106", proved=False)
OFFICE = person("bureau", "+33353010150", rings=2)
TEAM = member.Team(members={one.username: one for one in (LEA, TOM, INES, OLGA, OFFICE)})

ALWAYS = ((hours.Span(start=dt.time(0), end=dt.time(23, 59)),),) * 7


def desk(
    *, second=TOM, fallback=(OFFICE,), weekly=hours.OFFICE_WEEK, closures=(), exceptions=()
) -> desk_module.Desk:
    return desk_module.Desk(
        key="standard",
        title="le standard",
        public_number="+33353010100",
        voicemail_number="+33353010199",
        channel="standard",
        hours=hours.OpeningHours(weekly=weekly, closures=closures, exceptions=exceptions),
        second=second,
        fallback=tuple(fallback),
    )


def slot(
    member_name: str, starts: str, ends: str, *, rings: int = 4, rank: roster.Rank = roster.Rank.FIRST
) -> roster.Slot:
    return roster.Slot(
        key=f"{member_name}-{starts}",
        desk="standard",
        member=member_name,
        starts=dt.datetime.fromisoformat(starts),
        ends=dt.datetime.fromisoformat(ends),
        zone="Europe/Paris",
        rings=rings,
        rank=rank,
    )


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def ringing(answering: resolver.Answering) -> list[tuple[str, int]]:
    return [(one.who.username, one.rings) for one in answering.ringing]


TURN = slot("lea", "2024-08-01T09:00", "2024-08-15T17:30", rings=2)
ZOE = person("zoe", "+33639980104")
WIDE = member.Team(members={**TEAM.members, "zoe": ZOE, "twin": person("twin", LEA.number)})
SUMMER = hours.Closure(first=dt.date(2024, 8, 1), last=dt.date(2024, 8, 31), if_taken=True)


def second_turn(name: str, *, rings: int = 3) -> roster.Slot:
    return slot(name, "2024-08-01T09:00", "2024-08-01T17:30", rings=rings, rank=roster.Rank.SECOND)


def answering_on_the_first(
    *slots: roster.Slot, team: member.Team = WIDE, of: desk_module.Desk | None = None
) -> resolver.Answering:
    """Return who rings on 1 August at 10:00."""
    return resolver.who_rings(at("2024-08-01T10:00"), desk=of or desk(), slots=slots, team=team)


class TestWhoRings:
    @pytest.mark.parametrize(
        ("moment", "reason", "who"),
        [
            ("2024-08-01T08:59:59", "closed", []),
            ("2024-08-01T09:00", "on_duty", [("lea", 2), ("tom", 3)]),
            ("2024-08-01T17:29:59", "on_duty", [("lea", 2), ("tom", 3)]),
            ("2024-08-01T17:30", "closed", []),
            ("2024-08-02T00:00", "closed", []),
            ("2024-08-03T10:00", "closed", []),
            ("2024-08-15T10:00", "closed", []),
            ("2024-08-16T10:00", "fallback", [("bureau", 2)]),
            ("2024-07-31T10:00", "fallback", [("bureau", 2)]),
        ],
    )
    def test_follows_the_hours_and_the_turn(self, moment, reason, who):
        answering = resolver.who_rings(at(moment), desk=desk(), slots=[TURN], team=TEAM)

        assert (answering.reason.value, ringing(answering)) == (reason, who)

    @pytest.mark.parametrize(
        ("moment", "who"),
        [
            # 2:00 to 3:00 does not exist: the turn that ends at 3:00 ends when the clock jumps.
            ("2024-03-31T00:59:59+00:00", "lea"),
            ("2024-03-31T01:00:00+00:00", "tom"),
            # 2:00 to 3:00 exists twice: the turn that ends at 3:00 has both hours.
            ("2024-10-27T00:30:00+00:00", "lea"),
            ("2024-10-27T01:30:00+00:00", "lea"),
            ("2024-10-27T02:00:00+00:00", "tom"),
        ],
    )
    @pytest.mark.parametrize("zone", [PARIS, dt.UTC])
    def test_holds_through_both_nights_of_the_year(self, moment, who, zone):
        slots = [
            slot("lea", f"{moment[:10]}T00:00", f"{moment[:10]}T03:00"),
            slot("tom", f"{moment[:10]}T03:00", f"{moment[:10]}T08:00"),
        ]

        moment_there = dt.datetime.fromisoformat(moment).astimezone(zone)
        answering = resolver.who_rings(
            moment_there, desk=desk(second=None, weekly=ALWAYS), slots=slots, team=TEAM
        )

        assert answering.holder == who
        assert ringing(answering)[0][0] == who

    def test_changes_at_midnight_when_the_turns_do(self):
        slots = [
            slot("lea", "2024-08-01T00:00", "2024-08-02T00:00"),
            slot("tom", "2024-08-02T00:00", "2024-08-03T00:00"),
        ]
        open_desk = desk(second=None, weekly=ALWAYS)

        before = resolver.who_rings(at("2024-08-01T23:58:59"), desk=open_desk, slots=slots, team=TEAM)
        after = resolver.who_rings(at("2024-08-02T00:00"), desk=open_desk, slots=slots, team=TEAM)

        assert (before.holder, after.holder) == ("lea", "tom")

    @pytest.mark.parametrize("lost", ["ines", "olga", "gone"])
    def test_falls_back_when_the_member_cannot_be_rung_any_more(self, lost):
        turn = slot(lost, "2024-08-01T09:00", "2024-08-02T17:30")

        answering = resolver.who_rings(at("2024-08-01T10:00"), desk=desk(), slots=[turn], team=TEAM)

        assert answering.reason is resolver.Reason.FALLBACK
        assert answering.holder == lost
        assert ringing(answering) == [("bureau", 2)]

    def test_says_whose_turn_runs_while_the_desk_is_closed(self):
        answering = resolver.who_rings(at("2024-08-02T20:00"), desk=desk(), slots=[TURN], team=TEAM)

        assert answering == resolver.Answering(
            reason=resolver.Reason.CLOSED, ringing=(), holder="lea", ends=TURN.span.end
        )

    @pytest.mark.parametrize("second", [LEA, person("lea2", LEA.number), INES, OLGA, None])
    def test_rings_nobody_twice_and_nobody_without_a_number(self, second):
        answering = resolver.who_rings(
            at("2024-08-01T10:00"), desk=desk(second=second), slots=[TURN], team=TEAM
        )

        assert ringing(answering) == [("lea", 2)]

    def test_rings_each_fallback_once(self):
        twice = desk(fallback=(OFFICE, INES, TOM, OFFICE, person("accueil", OFFICE.number)))

        answering = resolver.who_rings(at("2024-08-20T10:00"), desk=twice, slots=[], team=TEAM)

        assert ringing(answering) == [("bureau", 2), ("tom", 3)]

    def test_rings_nobody_when_there_is_nobody(self):
        answering = resolver.who_rings(at("2024-08-20T10:00"), desk=desk(fallback=()), slots=[], team=TEAM)

        assert answering == resolver.Answering(reason=resolver.Reason.FALLBACK, ringing=(), holder=None)

    def test_refuses_a_moment_without_a_zone(self):
        with pytest.raises(interval.NaiveDatetime):
            resolver.who_rings(
                dt.datetime.fromisoformat("2024-08-01T10:00"), desk=desk(), slots=[TURN], team=TEAM
            )


class TestRanks:
    def test_rings_who_took_the_second_place_rather_than_the_desk_s_own(self):
        found = answering_on_the_first(second_turn("zoe"), TURN)

        assert ringing(found) == [("lea", 2), ("zoe", 3)]
        assert found.holder == "lea"

    @pytest.mark.parametrize("lost", ["ines", "olga", "gone"])
    def test_rings_the_second_first_when_the_first_cannot_be_rung(self, lost):
        found = answering_on_the_first(slot(lost, "2024-08-01T09:00", "2024-08-01T17:30"), second_turn("zoe"))

        assert (found.reason, found.holder) == (resolver.Reason.ON_DUTY, lost)
        # The desk's own second stands behind whoever is alone.
        assert ringing(found) == [("zoe", 3), ("tom", 3)]

    @pytest.mark.parametrize("lost", ["ines", "olga", "gone"])
    def test_keeps_the_desk_s_own_second_when_the_second_cannot_be_rung(self, lost):
        assert ringing(answering_on_the_first(TURN, second_turn(lost))) == [("lea", 2), ("tom", 3)]

    def test_rings_a_second_without_a_first(self):
        found = answering_on_the_first(second_turn("zoe"))

        assert (found.reason, found.holder) == (resolver.Reason.ON_DUTY, None)
        assert ringing(found) == [("zoe", 3), ("tom", 3)]

    def test_never_rings_a_phone_twice(self):
        assert ringing(answering_on_the_first(TURN, second_turn("twin"))) == [("lea", 2), ("tom", 3)]
        assert ringing(answering_on_the_first(TURN, second_turn("lea"))) == [("lea", 2), ("tom", 3)]
        assert ringing(answering_on_the_first(TURN, second_turn("twin"), of=desk(second=LEA))) == [("lea", 2)]

    def test_never_rings_more_than_two_on_duty(self):
        found = answering_on_the_first(TURN, second_turn("zoe"), of=desk(second=OFFICE, fallback=(TOM,)))

        assert len(found.ringing) == 2

    def test_forgets_who_left_the_team(self):
        left = member.Team(members={**WIDE.members, "lea": dataclasses.replace(LEA, is_active=False)})

        found = answering_on_the_first(TURN, team=left)

        assert (found.reason, found.holder) == (resolver.Reason.FALLBACK, "lea")


class TestOpenIfTaken:
    def test_is_closed_while_nobody_took_it(self):
        found = answering_on_the_first(of=desk(closures=(SUMMER,)))

        assert found == resolver.Answering(reason=resolver.Reason.CLOSED, ringing=(), holder=None)

    def test_rings_whoever_took_it_with_their_second(self):
        found = answering_on_the_first(TURN, of=desk(closures=(SUMMER,)))

        assert found.reason is resolver.Reason.ON_DUTY
        assert ringing(found) == [("lea", 2), ("tom", 3)]

    def test_never_falls_back_on_who_did_not_take_it(self):
        turn = slot("olga", "2024-08-01T09:00", "2024-08-01T17:30")

        found = answering_on_the_first(turn, of=desk(closures=(SUMMER,)))

        assert (found.reason, found.ringing, found.holder) == (resolver.Reason.CLOSED, (), "olga")

    def test_is_what_an_admin_may_say_too(self):
        day = interval.Interval(start=at("2024-08-01T00:00"), end=at("2024-08-02T00:00"))
        said = hours.Exceptional(kind=hours.Opening.IF_TAKEN, span=day)

        assert answering_on_the_first(of=desk(exceptions=(said,))).reason is resolver.Reason.CLOSED
        assert answering_on_the_first(TURN, of=desk(exceptions=(said,))).reason is resolver.Reason.ON_DUTY


class TestAnswering:
    def test_has_one_key_for_one_way_of_ringing(self):
        usual = answering_on_the_first(TURN)
        other_holder = dataclasses.replace(usual, holder="tom")
        longer = answering_on_the_first(dataclasses.replace(TURN, rings=4))
        closed = resolver.who_rings(at("2024-08-03T10:00"), desk=desk(), slots=[TURN], team=TEAM)

        assert usual.key == other_holder.key == "on_duty:lea*2,tom*3"
        assert len({usual.key, longer.key, closed.key}) == 3
        assert "+33" not in usual.key


class TestNextBoundary:
    @pytest.mark.parametrize(
        ("after", "boundary"),
        [
            ("2024-08-01T08:59:59", "2024-08-01T09:00"),
            ("2024-08-01T09:00", "2024-08-01T17:30"),
            ("2024-08-01T17:30", "2024-08-02T09:00"),
            ("2024-08-02T17:30", "2024-08-05T09:00"),
            ("2024-08-14T17:30", "2024-08-15T17:30"),
            ("2024-08-15T17:30", "2024-08-16T09:00"),
        ],
    )
    def test_is_the_next_opening_closing_or_edge_of_a_turn(self, after, boundary):
        assert resolver.next_boundary(at(after), desk=desk(), slots=[TURN]) == at(boundary)

    def test_is_an_edge_of_a_second_too(self):
        second = slot("zoe", "2024-08-01T11:00", "2024-08-01T12:00", rank=roster.Rank.SECOND)

        found = resolver.next_boundary(at("2024-08-01T10:00"), desk=desk(), slots=[TURN, second])

        assert found == at("2024-08-01T11:00")

    def test_is_none_when_nothing_ever_opens_and_nobody_holds_it(self):
        never = desk(weekly=((),) * 7)

        assert resolver.next_boundary(at("2024-08-01T10:00"), desk=never, slots=[]) is None
        assert resolver.next_boundary(at("2024-08-15T17:30"), desk=never, slots=[TURN]) is None

    def test_is_the_edge_of_a_turn_where_nothing_ever_opens(self):
        never = desk(weekly=((),) * 7)

        assert resolver.next_boundary(at("2024-08-01T10:00"), desk=never, slots=[TURN]) == TURN.span.end

    def test_refuses_a_moment_without_a_zone(self):
        with pytest.raises(interval.NaiveDatetime):
            resolver.next_boundary(dt.datetime.fromisoformat("2024-08-01T10:00"), desk=desk(), slots=[TURN])

    @hypothesis.settings(max_examples=60)
    @hypothesis.given(
        day=st.sampled_from(["2024-03-31", "2024-08-01", "2024-10-27", "2024-12-31"]),
        quarters=st.lists(st.integers(0, 40), min_size=2, max_size=6, unique=True).map(sorted),
        start=st.integers(-8, 40),
        zone=st.sampled_from([PARIS, dt.UTC]),
    )
    def test_is_later_and_skips_no_change_of_the_answer(self, day, quarters, start, zone):
        midnight = dt.datetime.fromisoformat(day)
        walls = [(midnight + dt.timedelta(minutes=15 * one)).isoformat() for one in quarters]
        slots = [
            slot(name, first, last)
            for name, first, last in zip(["lea", "tom", "lea"], walls[::2], walls[1::2], strict=False)
        ]
        after = (midnight.replace(tzinfo=dt.UTC) + dt.timedelta(minutes=15 * start)).astimezone(zone)

        boundary = resolver.next_boundary(after, desk=desk(), slots=slots)

        assert interval.instant(boundary) > interval.instant(after)
        said = resolver.who_rings(after, desk=desk(), slots=slots, team=TEAM)
        probe = interval.instant(after)
        while probe < interval.instant(boundary):
            assert resolver.who_rings(probe, desk=desk(), slots=slots, team=TEAM) == said
            probe += dt.timedelta(minutes=15)
