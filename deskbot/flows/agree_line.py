"""An admin agrees to what deskbot does not do to a line by itself."""

import collections.abc
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import bring_number, journal, line_aim, ports, tell
from deskbot.flows import house as house_module
from deskbot.line import agreement, plan
from deskbot.people import permissions

_KEY = "agree"
#: How long an agreement to one large change holds: it is made within minutes.
_ONCE = dt.timedelta(hours=1)


def ask_for(
    work: ports.Work,
    aimed: line_aim.Aim,
    outcomes: collections.abc.Iterable[bring_number.Outcome],
    *,
    admins_channel: str,
) -> None:
    """Ask the admins for what the line of a desk waits for; the same thing is asked once."""
    not_armable = next((one.not_armable for one in aimed.wanted.values() if one.not_armable), None)
    # Asked once for a turn, or for a day.
    today = aimed.now.astimezone(aimed.desk.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    until = aimed.answering.ends or today
    for username in aimed.withheld:
        asked = messages.LineNeedsAgreement(
            key=_key(aimed.desk.key, agreement.Subject.MEMBER, username, stamp=until),
            title=aimed.desk.title,
            subject=agreement.Subject.MEMBER,
            name=aimed.team.name_of(username),
            why=not_armable,
        )
        _ask(work, asked, admins_channel=admins_channel, now=aimed.now)
    for outcome in outcomes:
        subject = _subject(outcome.problem)
        if subject is None:
            continue
        asked = messages.LineNeedsAgreement(
            key=_key(aimed.desk.key, subject, "", stamp=aimed.known.failing_since or aimed.now),
            title=aimed.desk.title,
            subject=subject,
            name="",
            why=None,
            count=_count(outcome.problem, aimed=aimed),
        )
        _ask(work, asked, admins_channel=admins_channel, now=aimed.now)


def _subject(problem: Exception | None) -> agreement.Subject | None:
    if isinstance(problem, plan.TooManyChanges):
        return agreement.Subject.MANY_CHANGES
    return agreement.Subject.MANY_A_DAY if isinstance(problem, plan.TooManyToday) else None


def _count(problem: Exception | None, *, aimed: line_aim.Aim) -> int:
    return problem.count if isinstance(problem, plan.TooManyChanges) else aimed.people_today


def _key(desk: str, subject: agreement.Subject, about: str, *, stamp: dt.datetime) -> str:
    return f"{_KEY};{desk};{subject.value};{about};{stamp.timestamp():.0f}"


def _ask(
    work: ports.Work, asked: messages.LineNeedsAgreement, *, admins_channel: str, now: dt.datetime
) -> None:
    if work.notices.get(asked.key) is None:
        tell.later(work, asked, place=messages.Channel(name=admins_channel), key=asked.key, now=now)


def agree(
    key: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Keep that an admin agrees to what the post `key` asks; the second one learns who did."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        item = work.notices.get(key)
        known = house.known(work, since=now)
        desk = known.desk(_part(key, 1))
        if item is None or desk is None or not isinstance(item.message, messages.LineNeedsAgreement):
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        asked = item.message
        if asked.agreed_by is not None:
            return messages.LineAgreed(name=asked.name, title=desk.title, by=asked.agreed_by)
        about = _part(key, 3)
        work.agreements.add(
            agreement.Agreement(
                desk=desk.key,
                subject=asked.subject,
                about=about,
                by=username,
                at=now,
                until=_until(asked.subject, now=now, zone=desk.hours.zone),
            )
        )
        journal.write(
            work,
            roster.ChangeKind.AGREE_LINE,
            desk=desk.key,
            member=about or username,
            by=username,
            now=now,
        )
        by = known.team.name_of(username)
        tell.again(work, asked.agreed(by=by), key=key, now=now)
        line_aim.look_soon(work, desk.key, now=now)
    return messages.LineAgreed(name=asked.name, title=desk.title, by=None)


def _part(key: str, place: int) -> str:
    parts = key.split(";")
    return parts[place] if place < len(parts) else ""


def _until(subject: agreement.Subject, *, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    match subject:
        case agreement.Subject.MEMBER:
            return None
        case agreement.Subject.MANY_CHANGES:
            return now + _ONCE
        case agreement.Subject.MANY_A_DAY:
            tomorrow = now.astimezone(zone).date() + dt.timedelta(days=1)
            return dt.datetime.combine(tomorrow, dt.time(), tzinfo=zone)
