"""Who is in the team and in its circles, read from the chat; the turns of whoever left are free again."""

import collections.abc
import dataclasses
import datetime as dt

import structlog

from deskbot.chat import chatters, errors, messages, wish
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.desk import interval, roster
from deskbot.flows import after_change, claim_duty, journal, ports, tell
from deskbot.flows import house as house_module
from deskbot.people import member

log = structlog.get_logger(__name__)

KIND = house_module.KNOW_KIND
# More than that at once, and more than half: the chat is wrong, not the team gone.
_MANY = 3
# As many turns of theirs as a post has buttons for.
_OFFERED = 4


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    reminders: duty_module.Reminders,
    directory: ports.Directory,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Read the team and the circles that decide who may take a turn, and keep what changed."""

    def read() -> int:
        people = {one.username: one for one in directory.people() if not one.is_bot}
        channels = {name for desk in house.desks.by_key.values() for name in desk.takers.channels}
        circles = _circles(sorted(channels), directory=directory)
        now = clock.now()
        with store.read() as work:
            gone = _gone(work, people, house=house, now=now)
        if gone - {name for name, one in people.items() if not one.is_active}:
            # Pages shift when somebody leaves between two of them: an absence is believed when seen twice.
            again = {one.username for one in directory.people()}
            gone = {name for name in gone if name not in again or name in people}
        with store.write() as work:
            _keep(work, people, circles=circles, now=now)
            _leave(work, gone, house=house, reminders=reminders, now=now)
        return len(gone)

    step("read", read)


def _circles(
    channels: collections.abc.Iterable[str], *, directory: ports.Directory
) -> dict[str, frozenset[str]]:
    """Return who is in each channel that can be read; the others keep whom they had."""
    found = {}
    for name in channels:
        try:
            found[name] = directory.members_of(name)
        except errors.ChatRefused:
            log.error("A channel that decides who may take turns cannot be read.", channel=name)
    return found


def _keep(
    work: ports.Work,
    people: collections.abc.Mapping[str, chatters.Chatter],
    *,
    circles: collections.abc.Mapping[str, frozenset[str]],
    now: dt.datetime,
) -> None:
    known = {one.username: one for one in work.members.all()}
    for username, one in people.items():
        # Somebody known who is not active any more is dealt with as gone, turns and all.
        first = member.Profile(username=username, name=one.name, is_active=one.is_active)
        before = known.get(username) or first
        after = dataclasses.replace(
            before,
            name=one.name,
            is_guest=one.is_guest,
            is_active=one.is_active or before.is_active,
            stays=before.stays and not one.is_active,
        )
        if after != before or username not in known:
            work.members.save(after)
    for channel, usernames in circles.items():
        work.members.set_circle(channel, usernames)


def _gone(
    work: ports.Work,
    people: collections.abc.Mapping[str, chatters.Chatter],
    *,
    house: house_module.House,
    now: dt.datetime,
) -> set[str]:
    """Return who was of the team and is not any more, deactivated accounts too."""
    known = house.known(work, since=now)
    here = {name for name, one in people.items() if one.is_active}
    active = {one.username for one in work.members.all() if one.is_active}
    holders = {
        slot.member
        for key in work.slots.desks_with_slots(until_after=now)
        for slot in work.slots.held(key, until_after=now)
    }
    posts = {one.username for one in known.team.members.values() if not one.has_account}
    kept = {one.username for one in work.members.all() if one.stays}
    gone = (active | holders) - here - posts - kept
    # The chat says itself that an account is deactivated; what it does not list, it may have forgotten.
    absent = gone - set(people)
    if len(absent) > _MANY and 2 * len(absent) > len(active):
        log.error("Most of the team is gone from the chat; nobody absent is believed.", gone=len(absent))
        return gone - absent
    return gone


def keep(work: ports.Work, username: str) -> None:
    """Remember that somebody is of the team whatever the chat lists: who undid their leaving said so."""
    profile = work.members.get(username)
    if profile is not None:
        work.members.save(dataclasses.replace(profile, is_active=True, stays=True))


def _leave(
    work: ports.Work,
    gone: collections.abc.Iterable[str],
    *,
    house: house_module.House,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    known = house.known(work, since=now)
    for username in sorted(gone):
        profile = work.members.get(username)
        if profile is not None:
            work.members.save(dataclasses.replace(profile, is_active=False))
        held = work.slots.held_by(username, until_after=now)
        if not held:
            kind = roster.ChangeKind.MEMBER_LEFT
            journal.write(work, kind, desk="", member=username, by=None, now=now)
        for key in dict.fromkeys(slot.desk for slot in held):
            desk = known.desk(key)
            if desk is not None:
                theirs = tuple(slot for slot in held if slot.desk == key)
                _free(work, theirs, username=username, desk=desk, house=known, reminders=reminders, now=now)


def _free(
    work: ports.Work,
    slots: collections.abc.Sequence[roster.Slot],
    *,
    username: str,
    desk: desk_module.Desk,
    house: house_module.House,
    reminders: duty_module.Reminders,
    now: dt.datetime,
) -> None:
    spans = interval.from_now([slot.span for slot in slots], now=now)
    cuts = roster.release(spans, slots=slots, hours=desk.hours)
    kind = roster.ChangeKind.MEMBER_LEFT
    change = journal.write(work, kind, desk=desk.key, member=username, by=None, now=now, spans=spans)
    claim_duty.cut_slots(work, cuts, change=change, desk=desk, reminders=reminders, now=now)
    left = messages.MemberLeft(
        change=change.key,
        title=desk.title,
        name=house.team.name_of(username),
        spans=spans,
        turns=tuple(wish.Wish(desk=desk.key, spans=(span,)) for span in spans[:_OFFERED]),
    )
    after_change.announce(work, left, key=f"change-{change.key}", desk=desk, house=house, now=now)
    place = messages.Channel(name=house.admins_channel)
    tell.later(work, left, place=place, key=f"left-{change.key}", now=now)
