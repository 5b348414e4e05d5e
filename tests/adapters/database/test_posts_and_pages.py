"""Pinned posts, offers, secret addresses, the premises and the months' claims, on both databases."""

import dataclasses
import datetime as dt

import pytest

from deskbot.desk import address, board, gap_post, premises
from deskbot.reports import contribution
from tests.adapters.database import roster_book

NOW = roster_book.NOW
LEA = address.Address(kind=address.Kind.MEMBER, entity="lea")


class TestAddresses:
    def test_open_by_their_secret_alone(self, both):
        with both.write() as work:
            work.addresses.put("member", "lea", "a-secret", at=NOW)
            work.addresses.put("desk", "standard", "another", at=NOW)

        with both.read() as work:
            assert work.addresses.find("a-secret") == LEA
            assert work.addresses.find("another") == address.Address(
                kind=address.Kind.DESK, entity="standard"
            )
            assert [work.addresses.find(token) for token in ("", "a-secre", "lea", "a\0b")] == [None] * 4

    def test_tell_their_secret(self, both):
        with both.write() as work:
            work.addresses.put("member", "lea", "a-secret", at=NOW)

            assert work.addresses.token_of("member", "lea") == "a-secret"
            assert work.addresses.token_of("desk", "lea") is None

    def test_are_closed_by_a_new_one(self, both):
        with both.write() as work:
            work.addresses.put("member", "lea", "former", at=NOW)
            work.addresses.put("member", "lea", "newer", at=NOW)

        with both.read() as work:
            assert work.addresses.find("former") is None
            assert work.addresses.find("newer") == LEA
            assert work.addresses.token_of("member", "lea") == "newer"

    def test_are_of_a_known_kind(self, both):
        with both.write() as work, pytest.raises(ValueError, match="office"):
            work.addresses.put("office", "lea", "a-secret", at=NOW)


class TestBoards:
    def test_are_nowhere_at_first(self, both):
        with both.read() as work:
            assert work.boards.get("standard") == board.Board(desk="standard")

    def test_come_back(self, both):
        pinned = board.Board(desk="standard", channel="standard", post_id="p1", shown="5f2c")
        with both.write() as work:
            work.boards.save(dataclasses.replace(pinned, shown=None))
            work.boards.save(pinned)

        with both.read() as work:
            assert work.boards.get("standard") == pinned
            assert work.boards.get("medecins").post_id is None


class TestGapPosts:
    WEEK = gap_post.GapPost(
        key="g1",
        desk="standard",
        channel="standard",
        kind=gap_post.Kind.WEEK,
        first=dt.date(2024, 8, 5),
        last=dt.date(2024, 8, 9),
    )

    def test_are_kept_once_and_remember_their_post(self, both):
        with both.write() as work:
            work.gap_posts.add(self.WEEK)
            work.gap_posts.posted("g1", post_id="p1")
            work.gap_posts.add(self.WEEK)

        with both.read() as work:
            assert work.gap_posts.get("g1") == dataclasses.replace(self.WEEK, post_id="p1")
            assert work.gap_posts.get("g2") is None

    @pytest.mark.parametrize(("day", "found"), [(1, ["b", "a"]), (9, ["b", "a"]), (10, ["a"]), (17, [])])
    def test_are_found_while_a_day_of_theirs_is_to_come(self, both, day, found):
        later = dataclasses.replace(
            self.WEEK,
            key="a",
            kind=gap_post.Kind.AHEAD,
            first=dt.date(2024, 8, 12),
            last=dt.date(2024, 8, 16),
        )
        with both.write() as work:
            for one in (later, dataclasses.replace(self.WEEK, key="b")):
                work.gap_posts.add(dataclasses.replace(one, post_id=f"p-{one.key}"))
            work.gap_posts.add(dataclasses.replace(self.WEEK, key="unposted"))
            work.gap_posts.add(dataclasses.replace(later, key="c", desk="medecins", post_id="p-c"))

        with both.read() as work:
            shown = work.gap_posts.shown_for("standard", from_day=dt.date(2024, 8, day))
        assert [one.key for one in shown] == found


class TestPremises:
    def test_are_what_was_said_last(self, both):
        empty = premises.Premises(presence=premises.Presence.EMPTY, by="tom", at=NOW)
        staffed = premises.Premises(
            presence=premises.Presence.STAFFED, by="lea", at=NOW, until=NOW + dt.timedelta(hours=2)
        )
        with both.write() as work:
            assert work.premises.get() is None
            for said in (empty, staffed):
                work.premises.save(said)
                assert work.premises.get() == said


class TestContributions:
    AUGUST = dt.date(2024, 8, 1)

    def test_come_back_by_month_and_member(self, both):
        mine = contribution.Contribution(month=self.AUGUST, member="lea", minutes=150, mended=True)
        toms = contribution.Contribution(month=self.AUGUST, member="tom", minutes=90)
        july = dataclasses.replace(mine, month=dt.date(2024, 7, 1))
        with both.write() as work:
            for one in (toms, dataclasses.replace(mine, minutes=0), mine, july):
                work.contributions.save(one)

        with both.read() as work:
            assert work.contributions.get(self.AUGUST, member="lea") == mine
            assert work.contributions.get(self.AUGUST, member="simon") is None
            assert work.contributions.of(self.AUGUST) == (mine, toms)
            assert work.contributions.of(dt.date(2024, 9, 1)) == ()
