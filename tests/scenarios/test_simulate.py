"""Anybody asks whom a call would reach, now or later: by the roster, by the line, and whether they agree."""

import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.sandbox.ovh import config as line_config
from tests import story, story_operator, story_posts

AGREE = "D'accord"
LINE: dict[str, Any] = {"desks": {"standard": {"kind": "line"}}}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """The three parts of the answer: what the roster says, what the line does, and the verdict."""

    roster: str
    line: str
    verdict: str


def asked(day: story.Story, when: str = "", *, channel: str = "standard") -> Answer:
    answer = day.ines.types(f"/standard simuler {when}".strip(), channel=channel)
    lines = [one for one in answer.splitlines() if one.strip()]
    assert lines[1].startswith("- **Selon le planning**"), answer
    assert lines[2].startswith(("- **Chez l'opérateur**", "- **Si je m'arrêtais d'ici là**")), answer
    return Answer(roster=lines[1], line=lines[2], verdict=" ".join(lines[3:]))


def lea_rings(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..02")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond", "Vérifié")
    day.nothing_is_left_to_do()


class TestNow:
    def test_says_who_rings_how_long_where_it_ends_and_why(self, day: story.Story) -> None:
        lea_rings(day)

        answer = asked(day)

        for part in (answer.roster, answer.line):
            assert story_posts.says(part, "24 s chez Léa", "puis 24 s chez Tom", "le répondeur")
            assert "48 s" in part
        assert "tour de Léa" in answer.roster
        assert "lu aujourd'hui à 9h" in answer.line
        assert answer.verdict.startswith("✅ Les deux sont d'accord")

    def test_says_that_a_closed_desk_goes_to_the_voicemail(self, day: story.Story) -> None:
        day.nothing_is_left_to_do()

        answer = asked(day)

        assert story_posts.says(answer.roster, "c'est fermé", "le répondeur, tout de suite")
        assert "le répondeur, tout de suite" in answer.line
        assert answer.verdict.startswith("✅")

    def test_says_that_somebody_changed_the_line(self, day: story.Story) -> None:
        lea_rings(day)
        story_operator.lets_a_stranger_ring(day)
        day.minutes_pass(2)
        day.reads("standard", "sans passer par moi")

        answer = asked(day)

        assert "chez Léa" in answer.roster
        assert "Léa" not in answer.line
        assert "06 •• •• •• 77" in answer.line
        assert answer.verdict.startswith("⚠️ Les deux ne sont pas d'accord")

    def test_says_the_profile_in_force(self, day: story.Story) -> None:
        lea_rings(day)
        day.simon.types("/standard profil réunion jusqu'à 11h")
        day.line_rings()
        day.channel_says("sur « la réunion d'équipe »", "Vérifié")

        answer = asked(day)

        assert story_posts.says(answer.roster, "profil « la réunion d'équipe »", "le répondeur")
        assert answer.verdict.startswith("✅")

    def test_does_not_pretend_to_have_read_what_it_has_not(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, is_stopped=True) as day:
            day.ovh(down=True)
            day.deskbot_starts()

            answer = asked(day)

        assert "je n'ai encore rien lu" in answer.line
        assert "✅" not in answer.verdict


class TestLater:
    def test_on_a_closed_night_all_goes_to_the_voicemail_with_or_without_deskbot(
        self, day: story.Story
    ) -> None:
        lea_rings(day)

        answer = asked(day, "samedi 22h")

        assert story_posts.says(answer.roster, "c'est fermé", "le répondeur")
        assert "Si je m'arrêtais d'ici là" in answer.line
        assert "le répondeur" in answer.line
        assert "Même sans moi, ce serait pareil" in answer.verdict

    def test_in_the_turn_that_runs_the_line_goes_on_alone(self, day: story.Story) -> None:
        lea_rings(day)

        answer = asked(day, "vendredi 16h")

        assert "chez Léa" in answer.roster
        assert "chez Léa" in answer.line
        assert "Même sans moi, ce serait pareil" in answer.verdict

    def test_in_somebody_else_s_turn_the_line_alone_would_ring_nobody(self, day: story.Story) -> None:
        day.simon.types("/standard prendre lundi 5 août")
        lea_rings(day)

        answer = asked(day, "lundi 5 août 10h")

        assert story_posts.says(answer.roster, "tour de Simon", "chez Simon", "puis", "chez Tom")
        assert "Léa" not in answer.line
        assert "ça sonne" not in answer.line
        assert "c'est le planning qui compte" in answer.verdict

    def test_on_a_day_that_nobody_took_the_office_rings(self, day: story.Story) -> None:
        assert story_posts.says(asked(day, "lundi 10h").roster, "personne n'a pris ce tour", "chez le bureau")

    def test_on_a_day_closed_by_a_sentence_says_so(self, day: story.Story) -> None:
        day.simon.types("/standard fermer lundi inventaire")
        day.sees(lambda: len(story_operator.events(day, "fermé")) == 2, "the closing is armed")
        day.nothing_is_left_to_do()

        answer = asked(day, "lundi 10h")

        assert "c'est fermé" in answer.roster
        assert "Même sans moi, ce serait pareil" in answer.verdict


class TestRefuses:
    @pytest.mark.parametrize("when", ["la saint-glinglin", "hier 10h", "31/2 9h"])
    def test_what_is_no_moment_to_come(self, day: story.Story, when: str) -> None:
        assert "Je ne lis pas de moment à venir" in day.ines.types(f"/standard simuler {when}")


class TestANumberThatCannotDoAll:
    """What a line cannot do is said each time, never pretended."""

    def test_is_said_to_ring_one_phone(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=LINE, kind="line") as day:
            day.lea.types("/standard prendre 2024-08-01")
            day.clock_shows(story.at(1, 9))
            day.simon.clicks(AGREE, day.reads("admins", "Léa", "ne sonne pas encore", button=AGREE))
            day.channel_says("**Léa** répond", "Vérifié")

            answer = asked(day)

        assert "chez Léa" in answer.roster
        assert "Tom" not in answer.line
        assert "il ne sonne pas chez la personne suivante" in answer.verdict

    def test_waits_for_an_admin_in_the_roster_too(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes=LINE, kind="line") as day:
            day.lea.types("/standard prendre 2024-08-01")
            day.clock_shows(story.at(1, 9))
            day.reads("admins", "Léa", "ne sonne pas encore", button=AGREE)
            day.nothing_is_left_to_do()

            answer = asked(day)

        assert "Léa" not in answer.line
        assert "le répondeur" in answer.line
        assert "Il manque l'accord d'un admin pour faire sonner Léa" in answer.verdict


class TestSeveralNumbers:
    OTHER = "+33353010110"

    @pytest.fixture
    def two(self, tmp_path: pathlib.Path) -> Iterator[story.Story]:
        """The desk has a second number, and Léa answers on both."""
        changes = {"desks": {"standard": {"other_numbers": [{"number": self.OTHER}]}}}
        number = line_config.NumberConfig(public_number=self.OTHER)
        with story.Story(tmp_path, changes=changes, more_numbers=[number]) as day:
            lea_rings(day)
            yield day

    def test_are_all_told(self, two: story.Story) -> None:
        answer = asked(two)

        assert answer.verdict.startswith("✅")
        assert "C'est pareil sur le 03 53 01 01 10." in answer.verdict

    def test_are_told_apart_where_one_was_changed(self, two: story.Story) -> None:
        story_operator.lets_a_stranger_ring(two, number=self.OTHER)
        two.minutes_pass(1.1)
        two.nothing_is_left_to_do()

        answer = asked(two)

        shown, _, other = answer.verdict.partition("**Sur le 03 53 01 01 10**")
        assert shown.startswith("✅")
        assert "06 •• •• •• 77" in other
        assert "Les deux ne sont pas d'accord" in other
        assert "(03 53 01 01 10)" in two.one_post("standard", "changé la ligne")["message"]


def test_a_change_that_was_posted_is_the_reason_told(day: story.Story) -> None:
    lea_rings(day)
    story_operator.lets_a_stranger_ring(day)
    day.minutes_pass(1.1)
    day.one_post("standard", "changé la ligne")

    assert "quelqu'un a changé la ligne chez l'opérateur" in asked(day).verdict
