"""Three doctors, one secretary (seed 004): each patient reaches the secretary, then the doctor called.

The settings are those of the worked example, as they stand, on a sandbox that has their numbers.
"""

import pathlib
from collections.abc import Iterator

import pytest

from deskbot.people import phone
from deskbot.sandbox.mattermost import config as chat_config
from deskbot.sandbox.ovh import config as line_config
from tests import story, story_posts

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "config" / "examples" / "trois-medecins.toml"
# What an example cannot know of the sandbox; a practice is in less of a hurry too.
HERE = {"poll_s": 5, "reconcile_s": 60, "ovh": {"calls_per_second": 1000}, "chat": {"team": "coop"}}
BILLING = "ab12345-ovh-1"
PEOPLE = ("camille", "docteur-adler", "docteur-benali", "docteur-costa", "deskbot")
CHANNELS = ("secretariat", "cabinet-adler", "cabinet-benali", "cabinet-costa")
ADLER, BENALI, COSTA = "+33353010111", "+33353010112", "+33353010113"
SECRETARY, CAMILLE = "+33353010150", "+33639980110"
OWN = {ADLER: "+33353010151", BENALI: "+33353010152", COSTA: "+33353010153"}
TAKES_MESSAGES, ANNOUNCES = "+33353010191", "+33353010192"
VOICEMAILS = {ADLER: TAKES_MESSAGES, BENALI: TAKES_MESSAGES, COSTA: ANNOUNCES}


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Thursday 1 August, three queues on one billing account."""
    numbers = [
        line_config.NumberConfig(
            public_number=number,
            billing_account=BILLING,
            voicemail_number=voicemail,
            voicemail_only_announces=voicemail == ANNOUNCES,
        )
        for number, voicemail in VOICEMAILS.items()
    ]
    channels = [
        chat_config.ChannelConfig(name=name, display_name=name.capitalize(), members=PEOPLE)
        for name in CHANNELS
    ]
    admins = chat_config.ChannelConfig(
        name="admins", display_name="Admins", members=("camille", "deskbot"), private=True
    )
    with story.Story(
        tmp_path, config=EXAMPLE, changes=HERE, channels=[*channels, admins], more_numbers=numbers
    ) as told:
        yield told


def says(day: story.Story, who: str, text: str, *, channel: str) -> str:
    return day.people.say(who, text, channel=channel)


def rings(day: story.Story, number: str, *expected: str) -> None:
    day.sees(lambda: day.ringing(number=number) == list(expected), f"{number} rings {expected}")


def then(day: story.Story, number: str) -> str:
    return str(day.line(number=number)["then"]["number"])


class TestOpenHours:
    def test_ring_the_secretary_then_the_doctor_called(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9, 15))

        for number in (ADLER, BENALI):
            rings(day, number, SECRETARY, OWN[number])
            assert then(day, number) == TAKES_MESSAGES

    def test_are_each_doctor_s_own(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 13))

        rings(day, ADLER)
        rings(day, BENALI, SECRETARY, OWN[BENALI])

    def test_with_a_turn_taken_for_one_leave_the_others_alone(self, day: story.Story) -> None:
        says(day, "camille", "/standard prendre aujourd'hui", channel="cabinet-benali")
        day.clock_shows(story.at(1, 9, 15))

        rings(day, BENALI, CAMILLE, OWN[BENALI])
        rings(day, ADLER, SECRETARY, OWN[ADLER])
        day.clock_shows(story.at(1, 19))
        rings(day, BENALI)
        day.nothing_is_left_to_do()
        assert CAMILLE not in {one["number"] for one in day.line(number=BENALI)["agents"]}

    def test_are_not_for_the_doctors_to_take(self, day: story.Story) -> None:
        answer = says(day, "docteur-adler", "/standard prendre aujourd'hui", channel="cabinet-adler")

        assert "✅" not in answer
        day.clock_shows(story.at(1, 9, 15))

        rings(day, ADLER, SECRETARY, OWN[ADLER])


class TestClosedHours:
    def test_go_to_a_voicemail_that_records_or_to_one_that_only_announces(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 21))

        for number, voicemail in ((ADLER, TAKES_MESSAGES), (BENALI, TAKES_MESSAGES), (COSTA, ANNOUNCES)):
            rings(day, number)
            assert then(day, number) == voicemail

    def test_of_a_holiday_are_armed_for_that_doctor_alone(self, day: story.Story) -> None:
        day.nothing_is_left_to_do()

        assert any(one["title"].startswith("deskbot") for one in day.line(number=COSTA)["events"])
        august = [
            one for one in day.line(number=ADLER)["events"] if str(one["dateStart"]).startswith("2024-08-0")
        ]
        assert august == []


class TestNotes:
    def test_are_in_the_channel_of_the_doctor_called(self, day: story.Story) -> None:
        said = says(day, "camille", "/standard note : Mme Dupont repassera lundi", channel="cabinet-benali")

        assert "C'est noté dans ~cabinet-benali" in said
        day.one_post("cabinet-benali", "Note", "Mme Dupont repassera lundi")
        day.nothing_is_left_to_do()
        assert not story_posts.holding(day.posts("secretariat"), "Mme Dupont")


class TestCalls:
    @pytest.mark.parametrize("number", [ADLER, BENALI])
    def test_make_one_card_that_says_which_doctor_was_called(self, day: story.Story, number: str) -> None:
        day.clock_shows(story.at(1, 9, 15))
        rings(day, number, SECRETARY, OWN[number])

        day.somebody_calls(number=number)

        (doctor,) = {ADLER: "Adler", BENALI: "Benali"}[number].split()
        card = day.one_post("secretariat", "Appel manqué", phone.national(number))
        assert story_posts.says(card["message"], doctor, "le secrétariat, puis", doctor)
        day.nothing_is_left_to_do()
        assert len(story_posts.holding(day.posts("secretariat"), "Appel manqué")) == 1

    def test_left_in_the_voicemail_of_two_doctors_make_one_card(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 20))
        rings(day, BENALI)

        day.somebody_calls(outcome="message", number=BENALI)

        day.one_post("secretariat", "Message vocal", phone.national(BENALI))
        day.minutes_pass(20)
        day.nothing_is_left_to_do()
        assert len(story_posts.holding(day.posts("secretariat"), "Message vocal")) == 1

    def test_that_meet_an_announcement_leave_no_message(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 20))
        rings(day, COSTA)

        day.somebody_calls(outcome="message", number=COSTA)

        card = day.one_post("secretariat", phone.national(COSTA))
        assert "Message vocal" not in card["message"]


class TestSimulated:
    def test_says_where_callers_of_each_end(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 13, 15))
        rings(day, BENALI, SECRETARY, OWN[BENALI])
        day.nothing_is_left_to_do()

        costa = says(day, "camille", "/standard simuler", channel="cabinet-costa")
        benali = says(day, "camille", "/standard simuler", channel="cabinet-benali")

        assert story_posts.says(costa, "03 53 01 01 13", "c'est fermé", "le répondeur", "d'accord")
        assert story_posts.says(benali, "chez le secrétariat, puis", "chez le docteur Benali", "d'accord")


def test_several_numbers_of_one_desk_do_the_same(tmp_path: pathlib.Path) -> None:
    other = {"desks": {"standard": {"other_numbers": [{"number": "03 53 01 01 10"}]}}}
    number = line_config.NumberConfig(public_number="+33353010110")
    with story.Story(tmp_path, changes=other, more_numbers=[number]) as day:
        day.lea.types("/standard prendre 2024-08-01")
        day.clock_shows(story.at(1, 9))

        for one in (None, "+33353010110"):
            day.line_rings(day.lea, day.tom, number=one)
            day.nothing_is_left_to_do()
            ends = [event for event in day.line(number=one)["events"] if "fin du tour" in event["title"]]
            assert [event["dateStart"][:16] for event in ends] == ["2024-08-01T17:30"]
        day.one_post("standard", "**Léa** répond", "Vérifié")

        day.somebody_calls(number="+33353010110")
        day.one_post("standard", "Appel manqué", "a sonné chez Léa, puis chez Tom")

        day.clock_shows(story.at(1, 17, 30))
        for one in (None, "+33353010110"):
            day.line_rings(number=one)


def test_two_billing_accounts(tmp_path: pathlib.Path) -> None:
    other = [{"number": "03 53 01 01 10", "billing_account": "another-one"}]
    number = line_config.NumberConfig(public_number="+33353010110", billing_account="another-one")
    with story.Story(
        tmp_path, changes={"desks": {"standard": {"other_numbers": other}}}, more_numbers=[number]
    ) as day:
        day.lea.types("/standard prendre 2024-08-01")
        day.clock_shows(story.at(1, 9))

        for one in (None, "+33353010110"):
            day.line_rings(day.lea, day.tom, number=one)
