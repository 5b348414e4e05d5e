"""Reading and writing a call queue: the real adapter, the real `ovh` client, the sandbox."""

import pytest

from deskbot.line import errors, observed, plan
from deskbot.sandbox.ovh import calling, schema
from tests.adapters.ovh import lab as labs

VOICEMAIL = "+33353010199"
IN_ORDER = observed.Strategy.IN_ORDER


class TestReadAndApply:
    def test_reads_back_what_it_wrote(self, lab: labs.Lab) -> None:
        for write in (
            plan.SetService(strategy=IN_ORDER, longest_wait_s=60, voicemail=VOICEMAIL),
            plan.SetQueue(strategy=IN_ORDER, longest_wait_s=60, voicemail=VOICEMAIL),
            labs.set_agent(lab, labs.LEA, place=0),
            labs.set_agent(lab, labs.TOM, place=1),
        ):
            lab.phone.apply(labs.DESK, write)

        read = lab.phone.read(labs.DESK)

        assert read.service == observed.Service(strategy=IN_ORDER, longest_wait_s=60, voicemail=VOICEMAIL)
        assert read.queue == observed.Queue(
            strategy=IN_ORDER,
            longest_wait_s=60,
            on_closure=observed.Action.VOICEMAIL,
            on_closure_number=VOICEMAIL,
            on_overflow=observed.Action.VOICEMAIL,
            on_overflow_number=VOICEMAIL,
        )
        assert [(one.position, one.number, one.ring_s) for one in read.agents[:2]] == [
            (1, labs.LEA, 19),
            (2, labs.TOM, 19),
        ]
        assert {one.status for one in read.agents[:2]} == {observed.AgentStatus.AVAILABLE}
        assert not read.caller_waiting

    def test_sees_a_caller_who_waits(self, lab: labs.Lab) -> None:
        lab.phone.apply(labs.DESK, labs.set_agent(lab))
        calling.place_call(lab.line, caller=labs.CALLER, outcome=calling.hangs_up(30))

        assert lab.phone.read(labs.DESK).caller_waiting

        lab.line.clock.advance(60)
        assert not lab.phone.read(labs.DESK).caller_waiting

    def test_writes_no_more_than_it_is_told(self, lab: labs.Lab) -> None:
        write = labs.set_agent(lab)

        lab.phone.apply(labs.DESK, write)

        (made,) = lab.line.writes
        assert (made.method, made.status) == ("PUT", 200)
        assert made.body == {"number": "0033639980101", "timeout": 19, "status": "available"}

    def test_says_no_for_an_agent_that_is_not_there(self, lab: labs.Lab) -> None:
        write = plan.SetAgent(key="1", number=labs.LEA, ring_s=19, status=observed.AgentStatus.AVAILABLE)

        with pytest.raises(errors.LineRefused):
            lab.phone.apply(labs.DESK, write)

    def test_says_no_without_a_queue(self, lab: labs.Lab) -> None:
        lab.line.queues.clear()

        with pytest.raises(errors.LineRefused):
            lab.phone.read(labs.DESK)


class TestEveryCall:
    def test_is_in_the_published_schema(self, lab: labs.Lab) -> None:
        lab.phone.apply(labs.DESK, labs.set_agent(lab))
        lab.phone.apply(labs.DESK, plan.SetQueue(strategy=IN_ORDER, longest_wait_s=60, voicemail=VOICEMAIL))
        lab.phone.apply(labs.DESK, plan.SetService(strategy=IN_ORDER, longest_wait_s=60, voicemail=VOICEMAIL))
        lab.phone.read(labs.DESK)
        key = lab.leaves_message()
        lab.log.message(labs.DESK, key)
        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)
        for record in lab.log.records(labs.DESK, span=lab.around_now()):
            lab.log.record(labs.DESK, record)
        lab.log.records(labs.DESK, span=lab.around_now(hours=24 * 20))

        contract = schema.load()
        seen = set()
        for method, path, query in lab.front.calls:
            route = contract.find(path)
            assert route is not None, path
            operation = route.operations[method]
            names = {part.partition("=")[0] for part in query.split("&") if part}
            assert names <= operation.at("query").keys(), (path, query)
            seen.add((method, operation.path.rpartition("/")[2]))
        assert seen >= {
            ("GET", "voiceConsumption"),
            ("GET", "previousVoiceConsumption"),
            ("GET", "directories"),
            ("GET", "download"),
            ("GET", "liveCalls"),
            ("PUT", "{agentId}"),
            ("PUT", "{queueId}"),
        }
