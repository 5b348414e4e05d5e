"""What became of a call, from all that its sources say: weaker where they say less, never otherwise."""

import collections.abc
import datetime as dt

from deskbot.calls import assemble, events, merge, pieces, ringing
from deskbot.calls.pieces import Kind, Piece

#: Whoever leaves within so many seconds has dialled wrongly, or thought better of it.
EARLY_S = 8
# A mobile's own voicemail picks up so long after it was dialled, and is not talked to for long.
_OWN_VOICEMAIL_AFTER_S = range(18, 28)
_OWN_VOICEMAIL_TALK_S = 15
# Live events that stopped coming do not keep a call for ever: so long after, it is told as it is known.
_GIVEN_UP = dt.timedelta(seconds=30)


def call_of(
    cluster: assemble.Cluster,
    *,
    key: str,
    line: merge.Line,
    was_open: bool | None,
    blocked: collections.abc.Container[str] = (),
    now: dt.datetime,
) -> merge.Call:
    """Return the call that a cluster is.

    `was_open`: the desk was, as it began; None is not known. `blocked` are the numbers that are not let in.
    """
    evidence = _Evidence(cluster, line=line)
    message, mail = cluster.of(Kind.MESSAGE), cluster.of(Kind.MAIL)
    left = message or mail
    return merge.Call(
        key=key,
        caller=evidence.caller,
        caller_told=evidence.caller_told,
        at=evidence.at,
        number=evidence.number,
        outcome=_outcome(evidence, was_open=was_open, is_blocked=evidence.caller in blocked, now=now),
        legs=tuple(
            merge.Leg(
                at=ring.at,
                number=ring.number,
                rang_s=ring.rang_s,
                answered=ring.answered,
                cause=ring.cause,
            )
            for ring in evidence.rings
        ),
        knows_rings=evidence.knows_rings,
        voicemail=message.told[0].event.key if message else None,
        mail=mail.told[0].event.key if mail else None,
        message_s=left.talk_s if left else None,
        waited_s=evidence.waited_s,
        was_open=was_open,
    )


def begins(cluster: assemble.Cluster) -> dt.datetime:
    """Return when a call began, as well as its sources can say."""
    exact = cluster.of(Kind.RECORD) or cluster.of(Kind.SESSION)
    return exact.at if exact else min(piece.at for piece in cluster.pieces)


def dialled(cluster: assemble.Cluster) -> str | None:
    """Return the number that was dialled; None while it may be several."""
    numbers = frozenset.intersection(*(piece.numbers for piece in cluster.pieces))
    return next(iter(numbers)) if len(numbers) == 1 else None


def decided_at(cluster: assemble.Cluster, *, line: merge.Line) -> dt.datetime:
    """Return when a call that still seems to ring is told as it is known."""
    return begins(cluster) + line.longest_wait + pieces.GREETING + _GIVEN_UP


class _Evidence:
    """What the pieces of a call say together."""

    def __init__(self, cluster: assemble.Cluster, *, line: merge.Line) -> None:
        self._cluster, self._line = cluster, line
        self.record, self.session = cluster.of(Kind.RECORD), cluster.of(Kind.SESSION)
        self.at = begins(cluster)
        self.number = dialled(cluster)
        self.rings = ringing.together(ring for piece in cluster.pieces for ring in piece.rings)
        self.has_message = bool(cluster.of(Kind.MESSAGE) or cluster.of(Kind.MAIL))
        self.was_diverted = cluster.of(Kind.DIVERTED) is not None

    @property
    def caller(self) -> str | None:
        return next((piece.caller for piece in self._cluster.pieces if piece.tells_caller), None)

    @property
    def caller_told(self) -> bool:
        return any(piece.tells_caller for piece in self._cluster.pieces)

    @property
    def answered(self) -> ringing.Ring | None:
        return next((ring for ring in self.rings if ring.answered), None)

    @property
    def talked(self) -> bool:
        """Whether a record, or the end of the call, says that somebody or something answered."""
        is_over = any(piece.is_over for piece in self._live)
        return is_over or (self.record is not None and (self.record.talk_s or 0) > 0)

    @property
    def is_refused(self) -> bool:
        return any(piece.cause is events.Cause.REFUSED for piece in self._cluster.pieces)

    @property
    def cannot_be_reached(self) -> bool:
        return any(ring.cause is events.Cause.OUT_OF_ORDER for ring in self.rings)

    @property
    def is_unanswered(self) -> bool:
        """Whether a source says that nobody answered, and not only that one phone was not picked up."""
        silent_record = self.record is not None and not self.talked
        let_go = self.has_message or self.was_diverted or any(one.is_unanswered for one in self._live)
        return silent_record or let_go

    @property
    def knows_rings(self) -> bool:
        """Whether the phones known are all that were rung: be it none."""
        ended = self.session is not None and self.session.ends is not None
        return bool(self.rings) or self.was_diverted or ended

    @property
    def waited_s(self) -> int | None:
        """How long the caller waited, where two sources of one moment, or live events, say so."""
        if self.answered is not None:
            ring = self.answered
            rang_to = None if ring.rang_s is None else ring.at + dt.timedelta(seconds=ring.rang_s)
            return self._since_beginning(rang_to)
        diverted = self._cluster.of(Kind.DIVERTED)
        ends = next((piece.ends for piece in self._live if piece.ends), None)
        return self._since_beginning(ends or (diverted.at if diverted else None))

    @property
    def left_early(self) -> bool:
        waited_s = self.waited_s
        left = any(piece.caller_left for piece in self._live)
        return left and waited_s is not None and waited_s <= EARLY_S

    def rings_still(self, *, now: dt.datetime) -> bool:
        """Whether live events alone tell of it, and none that it is over."""
        is_over = self.is_unanswered or any(piece.ends for piece in self._live)
        if self.record is not None or is_over or not self._live:
            return False
        return now < decided_at(self._cluster, line=self._line)

    @property
    def _live(self) -> list[Piece]:
        found = [self.session, *(one for one in self._cluster.pieces if one.kind is Kind.LEG)]
        return [one for one in found if one and isinstance(one.told[0].event, events.LiveEvent)]

    def _since_beginning(self, moment: dt.datetime | None) -> int | None:
        exact = self.record or self.session
        if exact is None or moment is None:
            return None
        return max(0, int((moment - exact.at).total_seconds()))


def _outcome(
    evidence: _Evidence, *, was_open: bool | None, is_blocked: bool, now: dt.datetime
) -> merge.Outcome:
    # A message was left for somebody to hear, whoever left it.
    if evidence.has_message:
        return merge.Outcome.VOICEMAIL
    if is_blocked or evidence.is_refused:
        return merge.Outcome.BLOCKED
    if evidence.answered is not None:
        seems = _seems_a_voicemail(evidence.answered)
        return merge.Outcome.OWN_VOICEMAIL if seems else merge.Outcome.ANSWERED
    if evidence.rings_still(now=now):
        return merge.Outcome.RUNNING
    return _unanswered(evidence, was_open=was_open)


def _seems_a_voicemail(ring: ringing.Ring) -> bool:
    return (
        ring.rang_s in _OWN_VOICEMAIL_AFTER_S
        and ring.talk_s is not None
        and ring.talk_s < _OWN_VOICEMAIL_TALK_S
    )


def _unanswered(evidence: _Evidence, *, was_open: bool | None) -> merge.Outcome:
    """Return how a call ended of which no phone is known to have been picked up."""
    if was_open is False and not evidence.rings:
        # Nobody was to be rung: what the record counts is the greeting or the announcement.
        return merge.Outcome.OUT_OF_HOURS
    if evidence.cannot_be_reached and evidence.is_unanswered:
        return merge.Outcome.FAILED_FORWARD
    if evidence.left_early:
        return merge.Outcome.ABANDONED
    if evidence.is_unanswered:
        return merge.Outcome.MISSED
    return merge.Outcome.UNCLEAR if evidence.rings or not evidence.talked else merge.Outcome.TALKED
