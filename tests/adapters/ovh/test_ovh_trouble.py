"""What OVH does wrong, in the words that the flows know; what is tried again, and what a log line tells."""

import concurrent.futures
import re

import pytest
from structlog import testing

from deskbot.line import errors, writes
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import call_log
from deskbot.outside.ovh.wire import paths
from tests.adapters.ovh import lab as labs

FAULTS = ("500", "503", "429", "garbage", "nothing")


def numbers_in(lines: list[dict[str, object]]) -> list[str]:
    return re.findall(r"\d{6,}", repr(lines))


class TestTrouble:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_means_try_again_whatever_is_asked(self, lab: labs.Lab, fault: str) -> None:
        key = lab.leaves_message()
        lab.switch(fault=fault)

        with testing.capture_logs() as lines:
            for ask in (
                lambda: lab.phone.read(labs.NUMBER),
                lambda: lab.phone.apply(labs.NUMBER, labs.set_agent(lab)),
                lambda: lab.log.download(labs.DESK, key),
            ):
                with pytest.raises(errors.LineUnavailable):
                    ask()
            lab.switch(fault=None)
            lab.phone.read(labs.NUMBER)

        # An outage is told once, however often it is met, and so is its end.
        assert [line["event"] for line in lines] == [
            "OVH does not answer as it should.",
            "OVH answers again.",
        ]
        assert not numbers_in(lines)
        assert not lab.line.writes

    @pytest.mark.parametrize("fault", FAULTS)
    def test_means_try_again_even_for_the_time(self, lab: labs.Lab, fault: str) -> None:
        lab.switch(fault=fault)

        with pytest.raises(errors.LineUnavailable):
            lab.log.messages(labs.DESK)

        lab.switch(fault=None)
        assert lab.log.messages(labs.DESK) == ()

    def test_includes_a_line_that_is_cut(self, lab: labs.Lab) -> None:
        lab.phone.read(labs.NUMBER)
        lab.switch(down=True)

        with pytest.raises(errors.LineUnavailable):
            lab.phone.read(labs.NUMBER)

        lab.switch(down=False)
        assert lab.phone.read(labs.NUMBER)

    def test_with_our_rights_is_no_reason_to_try_again(self, lab: labs.Lab) -> None:
        refused = api_module.Account(
            endpoint=labs.ENDPOINT,
            url=lab.account.url,
            application_key=lab.account.application_key,
            application_secret=lab.account.application_secret,
            consumer_key="nobodys",
        )

        with testing.capture_logs() as lines, pytest.raises(errors.LineRefused):
            call_log.OvhCallLog(api_module.OvhApi(refused), services=lab.log._services).messages(labs.DESK)

        assert {line["event"] for line in lines} == {"OVH refused a call."}
        assert not numbers_in(lines)
        assert "nobodys" not in repr(lines)
        assert lab.account.application_secret not in repr(lab.account)


class TestRetries:
    @pytest.mark.parametrize("fault", ["429", "503"])
    def test_ask_three_times_to_read(self, lab: labs.Lab, fault: str) -> None:
        lab.log.messages(labs.DESK)
        lab.front.calls.clear()
        lab.switch(fault=fault)

        with pytest.raises(errors.LineUnavailable):
            lab.log.messages(labs.DESK)

        assert len(lab.front.calls) == 3

    def test_ask_three_times_to_write_the_same(self, lab: labs.Lab) -> None:
        write = labs.set_agent(lab)
        path = f"{paths.hunting('deskbot-demo', '0033353010100')}/hunting/agent/{write.key}"
        lab.api.put(path, {"timeout": 20})
        lab.front.calls.clear()
        lab.switch(fault="503")

        with pytest.raises(errors.LineUnavailable):
            lab.api.put(path, {"timeout": 19})

        assert [method for method, _, _ in lab.front.calls] == ["PUT"] * 3

    def test_never_ask_twice_for_what_makes_something(self, lab: labs.Lab) -> None:
        lab.log.messages(labs.DESK)
        lab.front.calls.clear()
        lab.switch(fault="503")

        with pytest.raises(errors.LineUnavailable):
            lab.api.post("/telephony/deskbot-demo/eventToken", {"expiration": "unlimited"})

        assert [method for method, _, _ in lab.front.calls] == ["POST"]

    def test_end_when_it_is_well_again(self, lab: labs.Lab) -> None:
        lab.switch(calls_per_second=50.0)

        for _ in range(15):
            lab.log.messages(labs.DESK)

        assert len(lab.front.paths()) >= 15

    def test_remove_twice_what_may_be_gone(self, lab: labs.Lab) -> None:
        lab.line.events["a"] = {"uid": "a"}
        lab.switch(failing_write=1, failing_write_applied=True)

        lab.phone.apply(labs.NUMBER, writes.RemoveEvent(key="a"))

        assert not lab.line.events
        assert len(lab.front.paths("DELETE")) == 2


class TestPace:
    def test_is_slow_enough_for_the_operator(self, lab: labs.Lab) -> None:
        # Ten calls in half a second are too much for it; ours take 2.5 s, and a loaded machine may hold
        # one of them back for nearly two seconds without a fault of the pace.
        lab.switch(calls_per_second=20.0)
        paced = api_module.OvhApi(lab.account, calls_per_second=4.0)
        log = call_log.OvhCallLog(paced, services=lab.log._services)

        def ask(_: int) -> tuple[str, ...]:
            return log.messages(labs.DESK)

        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            assert set(pool.map(ask, range(15))) == {()}

        # Nothing was asked twice: the operator never said that it was too much.
        assert len(lab.front.paths()) == 15
        assert paced.calls == 15 + lab.front.times_read


class TestClockStep:
    def test_makes_one_new_client(self, lab: labs.Lab) -> None:
        lab.log.messages(labs.DESK)
        lab.api._client()._time_delta += 3600

        with testing.capture_logs() as lines:
            assert lab.log.messages(labs.DESK) == ()

        assert lab.front.times_read == 2
        assert [line["event"] for line in lines] == ["OVH refused a call."]

    def test_does_not_go_on_for_ever(self, lab: labs.Lab) -> None:
        wrong = api_module.OvhApi(
            api_module.Account(
                endpoint=labs.ENDPOINT,
                url=lab.account.url,
                application_key=lab.account.application_key,
                application_secret="another secret",
                consumer_key=lab.account.consumer_key,
            )
        )

        with pytest.raises(errors.LineRefused):
            call_log.OvhCallLog(wrong, services=lab.log._services).messages(labs.DESK)

        assert len(lab.front.paths()) == 2
        assert lab.front.times_read == 2
