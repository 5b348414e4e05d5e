"""The journal, and undoing: claims, releases, covers, exceptions."""

import dataclasses
import datetime as dt

import pytest

from deskbot.chat import messages
from deskbot.desk import cover, hours, roster
from tests.adapters.database import roster_book

NOW = roster_book.NOW
change = roster_book.change
days = roster_book.days


@pytest.fixture
def book(both) -> roster_book.Book:
    return roster_book.Book(both)


class TestAdd:
    @pytest.mark.parametrize("kind", roster.ChangeKind)
    def test_keeps_a_change_whole_and_once(self, both, kind):
        made = dataclasses.replace(
            change("c1", kind), by="simon", spans=(days(1, 2), days(5, 6)), note="fermé, Dupont est malade"
        )
        with both.write() as work:
            work.changes.add(made)
            work.changes.add(dataclasses.replace(made, note="autre"))

        with both.read() as work:
            assert work.changes.get("c1") == made
            assert work.changes.get("other") is None

    def test_keeps_what_deskbot_did(self, both):
        made = dataclasses.replace(change("c1", roster.ChangeKind.MEMBER_LEFT), by=None)
        with both.write() as work:
            work.changes.add(made)

        with both.read() as work:
            assert work.changes.get("c1") == made

    def test_gives_the_spans_back_in_their_zone(self, both):
        with both.write() as work:
            work.changes.add(dataclasses.replace(change("c1"), spans=(days(1, 2),)))

        with both.read() as work:
            (span,) = work.changes.get("c1").spans
        assert (span.start.tzinfo, span.end.tzinfo) == (roster_book.PARIS, roster_book.PARIS)


class TestFirstAt:
    def test_is_none_before_any_change(self, both):
        with both.read() as work:
            assert work.changes.first_at() is None

    def test_is_the_oldest_of_any_desk(self, both):
        with both.write() as work:
            for number, desk in ((2, "standard"), (1, "medecins"), (3, "standard")):
                work.changes.add(change(str(number), desk=desk, at=NOW + dt.timedelta(minutes=number)))

        with both.read() as work:
            assert work.changes.first_at() == NOW + dt.timedelta(minutes=1)


class TestRecent:
    def test_gives_the_newest_first(self, both):
        with both.write() as work:
            for number, desk in ((2, "standard"), (3, "medecins"), (1, "standard")):
                later = NOW + dt.timedelta(minutes=number)
                work.changes.add(change(str(number), desk=desk, at=later))

        with both.read() as work:
            assert [one.key for one in work.changes.recent(9)] == ["3", "2", "1"]
            assert [one.key for one in work.changes.recent(2)] == ["3", "2"]
            assert [one.key for one in work.changes.recent(9, desk="standard")] == ["2", "1"]
            assert work.changes.recent(9, desk="archives") == ()


class TestUndo:
    def test_takes_a_claim_back_and_says_who_did(self, book):
        book.claims("c1", 1, 15)

        book.undoes("c1")

        assert book.shows() == []
        with book.data.read() as work:
            kept = work.changes.get("c1")
        assert (kept.undone_by, kept.undone_at) == ("simon", NOW)

    def test_gives_a_release_back(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        assert book.shows() == [("lea", 1, 4), ("lea", 7, 15)]

        book.undoes("r1")

        assert book.shows() == [("lea", 1, 4), ("lea", 5, 6), ("lea", 7, 15)]

    def test_gives_back_its_own_days_alone(self, book):
        book.claims("c1", 5, 9)
        book.releases("r1", 6, 6)
        book.releases("r2", 5, 5)
        book.releases("r3", 7, 9)

        book.undoes("r1")

        assert book.shows() == [("lea", 6, 6)]

    def test_gives_back_what_is_free_when_the_rest_was_taken(self, book):
        book.claims("c1", 5, 9)
        book.releases("r1", 5, 9)
        book.claims("c2", 7, 7, member="tom")

        book.undoes("r1")

        assert book.shows() == [("lea", 5, 6), ("tom", 7, 7), ("lea", 8, 9)]

    def test_says_so_when_everything_was_taken(self, book):
        book.claims("c1", 5, 5)
        book.releases("r1", 5, 5)
        book.claims("c2", 5, 5, member="tom")

        assert book.undoes("r1") == messages.InTrouble(trouble=messages.Trouble.TAKEN_SINCE)
        assert book.shows() == [("tom", 5, 5)]

    def test_takes_a_claim_back_with_what_an_undo_gave_back(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        book.undoes("r1")

        book.undoes("c1")

        assert book.shows() == []

    def test_takes_a_claim_back_after_a_part_of_it_was_released(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        book.claims("c2", 5, 6, member="tom")
        book.releases("r2", 8, 9)

        book.undoes("c1")

        assert book.shows() == [("tom", 5, 6)]

    def test_of_a_release_wins_over_that_of_its_claim(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        book.undoes("c1")

        book.undoes("r1")

        assert book.shows() == [("lea", 5, 6)]

    def test_leaves_the_other_slots_of_a_release_alone(self, book):
        book.claims("c1", 1, 6)
        book.claims("c2", 8, 15)
        book.releases("r1", 6, 8)

        book.undoes("c1")

        assert book.shows() == [("lea", 9, 15)]

    def test_changes_nothing_twice(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        book.undoes("r1")

        assert book.undoes("r1").again

        assert book.shows() == [("lea", 1, 4), ("lea", 5, 6), ("lea", 7, 15)]

    def test_gives_a_covered_turn_back_to_its_asker(self, book):
        book.claims("c1", 1, 15)
        book.covers("v1", 5, 6, asker="lea", taker="tom")
        assert book.shows() == [("lea", 1, 4), ("tom", 5, 6), ("lea", 7, 15)]

        book.undoes("v1")

        assert book.shows() == [("lea", 1, 4), ("lea", 5, 6), ("lea", 7, 15)]

    def test_leaves_whoever_covered_when_the_asker_s_claim_is_taken_back(self, book):
        book.claims("c1", 1, 15)
        book.covers("v1", 5, 6, asker="lea", taker="tom")

        book.undoes("c1")

        assert book.shows() == [("tom", 5, 6)]


class TestUndoOfExceptions:
    def test_opens_again_what_was_closed(self, both):
        closed = hours.Exceptional(kind=hours.Opening.CLOSED, span=days(1, 2), reason="pont")
        other = hours.Exceptional(kind=hours.Opening.OPEN, span=days(3, 3), reason="")
        with both.write() as work:
            work.exceptions.add("standard", closed, change="x1")
            work.exceptions.add("standard", other, change="x2")
            work.changes.undo("x1", by="simon", at=NOW)

        with both.read() as work:
            assert work.exceptions.of("standard", until_after=NOW) == (other,)

    def test_tells_of_gaps_again(self, both):
        with both.write() as work:
            work.exceptions.add_ignored("standard", days(1, 2), change="g1")
            work.exceptions.add_ignored("standard", days(5, 6), change="g2")
            work.changes.undo("g1", by="simon", at=NOW)

        with both.read() as work:
            assert work.exceptions.ignored("standard", until_after=NOW) == (days(5, 6),)


class TestUndoOfCovers:
    WISH = cover.Cover(key="w1", desk="standard", asker="lea", spans=(days(1, 2), days(5, 6)), at=NOW)

    def wish(self, both) -> cover.Cover | None:
        with both.read() as work:
            return work.covers.get("w1")

    def test_opens_the_wish_again(self, both):
        with both.write() as work:
            work.covers.add(self.WISH, change="a1")
            taken = dataclasses.replace(self.WISH, spans=(days(1, 2),), taken_by="tom")
            work.covers.save(taken, change="v1")
        assert self.wish(both) == taken

        with both.write() as work:
            work.changes.undo("v1", by="tom", at=NOW)

        assert self.wish(both) == self.WISH

    def test_takes_a_wish_back_for_good(self, both):
        with both.write() as work:
            work.covers.add(self.WISH, change="a1")
            work.covers.save(dataclasses.replace(self.WISH, taken_by="tom"), change="v1")
            work.changes.undo("a1", by="lea", at=NOW)
            assert work.covers.get("w1") is not None

            work.changes.undo("v1", by="tom", at=NOW)

        assert self.wish(both) is None

    def test_goes_back_before_every_later_change(self, both):
        with both.write() as work:
            work.covers.add(self.WISH, change="a1")
            work.covers.save(dataclasses.replace(self.WISH, spans=(days(1, 2),)), change="b1")
            work.covers.save(dataclasses.replace(self.WISH, taken_by="tom"), change="v1")
            work.changes.undo("b1", by="lea", at=NOW)
            work.changes.undo("v1", by="lea", at=NOW)

        assert self.wish(both) == self.WISH
