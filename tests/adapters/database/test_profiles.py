"""The named ways of answering in force, and undoing them, on both databases."""

import dataclasses

import pytest

from deskbot.desk import profile
from tests.adapters.database import roster_book

NOW = roster_book.NOW
days = roster_book.days


def in_force(key: str, first: int, last: int, *, desk: str = "standard") -> profile.InForce:
    return profile.InForce(key=key, desk=desk, profile="dejeuner", span=days(first, last), by="simon")


MEETING = in_force("p1", 1, 9)
LUNCH = in_force("p2", 2, 3)
AWAY = in_force("p3", 2, 2)


def add(both, one: profile.InForce, *, change: str, instead_of: str | None = None) -> None:
    """Put a profile in force, in the place of another one if it is said."""
    with both.write() as work:
        if instead_of is not None:
            work.profiles.end(instead_of, change=change)
        work.profiles.add(one, change=change)


def undo(both, change: str) -> None:
    with both.write() as work:
        work.changes.undo(change, by="simon", at=NOW)


def held(both) -> tuple[profile.InForce, ...]:
    with both.read() as work:
        return work.profiles.of("standard", until_after=NOW)


class TestOf:
    def test_gives_back_what_was_said_in_its_order_and_each_once(self, both):
        with both.write() as work:
            for one in (MEETING, LUNCH, AWAY, MEETING):
                work.profiles.add(one, change=f"c-{one.key}")
            work.profiles.add(in_force("p9", 1, 2, desk="medecins"), change="c-p9")

        assert held(both) == (MEETING, LUNCH, AWAY)
        assert held(both)[0].span.start.tzinfo is roster_book.PARIS

    def test_leaves_out_what_is_over(self, both):
        add(both, LUNCH, change="c2")
        add(both, MEETING, change="c1")

        with both.read() as work:
            assert work.profiles.of("standard", until_after=LUNCH.span.end) == (MEETING,)


class TestEnd:
    def test_takes_it_back(self, both):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2", instead_of="p1")

        assert held(both) == (LUNCH,)

    def test_leaves_what_the_same_change_made_of_it(self, both):
        add(both, MEETING, change="c1")
        cut = dataclasses.replace(MEETING, span=days(1, 4))

        add(both, cut, change="c2", instead_of="p1")
        add(both, cut, change="c2", instead_of="p1")

        assert held(both) == (cut,)

    def test_does_not_change_who_ended_it_first(self, both):
        add(both, MEETING, change="c1")
        with both.write() as work:
            work.profiles.end("p1", change="c2")
            work.profiles.end("p1", change="c3")
        undo(both, "c3")
        assert held(both) == ()

        undo(both, "c2")

        assert held(both) == (MEETING,)


class TestUndo:
    def test_ends_what_was_put_in_force(self, both):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2")

        undo(both, "c2")

        assert held(both) == (MEETING,)

    def test_holds_again_what_was_ended(self, both):
        add(both, MEETING, change="c1")
        with both.write() as work:
            work.profiles.end("p1", change="e1")
        assert held(both) == ()

        undo(both, "e1")

        assert held(both) == (MEETING,)

    def test_holds_again_what_another_took_the_place_of(self, both):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2", instead_of="p1")

        undo(both, "c2")

        assert held(both) == (MEETING,)

    def test_leaves_whatever_took_its_place_since(self, both):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2", instead_of="p1")
        add(both, AWAY, change="c3", instead_of="p2")

        undo(both, "c2")
        assert held(both) == (AWAY,)

        undo(both, "c3")
        assert held(both) == (MEETING,)

    def test_does_not_put_back_in_force_what_was_all_ended_since(self, both):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2", instead_of="p1")
        with both.write() as work:
            work.profiles.end("p2", change="e1")

        undo(both, "c2")

        assert held(both) == ()

    @pytest.mark.parametrize("order", [("c1", "c2"), ("c2", "c1")])
    def test_of_both_leaves_none_whatever_the_order(self, both, order):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2", instead_of="p1")

        for change in order:
            undo(both, change)

        assert held(both) == ()

    def test_changes_nothing_twice(self, both):
        add(both, MEETING, change="c1")
        add(both, LUNCH, change="c2", instead_of="p1")
        undo(both, "c2")

        undo(both, "c2")

        assert held(both) == (MEETING,)
