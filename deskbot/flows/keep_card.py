"""What every change of a card by people has in common: who may, what is kept of it, that it is shown."""

import datetime as dt

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import journal, ports, show_card, tell
from deskbot.people import member, permissions, phone


def found(
    work: ports.Work, key: str, *, username: str, team: member.Team
) -> case.Case | messages.Refused | messages.InTrouble:
    """Return the card `key`, or what to answer to somebody who may do nothing with it."""
    if (refusal := permissions.to_act(team.find(username))) is not None:
        return messages.Refused(reason=refusal)
    card = work.cases.get(key)
    if card is None:
        return messages.InTrouble(trouble=messages.Trouble.GONE)
    if card.joined_to is not None:
        # One call would have two open cards again.
        return messages.InTrouble(trouble=messages.Trouble.CARD_JOINED)
    if card.erased_at is not None:
        # What would be written on it would never be purged, and there is nobody to call back.
        return messages.InTrouble(trouble=messages.Trouble.CARD_ERASED)
    return card


def keep(
    work: ports.Work,
    card: case.Case,
    kind: roster.ChangeKind,
    *,
    by: str,
    now: dt.datetime,
    member: str | None = None,
) -> None:
    """Keep what `by` did with the card, about `member` where it is about somebody, and have it shown."""
    work.cases.save(card)
    # Whoever clicked looks at it: this goes before the cards that only came.
    work.due.put(show_card.KIND, card.key, at=now, first=True)
    note = phone.mask(card.caller) if card.caller else ""
    journal.write(work, kind, desk=card.desk, member=member or by, by=by, now=now, note=note)


def tell_former(
    work: ports.Work, card: case.Case, done: case.Case, *, by: str, team: member.Team, now: dt.datetime
) -> None:
    """Tell whoever has `card` that `by`, who is somebody else, ended it: nobody calls back twice."""
    if card.state is not case.State.TAKEN or card.taken_by in (None, by) or done.closing is None:
        return
    told = messages.CardEnded(
        by=team.name_of(by),
        closing=done.closing,
        caller=phone.mask(card.caller) if card.caller else None,
        at=card.at,
    )
    place = messages.Direct(username=str(card.taken_by))
    tell.later(work, told, place=place, key=f"ended-{done.key}-{done.version}", now=now)


def not_free(problem: case.CannotTake, *, team: member.Team) -> messages.CardNotFree:
    """Return what the second one reads: who has the card, since when."""
    return messages.CardNotFree(name=team.name_of(problem.by), since=problem.since, is_done=problem.is_done)
