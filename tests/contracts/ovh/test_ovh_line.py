"""What is written through the API is read back, and lists follow."""

import datetime as dt

import ovh
import pytest

from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox.ovh import routing


class TestServices:
    def test_are_listed(self, world, client):
        public, voicemail = "0033353010100", "0033353010199"

        assert client.get(world.path("/service")) == [public, voicemail]
        assert client.get(world.path("/easyHunting")) == [public]
        assert client.get(world.path("/number")) == [public]
        assert client.get(world.path("/voicemail")) == [voicemail]
        assert client.get(world.path(f"/service/{public}"))["featureType"] == "easyHunting"
        assert client.get(world.path(f"/service/{voicemail}"))["serviceType"] == "line"

    @pytest.mark.parametrize(("switch", "name"), [(True, "0033353010100"), (False, "0033353010199")])
    def test_has_a_scheduler_under_one_name(self, world, client, switch, name):
        world.switch(scheduler_is_the_numbers=switch)

        assert client.get(world.path("/scheduler")) == [name]
        assert client.get(world.path(f"/scheduler/{name}"))["timeZone"] == "Europe/Paris"


class TestAgents:
    def test_stand_parked_from_the_start(self, world, client):
        agents = [client.get(world.hunting(f"/hunting/agent/{i}")) for i in client.get(_agents(world))]

        assert [a["description"] for a in agents] == ["first", "second"]
        assert {a["status"] for a in agents} == {"loggedOut"}
        assert {a["number"] for a in agents} == {"0033353010199"}

    def test_are_changed(self, world, client):
        path = f"{_agents(world)}/{world.agent_ids()[0]}"

        client.put(path, number="0033639980001", timeout=24, status="available")

        seen = client.get(path)
        assert (seen["number"], seen["timeout"], seen["status"]) == ("0033639980001", 24, "available")
        assert (seen["type"], seen["description"]) == ("external", "first")

    def test_are_created_placed_and_deleted(self, world, client):
        created = client.post(
            _agents(world),
            number="0033639980003",
            simultaneousLines=1,
            status="available",
            timeout=20,
            wrapUpTime=0,
        )
        path = f"{_agents(world)}/{created['agentId']}"
        client.post(f"{path}/queue", queueId=world.queue_id(), position=3)
        client.put(f"{path}/queue/{world.queue_id()}", position=1)

        assert client.get(f"{path}/queue/{world.queue_id()}")["position"] == 1
        with pytest.raises(ovh.exceptions.ResourceConflictError):
            client.post(f"{path}/queue", queueId=world.queue_id(), position=3)
        client.delete(path)
        assert created["agentId"] not in client.get(world.hunting(f"/hunting/queue/{world.queue_id()}/agent"))
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(path)

    def test_leave_a_queue(self, world, client):
        first = world.agent_ids()[0]

        client.delete(f"{_agents(world)}/{first}/queue/{world.queue_id()}")

        assert client.get(f"{_agents(world)}/{first}/queue") == []
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(f"{_agents(world)}/{first}/queue/{world.queue_id()}")

    def test_cannot_be_attached_from_the_queue_s_side(self, world, client):
        path = world.hunting(f"/hunting/queue/{world.queue_id()}/agent")

        with pytest.raises(ovh.exceptions.BadParametersError):
            client.post(path, position=1, queueId=world.queue_id())


class TestQueues:
    def test_are_changed_created_and_deleted(self, world, client):
        queues = world.hunting("/hunting/queue")

        client.put(f"{queues}/{world.queue_id()}", maxWaitTime=90, actionOnClosure="playback")
        created = client.post(queues, strategy="ringAll", description="Soirs")
        client.delete(f"{queues}/{created['queueId']}")

        seen = client.get(f"{queues}/{world.queue_id()}")
        assert (seen["maxWaitTime"], seen["actionOnClosure"]) == (90, "playback")
        assert created["strategy"] == "ringAll"
        assert client.get(queues) == [world.queue_id()]

    def test_journal_keeps_what_was_written(self, world, client):
        client.put(world.hunting("/hunting"), g729=True)
        client.get(world.hunting("/hunting"))

        (write,) = world.line.writes
        assert (write.method, write.path) == ("PUT", world.hunting("/hunting"))
        assert (write.body, write.status) == ({"g729": True}, 200)


class TestTimeConditions:
    def test_are_created_listed_and_deleted(self, world, client):
        path = world.hunting("/timeConditions/conditions")
        span = {"weekDay": "monday", "timeFrom": "09:00:00", "timeTo": "17:30:00"}

        opened = client.post(path, policy="available", **span)
        slot = client.post(path, policy="slot1", **(span | {"weekDay": "sunday"}))
        client.put(f"{path}/{opened['conditionId']}", timeTo="18:00:00")
        client.delete(f"{path}/{slot['conditionId']}")

        assert client.get(path) == [opened["conditionId"]]
        assert client.get(path, policy="slot1") == []
        assert client.get(f"{path}/{opened['conditionId']}")["timeTo"] == "18:00:00"

    @pytest.mark.parametrize("end", ["08:00:00", "24:00:00", "17:30"])
    def test_refuse_a_bad_span(self, world, client, end):
        with pytest.raises(ovh.exceptions.BadParametersError):
            client.post(
                world.hunting("/timeConditions/conditions"),
                policy="available",
                weekDay="monday",
                timeFrom="09:00:00",
                timeTo=end,
            )


class TestScheduler:
    @pytest.mark.parametrize(("zone", "rings"), [("Europe/Paris", []), ("Europe/London", ["0033639980001"])])
    def test_has_a_time_zone(self, world, client, zone, rings):
        world.arm(0, "0033639980001")
        client.put(world.path(f"/scheduler/{world.line.public}"), timeZone=zone)
        client.put(world.hunting("/timeConditions"), enable=True)
        span = {"weekDay": "thursday", "timeFrom": "09:00:00", "timeTo": "10:00:00"}
        client.post(world.hunting("/timeConditions/conditions"), policy="available", **span)

        route = routing.who_would_ring(
            world.line, at=dt.datetime(2024, 8, 1, 10, 30, tzinfo=sandbox_clock.PARIS)
        )

        assert client.get(world.path(f"/scheduler/{world.line.public}"))["timeZone"] == zone
        assert [ring.number for ring in route.rings[:1]] == rings

    @pytest.mark.parametrize(("is_the_number_s", "shared"), [(True, False), (False, True)])
    def test_is_shared_where_it_is_the_voicemail_line_s(self, world, client, is_the_number_s, shared):
        world.switch(scheduler_is_the_numbers=is_the_number_s)
        other = world.add("+33353010101", voicemail_number="+33353010199")
        alone = world.add("+33353010102", voicemail_number="+33353010198")
        client.post(
            world.path(f"/scheduler/{other.scheduler_name}/events"),
            category="holidays",
            title="Fermé",
            dateStart="2024-08-01T09:00:00+02:00",
            dateEnd="2024-08-01T10:00:00+02:00",
            uid="deskbot-1",
        )

        assert list(other.events) == ["deskbot-1"]
        assert (list(world.line.events) == ["deskbot-1"]) is shared
        assert list(alone.events) == []
        names = client.get(world.path("/scheduler"))
        numbers = ["0033353010100", "0033353010101", "0033353010102"]
        assert names == (numbers if is_the_number_s else ["0033353010199", "0033353010198"])


class TestSchedulerEvents:
    @pytest.mark.parametrize("keeps", [True, False])
    def test_keep_our_uid_or_not(self, world, client, keeps):
        world.switch(scheduler_event_keeps_uid=keeps)

        answered = _post_event(world, client)

        (uid,) = client.get(_events(world))
        assert answered is None
        assert (uid == "deskbot-1") is keeps
        assert client.get(f"{_events(world)}/{uid}")["categories"] == "holidays"

    def test_are_written_in_paris_time(self, world, client):
        _post_event(world, client, dateStart="2024-08-05T07:00:00Z")

        assert client.get(f"{_events(world)}/deskbot-1")["dateStart"] == "2024-08-05T09:00:00+02:00"

    def test_are_filtered(self, world, client):
        _post_event(world, client)

        assert client.get(_events(world), categories="scheduler1") == []
        assert client.get(_events(world), **{"dateStart.from": "2024-08-06T00:00:00+02:00"}) == []
        assert client.get(_events(world), **{"dateEnd.to": "2024-08-06T00:00:00+02:00"}) == ["deskbot-1"]

    def test_are_moved_and_deleted(self, world, client):
        _post_event(world, client)

        client.put(f"{_events(world)}/deskbot-1", dateEnd="2024-08-06T00:00:00+02:00")
        seen = client.get(f"{_events(world)}/deskbot-1")
        client.delete(f"{_events(world)}/deskbot-1")

        assert seen["dateEnd"] == "2024-08-06T00:00:00+02:00"
        assert client.get(_events(world)) == []

    def test_refuse_a_uid_twice(self, world, client):
        _post_event(world, client)

        with pytest.raises(ovh.exceptions.ResourceConflictError):
            _post_event(world, client)

    def test_refuse_a_reversed_span(self, world, client):
        with pytest.raises(ovh.exceptions.BadParametersError):
            _post_event(world, client, dateEnd="2024-08-04T09:00:00+02:00")


def _agents(world):
    return world.hunting("/hunting/agent")


def _events(world):
    return world.path(f"/scheduler/{world.line.public}/events")


def _post_event(world, client, **changes):
    event = {
        "category": "holidays",
        "title": "Fermé",
        "dateStart": "2024-08-05T09:00:00+02:00",
        "dateEnd": "2024-08-05T17:30:00+02:00",
        "uid": "deskbot-1",
    }
    return client.post(_events(world), **(event | changes))
