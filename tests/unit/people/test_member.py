"""Members, and who may do what."""

import pytest

from deskbot.people import member, permissions

LEA = member.Member(username="lea", name="Léa", number="+33639980101", proved=True)
TEAM = member.Team(members={"lea": LEA})


class TestMember:
    @pytest.mark.parametrize(
        ("number", "proved", "rung"),
        [("+33639980101", True, True), ("+33639980101", False, False), (None, True, False)],
    )
    def test_can_be_rung_at_a_proved_number_only(self, number, proved, rung):
        person = member.Member(username="tom", name="Tom", number=number, proved=proved)

        assert person.can_be_rung is rung

    def test_does_not_show_its_number(self):
        assert "0101" not in repr(LEA)


class TestTeam:
    @pytest.mark.parametrize("written", ["lea", "Lea", "@lea", "@LEA"])
    def test_finds_a_member_as_people_write_the_name(self, written):
        assert TEAM.find(written) is LEA

    @pytest.mark.parametrize("written", ["", "@", "léa", "lea2"])
    def test_finds_nobody_else(self, written):
        assert TEAM.find(written) is None

    @pytest.mark.parametrize(("username", "name"), [("lea", "Léa"), ("zoe", "zoe"), (None, ""), ("", "")])
    def test_names_people_it_does_not_know_by_their_username(self, username, name):
        assert TEAM.name_of(username) == name


class TestToHoldTheDesk:
    @pytest.mark.parametrize(
        ("person", "refusal"),
        [
            (LEA, None),
            (None, permissions.Refusal.UNKNOWN_MEMBER),
            (member.Member(username="ines", name="Inès"), permissions.Refusal.NO_PROVED_NUMBER),
        ],
    )
    def test_wants_a_known_member_with_a_proved_number(self, person, refusal):
        assert permissions.to_hold_the_desk(person) is refusal


class TestToUndo:
    @pytest.mark.parametrize(
        ("username", "refusal"),
        [("lea", None), ("simon", None), ("tom", permissions.Refusal.NOT_YOURS)],
    )
    def test_is_for_the_owner_and_the_admins(self, username, refusal):
        admins = frozenset({"simon"})

        assert permissions.to_undo(owner="lea", username=username, admins=admins) is refusal
