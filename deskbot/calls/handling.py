"""What people do with a card beside taking and ending it: hand it to somebody, sort it, undo."""

import datetime as dt
import enum

from deskbot.calls import case


class NothingToUndo(Exception):
    """The card is open: nobody did anything with it."""


class NotTheirs(Exception):
    """Only who did it, whom it concerns or an admin may undo it."""


class Undone(enum.StrEnum):
    """What is taken back of a card."""

    TAKE = "take"
    HAND_OVER = "hand_over"
    HAND_BACK = "hand_back"
    CLOSING = "closing"


def handed(card: case.Case, *, to: str, by: str, at: dt.datetime, is_admin: bool = False) -> case.Case:
    """Return the card once `by` handed it to `to`; one that was done is to be dealt with again.

    :raises case.CannotTake: if somebody has it, who is not `by`.
    """
    holds = by in (card.taken_by, card.assigned_by) or is_admin
    if card.state is case.State.TAKEN and not holds:
        raise case.CannotTake(by=card.taken_by, since=card.taken_at)
    before = card.taken_by if card.state is case.State.TAKEN else None
    todo = card.opened_again(at=at, by=by) if card.state is case.State.DONE else card
    return todo.changed(
        state=case.State.TAKEN,
        taken_by=to,
        taken_at=at,
        assigned_by=None if to == by else by,
        taken_before=before if before != to else None,
        # Were this undone, whoever has it again shall be able to hand it back.
        assigned_before=card.assigned_by if before not in (None, to) else None,
        ended=_ended(card) if card.state is case.State.DONE else None,
        reminded=0,
    )


def _ended(card: case.Case) -> case.Ended:
    return case.Ended(
        closing=card.closing,
        done_by=card.done_by,
        done_at=card.done_at,
        taken_by=card.taken_by,
        taken_at=card.taken_at,
    )


def undone(card: case.Case, *, by: str, at: dt.datetime, is_admin: bool = False) -> tuple[Undone, case.Case]:
    """Return what `by` takes back of the card, and the card without it.

    :raises NothingToUndo: if the card is open.
    :raises NotTheirs: if it is none of their doing.
    """
    if card.state is case.State.OPEN:
        raise NothingToUndo
    if card.state is case.State.DONE:
        _check(by, card.done_by, card.taken_by, is_admin=is_admin or card.done_by is None)
        return Undone.CLOSING, card.opened_again(at=at, by=by)
    _check(by, card.taken_by, card.assigned_by, is_admin=is_admin)
    if card.assigned_by is None:
        return Undone.TAKE, _as_before(card)
    if by == card.taken_by:
        return Undone.HAND_BACK, _free(card)
    if card.taken_before is None:
        return Undone.HAND_OVER, _as_before(card)
    back = _free(card).changed(
        state=case.State.TAKEN,
        taken_by=card.taken_before,
        taken_at=at,
        assigned_by=card.assigned_before,
    )
    return Undone.HAND_OVER, back


def sorted_as(card: case.Case, *, topic: str, channel: str, by: str) -> case.Case:
    """Return the card once `by` said what it is about, and so where it goes."""
    return placed(card.changed(topic=topic, topic_by=by), channel=channel, by=by)


def placed(card: case.Case, *, channel: str, by: str) -> case.Case:
    """Return the card once `by` said where it goes."""
    return card.changed(channel=channel, channel_by=by, refused_channel=None)


def _as_before(card: case.Case) -> case.Case:
    """Return the card as it was before somebody had it: open, or done."""
    free, ended = _free(card), card.ended
    if ended is None:
        return free
    return free.changed(
        state=case.State.DONE,
        closing=ended.closing,
        done_by=ended.done_by,
        done_at=ended.done_at,
        taken_by=ended.taken_by,
        taken_at=ended.taken_at,
    )


def _free(card: case.Case) -> case.Case:
    return card.changed(
        state=case.State.OPEN,
        taken_by=None,
        taken_at=None,
        assigned_by=None,
        taken_before=None,
        assigned_before=None,
        ended=None,
        reminded=0,
    )


def _check(by: str, *concerned: str | None, is_admin: bool) -> None:
    if by not in concerned and not is_admin:
        raise NotTheirs
