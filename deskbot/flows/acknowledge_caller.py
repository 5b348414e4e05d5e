"""A mobile that got nobody is told, by one short text message a day, that somebody calls back."""

import datetime as dt

import structlog

from deskbot.calls import case, courtesy, merge
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.flows import house as house_module
from deskbot.flows import ports, tell
from deskbot.line import errors

log = structlog.get_logger(__name__)

KIND = "acknowledge_caller"
# Asked for so much later, when deskbot was stopped meanwhile, it would come out of the blue.
MAX_LATE_S = 900.0


def later(work: ports.Work, call: merge.Call, *, manners: courtesy.Manners | None, now: dt.datetime) -> None:
    """Have whoever called told once it is sure that they got nobody; never without `manners`."""
    if manners is not None and call.case is not None and courtesy.got_nobody(call):
        work.due.put(KIND, call.case, at=now + manners.delay)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    manners: courtesy.Manners | None,
    texts: ports.Texts,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Send the text that the card `key` is worth, if it is: at most once, whatever kills the process."""
    if manners is None:
        # A row of before texts were switched off.
        return
    step("send", lambda: _send(key, house=house, manners=manners, texts=texts, store=store, clock=clock))


def _send(
    key: str,
    *,
    house: house_module.House,
    manners: courtesy.Manners,
    texts: ports.Texts,
    store: ports.Store,
    clock: ports.Clock,
) -> bool:
    now = clock.now()
    with store.write() as work:
        card = work.cases.get(key)
        desk = house.desk(card.desk) if card else None
        if card is None or desk is None or card.caller is None:
            return False
        calls = sorted(work.calls.of_card(key), key=lambda call: call.at)
        last = calls[-1] if calls else None
        why = _why_not(work, card, last=last, desk=desk, house=house, manners=manners, now=now)
        number = card.caller
    if why is not None:
        log.info("A caller gets no text message.", card=key, reason=why.value)
        return False
    # What is claimed above is never sent twice; a text that is lost is a courtesy lost.
    left_message = any(call.has_message for call in calls)
    try:
        texts.send(messages.CallerText(house=manners.house, left_message=left_message), to=number)
    except errors.LineUnavailable:
        log.warning("Nobody knows whether a text message left.", card=key)
        return False
    except errors.LineRefused:
        _tell_admins(house, day=_day(desk, now=now), store=store, now=now)
        return False
    log.info("A caller was told by a text message.", card=key)
    return True


def _why_not(
    work: ports.Work,
    card: case.Case,
    *,
    last: merge.Call | None,
    desk: desk_module.Desk,
    house: house_module.House,
    manners: courtesy.Manners,
    now: dt.datetime,
) -> courtesy.WhyNot | None:
    """Return why the card is worth no text; None once the text of the day is claimed for its caller."""
    members = {one.number for one in house.people(work).members.values() if one.number}
    why = courtesy.why_not(
        card,
        last=last,
        now=now.astimezone(desk.hours.zone),
        manners=manners,
        own_numbers={*members, *house.own_numbers(), *desk.blocked},
    )
    if why is not None or card.caller is None:
        return why
    is_first = work.texts_sent.claim(card.caller, day=_day(desk, now=now))
    return None if is_first else courtesy.WhyNot.TOLD_TODAY


def _day(desk: desk_module.Desk, *, now: dt.datetime) -> dt.date:
    return now.astimezone(desk.hours.zone).date()


def _tell_admins(house: house_module.House, *, day: dt.date, store: ports.Store, now: dt.datetime) -> None:
    with store.write() as work:
        place = messages.Channel(name=house.admins_channel)
        tell.later(work, messages.TextRefused(), place=place, key=f"text-refused-{day}", now=now)
