"""Members: what the configuration says of them, and what they say of themselves."""

import dataclasses
import datetime as dt

import pytest

from deskbot.people import member

LEA = member.Member(username="lea", name="Léa", number="+33639980101", proved=True)
TEAM = member.Team(members={"lea": LEA})
NOW = dt.datetime(2024, 8, 1, 9, tzinfo=dt.UTC)
PROFILE = member.Profile(username="lea", name="Léa")


class TestMember:
    @pytest.mark.parametrize(
        ("number", "proved", "rung"),
        [("+33639980101", True, True), ("+33639980101", False, False), (None, True, False)],
    )
    def test_can_be_rung_at_a_proved_number_only(self, number, proved, rung):
        person = member.Member(username="tom", name="Tom", number=number, proved=proved)

        assert person.can_be_rung is rung

    def test_cannot_be_rung_once_gone(self):
        assert not dataclasses.replace(LEA, is_active=False).can_be_rung

    @pytest.mark.parametrize(
        ("number", "accepted", "introduced"),
        [("+33639980101", True, True), ("+33639980101", False, False), (None, True, False)],
    )
    def test_is_introduced_by_a_number_and_the_note(self, number, accepted, introduced):
        person = member.Member(username="tom", name="Tom", number=number, accepted=accepted)

        assert person.is_introduced is introduced

    def test_does_not_show_its_number(self):
        assert "0101" not in repr(LEA)
        assert "0101" not in repr(dataclasses.replace(PROFILE, number="+33639980101"))


class TestOver:
    def test_leaves_what_the_configuration_says_where_nothing_was_said(self):
        configured = dataclasses.replace(LEA, accepted=True, rings=2)

        assert PROFILE.over(configured) == configured

    def test_is_all_that_is_known_of_who_is_not_in_the_configuration(self):
        said = member.Profile(
            username="zoe", name="Zoé", number="+33639980104", declared_at=NOW, accepted_at=NOW, rings=3
        )

        assert said.over(None) == member.Member(
            username="zoe", name="Zoé", number="+33639980104", accepted=True, rings=3
        )

    @pytest.mark.parametrize(("proved_at", "proved"), [(None, False), (NOW, True)])
    def test_puts_the_number_that_was_said_before_the_configured_one(self, proved_at, proved):
        said = dataclasses.replace(
            PROFILE, number="+33639980109", declared_at=NOW, proved_at=proved_at, proved_by="call"
        )

        found = said.over(LEA)

        # What the configuration vouches for is the number that it names, and no other.
        assert (found.number, found.proved) == ("+33639980109", proved)

    def test_forgets_the_configured_number_once_it_was_taken_back(self):
        found = dataclasses.replace(PROFILE, number=None, declared_at=NOW).over(LEA)

        assert (found.number, found.proved, found.can_be_rung) == (None, False, False)

    def test_keeps_a_number_without_its_date_for_nothing(self):
        assert dataclasses.replace(PROFILE, number="+33639980109").over(LEA).number == LEA.number

    @pytest.mark.parametrize(("said", "rings"), [(None, 2), (1, 1), (4, 4)])
    def test_rings_as_often_as_they_said(self, said, rings):
        configured = dataclasses.replace(LEA, rings=2)

        assert dataclasses.replace(PROFILE, rings=said).over(configured).rings == rings

    @pytest.mark.parametrize(
        ("configured", "accepted_at", "accepted"),
        [(False, None, False), (True, None, True), (False, NOW, True), (True, NOW, True)],
    )
    def test_accepts_the_note_in_either_place(self, configured, accepted_at, accepted):
        known = dataclasses.replace(LEA, accepted=configured)

        assert dataclasses.replace(PROFILE, accepted_at=accepted_at).over(known).accepted is accepted

    def test_follows_the_chat_for_who_is_there(self):
        seen = dataclasses.replace(PROFILE, is_active=False, is_guest=True, circles=frozenset({"accueil"}))

        found = seen.over(LEA)

        assert (found.is_active, found.is_guest, found.circles) == (False, True, {"accueil"})
        assert not found.can_be_rung

    def test_leaves_a_post_of_the_house_what_it_is(self):
        office = member.Member(username="bureau", name="le bureau", has_account=False)

        assert not member.Profile(username="bureau", name="Bob").over(office).has_account


class TestTeam:
    @pytest.mark.parametrize("written", ["lea", "Lea", "@lea", "@LEA"])
    def test_finds_a_member_as_people_write_the_name(self, written):
        assert TEAM.find(written) is LEA

    @pytest.mark.parametrize("written", ["", "@", "léa", "lea2"])
    def test_finds_nobody_else(self, written):
        assert TEAM.find(written) is None

    def test_knows_who_has_a_profile_and_who_is_configured(self):
        zoe = member.Profile(username="zoe", name="Zoé")
        moved = dataclasses.replace(PROFILE, number=None, declared_at=NOW)

        team = member.Team(members={"lea": LEA, "tom": member.Member(username="tom", name="Tom")})
        known = team.with_profiles([zoe, moved])

        assert set(known.members) == {"lea", "tom", "zoe"}
        assert known.members["lea"].number is None
        assert known.members["tom"] is team.members["tom"]
        assert team.members["lea"] is LEA

    def test_tells_whose_number_that_is_and_masks_a_stranger_s(self):
        assert TEAM.name_behind("+33639980101") == "Léa"
        assert TEAM.name_behind("+33639980102") == "06 •• •• •• 02"

    @pytest.mark.parametrize(("username", "name"), [("lea", "Léa"), ("zoe", "zoe"), (None, ""), ("", "")])
    def test_names_people_it_does_not_know_by_their_username(self, username, name):
        assert TEAM.name_of(username) == name
