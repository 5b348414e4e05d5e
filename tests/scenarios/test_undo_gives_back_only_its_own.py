"""Undoing one change gives back what that change took, and nothing that others changed since."""

import pathlib
from collections.abc import Iterator

import pytest

from tests import story, story_posts

UNDO = "Annuler"
COVER = "Je remplace"
WEEK = "2024-08-05..09"


def undo(day: story.Story, told: story.Json, *, by: story.Person) -> str:
    """Take back the change of that post, see the post struck, and return the answer."""
    said = by.clicks(UNDO, told)
    assert "annulé" in said
    after = day.sees_button_go(told, UNDO)
    assert story_posts.says(after["message"], "annulé")
    return said


def gives_back(day: story.Story, dates: str, *words: str) -> story.Json:
    """Have Léa give these days back, and return the post that says so."""
    day.lea.types(f"/standard rendre {dates}")
    return day.reads("standard", "Léa** rend", *words, button=UNDO)


def nobody_but_lea(day: story.Story, *hers: int) -> dict[int, list[story.Person]]:
    """Return who rings on the days of the week when Léa has these days and nobody the others."""
    return {one: [day.lea, day.tom] if one in hers else [day.bureau] for one in range(5, 10)}


class TestOfARelease:
    """Each release gives back its own days."""

    def test_the_first_of_three_gives_back_its_day_alone(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        first = gives_back(day, "2024-08-06", "mardi 6")
        gives_back(day, "2024-08-05", "lundi 5")
        gives_back(day, "2024-08-07..09", "mercredi 7")

        undo(day, first, by=day.lea)

        day.days_ring(nobody_but_lea(day, 6))

    def test_the_last_of_three_too(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        gives_back(day, "2024-08-06", "mardi 6")
        gives_back(day, "2024-08-05", "lundi 5")
        last = gives_back(day, "2024-08-07..09", "mercredi 7")

        undo(day, last, by=day.lea)

        day.days_ring(nobody_but_lea(day, 7, 8, 9))

    def test_all_three_give_back_the_week(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        released = [
            gives_back(day, "2024-08-06", "mardi 6"),
            gives_back(day, "2024-08-05", "lundi 5"),
            gives_back(day, "2024-08-07..09", "mercredi 7"),
        ]

        for one in released:
            undo(day, one, by=day.lea)

        day.days_ring(nobody_but_lea(day, 5, 6, 7, 8, 9))

    def test_somebody_who_took_another_day_is_in_nobodys_way(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        sixth = gives_back(day, "2024-08-06", "mardi 6")
        gives_back(day, "2024-08-08", "jeudi 8")
        day.tom.types("/standard prendre 2024-08-08")

        undo(day, sixth, by=day.lea)

        day.days_ring({**nobody_but_lea(day, 5, 6, 7, 9), 8: [day.tom]})

    def test_whose_day_somebody_took_is_refused(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        sixth = gives_back(day, "2024-08-06", "mardi 6")
        day.simon.types("/standard prendre 2024-08-06")

        assert story_posts.says(day.lea.clicks(UNDO, sixth), "pris")

        day.days_ring({5: [day.lea, day.tom], 6: [day.simon, day.tom], 7: [day.lea, day.tom]})

    def test_gives_back_the_half_that_nobody_took(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        sixth = gives_back(day, "2024-08-06", "mardi 6")
        day.simon.types("/standard prendre 2024-08-06 matin")

        said = undo(day, sixth, by=day.lea)

        assert story_posts.says(said, "13h")
        day.clock_shows(story.at(6, 9))
        day.line_rings(day.simon, day.tom)
        day.clock_shows(story.at(6, 13))
        day.line_rings(day.lea, day.tom)

    def test_undone_twice_changes_nothing_more(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        sixth = gives_back(day, "2024-08-06", "mardi 6")
        context = day.context_of(sixth, UNDO)
        undo(day, sixth, by=day.lea)
        gives_back(day, "2024-08-06", "mardi 6")

        assert story_posts.says(day.lea.clicks_late(sixth, context=context), "déjà")

        day.days_ring({5: [day.lea, day.tom], 6: [day.bureau]})


class TestOfACover:
    """Who asked has again what was covered, not what they gave back themselves."""

    @pytest.fixture
    def covered(self, day: story.Story) -> story.Json:
        """Simon holds 12 to 14 August, Tom covers the 13th, Simon gives back the 12th and the 14th."""
        day.simon.types("/standard prendre 2024-08-12..14")
        day.simon.types("/standard remplacer 13 août")
        wanted = day.reads("standard", "Simon", "mardi 13", button=COVER)
        day.tom.clicks(COVER, wanted)
        post = day.reads("standard", "Tom", "Simon", "mardi 13", button=UNDO)
        day.simon.types("/standard rendre 12 août")
        day.simon.types("/standard rendre 14 août")
        return post

    def test_gives_back_the_day_covered_alone(self, day: story.Story, covered: story.Json) -> None:
        undo(day, covered, by=day.tom)

        day.days_ring({12: [day.bureau], 13: [day.simon, day.tom], 14: [day.bureau]})

    def test_tells_who_asked(self, day: story.Story, covered: story.Json) -> None:
        undo(day, covered, by=day.tom)

        told = day.simon.reads("Tom", "retrouves", "mardi 13")
        assert not story_posts.says(told["message"], "12")
        assert not story_posts.says(told["message"], "14")

    def test_tells_nobody_what_they_did_themselves(self, day: story.Story, covered: story.Json) -> None:
        undo(day, covered, by=day.simon)

        day.nothing_is_left_to_do()
        assert not story_posts.holding(day.simon.direct_messages(), "retrouves")


class TestOfAClaim:
    """Only the days that are still hers are given up, and only those are said."""

    def test_after_somebody_covered_a_day(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        claimed = day.reads("standard", "Léa", "prend", button=UNDO)
        day.lea.types("/standard remplacer 7 août")
        day.simon.clicks(COVER, day.reads("standard", "Léa", "mercredi 7", button=COVER))
        day.reads("standard", "Simon", "Léa", "mercredi 7", button=UNDO)

        said = undo(day, claimed, by=day.lea)

        told = day.reads("standard", "Léa", "annulé", "mardi 6")
        for text in (said, told["message"]):
            assert story_posts.says(text, "lundi 5", "mardi 6", "jeudi 8", "vendredi 9")
            assert not story_posts.says(text, "mercredi")
        day.days_ring({**nobody_but_lea(day), 7: [day.simon, day.tom]})

    def test_after_she_gave_a_day_back_and_somebody_took_it(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        claimed = day.reads("standard", "Léa", "prend", button=UNDO)
        gives_back(day, "2024-08-07", "mercredi 7")
        day.simon.types("/standard prendre 2024-08-07")

        said = undo(day, claimed, by=day.lea)

        assert not story_posts.says(said, "mercredi")
        day.days_ring({**nobody_but_lea(day), 7: [day.simon, day.tom]})

    def test_takes_back_what_an_undone_release_gave_back(self, day: story.Story) -> None:
        day.lea.types(f"/standard prendre {WEEK}")
        claimed = day.reads("standard", "Léa", "prend", button=UNDO)
        undo(day, gives_back(day, "2024-08-07", "mercredi 7"), by=day.lea)

        undo(day, claimed, by=day.lea)

        day.days_ring(nobody_but_lea(day))

    def test_of_which_nothing_is_left_is_said(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-05")
        claimed = day.reads("standard", "Léa", "prend", button=UNDO)
        gives_back(day, "2024-08-05", "lundi 5")
        day.simon.types("/standard prendre 2024-08-05")

        said = day.lea.clicks(UNDO, claimed)

        assert 1 <= len(said) < 300
        assert not story_posts.says(said, "c'est annulé")
        day.days_ring({5: [day.simon, day.tom]})

    def test_leaves_another_claim_alone(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-05..06")
        first = day.reads("standard", "Léa", "prend", "lundi 5", button=UNDO)
        day.lea.types("/standard prendre 2024-08-07..09")

        undo(day, first, by=day.lea)

        day.days_ring(nobody_but_lea(day, 7, 8, 9))


class TestOfALeaving:
    """The chat was wrong: she is of the team, and stays so."""

    @pytest.fixture
    def day(self, tmp_path: pathlib.Path) -> Iterator[story.Story]:
        """Thursday 1 August 2024, 8:55; Léa holds a week, and the chat does not list her any more."""
        with story.Story(tmp_path, changes={"duty": {"directory_s": 60}}) as told:
            told.lea.types(f"/standard prendre {WEEK}")
            told.reads("standard", "Léa", "prend", button=UNDO)
            told.people.leaves_team("lea")
            told.sees(
                lambda: told.minutes_pass(1.5) or story_posts.holding(told.posts("admins"), "Léa"),
                "the admins hear that she left",
            )
            yield told

    def test_gives_her_turns_back(self, day: story.Story) -> None:
        left = day.reads("standard", "Léa", "équipe", button=UNDO)

        undo(day, left, by=day.simon)

        day.sees(lambda: story_posts.holding(day.posts("admins"), "Léa", "annulé"), "the admins' post struck")
        day.days_ring(nobody_but_lea(day, 5, 6, 7, 8, 9))

    def test_is_not_undone_by_the_next_reading(self, day: story.Story) -> None:
        undo(day, day.reads("standard", "Léa", "équipe", button=UNDO), by=day.simon)

        for _ in range(3):
            day.minutes_pass(2)
            day.nothing_is_left_to_do()

        assert len(story_posts.holding(day.posts(), "Léa", "équipe")) == 1
        assert not story_posts.holding(day.posts(), "Léa", "équipe", button=UNDO)
        day.days_ring({5: [day.lea, day.tom]})
