"""A redirect: one destination, that a task changes after a while."""

import datetime as dt

import ovh
import pytest

from deskbot.sandbox.ovh import calling, routing

NUMBER, LEA, TOM, VOICEMAIL = "0033353010120", "0033639980001", "0033639980002", "0033353010199"
CALLER = "+33639980077"


@pytest.fixture
def redirect(world):
    return world.add("+33353010120", kind="redirect", destination="+33639980001")


@pytest.fixture
def change(world, redirect, client):
    """Ask for another destination through the API."""

    def ask(destination):
        path = world.path(f"/redirect/{NUMBER}/changeDestination")
        return client.post(path, destination=destination)

    return ask


def _shown(world, client):
    return client.get(world.path(f"/redirect/{NUMBER}"))["destination"]


def _route(line):
    route = routing.who_would_ring(line, at=line.now())
    return [ring.number for ring in route.rings], route.then.kind


class TestChangeDestination:
    @pytest.mark.parametrize("late_s", [0, 20, 300])
    def test_takes_a_while(self, world, redirect, change, client, late_s):
        world.switch(redirect_task_s=late_s)

        task = change(TOM)
        at_once = _shown(world, client)
        world.clock.advance(late_s)

        assert task["status"] == "todo"
        assert at_once == (LEA if late_s else TOM)
        assert _shown(world, client) == TOM
        assert _route(redirect) == ([TOM], "hangup")

    def test_can_never_come(self, world, change, client):
        world.switch(redirect_task_fails=True)

        change(TOM)
        world.clock.advance(3600)

        assert _shown(world, client) == LEA

    def test_keeps_the_last_one_asked(self, world, change, client):
        change(TOM)
        change(VOICEMAIL)

        world.clock.advance(20)

        assert _shown(world, client) == VOICEMAIL

    @pytest.mark.parametrize("destination", ["0033899000000", "+33639980002", None])
    def test_refuses_what_cannot_be_called(self, world, change, client, destination):
        with pytest.raises(ovh.exceptions.BadParametersError):
            change(destination)

        assert _shown(world, client) == LEA

    def test_is_foreseen(self, redirect, change):
        change(TOM)

        route = routing.who_would_ring(redirect, at=redirect.now() + dt.timedelta(minutes=1))

        assert [ring.number for ring in route.rings] == [TOM]


class TestService:
    def test_has_a_description(self, world, redirect, client):
        path = world.path(f"/redirect/{NUMBER}")

        client.put(path, description="Cabinet")

        assert client.get(path)["description"] == "Cabinet"
        with pytest.raises(ovh.exceptions.BadParametersError, match="Read-only"):
            client.put(path, destination=TOM)


class TestCall:
    @pytest.mark.parametrize(("after_s", "end"), [(22, "answered"), (None, "hangup")])
    def test_ends_in_the_mobile_s_own_voicemail_or_nowhere(self, world, redirect, after_s, end):
        world.switch(mobile_voicemail_after_s=after_s)

        call = calling.place_call(redirect, caller=CALLER, outcome=calling.stays_silent())

        assert [leg.number for leg in call.legs] == [LEA]
        assert (call.end, call.message_id) == (end, None)
        assert [(r.way, r.called) for r in redirect.records] == [("incoming", NUMBER), ("transfer", LEA)]

    def test_is_routed_on_by_a_line_of_the_account(self, world, redirect, change):
        change(VOICEMAIL)
        world.clock.advance(20)

        call = calling.place_call(
            redirect, caller=CALLER, outcome=calling.leaves_message(9), recording=b"sound"
        )

        assert (call.end, call.voicemail, call.called) == ("voicemail", VOICEMAIL, NUMBER)
        assert list(world.line.mailbox.messages) == [call.message_id]

    def test_is_cut_without_a_destination(self, world):
        nowhere = world.add("+33353010121", kind="redirect")

        assert _route(nowhere) == ([], "hangup")
