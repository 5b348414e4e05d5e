"""Who may do what."""

import dataclasses

import pytest

from deskbot.people import member, permissions

LEA = member.Member(username="lea", name="Léa")
DOCTOR = member.Member(username="anne", name="Anne", circles=frozenset({"medecins", "accueil"}))
GUEST = member.Member(username="gil", name="Gil", is_guest=True)
GONE = member.Member(username="tom", name="Tom", is_active=False)
POST = member.Member(username="bureau", name="le bureau", has_account=False)

CIRCLE = permissions.Takers(everybody=False, channels=frozenset({"medecins"}))
BY_NAME = permissions.Takers(everybody=False, usernames=frozenset({"lea", "gil", "tom", "bureau"}))
EITHER = permissions.Takers(everybody=False, channels=frozenset({"medecins"}), usernames=frozenset({"lea"}))
NOBODY = permissions.Takers(everybody=False)

UNKNOWN, NOT_A_TAKER = permissions.Refusal.UNKNOWN_MEMBER, permissions.Refusal.NOT_A_TAKER


class TestToTake:
    @pytest.mark.parametrize(
        ("person", "takers", "refusal"),
        [
            (LEA, permissions.EVERYBODY, None),
            (DOCTOR, permissions.EVERYBODY, None),
            (LEA, CIRCLE, NOT_A_TAKER),
            (DOCTOR, CIRCLE, None),
            (LEA, BY_NAME, None),
            (DOCTOR, BY_NAME, NOT_A_TAKER),
            (LEA, EITHER, None),
            (DOCTOR, EITHER, None),
            (LEA, NOBODY, NOT_A_TAKER),
            (DOCTOR, NOBODY, NOT_A_TAKER),
        ],
    )
    def test_is_for_everybody_or_a_circle_or_by_name(self, person, takers, refusal):
        assert permissions.to_take(person, takers=takers) is refusal

    @pytest.mark.parametrize(
        ("takers", "refusal"),
        [(permissions.EVERYBODY, NOT_A_TAKER), (CIRCLE, NOT_A_TAKER), (BY_NAME, None)],
    )
    def test_is_for_a_guest_by_name_alone(self, takers, refusal):
        assert permissions.to_take(GUEST, takers=takers) is refusal

    def test_is_for_a_guest_of_the_circle_whom_the_house_let_in_there(self):
        invited = dataclasses.replace(GUEST, circles=frozenset({"medecins"}))

        assert permissions.to_take(invited, takers=CIRCLE) is None

    @pytest.mark.parametrize("takers", [permissions.EVERYBODY, BY_NAME])
    @pytest.mark.parametrize("person", [None, GONE, POST])
    def test_is_for_nobody_who_is_not_of_the_team(self, person, takers):
        assert permissions.to_take(person, takers=takers) is UNKNOWN


class TestToAct:
    @pytest.mark.parametrize(
        ("person", "refusal"),
        [(LEA, None), (DOCTOR, None), (None, UNKNOWN), (GONE, UNKNOWN), (GUEST, UNKNOWN), (POST, UNKNOWN)],
    )
    def test_is_for_members_of_the_team(self, person, refusal):
        assert permissions.to_act(person) is refusal


class TestToUndo:
    @pytest.mark.parametrize(
        ("username", "refusal"),
        [("lea", None), ("anne", None), ("simon", None), ("tom", permissions.Refusal.NOT_YOURS)],
    )
    def test_is_for_who_is_concerned_and_the_admins(self, username, refusal):
        concerned = frozenset({"lea", "anne"})

        assert (
            permissions.to_undo(concerned=concerned, username=username, admins=frozenset({"simon"}))
            is refusal
        )


class TestToAdminister:
    @pytest.mark.parametrize(
        ("username", "refusal"), [("simon", None), ("lea", permissions.Refusal.NOT_AN_ADMIN)]
    )
    def test_is_for_admins(self, username, refusal):
        assert permissions.to_administer(username, admins=frozenset({"simon"})) is refusal


class TestMaySeeNumber:
    @pytest.mark.parametrize(
        ("username", "taken_by", "is_on_duty", "may"),
        [
            ("lea", "lea", False, True),
            ("lea", "tom", True, True),
            ("lea", None, True, True),
            ("simon", "tom", False, True),
            ("lea", "tom", False, False),
            ("lea", None, False, False),
        ],
    )
    def test_is_for_whoever_calls_back_answers_or_administers(self, username, taken_by, is_on_duty, may):
        found = permissions.may_see_number(
            username, taken_by=taken_by, is_on_duty=is_on_duty, admins=frozenset({"simon"})
        )

        assert found is may
