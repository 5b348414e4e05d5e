"""Some hours of a line in the sandbox, and all that its sources tell of each call."""

import dataclasses
import datetime as dt

from deskbot.calls import events, merge
from deskbot.sandbox import clock
from deskbot.sandbox.ovh import calling, config, numbers, placed
from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import switches as line_switches

LEA, TOM = "+33639980101", "+33639980102"
ALICE, BOB, CARLA = "+33639980201", "+33639980202", "+33639980203"
NUMBER, VOICEMAIL = "+33353010100", "+33353010199"
START = dt.datetime(2024, 8, 1, 10, tzinfo=clock.PARIS)
WAIT_S = 60
LINE = merge.Line(numbers=(NUMBER,), voicemail_number=VOICEMAIL, longest_wait_s=WAIT_S)
_CAUSES = {
    "hangup": events.Cause.CALLER_LEFT,
    "voicemail": events.Cause.NO_ANSWER,
    "answered": events.Cause.SUCCESS,
}


class _StillClock(clock.SandboxClock):
    """Stands where it was put: what a second holds does not depend on how fast a test runs."""

    def __init__(self, moment: dt.datetime) -> None:
        super().__init__(moment)
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment


@dataclasses.dataclass(frozen=True, kw_only=True)
class Known:
    """A call as it happened, and what each kind of source tells of it."""

    caller: str | None
    begin: dt.datetime
    ended: dt.datetime
    end: str
    answered_by: str | None
    records: tuple[events.CallRecord, ...]
    message: tuple[events.VoicemailMessage, ...]
    mail: tuple[events.VoicemailMail, ...]
    live: tuple[events.LiveEvent, ...]

    @property
    def sources(self) -> tuple[events.Event, ...]:
        """All that is told of it; live events are many."""
        return (*self.records, *self.message, *self.mail, *self.live)


class Day:
    """A line whose calls ring Léa, then Tom, then the voicemail."""

    def __init__(self, *, is_open: bool = True, **switches: object) -> None:
        agents = [
            config.Agent(description=who, number=who, timeout_s=24, status="available") for who in (LEA, TOM)
        ]
        self.clock = _StillClock(START)
        self.line = lines.Line(
            clock=self.clock,
            config=config.LineConfig(
                agents=tuple(agents if is_open else []),
                max_wait_s=WAIT_S,
                switches=line_switches.Switches(records_late_s=0, **switches),  # type: ignore[arg-type]
            ),
        )

    def call(self, caller: str | None, outcome: calling.Outcome, *, after_s: float = 0) -> Known:
        """Place a call `after_s` after the last one began."""
        self.clock.moment += dt.timedelta(seconds=after_s)
        call = calling.place_call(self.line, caller=caller, outcome=outcome, recording=b"sound")
        return Known(
            caller=caller,
            begin=call.begin,
            ended=call.ended_at,
            end=call.end,
            answered_by=numbers.to_e164(call.answered_leg.number) if call.answered_leg else None,
            records=tuple(_record(one) for one in self.line.records if one.call_id == call.call_id),
            message=self._message(call, caller=caller),
            mail=self._mail(call, caller=caller),
            live=tuple(_live(call, caller=caller)),
        )

    def _message(self, call: placed.PlacedCall, *, caller: str | None) -> tuple[events.VoicemailMessage, ...]:
        if call.message_id is None:
            return ()
        found = self.line.mailbox.messages[call.message_id]
        return (
            events.VoicemailMessage(
                key=str(found.message_id), caller=caller, at=found.created, duration_s=found.duration_s
            ),
        )

    def _mail(self, call: placed.PlacedCall, *, caller: str | None) -> tuple[events.VoicemailMail, ...]:
        return tuple(
            events.VoicemailMail(
                key=f"mail-{one.key}",
                caller=caller,
                tells_caller=True,
                dialled=VOICEMAIL,
                at=one.at,
                is_exact=True,
                duration_s=one.duration_s,
                has_sound=True,
            )
            for one in self._message(call, caller=caller)
        )


def told(*happened: events.Event) -> list[events.Told]:
    """Return events as they are kept, each under a name of its own; what was told twice is there twice."""
    return [
        events.Told(desk="standard", name=f"{type(one).__name__}-{one.key}-{place}", event=one, told_at=START)
        for place, one in enumerate(happened)
    ]


def _record(record: placed.Record) -> events.CallRecord:
    return events.CallRecord(
        key=str(record.record_id),
        caller=numbers.to_e164(record.calling) if record.calling else None,
        called=numbers.to_e164(record.called) if record.called else None,
        way=events.RecordWay(record.way),
        at=record.created,
        duration_s=record.duration_s,
        number=NUMBER,
    )


def _live(call: placed.PlacedCall, *, caller: str | None) -> list[events.LiveEvent]:
    """Return what the queue tells, as `outside/ovh` reads it."""
    found = [_event(call, events.LiveKind.BEGINS, 0, caller=caller)]
    for leg in call.legs:
        over_s = leg.starts_s + leg.dialled_s
        agent = numbers.to_e164(leg.number)
        found.append(_event(call, events.LiveKind.RINGS, leg.starts_s, caller=caller, agent=agent))
        if leg.answered:
            found.append(_event(call, events.LiveKind.ANSWERED, over_s, caller=caller, agent=agent))
            hung_s = over_s + leg.talk_s
            found.append(_event(call, events.LiveKind.HUNG_UP, hung_s, caller=caller, agent=agent))
        else:
            cause = events.Cause.NO_ANSWER
            found.append(
                _event(call, events.LiveKind.GAVE_UP, over_s, caller=caller, agent=agent, cause=cause)
            )
    left_s = call.total_s if call.answered_leg else call.queued_s
    ends = _event(call, events.LiveKind.ENDS, left_s, caller=caller, cause=_CAUSES[call.end])
    return [*found, ends]


def _event(
    call: placed.PlacedCall,
    kind: events.LiveKind,
    offset_s: int,
    *,
    caller: str | None,
    agent: str | None = None,
    cause: events.Cause | None = None,
) -> events.LiveEvent:
    return events.LiveEvent(
        key=f"{call.call_id}-{kind.value}-{offset_s}-{agent}",
        call=f"session-{call.call_id}",
        kind=kind,
        at=call.at(offset_s),
        number=NUMBER,
        caller=caller,
        agent=agent,
        cause=cause,
    )
