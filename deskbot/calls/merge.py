"""Legs and sources -> one call (design, section 8: never two cards for one call, never none)."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.calls import events
from deskbot.line import chain


class Outcome(enum.StrEnum):
    """How a call ended."""

    MISSED = "missed"
    ANSWERED = "answered"
    VOICEMAIL = "voicemail"


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Leg:
    """One phone (E.164) that the operator says was rung, and when."""

    at: dt.datetime
    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """One call to a desk, whatever the number of sources that told of it.

    `at` is when it began, as well as the sources seen so far can say. The other fields are what they said;
    none of them is ever taken back, so the order in which sources arrive does not matter.
    """

    key: str
    caller: str | None = dataclasses.field(repr=False)
    at: dt.datetime
    incoming_s: int | None = None
    leg_answered: bool = False
    leg_unanswered: bool = False
    reached_voicemail: bool = False
    legs: tuple[Leg, ...] = ()
    voicemail: str | None = None
    message_s: int | None = None

    @property
    def has_record(self) -> bool:
        """Whether the operator's record of the incoming call was seen."""
        return self.incoming_s is not None

    @property
    def rung(self) -> tuple[str, ...] | None:
        """The numbers rung (E.164), each once, in order; None while no source says whom the call rang."""
        if not self.legs and not self.reached_voicemail:
            return None
        return tuple(dict.fromkeys(leg.number for leg in self.legs))

    @property
    def outcome(self) -> Outcome:
        """How the call ended, according to everything seen so far."""
        if self.voicemail is not None:
            return Outcome.VOICEMAIL
        if self.leg_answered:
            return Outcome.ANSWERED
        # A greeting that is listened to without leaving a word also makes the incoming record last: legs
        # that nobody answered, or the one to the voicemail, say that it was no conversation.
        talked = (self.incoming_s or 0) > 0 and not (self.leg_unanswered or self.reached_voicemail)
        return Outcome.ANSWERED if talked else Outcome.MISSED

    @property
    def needs_a_card(self) -> bool:
        """Whether somebody has to call back: nobody of the desk answered."""
        return self.outcome is not Outcome.ANSWERED


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    """What must be known of the line to read its records. Numbers are E.164.

    `longest_wait_s` bounds how long a call may ring before it leaves a message. `ringing_counts`: records
    count the seconds of ringing too ([A], facts/ovh.md says that they do not).
    """

    public_number: str
    voicemail_number: str
    longest_wait_s: int
    ringing_counts: bool = False

    @property
    def wait(self) -> dt.timedelta:
        """How long after its beginning a call may still have its legs, or begin its message."""
        return dt.timedelta(seconds=self.longest_wait_s + _GREETING_S)


# A greeting is listened to before the message begins.
_GREETING_S = 60
# Records of one moment may differ by the seconds that the operator rounds.
_SLACK = dt.timedelta(seconds=5)


def merge(event: events.Event, *, calls: collections.abc.Iterable[Call], line: Line, key: str) -> Call | None:
    """Return the call that `event` makes or completes: one of `calls` changed, or a new one named `key`.

    None means that the event is about no incoming call, or about one that no other source told of yet and
    that it cannot name. `calls` are the desk's calls around the event's time.
    """
    if isinstance(event, events.VoicemailMessage):
        return _with_message(event, calls=calls, line=line, key=key)
    if event.way is events.RecordWay.OUTGOING:
        return None
    if event.way is events.RecordWay.TRANSFER:
        return _with_leg(event, calls=calls, line=line, key=key)
    return _with_incoming(event, calls=calls, line=line, key=key)


def _latest(calls: collections.abc.Iterable[Call], *, since: dt.datetime, until: dt.datetime) -> Call | None:
    near = [call for call in calls if since <= call.at <= until]
    return max(near, key=lambda call: call.at, default=None)


def _earliest(
    calls: collections.abc.Iterable[Call], *, since: dt.datetime, until: dt.datetime
) -> Call | None:
    near = [call for call in calls if since <= call.at <= until]
    return min(near, key=lambda call: call.at, default=None)


def _of(calls: collections.abc.Iterable[Call], *, caller: str | None) -> list[Call]:
    return [call for call in calls if call.caller == caller]


def _with_message(
    event: events.VoicemailMessage, *, calls: collections.abc.Iterable[Call], line: Line, key: str
) -> Call:
    before = line.wait + dt.timedelta(seconds=event.duration_s)
    mine = _of(calls, caller=event.caller)
    known = next((call for call in mine if call.voicemail == event.key), None)
    free = [call for call in mine if call.voicemail is None and not call.leg_answered]
    found = known or _latest(free, since=event.at - before, until=event.at + _SLACK)
    call = found or Call(key=key, caller=event.caller, at=event.at)
    return dataclasses.replace(call, voicemail=event.key, message_s=event.duration_s)


def _with_incoming(
    event: events.CallRecord, *, calls: collections.abc.Iterable[Call], line: Line, key: str
) -> Call:
    rang_only = line.ringing_counts and event.duration_s <= line.longest_wait_s
    lasted_s = 0 if rang_only else event.duration_s
    mine = _of(calls, caller=event.caller)
    # Around a change of month one record may be in both of the operator's lists.
    known = next((call for call in mine if (call.at, call.incoming_s) == (event.at, lasted_s)), None)
    # What was seen before its record began later than it: a leg, or the message left at the end.
    fresh = [call for call in mine if not call.has_record]
    until = event.at + line.wait + dt.timedelta(seconds=event.duration_s)
    found = known or _earliest(fresh, since=event.at - _SLACK, until=until)
    call = found or Call(key=key, caller=event.caller, at=event.at)
    return dataclasses.replace(call, at=event.at, incoming_s=lasted_s)


def _with_leg(
    event: events.CallRecord, *, calls: collections.abc.Iterable[Call], line: Line, key: str
) -> Call | None:
    # Where the queue shows its own number to the agents, a leg does not say who called.
    anonymous = event.caller == line.public_number
    mine = list(calls) if anonymous else _of(calls, caller=event.caller)
    found = _latest(mine, since=event.at - line.wait, until=event.at + _SLACK)
    if found is None and anonymous:
        return None
    call = found or _told_of_later(mine, event=event, line=line)
    call = call or Call(key=key, caller=event.caller, at=event.at)
    call = call if call.has_record else dataclasses.replace(call, at=min(call.at, event.at))
    if event.called == line.voicemail_number:
        return dataclasses.replace(call, reached_voicemail=True)
    answered = event.duration_s > (chain.LONGEST_RINGING_S if line.ringing_counts else 0)
    leg = {Leg(at=event.at, number=event.called)} if event.called else set()
    return dataclasses.replace(
        call,
        leg_answered=call.leg_answered or answered,
        leg_unanswered=call.leg_unanswered or not answered,
        legs=tuple(sorted({*call.legs, *leg})),
    )


def _told_of_later(
    calls: collections.abc.Iterable[Call], *, event: events.CallRecord, line: Line
) -> Call | None:
    """Return the call that only a later leg or the message at its end told of so far."""
    fresh = [call for call in calls if not call.has_record]
    until = event.at + line.wait + dt.timedelta(seconds=event.duration_s)
    return _earliest(fresh, since=event.at, until=until)
