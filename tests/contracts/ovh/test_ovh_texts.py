"""The service of text messages: what it takes, keeps and refuses."""

import ovh
import pytest

from deskbot.sandbox.ovh import texts

RECEIVER = "+33639980201"


@pytest.fixture
def box(world):
    return world.line.account.outbox


@pytest.fixture
def send(box, client):
    def ask(**changed):
        known = {"message": "Bonjour", "receivers": [RECEIVER], "sender": "Standard", "noStopClause": True}
        return client.post(f"/sms/{box.service}/jobs", **{**known, **changed})

    return ask


class TestService:
    def test_is_listed_with_its_senders(self, box, client):
        assert client.get("/sms") == [box.service]
        assert client.get(f"/sms/{box.service}/senders") == ["Standard"]
        about = client.get(f"/sms/{box.service}")
        assert (about["name"], about["status"], about["creditsLeft"]) == (box.service, "enable", 100)

    def test_is_the_only_one(self, client):
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get("/sms/sms-xx-1/senders")


class TestJobs:
    def test_keep_what_was_sent(self, box, client, send):
        report = send()

        assert (report["validReceivers"], report["invalidReceivers"]) == ([RECEIVER], [])
        assert client.get(f"/sms/{box.service}/jobs") == report["ids"]
        job = client.get(f"/sms/{box.service}/jobs/{report['ids'][0]}")
        assert (job["receiver"], job["sender"], job["message"]) == (RECEIVER, "Standard", "Bonjour")
        assert client.get(f"/sms/{box.service}")["creditsLeft"] == 99
        assert not box.jobs[job["id"]].has_stop_clause

    def test_say_which_receivers_are_none(self, send, box):
        report = send(receivers=["06 39 98 02 01", RECEIVER])

        assert (report["validReceivers"], report["invalidReceivers"]) == ([RECEIVER], ["06 39 98 02 01"])
        assert len(box.jobs) == 1

    @pytest.mark.parametrize("changed", [{"sender": "Autre"}, {"sender": None}, {"message": " "}])
    def test_refuse_a_sender_that_is_not_allowed_and_an_empty_text(self, box, send, changed):
        with pytest.raises(ovh.exceptions.BadParametersError):
            send(**changed)

        assert box.jobs == {}

    @pytest.mark.parametrize("about", [{"credits_left": 0.0}, {"is_enabled": False}])
    def test_are_refused_without_credits(self, box, send, about):
        for name, value in about.items():
            setattr(box, name, value)

        with pytest.raises(ovh.exceptions.APIError):
            send()

        assert box.jobs == {}

    def test_are_found_by_their_key_alone(self, box, client):
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(f"/sms/{box.service}/jobs/7")


class TestParts:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("", 1),
            ("é" * 160, 1),
            ("é" * 161, 2),
            ("€" * 80, 1),
            ("€" * 81, 2),
            ("ê" * 70, 1),
            ("ê" * 71, 2),
            ("a" * 306, 2),
        ],
    )
    def test_counts_as_networks_do(self, text, count):
        assert texts.parts(text) == count
