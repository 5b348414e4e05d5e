"""The calls that make a write, against the published schema."""

import dataclasses
import datetime as dt

import pytest

from deskbot.desk import interval
from deskbot.line import arming, errors, observed, writes
from deskbot.outside.ovh.wire import hunting, layout, paths, screening, shapes, times, voicemails
from deskbot.outside.ovh.wire import writes as wire_writes
from tests.unit.outside import ovh_schema

HUNTING = paths.hunting("deskbot-1", "0033353010100")
PLACE = wire_writes.Place(
    hunting=HUNTING,
    queue=f"{HUNTING}/hunting/queue/3",
    scheduler=paths.scheduler("deskbot-1", "0033353010100"),
)
LAYOUT = layout.Layout(place=PLACE)
TITLES = {writes.Purpose.CLOSING: "deskbot : fermé", writes.Purpose.LEASE: "deskbot : fin du tour"}
ENDS = {
    "strategy": observed.Strategy.IN_ORDER,
    "longest_wait_s": 180,
    "most_waiting": 5,
    "voicemail": "+33353010199",
}
PARIS = dt.timezone(dt.timedelta(hours=2))
CLOSING = writes.AddClosing(
    span=interval.Interval(
        start=dt.datetime(2024, 8, 1, 18, tzinfo=PARIS), end=dt.datetime(2024, 8, 2, 9, tzinfo=PARIS)
    ),
    category=observed.Category.HOLIDAYS,
    purpose=writes.Purpose.LEASE,
)
TO_VOICEMAIL = observed.Forward(
    active=True, to=observed.Destination(nature=observed.Nature.VOICEMAIL, number="+33353010199")
)
FORWARDS = writes.SetForwards(
    line=observed.SipLine(
        unconditional=dataclasses.replace(TO_VOICEMAIL, active=False),
        no_reply=TO_VOICEMAIL,
        no_reply_delay=24,
        busy=TO_VOICEMAIL,
        unreachable=TO_VOICEMAIL,
    )
)
OPTIONS = paths.line_options("deskbot-1", "0033353010101")
REDIRECT = paths.redirect("deskbot-1", "0033353010102")
PUTS = [
    writes.SetService(**ENDS),
    writes.SetQueue(**ENDS),
    writes.SetAgent(key="7", number="+33639980101", ring_s=24, status=observed.AgentStatus.AVAILABLE),
    writes.SetAgent(key="7", number="+33353010199", ring_s=9, status=observed.AgentStatus.LOGGED_OUT),
    writes.SetZone(zone="Europe/Paris"),
    writes.SetTimes(enabled=True, voicemail="+33353010199"),
    *(writes.SetScreen(status=status) for status in observed.ScreenStatus),
    FORWARDS,
]
OTHERS = [
    writes.AddSpan(span=arming.Span(weekday=6, start=dt.time(9), end=dt.time(12, 30))),
    writes.RemoveSpan(key="4"),
    CLOSING,
    writes.RemoveEvent(key="uid@x"),
    writes.BlockCaller(number="+33639980209"),
    writes.UnblockCaller(key="5"),
    writes.SetDestination(number="+33639980101"),
]
# What deskbot would rather lose than send: why an agent pauses, and a password.
LEFT_OUT = {"breakStatus", "lockOutCallPassword"}


def call_of(write: writes.Write) -> wire_writes.Call:
    if isinstance(write, writes.SetForwards):
        return wire_writes.forwards_call(write, at=OPTIONS)
    if isinstance(write, writes.SetDestination):
        return wire_writes.destination_call(write, at=REDIRECT)
    return wire_writes.hunting_call_of(write, at=PLACE, titles=TITLES)


def check_value(value: object, *, type_name: str) -> None:
    known = ovh_schema.enum_of(type_name)
    assert known is None or value in known
    assert type(value) is {"long": int, "boolean": bool}.get(type_name, str)


class TestEveryWrite:
    def test_is_one_of_these(self):
        assert {type(write) for write in (*PUTS, *OTHERS)} == set(writes.Write.__args__)

    @pytest.mark.parametrize("write", PUTS, ids=lambda write: type(write).__name__)
    def test_puts_only_what_the_schema_lets_us_write(self, write):
        call = call_of(write)

        assert call.method == "PUT"
        fields = ovh_schema.model_of(ovh_schema.operation("PUT", call.path))
        for name, value in call.body.items():
            assert fields[name]["readOnly"] is False
            check_value(value, type_name=fields[name]["type"])

    @pytest.mark.parametrize("write", PUTS, ids=lambda write: type(write).__name__)
    def test_keeps_whatever_a_put_might_null(self, write):
        call = call_of(write)
        fields = ovh_schema.model_of(ovh_schema.operation("PUT", call.path))

        nullable = {name for name, about in fields.items() if about["nullable"] and not about["readOnly"]}

        assert set(call.keeps) == nullable - call.body.keys() - LEFT_OUT

    @pytest.mark.parametrize("write", OTHERS, ids=lambda write: type(write).__name__)
    def test_sends_what_the_schema_asks_for(self, write):
        call = call_of(write)

        operation = ovh_schema.operation(call.method, call.path.replace("%20", "x"))
        asked = {one["name"]: one for one in operation["parameters"] if one["in"] == "body"}
        assert call.body.keys() <= asked.keys()
        assert {name for name, one in asked.items() if one["required"]} <= call.body.keys()
        for name, value in call.body.items():
            check_value(value, type_name=asked[name]["dataType"])
        assert call.keeps == ()

    @pytest.mark.parametrize("write", [FORWARDS, writes.SetDestination(number="+33639980101")])
    def test_is_for_a_call_queue_where_it_is_asked_of_one(self, write):
        with pytest.raises(TypeError):
            wire_writes.hunting_call_of(write, at=PLACE, titles=TITLES)

    @pytest.mark.parametrize("write", [*PUTS, *OTHERS], ids=lambda write: type(write).__name__)
    def test_tells_no_number(self, write):
        assert "639980" not in repr(call_of(write))


class TestTouched:
    @pytest.mark.parametrize(
        ("write", "piece"),
        [
            (PUTS[0], HUNTING),
            (PUTS[1], PLACE.queue),
            (PUTS[2], f"{HUNTING}/hunting/agent/7"),
            (PUTS[4], PLACE.scheduler),
            (PUTS[5], LAYOUT.times),
            (PUTS[6], LAYOUT.screen),
            (OTHERS[0], LAYOUT.spans),
            (OTHERS[1], LAYOUT.spans),
            (OTHERS[2], LAYOUT.events),
            (OTHERS[3], LAYOUT.events),
            (OTHERS[4], LAYOUT.blocked),
            (OTHERS[5], LAYOUT.blocked),
        ],
    )
    def test_is_the_thing_or_its_list(self, write, piece):
        assert LAYOUT.touched(call_of(write)) == piece

    def test_can_all_be_read_according_to_the_schema(self):
        items = [item for listing in LAYOUT.lists for item in LAYOUT.items(listing, key="4")]

        for piece in (LAYOUT.queues, *LAYOUT.settings, *LAYOUT.lists, *items):
            bare, _, query = piece.partition("?")
            parameters = ovh_schema.operation("GET", bare)["parameters"]
            names = {one.get("name") for one in parameters if one["in"] == "query"}
            assert not query or query.partition("=")[0] in names


class TestPaths:
    def test_escape_what_an_uid_may_hold(self):
        assert paths.event("/s", "a/b c@d?é") == "/s/events/a%2Fb%20c@d%3F%C3%A9"

    @pytest.mark.parametrize(
        "path",
        [
            f"{PLACE.queue}/liveCalls",
            f"{PLACE.queue}/liveCalls/9",
            OPTIONS,
            REDIRECT,
            paths.service("b", "s"),
            *(
                paths.service("b", "s") + end
                for end in (
                    "/voiceConsumption",
                    "/voiceConsumption/1",
                    "/previousVoiceConsumption",
                    "/previousVoiceConsumption/1",
                )
            ),
            *(
                paths.voicemail("b", "s") + end
                for end in ("/settings", "/greetings", "/directories/34", "/directories/34/download")
            ),
        ],
    )
    def test_can_be_read_according_to_the_schema(self, path):
        assert ovh_schema.operation("GET", path)

    @pytest.mark.parametrize(
        ("path", "names"),
        [
            (
                paths.service("b", "s") + f"/{name}",
                {"creationDatetime.from", "creationDatetime.to"},
            )
            for name in ("voiceConsumption", "previousVoiceConsumption")
        ]
        + [
            (paths.voicemail("b", "s") + "/directories", {"dir"}),
            (paths.voicemail("b", "s") + "/greetings", {"dir"}),
            (paths.voicemail("b", "s") + "/directories/34/download", {"format"}),
        ],
    )
    def test_take_the_query_parameters_that_the_client_sends(self, path, names):
        asked = ovh_schema.operation("GET", path)["parameters"]

        assert names <= {parameter.get("name") for parameter in asked}


class TestReadBack:
    """What was sent reads as what was wanted."""

    def test_of_the_queue(self):
        body = call_of(writes.SetQueue(**ENDS)).body
        read = hunting.hunt_group_of(
            service=call_of(writes.SetService(**ENDS)).body,
            queue=body,
            agents=[],
            times=observed.Times(
                enabled=False, zone="UTC", out_of_hours=None, slots=(None,) * 3, spans=(), events=()
            ),
            screen=screening.screen_of(settings={"status": "disabled"}, conditions=[]),
        )

        assert read.service == observed.Service(**ENDS)
        assert (read.queue.on_closure_number, read.queue.most_waiting) == (ENDS["voicemail"], 5)

    def test_of_a_closing(self):
        body = call_of(CLOSING).body

        read = times.event_of({**body, "categories": body["category"]})

        assert (read.key, read.start, read.end) == (CLOSING.key, CLOSING.span.start, CLOSING.span.end)
        assert read.title == "deskbot : fin du tour"

    def test_of_a_span(self):
        body = call_of(OTHERS[0]).body

        assert body == {
            "policy": "available",
            "weekDay": "sunday",
            "timeFrom": "09:00:00",
            "timeTo": "12:30:00",
        }


class TestWithKept:
    def test_sends_what_was_set(self):
        payload = {"description": "first", "number": "old", "agentId": 7, "breakStatus": 3}

        body = wire_writes.with_kept(call_of(PUTS[2]), payload)

        assert body == {"description": "first", **call_of(PUTS[2]).body}

    @pytest.mark.parametrize("payload", [{"description": None}, {}])
    def test_sends_nothing_for_what_was_not(self, payload):
        assert "description" not in wire_writes.with_kept(call_of(PUTS[2]), payload)

    def test_takes_anything_else_for_an_outage(self):
        with pytest.raises(errors.LineUnavailable):
            wire_writes.with_kept(call_of(PUTS[2]), [])

    def test_keeps_the_greetings_of_a_voicemail(self):
        fields = ovh_schema.model_of(ovh_schema.operation("PUT", paths.voicemail("b", "s") + "/settings"))

        nullable = {name for name, about in fields.items() if about["nullable"] and not about["readOnly"]}

        assert nullable == set(voicemails.KEEPS)


class TestFirstQueue:
    def test_is_the_one_that_counts(self):
        assert layout.first_queue([3, 4]) == "3"

    def test_is_missed_where_there_is_none(self):
        with pytest.raises(errors.LineRefused):
            layout.first_queue([])

    def test_is_a_list_of_numbers(self):
        with pytest.raises(errors.LineUnavailable):
            layout.first_queue({})
        assert shapes.keys_of([3]) == ("3",)
