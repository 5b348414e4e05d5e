"""Slots, and what a claim or a release does to them."""

import datetime as dt
import zoneinfo

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import hours, interval, roster

PARIS = zoneinfo.ZoneInfo("Europe/Paris")


def august(day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2024, 8, day, hour, tzinfo=PARIS)


def days(first: int, last: int) -> interval.Interval:
    return interval.Interval(start=august(first), end=dt.datetime(2024, 8, last, 17, 30, tzinfo=PARIS))


def slot(
    first: int,
    last: int,
    *,
    member: str = "lea",
    key: str = "s1",
    rank: roster.Rank = roster.Rank.FIRST,
) -> roster.Slot:
    return roster.Slot(
        key=key,
        desk="standard",
        member=member,
        starts=august(first).replace(tzinfo=None),
        ends=days(first, last).end.replace(tzinfo=None),
        zone="Europe/Paris",
        rings=4,
        rank=rank,
    )


class TestSlot:
    def test_keeps_its_wall_time_through_a_change_of_summer_time(self):
        turn = roster.Slot(
            key="s1",
            desk="standard",
            member="lea",
            starts=dt.datetime.fromisoformat("2024-10-25T09:00"),
            ends=dt.datetime.fromisoformat("2024-10-28T17:30"),
            zone="Europe/Paris",
            rings=4,
        )

        assert turn.span.start.astimezone(dt.UTC).hour == 7
        assert turn.span.end.astimezone(dt.UTC).hour == 16

    def test_gives_a_piece_of_itself(self):
        piece = slot(1, 9).over(days(2, 3), key="s2")

        assert (piece.key, piece.member, piece.span) == ("s2", "lea", days(2, 3))
        assert piece.starts.tzinfo is None


class TestWallTime:
    def test_refuses_a_moment_without_a_zone(self):
        with pytest.raises(interval.NaiveDatetime):
            roster.wall_time(dt.datetime.fromisoformat("2024-08-01"), zone=PARIS)

    @pytest.mark.parametrize(
        ("moment", "shown"),
        [
            ("2024-03-31T00:59+00:00", "01:59"),
            ("2024-03-31T01:00+00:00", "03:00"),
            ("2024-10-27T01:30+00:00", "02:30"),
        ],
    )
    def test_is_what_the_wall_shows(self, moment, shown):
        at = roster.wall_time(dt.datetime.fromisoformat(moment), zone=PARIS)

        assert at.isoformat(timespec="minutes").endswith(shown)


class TestClaim:
    @pytest.mark.parametrize(
        ("held", "won"),
        [
            ([], [(1, 9)]),
            ([(1, 9)], []),
            ([(1, 4)], [(5, 9)]),
            ([(20, 22)], [(1, 9)]),
        ],
    )
    def test_wins_what_nobody_holds(self, held, won):
        slots = [slot(*one, member="tom") for one in held]

        found = roster.claim([days(1, 9)], slots=slots, hours=hours.DEFAULT)

        assert list(found.won) == [days(*one) for one in won]

    def test_says_who_holds_the_rest(self):
        found = roster.claim(
            [days(1, 9)], slots=[slot(8, 20, member="tom"), slot(2, 3, key="s2")], hours=hours.DEFAULT
        )

        assert found.held == (
            roster.Holding(member="lea", span=days(2, 3)),
            roster.Holding(member="tom", span=days(8, 9)),
        )

    @pytest.mark.parametrize("rank", roster.Rank)
    def test_looks_at_its_own_rank_alone(self, rank):
        (other,) = set(roster.Rank) - {rank}
        slots = [slot(2, 3, member="tom", rank=rank), slot(1, 9, member="zoe", key="s2", rank=other)]

        found = roster.claim([days(1, 9)], slots=slots, hours=hours.DEFAULT, rank=rank)

        assert found.held == (roster.Holding(member="tom", span=days(2, 3)),)
        assert found.won == (days(1, 1), days(4, 9))

    def test_may_be_second_behind_oneself_as_far_as_the_roster_knows(self):
        found = roster.claim([days(1, 2)], slots=[slot(1, 9)], hours=hours.DEFAULT, rank=roster.Rank.SECOND)

        assert (found.won, found.held) == ((days(1, 2),), ())

    @hypothesis.given(st.data())
    def test_never_overlaps_anybody_and_loses_nothing(self, data):
        runs = st.tuples(st.integers(1, 28), st.integers(0, 2)).map(lambda run: (run[0], run[0] + run[1]))
        wanted = [days(*run) for run in data.draw(st.lists(runs, max_size=2))]
        slots = [
            slot(*run, key=str(index)) for index, run in enumerate(data.draw(st.lists(runs, max_size=4)))
        ]

        found = roster.claim(wanted, slots=slots, hours=hours.DEFAULT)

        assert not any(piece.overlaps(one.span) for piece in found.won for one in slots)
        for probe in (august(day, hour) for day in range(1, 31) for hour in (10, 20)):
            asked = any(one.holds(probe) for one in wanted)
            given = any(one.holds(probe) for one in found.won)
            taken = any(one.span.holds(probe) for one in found.held)
            if hours.DEFAULT.is_open(at=probe):
                assert asked is (given or taken)


class TestRelease:
    def test_gives_back_a_second_place_and_keeps_its_rank(self):
        (cut,) = roster.release(
            [days(4, 5)], slots=[slot(1, 9, rank=roster.Rank.SECOND)], hours=hours.DEFAULT
        )

        kept = [cut.slot.over(span, key=str(index)) for index, span in enumerate(cut.kept)]
        assert {one.rank for one in kept} == {roster.Rank.SECOND}

    def test_cuts_a_slot_in_the_middle(self):
        (cut,) = roster.release([days(4, 5)], slots=[slot(1, 9)], hours=hours.DEFAULT)

        assert cut.released == (days(4, 5),)
        assert cut.kept == (days(1, 3), days(6, 9))

    def test_cuts_inside_a_day(self):
        lunch = interval.Interval(start=august(5, 12), end=august(5, 14))

        (cut,) = roster.release([lunch], slots=[slot(5, 6)], hours=hours.DEFAULT)

        assert [(piece.start, piece.end) for piece in cut.kept] == [
            (august(5), august(5, 12)),
            (august(5, 14), days(6, 6).end),
        ]

    def test_keeps_no_night_alone(self):
        until_morning = slot(5, 6).over(interval.Interval(start=august(5), end=august(6)), key="s1")

        (cut,) = roster.release([days(5, 5)], slots=[until_morning], hours=hours.DEFAULT)

        assert cut.kept == ()

    def test_leaves_other_slots_alone(self):
        assert roster.release([days(10, 12)], slots=[slot(1, 9)], hours=hours.DEFAULT) == ()
