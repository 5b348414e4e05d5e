"""What the adapter does with answers that the sandbox does not give."""

import contextlib
import datetime as dt

import pytest

from deskbot.desk import interval, public_number
from deskbot.line import errors, observed, writes
from deskbot.outside.ovh import phone_line, service

NUMBER, SIP_LINE, REDIRECT = "+33353010100", "+33353010101", "+33353010102"
HUNTING = "/telephony/b-1/easyHunting/0033353010100"
QUEUE = f"{HUNTING}/hunting/queue/3"
EVENTS = "/telephony/b-1/scheduler/0033353010100/events"
EVENT = {
    "uid": "a",
    "categories": "holidays",
    "dateStart": "2024-08-01T18:00:00+02:00",
    "dateEnd": "2024-08-02T09:00:00+02:00",
    "title": "Fermé",
}
LIMITS = {"strategy": "sequentiallyByAgentOrder", "maxWaitTime": 180, "maxMember": 3, "queueSize": 3}
SLOTS = {
    f"{slot}{part}": None
    for slot in ("slot1", "slot2", "slot3", "unavailable")
    for part in ("Number", "Type")
}
ENDS = {f"actionOn{case}{part}": None for case in ("Closure", "Overflow") for part in ("", "Param")}


class Answers:
    """An API that answers what it was told: put paths in `at`; an exception there is raised once."""

    calls_at_once = 10

    def __init__(self):
        self.at = {
            HUNTING: LIMITS | {"voicemail": None},
            f"{HUNTING}/hunting/queue": [3],
            QUEUE: LIMITS | ENDS,
            f"{QUEUE}/agent": [],
            f"{QUEUE}/liveCalls": [],
            f"{HUNTING}/timeConditions": SLOTS | {"enable": True},
            f"{HUNTING}/timeConditions/conditions": [],
            f"{HUNTING}/screenListConditions": {"status": "disabled"},
            f"{HUNTING}/screenListConditions/conditions?screenListType=incomingBlackList": [],
            "/telephony/b-1/scheduler/0033353010100": {"timeZone": "Europe/Paris"},
            EVENTS: [],
        }

    def going_first(self):
        return contextlib.nullcontext()

    def get(self, path, parameters=None):
        if path not in self.at:
            raise errors.NotThere
        if isinstance(self.at[path], Exception):
            raise self.at.pop(path)
        return self.at[path]

    def post(self, path, body):
        return self.get(path)


@pytest.fixture
def api():
    return Answers()


@pytest.fixture
def line(api):
    kinds = dict(zip((NUMBER, SIP_LINE, REDIRECT), public_number.Kind, strict=True))
    return phone_line.OvhPhoneLine(
        api,
        services={
            number: service.Service(
                kind=kind, billing_account="b-1", number="00" + number[1:], voicemail="0033353010199"
            )
            for number, kind in kinds.items()
        },
        calls_a_look=4,
        titles=dict.fromkeys(writes.Purpose, "deskbot"),
        scheduler_is_the_numbers=True,
    )


class TestRead:
    def test_leaves_out_what_went_in_between(self, api, line):
        api.at[EVENTS] = ["gone", "a"]
        api.at[f"{EVENTS}/a"] = EVENT

        assert [one.key for one in line.read(NUMBER).times.events] == ["a"]

    def test_does_without_a_calendar(self, api, line):
        del api.at[EVENTS], api.at["/telephony/b-1/scheduler/0033353010100"]

        assert line.read(NUMBER).times.events == ()
        assert line.look(NUMBER) == line.read(NUMBER)

    def test_takes_a_list_of_another_shape_for_an_outage(self, api, line):
        api.at[EVENTS] = {"error": "maintenance"}

        with pytest.raises(errors.LineUnavailable):
            line.read(NUMBER)


class TestLook:
    def test_trusts_no_list_of_which_half_was_read(self, api, line):
        line.read(NUMBER)
        api.at[EVENTS] = ["a"]
        api.at[f"{EVENTS}/a"] = errors.LineUnavailable()
        closing = writes.AddClosing(
            span=interval.Interval(
                start=dt.datetime(2024, 8, 1, 16, tzinfo=dt.UTC),
                end=dt.datetime(2024, 8, 2, 7, tzinfo=dt.UTC),
            ),
            category=observed.Category.HOLIDAYS,
            purpose=writes.Purpose.CLOSING,
        )
        line.apply(NUMBER, closing)
        with pytest.raises(errors.LineUnavailable):
            line.read_back(NUMBER, (closing,))
        api.at[f"{EVENTS}/a"] = EVENT

        assert [one.key for one in line.look(NUMBER).times.events] == ["a"]


class TestCallerWaiting:
    def test_does_not_count_a_call_that_is_over(self, api, line):
        api.at[f"{QUEUE}/liveCalls"] = [8, 9]

        assert not line.caller_waiting(NUMBER)

        api.at[f"{QUEUE}/liveCalls/9"] = {"answered": None, "end": None}
        assert line.caller_waiting(NUMBER)


class TestApply:
    @pytest.mark.parametrize("number", [NUMBER, SIP_LINE, REDIRECT])
    def test_refuses_what_is_for_another_kind(self, line, number):
        made = {
            NUMBER: writes.SetDestination(number=NUMBER),
            SIP_LINE: writes.SetDestination(number=NUMBER),
            REDIRECT: writes.SetZone(zone="Europe/Paris"),
        }

        with pytest.raises(TypeError):
            line.apply(number, made[number])

    def test_is_refused_when_the_task_fails_at_once(self, api, line):
        api.at["/telephony/b-1/redirect/0033353010102/changeDestination"] = {"status": "error"}

        with pytest.raises(errors.LineRefused):
            line.apply(REDIRECT, writes.SetDestination(number=NUMBER))

    def test_takes_another_task_for_an_outage(self, api, line):
        api.at["/telephony/b-1/redirect/0033353010102/changeDestination"] = None

        with pytest.raises(errors.LineUnavailable):
            line.apply(REDIRECT, writes.SetDestination(number=NUMBER))
