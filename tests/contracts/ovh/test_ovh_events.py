"""Live events: tokens, sessions, and what is told of a call while it happens."""

import datetime as dt
import threading
from typing import Any

import httpx
import ovh
import pytest

from deskbot.sandbox.ovh import calling, line

LEA, TOM = "0033639980001", "0033639980002"
CALLER, CALLING = "+33639980077", "0033639980077"
SIP_LINE = "+33353010110"
SIP = "0033353010110"


class Listener:
    """A session on the events host, subscribed to the token of the first billing account."""

    def __init__(self, world: Any, *, token: str | None = None) -> None:
        self.base = f"{world.url}/events/v2/session"
        self.id = httpx.post(self.base).json()["id"]
        if token is not None:
            self.subscribed = httpx.post(f"{self.base}/{self.id}/subscribe/{token}").text

    def polls(self) -> httpx.Response:
        return httpx.get(f"{self.base}/{self.id}/events/poll", timeout=30)

    def hears(self) -> list[dict[str, Any]]:
        """Return what one poll tells; nothing where it says that it waited long enough."""
        answer = self.polls()
        assert answer.status_code == 200, answer.text
        if answer.text.strip() == "Timeout, please reconnect":
            return []
        heard: list[dict[str, Any]] = answer.json()
        return heard


@pytest.fixture(autouse=True)
def _short_polls(world):
    world.switch(events_poll_s=0.1)


@pytest.fixture
def token(world, client) -> str:
    made: str = client.post(world.path("/eventToken"), expiration="unlimited")
    return made


@pytest.fixture
def listener(world, token) -> Listener:
    return Listener(world, token=token)


def names(heard: list[dict[str, Any]], *, service: str = "queues") -> list[str]:
    return [one["event"] for one in heard if one["service"] == service and one["event"] != "members-count"]


def hears_all(world: Any, listener: Listener, outcome: calling.Outcome, **more: Any) -> list[dict[str, Any]]:
    """Place a call, let it end, and return what was told of it."""
    call = calling.place_call(
        more.pop("number", world.line), **{"caller": CALLER, "outcome": outcome, "recording": b"a", **more}
    )
    world.clock.jump_to(call.ended_at)
    return listener.hears()


class TestToken:
    def test_is_none_before_one_is_made(self, world, client):
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(world.path("/eventToken"))

    def test_is_read_back(self, world, client, token):
        assert client.get(world.path("/eventToken")) == {"token": token}

    def test_is_gone_once_removed(self, world, client, token):
        client.delete(world.path("/eventToken"))

        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(world.path("/eventToken"))
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.delete(world.path("/eventToken"))

    def test_ends_on_the_sandbox_s_clock(self, world, client):
        client.post(world.path("/eventToken"), expiration="1 hour")
        world.clock.advance(3601)

        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(world.path("/eventToken"))

    @pytest.mark.parametrize("expiration", ["forever", "", None])
    def test_has_one_of_the_lives_of_the_schema(self, world, client, expiration):
        with pytest.raises(ovh.exceptions.BadParametersError):
            client.post(world.path("/eventToken"), expiration=expiration)

    def test_takes_the_place_of_the_one_before(self, world, client, token, listener):
        again = client.post(world.path("/eventToken"), expiration="unlimited")

        assert client.get(world.path("/eventToken")) == {"token": again}
        assert "not found" in Listener(world, token=token).subscribed

    def test_or_is_refused_while_there_is_one(self, world, client, token):
        world.switch(event_token_can_be_made_again=False)

        with pytest.raises(ovh.exceptions.ResourceConflictError):
            client.post(world.path("/eventToken"), expiration="unlimited")


class TestSession:
    def test_says_on_which_token_it_is_subscribed(self, listener, token):
        assert listener.subscribed.strip() == f"Successfully subscribed on token {token}"

    def test_refuses_a_token_that_was_never_given(self, world):
        answer = httpx.post(f"{world.url}/events/v2/session/{Listener(world).id}/subscribe/nobodys")

        assert answer.status_code == 400

    def test_takes_five_tokens_at_most(self, world, client):
        listener = Listener(world)
        answers = []
        for place in range(6):
            world.add(f"+3335302010{place}", billing_account=f"account-{place}")
            token = client.post(f"/telephony/account-{place}/eventToken", expiration="1 day")
            answers.append(httpx.post(f"{listener.base}/{listener.id}/subscribe/{token}").status_code)

        assert answers == [200] * 5 + [400]

    def test_that_nobody_opened_is_not_found(self, world):
        assert httpx.get(f"{world.url}/events/v2/session/42/events/poll").status_code == 404
        assert httpx.post(f"{world.url}/events/v2/session/42/subscribe/x").status_code == 404

    def test_goes_at_each_nth_poll(self, world, listener):
        world.switch(events_session_gone_at_poll=2)

        assert listener.polls().status_code == 200
        assert listener.polls().status_code == 404
        assert listener.polls().status_code == 404


class TestPoll:
    def test_says_to_come_back_when_nothing_happens(self, listener):
        assert listener.polls().text.strip() == "Timeout, please reconnect"

    def test_waits_for_what_happens(self, world, listener):
        world.switch(events_poll_s=20.0)
        heard: list[dict[str, Any]] = []
        waiting = threading.Thread(target=lambda: heard.extend(listener.hears()))
        waiting.start()
        world.arm(0, LEA, timeout=20)

        calling.place_call(world.line, caller=CALLER, outcome=calling.hangs_up(5))
        waiting.join(timeout=40)

        assert "member-queue-start" in names(heard)

    def test_tells_an_event_once_the_clock_is_there(self, world, listener):
        world.arm(0, LEA, timeout=20)
        calling.place_call(world.line, caller=CALLER, outcome=calling.hangs_up())

        assert names(listener.hears()) == ["member-queue-start", "agent-offering"]
        world.clock.advance(30)
        assert names(listener.hears()) == ["bridge-agent-fail", "member-queue-end"]
        assert listener.hears() == []

    def test_tells_everybody_who_listens(self, world, listener, token):
        other = Listener(world, token=token)

        hears_all(world, listener, calling.hangs_up(5))

        assert names(other.hears()) == ["member-queue-start", "member-queue-end"]

    def test_keeps_what_happened_between_two_polls(self, world, listener):
        assert listener.hears() == []
        first = hears_all(world, listener, calling.hangs_up(5))
        calling.place_call(world.line, caller=CALLER, outcome=calling.hangs_up(5))
        world.clock.advance(10)

        assert len(listener.hears()) == len(first)

    def test_never_tells_what_happened_while_nobody_listened(self, world, token):
        world.arm(0, LEA, timeout=20)
        calling.place_call(world.line, caller=CALLER, outcome=calling.hangs_up(5))
        world.clock.advance(2)
        late = Listener(world, token=token)
        world.clock.advance(10)

        assert names(late.hears()) == ["bridge-agent-fail", "member-queue-end"]

    def test_tells_of_the_accounts_subscribed_to_alone(self, world, listener):
        elsewhere = world.add("+33353020100", billing_account="elsewhere")

        heard = hears_all(world, listener, calling.hangs_up(5), number=elsewhere)

        assert heard == []


class TestQueueEvents:
    def test_tell_of_phones_that_nobody_picks_up(self, world, listener):
        world.arm(0, LEA, timeout=20)
        world.arm(1, TOM, timeout=20)

        heard = [
            one
            for one in hears_all(world, listener, calling.stays_silent())
            if one["event"] != "members-count"
        ]

        told = [
            (one["event"], one["data"].get("Agent"), one["data"].get("QueueHangupCause")) for one in heard
        ]
        assert told[:5] == [
            ("member-queue-start", None, None),
            ("agent-offering", LEA, None),
            ("bridge-agent-fail", LEA, "NO_ANSWER"),
            ("agent-offering", TOM, None),
            ("bridge-agent-fail", TOM, "NO_ANSWER"),
        ]
        assert heard[-1]["event"] == "member-queue-end"
        assert heard[-1]["data"]["QueueCause"] == "Cancel"
        assert heard[-1]["data"]["QueueCancelReason"] == "TIMEOUT"

    def test_tell_who_answered_and_how_long(self, world, listener):
        world.arm(0, LEA, timeout=20)

        heard = hears_all(world, listener, calling.answered(1, talk_s=60))

        assert names(heard) == [
            "member-queue-start",
            "agent-offering",
            "bridge-agent-start",
            "bridge-agent-end",
            "member-queue-end",
        ]
        by_name = {one["event"]: one["data"] for one in heard}
        talk = by_name["bridge-agent-end"]
        assert int(talk["QueueBridgeTerminatedTime"]) - int(talk["QueueAgentAnsweredTime"]) == 60
        assert by_name["member-queue-end"]["QueueCause"] == "Terminated"

    @pytest.mark.parametrize(("named", "reason"), [(True, "BREAK_OUT"), (False, None)])
    def test_tell_of_a_caller_who_gives_up(self, world, listener, named, reason):
        world.switch(queue_end_names_its_reason=named)
        world.arm(0, LEA, timeout=20)

        heard = hears_all(world, listener, calling.hangs_up(9))

        causes = [one["data"].get("QueueHangupCause") for one in heard if "fail" in one["event"]]
        assert causes == ["ORIGINATOR_CANCEL"]
        (end,) = [one["data"] for one in heard if one["event"] == "member-queue-end"]
        assert (end["QueueCause"], end.get("QueueCancelReason")) == ("Cancel", reason)

    def test_name_the_call_the_number_and_the_caller(self, world, listener):
        heard = hears_all(world, listener, calling.hangs_up(5))
        heard += hears_all(world, listener, calling.hangs_up(5))

        assert {one["ressource"] for one in heard} == {"0033353010100"}
        assert {one["data"]["QueueMemberCIDNumber"] for one in heard} == {CALLING}
        assert len({one["data"]["QueueMemberSessionUUID"] for one in heard}) == 2
        assert len({one["timestamp"] for one in heard}) == len(heard)
        begun = dt.datetime.fromtimestamp(heard[0]["timestamp"] // 10**9, tz=dt.UTC)
        assert begun == dt.datetime(2024, 8, 1, 7, tzinfo=dt.UTC)

    def test_have_a_word_for_a_hidden_caller(self, world, listener):
        world.switch(hidden_caller_word_in_voicemail="unknown")

        heard = hears_all(world, listener, calling.hangs_up(5), caller=None)

        assert {one["data"]["Calling"] for one in heard} == {"unknown"}

    def test_are_none_where_the_queue_is_closed(self, world, client, listener):
        client.put(world.hunting("/timeConditions"), enable=True)

        calling.place_call(world.line, caller=CALLER, outcome=calling.hangs_up(5))
        world.clock.advance(10)

        assert listener.hears() == []


class TestLineEvents:
    @pytest.fixture
    def phone(self, world) -> line.Line:
        found: line.Line = world.add(SIP_LINE, kind="line", options={"forwardNoReply": False})
        return found

    @pytest.mark.parametrize("stops", [True, False])
    def test_tell_of_a_phone_that_is_picked_up(self, world, listener, phone, stops):
        world.switch(end_ringing_when_answered=stops)

        heard = hears_all(world, listener, calling.answered(), number=phone)

        ringing_ends = ["end_ringing"] if stops else []
        assert names(heard, service="sip") == [
            "start_ringing",
            *ringing_ends,
            "start_calling",
            "end_calling",
        ]
        assert {one["ressource"] for one in heard} == {SIP}
        assert {(one["data"]["Calling"], one["data"]["Dialed"]) for one in heard} == {(CALLING, SIP)}
        assert len({one["data"]["CallId"] for one in heard}) == 1

    def test_tell_of_a_phone_that_is_not(self, world, listener, phone):
        heard = hears_all(world, listener, calling.hangs_up(9), number=phone)

        assert names(heard, service="sip") == ["start_ringing", "end_ringing"]

    def test_come_beside_those_of_the_queue_whose_agent_the_line_is(self, world, listener, phone):
        world.arm(0, SIP, timeout=20)

        heard = hears_all(world, listener, calling.answered())

        assert names(heard, service="sip")[0] == "start_ringing"
        assert {one["data"]["Dialed"] for one in heard if one["service"] == "sip"} == {"0033353010100"}
        assert "bridge-agent-start" in names(heard)


class TestFaults:
    def test_of_a_host_that_is_down(self, world, listener):
        world.switch(events_down=True)

        with pytest.raises(httpx.HTTPError):
            listener.polls()
        world.switch(events_down=False)
        assert listener.hears() == []

    def test_tell_everything_twice(self, world, listener):
        world.switch(events_doubled=True)

        heard = names(hears_all(world, listener, calling.hangs_up(5)))

        assert heard == ["member-queue-start"] * 2 + ["member-queue-end"] * 2

    def test_tell_late(self, world, listener):
        world.switch(events_late_s=60)
        assert hears_all(world, listener, calling.hangs_up(5)) == []

        world.clock.advance(60)

        assert names(listener.hears()) == ["member-queue-start", "member-queue-end"]

    def test_tell_the_last_first(self, world, listener):
        world.switch(events_out_of_order=True)

        heard = hears_all(world, listener, calling.hangs_up(5))

        assert names(heard) == ["member-queue-end", "member-queue-start"]
        assert [one["timestamp"] for one in heard] == sorted((o["timestamp"] for o in heard), reverse=True)

    def test_tell_nothing(self, world, listener):
        world.switch(events_absent=True)

        assert hears_all(world, listener, calling.hangs_up(5)) == []

    def test_tell_nonsense_among_the_rest(self, world, listener):
        world.switch(events_garbage="some")

        heard: list[Any] = hears_all(world, listener, calling.hangs_up(5))

        assert None in heard
        assert [one["event"] for one in heard[-4:]].count("member-queue-start") == 1

    def test_tell_nothing_but_a_web_page(self, world, listener):
        world.switch(events_garbage="all")

        assert listener.polls().text.startswith("<html>")
