"""A call for somebody else's channel: the card goes there, recording and all, and leaves a link."""

import importlib.util
import pathlib
import signal

from tests import services, story, story_posts

INVOICE = (" Bonjour,", " où", " en", " est", " la", " facture", " de", " juillet", " ?")
COMPTA = "Sujet : comptabilité"


def in_channel(day: story.Story, channel: str, *texts: str) -> story.Json:
    """Wait for the one card of a channel that holds `texts`, and not for what a card left there."""
    return day.one_post(channel, "(03 53 01 01 00)", *texts)


def left_in(day: story.Story, channel: str) -> story.Json:
    return day.one_post(channel, "➡️", "06 •• •• •• 01")


def test_topic_corrected_card_moves(day: story.Story) -> None:
    day.somebody_calls(outcome="message")
    card = day.card("Message vocal", "06 •• •• •• 01")
    day.sees(lambda: day.replies(card), "the recording")

    assert "~administration" in day.lea.chooses("Autre…", COMPTA, card)

    there = in_channel(day, "administration", "Message vocal", "Sujet : comptabilité")
    assert story_posts.button_names(there) == ["Je prends", "Terminé"]
    (recording,) = day.sees(lambda: day.replies(there, channel="administration"), "the recording again")
    assert recording["files"][0]["mime"] == "audio/mpeg"
    in_channel(day, "administration", recording["id"])
    link = left_in(day, "standard")
    assert link["id"] == card["id"]
    assert there["id"] in link["message"]
    assert "~administration" in link["message"]
    assert link["buttons"] == []


def test_it_is_taken_where_it_is_now(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    day.lea.chooses("Autre…", COMPTA, day.card("06 •• •• •• 01"))
    there = in_channel(day, "administration")

    assert "C'est pour toi" in day.tom.clicks("Je prends", there)

    in_channel(day, "administration", "Tom", "s'en occupe")
    day.tom.gets_direct("06 39 98 02 01")


def test_a_click_on_a_screen_that_still_shows_the_old_one_counts(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    context = day.context_of(card, "Je prends")
    day.chat(fault="500", fault_path=f"/posts/{card['id']}/patch")
    day.lea.chooses("Autre…", COMPTA, card)
    in_channel(day, "administration")

    assert "C'est pour toi" in day.tom.clicks_late(card, context=context)


def test_it_comes_back_as_a_new_card(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    day.lea.chooses("Autre…", COMPTA, day.card("06 •• •• •• 01"))
    there = in_channel(day, "administration")
    left_in(day, "standard")

    assert "~standard" in day.lea.chooses("Autre…", "Canal : standard", there)

    back = day.card("06 •• •• •• 01")
    assert "Sujet : comptabilité" in back["message"]
    link = left_in(day, "administration")
    assert link["id"] == there["id"]
    assert back["id"] in link["message"]
    old = left_in(day, "standard")
    assert old["id"] != back["id"]


def test_a_topic_without_a_channel_moves_nothing(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")

    assert day.lea.chooses("Autre…", "Sujet : démarche commerciale", card) == (
        "C'est noté : démarche commerciale."
    )

    assert day.card("Sujet : démarche commerciale")["id"] == card["id"]


def test_a_topic_without_a_channel_leaves_it_where_somebody_put_it(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    day.lea.chooses("Autre…", "Canal : administration", day.card("06 •• •• •• 01"))
    there = in_channel(day, "administration")

    said = day.lea.chooses("Autre…", "Sujet : démarche commerciale", there)

    assert said == "C'est noté : démarche commerciale."
    assert in_channel(day, "administration", "Sujet : démarche commerciale")["id"] == there["id"]
    day.nothing_is_left_to_do()
    assert not story_posts.holding(day.posts(), "(03 53 01 01 00)")


def test_killed_in_the_middle_of_it_there_is_still_one_card(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path) as day, day.as_process() as process:
        day.somebody_calls(outcome="message")
        card = day.card("Message vocal", "06 •• •• •• 01")
        day.sees(lambda: day.replies(card), "the recording")
        # The new card is posted, and what it leaves cannot be edited: it dies between the two.
        day.chat(fault="500", fault_path=f"/posts/{card['id']}/patch")
        day.lea.chooses("Autre…", COMPTA, card)
        there = in_channel(day, "administration")
        day.sees(lambda: day.replies(there, channel="administration"), "the recording again")

        process.stop(how=signal.SIGKILL)
        day.chat(fault=None)
        process.start()
        day.minutes_pass(2)

        assert left_in(day, "standard")["id"] == card["id"]
        day.nothing_is_left_to_do()
        there = in_channel(day, "administration")
        assert len(day.replies(there, channel="administration")) == 1


def test_what_is_said_sends_it_there_by_itself(tmp_path: pathlib.Path) -> None:
    services.require(
        importlib.util.find_spec("faster_whisper") is not None, "the extra `speech` is not installed"
    )
    from tests import tiny_model

    model = tiny_model.make(tmp_path / "model", INVOICE)
    with story.Story(tmp_path, changes={"speech": {"folder": str(model)}}) as day:
        day.somebody_calls(outcome="message", message_sample="rappel")

        there = in_channel(day, "administration", "Message vocal", "facture")
        day.sees(lambda: day.replies(there, channel="administration"), "the recording there")
        left_in(day, "standard")
