"""Forget the number of a caller, and all that was kept with it, at an admin's wish; a receipt says what."""

import datetime as dt
import functools

import structlog

from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import delete_post, erase_recording, journal, ports, show_card, tell
from deskbot.flows import house as house_module
from deskbot.people import permissions, phone, privacy

log = structlog.get_logger(__name__)

KIND = "forget_caller"
_AT_ONCE = 200
_LEFT = "left_"


def ask(
    number: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Return how much would be forgotten of a number, to be confirmed by a click."""
    now = clock.now()
    with store.write() as work:
        refusal = trouble_with(number, username=username, house=house.known(work, since=now))
        if refusal is not None:
            return refusal
        asked = privacy.Run(
            key=journal.new_key(),
            task=privacy.Task.FORGET,
            at=now,
            asked_by=username,
            number=phone.parse(number),
        )
        work.privacy_runs.save(asked)
        found = work.held.preview(phone.parse(number))
    return messages.ForgetCaller(run=asked.key, number=phone.mask(phone.parse(number)), found=found)


def trouble_with(number: str, *, username: str, house: house_module.House) -> messages.Message | None:
    """Return why nothing is done about a number that `username` typed; `house` is as known."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    try:
        e164 = phone.parse(number)
    except phone.NotAPhoneNumber:
        return messages.InTrouble(trouble=messages.Trouble.BAD_CALLER)
    if e164 in house.own_numbers():
        return messages.InTrouble(trouble=messages.Trouble.CALLER_IS_THE_HOUSE)
    if any(one.number == e164 and one.is_active for one in house.team.members.values()):
        return messages.InTrouble(trouble=messages.Trouble.CALLER_IS_A_MEMBER)
    return None


def confirm(
    key: str,
    *,
    with_open: bool,
    username: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Have what was asked for done; clicking again changes nothing."""
    if (refusal := permissions.to_administer(username, admins=house.admins)) is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        asked = work.privacy_runs.get(key)
        if asked is None:
            return messages.InTrouble(trouble=messages.Trouble.EXPIRED)
        if asked.confirmed_at is None:
            work.privacy_runs.save(asked.confirmed(at=now, with_open=with_open))
            work.due.put(KIND, key, at=now)
    return messages.ForgettingBegun()


def run(
    key: str, *, step: ports.Step, elsewhere: privacy.Elsewhere, store: ports.Store, clock: ports.Clock
) -> None:
    """Erase what is kept about the number of the run `key`, page by page, then send the receipt."""
    after: ports.StepResult = ""
    page = 0
    while isinstance(after, str):
        look = functools.partial(_erase, key, after, store=store, clock=clock)
        after = step(f"page-{page}", look)
        page += 1
    step("end", lambda: _end(key, elsewhere=elsewhere, store=store, clock=clock))


def _erase(key: str, after: str, *, store: ports.Store, clock: ports.Clock) -> str | None:
    """Erase what one page holds; return where the next one begins."""
    with store.read() as work:
        asked = work.privacy_runs.get(key)
        if asked is None or asked.number is None:
            return None
        page = work.held.page(asked.number, after=after, limit=_AT_ONCE)
    if page.keys:
        now = clock.now()
        with store.write() as work:
            fresh = work.privacy_runs.get(key) or asked
            erased = work.forgetting.erase(page.place, page.keys, run=fresh, now=now)
            _follow(work, erased, now=now)
            counted = fresh.counted(page.kind.value, erased.count)
            counted = counted.counted(privacy.Kind.RECORDINGS.value, len(erased.sounds))
            work.privacy_runs.save(counted.counted(f"{_LEFT}{page.kind.value}", erased.left))
    return page.after


def _follow(work: ports.Work, erased: privacy.Erased, *, now: dt.datetime) -> None:
    """Have the chat and the folder of recordings forget too."""
    delete_post.later(work, erased.post_ids, now=now)
    for key in erased.cards:
        if (card := work.cases.get(key)) is not None:
            show_card.soon(work, card, now=now)
    for key in erased.sounds:
        work.due.put(erase_recording.KIND, key, at=now + erase_recording.AFTER)


def _end(key: str, *, elsewhere: privacy.Elsewhere, store: ports.Store, clock: ports.Clock) -> bool:
    now = clock.now()
    with store.write() as work:
        asked = work.privacy_runs.get(key)
        if asked is None or asked.done_at is not None or asked.number is None or asked.asked_by is None:
            return False
        receipt = messages.Forgotten(
            receipt=key,
            number=phone.mask(asked.number),
            erased=asked.counts_of(tuple(privacy.Kind)),
            left=asked.counts_of(tuple(privacy.Kind), prefix=_LEFT),
            elsewhere=elsewhere,
        )
        place = messages.Direct(username=asked.asked_by)
        tell.later(work, receipt, place=place, key=f"forgotten-{key}", now=now)
        # The journal says that a number was forgotten, by whom and under which receipt, and not which: even
        # its hash could be tried against every number there is, by who has the secret.
        kind = roster.ChangeKind.FORGET_CALLER
        journal.write(work, kind, desk="", member=asked.asked_by, by=asked.asked_by, now=now, note=key)
        work.privacy_runs.save(asked.done(at=now))
    log.info("A caller was forgotten.", run=key, **{name: count for name, count in asked.counts.items()})
    return True
