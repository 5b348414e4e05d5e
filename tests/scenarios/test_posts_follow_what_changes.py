"""What a post offers is what can be had; once it cannot, its buttons are gone."""

import datetime as dt
import pathlib

import pytest

from deskbot.sandbox.mattermost import posting
from tests import story, story_posts

UNDO = "Annuler"
COVER = "Je remplace"
YES = "Je confirme"
NO = "Je rends"
TITLE = "Le standard"


class TestACoverWish:
    """The post of who looks for somebody, from the wish to its end."""

    @pytest.fixture
    def wanted(self, day: story.Story) -> story.Json:
        """Léa holds Monday to Friday of next week, and looks for somebody on Wednesday."""
        day.lea.types("/standard prendre 2024-08-05..09")
        day.lea.types("/standard remplacer 7 août")
        return day.reads("standard", "Léa", "mercredi 7", button=COVER)

    def test_given_back_has_no_button(self, day: story.Story, wanted: story.Json) -> None:
        day.lea.types("/standard rendre 7 août")

        after = day.sees_post(wanted, lambda one: one["buttons"] == [])
        assert story_posts.says(after["message"], "Léa", "plus rien")

    def test_given_back_in_half_keeps_its_button(self, day: story.Story, wanted: story.Json) -> None:
        day.lea.types("/standard rendre 7 août matin")

        day.nothing_is_left_to_do()
        (now,) = [one for one in day.posts() if one["id"] == wanted["id"]]
        assert "Léa" in day.simon.clicks(COVER, now)
        day.clock_shows(story.at(7, 9))
        day.line_rings(day.bureau)
        day.clock_shows(story.at(7, 13))
        day.line_rings(day.simon, day.tom)

    def test_whose_turn_was_undone_has_no_button(self, day: story.Story, wanted: story.Json) -> None:
        day.lea.clicks(UNDO, day.reads("standard", "Léa", "prend", button=UNDO))

        day.sees_post(wanted, lambda one: one["buttons"] == [])

    def test_given_back_and_taken_again_has_its_button_again(
        self, day: story.Story, wanted: story.Json
    ) -> None:
        day.lea.types("/standard rendre 7 août")
        day.sees_post(wanted, lambda one: one["buttons"] == [])

        day.lea.clicks(UNDO, day.reads("standard", "Léa** rend", button=UNDO))

        day.sees_post(wanted, lambda one: story_posts.has_button(one, COVER))

    def test_undone_has_its_button_again(self, day: story.Story, wanted: story.Json) -> None:
        day.simon.clicks(COVER, wanted)
        day.sees_button_go(wanted, COVER)

        day.simon.clicks(UNDO, day.reads("standard", "Simon", "Léa", "mercredi 7", button=UNDO))

        again = day.sees_post(wanted, lambda one: story_posts.has_button(one, COVER))
        assert "Simon" not in again["message"]
        assert "Léa" in day.patricia.clicks(COVER, again)
        day.clock_shows(story.at(7, 9))
        day.line_rings(day.patricia, day.tom)

    def test_withdrawn_by_who_asked_is_over(self, day: story.Story, wanted: story.Json) -> None:
        context = day.context_of(wanted, COVER)

        assert "annulé" in day.lea.clicks(UNDO, wanted)

        day.sees_post(wanted, lambda one: one["buttons"] == [])
        assert 1 <= len(day.simon.clicks_late(wanted, context=context)) < 300
        day.clock_shows(story.at(7, 9))
        day.line_rings(day.lea, day.tom)

    def test_is_withdrawn_by_nobody_else(self, day: story.Story, wanted: story.Json) -> None:
        assert story_posts.says(day.tom.clicks(UNDO, wanted), "seule")

        day.nothing_is_left_to_do()
        day.sees_post(wanted, lambda one: story_posts.has_button(one, COVER))

    def test_taken_is_withdrawn_no_more(self, day: story.Story, wanted: story.Json) -> None:
        context = day.context_of(wanted, UNDO)
        day.simon.clicks(COVER, wanted)
        day.sees_button_go(wanted, COVER)

        said = day.lea.clicks_late(wanted, context=context)

        assert 1 <= len(said) < 300
        day.nothing_is_left_to_do()
        day.clock_shows(story.at(7, 9))
        day.line_rings(day.simon, day.tom)


class TestASentenceThatChangesNothing:
    """It is refused: nothing is posted, nothing is told to anybody."""

    @pytest.mark.parametrize(
        "sentence",
        [
            "fermer samedi",
            "fermer 15 août férié",
            "ouvrir demain",
            "ouvrir demain 10h-12h",
            "fermer demain 20h-22h",
            "ouvrir vendredi 20h à samedi 2h",
        ],
    )
    def test_is_refused(self, day: story.Story, sentence: str) -> None:
        day.lea.types("/standard prendre 2024-08-02..16")
        before = len(day.lea.direct_messages())

        assert story_posts.says(day.simon.types(f"/standard {sentence}"), "rien changé")

        day.nothing_is_left_to_do()
        assert not story_posts.holding(day.posts(), "Simon", button=UNDO)
        assert len(day.lea.direct_messages()) == before

    def test_typed_twice_is_refused_the_second_time(self, day: story.Story) -> None:
        assert "2 août" in day.simon.types("/standard fermer demain inventaire")
        day.reads("standard", "inventaire", button=UNDO)

        assert story_posts.says(day.simon.types("/standard fermer demain inventaire"), "rien changé")

        day.nothing_is_left_to_do()
        assert len(story_posts.holding(day.posts(), "inventaire", button=UNDO)) == 1


class TestThePinnedPost:
    """One post a desk, edited in place; another one where somebody deleted it."""

    def board(self, day: story.Story, *words: str) -> story.Json:
        """Wait for the one pinned post of the channel, holding `words`."""
        found = day.sees(
            lambda: story_posts.holding([one for one in day.posts() if one["pinned"]], TITLE, *words),
            f"a pinned post with {words}",
        )
        assert len([one for one in day.posts() if one["pinned"]]) == 1
        board: story.Json = found[0]
        return board

    def somebody_deletes(self, day: story.Story, post: story.Json) -> None:
        """Delete a post of the bot, as an administrator of the chat may."""
        chat = day.world.chat
        posting.delete(chat, chat.user_named("deskbot"), post["id"])
        # It was posted long ago: the server remembers the keys of posts for 30 s alone.
        chat.pending.forget_all()
        assert not [one for one in day.posts() if one["id"] == post["id"]]

    def test_is_edited_in_place(self, day: story.Story) -> None:
        first = self.board(day)

        day.lea.types("/standard prendre 2024-08-05..06")
        second = self.board(day, "Léa")
        day.simon.types("/standard prendre 2024-08-07")
        third = self.board(day, "Léa", "Simon")

        assert first["id"] == second["id"] == third["id"]

    def test_counts_the_open_cards(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        first = self.board(day, "aucun appel")

        day.somebody_calls(outcome="silent")
        card = day.card("06 •• •• •• 01")
        self.board(day, "1 appel")
        day.somebody_calls(caller="+33639980202", outcome="silent")
        self.board(day, "2 appels")
        day.tom.clicks("Terminé", card)
        day.tom.fills(day.tom.gets_form(), closing="reached")

        assert self.board(day, "1 appel")["id"] == first["id"]

    def test_deleted_comes_back_at_the_next_change(self, day: story.Story) -> None:
        first = self.board(day)
        self.somebody_deletes(day, first)

        day.lea.types("/standard prendre 2024-08-05..06")

        second = self.board(day, "Léa")
        assert second["id"] != first["id"]
        day.simon.types("/standard prendre 2024-08-07")
        assert self.board(day, "Simon")["id"] == second["id"]

    def test_deleted_comes_back_by_itself(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        first = self.board(day)
        day.nothing_is_left_to_do()
        self.somebody_deletes(day, first)

        for _ in range(6):
            day.minutes_pass(16)
            day.nothing_is_left_to_do()

        assert self.board(day)["id"] != first["id"]

    def test_is_one_after_a_restart(self, day: story.Story) -> None:
        first = self.board(day)

        day.deskbot_stops()
        day.deskbot_starts()
        day.lea.types("/standard prendre 2024-08-05..06")

        assert self.board(day, "Léa")["id"] == first["id"]


class TestTheQuestionBeforeATurn:
    """Once it is answered, there is nothing left to click."""

    @pytest.fixture
    def question(self, day: story.Story) -> story.Json:
        """Léa holds Thursday 8 August, and Tuesday has come."""
        day.lea.types("/standard prendre 8 août")
        day.clock_shows(story.at(6, 9))
        return day.lea.reads("jeudi 8 août", button=YES)

    def test_confirmed_has_no_button(self, day: story.Story, question: story.Json) -> None:
        day.lea.clicks(YES, question)

        after = day.sees_post(question, lambda one: one["buttons"] == [], channel="@lea")
        assert story_posts.says(after["message"], "confirm")

    def test_given_back_has_no_button(self, day: story.Story, question: story.Json) -> None:
        day.lea.clicks(NO, question)

        day.sees_post(question, lambda one: one["buttons"] == [], channel="@lea")

    def test_given_back_by_a_command_too(self, day: story.Story, question: story.Json) -> None:
        day.lea.types("/standard rendre 8 août")

        day.sees_post(question, lambda one: one["buttons"] == [], channel="@lea")

    def test_covered_has_no_button(self, day: story.Story, question: story.Json) -> None:
        day.lea.types("/standard remplacer 8 août")
        day.simon.clicks(COVER, day.reads("standard", "Léa", "8 août", button=COVER))

        day.sees_post(question, lambda one: one["buttons"] == [], channel="@lea")

    def test_undone_has_no_button(self, day: story.Story, question: story.Json) -> None:
        day.lea.clicks(UNDO, day.reads("standard", "Léa", "prend", button=UNDO))

        day.sees_post(question, lambda one: one["buttons"] == [], channel="@lea")

    def test_given_back_and_held_again_is_asked_again(self, day: story.Story, question: story.Json) -> None:
        day.lea.types("/standard rendre 8 août")
        day.sees_post(question, lambda one: one["buttons"] == [], channel="@lea")

        day.simon.clicks(UNDO, day.reads("standard", "Léa** rend", button=UNDO))

        again = day.lea.reads("jeudi 8 août", button=YES)
        assert again["id"] != question["id"]


class TestOnesOwnSecondRank:
    """Nobody stands behind themselves."""

    def test_ends_when_one_takes_first(self, day: story.Story) -> None:
        day.lea.types("/standard prendre demain second")

        assert "2 août" in day.lea.types("/standard prendre demain")

        assert "Léa (2e Léa)" not in day.tom.types("/standard planning 2 août")
        day.clock_shows(story.at(2, 9))
        day.line_rings(day.lea, day.tom)

    def test_is_free_for_somebody_else(self, day: story.Story) -> None:
        day.lea.types("/standard prendre demain second")
        day.lea.types("/standard prendre demain")

        assert "2 août" in day.simon.types("/standard prendre demain second")

        day.clock_shows(story.at(2, 9))
        day.line_rings(day.lea, day.simon)

    def test_stays_where_one_is_not_first(self, day: story.Story) -> None:
        day.simon.types("/standard prendre demain après-midi")
        day.lea.types("/standard prendre demain second")

        day.lea.types("/standard prendre demain matin")

        day.clock_shows(story.at(2, 9))
        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(2, 13))
        day.line_rings(day.simon, day.lea)

    def test_comes_back_when_the_first_is_undone(self, day: story.Story) -> None:
        day.simon.types("/standard prendre 2024-08-05")
        day.lea.types("/standard prendre 2024-08-05 second")
        day.simon.types("/standard rendre 2024-08-05")
        day.lea.types("/standard prendre 2024-08-05")
        taken = day.reads("standard", "Léa", "prend", "5 août", button=UNDO)

        day.lea.clicks(UNDO, taken)

        day.simon.types("/standard prendre 2024-08-05")
        day.clock_shows(story.at(5, 9))
        day.line_rings(day.simon, day.lea)

    def test_cannot_be_taken_behind_oneself(self, day: story.Story) -> None:
        day.lea.types("/standard prendre demain")

        said = day.lea.types("/standard prendre demain second")

        assert story_posts.says(said, "déjà")
        day.nothing_is_left_to_do()
        assert len(story_posts.holding(day.posts(), "Léa", "2 août", button=UNDO)) == 1


class TestTheWeekPost:
    """When Friday is a holiday it comes on Thursday, once."""

    def offers(self, day: story.Story) -> list[story.Json]:
        """Return the posts that offer the week of 4 November."""
        return story_posts.holding(day.posts(), "semaine du lundi 4 novembre")

    def comes(self, day: story.Story, moment: dt.datetime) -> None:
        """Let a moment come, and all that is due at it happen."""
        day.clock_shows(moment)
        day.nothing_is_left_to_do()

    def test_on_a_friday_that_is_a_holiday(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, start=story.at(30, 15, 50, 0, month=10)) as day:
            self.comes(day, story.at(30, 16, month=10))
            self.comes(day, story.at(31, 15, 59, 0, month=10))
            assert not self.offers(day)

            self.comes(day, story.at(31, 16, month=10))
            (offer,) = self.offers(day)
            assert story_posts.has_button(offer, "lun", "4", "matin")

            self.comes(day, story.at(1, 16, month=11))
            assert [one["id"] for one in self.offers(day)] == [offer["id"]]

    def test_on_any_other_friday(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, start=story.at(7, 15, 50, 0, month=11)) as day:
            self.comes(day, story.at(7, 16, month=11))
            assert not story_posts.holding(day.posts(), "semaine du")

            self.comes(day, story.at(8, 16, month=11))

            assert len(story_posts.holding(day.posts(), "semaine du")) == 1
