"""Screen lists: who may call a queue, and who may not."""

import pytest

from deskbot.sandbox.ovh import calling, routing

KNOWN, OTHER = "+33639980077", "+33639980088"


@pytest.fixture
def conditions(world):
    return world.hunting("/screenListConditions/conditions")


def _end(world, caller):
    return calling.place_call(world.line, caller=caller, outcome=calling.stays_silent()).end


class TestConditions:
    def test_are_created_changed_and_deleted(self, client, conditions):
        black = client.post(conditions, screenListType="incomingBlackList", callerIdNumber="0033639980077")
        white = client.post(conditions, screenListType="incomingWhiteList", callerIdNumber="0033639980088")

        client.put(f"{conditions}/{black['conditionId']}", callerIdNumber="0033639980099")

        assert client.get(conditions, screenListType="incomingWhiteList") == [white["conditionId"]]
        assert client.get(f"{conditions}/{black['conditionId']}") == {
            "callerIdNumber": "0033639980099",
            "conditionId": black["conditionId"],
            "destinationNumber": None,
            "screenListType": "incomingBlackList",
        }
        client.delete(f"{conditions}/{black['conditionId']}")
        assert client.get(conditions) == [white["conditionId"]]


class TestStatus:
    @pytest.mark.parametrize(
        ("status", "known", "other", "hidden"),
        [
            ("disabled", "voicemail", "voicemail", "voicemail"),
            ("incomingBlackList", "rejected", "voicemail", "voicemail"),
            ("incomingWhiteList", "voicemail", "rejected", "rejected"),
        ],
    )
    def test_decides_who_passes(self, world, client, conditions, status, known, other, hidden):
        for kind in ("incomingBlackList", "incomingWhiteList"):
            client.post(conditions, screenListType=kind, callerIdNumber="0033639980077")

        client.put(world.hunting("/screenListConditions"), status=status)

        assert client.get(world.hunting("/screenListConditions")) == {"status": status}
        assert [_end(world, caller) for caller in (KNOWN, OTHER, None)] == [known, other, hidden]

    def test_is_foreseen_for_a_caller(self, world, client, conditions):
        client.post(conditions, screenListType="incomingBlackList", callerIdNumber="0033639980077")
        client.put(world.hunting("/screenListConditions"), status="incomingBlackList")

        kinds = [
            routing.who_would_ring(world.line, at=world.line.now(), caller=caller).then.kind
            for caller in (KNOWN, OTHER, None)
        ]

        assert kinds == ["rejected", "voicemail", "voicemail"]
