"""Call detail records: which ones a placed call leaves."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import placed


def of_call(line: lines.Line, call: placed.PlacedCall) -> list[placed.Record]:
    """Return the records that `call` leaves, as the switches say."""
    found = list(_incoming(line, call))
    if line.switches.call_leaves_several_legs:
        found += [record for leg in call.legs for record in _transfer(line, call, leg)]
        found += _to_voicemail(line, call)
    return found


def of_click_to_call(line: lines.Line, *, called: str) -> placed.Record:
    """Return the record of a call that the line's telephone was told to make, now."""
    begin, talk_s = line.now().replace(microsecond=0), line.switches.click_to_call_talk_s
    call_id = line.next_id()
    return placed.Record(
        record_id=line.next_id(),
        call_id=call_id,
        visible_at=begin + dt.timedelta(seconds=talk_s + line.switches.records_late_s),
        created=begin,
        way="outgoing",
        calling=line.public,
        called=called,
        dialed=called,
        duration_s=talk_s,
        hangup="Normal call clearing" if talk_s else "No answer from user",
    )


def _incoming(line: lines.Line, call: placed.PlacedCall) -> Iterator[placed.Record]:
    leg = call.answered_leg
    talked_s = leg.talk_s if leg else call.voicemail_s
    yield from _record(line, call, way="incoming", called=line.public, talked_s=talked_s, rang_s=call.total_s)


def _transfer(line: lines.Line, call: placed.PlacedCall, leg: placed.Leg) -> Iterator[placed.Record]:
    if leg.number == line.public:
        return  # The line's own phone: nothing was transferred.
    yield from _record(
        line,
        call,
        way="transfer",
        called=leg.number,
        talked_s=leg.talk_s,
        rang_s=leg.rang_s,
        starts_s=leg.starts_s,
    )


def _to_voicemail(line: lines.Line, call: placed.PlacedCall) -> Iterator[placed.Record]:
    if call.voicemail is not None and call.voicemail_s:
        yield from _record(
            line,
            call,
            way="transfer",
            called=call.voicemail,
            talked_s=call.voicemail_s,
            rang_s=0,
            starts_s=call.total_s - call.voicemail_s,
        )


def _record(
    line: lines.Line,
    call: placed.PlacedCall,
    *,
    way: Literal["incoming", "transfer"],
    called: str,
    talked_s: int,
    rang_s: int,
    starts_s: int = 0,
) -> Iterator[placed.Record]:
    rule = line.switches.unanswered_incoming_record
    if not talked_s and rule == "absent":
        return
    yield placed.Record(
        record_id=line.next_id(),
        call_id=call.call_id,
        visible_at=call.ended_at + dt.timedelta(seconds=line.switches.records_late_s),
        created=call.at(starts_s),
        way=way,
        calling=_calling(line, call, way=way),
        called=called,
        dialed=line.public,
        duration_s=rang_s if not talked_s and rule == "ring_time" else talked_s,
        hangup=_hangup(call, talked_s=talked_s),
    )


def _hangup(call: placed.PlacedCall, *, talked_s: int) -> str:
    if call.end == "rejected":
        return "Call rejected"
    return "Normal call clearing" if talked_s else "No answer from user"


def _calling(line: lines.Line, call: placed.PlacedCall, *, way: str) -> str | None:
    if way == "transfer" and line.service.get("showCallerNumber") == "alias":
        return line.public
    if call.caller is None and not line.switches.hidden_caller_is_null_in_records:
        return line.switches.hidden_caller_word_in_voicemail
    return call.caller
