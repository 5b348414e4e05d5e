"""An admin puts a named way of answering in force ("lunch", "meeting"), or ends it."""

import datetime as dt

from deskbot.chat import commands, messages
from deskbot.desk import dates, interval, profile, roster
from deskbot.desk import desk as desk_module
from deskbot.flows import after_change, journal, ports
from deskbot.flows import house as house_module
from deskbot.people import permissions


def listed(
    *, desk: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Return the profiles of a desk, and which of them is in force."""
    now = clock.now()
    with store.read() as work:
        shown = house.known(work, since=now).desks[desk]
    held = profile.at(now, in_force=shown.in_force)
    return messages.Profiles(
        title=shown.title,
        profiles=tuple((one.name, one.title, _names(one)) for one in shown.profiles),
        in_force=held.profile if held else None,
        until=held.span.end if held else None,
    )


def begin(
    name: str,
    until: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Put the profile `name` in force from now on, until what `until` names or the day's closing."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        changed = known.desks[desk]
        way = _called(name, desk=changed)
        if way is None:
            return messages.NoSuchProfile(name=name, known=tuple(one.name for one in changed.profiles))
        end = _end(until, desk=changed, now=now)
        if end is None and until:
            return messages.NotAMoment(text=until)
        if end is None or end <= now:
            return messages.ProfileTooLate(title=changed.title)
        span = interval.Interval(start=now, end=end)
        change = journal.write(
            work,
            roster.ChangeKind.PROFILE,
            desk=changed.key,
            member=username,
            by=username,
            now=now,
            spans=(span,),
            note=way.title,
        )
        for former in changed.in_force:
            work.profiles.end(former.key, change=change.key)
        work.profiles.add(
            profile.InForce(
                key=journal.new_key(), desk=changed.key, profile=way.name, span=span, by=username
            ),
            change=change.key,
        )
        posted = messages.ProfileSet(
            change=change.key,
            title=changed.title,
            profile=way.title,
            names=_names(way),
            until=end,
            by=known.team.name_of(username),
        )
        after_change.announce(work, posted, key=f"change-{change.key}", desk=changed, house=known, now=now)
    names = _names(way)
    return messages.ProfileStarted(title=changed.title, profile=way.title, names=names, until=end)


def end(
    *,
    username: str,
    desk: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """End the profile in force on a desk."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        changed = known.desks[desk]
        held = profile.at(now, in_force=changed.in_force)
        if held is None:
            return messages.NoProfileInForce(title=changed.title)
        left = interval.Interval(start=now, end=held.span.end)
        way = changed.way(held.profile)
        title = way.title if way else held.profile
        change = journal.write(
            work,
            roster.ChangeKind.END_PROFILE,
            desk=changed.key,
            member=username,
            by=username,
            now=now,
            spans=(left,),
            note=title,
        )
        for former in changed.in_force:
            work.profiles.end(former.key, change=change.key)
        by = known.team.name_of(username)
        posted = messages.ProfileEnded(change=change.key, title=changed.title, profile=title, by=by)
        after_change.announce(work, posted, key=f"change-{change.key}", desk=changed, house=known, now=now)
    return messages.ProfileStopped(title=changed.title, profile=title)


def _names(way: profile.Profile) -> tuple[str, ...]:
    """Return who can ring of a profile: whoever has no proved number does not."""
    return tuple(who.name for who in way.rings if who.can_be_rung)


def _called(name: str, *, desk: desk_module.Desk) -> profile.Profile | None:
    return next(
        (
            one
            for one in desk.profiles
            if commands.same_word(one.name, name) or commands.same_word(one.title, name)
        ),
        None,
    )


def _end(until: str, *, desk: desk_module.Desk, now: dt.datetime) -> dt.datetime | None:
    if until:
        return dates.until_named(until, now=now, hours=desk.hours)
    today = desk.hours.served_spans_on(now.astimezone(desk.hours.zone).date())
    return today[-1].end if today else None
