"""Live events: the real adapter against the sandbox, whose stream breaks in each way that it can."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from structlog import testing

from deskbot.bootstrap import listening
from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import live_events
from deskbot.sandbox.ovh import calling, line
from tests.adapters.ovh import lab as labs

ACCOUNT = line.LineConfig().billing_account
TOKEN = f"/telephony/{ACCOUNT}/eventToken"
Kind = events.LiveKind


def listens(
    lab: labs.Lab, *, accounts: tuple[str, ...] = (ACCOUNT,), api: api_module.OvhApi | None = None
) -> live_events.OvhLiveEvents:
    url = str(lab.account.url).removesuffix("/1.0") + "/events"
    return live_events.OvhLiveEvents(api or lab.api, url=url, billing_accounts=accounts)


@pytest.fixture
def live(lab: labs.Lab) -> Iterator[live_events.OvhLiveEvents]:
    lab.switch(events_poll_s=0.1)
    found = listens(lab)
    yield found
    found.close()


def calls(
    lab: labs.Lab, outcome: calling.Outcome, *, number: str = labs.NUMBER, caller: str | None = labs.CALLER
) -> None:
    """Place a call and let it end."""
    made = calling.place_call(lab.line.account.numbers[number], caller=caller, outcome=outcome)
    lab.line.clock.jump_to(made.ended_at + dt.timedelta(seconds=1))


class TestListen:
    def test_hears_of_a_call_from_its_begin_to_its_end(self, lab, live):
        lab.phone.apply(labs.NUMBER, labs.set_agent(lab))
        live.listen()
        calls(lab, calling.answered(talk_s=30))

        heard = live.listen()

        assert [one.kind for one in heard] == [
            Kind.BEGINS,
            Kind.RINGS,
            Kind.ANSWERED,
            Kind.HUNG_UP,
            Kind.ENDS,
        ]
        assert {(one.number, one.caller) for one in heard} == {(labs.NUMBER, labs.CALLER)}
        assert [one.agent for one in heard] == [None, labs.LEA, labs.LEA, labs.LEA, None]
        assert len({one.call for one in heard}) == 1
        assert len({one.key for one in heard}) == 5
        assert heard[0].at == labs.START
        assert labs.CALLER not in repr(heard)

    @pytest.mark.parametrize(
        ("is_named", "cause"), [(True, events.Cause.CALLER_LEFT), (False, events.Cause.NO_ANSWER)]
    )
    def test_hears_that_the_caller_gave_up(self, lab, live, is_named, cause):
        lab.switch(queue_end_names_its_reason=is_named)
        lab.phone.apply(labs.NUMBER, labs.set_agent(lab))
        live.listen()
        calls(lab, calling.hangs_up(8))

        heard = {one.kind: one for one in live.listen()}

        assert heard[Kind.GAVE_UP].cause is events.Cause.CALLER_LEFT
        assert heard[Kind.ENDS].cause is cause

    def test_hears_of_a_line(self, lab, live):
        live.listen()
        calls(lab, calling.answered(), number=labs.SIP_LINE)

        heard = live.listen()

        assert [one.kind for one in heard] == [Kind.BEGINS, Kind.GAVE_UP, Kind.ANSWERED, Kind.ENDS]
        assert {(one.number, one.caller) for one in heard} == {(labs.SIP_LINE, labs.CALLER)}

    def test_hears_once_of_a_line_that_is_a_phone_of_the_queue(self, lab, live):
        lab.phone.apply(labs.NUMBER, labs.set_agent(lab, labs.SIP_LINE))
        live.listen()
        calls(lab, calling.answered())

        assert {one.number for one in live.listen()} == {labs.NUMBER}

    @pytest.mark.parametrize("word", ["anonymous", "inconnu"])
    def test_hears_that_a_number_is_hidden(self, lab, live, word):
        lab.switch(hidden_caller_word_in_voicemail=word)
        live.listen()
        calls(lab, calling.hangs_up(5), caller=None)

        assert {one.caller for one in live.listen()} == {None}

    def test_hears_nothing_when_nothing_happens(self, live):
        assert live.listen() == ()
        assert live.listen() == ()

    def test_hears_what_is_told_twice_under_one_key(self, lab, live):
        lab.switch(events_doubled=True)
        live.listen()
        calls(lab, calling.hangs_up(5))

        heard = live.listen()

        assert len(heard) == 2 * len({one.key for one in heard}) == 2 * len(set(heard))

    def test_hears_the_same_out_of_order(self, lab, live):
        live.listen()
        calls(lab, calling.hangs_up(5))
        in_order = live.listen()
        lab.switch(events_out_of_order=True)
        calls(lab, calling.hangs_up(5))

        heard = live.listen()

        assert [one.kind for one in heard] == [one.kind for one in reversed(in_order)]
        assert [one.at for one in heard] == sorted((one.at for one in heard), reverse=True)

    def test_hears_of_several_billing_accounts(self, lab, live):
        elsewhere = lab.line.account.add_number(
            line.NumberConfig(public_number="+33353020100", billing_account="elsewhere")
        )
        both = listens(lab, accounts=(ACCOUNT, "elsewhere"))
        both.listen()
        calls(lab, calling.hangs_up(5))
        calls(lab, calling.hangs_up(5), number="+33353020100")

        assert {one.number for one in both.listen()} == {labs.NUMBER, elsewhere.config.public_number}
        both.close()

    def test_leaves_out_what_nobody_can_read(self, lab, live):
        lab.switch(events_garbage="some")
        live.listen()
        calls(lab, calling.hangs_up(5))

        with testing.capture_logs() as lines:
            heard = live.listen()

        assert [one.kind for one in heard] == [Kind.BEGINS, Kind.ENDS]
        (line_of_log,) = lines
        assert line_of_log["count"] == 5
        assert "agent-moonwalk" in line_of_log["kinds"]
        assert not re.findall(r"\d{6,}", repr(lines))


class TestSession:
    def test_asks_for_a_token_only_once_there_is_none(self, lab, live):
        live.listen()
        assert [write.path for write in lab.line.writes] == [TOKEN]

        listens(lab).open()

        assert len(lab.line.writes) == 1

    def test_takes_the_token_that_there_is(self, lab, live):
        token = lab.api.post(TOKEN, {"expiration": "1 day"})

        live.listen()

        assert lab.line.account.stream.token(ACCOUNT, now=lab.line.now()).value == token

    def test_that_is_gone_is_opened_again(self, lab, live):
        live.listen()
        lab.line.account.stream.end_sessions()

        assert live.listen() == ()

        calls(lab, calling.hangs_up(5))
        assert [one.kind for one in live.listen()] == [Kind.BEGINS, Kind.ENDS]

    def test_that_goes_at_once_is_not_opened_again_and_again(self, lab, live):
        lab.switch(events_session_gone_at_poll=1)

        for _ in range(3):
            with pytest.raises(errors.LineUnavailable):
                live.listen()

        lab.switch(events_session_gone_at_poll=None)
        assert live.listen() == ()

    def test_that_goes_now_and_then_loses_what_was_not_told(self, lab, live):
        live.listen()
        lab.switch(events_session_gone_at_poll=2)
        calls(lab, calling.hangs_up(5))

        assert live.listen() == ()
        assert live.listen() == ()

    def test_is_of_five_accounts_at_most(self, lab):
        with pytest.raises(ValueError, match="too many"):
            listens(lab, accounts=tuple("abcdef"))

    def test_of_five_accounts_is_let_in(self, lab, live):
        accounts = tuple(f"account-{place}" for place in range(live_events.MOST_ACCOUNTS))
        for place, account in enumerate(accounts):
            lab.line.account.add_number(
                line.NumberConfig(public_number=f"+3335302010{place}", billing_account=account)
            )
        five = listens(lab, accounts=accounts)

        assert five.listen() == ()
        five.close()

    def test_asks_for_another_token_where_the_one_there_is_over(self, lab, live):
        lab.api.post(TOKEN, {"expiration": "1 day"})
        # OVH may go on showing a token that is over: nobody knows.
        stale = lab.line.account.stream.token(ACCOUNT, now=lab.line.now())
        lab.line.account.stream.spoil_token(ACCOUNT)

        assert live.listen() == ()

        assert lab.line.account.stream.token(ACCOUNT, now=lab.line.now()) != stale

    def test_is_refused_where_no_other_token_is_given(self, lab, live):
        lab.api.post(TOKEN, {"expiration": "1 day"})
        lab.line.account.stream.spoil_token(ACCOUNT)
        lab.switch(event_token_can_be_made_again=False)

        with pytest.raises(errors.LineRefused):
            live.listen()


class TestTrouble:
    @pytest.mark.parametrize("fault", [{"events_down": True}, {"events_garbage": "all"}, {"fault": "503"}])
    def test_means_try_again(self, lab, live, fault):
        lab.switch(**fault)

        with pytest.raises(errors.LineUnavailable):
            live.listen()

        lab.switch(events_down=False, events_garbage=None, fault=None)
        assert live.listen() == ()

    def test_of_a_poll_leaves_the_session_as_it_is(self, lab, live):
        live.listen()
        lab.switch(events_down=True)
        with pytest.raises(errors.LineUnavailable):
            live.listen()
        calls(lab, calling.hangs_up(5))

        lab.switch(events_down=False)

        assert [one.kind for one in live.listen()] == [Kind.BEGINS, Kind.ENDS]

    def test_with_our_rights_is_told_as_such(self, lab):
        key = lab.line.add_credential(rules=(("GET", "/telephony/*"),), status="validated")
        account = api_module.Account(
            endpoint=labs.ENDPOINT,
            url=lab.account.url,
            application_key=lab.account.application_key,
            application_secret=lab.account.application_secret,
            consumer_key=key.consumer_key,
        )

        with pytest.raises(errors.LineRefused):
            listens(lab, api=api_module.OvhApi(account)).listen()

    def test_never_tells_a_token(self, lab, live):
        with testing.capture_logs() as lines:
            live.listen()
            token = lab.line.account.stream.token(ACCOUNT, now=lab.line.now()).value
            lab.switch(events_down=True)
            with pytest.raises(errors.LineUnavailable) as problem:
                live.listen()

        assert token not in f"{lines} {problem.value!r} {problem.value.__cause__!r}"


class TestListener:
    def test_hears_again_after_an_outage(self, lab, live):
        heard: list[events.LiveEvent] = []
        listener = listening.Listener(
            "the events host",
            once=lambda: heard.extend(live.listen()),
            troubles=(errors.LineUnavailable, errors.LineRefused),
            first_pause_s=0.01,
            longest_pause_s=0.05,
        )
        lab.switch(events_down=True)

        with testing.capture_logs() as lines:
            listener.start()
            labs.until(lambda: lines)
            lab.switch(events_down=False)
            labs.until(lambda: any(one.tokens for one in lab.line.account.stream.sessions))
            calls(lab, calling.hangs_up(5))
            labs.until(lambda: len(heard) == 2)
            listener.stop()

        assert not listener.is_alive()
        assert [one.kind for one in heard] == [Kind.BEGINS, Kind.ENDS]
        assert [one["event"] for one in lines] == [
            "the events host does not answer as it should.",
            "the events host answers again.",
        ]
