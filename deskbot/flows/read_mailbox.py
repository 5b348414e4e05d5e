"""What voicemail e-mails tell is kept until it becomes calls, and their sounds until a card takes them."""

import dataclasses
import datetime as dt

import structlog

from deskbot.calls import errors, events, intake, letter
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import interval
from deskbot.flows import house as house_module
from deskbot.flows import keep_recording, message_sound, ports, record_call
from deskbot.flows import watch as watch_module

log = structlog.get_logger(__name__)

KIND = "read_mailbox"
KEY = "mailbox"
# A mail that somebody moved here from elsewhere keeps the date at which it came in there.
_LOOK_BACK = dt.timedelta(days=2)
# Then the other mails of the mailbox wait for their turn: a look is one step.
_AT_ONCE = 20
# A message is told of at different moments by different sources.
_AROUND = dt.timedelta(hours=2)
# Where nothing says which of several desks was called, other sources have so long to say it.
_WAITS = dt.timedelta(minutes=5)
_LOOKS_AGAIN = dt.timedelta(seconds=30)
_A_MOMENT = dt.timedelta(microseconds=1)


def begin(work: ports.Work, *, now: dt.datetime) -> None:
    """Have the mailbox looked at now, and from now on: what came before was dealt with by hand."""
    known = work.intakes.get(KEY)
    if known.begun_at is None:
        work.intakes.save(dataclasses.replace(known, begun_at=now))
    work.due.put(KIND, KEY, at=now)


def end(work: ports.Work) -> None:
    """Look at it no more: what comes until it is looked at again is dealt with by hand."""
    work.due.drop(KIND, KEY)
    if work.intakes.get(KEY).begun_at is not None:
        work.intakes.save(intake.Intake(key=KEY))


def soon(*, store: ports.Store, clock: ports.Clock) -> None:
    """Have the mailbox looked at now."""
    with store.write() as work:
        work.due.put(KIND, KEY, at=clock.now())


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    watch: watch_module.Watch,
    mailbox: ports.Mailbox,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Take in the voicemail e-mails that came since the last look.

    `watch` says where it is told, and after how long, that the mailbox cannot be read.
    """

    def look() -> int:
        now = clock.now()
        with store.read() as work:
            known = work.intakes.get(key)
        taken = read = 0
        again_at: dt.datetime | None = None
        try:
            for one in mailbox.unread(since=_since(known, now=now)):
                if read == _AT_ONCE:
                    again_at = now
                    break
                told = _take_in(
                    one, house=house, mailbox=mailbox, recordings=recordings, store=store, now=now
                )
                if told is None:
                    again_at = now + _LOOKS_AGAIN
                else:
                    read, taken = read + 1, taken + told
        except (errors.MailboxUnavailable, errors.MailboxRefused):
            _blind(known, watch=watch, store=store, now=now)
            return taken
        _sighted(known, again_at=again_at, watch=watch, store=store, now=now)
        return taken

    step("look", look)


def _since(known: intake.Intake, *, now: dt.datetime) -> dt.datetime:
    begun_at = known.begun_at or now
    return begun_at if known.looked_at is None else max(begun_at, known.looked_at - _LOOK_BACK)


def _take_in(
    key: str,
    *,
    house: house_module.House,
    mailbox: ports.Mailbox,
    recordings: ports.Recordings,
    store: ports.Store,
    now: dt.datetime,
) -> int | None:
    """Keep what one mail tells, then settle it: killed in between, it is read and kept again, as the same.

    Return of how many messages it told; None while it stays where it is, to be read later.
    """
    try:
        letters = mailbox.read(key)
        with store.read() as work:
            if any(_waits(work, one.mail, house=house, now=now) for one in letters):
                return None
        for one in letters:
            _keep(one, house=house, recordings=recordings, store=store, now=now)
        if letters:
            mailbox.settle(key)
    except errors.MailGone:
        # Somebody else reads there too.
        return 0
    return len(letters)


def _keep(
    one: letter.Letter,
    *,
    house: house_module.House,
    recordings: ports.Recordings,
    store: ports.Store,
    now: dt.datetime,
) -> None:
    with store.read() as work:
        desk = _desk_of(work, one.mail, house=house)
        before = _told_before(work, desk, mail=one.mail)
    key = before.event.key if before else one.mail.key
    # Before anything tells of it: whoever looks for the sound then finds it.
    if one.sound is not None:
        recordings.save(message_sound.mail_key(key), one.sound)
    with store.write() as work:
        if before is None:
            work.sources.add(desk.key, _named(one.mail), one.mail, at=now)
            record_call.soon(work, desk.key, house=house, at=now)
        elif before.call and one.sound is not None:
            work.due.put(keep_recording.KIND, before.call, at=now)
    log.info("A mail tells of a message.", mail=key, desk=desk.key, has_sound=one.mail.has_sound)


def _told_before(
    work: ports.Work, desk: desk_module.Desk, *, mail: events.VoicemailMail
) -> events.Told | None:
    """Return another mail that told of the very same message: the operator wrote to two of our addresses."""
    if not (mail.is_exact and mail.duration_s is not None):
        return None
    span = interval.Interval(start=mail.at, end=mail.at + _A_MOMENT)
    others = [one for one in work.sources.between(desk.key, span=span) if one.name != _named(mail)]
    return next((one for one in others if _says_the_same(one.event, mail)), None)


def _says_the_same(event: events.Event, mail: events.VoicemailMail) -> bool:
    if not isinstance(event, events.VoicemailMail):
        return False
    return dataclasses.replace(event, key=mail.key, has_sound=mail.has_sound) == mail


def _named(mail: events.VoicemailMail) -> str:
    return f"mail-{mail.key}"


def _desk_of(work: ports.Work, mail: events.VoicemailMail, *, house: house_module.House) -> desk_module.Desk:
    """Return the desk that was called: the one that the mail names, else one that the caller called then.

    A mail that was taken in is of the same desk when it comes again, whatever is known by then.
    """
    meant, called = _meant(work, mail, house=house)
    return (called or meant)[0]


def _waits(
    work: ports.Work, mail: events.VoicemailMail, *, house: house_module.House, now: dt.datetime
) -> bool:
    """Whether nothing says yet which of several desks was called: as another's, one call would be two."""
    if now - mail.at >= _WAITS:
        return False
    meant, called = _meant(work, mail, house=house)
    apart = {house.desks.sharing(one.key)[0].key for one in meant}
    return len(apart) > 1 and not called


def _meant(
    work: ports.Work, mail: events.VoicemailMail, *, house: house_module.House
) -> tuple[list[desk_module.Desk], list[desk_module.Desk]]:
    """Return the desks that the mail may be about, and those of them that the caller called then.

    It may be about the one where it was kept before, else the one that it names, else any.
    """
    desks = list(house.desks.by_key.values())
    known = [one for one in desks if not work.sources.unseen(one.key, [_named(mail)])]
    named = [one for one in desks if mail.dialled in (one.voicemail_number, *_numbers(one))]
    meant = known or named or desks
    return meant, [one for one in meant if _was_called(work, one, mail=mail)]


def _numbers(desk: desk_module.Desk) -> tuple[str, ...]:
    return tuple(one.number for one in desk.numbers)


def _was_called(work: ports.Work, desk: desk_module.Desk, *, mail: events.VoicemailMail) -> bool:
    span = interval.Interval(start=mail.at - _AROUND, end=mail.at + _AROUND)
    return mail.tells_caller and any(
        told.event.caller == mail.caller for told in work.sources.between(desk.key, span=span)
    )


def _blind(known: intake.Intake, *, watch: watch_module.Watch, store: ports.Store, now: dt.datetime) -> None:
    since = known.blind_since or now
    tells = not known.blindness_told and watch.lasts(since, now=now)
    with store.write() as work:
        if tells:
            trouble = messages.MailboxTrouble(since=since)
            watch.tell(work, trouble, key=f"mailbox-blind-{since.timestamp():.0f}", now=now)
        told = known.blindness_told or tells
        work.intakes.save(dataclasses.replace(known, blind_since=since, blindness_told=told))


def _sighted(
    known: intake.Intake,
    *,
    again_at: dt.datetime | None,
    watch: watch_module.Watch,
    store: ports.Store,
    now: dt.datetime,
) -> None:
    with store.write() as work:
        if known.blindness_told and known.blind_since is not None:
            back = messages.MailboxBack(since=known.blind_since)
            watch.tell(work, back, key=f"mailbox-sighted-{now.timestamp():.0f}", now=now)
        if again_at is not None:
            work.due.put(KIND, known.key, at=again_at)
        looked_at = known.looked_at if again_at == now else now
        work.intakes.save(intake.Intake(key=known.key, begun_at=known.begun_at, looked_at=looked_at))
