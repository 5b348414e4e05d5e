"""What became of a call: as much as its sources say, and nothing that they do not."""

import datetime as dt

import pytest

from deskbot.calls import assemble, events, judge, merge
from deskbot.calls.events import Cause, LiveKind
from deskbot.calls.merge import Outcome
from tests.unit.calls import line_day
from tests.unit.calls.line_day import LEA, TOM

CALLER = "+33639980201"
LINE = merge.Line(numbers=("+33353010100",), voicemail_number="+33353010199", longest_wait_s=180)
COUNTING = merge.Line(
    numbers=LINE.numbers, voicemail_number=LINE.voicemail_number, longest_wait_s=180, ringing_counts=True
)
START = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
LATER = START + dt.timedelta(hours=3)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def record(
    seconds: float,
    *,
    lasting: int = 0,
    way: events.RecordWay = events.RecordWay.INCOMING,
    called: str = LINE.numbers[0],
    cause: Cause | None = None,
) -> events.CallRecord:
    return events.CallRecord(
        key=f"{way.value}-{called}-{seconds}",
        caller=CALLER,
        called=called,
        way=way,
        at=at(seconds),
        duration_s=lasting,
        cause=cause,
    )


def incoming(seconds: float = 0, *, lasting: int = 0, cause: Cause | None = None) -> events.CallRecord:
    return record(seconds, lasting=lasting, cause=cause)


def leg(seconds: float, *, to: str = LEA, lasting: int = 0, cause: Cause | None = None) -> events.CallRecord:
    return record(seconds, lasting=lasting, way=events.RecordWay.TRANSFER, called=to, cause=cause)


def diverted(seconds: float, *, lasting: int) -> events.CallRecord:
    return leg(seconds, to=LINE.voicemail_number, lasting=lasting)


def message(seconds: float, *, lasting: int = 12) -> events.VoicemailMessage:
    return events.VoicemailMessage(key=f"vm-{seconds}", caller=CALLER, at=at(seconds), duration_s=lasting)


def live(
    kind: LiveKind, seconds: float, *, agent: str | None = None, cause: Cause | None = None
) -> events.LiveEvent:
    return events.LiveEvent(
        key=f"{kind.value}-{seconds}",
        call="q1",
        kind=kind,
        at=at(seconds),
        number=LINE.numbers[0],
        caller=CALLER,
        agent=agent,
        cause=cause,
    )


def answered_live(*, after_s: int, talk_s: int) -> list[events.Event]:
    return [
        live(LiveKind.BEGINS, 0),
        live(LiveKind.RINGS, 0, agent=LEA),
        live(LiveKind.ANSWERED, after_s, agent=LEA),
        live(LiveKind.HUNG_UP, after_s + talk_s, agent=LEA),
        live(LiveKind.ENDS, after_s + talk_s, cause=Cause.SUCCESS),
    ]


def call_of(
    told: list[events.Event],
    *,
    line: merge.Line = LINE,
    was_open: bool | None = True,
    blocked: frozenset[str] = frozenset(),
    now: dt.datetime = LATER,
) -> merge.Call:
    (cluster,) = assemble.clusters(line_day.told(*told), line=line)
    return judge.call_of(cluster, key="k", line=line, was_open=was_open, blocked=blocked, now=now)


# What was told, and what came of it.
STORIES = {
    "nobody answers": ([incoming(), leg(2), leg(26, to=TOM)], Outcome.MISSED),
    "the record alone, of no length": ([incoming()], Outcome.MISSED),
    "the record alone, of some length": ([incoming(lasting=60)], Outcome.TALKED),
    "one phone that was not picked up": ([leg(2)], Outcome.UNCLEAR),
    "a talk with nobody knows whom": ([incoming(lasting=60), leg(2)], Outcome.UNCLEAR),
    "the first answers": ([incoming(lasting=95), leg(2, lasting=90)], Outcome.ANSWERED),
    "the second answers": (
        [incoming(lasting=70), leg(1), leg(26, to=TOM, lasting=40)],
        Outcome.ANSWERED,
    ),
    "a message": (
        [incoming(lasting=40), leg(2), leg(26, to=TOM), diverted(50, lasting=40), message(70)],
        Outcome.VOICEMAIL,
    ),
    "the message alone": ([message(70)], Outcome.VOICEMAIL),
    "the greeting alone is heard": (
        [incoming(lasting=18), leg(2), diverted(50, lasting=18)],
        Outcome.MISSED,
    ),
    "a phone cannot be reached": (
        [incoming(), leg(2, cause=Cause.OUT_OF_ORDER), leg(3, to=TOM)],
        Outcome.FAILED_FORWARD,
    ),
    "a phone cannot be reached, another answers": (
        [incoming(lasting=40), leg(2, cause=Cause.OUT_OF_ORDER), leg(3, to=TOM, lasting=40)],
        Outcome.ANSWERED,
    ),
    "the caller is refused": ([incoming(cause=Cause.REFUSED)], Outcome.BLOCKED),
    "the caller leaves at once": (
        [live(LiveKind.BEGINS, 0), live(LiveKind.ENDS, 5, cause=Cause.CALLER_LEFT)],
        Outcome.ABANDONED,
    ),
    "the caller leaves at once, the queue does not say why it let go": (
        [
            live(LiveKind.BEGINS, 0),
            live(LiveKind.RINGS, 0, agent=LEA),
            live(LiveKind.GAVE_UP, 5, agent=LEA, cause=Cause.CALLER_LEFT),
            live(LiveKind.ENDS, 5, cause=Cause.OTHER),
        ],
        Outcome.ABANDONED,
    ),
    "nobody is there to be rung": (
        [live(LiveKind.BEGINS, 0), live(LiveKind.ENDS, 0, cause=Cause.OTHER)],
        Outcome.MISSED,
    ),
    "the line's own phone is picked up": (
        [
            live(LiveKind.BEGINS, 0),
            live(LiveKind.GAVE_UP, 12),
            live(LiveKind.ANSWERED, 12),
            live(LiveKind.ENDS, 90),
        ],
        Outcome.ANSWERED,
    ),
    "the line's own phone tells that it stopped first": (
        [live(LiveKind.BEGINS, 0), live(LiveKind.GAVE_UP, 12), live(LiveKind.ANSWERED, 13)],
        Outcome.ANSWERED,
    ),
    "the line's own phone stops ringing": (
        [live(LiveKind.BEGINS, 0), live(LiveKind.GAVE_UP, 12)],
        Outcome.UNCLEAR,
    ),
    "the end of a talk alone": ([live(LiveKind.ENDS, 90)], Outcome.TALKED),
    "the caller leaves later": (
        [live(LiveKind.BEGINS, 0), live(LiveKind.ENDS, 25, cause=Cause.CALLER_LEFT)],
        Outcome.MISSED,
    ),
    "a ring group, one is faster": (
        [
            live(LiveKind.BEGINS, 0),
            live(LiveKind.RINGS, 0, agent=LEA),
            live(LiveKind.RINGS, 0, agent=TOM),
            live(LiveKind.ANSWERED, 6, agent=TOM),
            live(LiveKind.GAVE_UP, 6, agent=LEA, cause=Cause.LOST_RACE),
        ],
        Outcome.ANSWERED,
    ),
    "a mobile's own voicemail, as it seems": (
        answered_live(after_s=24, talk_s=9),
        Outcome.OWN_VOICEMAIL,
    ),
    "its times from two sources": (
        [*answered_live(after_s=24, talk_s=9)[:3], incoming(lasting=9), leg(0, lasting=9)],
        Outcome.OWN_VOICEMAIL,
    ),
    "too fast for a mobile's voicemail": (answered_live(after_s=17, talk_s=9), Outcome.ANSWERED),
    "too slow for it": (answered_live(after_s=28, talk_s=9), Outcome.ANSWERED),
    "too long for it": (answered_live(after_s=24, talk_s=15), Outcome.ANSWERED),
}


class TestCallOf:
    @pytest.mark.parametrize("story", STORIES)
    def test_tells_what_came_of_it(self, story):
        told, outcome = STORIES[story]

        assert call_of(told).outcome is outcome

    @pytest.mark.parametrize(
        "told",
        [
            [incoming()],
            [incoming(lasting=20)],
            [live(LiveKind.BEGINS, 0), live(LiveKind.ENDS, 0, cause=Cause.NO_ANSWER)],
        ],
    )
    def test_takes_what_meets_no_phone_while_closed_for_out_of_hours(self, told):
        assert call_of(told, was_open=False).outcome is Outcome.OUT_OF_HOURS

    def test_still_misses_a_call_that_rang_while_closed(self):
        assert call_of([incoming(), leg(2)], was_open=False).outcome is Outcome.MISSED

    def test_does_not_let_the_blocked_in_unless_they_left_a_message(self):
        blocked = frozenset({CALLER})

        assert call_of([incoming()], blocked=blocked).outcome is Outcome.BLOCKED
        assert call_of([incoming(lasting=40), message(20)], blocked=blocked).outcome is Outcome.VOICEMAIL

    @pytest.mark.parametrize(
        ("told", "outcome"),
        [
            ([incoming(lasting=50), leg(2, lasting=24), leg(26, to=TOM, lasting=24)], Outcome.MISSED),
            ([incoming(lasting=50)], Outcome.MISSED),
            ([incoming(lasting=300), leg(2, lasting=290)], Outcome.ANSWERED),
            ([incoming(lasting=90), leg(2, lasting=24), leg(26, to=TOM, lasting=60)], Outcome.ANSWERED),
            ([incoming(lasting=230), leg(2, lasting=24), message(190)], Outcome.VOICEMAIL),
        ],
    )
    def test_takes_a_phone_for_answered_once_it_outlasts_any_ringing_where_that_counts(self, told, outcome):
        assert call_of(told, line=COUNTING).outcome is outcome

    def test_waits_for_the_end_of_what_only_live_events_tell(self):
        told = [live(LiveKind.BEGINS, 0), live(LiveKind.RINGS, 0, agent=LEA)]
        (cluster,) = assemble.clusters(line_day.told(*told), line=LINE)
        decided = judge.decided_at(cluster, line=LINE)

        assert call_of(told, now=decided - dt.timedelta(seconds=1)).outcome is Outcome.RUNNING
        assert call_of(told, now=decided).outcome is Outcome.UNCLEAR

    def test_tells_whom_it_rang_for_how_long_and_how_long_the_caller_waited(self):
        told = [
            live(LiveKind.BEGINS, 0),
            live(LiveKind.RINGS, 0, agent=LEA),
            live(LiveKind.GAVE_UP, 24, agent=LEA, cause=Cause.NO_ANSWER),
            live(LiveKind.RINGS, 24, agent=TOM),
            live(LiveKind.ANSWERED, 31, agent=TOM),
            leg(0),
            leg(24, to=TOM, lasting=80),
        ]

        call = call_of(told)

        assert [(one.number, one.rang_s, one.answered) for one in call.legs] == [
            (LEA, 24, False),
            (TOM, 7, True),
        ]
        assert (call.rung, call.waited_s) == ((LEA, TOM), 31)

    def test_tells_how_long_the_caller_waited_for_the_voicemail(self):
        assert call_of([incoming(lasting=18), leg(2), diverted(50, lasting=18)]).waited_s == 50

    def test_does_not_know_whom_it_rang_before_a_source_says_so(self):
        assert call_of([incoming(), leg(2), diverted(26, lasting=9)][:1]).rung is None
        assert call_of([message(20)]).rung is None
        assert call_of([incoming(lasting=9), diverted(0, lasting=9)]).rung == ()

    def test_does_not_show_the_caller(self):
        assert CALLER not in repr(call_of([incoming(lasting=40), message(20)]))


class TestCall:
    @pytest.mark.parametrize("outcome", Outcome)
    def test_needs_a_card_unless_nobody_has_to_deal_with_it(self, outcome):
        call = merge.Call(key="k", caller=None, at=START, outcome=outcome)

        quiet = {Outcome.ANSWERED, Outcome.TALKED, Outcome.BLOCKED, Outcome.RUNNING, Outcome.CALLED}
        assert call.needs_a_card is (outcome not in quiet)
