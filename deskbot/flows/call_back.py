"""The desk's telephone calls back whoever a card is about, when the one who took it asks."""

import datetime as dt

import structlog

from deskbot.calls import call_back, case
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.flows import house as house_module
from deskbot.flows import ports, tell
from deskbot.line import errors
from deskbot.line import tolls as tolls_module
from deskbot.people import permissions

log = structlog.get_logger(__name__)

KIND = "call_back"


def ask(
    key: str,
    *,
    username: str,
    house: house_module.House,
    tolls: tolls_module.Tolls,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Have the desk's telephone call whoever the card `key` is about; say which telephone rings first."""
    now = clock.now()
    with store.write() as work:
        if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
            return messages.Refused(reason=refusal)
        card = work.cases.get(key)
        desk = house.desk(card.desk) if card else None
        if card is None or desk is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        today = work.call_backs.of(username, since=_midnight(desk, now=now))
        if not call_back.is_asked_already(card, today=today, now=now):
            why = call_back.why_not(
                card,
                username=username,
                line=desk.click_to_call_line,
                allowed=tolls.allowed,
                today=today,
                most_a_day=tolls.call_backs_a_day,
            )
            if why is not None:
                return messages.CallBackRefused(reason=why, most_a_day=tolls.call_backs_a_day)
            _add(work, card, username=username, now=now)
    return messages.CallBackAsked(line=desk.click_to_call_line or "")


def _add(work: ports.Work, card: case.Case, *, username: str, now: dt.datetime) -> None:
    key = f"{card.key};{now.timestamp():.0f}"
    work.call_backs.add(call_back.CallBack(key=key, case=card.key, username=username, at=now))
    work.due.put(KIND, key, at=now)


def _midnight(desk: desk_module.Desk, *, now: dt.datetime) -> dt.datetime:
    return now.astimezone(desk.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    dialler: ports.Dialler,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Ask the operator for the call `key`, once; whoever waits by the telephone is told if it is in vain."""
    outcome = step("dial", lambda: _dial(key, house=house, dialler=dialler, store=store, clock=clock).value)
    step("tell", lambda: _tell(key, call_back.Outcome(str(outcome)), store=store, clock=clock))


def _dial(
    key: str,
    *,
    house: house_module.House,
    dialler: ports.Dialler,
    store: ports.Store,
    clock: ports.Clock,
) -> call_back.Outcome:
    now = clock.now()
    with store.write() as work:
        asked = work.call_backs.get(key)
        card = work.cases.get(asked.case) if asked else None
        desk = house.desk(card.desk) if card else None
        if asked is None or card is None or card.caller is None or not (desk and desk.click_to_call_line):
            return call_back.Outcome.REFUSED
        if asked.asked_at is not None:
            # We were stopped while the operator was being asked: to ask again could ring somebody twice.
            return call_back.Outcome.UNKNOWN
        if not asked.is_fresh(now=now):
            return call_back.Outcome.TOO_LATE
        work.call_backs.passed_on(key, at=now)
        number, line = card.caller, desk.click_to_call_line
    try:
        dialler.dial(number, line=line)
    except errors.LineRefused:
        return call_back.Outcome.REFUSED
    except errors.LineUnavailable:
        return call_back.Outcome.UNKNOWN
    return call_back.Outcome.PLACED


def _tell(key: str, outcome: call_back.Outcome, *, store: ports.Store, clock: ports.Clock) -> bool:
    log.info("A call back was asked for.", call_back=key, outcome=outcome.value)
    if outcome is call_back.Outcome.PLACED:
        return False
    with store.write() as work:
        asked = work.call_backs.get(key)
        if asked is None:
            return False
        place = messages.Direct(username=asked.username)
        said = messages.CallBackFailed(outcome=outcome)
        tell.later(work, said, place=place, key=f"call-back-{key}", now=clock.now())
    return True
