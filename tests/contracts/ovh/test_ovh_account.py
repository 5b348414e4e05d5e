"""An account with several numbers and several billing accounts."""

import datetime as dt

import httpx
import ovh
import pytest

from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox import world as world_module
from deskbot.sandbox.ovh import calling, line, routing

LEA, TOM = "0033639980001", "0033639980002"
CALLER = "+33639980077"
SECOND, LINE, REDIRECT, ELSEWHERE = "+33353010101", "+33353010110", "+33353010120", "+33353010130"


@pytest.fixture
def account(world):
    """A second queue on the first voicemail, a line, a redirect, and a queue of another billing account."""
    world.add(SECOND, voicemail_number="+33353010199", description="Cabinet")
    world.add(LINE, kind="line")
    world.add(REDIRECT, kind="redirect", destination="+33639980001")
    world.add(ELSEWHERE, billing_account="deskbot-other", voicemail_number="+33353010139")
    return world.line.account


class TestLists:
    def test_are_each_billing_account_s(self, world, account, client):
        assert client.get("/telephony") == ["deskbot-demo", "deskbot-other"]
        assert client.get("/telephony/deskbot-other")["billingAccount"] == "deskbot-other"
        assert client.get(world.path("/easyHunting")) == ["0033353010100", "0033353010101"]
        assert client.get(world.path("/line")) == ["0033353010199", "0033353010110"]
        assert client.get(world.path("/redirect")) == ["0033353010120"]
        assert client.get(world.path("/number")) == ["0033353010100", "0033353010101", "0033353010120"]
        assert client.get(world.path("/voicemail")) == ["0033353010199", "0033353010110"]
        assert client.get("/telephony/deskbot-other/easyHunting") == ["0033353010130"]
        assert client.get("/telephony/deskbot-other/service") == ["0033353010130", "0033353010139"]
        assert client.get("/telephony/deskbot-other/redirect") == []

    def test_do_not_lend_a_service_to_another_billing_account(self, world, account, client):
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(world.path("/easyHunting/0033353010130"))

    def test_do_not_lend_a_service_to_another_section(self, world, account, client):
        for rest in ("/easyHunting/0033353010110", "/line/0033353010100/options", "/redirect/0033353010100"):
            with pytest.raises(ovh.exceptions.ResourceNotFoundError):
                client.get(world.path(rest))

    @pytest.mark.parametrize(
        ("name", "feature", "service_type"),
        [
            ("0033353010101", "easyHunting", "alias"),
            ("0033353010110", "sip", "line"),
            ("0033353010120", "redirect", "alias"),
            ("0033353010199", "sip", "line"),
        ],
    )
    def test_tell_what_each_is(self, world, account, client, name, feature, service_type):
        seen = client.get(world.path(f"/service/{name}"))

        assert (seen["featureType"], seen["serviceType"]) == (feature, service_type)

    def test_tell_what_a_number_is(self, world, account, client):
        assert client.get(world.path("/number/0033353010120"))["featureType"] == "redirect"


class TestNumbers:
    def test_keep_their_own_state(self, world, account, client):
        second = account.numbers[SECOND]
        path = world.path("/easyHunting/0033353010101/hunting/agent")
        agent_id = client.get(path)[0]

        client.put(f"{path}/{agent_id}", number=LEA, status="available")

        assert second.agents[agent_id]["number"] == LEA
        assert {agent["status"] for agent in world.line.agents.values()} == {"loggedOut"}
        assert account.numbers["+33353010100"] is world.line
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(world.hunting(f"/hunting/agent/{agent_id}"))

    def test_share_switches_and_the_journal(self, world, account, client):
        account.numbers[SECOND].change_switches({"records_late_s": 7})

        client.put(world.path("/easyHunting/0033353010101"), description="x")

        assert world.line.switches.records_late_s == 7
        assert [write.path for write in world.line.writes] == [world.path("/easyHunting/0033353010101")]

    def test_are_refused_twice(self, account):
        with pytest.raises(ValueError, match="already"):
            account.add_number(line.NumberConfig(public_number=SECOND))

    def test_may_be_the_line_of_a_voicemail_that_is_known(self, world):
        phone = world.add("+33353010199", kind="line", phone_registered=True)

        route = routing.who_would_ring(phone, at=world.line.now())

        assert [ring.number for ring in route.rings] == ["0033353010199"]
        assert world.line.services("line") == ["0033353010199"]

    def test_are_two_hundred(self):
        made = world_module.World(
            start=dt.datetime(2024, 8, 1, 9, 0, tzinfo=sandbox_clock.PARIS),
            users=[],
            channels=[],
            more=[line.NumberConfig(public_number=f"+33199000{n:03d}") for n in range(200)],
        ).start()
        made.stop()

        assert len(made.numbers) == 201


class TestCalls:
    def test_leave_their_traces_on_the_number_called(self, world, account, client):
        world.switch(records_late_s=0)
        second = account.numbers[SECOND]
        next(iter(second.agents.values())).update(number=LEA, status="available")

        call = calling.place_call(
            second, caller=CALLER, outcome=calling.leaves_message(9), recording=b"sound"
        )
        world.clock.jump_to(call.ended_at)

        records = client.get(world.path("/service/0033353010101/voiceConsumption"))
        assert len(records) == len(second.records) > 0
        assert client.get(world.path("/service/0033353010100/voiceConsumption")) == []
        assert client.get(world.voicemail("/directories")) == [call.message_id]

    def test_are_all_in_one_list(self, account, world):
        for number in (SECOND, REDIRECT, SECOND):
            calling.place_call(account.numbers[number], caller=CALLER, outcome=calling.hangs_up(5))

        assert [call.called for call in account.calls] == ["0033353010101", "0033353010120", "0033353010101"]
        assert len(account.numbers[SECOND].calls) == 2
        assert world.line.calls == []

    def test_are_shown_live_in_the_queue_that_they_reach(self, world, account, client):
        through = world.add("+33353010121", kind="redirect", destination=SECOND)
        next(iter(account.numbers[SECOND].agents.values())).update(number=LEA, status="available")
        queue_id = min(account.numbers[SECOND].queues)

        call = calling.place_call(through, caller=CALLER, outcome=calling.answered())

        path = world.path(f"/easyHunting/0033353010101/hunting/queue/{queue_id}/liveCalls")
        assert client.get(path) == [call.call_id]
        assert [leg.number for leg in call.legs] == [LEA]

    def test_ring_the_phone_of_a_line_that_is_an_agent(self, world, account):
        desk_phone = account.numbers[LINE]
        world.arm(0, desk_phone.public)
        world.arm(1, LEA)

        def rings() -> list[str]:
            route = routing.who_would_ring(world.line, at=world.line.now())
            return [ring.number for ring in route.rings[:2]]

        assert rings() == [desk_phone.public, LEA]
        desk_phone.phone_busy = True
        assert rings() == [LEA, LEA]
        desk_phone.phone_busy, desk_phone.phone_registered = False, False
        assert rings() == [LEA, LEA]

    def test_of_two_weeks_are_placed(self, world):
        world.arm(0, LEA)

        for _ in range(14 * 24):
            calling.place_call(world.line, caller=CALLER, outcome=calling.answered())
            world.clock.advance(3600)

        assert len(world.line.account.calls) == 14 * 24


class TestControl:
    def test_shows_the_number_asked_for(self, world, account):
        address = world.url + "/sandbox/line"

        first = httpx.get(address).json()
        seen = httpx.get(address, params={"number": REDIRECT}).json()

        assert first["public_number"] == "+33353010100"
        assert [number["number"] for number in first["numbers"]] == list(account.numbers)
        assert (seen["public_number"], seen["kind"], seen["destination"]) == (
            REDIRECT,
            "redirect",
            "+33639980001",
        )
        assert [ring["number"] for ring in seen["would_ring"]] == ["+33639980001"]
        assert httpx.get(f"{address}?number={SECOND}").json()["public_number"] == SECOND
        assert httpx.get(address, params={"number": "+33353010109"}).status_code == 404

    def test_places_a_call_to_it(self, world, account):
        wanted = {"number": LINE, "caller": CALLER, "outcome": "answered"}

        call = httpx.post(world.url + "/sandbox/line/calls", json=wanted).json()

        assert (call["called"], call["end"]) == (LINE, "answered")
        assert len(account.numbers[LINE].calls) == 1
