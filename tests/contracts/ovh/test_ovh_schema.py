"""The sandbox against OVH's published schema: every call exists there, every answer has its shape."""

import pytest

from deskbot.sandbox.ovh import api, calling, control, line, schema, values

ACCOUNT = "/telephony/{billingAccount}"
HUNTING = f"{ACCOUNT}/easyHunting/{{serviceName}}"
VOICEMAIL = f"{ACCOUNT}/voicemail/{{serviceName}}"
SERVICE = f"{ACCOUNT}/service/{{serviceName}}"
SCHEDULER = f"{ACCOUNT}/scheduler/{{serviceName}}"

# What deskbot may call: all of it must exist in the published schema, and be modelled here.
CALLED = [
    ("GET", "/auth/time"),
    ("GET", "/auth/currentCredential"),
    ("POST", "/auth/credential"),
    ("GET", "/telephony"),
    *[
        ("GET", f"{ACCOUNT}/{s}")
        for s in (
            "service",
            "number",
            "easyHunting",
            "voicemail",
            "line",
            "redirect",
            "scheduler",
        )
    ],
    *[(m, HUNTING) for m in ("GET", "PUT")],
    *[(m, f"{HUNTING}/hunting/queue") for m in ("GET", "POST")],
    *[(m, f"{HUNTING}/hunting/queue/{{queueId}}") for m in ("GET", "PUT", "DELETE")],
    *[(m, f"{HUNTING}/hunting/agent") for m in ("GET", "POST")],
    *[(m, f"{HUNTING}/hunting/agent/{{agentId}}") for m in ("GET", "PUT", "DELETE")],
    *[(m, f"{HUNTING}/hunting/agent/{{agentId}}/queue") for m in ("GET", "POST")],
    *[(m, f"{HUNTING}/hunting/agent/{{agentId}}/queue/{{queueId}}") for m in ("GET", "PUT", "DELETE")],
    ("GET", f"{HUNTING}/hunting/queue/{{queueId}}/agent"),
    ("GET", f"{HUNTING}/hunting/queue/{{queueId}}/liveCalls"),
    ("GET", f"{HUNTING}/hunting/queue/{{queueId}}/liveCalls/{{id}}"),
    *[(m, f"{HUNTING}/timeConditions") for m in ("GET", "PUT")],
    *[(m, f"{HUNTING}/timeConditions/conditions") for m in ("GET", "POST")],
    *[(m, f"{HUNTING}/timeConditions/conditions/{{conditionId}}") for m in ("GET", "PUT", "DELETE")],
    *[(m, f"{HUNTING}/screenListConditions") for m in ("GET", "PUT")],
    *[(m, f"{HUNTING}/screenListConditions/conditions") for m in ("GET", "POST")],
    *[(m, f"{HUNTING}/screenListConditions/conditions/{{conditionId}}") for m in ("GET", "PUT", "DELETE")],
    *[(m, f"{ACCOUNT}/eventToken") for m in ("GET", "POST", "DELETE")],
    ("GET", f"{ACCOUNT}/line/{{serviceName}}"),
    *[(m, f"{ACCOUNT}/line/{{serviceName}}/options") for m in ("GET", "PUT")],
    ("POST", f"{ACCOUNT}/line/{{serviceName}}/click2Call"),
    *[(m, f"{ACCOUNT}/redirect/{{serviceName}}") for m in ("GET", "PUT")],
    ("POST", f"{ACCOUNT}/redirect/{{serviceName}}/changeDestination"),
    *[(m, SCHEDULER) for m in ("GET", "PUT")],
    ("GET", f"{VOICEMAIL}/greetings"),
    ("GET", f"{VOICEMAIL}/greetings/{{id}}"),
    *[(m, f"{SCHEDULER}/events") for m in ("GET", "POST")],
    *[(m, f"{SCHEDULER}/events/{{uid}}") for m in ("GET", "PUT", "DELETE")],
    *[(m, f"{VOICEMAIL}/settings") for m in ("GET", "PUT")],
    ("GET", f"{VOICEMAIL}/directories"),
    *[(m, f"{VOICEMAIL}/directories/{{id}}") for m in ("GET", "DELETE")],
    ("GET", f"{VOICEMAIL}/directories/{{id}}/download"),
    ("POST", f"{VOICEMAIL}/directories/{{id}}/move"),
    *[("GET", f"/sms/{{serviceName}}{rest}") for rest in ("", "/jobs", "/jobs/{id}", "/senders")],
    ("POST", "/sms/{serviceName}/jobs"),
    ("GET", f"{SERVICE}/voiceConsumption"),
    ("GET", f"{SERVICE}/voiceConsumption/{{consumptionId}}"),
    ("GET", f"{SERVICE}/previousVoiceConsumption"),
    ("GET", f"{SERVICE}/previousVoiceConsumption/{{consumptionId}}"),
]


class TestHandlers:
    def test_are_all_in_the_schema(self):
        paths = schema.load().paths

        assert [named for named in api.HANDLERS if named[0] not in paths.get(named[1], {})] == []

    @pytest.mark.parametrize("named", CALLED, ids=" ".join)
    def test_cover_what_deskbot_may_call(self, named):
        assert named in api.HANDLERS


class TestFind:
    def test_tells_an_object_from_its_operations(self):
        found = schema.load().find("/telephony/a/voicemail/b/directories/7/download")

        assert found is not None
        assert found.path == f"{VOICEMAIL}/directories/{{id}}/download"
        assert found.values == {"billingAccount": "a", "serviceName": "b", "id": "7"}

    def test_decodes_what_stands_in_the_path(self):
        found = schema.load().find("/telephony/a/scheduler/b/events/desk%2F1%40x")

        assert found is not None
        assert found.values["uid"] == "desk/1@x"

    def test_finds_nothing_elsewhere(self):
        assert schema.load().find("/telephony/a/") is None


class TestAnswers:
    @pytest.fixture
    def busy(self, world):
        """A line on which something of each kind exists."""
        world.switch(records_late_s=0, download_s=0.0)
        world.arm(0, "0033639980001")
        sound = control.samples()["rappel"].sound
        calling.place_call(
            world.line, caller="+33639980077", outcome=calling.leaves_message(16), recording=sound
        )
        world.clock.jump_to(world.line.calls[0].ended_at)
        calling.place_call(world.line, caller=None, outcome=calling.answered())
        world.line.account.add_number(line.NumberConfig(kind="redirect", public_number="+33353010120"))
        world.line.mailbox.greetings[7] = "temp"
        client = world.client()
        client.post(world.path("/eventToken"), expiration="1 day")
        text = {"message": "Bonjour", "receivers": ["+33639980077"], "sender": "Standard"}
        client.post(f"/sms/{world.line.account.outbox.service}/jobs", **text)
        client.post(
            world.hunting("/screenListConditions/conditions"),
            screenListType="incomingBlackList",
            callerIdNumber="0033639980099",
        )
        client.post(
            world.hunting("/timeConditions/conditions"),
            policy="available",
            weekDay="monday",
            timeFrom="09:00:00",
            timeTo="17:30:00",
        )
        client.post(
            world.path(f"/scheduler/{world.line.public}/events"),
            category="holidays",
            title="Fermé",
            dateStart="2024-08-05T09:00:00+02:00",
            dateEnd="2024-08-05T17:30:00+02:00",
            uid="deskbot-1",
        )
        return world

    def test_have_the_shape_that_the_schema_gives(self, busy):
        client, contract = busy.client(), schema.load()
        seen = set()
        for method, path in api.HANDLERS:
            if method == "GET" and path != "/auth/time":
                operation = contract.paths[path]["GET"]
                for concrete in _addresses(busy, client, path):
                    answered = client.get(concrete)
                    values.read(contract, operation.returns, answered, name=path)
                    _check_complete(contract, operation.returns, answered)
                    seen.add(path)

        missing = {path for method, path in api.HANDLERS if method == "GET"} - seen
        assert {path for path in missing if "previous" not in path} == {"/auth/time"}


def _check_complete(contract, type_name, answered):
    """Nothing is left out: null is written where there is nothing."""
    if type_name in contract.models:
        assert set(answered) == set(contract.models[type_name])


def _addresses(world, client, path):
    """Every concrete address of `path` on the line, found through the lists of the API itself."""
    base = path.replace("{billingAccount}", world.line.config.billing_account)
    if base.startswith("/sms/"):
        base = base.replace("{serviceName}", world.line.account.outbox.service)
    if "{serviceName}" in base:
        names = world.line.services(base.split("/")[3])
        return [a for name in names for a in _addresses(world, client, base.replace("{serviceName}", name))]
    if "{" not in base:
        return [base]
    before, _, after = base.partition("{")
    rest = after.partition("}")[2]
    parents = before.rstrip("/")
    return [
        found
        for key in client.get(parents)
        for found in (
            [f"{parents}/{key}{rest}"]
            if "{" not in rest
            else _addresses(world, client, f"{parents}/{key}{rest}")
        )
    ]
