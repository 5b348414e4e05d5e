"""Everything that is done to the roster is kept: to be undone, and to be read by the admins."""

import collections.abc
import datetime as dt
import uuid

from deskbot.chat import messages
from deskbot.desk import interval, roster
from deskbot.flows import house as house_module
from deskbot.flows import ports
from deskbot.people import permissions


def new_key() -> str:
    """Return a key that nothing else has."""
    return uuid.uuid4().hex[:16]


def write(
    work: ports.Work,
    kind: roster.ChangeKind,
    *,
    desk: str,
    member: str,
    by: str | None,
    now: dt.datetime,
    spans: collections.abc.Iterable[interval.Interval] = (),
    note: str = "",
) -> roster.Change:
    """Keep one thing that was done; `desk` is empty when it concerns none, `by` None when deskbot did it."""
    change = roster.Change(
        key=new_key(), desk=desk, kind=kind, member=member, by=by, at=now, spans=tuple(spans), note=note
    )
    work.changes.add(change)
    return change


def recent(
    count: int, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Return the last `count` things that were done, for admins."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    with store.read() as work:
        changes = work.changes.recent(count)
        known = house.known(work, since=clock.now())
    return messages.Journal(entries=tuple(_entry(one, house=known) for one in changes))


def of_line(count: int, *, username: str, house: house_module.House, store: ports.Store) -> messages.Message:
    """Return the last `count` changes that were written on the lines, for admins."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    with store.read() as work:
        changes = work.line_changes.recent(count)
        team = house.people(work)
    return messages.LineJournal(
        entries=tuple(
            messages.LineJournalEntry(
                at=one.at,
                title=house.title_of(one.desk),
                reason=one.reason,
                names=tuple(team.name_of(username) for username in one.usernames),
                writes=one.writes,
            )
            for one in changes
        )
    )


def _entry(change: roster.Change, *, house: house_module.House) -> messages.JournalEntry:
    desk = house.desk(change.desk)
    return messages.JournalEntry(
        at=change.at,
        kind=change.kind,
        title=desk.title if desk else change.desk,
        by=house.team.name_of(change.by) or None,
        name=house.team.name_of(change.member),
        spans=change.spans,
        note=change.note,
        undone_by=house.team.name_of(change.undone_by) or None,
    )
