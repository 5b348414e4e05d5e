"""The slots of the roster, on both databases."""

import dataclasses
import datetime as dt
import zoneinfo

import pytest

from deskbot.desk import interval, roster
from tests.adapters.database import roster_book

NOW = roster_book.NOW
PARIS = roster_book.PARIS
days = roster_book.days
slot = roster_book.slot


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def add(data, *slots: roster.Slot, change: str = "c1") -> None:
    with data.write() as work:
        for one in slots:
            work.slots.add(one, change=change)


class TestAdd:
    def test_keeps_a_slot_whole_and_once(self, both):
        whole = dataclasses.replace(
            slot(1, 2, key="s1"), rank=roster.Rank.SECOND, confirmed_at=NOW.replace(microsecond=7)
        )
        add(both, whole, dataclasses.replace(whole, rings=1))

        with both.read() as work:
            assert work.slots.get("s1") == whole
            assert work.slots.get("other") is None

    def test_tells_the_two_hours_that_a_night_of_october_shows_twice(self, both):
        first = at("2024-10-27T02:30")
        night = dataclasses.replace(slot(1, 2, key="s1"), starts=first, ends=first.replace(fold=1))

        add(both, night)

        with both.read() as work:
            kept = work.slots.get("s1").span
        assert interval.instant(kept.end) - interval.instant(kept.start) == dt.timedelta(hours=1)


class TestGet:
    def test_gives_no_slot_that_was_ended(self, both):
        add(both, slot(1, 2, key="s1"))

        with both.write() as work:
            work.slots.end("s1", change="r1")
            assert work.slots.get("s1") is None


class TestHeld:
    def test_gives_slots_back_in_order(self, both):
        late, early = slot(8, 9, key="late"), slot(1, 2, key="early")
        second = dataclasses.replace(slot(1, 2, key="another"), rank=roster.Rank.SECOND)
        add(both, late, second, early, late)
        add(both, slot(1, 2, key="other", desk="medecins"), change="c2")

        with both.read() as work:
            assert work.slots.held("standard", until_after=NOW) == (early, second, late)

    @pytest.mark.parametrize(
        ("moment", "held"),
        [("2024-08-02T17:29:59+02:00", 1), ("2024-08-02T17:30+02:00", 0), ("2024-08-02T15:29:59+00:00", 1)],
    )
    def test_leaves_out_what_is_over(self, both, moment, held):
        add(both, slot(1, 2, key="s1"))

        with both.read() as work:
            assert len(work.slots.held("standard", until_after=at(moment))) == held

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Europe/Paris"])
    def test_knows_when_it_is_over_in_every_zone(self, both, zone):
        add(both, dataclasses.replace(slot(1, 2, key="s1"), zone=zone))
        end = dt.datetime(2024, 8, 2, 17, 30, tzinfo=zoneinfo.ZoneInfo(zone))

        with both.read() as work:
            assert work.slots.held("standard", until_after=end) == ()
            assert len(work.slots.held("standard", until_after=end - dt.timedelta(seconds=1))) == 1

    def test_leaves_out_what_was_ended(self, both):
        add(both, slot(1, 2, key="s1"))
        with both.write() as work:
            work.slots.end("s1", change="r1")

        with both.read() as work:
            assert work.slots.held("standard", until_after=NOW) == ()
            assert work.slots.ended_by("r1") == (slot(1, 2, key="s1"),)


class TestHeldBy:
    def test_gives_a_member_s_slots_of_every_desk(self, both):
        here, there = slot(3, 4, key="here"), slot(1, 2, key="there", desk="medecins")
        add(both, here, there, slot(1, 2, key="tom", member="tom"), slot(8, 9, key="ended"))

        with both.write() as work:
            work.slots.end("ended", change="r1")
            assert work.slots.held_by("lea", until_after=NOW) == (there, here)
            assert work.slots.held_by("lea", until_after=days(1, 2).end) == (here,)
            assert work.slots.held_by("simon", until_after=NOW) == ()


class TestBetween:
    @pytest.mark.parametrize(
        ("first", "last", "found"),
        [(1, 31, ["a", "b"]), (6, 7, ["a"]), (5, 5, ["a"]), (8, 12, ["b"]), (13, 20, []), (10, 10, ["b"])],
    )
    def test_gives_what_touches_a_stretch_of_the_past_too(self, both, first, last, found):
        add(both, slot(1, 6, key="a"), slot(9, 12, key="b"), slot(9, 12, key="c", desk="medecins"))

        with both.read() as work:
            slots = work.slots.between("standard", span=days(first, last))

        assert [one.key for one in slots] == found

    def test_leaves_out_what_only_touches_the_edge_and_what_was_ended(self, both):
        add(both, slot(1, 2, key="before"), slot(5, 6, key="after"), slot(3, 4, key="ended"))
        edge_to_edge = interval.Interval(start=days(1, 2).end, end=days(5, 6).start)

        with both.write() as work:
            work.slots.end("ended", change="r1")
            assert work.slots.between("standard", span=edge_to_edge) == ()


class TestDesksWithSlots:
    def test_names_the_desks_that_somebody_holds(self, both):
        add(both, slot(1, 2, key="s1"), slot(3, 4, key="s2"), slot(1, 2, key="s3", desk="medecins"))
        add(both, slot(8, 9, key="s4", desk="archives"))

        with both.write() as work:
            work.slots.end("s4", change="r1")
            assert work.slots.desks_with_slots(until_after=NOW) == ("medecins", "standard")
            assert work.slots.desks_with_slots(until_after=days(1, 2).end) == ("standard",)


class TestConfirm:
    def test_remembers_when(self, both):
        add(both, slot(1, 2, key="s1"), slot(3, 4, key="s2"))

        with both.write() as work:
            work.slots.confirm("s1", at=NOW)

        with both.read() as work:
            assert work.slots.get("s1").confirmed_at == NOW
            assert work.slots.get("s2").confirmed_at is None
