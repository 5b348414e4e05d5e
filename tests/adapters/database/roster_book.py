"""The roster as the flows write it, for the tests of what the database keeps of it."""

import datetime as dt
import zoneinfo

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import desks, duty, hours, interval, roster
from deskbot.flows import house, undo_change
from deskbot.outside.database import store
from deskbot.people import member

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
    by: str | None = None,
    desk: str = "standard",
    at: dt.datetime = NOW,
    spans: tuple[interval.Interval, ...] = (),
) -> roster.Change:
    return roster.Change(key=key, desk=desk, kind=kind, member=member, by=by or member, at=at, spans=spans)


class Clock:
    """Shows one moment."""

    def now(self) -> dt.datetime:
        return NOW


DESK = desk_module.Desk(
    key="standard",
    title="le standard",
    public_number="+33353010100",
    voicemail_number="+33353010199",
    channel="standard",
    hours=hours.DEFAULT,
    second=None,
    fallback=(),
)
HOUSE = house.House(
    desks=desks.Desks(by_key={"standard": DESK}),
    team=member.Team(members={}),
    admins=frozenset({"simon"}),
    admins_channel="admins",
)


class Book:
    """Claims, releases and undoes, one transaction each."""

    def __init__(self, data: store.Store) -> None:
        self.data = data

    def claims(self, key: str, first: int, last: int, *, member: str = "lea") -> None:
        with self.data.write() as work:
            work.changes.add(change(key, member=member, spans=(days(first, last),)))
            work.slots.add(slot(first, last, key=f"{key}-slot", member=member), change=key)

    def releases(
        self,
        key: str,
        first: int,
        last: int,
        *,
        member: str = "lea",
        kind: roster.ChangeKind = roster.ChangeKind.RELEASE,
        by: str | None = None,
    ) -> None:
        with self.data.write() as work:
            mine = [one for one in work.slots.held("standard", until_after=NOW) if one.member == member]
            work.changes.add(change(key, kind, member=member, by=by, spans=(days(first, last),)))
            for cut in roster.release([days(first, last)], slots=mine, hours=hours.DEFAULT):
                work.slots.end(cut.slot.key, change=key)
                for index, span in enumerate(cut.kept):
                    work.slots.add(cut.slot.over(span, key=f"{key}-{cut.slot.key}-{index}"), change=key)

    def covers(self, key: str, first: int, last: int, *, asker: str, taker: str) -> None:
        """Have `taker` replace `asker` on those days."""
        self.releases(key, first, last, member=asker, kind=roster.ChangeKind.COVER, by=taker)
        with self.data.write() as work:
            work.slots.add(slot(first, last, key=f"{key}-slot", member=taker), change=key)

    def undoes(self, key: str) -> messages.Message:
        """Have an admin undo a change, as the button does."""
        return undo_change.undo(
            key, username="simon", house=HOUSE, reminders=duty.Reminders(), store=self.data, clock=Clock()
        )

    def shows(self) -> list[tuple[str, int, int]]:
        with self.data.read() as work:
            held = work.slots.held("standard", until_after=NOW)
        return [(one.member, one.span.start.day, one.span.end.day) for one in held]
