"""OVH's payloads, both ways, against the published schema."""

import collections.abc
import datetime as dt
import json
import pathlib
import re

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import events
from deskbot.line import errors, observed, plan
from deskbot.outside.ovh import wire

ROOT = pathlib.Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "deskbot/sandbox/data/ovh-schema.json").read_text(encoding="utf-8"))
HUNTING = wire.hunting_path("deskbot-1", "0033353010100")

WRITES = [
    plan.SetService(strategy=observed.Strategy.IN_ORDER, longest_wait_s=180, voicemail="+33353010199"),
    plan.SetQueue(strategy=observed.Strategy.IN_ORDER, longest_wait_s=180, voicemail="+33353010199"),
    plan.SetAgent(key="7", number="+33639980101", ring_s=24, status=observed.AgentStatus.AVAILABLE),
    plan.SetAgent(key="7", number="+33353010199", ring_s=9, status=observed.AgentStatus.LOGGED_OUT),
]

SERVICE = {"strategy": "sequentiallyByAgentOrder", "maxWaitTime": 180, "voicemail": "0033353010199"}
QUEUE = {
    "strategy": "sequentiallyByAgentOrder",
    "maxWaitTime": 180,
    "actionOnClosure": "voicemail",
    "actionOnClosureParam": "0033353010199",
    "actionOnOverflow": "voicemail",
    "actionOnOverflowParam": "0033353010199",
}
AGENT = {"agentId": 7, "number": "0033639980101", "timeout": 24, "status": "available"}
RECORD = {
    "consumptionId": 12,
    "calling": "0033639980201",
    "called": "0033353010100",
    "wayType": "incoming",
    "creationDatetime": "2024-08-01T10:00:00+02:00",
    "duration": 35,
}
MESSAGE = {
    "id": 34,
    "caller": "0033639980201",
    "creationDatetime": "2024-08-01T10:00:35+02:00",
    "duration": 12,
}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def operations(path: str) -> list[collections.abc.Mapping[str, object]]:
    """Return what the schema offers at a concrete path."""
    for template, found in SCHEMA["paths"].items():
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path):
            return found
    return []


def line(**changed: object) -> observed.Line:
    parts = {"service": SERVICE, "queue": QUEUE, "agents": [(AGENT, {"position": 1})], "live_calls": []}
    return wire.line_of(**{**parts, **changed})


class TestNumbers:
    @pytest.mark.parametrize("e164", ["+33639980101", "+33353010199", "+41791234567"])
    def test_go_there_and_back(self, e164):
        assert wire.from_ovh_number(wire.to_ovh_number(e164)) == e164

    def test_are_written_as_the_schema_says(self):
        assert wire.to_ovh_number("+33361584485") == "0033361584485"

    @pytest.mark.parametrize("written", ["0033639980101", "+33639980101", " 00336 39 98 01 01 "])
    def test_are_read_in_either_form(self, written):
        assert wire.from_ovh_number(written) == "+33639980101"

    @pytest.mark.parametrize(
        "written",
        [
            *(
                None,
                "",
                " ",
                0,
                [],
                {},
                "anonymous",
                "Anonymous",
                "unknown",
                "private",
                "restricted",
                "masqué",
            ),
            *("0000000000", "0000000000000", "+", "00", "+0639980101", "00٣٣639980101", "sip:x@y", "1" * 40),
        ],
    )
    def test_are_none_when_hidden_or_no_number(self, written):
        assert wire.from_ovh_number(written) is None


class TestPaths:
    @pytest.mark.parametrize(
        "path",
        [
            HUNTING,
            f"{HUNTING}/hunting/queue",
            f"{HUNTING}/hunting/queue/3",
            f"{HUNTING}/hunting/queue/3/agent",
            f"{HUNTING}/hunting/queue/3/agent/7",
            f"{HUNTING}/hunting/queue/3/liveCalls",
            f"{HUNTING}/hunting/queue/3/liveCalls/9",
            f"{HUNTING}/hunting/agent/7",
            *(
                wire.service_path("deskbot-1", "0033353010100") + end
                for end in (
                    "/voiceConsumption",
                    "/voiceConsumption/1",
                    "/previousVoiceConsumption",
                    "/previousVoiceConsumption/1",
                )
            ),
            *(wire.voicemail_path("deskbot-1", "0033353010199") + end for end in ("", "/34", "/34/download")),
        ],
    )
    def test_can_be_read_according_to_the_schema(self, path):
        assert "GET" in {operation["method"] for operation in operations(path)}

    def test_take_the_query_parameters_that_the_client_sends(self):
        asked = {
            wire.service_path("b", "s") + "/voiceConsumption": {
                "creationDatetime.from",
                "creationDatetime.to",
            },
            wire.service_path("b", "s") + "/previousVoiceConsumption": {
                "creationDatetime.from",
                "creationDatetime.to",
            },
            wire.voicemail_path("b", "s"): {"dir"},
            wire.voicemail_path("b", "s") + "/34/download": {"format"},
        }
        for path, names in asked.items():
            (get,) = [operation for operation in operations(path) if operation["method"] == "GET"]

            assert names <= {parameter.get("name") for parameter in get["parameters"]}


class TestWriteOf:
    @pytest.mark.parametrize("write", WRITES, ids=lambda write: type(write).__name__)
    def test_puts_only_what_the_schema_lets_us_write(self, write):
        path, body = wire.write_of(write, hunting=HUNTING, queue="3")

        (put,) = [operation for operation in operations(path) if operation["method"] == "PUT"]
        (model,) = [one["dataType"] for one in put["parameters"] if one["in"] == "body"]
        fields = SCHEMA["models"][model]["properties"]
        for name, value in body.items():
            assert fields[name]["readOnly"] is False
            assert value is not None or fields[name]["nullable"]
            known = SCHEMA["models"].get(fields[name]["type"], {}).get("enum")
            assert known is None or value in known
            if fields[name]["type"] == "long":
                assert type(value) is int

    @pytest.mark.parametrize("write", WRITES, ids=lambda write: type(write).__name__)
    def test_reads_back_what_it_wrote(self, write):
        _, body = wire.write_of(write, hunting=HUNTING, queue="3")

        if isinstance(write, plan.SetAgent):
            (agent,) = line(agents=[({**AGENT, **body}, {"position": 1})]).agents
            assert (agent.number, agent.ring_s, agent.status) == (write.number, write.ring_s, write.status)
        elif isinstance(write, plan.SetService):
            assert line(service=body).service.voicemail == write.voicemail
        else:
            assert line(queue=body).queue.on_closure_number == write.voicemail


class TestLineOf:
    def test_orders_agents_by_their_place(self):
        second = ({**AGENT, "agentId": 8, "number": "0033639980102"}, {"position": 2})

        found = line(agents=[second, (AGENT, {"position": 1})])

        assert [agent.key for agent in found.agents] == ["7", "8"]

    def test_keeps_an_agent_whose_number_is_unreadable(self):
        (agent,) = line(agents=[({**AGENT, "number": "anonymous"}, {"position": 1})]).agents

        assert agent.number == ""

    @pytest.mark.parametrize(
        "strategy", SCHEMA["models"]["telephony.OvhPabxHuntingQueueStrategyEnum"]["enum"]
    )
    def test_knows_every_strategy(self, strategy):
        expected = (
            observed.Strategy.IN_ORDER if strategy == "sequentiallyByAgentOrder" else observed.Strategy.OTHER
        )

        assert line(service={**SERVICE, "strategy": strategy}).service.strategy is expected

    @pytest.mark.parametrize("action", [*SCHEMA["models"]["telephony.OvhPabxQueueActionEnum"]["enum"], None])
    def test_knows_every_action(self, action):
        assert line(queue={**QUEUE, "actionOnClosure": action}).queue.on_closure.value == (action or "none")

    @pytest.mark.parametrize(
        ("call", "waiting"),
        [
            ({"answered": None, "end": None}, True),
            ({"answered": "2024-08-01T10:00:00+02:00", "end": None}, False),
            ({"answered": None, "end": "2024-08-01T10:00:00+02:00"}, False),
        ],
    )
    def test_sees_a_caller_who_waits(self, call, waiting):
        assert line(live_calls=[call]).caller_waiting is waiting

    @pytest.mark.parametrize(
        "changed",
        [
            {"service": {}},
            {"service": None},
            {"service": []},
            {"queue": {**QUEUE, "actionOnClosure": "explode"}},
            {"agents": [({**AGENT, "status": "asleep"}, {"position": 1})]},
            {"agents": [(AGENT, {})]},
            {"agents": [(None, None)]},
            {"service": {**SERVICE, "maxWaitTime": float("inf")}},
            {"service": {**SERVICE, "maxWaitTime": "long"}},
            {"live_calls": [None]},
            {"live_calls": ["x"]},
        ],
    )
    def test_takes_anything_else_for_an_outage(self, changed):
        with pytest.raises(errors.LineUnavailable):
            line(**changed)

    @hypothesis.given(
        st.fixed_dictionaries({}, optional={name: JSON for name in ("service", "queue", "live_calls")})
    )
    def test_never_fails_otherwise(self, changed):
        hypothesis.assume(isinstance(changed.get("live_calls", []), list))
        try:
            line(**changed)
        except errors.LineUnavailable:
            return


class TestRecordOf:
    def test_reads_a_record(self):
        assert wire.record_of(RECORD) == events.CallRecord(
            key="12",
            caller="+33639980201",
            called="+33353010100",
            way=events.RecordWay.INCOMING,
            at=dt.datetime(2024, 8, 1, 8, tzinfo=dt.UTC),
            duration_s=35,
        )

    @pytest.mark.parametrize("way", SCHEMA["models"]["telephony.VoiceConsumptionWayTypeEnum"]["enum"])
    def test_knows_every_way(self, way):
        assert wire.record_of({**RECORD, "wayType": way}).way.value == way

    @pytest.mark.parametrize("hidden", [None, "anonymous", ""])
    def test_has_no_caller_when_hidden(self, hidden):
        assert wire.record_of({**RECORD, "calling": hidden}).caller is None

    @pytest.mark.parametrize("field", sorted(RECORD))
    def test_takes_a_missing_field_for_an_outage(self, field):
        with pytest.raises(errors.LineUnavailable):
            wire.record_of({name: value for name, value in RECORD.items() if name != field})

    @pytest.mark.parametrize("written", ["2024-08-01T10:00:00", "yesterday", None, 0, "2024-08-01"])
    def test_takes_a_date_without_an_offset_for_an_outage(self, written):
        with pytest.raises(errors.LineUnavailable):
            wire.record_of({**RECORD, "creationDatetime": written})

    @hypothesis.given(JSON | st.fixed_dictionaries({name: JSON for name in RECORD}))
    def test_never_fails_otherwise(self, payload):
        for read in (wire.record_of, wire.message_of, wire.file_url):
            try:
                read(payload)
            except (errors.LineUnavailable, errors.RecordingNotReady):
                continue


class TestMessageOf:
    def test_reads_a_message(self):
        assert wire.message_of(MESSAGE) == events.VoicemailMessage(
            key="34",
            caller="+33639980201",
            at=dt.datetime(2024, 8, 1, 8, 0, 35, tzinfo=dt.UTC),
            duration_s=12,
        )

    @pytest.mark.parametrize("field", sorted(MESSAGE))
    def test_takes_a_missing_field_for_an_outage(self, field):
        with pytest.raises(errors.LineUnavailable):
            wire.message_of({name: value for name, value in MESSAGE.items() if name != field})


class TestFileUrl:
    def test_is_where_the_file_is(self):
        assert wire.file_url({"status": "done", "url": "https://x/1.mp3"}) == "https://x/1.mp3"

    @pytest.mark.parametrize("status", ["todo", "doing"])
    def test_asks_to_come_back(self, status):
        with pytest.raises(errors.RecordingNotReady):
            wire.file_url({"status": status, "url": "https://x/1.mp3"})

    @pytest.mark.parametrize(
        "payload",
        [
            *({"status": "error"}, {}, {"status": "done"}, {"status": "done", "url": None}, None, [], "x"),
            *({"status": "done", "url": "file:///etc/passwd"}, {"status": "done", "url": "ftp://x"}),
        ],
    )
    def test_takes_anything_else_for_an_outage(self, payload):
        with pytest.raises(errors.LineUnavailable):
            wire.file_url(payload)

    def test_knows_every_status(self):
        assert set(SCHEMA["models"]["telephony.PcsFileStatusEnum"]["enum"]) == {
            "todo",
            "doing",
            "done",
            "error",
        }


class TestMomentText:
    def test_carries_its_offset(self):
        moment = dt.datetime(2024, 8, 1, 10, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))

        assert wire.moment_text(moment) == "2024-08-01T10:00:00+02:00"
