"""What OVH tells of a call while it happens, as public clients of its events host describe it."""

import datetime as dt
import json
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh.wire import live
from tests.unit.outside import ovh_schema

NUMBER, CALLER, LEA = "0033353010100", "0033639980201", "0033639980101"
AT = dt.datetime(2024, 8, 1, 8, 0, 12, 345678, tzinfo=dt.UTC)
NANOSECONDS = 1722499212345678900
KINDS = {
    "member-queue-start": events.LiveKind.BEGINS,
    "agent-offering": events.LiveKind.RINGS,
    "bridge-agent-start": events.LiveKind.ANSWERED,
    "bridge-agent-fail": events.LiveKind.GAVE_UP,
    "bridge-agent-end": events.LiveKind.HUNG_UP,
    "member-queue-end": events.LiveKind.ENDS,
}
LINE_KINDS = {
    "start_ringing": events.LiveKind.BEGINS,
    "start_calling": events.LiveKind.ANSWERED,
    "end_ringing": events.LiveKind.GAVE_UP,
    "end_calling": events.LiveKind.ENDS,
}


def queue_event(
    event: str = "agent-offering", *, timestamp: Any = NANOSECONDS, **data: Any
) -> dict[str, Any]:
    known = {
        "Agent": LEA,
        "QueueAgent": f"agent_{LEA}_4711",
        "Calling": CALLER,
        "QueueMemberCIDNumber": CALLER,
        "QueueMemberSessionUUID": "5c0b-session",
        "QueueMemberUUID": "77aa-member",
        "Queue": "queue_12",
        "Ts": "1722499212",
    }
    return {
        "event": event,
        "token": "ABCDEFAB-CDEF",
        "service": "queues",
        "ressource": NUMBER,
        "timestamp": timestamp,
        "date": "2024-08-01T10:00:12.345678 (CEST)",
        "data": {name: value for name, value in {**known, **data}.items() if value is not ...},
        "details": {"Type": "easyHunting"},
    }


def line_event(event: str = "start_ringing", *, ressource: str = NUMBER, **data: Any) -> dict[str, Any]:
    known = {
        "Billing": NUMBER,
        "CallId": "N2ZkZmEyNGM.",
        "Called": NUMBER,
        "Calling": CALLER,
        "Dialed": NUMBER,
        "Ts": 1722499212.345,
    }
    return {
        "event": event,
        "service": "sip",
        "ressource": ressource,
        "timestamp": NANOSECONDS,
        "data": {name: value for name, value in {**known, **data}.items() if value is not ...},
    }


def read(payload: object) -> events.LiveEvent:
    found = live.event_of(payload)
    assert found is not None
    return found


class TestEventOf:
    def test_reads_what_a_queue_tells(self):
        found = read(queue_event())

        assert found == events.LiveEvent(
            key=found.key,
            call="5c0b-session",
            kind=events.LiveKind.RINGS,
            at=AT,
            number="+33353010100",
            caller="+33639980201",
            agent="+33639980101",
        )

    @pytest.mark.parametrize(("event", "kind"), KINDS.items())
    def test_knows_every_kind_of_a_queue(self, event, kind):
        assert read(queue_event(event)).kind is kind

    @pytest.mark.parametrize(("event", "kind"), LINE_KINDS.items())
    def test_knows_every_kind_of_a_line(self, event, kind):
        found = read(line_event(event))

        assert (found.kind, found.call, found.number) == (kind, "N2ZkZmEyNGM.", "+33353010100")
        assert found.caller == "+33639980201"

    def test_knows_that_the_line_s_own_phone_was_picked_up(self):
        assert read(line_event("start_calling")).agent == "+33353010100"
        assert read(line_event("end_calling")).cause is events.Cause.SUCCESS

    @pytest.mark.parametrize("event", ["start_ringing", "end_ringing"])
    def test_says_no_more_of_a_line_s_phone_than_is_known(self, event):
        found = read(line_event(event))

        assert (found.agent, found.cause) == (None, None)

    @pytest.mark.parametrize("event", ["registered", "members-count", "member-count"])
    def test_is_none_for_what_is_about_no_call(self, event):
        assert live.event_of({"event": event}) is None

    @pytest.mark.parametrize("word", ["anonymous", "inconnu", ""])
    def test_has_no_caller_when_hidden(self, word):
        assert read(queue_event(QueueMemberCIDNumber=word, Calling=word)).caller is None
        assert read(line_event(Calling=word)).caller is None

    def test_takes_the_caller_from_where_it_is(self):
        assert read(queue_event(QueueMemberCIDNumber=...)).caller == "+33639980201"
        assert read(queue_event(Calling=...)).caller == "+33639980201"

    def test_takes_the_agent_from_where_it_is(self):
        assert read(queue_event(Agent=...)).agent == "+33639980101"
        assert read(queue_event(QueueAgent=...)).agent == "+33639980101"
        assert read(queue_event(Agent="", QueueAgent="reception")).agent is None

    @pytest.mark.parametrize(
        ("written", "cause"),
        [
            ("SUCCESS", events.Cause.SUCCESS),
            ("NO_ANSWER", events.Cause.NO_ANSWER),
            ("USER_BUSY", events.Cause.BUSY),
            ("LOSE_RACE", events.Cause.LOST_RACE),
            ("DESTINATION_OUT_OF_ORDER", events.Cause.OUT_OF_ORDER),
            ("ORIGINATOR_CANCEL", events.Cause.CALLER_LEFT),
            ("SOMETHING_NEW", events.Cause.OTHER),
            ("", None),
            (..., None),
        ],
    )
    def test_tells_why_a_phone_was_not_picked_up(self, written, cause):
        assert read(queue_event("bridge-agent-fail", QueueHangupCause=written)).cause is cause

    @pytest.mark.parametrize(
        ("why", "reason", "cause"),
        [
            ("Terminated", ..., events.Cause.SUCCESS),
            ("Cancel", "BREAK_OUT", events.Cause.CALLER_LEFT),
            ("Cancel", "TIMEOUT", events.Cause.NO_ANSWER),
            ("Cancel", "NO_AGENT_TIMEOUT", events.Cause.NO_ANSWER),
            ("Cancel", ..., events.Cause.NO_ANSWER),
            ("Cancel", 7, events.Cause.NO_ANSWER),
            ("Terminated", "BREAK_OUT", events.Cause.SUCCESS),
            (..., ..., events.Cause.OTHER),
        ],
    )
    def test_tells_why_the_queue_let_go_of_a_call(self, why, reason, cause):
        payload = queue_event("member-queue-end", QueueCause=why, QueueCancelReason=reason)

        assert read(payload).cause is cause

    @pytest.mark.parametrize(
        "payload",
        [
            line_event(Calling=NUMBER, Called=CALLER),
            line_event(Calling=NUMBER, Called="0033353010177", Dialed=...),
            line_event(Dialed="0033353010177"),
        ],
        ids=["went_out", "went_out_to_a_line", "rung_for_another_number"],
    )
    def test_is_none_for_a_call_that_did_not_come_to_this_line(self, payload):
        assert live.event_of(payload) is None

    @pytest.mark.parametrize("left_out", ["Called", "Dialed"])
    def test_needs_not_know_what_was_dialled(self, left_out):
        assert read(line_event(**{left_out: ...})).number == "+33353010100"

    @pytest.mark.parametrize("payload", [queue_event(), line_event()])
    @pytest.mark.parametrize("field", ["event", "timestamp", "ressource", "data"])
    def test_is_refused_without_what_it_needs(self, payload, field):
        with pytest.raises(errors.LineUnavailable):
            live.event_of({name: value for name, value in payload.items() if name != field})

    @pytest.mark.parametrize(
        "payload",
        [
            queue_event("agent-moonwalk"),
            queue_event(timestamp="soon"),
            queue_event(timestamp=10**40),
            queue_event(QueueMemberSessionUUID=""),
            queue_event(QueueMemberSessionUUID=None),
            queue_event(QueueMemberSessionUUID="x" * 301),
            queue_event(QueueMemberSessionUUID="\ud800"),
            queue_event(QueueMemberCIDNumber=..., Calling=...),
            line_event(CallId=...),
            line_event(ressource="anonymous"),
            {**queue_event(), "event": ["agent-offering"]},
            {**queue_event(), "data": []},
            None,
            "registered",
            7,
        ],
    )
    def test_is_refused_where_it_cannot_be_read(self, payload):
        with pytest.raises(errors.LineUnavailable):
            live.event_of(payload)

    @hypothesis.given(
        ovh_schema.JSON
        | st.fixed_dictionaries(
            {
                "event": st.sampled_from([*KINDS, *LINE_KINDS]) | ovh_schema.JSON,
                "timestamp": ovh_schema.JSON,
                "ressource": st.just(NUMBER) | ovh_schema.JSON,
                "data": ovh_schema.JSON | st.fixed_dictionaries(dict.fromkeys(["Calling"], ovh_schema.JSON)),
            }
        )
    )
    def test_never_fails_otherwise(self, payload):
        try:
            live.event_of(payload)
        except errors.LineUnavailable:
            assert not any(letter.isdigit() for letter in live.kind_of(payload))


class TestKey:
    def test_is_the_same_each_time_the_same_is_told(self):
        again = {**queue_event(), "token": "another session's", "date": "another"}

        assert read(queue_event()).key == read(again).key

    @pytest.mark.parametrize(
        "other",
        [
            queue_event("bridge-agent-start"),
            queue_event(timestamp=NANOSECONDS + 1),
            queue_event(QueueMemberSessionUUID="another"),
        ],
        ids=["kind", "moment", "call"],
    )
    def test_is_another_for_another_event(self, other):
        assert read(queue_event()).key != read(other).key

    def test_holds_nobodys_number(self):
        call = f"{CALLER}@sip.example"

        assert CALLER not in read(line_event(CallId=call)).key
        assert len(read(line_event(CallId=call * 9)).key) == 32


class TestPayloadsOf:
    def test_is_what_a_poll_tells(self):
        assert live.payloads_of(json.dumps([{"event": "registered"}, 7])) == ({"event": "registered"}, 7)

    @pytest.mark.parametrize("text", ["Timeout, please reconnect", "Timeout, please reconnect\n", "[]"])
    def test_is_nothing_where_nothing_happened(self, text):
        assert live.payloads_of(text) == ()

    @pytest.mark.parametrize("text", ["", "<html>", "{}", "null", "3", "[" * 100_000, '"Timeout"'])
    def test_is_refused_where_another_host_answers(self, text):
        with pytest.raises(errors.LineUnavailable):
            live.payloads_of(text)


class TestNames:
    def test_of_a_session_and_a_token_are_read(self):
        assert live.session_of('{"id": "4f-2A", "creation": "2024-08-01"}') == "4f-2A"
        assert live.token_of({"token": "ABCD-12"}) == "ABCD-12"

    @pytest.mark.parametrize("text", ["", "{}", '{"id": 7}', '{"id": "../x"}', '{"id": ""}', "[]", "null"])
    def test_of_a_session_must_fit_in_an_address(self, text):
        with pytest.raises(errors.LineUnavailable):
            live.session_of(text)

    @pytest.mark.parametrize("payload", [{}, None, [], {"token": None}, {"token": "a/b"}, {"token": "é"}])
    def test_of_a_token_must_fit_in_an_address(self, payload):
        with pytest.raises(errors.LineUnavailable):
            live.token_of(payload)


class TestKindOf:
    @pytest.mark.parametrize(
        ("payload", "kind"),
        [
            ({"event": "agent-moonwalk"}, "agent-moonwalk"),
            ({"event": "call-0033639980201"}, ""),
            ({"event": "A b"}, ""),
            ({}, ""),
            (None, ""),
        ],
    )
    def test_is_a_word_without_digits(self, payload, kind):
        assert live.kind_of(payload) == kind


class TestIsSubscribed:
    def test_reads_the_sentence(self):
        assert live.is_subscribed("Successfully subscribed on token ABCD\n")
        assert not live.is_subscribed("<html>Successfully subscribed")
