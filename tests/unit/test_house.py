"""From the settings to the values that flows are given."""

import dataclasses

import pytest

from deskbot import settings
from deskbot.bootstrap import house as house_values
from deskbot.desk import public_number
from deskbot.line import assumptions
from deskbot.people import phone
from deskbot.settings import rehearsed
from tests.unit import good_settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    import os

    for name in list(os.environ):
        if name.startswith("DESKBOT_"):
            monkeypatch.delenv(name)


def built(**changed: object) -> settings.Settings:
    return settings.build(good_settings.written(**changed))


class TestHouseOf:
    def test_gives_a_desk_its_numbers_and_what_they_do(self):
        chosen = built(
            desks__standard__kind="line",
            desks__standard__other_numbers=[{"number": "0353010120", "kind": "redirect"}],
            desks__standard__blocked=["08 99 70 12 34"],
            desks__standard__most_waiting=3,
        )

        desk = house_values.house_of(chosen).desks["standard"]

        assert desk.numbers == (
            public_number.PublicNumber(number="+33353010100", kind=public_number.Kind.LINE),
            public_number.PublicNumber(number="+33353010120", kind=public_number.Kind.REDIRECT),
        )
        assert desk.blocked == {"+33899701234"}
        assert desk.most_waiting == 3

    def test_gives_a_desk_that_says_nothing_a_queue_of_ten(self):
        desk = house_values.house_of(built()).desks["standard"]

        assert [one.kind for one in desk.numbers] == [public_number.Kind.EASY_HUNTING]
        assert (desk.blocked, desk.most_waiting, desk.profiles) == (frozenset(), 10, ())

    def test_gives_profiles_their_members_in_order(self):
        profiles = {"dejeuner": {"title": "midi", "rings": ["tom", "lea"]}, "reunion": {"title": "réunion"}}

        desk = house_values.house_of(built(desks__standard__profiles=profiles)).desks["standard"]

        lunch = desk.way("dejeuner")
        assert lunch is not None
        assert lunch.title == "midi"
        assert [one.username for one in lunch.rings] == ["tom", "lea"]
        assert lunch.rings[1].number == "+33639980101"
        assert [one.name for one in desk.profiles if not one.rings] == ["reunion"]


class TestTollsOf:
    def test_gives_what_is_allowed(self):
        tolls = house_values.tolls_of(
            built(tolls={"countries": ["CH"], "kinds": ["mobile"]}, members__lea={"name": "Léa"})
        )

        assert tolls.allowed == phone.Allowed(
            countries=frozenset({"CH"}), kinds=frozenset({phone.Kind.MOBILE})
        )
        assert tolls.changes_a_day == 50


class TestAssumptionsOf:
    def test_are_as_assumed_where_nobody_said_anything(self, tmp_path):
        assert house_values.assumptions_of(built(state_folder=str(tmp_path))) == assumptions.AS_ASSUMED

    def test_are_as_written_then_as_rehearsed(self, tmp_path):
        rehearsed.write(
            tmp_path,
            {"service_pair_rules": True, "put_leaves_the_rest": False, "mobile_voicemail_after_s": None},
        )
        # What the code assumes, written on purpose, wins over the rehearsal too.
        chosen = built(state_folder=str(tmp_path), ovh__assumptions={"put_leaves_the_rest": True})

        assert house_values.assumptions_of(chosen) == dataclasses.replace(
            assumptions.AS_ASSUMED, service_pair_rules=True, mobile_voicemail_after_s=None
        )

    def test_are_refused_with_a_file_that_is_not_understood(self, tmp_path):
        (tmp_path / rehearsed.FILE_NAME).write_text("lines_have_wings = true")

        with pytest.raises(settings.BadSettings):
            house_values.assumptions_of(built(state_folder=str(tmp_path)))
