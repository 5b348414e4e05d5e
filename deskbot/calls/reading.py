"""From what the sources told to pieces, each thing once, in whatever order it was told."""

import collections
import collections.abc
import datetime as dt

from deskbot.calls import events, merge, pieces, ringing

# A mail is sent so long after its message was left, at most; one that tells when may tell the minute alone.
_MAIL_LATE = dt.timedelta(minutes=10)
_MINUTE = dt.timedelta(seconds=59)
# Somebody may have talked that long before an event that only tells of the talk's end.
_LONGEST_TALK = dt.timedelta(hours=2)
_OF_A_TALK = frozenset({events.LiveKind.HUNG_UP, events.LiveKind.ENDS})
_NONE = dt.timedelta()


def pieces_of(told: collections.abc.Iterable[events.Told], *, line: merge.Line) -> tuple[pieces.Piece, ...]:
    """Return what was told, piece by piece, in order; what is about no incoming call is left out."""
    groups: dict[collections.abc.Hashable, list[events.Told]] = collections.defaultdict(list)
    for one in sorted(told, key=lambda one: (one.event.at, one.desk, one.name)):
        groups[_identity(one)].append(one)
    made = [piece for group in groups.values() if (piece := _piece(tuple(group), line=line)) is not None]
    return tuple(sorted(made, key=lambda piece: piece.order))


def began_before(told: collections.abc.Iterable[events.Told]) -> bool:
    """Whether it tells live of the end of a talk, and of nothing that came before that end."""
    first: dict[str, events.LiveEvent] = {}
    for event in (one.event for one in told):
        if isinstance(event, events.LiveEvent):
            first[event.call] = min(first.get(event.call, event), event, key=_happened)
    return any(event.kind in _OF_A_TALK for event in first.values())


def _happened(event: events.LiveEvent) -> tuple[dt.datetime, int]:
    return (event.at, ringing.ORDER[event.kind])


def _identity(told: events.Told) -> collections.abc.Hashable:
    """Return what the same thing told twice has in common; all that is told live of a call is one thing."""
    event = told.event
    match event:
        case events.LiveEvent():
            return ("live", event.call)
        case events.CallRecord() if event.caller is not None:
            # Around a change of month one record may be in both of the operator's lists; nobody dials twice
            # in one second.
            return ("record", event.way, event.number, event.caller, event.called, event.at, event.duration_s)
        case events.CallRecord():
            return ("record", told.desk, event.key)
        case events.VoicemailMessage():
            return ("message", event.key)
        case _:
            return ("mail", event.key)


def _piece(told: tuple[events.Told, ...], *, line: merge.Line) -> pieces.Piece | None:
    event = told[0].event
    match event:
        case events.LiveEvent():
            return _live(told, line=line)
        case events.CallRecord(way=events.RecordWay.INCOMING):
            return _incoming(event, told, line=line)
        case events.CallRecord(way=events.RecordWay.TRANSFER):
            return _transfer(event, told, line=line)
        case events.VoicemailMessage():
            return _message(event, told, line=line)
        case events.VoicemailMail():
            return _mail(event, told, line=line)
        case _:
            return None


def _incoming(event: events.CallRecord, told: tuple[events.Told, ...], *, line: merge.Line) -> pieces.Piece:
    rang_only = line.ringing_counts and event.duration_s <= line.longest_wait_s
    return pieces.Piece(
        kind=pieces.Kind.RECORD,
        told=told,
        caller=event.caller,
        tells_caller=True,
        numbers=_numbers(event.number or event.called, line=line),
        at=event.at,
        first=event.at,
        last=event.at,
        talk_s=0 if rang_only else event.duration_s,
        cause=event.cause,
    )


def _transfer(event: events.CallRecord, told: tuple[events.Told, ...], *, line: merge.Line) -> pieces.Piece:
    diverted = event.called == line.voicemail_number
    ring = ringing.of_record(event, ringing_counts=line.ringing_counts)
    # What goes on to another number of ours rings no phone.
    rings = (ring,) if ring is not None and not diverted and ring.number not in line.numbers else ()
    return pieces.Piece(
        kind=pieces.Kind.DIVERTED if diverted else pieces.Kind.LEG,
        told=told,
        caller=None if event.caller in line.numbers else event.caller,
        # Where the queue shows its own number to the agents, a leg does not say who called.
        tells_caller=event.caller not in line.numbers,
        numbers=_numbers(event.number, line=line),
        at=event.at,
        first=event.at - line.longest_wait,
        last=event.at,
        talk_s=event.duration_s if diverted or any(one.answered for one in rings) else 0,
        rings=rings,
    )


def _message(
    event: events.VoicemailMessage, told: tuple[events.Told, ...], *, line: merge.Line
) -> pieces.Piece:
    return pieces.Piece(
        kind=pieces.Kind.MESSAGE,
        told=told,
        caller=event.caller,
        tells_caller=True,
        numbers=frozenset(line.numbers),
        at=event.at,
        first=event.at - line.longest_wait - pieces.GREETING,
        last=event.at,
        talk_s=event.duration_s,
    )


def _mail(event: events.VoicemailMail, told: tuple[events.Told, ...], *, line: merge.Line) -> pieces.Piece:
    early = _MINUTE if event.is_exact else _NONE
    late = _NONE if event.is_exact else _MAIL_LATE + dt.timedelta(seconds=event.duration_s or 0)
    return pieces.Piece(
        kind=pieces.Kind.MAIL,
        told=told,
        caller=event.caller,
        tells_caller=event.tells_caller,
        numbers=_numbers(event.dialled, line=line),
        at=event.at,
        first=event.at - late - line.longest_wait - pieces.GREETING,
        last=event.at + early,
        talk_s=event.duration_s,
        early=early,
        late=late,
    )


def _live(told: tuple[events.Told, ...], *, line: merge.Line) -> pieces.Piece:
    happened = _once(told)
    by_kind = {one.kind: one for one in reversed(happened)}
    begins, ends = by_kind.get(events.LiveKind.BEGINS), by_kind.get(events.LiveKind.ENDS)
    callers = [one.caller for one in happened if one.caller not in (None, *line.numbers)]
    rings = ringing.of_live(happened)
    at = begins.at if begins else happened[0].at
    is_vague = begins is None and happened[0].kind in _OF_A_TALK and not _is_unanswered(happened[0])
    talks = [ring.talk_s for ring in rings if ring.answered and ring.talk_s is not None]
    return pieces.Piece(
        kind=pieces.Kind.SESSION if begins else pieces.Kind.LEG,
        told=told,
        caller=min(callers, default=None, key=str),
        tells_caller=bool(callers) or any(one.caller is None for one in happened),
        numbers=_numbers(next((one.number for one in happened if one.number), None), line=line),
        at=at,
        first=at if begins else at - (_LONGEST_TALK if is_vague else line.longest_wait),
        last=at,
        talk_s=sum(talks) if talks else None,
        rings=rings,
        ends=ends.at if ends else None,
        ended_as=ends.cause if ends else None,
        is_vague=is_vague,
    )


def _once(told: tuple[events.Told, ...]) -> list[events.LiveEvent]:
    """Return the live events, each once, in the order in which they happened."""
    found = {
        (one.event.at, one.event.kind, one.event.agent or ""): one.event
        for one in told
        if isinstance(one.event, events.LiveEvent)
    }
    return [found[key] for key in sorted(found, key=lambda key: (key[0], ringing.ORDER[key[1]], key[2]))]


def _is_unanswered(event: events.LiveEvent) -> bool:
    return event.kind is events.LiveKind.ENDS and event.cause not in pieces.TALKED


def _numbers(told: str | None, *, line: merge.Line) -> frozenset[str]:
    return frozenset({told} if told in line.numbers else line.numbers)
