"""An admin has a caller forgotten, or sees all that is kept; the receipt says what cannot be erased."""

import json
import signal
import urllib.request

import pytest

from tests import story, story_posts
from tests.scenarios import kept

CALLER, OTHER = story.CALLER, "+33639980208"
SAID = "06 39 98 02 01"


def leaves_a_message(day: story.Story, caller: str = CALLER) -> story.Json:
    """Somebody leaves a message; return its card once the recording is there."""
    day.somebody_calls(caller, outcome="message")
    card = day.card("Message vocal", f"•• {caller[-2:]}", "Écouter")
    day.sees(lambda: day.replies(card), "the recording is in the thread")
    return card


def tom_deals_with(day: story.Story, card: story.Json, *, note: str = "Madame Dupont rappellera") -> None:
    """Tom takes a card, which tells him the number, and says what came of it."""
    day.tom.clicks("Je prends", card)
    day.tom.gets_direct(SAID)
    day.tom.clicks("Terminé", card)
    assert not day.tom.fills(day.tom.gets_form(), closing="reached", note=note)
    day.sees_post(card, lambda one: story_posts.says(one["message"], note[:13]))


def forgets(day: story.Story, *, button: str = "Oublier") -> story.Json:
    """Simon has the caller forgotten; return the receipt."""
    answer = day.simon.asks(f"/standard oublier {SAID}")
    assert "reçu" in day.simon.clicks(button, answer)
    receipt = day.simon.gets_direct("J'ai oublié le", "06 •• •• •• 01")
    day.nothing_is_left_to_do()
    day.minutes_pass(1)
    day.nothing_is_left_to_do()
    return receipt


def test_everything_goes_and_the_receipt_says_what_stays(day: story.Story) -> None:
    card = leaves_a_message(day)
    tom_deals_with(day, card)
    day.somebody_calls(OTHER)
    assert kept.places_of(day, CALLER) >= {"desk_call.caller_sealed", "desk_case.caller_hash"}

    asked = day.simon.types(f"/standard oublier {SAID}")
    assert story_posts.says(asked, "1 appel", "1 carte terminée", "1 enregistrement")
    assert "06 •• •• •• 01" in asked
    assert kept.places_of(day, CALLER), "nothing goes before it is confirmed"

    receipt = forgets(day)["message"]

    assert story_posts.says(receipt, "Appels : 1", "Cartes : 1", "Enregistrements : 1", "Messages : 1")
    assert story_posts.says(receipt, "ne peux pas effacer", "Mattermost", "OVH", "sauvegardes")
    assert SAID not in receipt
    assert kept.places_of(day, CALLER) == set()
    assert kept.sounds(day.folder) == []
    shown = day.sees_post(card, lambda one: "numéro effacé" in one["message"])
    assert "Dupont" not in shown["message"]
    assert "Enregistrement effacé" in shown["message"]
    assert day.replies(card) == []
    assert not any(SAID in post["message"] for post in day.tom.direct_messages())
    assert kept.places_of(day, OTHER), "others are kept"
    journal = day.patricia.types("/standard journal")
    assert story_posts.says(journal, "Simon", "a fait oublier le numéro d'un appelant")
    assert "02 01" not in journal


def test_a_card_that_is_open_stays_without_the_number(day: story.Story) -> None:
    card = leaves_a_message(day)
    day.tom.clicks("Je prends", card)
    day.tom.gets_direct(SAID)

    asked = day.simon.types(f"/standard oublier {SAID}")
    assert story_posts.says(asked, "1 carte ouverte", "sans le numéro")
    receipt = forgets(day)["message"]

    assert story_posts.says(receipt, "Gardé pour l'instant", "Cartes : 1")
    shown = day.sees_post(card, lambda one: "06 ••" not in one["message"])
    assert story_posts.says(shown["message"], "Écouter", "Tom")
    assert len(day.replies(card)) == 1
    assert kept.places_of(day, CALLER) == set()
    assert not any(SAID in post["message"] for post in day.tom.direct_messages())


def test_an_open_card_goes_too_where_that_was_asked(day: story.Story) -> None:
    card = leaves_a_message(day)

    receipt = forgets(day, button="Oublier tout")["message"]

    assert "Gardé" not in receipt
    shown = day.sees_post(card, lambda one: "numéro effacé" in one["message"])
    assert shown["message"].startswith("✅")
    assert day.replies(card) == []
    assert kept.sounds(day.folder) == []


def test_a_note_of_another_card_that_tells_the_number_goes(day: story.Story) -> None:
    card = leaves_a_message(day, OTHER)
    day.tom.clicks("Terminé", card)
    note = f"Rappeler Madame Martin au {SAID}"
    assert not day.tom.fills(day.tom.gets_form(), closing="message_left", note=note)
    day.sees_post(card, lambda one: "Martin" in one["message"])

    forgets(day)

    shown = day.sees_post(card, lambda one: "Martin" not in one["message"])
    assert "•• 08" in shown["message"]
    assert kept.places_of(day, CALLER) == set()


def test_clicking_twice_is_one_receipt(day: story.Story) -> None:
    leaves_a_message(day)
    answer = day.simon.asks(f"/standard oublier {SAID}")

    day.simon.clicks("Oublier", answer)
    day.simon.clicks("Oublier", answer)
    day.nothing_is_left_to_do()

    receipts = [one for one in day.simon.direct_messages() if "J'ai oublié" in one["message"]]
    assert len(receipts) == 1


def test_what_was_half_done_when_it_was_killed_is_finished(day: story.Story) -> None:
    with day.as_process() as process:
        card = leaves_a_message(day)
        tom_deals_with(day, card)
        answer = day.simon.asks(f"/standard oublier {SAID}")
        day.simon.clicks("Oublier", answer)
        begun = "SELECT 1 FROM desk_privacy_run WHERE counts <> '{}'"
        day.sees(lambda: kept.rows(day, begun), "something was erased")
        process.stop(how=signal.SIGKILL)
        process.start()

        day.minutes_pass(15)

        receipt = day.simon.gets_direct("J'ai oublié le")["message"]
        assert story_posts.says(receipt, "Appels : 1", "Cartes : 1", "Enregistrements : 1")
        day.sees_post(card, lambda one: "numéro effacé" in one["message"])
        day.sees(lambda: day.replies(card) == [], "the recording goes from the thread")
        day.sees(lambda: kept.places_of(day, CALLER) == set(), "nothing tells the number")


@pytest.mark.parametrize("command", ["oublier", "dossier"])
@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("06 39 98 01 02", "de l'équipe"),
        ("03 53 01 01 00", "de la maison"),
        ("", "De quel numéro"),
        ("le monsieur de ce matin", "De quel numéro"),
        ("06 39 98", "De quel numéro"),
    ],
)
def test_other_numbers_are_refused(day: story.Story, command: str, number: str, said: str) -> None:
    answer = day.simon.asks(f"/standard {command} {number}")

    assert story_posts.says(answer["message"], said)
    assert answer["buttons"] == []


@pytest.mark.parametrize("command", ["oublier", "dossier"])
def test_only_admins_may(day: story.Story, command: str) -> None:
    leaves_a_message(day)

    answer = day.tom.asks(f"/standard {command} {SAID}")

    assert "admin" in answer["message"]
    assert answer["buttons"] == []
    assert kept.rows(day, "SELECT 1 FROM desk_privacy_run") == []


def test_a_button_handed_to_somebody_else_does_nothing(day: story.Story) -> None:
    leaves_a_message(day)
    answer = day.simon.asks(f"/standard oublier {SAID}")

    assert day.tom.clicks("Oublier", answer)
    day.nothing_is_left_to_do()

    assert kept.places_of(day, CALLER)


def test_what_is_kept_is_sent_as_a_file_to_the_admin_alone(day: story.Story) -> None:
    card = leaves_a_message(day)
    tom_deals_with(day, card, note="Madame Dupont, voir Léa au 06 39 98 01 01")

    assert "message direct" in day.simon.types(f"/standard dossier {SAID}")

    post = day.simon.gets_direct("Ce que je sais du", "06 •• •• •• 01")
    assert story_posts.says(post["message"], "Cartes : 1", "Appels : 1", "Dupont")
    assert "06 39 98 01 01" not in post["message"]
    data = json.loads(sent(day, post))
    assert data["number"] == CALLER
    (kept_card,) = data["held"]["cards"]
    assert kept_card["caller"] == CALLER
    assert "Dupont" in kept_card["note"]
    assert "06 •• •• •• 01" in kept_card["note"]
    assert {"calls", "sources", "messages"} <= set(data["held"])
    assert "39980101" not in json.dumps(data)
    journal = day.patricia.types("/standard journal")
    assert story_posts.says(journal, "Simon", "a demandé ce que je sais d'un appelant")


def test_what_was_sent_goes_with_the_rest(day: story.Story) -> None:
    tom_deals_with(day, leaves_a_message(day))
    day.simon.types(f"/standard export {SAID}")
    day.simon.gets_direct("Ce que je sais du")

    forgets(day)

    assert not any("Ce que je sais" in post["message"] for post in day.simon.direct_messages())
    assert kept.places_of(day, CALLER) == set()


def sent(day: story.Story, post: story.Json) -> bytes:
    """Return the one file of a post."""
    (file,) = post["files"]
    with urllib.request.urlopen(f"{day.world.url}{file['url']}", timeout=40) as answer:
        return bytes(answer.read())
