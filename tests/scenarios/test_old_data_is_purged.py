"""What is older than the house keeps it goes by itself, once it is dealt with; the journal says how much."""

import datetime as dt
import pathlib
import signal

from tests import story, story_posts
from tests.scenarios import kept

SHORT = {
    "recordings_days": 2,
    "cards_days": 5,
    "calls_days": 5,
    "sources_days": 5,
    "seen_days": 6,
    "alerts_days": 5,
    "questions_days": 5,
}


def leaves_a_message(day: story.Story, caller: str = story.CALLER) -> story.Json:
    """Somebody leaves a message; return its card once the recording is there."""
    day.somebody_calls(caller, outcome="message")
    card = day.card("Message vocal", f"•• {caller[-2:]}", "Écouter")
    day.sees(lambda: day.replies(card), "the recording is in the thread")
    return card


def is_done(day: story.Story, card: story.Json) -> None:
    """Tom says what came of it."""
    day.tom.clicks("Terminé", card)
    assert not day.tom.fills(day.tom.gets_form(), closing="reached", note="Madame Dupont rappellera")
    day.sees_post(card, lambda one: "Madame Dupont" in one["message"])


def nights_pass(day: story.Story, count: int) -> None:
    """Let nights pass, one after the other, and what each erases be erased."""
    for _ in range(count):
        tomorrow = (day.people.now() + dt.timedelta(days=1)).astimezone(story.PARIS)
        day.clock_shows(tomorrow.replace(hour=3, minute=31))
        day.nothing_is_left_to_do()
        day.minutes_pass(5)
        day.nothing_is_left_to_do()
        day.clock_shows(tomorrow.replace(hour=4, minute=35))
        day.nothing_is_left_to_do()


def test_a_recording_goes_then_the_rest_of_its_card(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"retention": SHORT}) as day:
        card = leaves_a_message(day)
        is_done(day, card)
        assert len(kept.sounds(tmp_path)) == 1

        nights_pass(day, 3)

        card = day.sees_post(card, lambda one: "Enregistrement effacé le dimanche 4 août" in one["message"])
        assert "Madame Dupont" in card["message"]
        assert "Écouter" not in card["message"]
        assert day.replies(card) == []
        assert kept.sounds(tmp_path) == []

        nights_pass(day, 3)

        card = day.sees_post(card, lambda one: "numéro effacé" in one["message"])
        assert "Madame Dupont" not in card["message"]
        left = kept.rows(day, "SELECT caller_sealed, caller_hash, legs_sealed, outcome FROM desk_call")
        assert left == [(None, None, None, "voicemail")]
        assert kept.rows(day, "SELECT 1 FROM desk_source WHERE event_sealed IS NOT NULL") == []
        journal = day.simon.types("/standard journal")
        assert story_posts.says(journal, "deskbot", "a effacé ce qui était trop ancien")
        assert story_posts.says(journal, "enregistrements : 1")
        assert story_posts.says(journal, "cartes : 1")


def test_a_card_that_is_open_is_kept_whole(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"retention": SHORT}) as day:
        card = leaves_a_message(day)

        nights_pass(day, 6)

        card = day.sees_post(card, lambda one: "Écouter" in one["message"])
        assert "06 •• •• •• 01" in card["message"]
        assert len(day.replies(card)) == 1
        assert len(kept.sounds(tmp_path)) == 1


def test_the_posts_stay_where_the_house_wants_them(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"retention": {**SHORT, "delete_posts": False}}) as day:
        card = leaves_a_message(day)
        is_done(day, card)

        nights_pass(day, 3)

        assert kept.sounds(tmp_path) == []
        assert len(day.replies(card)) == 1


def test_a_night_without_deskbot_is_made_up_for(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"retention": SHORT}) as day:
        card = leaves_a_message(day)
        is_done(day, card)
        day.deskbot_stops()
        day.clock_shows(story.at(7, 11))

        day.deskbot_starts(changes={"retention": SHORT})
        day.waits_for("erase_recording")
        day.minutes_pass(1)

        day.sees_post(card, lambda one: "numéro effacé" in one["message"])
        day.sees(lambda: kept.sounds(tmp_path) == [], "the sound goes")


def test_what_was_begun_when_it_was_killed_is_finished(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"retention": SHORT}) as day:
        card = leaves_a_message(day)
        is_done(day, card)
        with day.as_process() as process:
            day.chat(down=True)
            day.clock_shows(story.at(4, 3, 31))
            day.waits_for("erase_recording")
            day.minutes_pass(1)
            day.waits_for("delete_post")
            process.stop(how=signal.SIGKILL)
            day.chat(down=False)
            process.start()

            day.minutes_pass(5)

            day.sees(lambda: day.replies(card) == [], "the recording goes from the thread")
            day.sees_post(card, lambda one: "Enregistrement effacé" in one["message"])
