"""Whether two pieces can be about one call, and how far apart they are if they are.

All that tells two calls apart is here: who called, which number, when, and how long what took. What is not
told rules nothing out.
"""

import collections.abc
import datetime as dt

from deskbot.calls import merge, pieces
from deskbot.calls.pieces import Kind, Piece
from deskbot.line import chain

#: What differs less is alike; the smaller the first number, or else the second, the nearer.
Distance = tuple[float, float]

# Sources of one moment may differ by the seconds that the operator rounds.
_SLACK = dt.timedelta(seconds=5)
_SLACK_S = _SLACK.total_seconds()
# A known caller is in one call at a time: what begins that near another of theirs is the same one. Of hidden
# ones there may be several, and their sources have to agree.
_ONE_BEGINNING = dt.timedelta(seconds=10)
# A talk with the voicemail may last so long after the message: a caller who does not hang up at once.
_AFTER_MESSAGE = dt.timedelta(seconds=30)
_LONGEST_RING = dt.timedelta(seconds=chain.LONGEST_RINGING_S) + _SLACK


def fit(one: Piece, other: Piece, *, line: merge.Line) -> bool:
    """Whether the two can be about one call."""
    first, second = sorted((one, other), key=lambda piece: piece.kind)
    return (
        _same_caller(first, second)
        and bool(first.numbers & second.numbers)
        and max(first.first, second.first) <= min(first.last, second.last) + _SLACK
        and _RULES[first.kind, second.kind](first, second, line)
    )


def distance(one: Piece, other: Piece) -> Distance:
    """Return how far apart two pieces that fit are."""
    first, second = sorted((one, other), key=lambda piece: piece.kind)
    match (first.kind, second.kind):
        case (Kind.RECORD, Kind.SESSION):
            return (_apart(first.at, second.at), _unlike_s(first, second))
        case (Kind.SESSION, Kind.LEG):
            return _from_rings(first, second)
        case (Kind.RECORD, Kind.LEG | Kind.DIVERTED):
            unlike_s = abs((first.talk_s or 0) - second.talk_s) if second.talk_s else 0
            # A phone rings once the call has begun: a little before is possible, and unlikely.
            return (unlike_s, _apart(first.at, second.at) + (60 if second.at < first.at else 0))
        case (Kind.DIVERTED | Kind.RECORD, Kind.MESSAGE | Kind.MAIL):
            return (_apart(first.over, second.over), 0)
        case (Kind.SESSION, _):
            return (_apart(first.ends or first.at, second.at), 0)
        case _:
            return (_apart(first.at, second.at), abs((first.talk_s or 0) - (second.talk_s or 0)))


def _unlike_s(record: Piece, session: Piece) -> float:
    """Return by how much the talk of a record is not the one of live events."""
    talked_s = record.talk_s or 0
    if session.is_unanswered and not session.caller_left:
        # The caller went to the voicemail: there was a talk with it.
        return 0 if talked_s else _SLACK_S
    return abs(talked_s - (session.talk_s or 0))


def _same_caller(one: Piece, other: Piece) -> bool:
    return not (one.tells_caller and other.tells_caller) or one.caller == other.caller


def _apart(one: dt.datetime, other: dt.datetime) -> float:
    return abs((one - other).total_seconds())


def _from_rings(session: Piece, leg: Piece) -> Distance:
    """Return how far a leg is from a ring of that phone; one that rang no such phone comes after all."""
    numbers = {ring.number for ring in leg.rings}
    rings = [_apart(ring.at, leg.at) for ring in session.rings if ring.number in numbers]
    return (min(rings), 0) if rings else (60, _apart(session.at, leg.at))


# -- the rules, each for two kinds


def _never(_one: Piece, _other: Piece, _line: merge.Line) -> bool:
    return False


def _record_session(record: Piece, session: Piece, line: merge.Line) -> bool:
    begun = session.at - record.at
    near = _apart(session.at, record.at) <= _ONE_BEGINNING.total_seconds()
    # A line may ring its own phone before the call reaches the queue that tells of it.
    if not near and not (record.caller and dt.timedelta() <= begun <= line.longest_wait):
        return False
    if line.ringing_counts:
        return True
    talked_s = record.talk_s or 0
    if session.answered is not None:
        return talked_s > 0 and talked_s + _SLACK_S >= (session.talk_s or 0)
    return not (session.caller_left and talked_s > 0)


def _record_leg(record: Piece, leg: Piece, line: merge.Line) -> bool:
    if (leg.ends or leg.at) > record.over + line.longest_wait + _SLACK:
        return False
    if line.ringing_counts:
        return True
    talked_s = record.talk_s or 0
    if leg.is_unanswered and leg.caller_left:
        return talked_s == 0
    if leg.kind is not Kind.DIVERTED and leg.answered is None:
        return True
    # A record may count the wait as well as the talk, never less than the talk.
    least_s = leg.talk_s or 0
    most_s = least_s + line.longest_wait_s if leg.talk_s is not None else talked_s
    return talked_s > 0 and least_s - _SLACK_S <= talked_s <= most_s + _SLACK_S


def _record_message(record: Piece, message: Piece, line: merge.Line) -> bool:
    if line.ringing_counts:
        return message.earliest <= record.over + line.longest_wait + pieces.GREETING
    talked_s = record.talk_s or 0
    return (
        talked_s > 0
        and (message.talk_s or 0) <= talked_s + _SLACK_S
        and message.earliest_over <= record.over + line.longest_wait + _SLACK
        and message.over >= record.over - _AFTER_MESSAGE
    )


def _session_leg(session: Piece, leg: Piece, line: merge.Line) -> bool:
    over = session.ends or session.at + line.longest_wait
    if leg.rings and leg.rings[0].is_timed and leg.at > over + _SLACK:
        return False
    if leg.kind is Kind.DIVERTED:
        return session.answered is None and not session.caller_left
    return not (session.is_unanswered and leg.answered) and _one_answers(session, leg)


def _session_message(session: Piece, message: Piece, _line: merge.Line) -> bool:
    if session.answered is not None or session.caller_left:
        return False
    if session.ends is None:
        return True
    return session.ends - _SLACK <= message.over and message.earliest <= session.ends + pieces.GREETING


def _leg_leg(one: Piece, other: Piece, _line: merge.Line) -> bool:
    """Two phones of a call: who answered ends the ringing, and one alone answers."""
    for first, second in ((one, other), (other, one)):
        rings_on = second.at > first.answered.at + _LONGEST_RING if first.answered else False
        if rings_on and not second.is_vague:
            return False
    return _one_answers(one, other)


def _one_answers(one: Piece, other: Piece) -> bool:
    if one.answered is None or other.answered is None:
        return True
    return one.answered.number == other.answered.number


def _leg_diverted(leg: Piece, diverted: Piece, _line: merge.Line) -> bool:
    return not (leg.answered or leg.is_vague) and leg.at <= diverted.at + _SLACK


def _leg_message(leg: Piece, message: Piece, line: merge.Line) -> bool:
    begins_late = message.earliest > leg.at + line.longest_wait + pieces.GREETING
    return not (leg.answered or leg.is_vague or begins_late) and leg.at - _SLACK <= message.at + message.early


def _diverted_message(diverted: Piece, message: Piece, _line: merge.Line) -> bool:
    return (
        diverted.at - _SLACK <= message.at + message.early
        and message.earliest <= diverted.over + _SLACK
        and (message.talk_s or 0) <= (diverted.talk_s or 0) + _SLACK_S
    )


def _message_mail(message: Piece, mail: Piece, _line: merge.Line) -> bool:
    if mail.talk_s is not None and abs(mail.talk_s - (message.talk_s or 0)) > _SLACK_S:
        return False
    return mail.earliest <= message.over + _SLACK and message.at <= mail.at + mail.early + _SLACK


_RULES: dict[tuple[Kind, Kind], collections.abc.Callable[[Piece, Piece, merge.Line], bool]] = {
    (Kind.RECORD, Kind.RECORD): _never,
    (Kind.RECORD, Kind.SESSION): _record_session,
    (Kind.RECORD, Kind.LEG): _record_leg,
    (Kind.RECORD, Kind.DIVERTED): _record_leg,
    (Kind.RECORD, Kind.MESSAGE): _record_message,
    (Kind.RECORD, Kind.MAIL): _record_message,
    (Kind.SESSION, Kind.SESSION): _never,
    (Kind.SESSION, Kind.LEG): _session_leg,
    (Kind.SESSION, Kind.DIVERTED): _session_leg,
    (Kind.SESSION, Kind.MESSAGE): _session_message,
    (Kind.SESSION, Kind.MAIL): _session_message,
    (Kind.LEG, Kind.LEG): _leg_leg,
    (Kind.LEG, Kind.DIVERTED): _leg_diverted,
    (Kind.LEG, Kind.MESSAGE): _leg_message,
    (Kind.LEG, Kind.MAIL): _leg_message,
    (Kind.DIVERTED, Kind.DIVERTED): _never,
    (Kind.DIVERTED, Kind.MESSAGE): _diverted_message,
    (Kind.DIVERTED, Kind.MAIL): _diverted_message,
    (Kind.MESSAGE, Kind.MESSAGE): _never,
    (Kind.MESSAGE, Kind.MAIL): _message_mail,
    (Kind.MAIL, Kind.MAIL): _never,
}
