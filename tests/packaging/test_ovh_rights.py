"""The rights that the README has an administrator ask for are enough, and none is too many."""

import dataclasses
import datetime as dt
import pathlib
import zoneinfo

import ovh
import pytest

from deskbot.desk import interval
from deskbot.line import errors, observed, plan
from deskbot.outside.ovh import client as ovh_client
from deskbot.sandbox import world as world_module
from deskbot.sandbox.ovh import calling, credentials
from deskbot.sandbox.ovh import config as line_config

RIGHTS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "ovh-rights.txt"
START = dt.datetime(2024, 8, 1, 9, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
CONFIG = line_config.LineConfig()
SERVICE = ovh_client.Service(
    billing_account=CONFIG.billing_account, number="0033353010100", voicemail="0033353010199"
)
VOICEMAIL = "+33353010199"


def rights() -> list[tuple[str, str]]:
    """Return the rights of the file, as its reader writes them for this line."""
    text = RIGHTS.read_text(encoding="utf-8")
    for word, value in (
        ("COMPTE", SERVICE.billing_account),
        ("NUMERO", SERVICE.number),
        ("REPONDEUR", SERVICE.voicemail),
    ):
        text = text.replace(word, value)
    return [(method, path) for method, path in (line.split() for line in text.splitlines())]


@pytest.fixture(scope="module")
def world():
    """A line where somebody left a message, across two months."""
    running = world_module.World(
        start=START,
        users=[],
        channels=[],
        line=dataclasses.replace(CONFIG, access_rules=tuple(rights())),
    ).start()
    running.line.change_switches({"records_late_s": 0, "download_s": 0.0})
    calling.place_call(
        running.line, caller="+33639980201", outcome=calling.leaves_message(10), recording=b"sound"
    )
    running.clock.advance(40 * 86_400)
    calling.place_call(running.line, caller="+33639980202", outcome=calling.hangs_up(5), recording=None)
    running.clock.advance(600)
    yield running
    running.stop()


def api_with(world: world_module.World, rules: list[tuple[str, str]]) -> ovh_client.OvhApi:
    key = world.line.add_credential(rules=tuple(rules), status="validated").consumer_key
    account = ovh_client.Account(
        endpoint="deskbot-rights",
        url=f"{world.url}/1.0",
        application_key=CONFIG.application_key,
        application_secret=CONFIG.application_secret,
        consumer_key=key,
    )
    return ovh_client.OvhApi(account)


def does_everything(api: ovh_client.OvhApi) -> None:
    """Make each kind of call that deskbot makes."""
    line = ovh_client.OvhPhoneLine(api, services={"desk": SERVICE})
    ends = {"strategy": observed.Strategy.IN_ORDER, "longest_wait_s": 60, "voicemail": VOICEMAIL}
    agent = line.read("desk").agents[0]
    line.apply("desk", plan.SetService(**ends))
    line.apply("desk", plan.SetQueue(**ends))
    parked = observed.AgentStatus.LOGGED_OUT
    line.apply("desk", plan.SetAgent(key=agent.key, number=VOICEMAIL, ring_s=9, status=parked))
    calls = ovh_client.OvhCallLog(api, services={"desk": SERVICE})
    span = interval.Interval(start=START, end=START + dt.timedelta(days=60))
    keys = calls.records("desk", span=span)
    assert {key.startswith("previous-") for key in keys} == {True, False}
    for key in keys:
        calls.record("desk", key)
    (message,) = calls.messages("desk")
    calls.message("desk", message)
    try:
        calls.download("desk", message)
    except errors.RecordingNotReady:
        assert calls.download("desk", message)


class TestRights:
    def test_are_enough(self, world):
        does_everything(api_with(world, rights()))

    @pytest.mark.parametrize("left_out", rights(), ids=lambda right: " ".join(right))
    def test_are_all_needed(self, world, left_out):
        others = [right for right in rights() if right != left_out]

        with pytest.raises(errors.LineRefused):
            does_everything(api_with(world, others))

    def test_can_be_asked_for_as_the_readme_does(self, world):
        asking = ovh.Client(
            endpoint="deskbot-rights",
            application_key=CONFIG.application_key,
            application_secret=CONFIG.application_secret,
        )
        request = asking.new_consumer_key_request()
        for method, path in rights():
            request.add_rule(method, path)

        given = request.request()

        key = world.line.credentials[given["consumerKey"]]
        assert isinstance(key, credentials.Credential)
        assert key.rules == tuple(rights())
