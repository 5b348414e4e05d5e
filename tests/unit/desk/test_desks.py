"""Which desk a command means, and what is known of a desk."""

import dataclasses

import pytest

from deskbot.desk import desk as desk_module
from deskbot.desk import desks, hours
from deskbot.people import member, permissions
from tests.unit.desk import rota


def desk(key: str, *, takers: permissions.Takers = permissions.EVERYBODY) -> desk_module.Desk:
    return desk_module.Desk(
        key=key,
        title=f"le {key}",
        public_number="+33353010100",
        voicemail_number="+33353010199",
        channel=f"canal-{key}",
        hours=hours.DEFAULT,
        second=None,
        fallback=(),
        takers=takers,
    )


CIRCLE = permissions.Takers(everybody=False, channels=frozenset({"medecins"}))
BY_NAME = permissions.Takers(everybody=False, usernames=frozenset({"tom"}))
STANDARD, DOCTORS, SECRET = desk("standard"), desk("medecins", takers=CIRCLE), desk("secret", takers=BY_NAME)
DESKS = desks.Desks(by_key={one.key: one for one in (STANDARD, DOCTORS, SECRET)})
LEA = member.Member(username="lea", name="Léa")
ANNE = member.Member(username="anne", name="Anne", circles=frozenset({"medecins"}))
TOM = member.Member(username="tom", name="Tom")
GUEST = member.Member(username="gil", name="Gil", is_guest=True)


def meant(
    person: member.Member | None,
    *,
    named: str | None = None,
    channel: str = "town-square",
    of: desks.Desks = DESKS,
) -> list[str]:
    return [one.key for one in of.meant(named=named, channel=channel, person=person)]


class TestMeant:
    @pytest.mark.parametrize("channel", ["town-square", "canal-standard", "canal-secret"])
    def test_is_the_one_named_wherever_that_is(self, channel):
        assert meant(LEA, named="medecins", channel=channel) == ["medecins"]

    def test_is_the_one_of_the_channel_whoever_may_take_it(self):
        assert meant(LEA, channel="canal-secret") == ["secret"]
        assert meant(None, channel="canal-medecins") == ["medecins"]

    @pytest.mark.parametrize(
        ("person", "keys"),
        [
            (LEA, ["standard"]),
            (ANNE, ["standard", "medecins"]),
            (TOM, ["standard", "secret"]),
        ],
    )
    def test_is_those_that_the_person_may_take(self, person, keys):
        assert meant(person) == keys

    @pytest.mark.parametrize("person", [None, GUEST, dataclasses.replace(TOM, is_active=False)])
    def test_is_the_first_for_who_may_take_none(self, person):
        assert meant(person) == ["standard"]

    def test_is_the_only_one_there_is(self):
        alone = desks.Desks(by_key={"secret": SECRET})

        assert meant(LEA, of=alone) == ["secret"]


class TestOfChannel:
    def test_is_nobody_s_elsewhere(self):
        assert DESKS.of_channel("canal-standard") is STANDARD
        assert DESKS.of_channel("town-square") is None
        assert DESKS.of_channel("") is None
        assert DESKS["secret"] is SECRET


class TestAsKnown:
    def test_follows_what_the_second_and_the_fallback_say_of_themselves(self):
        team = member.Team(members={"tom": TOM, "lea": LEA})
        configured = dataclasses.replace(STANDARD, second=TOM, fallback=(LEA, ANNE))
        moved = dataclasses.replace(TOM, number="+33639980102", proved=True)

        known = configured.as_known(team=member.Team(members={**team.members, "tom": moved}), exceptions=())

        assert known.second is moved
        assert known.fallback == (LEA,)

    def test_opens_and_closes_as_people_said(self):
        closed = rota.span("2024-08-05T00:00", "2024-08-06T00:00")
        said = [hours.Exceptional(kind=hours.Opening.CLOSED, span=closed, reason="pont")]

        known = STANDARD.as_known(team=member.Team(members={}), exceptions=said)

        assert not known.hours.is_open(at=rota.at("2024-08-05T10:00"))
        assert known.hours.is_open(at=rota.at("2024-08-06T10:00"))
        assert known.second is None
