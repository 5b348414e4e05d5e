"""Keys, signatures, rights and parameters, as the real client meets them."""

import dataclasses
import datetime as dt
import hashlib
import time

import httpx
import ovh
import pytest

from deskbot.sandbox.ovh import errors, parameters, schema, switches
from deskbot.sandbox.ovh import line as lines

OPEN = lines.LineConfig().access_rules


class TestSignature:
    def test_lets_a_good_one_in(self, world, client):
        assert client.get("/telephony") == ["deskbot-demo"]

    def test_covers_the_query_and_the_body(self, world, client):
        client.get(world.voicemail("/directories"), dir="inbox")

        client.put(world.hunting(), description="Accueil & renseignements à 9 h")

        assert world.line.service["description"] == "Accueil & renseignements à 9 h"

    @pytest.mark.parametrize("status", [400, 401, 403])
    def test_refuses_a_wrong_secret(self, world, status):
        world.switch(bad_signature_status=status)

        with pytest.raises(ovh.APIError, match="Invalid signature") as refusal:
            world.client(secret="another").get("/telephony")

        assert refusal.value.response.status_code == status
        assert refusal.value.response.json()["errorCode"] == "INVALID_SIGNATURE"

    @pytest.mark.parametrize("status", [400, 403])
    def test_refuses_a_time_that_is_far(self, world, client, status):
        world.switch(bad_timestamp_status=status)
        client._time_delta = -40

        with pytest.raises(ovh.APIError, match="Query out of time") as refusal:
            client.get("/telephony")

        assert refusal.value.response.status_code == status

    def test_uses_real_time_whatever_the_sandbox_clock_says(self, world):
        world.clock.advance(86_400 * 30)

        assert world.client().get("/telephony") == ["deskbot-demo"]
        assert abs(world.client().get("/auth/time", _need_auth=False) - time.time()) < 5

    @pytest.mark.parametrize("status", [401, 403])
    def test_refuses_none(self, world, client, status):
        world.switch(no_signature_status=status)

        with pytest.raises(ovh.APIError) as refusal:
            client.get("/telephony", _need_auth=False)

        assert refusal.value.response.status_code == status

    def test_refuses_an_unknown_application(self, world):
        answer = httpx.get(world.url + "/1.0/telephony", headers={"X-Ovh-Application": "other"})

        assert answer.status_code == 403
        assert answer.json()["errorCode"] == "INVALID_KEY"

    @pytest.mark.parametrize("status", [403, 401])
    def test_refuses_an_unknown_consumer_key(self, world, status):
        world.switch(unknown_consumer_key_status=status)

        with pytest.raises(ovh.APIError, match="does not exist") as refusal:
            world.client(consumer_key="nobody").get("/telephony")

        assert isinstance(refusal.value, ovh.exceptions.NotCredential) is (status == 403)

    def test_refuses_a_body_changed_after_signing(self, world, client):
        client.get("/telephony")
        now, url = str(int(time.time())), world.url + "/1.0" + world.hunting()
        config = world.line.config
        parts = [config.application_secret, config.consumer_key, "PUT", url, '{"description":"a"}', now]
        headers = {
            "X-Ovh-Application": config.application_key,
            "X-Ovh-Consumer": config.consumer_key,
            "X-Ovh-Timestamp": now,
            "X-Ovh-Signature": "$1$" + hashlib.sha1("+".join(parts).encode()).hexdigest(),
        }

        answer = httpx.put(url, content=b'{"description":"b"}', headers=headers)

        assert answer.status_code == 400
        assert answer.headers["X-Ovh-QueryID"]

    def test_can_be_asked_to_keep_a_pace(self, world, client):
        world.switch(calls_per_second=1.0)

        for _ in range(9):  # And one for `/auth/time`: a burst of ten is let through.
            client.get("/telephony")

        with pytest.raises(ovh.APIError) as refusal:
            client.get("/telephony")

        assert refusal.value.response.status_code == 429


class TestCredential:
    def test_must_be_validated_by_a_person(self, world, client):
        asked = client.request_consumerkey([{"method": "GET", "path": "/telephony"}])
        with pytest.raises(ovh.exceptions.InvalidCredential):
            client.get("/telephony")

        httpx.post(asked["validationUrl"])

        assert client.get("/telephony") == ["deskbot-demo"]

    def test_shows_its_page_before(self, world, client):
        asked = client.request_consumerkey([{"method": "GET", "path": "/telephony/<b>"}])

        page = httpx.get(asked["validationUrl"])

        assert (asked["state"], page.status_code) == ("pendingValidation", 200)
        assert page.headers["content-type"].startswith("text/html")
        assert '<form method="post">' in page.text
        assert "GET /telephony/&lt;b&gt;" in page.text
        assert world.line.credentials[asked["consumerKey"]].status == "pendingValidation"

    def test_can_be_validated_from_python(self, world, client):
        asked = client.request_consumerkey([{"method": "GET", "path": "/telephony"}])
        token = asked["validationUrl"].partition("credentialToken=")[2]

        validated = world.line.account.validate(token)

        assert validated.consumer_key == asked["consumerKey"]
        assert "La clé est validée." in httpx.get(asked["validationUrl"]).text
        assert client.get("/telephony") == ["deskbot-demo"]

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_has_no_page_under_another_token(self, world, method):
        answer = httpx.request(method, world.url + "/auth/?credentialToken=guessé")

        assert answer.status_code == 404
        with pytest.raises(lines.UnknownToken):
            world.line.account.validate("guess")

    def test_is_refused_while_it_waits(self, client):
        client.request_consumerkey([{"method": "GET", "path": "/telephony"}])

        with pytest.raises(ovh.exceptions.InvalidCredential):
            client.get("/auth/currentCredential")

    def test_can_be_asked_for_while_it_waits(self, world, client):
        world.switch(pending_key_may_ask_for_itself=True)
        client.request_consumerkey([{"method": "GET", "path": "/telephony"}])

        assert client.get("/auth/currentCredential")["status"] == "pendingValidation"
        with pytest.raises(ovh.exceptions.InvalidCredential):
            client.get("/telephony")

    def test_shows_its_rules(self, client):
        credential = client.get("/auth/currentCredential")

        assert credential["status"] == "validated"
        assert {"method": "PUT", "path": "/telephony/*"} in credential["rules"]

    def test_expires(self, world, client):
        credential = world.line.credentials[world.line.config.consumer_key]
        past = dt.datetime.fromtimestamp(time.time() - 1, tz=dt.UTC)
        world.line.keep_credential(dataclasses.replace(credential, expiration=past))

        with pytest.raises(ovh.exceptions.InvalidCredential):
            client.get("/telephony")

    @pytest.mark.parametrize("config", [lines.LineConfig(access_rules=(("GET", "/telephony/*"),))])
    def test_grants_only_what_its_rules_say(self, world, client, config):
        assert client.get(world.path("/service"))
        with pytest.raises(ovh.exceptions.NotGrantedCall):
            client.get("/telephony")
        with pytest.raises(ovh.exceptions.NotGrantedCall):
            client.put(world.hunting(), description="x")
        assert world.line.writes == []


class TestParameters:
    def test_refuses_a_path_that_does_not_exist(self, client):
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get("/telephony/deskbot-demo/nothing")

    def test_refuses_a_method_that_does_not_exist(self, world, client):
        with pytest.raises(ovh.APIError) as refusal:
            client.delete(world.hunting())

        assert refusal.value.response.status_code == 405

    def test_refuses_services_of_others(self, world, client):
        for path in ["/telephony/other/service", world.path("/easyHunting/0033199000000")]:
            with pytest.raises(ovh.exceptions.ResourceNotFoundError, match="does not exist"):
                client.get(path)

    def test_says_what_it_does_not_model(self, world, client):
        with pytest.raises(ovh.APIError, match="does not model") as refusal:
            client.get(world.voicemail("/settings/routing"))

        assert refusal.value.response.status_code == 501

    def test_refuses_a_read_only_property(self, world, client):
        agent_id = world.agent_ids()[0]
        seen = client.get(world.hunting(f"/hunting/agent/{agent_id}"))

        with pytest.raises(ovh.exceptions.BadParametersError, match=r"Read-only.*agentId, type"):
            client.put(world.hunting(f"/hunting/agent/{agent_id}"), **seen)

    @pytest.mark.parametrize(
        ("rest", "body", "message"),
        [
            ("", {"colour": "red"}, "not described parameters: .colour"),
            ("", {"strategy": "alphabetical"}, "must be one of"),
            ("", {"maxWaitTime": "180"}, "long"),
            ("", {"maxWaitTime": True}, "long"),
            ("", {"maxWaitTime": -1}, "at least"),
            ("", {"maxWaitTime": None}, "long"),
            ("", {"anonymousRejection": "yes"}, "boolean"),
            ("", {"voicemail": "+33353010199"}, "phoneNumber"),
            ("/timeConditions", {"slot1Type": "queue"}, "must be one of"),
        ],
    )
    def test_refuses_a_bad_body(self, world, client, rest, body, message):
        with pytest.raises(ovh.exceptions.BadParametersError, match=message):
            client.put(world.hunting(rest), **body)

        assert [write.status for write in world.line.writes] == [400]

    def test_takes_null_where_the_schema_does(self, world, client):
        client.put(world.hunting(), voicemail=None)

        assert world.line.service["voicemail"] is None

    def test_refuses_a_missing_parameter(self, world, client):
        with pytest.raises(ovh.exceptions.BadParametersError, match=r"Missing.*status, timeout"):
            client.post(
                world.hunting("/hunting/agent"),
                number="0033639980001",
                simultaneousLines=1,
                wrapUpTime=0,
                timeout=None,
            )

    def test_takes_null_for_an_optional_one(self, world, client):
        client.get(world.voicemail("/directories"), dir=None)

    @pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff"])
    def test_refuses_a_body_that_is_no_object(self, raw):
        contract = schema.load()
        operation = contract.paths["/telephony/{billingAccount}/easyHunting/{serviceName}"]["PUT"]

        with pytest.raises(errors.ApiError, match="Invalid JSON"):
            parameters.read_body(contract, operation, raw)

    @pytest.mark.parametrize("query", [{"dir": "attic"}, {"folder": "inbox"}])
    def test_refuses_a_bad_query(self, world, client, query):
        with pytest.raises(ovh.exceptions.BadParametersError):
            client.get(world.voicemail("/directories"), **query)

    def test_refuses_a_naive_date(self, world, client):
        path = world.path(f"/service/{world.line.public}/voiceConsumption")

        with pytest.raises(ovh.exceptions.BadParametersError):
            client.get(path, **{"creationDatetime.from": "2024-08-01T09:00:00"})

    def test_refuses_an_identifier_that_is_not_a_number(self, world, client):
        with pytest.raises(ovh.exceptions.BadParametersError):
            client.get(world.hunting("/hunting/agent/first"))

    def test_refuses_premium_numbers(self, world, client):
        path = world.hunting(f"/hunting/agent/{world.agent_ids()[0]}")

        with pytest.raises(ovh.exceptions.BadParametersError, match="forbidden"):
            client.put(path, number="0033899000000")

    @pytest.mark.parametrize(("leaves", "kept"), [(True, "0033353010199"), (False, None)])
    def test_leaves_the_rest_of_an_object_alone(self, world, client, leaves, kept):
        world.switch(put_leaves_the_rest=leaves)

        client.put(world.hunting(), description="Accueil")

        assert client.get(world.hunting())["voicemail"] == kept


class TestFaults:
    def test_drops_connections_when_down(self, world, client):
        world.switch(down=True)

        with pytest.raises(ovh.exceptions.HTTPError):
            client.get("/telephony")

        world.switch(down=False)
        assert client.get("/telephony")

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ("500", ovh.APIError),
            ("503", ovh.APIError),
            ("429", ovh.APIError),
            ("garbage", ovh.exceptions.InvalidResponse),
            ("nothing", ovh.exceptions.InvalidResponse),
        ],
    )
    def test_answers_badly(self, world, client, fault, error):
        client.get("/telephony")
        world.switch(fault=fault)

        with pytest.raises(error) as refusal:
            client.get("/telephony")

        if fault.isdigit():
            assert refusal.value.response.status_code == int(fault)

    def test_answers_slowly(self, world, client):
        world.switch(fault="slow", slow_s=0.2)
        begun = time.monotonic()

        client.get("/telephony")

        assert time.monotonic() - begun >= 0.2

    @pytest.mark.parametrize("applied", [False, True])
    def test_fails_the_nth_write_once(self, world, client, applied):
        world.switch(failing_write=2, failing_write_applied=applied)
        client.put(world.hunting(), description="one")

        with pytest.raises(ovh.APIError):
            client.put(world.hunting(), description="two")
        after_the_failure = world.line.service["description"]
        client.put(world.hunting(), description="three")

        assert after_the_failure == ("two" if applied else "one")
        assert [write.status for write in world.line.writes] == [200, 500, 200]


class TestSwitches:
    def test_can_be_set_over_http(self, world):
        address = world.url + "/sandbox/line/switches"

        answer = httpx.post(address, json={"down": True, "records_late_s": 0})

        assert answer.json()["down"] is True
        assert httpx.get(address).json()["records_late_s"] == 0

    @pytest.mark.parametrize("changes", [{"dwon": True}, {"down": "yes"}, {"fault": "flood"}])
    def test_refuses_what_is_not_one(self, world, changes):
        answer = httpx.post(world.url + "/sandbox/line/switches", json=changes)

        assert answer.status_code == 400
        assert world.line.switches == switches.Switches()
