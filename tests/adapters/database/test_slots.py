"""The roster in the database: claims, releases, and undoing either."""

import datetime as dt
import zoneinfo

import pytest

from deskbot.desk import hours, interval, roster

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NOW = dt.datetime(2024, 7, 20, 10, tzinfo=PARIS)


def days(first: int, last: int) -> interval.Interval:
    return interval.Interval(
        start=dt.datetime(2024, 8, first, 9, tzinfo=PARIS),
        end=dt.datetime(2024, 8, last, 17, 30, tzinfo=PARIS),
    )


def slot(first: int, last: int, *, key: str, member: str = "lea", desk: str = "standard") -> roster.Slot:
    span = days(first, last)
    return roster.Slot(
        key=key,
        desk=desk,
        member=member,
        starts=span.start.replace(tzinfo=None),
        ends=span.end.replace(tzinfo=None),
        zone="Europe/Paris",
        rings=3,
    )


def change(key: str, kind: roster.ChangeKind, *, member: str = "lea") -> roster.Change:
    return roster.Change(key=key, desk="standard", kind=kind, member=member, at=NOW)


class Book:
    """The roster as the flow writes it."""

    def __init__(self, data) -> None:
        self.data = data

    def claims(self, key: str, first: int, last: int, *, member: str = "lea") -> None:
        with self.data.write() as work:
            work.slots.add_change(change(key, roster.ChangeKind.CLAIM, member=member))
            work.slots.add(slot(first, last, key=f"{key}-slot", member=member), change=key)

    def releases(self, key: str, first: int, last: int, *, member: str = "lea") -> None:
        with self.data.write() as work:
            mine = [one for one in work.slots.held("standard", until_after=NOW) if one.member == member]
            work.slots.add_change(change(key, roster.ChangeKind.RELEASE, member=member))
            for cut in roster.release([days(first, last)], slots=mine, hours=hours.DEFAULT):
                work.slots.end(cut.slot.key, change=key)
                for index, span in enumerate(cut.kept):
                    work.slots.add(cut.slot.over(span, key=f"{key}-{cut.slot.key}-{index}"), change=key)

    def undoes(self, key: str) -> None:
        with self.data.write() as work:
            work.slots.undo(key, by="simon")

    def shows(self) -> list[tuple[str, int, int]]:
        with self.data.read() as work:
            held = work.slots.held("standard", until_after=NOW)
        return [(one.member, one.span.start.day, one.span.end.day) for one in held]


@pytest.fixture
def book(data) -> Book:
    return Book(data)


class TestHeld:
    def test_gives_slots_back_in_order(self, data):
        late, early = slot(8, 9, key="late"), slot(1, 2, key="early")
        with data.write() as work:
            for one in (late, early, late):
                work.slots.add(one, change="c1")
            work.slots.add(slot(1, 2, key="other", desk="medecins"), change="c2")

        with data.read() as work:
            assert work.slots.held("standard", until_after=NOW) == (early, late)

    @pytest.mark.parametrize(
        ("moment", "held"),
        [("2024-08-02T17:29:59+02:00", 1), ("2024-08-02T17:30+02:00", 0), ("2024-08-02T15:29:59+00:00", 1)],
    )
    def test_leaves_out_what_is_over(self, data, moment, held):
        with data.write() as work:
            work.slots.add(slot(1, 2, key="s1"), change="c1")

        with data.read() as work:
            assert len(work.slots.held("standard", until_after=dt.datetime.fromisoformat(moment))) == held

    def test_leaves_out_what_was_ended(self, data):
        with data.write() as work:
            work.slots.add(slot(1, 2, key="s1"), change="c1")
            work.slots.end("s1", change="r1")

        with data.read() as work:
            assert work.slots.held("standard", until_after=NOW) == ()
            made, ended = work.slots.touched_by("r1")
        assert (made, ended) == ((), (slot(1, 2, key="s1"),))


class TestChange:
    def test_comes_back(self, data):
        made = change("c1", roster.ChangeKind.CLAIM)
        with data.write() as work:
            work.slots.add_change(made)
            work.slots.add_change(made)

        with data.read() as work:
            assert work.slots.change("c1") == made
            assert work.slots.change("other") is None


class TestUndo:
    def test_takes_a_claim_back(self, book):
        book.claims("c1", 1, 15)

        book.undoes("c1")

        assert book.shows() == []
        with book.data.read() as work:
            assert work.slots.change("c1").undone_by == "simon"

    def test_gives_a_release_back(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        assert book.shows() == [("lea", 1, 4), ("lea", 7, 15)]

        book.undoes("r1")

        assert book.shows() == [("lea", 1, 15)]

    def test_takes_a_claim_back_after_a_part_of_it_was_released(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        book.claims("c2", 5, 6, member="tom")
        book.releases("r2", 8, 9)

        book.undoes("c1")

        assert book.shows() == [("tom", 5, 6)]

    def test_does_not_wake_a_claim_that_was_taken_back(self, book):
        book.claims("c1", 1, 15)
        book.releases("r1", 5, 6)
        book.undoes("c1")

        book.undoes("r1")

        assert book.shows() == []

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

        book.undoes("r1")

        assert book.shows() == [("lea", 1, 15)]
