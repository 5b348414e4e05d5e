"""A redirect takes its time: told once it shows; a request that never does is told to the admins."""

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests import story, story_operator

REDIRECT: dict[str, Any] = {"desks": {"standard": {"kind": "redirect"}}}
VOICEMAIL = "+33353010199"
AGREE = "D'accord"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """The desk's number only redirects; it leads to the voicemail."""
    with story.Story(tmp_path, changes=REDIRECT, kind="redirect", destination=VOICEMAIL) as told:
        yield told


def asked(day: story.Story) -> story.Json:
    """Have Léa's turn begin, and return the post that asks the admins."""
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    return day.reads("admins", "Léa", "ne sonne pas encore", button=AGREE)


def destination(day: story.Story) -> str | None:
    with day.world.line.lock:
        found = day.world.line.destination()
    return f"+{found[2:]}" if found else None


def requests(day: story.Story) -> list[str]:
    """Return the destinations that the operator was asked for, in order."""
    found = [one for one in story_operator.writes(day) if one.path.endswith("/changeDestination")]
    return [str(one.body["destination"]) for one in found]


def says(day: story.Story, *words: str, channel: str = "standard") -> list[str]:
    found = [post["message"] for post in day.posts(channel)]
    return [one for one in found if all(word in one for word in words)]


def minutes_go_by(day: story.Story, minutes: int) -> None:
    for _ in range(minutes):
        day.minutes_pass(1)
        day.nothing_is_left_to_do()


class TestWhatIsPromised:
    def test_is_what_a_redirect_can_do(self, day: story.Story) -> None:
        answer = day.lea.types("/standard prendre 2024-08-01")
        day.clock_shows(story.at(1, 9))

        told = day.lea.gets_direct("C'est ton tour")["message"]
        for text in (answer, told):
            assert "une fois qu'un admin sera d'accord" in text
            assert "ta propre messagerie" in text
            assert "4 fois" not in text


class TestAPrivateNumber:
    def test_waits_for_an_admin(self, day: story.Story) -> None:
        asked(day)
        minutes_go_by(day, 3)

        assert destination(day) == VOICEMAIL
        assert len(says(day, "ne sonne pas encore", channel="admins")) == 1
        assert "Vérifié" not in day.lea.types("/standard qui")

    def test_rings_once_one_agreed_and_the_next_admin_learns_who(self, day: story.Story) -> None:
        post = asked(day)
        context = day.context_of(post, AGREE)
        day.simon.clicks(AGREE, post)

        again = day.patricia.clicks_late(post, context=context)

        assert "Simon" in again
        day.sees_button_go(post, AGREE, channel="admins")
        day.channel_says("**Simon** est d'accord", channel="admins")
        minutes_go_by(day, 3)
        day.sees(lambda: destination(day) == day.lea.number, "Léa is rung")
        day.channel_says("**Léa** répond", "Vérifié")

    def test_of_the_house_s_post_waits_for_nobody(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9))
        minutes_go_by(day, 3)

        assert destination(day) == day.bureau.number
        day.channel_says("le bureau répond", "Vérifié")
        assert not says(day, "ne sonne pas encore", channel="admins")

    def test_stays_there_without_deskbot_as_the_admins_were_told(self, day: story.Story) -> None:
        post = asked(day)
        assert "son téléphone sonne encore après son tour" in post["message"]
        day.simon.clicks(AGREE, post)
        minutes_go_by(day, 3)
        day.channel_says("**Léa** répond", "Vérifié")

        day.deskbot_stops()
        day.clock_shows(story.at(1, 18))
        assert day.ringing() == [day.lea.number]

        day.deskbot_starts()
        minutes_go_by(day, 3)
        assert destination(day) == VOICEMAIL


class TestTheChange:
    def test_is_told_once_it_shows_and_not_before(self, day: story.Story) -> None:
        day.ovh(redirect_task_s=120)
        day.simon.clicks(AGREE, asked(day))
        day.sees(lambda: day.world.line.redirections, "a change is asked")
        minutes_go_by(day, 1)
        assert not says(day, "**Léa** répond")

        minutes_go_by(day, 2)

        day.channel_says("**Léa** répond", "Vérifié")

    def test_goes_back_to_the_voicemail_at_the_end_of_the_turn(self, day: story.Story) -> None:
        day.simon.clicks(AGREE, asked(day))
        minutes_go_by(day, 3)
        day.channel_says("**Léa** répond")

        day.clock_shows(story.at(1, 17, 30))
        minutes_go_by(day, 3)

        assert destination(day) == VOICEMAIL

    def test_is_asked_back_when_the_turn_is_given_back_before_it_shows(self, day: story.Story) -> None:
        day.ovh(redirect_task_s=60)
        day.simon.clicks(AGREE, asked(day))
        day.sees(lambda: day.world.line.redirections, "a change is asked")

        day.lea.types("/standard rendre aujourd'hui")
        minutes_go_by(day, 5)

        assert destination(day) != day.lea.number


class TestATaskThatFails:
    def test_is_told_to_the_admins_after_ten_minutes_and_told_back(self, day: story.Story) -> None:
        day.ovh(redirect_task_fails=True)
        day.simon.clicks(AGREE, asked(day))
        minutes_go_by(day, 12)

        day.reads("admins", "redirection", "toujours pas en place")
        assert destination(day) == VOICEMAIL
        assert not says(day, "**Léa** répond")
        assert len(requests(day)) == 2
        assert "Pas encore vérifié" in day.lea.types("/standard qui")

        day.ovh(redirect_task_fails=False)
        minutes_go_by(day, 12)

        assert destination(day) == day.lea.number
        day.channel_says("**Léa** répond", "Vérifié")
        day.reads("admins", "répond de nouveau")
        assert len(says(day, "toujours pas en place", channel="admins")) == 1
