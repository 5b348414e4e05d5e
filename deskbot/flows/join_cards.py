"""The two cards of one call become one: what people did with either is on the one that stays."""

import dataclasses
import datetime as dt

from deskbot.calls import case, merge
from deskbot.chat import messages
from deskbot.flows import card_thread, keep_card, ports, settle_alert, show_card, tell
from deskbot.flows import house as house_module
from deskbot.people import phone

# What belongs together: who has a card and how they came to it, how it ended, that it was opened again.
_HOLDER = (
    *("taken_by", "taken_at", "assigned_by", "taken_before", "assigned_before"),
    *("ended", "reminded"),
)
_STATE = ("state", "closing", "done_by", "done_at")
_OPENED_AGAIN = ("reopened_at", "reopened_by")
_TOPIC, _URGENCY = ("topic", "topic_by"), ("urgent", "urgent_by")
_ORDER = (case.State.OPEN, case.State.TAKEN, case.State.DONE)


def join(
    work: ports.Work,
    left: case.Case,
    kept: case.Case,
    *,
    call: merge.Call,
    house: house_module.House,
    now: dt.datetime,
) -> case.Case:
    """Have `kept` stand for `left` too, and return it; `call` is what both are about.

    It is with whoever took either first; somebody else who has one is told that they need not call back.
    """
    whole = _both(left, kept)
    work.cases.save(whole)
    _tell(work, (left, kept), whole, call=call, house=house, now=now)
    card_thread.leave(work, left, now=now)
    for part in work.cases.joined_to(left.key):
        work.cases.save(part.changed(joined_to=kept.key))
        work.due.put(show_card.KIND, part.key, at=now)
    gone = (work.cases.get(left.key) or left).closed(case.Closing.JOINED, at=now)
    work.cases.save(dataclasses.replace(gone, joined_to=kept.key))
    work.due.put(show_card.KIND, left.key, at=now)
    for alert in work.alerts.of_case(left.key):
        work.alerts.save(dataclasses.replace(alert, case=kept.key))
    if whole.state is not case.State.OPEN:
        _settle_alerts(work, whole, now=now)
    return whole


def _both(left: case.Case, kept: case.Case) -> case.Case:
    """Return the card that stays once it knows what people did with the other one."""
    names: list[str] = []
    if _had_it_first(left, kept):
        names += _HOLDER
    # That calls alone settled the other one says nothing against who has this one.
    by_itself = left.state is case.State.DONE and left.done_by is None
    is_further = _ORDER.index(left.state) > _ORDER.index(kept.state)
    if is_further and not (by_itself and kept.state is case.State.TAKEN):
        names += _STATE
    for group in (_OPENED_AGAIN, _TOPIC, _URGENCY):
        if not getattr(kept, group[0]):
            names += group
    lines = dict.fromkeys("\n".join(filter(None, (kept.note, left.note))).split("\n"))
    return kept.changed(
        **{name: getattr(left, name) for name in names},
        note="\n".join(lines) or None,
    )


def _had_it_first(left: case.Case, kept: case.Case) -> bool:
    """Whether whoever has, or had, the other card goes before whoever has this one."""
    if left.taken_at is not None:
        return kept.taken_at is None or left.taken_at < kept.taken_at
    # Who ended it at once never took it.
    return left.taken_by is not None and kept.taken_by is None


def _tell(
    work: ports.Work,
    cards: tuple[case.Case, ...],
    whole: case.Case,
    *,
    call: merge.Call,
    house: house_module.House,
    now: dt.datetime,
) -> None:
    """Tell whoever has one of the cards, and not the one that stays, that it is somebody else's or done."""
    team = house.people(work)
    for card in cards:
        if card.state is not case.State.TAKEN:
            continue
        if whole.state is case.State.DONE and whole.done_by is not None:
            keep_card.tell_former(work, card, whole, by=whole.done_by, team=team, now=now)
        elif whole.state is case.State.TAKEN and card.taken_by != whole.taken_by:
            told = messages.SameCall(
                name=team.name_of(whole.taken_by),
                caller=phone.mask(call.caller) if call.caller else None,
                at=card.at,
            )
            place = messages.Direct(username=str(card.taken_by))
            tell.later(work, told, place=place, key=f"same-{whole.key}-{whole.version}", now=now)


def _settle_alerts(work: ports.Work, whole: case.Case, *, now: dt.datetime) -> None:
    by = whole.done_by or whole.taken_by
    if by is None:
        settle_alert.settle(work, whole.key, now=now)
    else:
        settle_alert.take(work, whole.key, by=by, now=now)
