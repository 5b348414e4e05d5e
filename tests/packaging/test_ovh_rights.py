"""The rights that the README has an administrator ask for are enough, and none is too many."""

import contextlib
import dataclasses
import datetime as dt
import pathlib
import zoneinfo

import ovh
import pytest

from deskbot import wording
from deskbot.chat import messages
from deskbot.desk import interval, public_number
from deskbot.line import arming, errors, observed, writes
from deskbot.outside.ovh import account, call_log, dialler, live_events, phone_line, rights, service, texts
from deskbot.outside.ovh import api as ovh_api
from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox import world as world_module
from deskbot.sandbox.ovh import calling, credentials, records
from deskbot.sandbox.ovh import config as line_config

RIGHTS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "ovh-rights.txt"
OPTIONS = RIGHTS.with_name("ovh-rights-options.txt")
START = dt.datetime(2024, 8, 1, 9, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
CONFIG = line_config.LineConfig()
VOICEMAIL = "+33353010199"
LINE, REDIRECT = "+33353010101", "+33353010102"
EASY_HUNTING = public_number.Kind.EASY_HUNTING


def service_of(kind: public_number.Kind, number: str) -> service.Service:
    return service.Service(
        kind=kind,
        billing_account=CONFIG.billing_account,
        number="00" + number[1:],
        voicemail="00" + VOICEMAIL[1:],
    )


SERVICES = {
    CONFIG.public_number: service_of(EASY_HUNTING, CONFIG.public_number),
    LINE: service_of(public_number.Kind.LINE, LINE),
    REDIRECT: service_of(public_number.Kind.REDIRECT, REDIRECT),
}
TELEPHONE = service.Service.telephone(billing_account=CONFIG.billing_account, number="00" + LINE[1:])
SMS = CONFIG.sms_service
EACH_RIGHT_TO_WRITE = rights.rights_for((), sms=SMS)
EACH_RIGHT_TO_CALL = rights.rights_for((), telephones=(TELEPHONE,))
EACH_RIGHT = [
    pytest.param(number, right, id=f"{one.kind} {' '.join(right)}")
    for number, one in SERVICES.items()
    for right in rights.rights_for((one,), live_events=True)
]


def documented() -> list[tuple[str, str]]:
    """Return the rights of the file, as its reader writes them for this line."""
    one, text = SERVICES[CONFIG.public_number], RIGHTS.read_text(encoding="utf-8")
    for word, value in (
        ("COMPTE", one.billing_account),
        ("NUMERO", one.number),
        ("REPONDEUR", one.voicemail),
    ):
        text = text.replace(word, value)
    return [(method, path) for method, path in (line.split() for line in text.splitlines())]


@pytest.fixture(scope="module")
def world():
    """An account whose numbers were called across two months, and somebody left a message."""
    running = world_module.World(
        start=START,
        users=[],
        channels=[],
        line=dataclasses.replace(CONFIG, access_rules=tuple(documented())),
        more=[
            line_config.NumberConfig(public_number=LINE, kind="line", voicemail_number=VOICEMAIL),
            line_config.NumberConfig(public_number=REDIRECT, kind="redirect", destination=VOICEMAIL),
        ],
    ).start()
    running.line.change_switches({"records_late_s": 0, "download_s": 0.0, "events_poll_s": 0.05})
    for number in running.numbers.values():
        message = calling.leaves_message(10) if number is running.line else calling.hangs_up(9)
        calling.place_call(number, caller="+33639980201", outcome=message, recording=b"sound")
    telephone = running.numbers[LINE]
    telephone.records.append(records.of_click_to_call(telephone, called="0033639980201"))
    running.clock.advance(40 * 86_400)
    telephone.records.append(records.of_click_to_call(telephone, called="0033639980201"))
    for number in running.numbers.values():
        calling.place_call(number, caller="+33639980202", outcome=calling.hangs_up(5), recording=None)
    running.clock.advance(600)
    yield running
    running.stop()


def api_with(world: world_module.World, rules: list[tuple[str, str]]) -> ovh_api.OvhApi:
    key = world.line.add_credential(rules=tuple(rules), status="validated").consumer_key
    about = ovh_api.Account(
        endpoint="deskbot-rights",
        url=f"{world.url}/1.0",
        application_key=CONFIG.application_key,
        application_secret=CONFIG.application_secret,
        consumer_key=key,
    )
    return ovh_api.OvhApi(about, calls_per_second=10_000)


def does_everything(world: world_module.World, api: ovh_api.OvhApi, *, number: str) -> None:
    """Make each kind of call that deskbot makes."""
    known = {number: SERVICES[number]}
    line = phone_line.OvhPhoneLine(
        api,
        services=known,
        calls_a_look=4,
        titles=dict.fromkeys(writes.Purpose, "deskbot"),
        scheduler_is_the_numbers=True,
    )
    read = line.read(number)
    match read:
        case observed.HuntGroup():
            routes_a_call_queue(line, read, number=number)
        case observed.SipLine():
            line.apply(number, writes.SetForwards(line=read))
        case observed.Redirect():
            line.apply(number, writes.SetDestination(number=VOICEMAIL))
    line.switch_greeting(VOICEMAIL, on=line.greeting(VOICEMAIL).is_on)
    account.about(api, SERVICES[number])
    account.voicemail_settings(api, SERVICES[number])
    reads_what_happened(call_log.OvhCallLog(api, services={"desk": tuple(known.values())}))
    listens(world, api)


def listens(world: world_module.World, api: ovh_api.OvhApi) -> None:
    """Hear of live events as on the first day, when there is no token yet."""
    world.account.stream.forget_tokens()
    listening = live_events.OvhLiveEvents(
        api, url=f"{world.url}/events", billing_accounts=[CONFIG.billing_account]
    )
    with contextlib.closing(listening):
        listening.listen()


def routes_a_call_queue(line: phone_line.OvhPhoneLine, read: observed.HuntGroup, *, number: str) -> None:
    ends = {
        "strategy": observed.Strategy.IN_ORDER,
        "longest_wait_s": 60,
        "most_waiting": 5,
        "voicemail": VOICEMAIL,
    }
    parked = observed.AgentStatus.LOGGED_OUT
    day = interval.Interval(start=START, end=START + dt.timedelta(days=1))
    span = arming.Span(weekday=0, start=dt.time(9), end=dt.time(18))
    for write in (
        writes.SetService(**ends),
        writes.SetQueue(**ends),
        writes.SetAgent(key=read.agents[0].key, number=VOICEMAIL, ring_s=9, status=parked),
        writes.SetZone(zone="Europe/Paris"),
        writes.SetTimes(enabled=True, voicemail=VOICEMAIL),
        writes.AddSpan(span=span),
        writes.AddClosing(span=day, category=observed.Category.HOLIDAYS, purpose=writes.Purpose.LEASE),
        writes.SetScreen(status=observed.ScreenStatus.EVERYBODY),
        writes.BlockCaller(number="+33639980209"),
    ):
        line.apply(number, write)
    after = line.read(number)
    assert isinstance(after, observed.HuntGroup)
    for write in (
        writes.RemoveSpan(key=after.times.spans[0].key),
        writes.RemoveEvent(key=after.times.events[0].key),
        writes.UnblockCaller(key=after.screen.listed[0].key),
    ):
        line.apply(number, write)
    line.caller_waiting(number)


def calls_back(api: ovh_api.OvhApi) -> None:
    """Make each kind of call that deskbot makes about a telephone."""
    account.about(api, TELEPHONE)
    dialler.OvhDialler(api, lines={LINE: TELEPHONE}).dial("+33639980201", line=LINE)
    log = call_log.OvhCallLog(api, services={"desk": (TELEPHONE,)})
    span = interval.Interval(start=START, end=START + dt.timedelta(days=60))
    keys = log.records("desk", span=span, now=span.end)
    assert {key.startswith("previous-") for key in keys} == {True, False}
    for key in keys:
        log.record("desk", key)


def writes_to_a_caller(api: ovh_api.OvhApi) -> None:
    """Make each kind of call that deskbot makes about text messages."""
    account.sms_service(api, SMS)
    (sender,) = account.sms_senders(api, SMS)
    clock = sandbox_clock.SandboxClock(START)
    sending = texts.OvhTexts(api, service=SMS, sender=sender, words=wording.Wording(), clock=clock)
    sending.send(messages.CallerText(house="Standard", left_message=True), to="+33639980201")


def reads_what_happened(calls: call_log.OvhCallLog) -> None:
    span = interval.Interval(start=START, end=START + dt.timedelta(days=60))
    keys = calls.records("desk", span=span, now=span.end)
    assert {key.startswith("previous-") for key in keys} == {True, False}
    for key in keys:
        calls.record("desk", key)
    (message, *_) = calls.messages("desk")
    calls.message("desk", message)
    with contextlib.suppress(errors.RecordingNotReady):
        calls.download("desk", message)


class TestRights:
    def test_of_the_file_are_those_that_deskbot_asks_for(self):
        assert RIGHTS.read_text(encoding="utf-8") == rights.template()
        assert tuple(documented()) == rights.rights_for((SERVICES[CONFIG.public_number],), live_events=True)
        assert OPTIONS.read_text(encoding="utf-8") == rights.template_of_options()

    @pytest.mark.parametrize("number", list(SERVICES), ids=[one.kind for one in SERVICES.values()])
    def test_are_enough(self, world, number):
        granted = rights.rights_for((SERVICES[number],), live_events=True)

        does_everything(world, api_with(world, list(granted)), number=number)

    @pytest.mark.parametrize(("number", "left_out"), EACH_RIGHT)
    def test_are_all_needed(self, world, number, left_out):
        needed = rights.rights_for((SERVICES[number],), live_events=True)
        others = [right for right in needed if right != left_out]

        with pytest.raises(errors.LineRefused):
            does_everything(world, api_with(world, others), number=number)

    def test_of_a_telephone_are_enough(self, world):
        calls_back(api_with(world, list(EACH_RIGHT_TO_CALL)))

    @pytest.mark.parametrize("left_out", EACH_RIGHT_TO_CALL, ids=" ".join)
    def test_of_a_telephone_are_all_needed(self, world, left_out):
        others = [right for right in EACH_RIGHT_TO_CALL if right != left_out]

        with pytest.raises(errors.LineRefused):
            calls_back(api_with(world, others))

    def test_of_texts_are_enough(self, world):
        writes_to_a_caller(api_with(world, list(EACH_RIGHT_TO_WRITE)))

    @pytest.mark.parametrize("left_out", EACH_RIGHT_TO_WRITE, ids=" ".join)
    def test_of_texts_are_all_needed(self, world, left_out):
        others = [right for right in EACH_RIGHT_TO_WRITE if right != left_out]

        with pytest.raises(errors.LineRefused):
            writes_to_a_caller(api_with(world, others))

    def test_can_be_asked_for_as_the_readme_does(self, world):
        asking = ovh.Client(
            endpoint="deskbot-rights",
            application_key=CONFIG.application_key,
            application_secret=CONFIG.application_secret,
        )
        request = asking.new_consumer_key_request()
        for method, path in documented():
            request.add_rule(method, path)

        given = request.request()

        key = world.line.credentials[given["consumerKey"]]
        assert isinstance(key, credentials.Credential)
        assert key.rules == tuple(documented())
