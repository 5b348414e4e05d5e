"""The roster as the flows write it, for the tests of what the database keeps of it."""

import datetime as dt
import zoneinfo

from deskbot.desk import hours, interval, roster
from deskbot.outside.database import store

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NOW = dt.datetime(2024, 7, 20, 10, tzinfo=PARIS)


def days(first: int, last: int) -> interval.Interval:
    """Return those days of August 2024, from opening to closing."""
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


def change(
    key: str,
    kind: roster.ChangeKind = roster.ChangeKind.CLAIM,
    *,
    member: str = "lea",
    desk: str = "standard",
    at: dt.datetime = NOW,
) -> roster.Change:
    return roster.Change(key=key, desk=desk, kind=kind, member=member, by=member, at=at)


class Book:
    """Claims, releases and undoes, one transaction each."""

    def __init__(self, data: store.Store) -> None:
        self.data = data

    def claims(self, key: str, first: int, last: int, *, member: str = "lea") -> None:
        with self.data.write() as work:
            work.changes.add(change(key, member=member))
            work.slots.add(slot(first, last, key=f"{key}-slot", member=member), change=key)

    def releases(self, key: str, first: int, last: int, *, member: str = "lea") -> None:
        with self.data.write() as work:
            mine = [one for one in work.slots.held("standard", until_after=NOW) if one.member == member]
            work.changes.add(change(key, roster.ChangeKind.RELEASE, member=member))
            for cut in roster.release([days(first, last)], slots=mine, hours=hours.DEFAULT):
                work.slots.end(cut.slot.key, change=key)
                for index, span in enumerate(cut.kept):
                    work.slots.add(cut.slot.over(span, key=f"{key}-{cut.slot.key}-{index}"), change=key)

    def covers(self, key: str, first: int, last: int, *, asker: str, taker: str) -> None:
        """Have `taker` replace `asker` on those days."""
        self.releases(key, first, last, member=asker)
        with self.data.write() as work:
            work.slots.add(slot(first, last, key=f"{key}-slot", member=taker), change=key)

    def undoes(self, key: str) -> None:
        with self.data.write() as work:
            work.changes.undo(key, by="simon", at=NOW)

    def shows(self) -> list[tuple[str, int, int]]:
        with self.data.read() as work:
            held = work.slots.held("standard", until_after=NOW)
        return [(one.member, one.span.start.day, one.span.end.day) for one in held]
