"""The card says what the rules do about this kind of call, and what to send the caller: nothing made up."""

import pathlib
import urllib.parse

import pytest

from tests import story

ADMISSION = "Sujet : rejoindre la coopérative"
FORM = "https://www.example.org/contact"


def about(day: story.Story, topic: str, *, channel: str = "standard") -> str:
    """Return what the card of a missed call says once somebody said what it is about."""
    day.somebody_calls(outcome="silent")
    day.lea.chooses("Autre…", topic, day.card("06 •• •• •• 01"))
    return str(day.one_post(channel, "(03 53 01 01 00)", topic)["message"])


def test_who_wants_to_join_is_sent_the_contact_form(day: story.Story) -> None:
    said = about(day, ADMISSION, channel="accompagnement")

    assert "📖 « Pour les demandes externes sur les modalités d'entrée en CAPE ou en CESA" in said
    assert "il est obligatoire pour toute demande préalable. »" in said
    assert "](https://wiki.example.org/Consignes_du_standard#" in said
    assert f"✉️ À envoyer : [le formulaire de contact]({FORM})" in said


def test_who_sells_gets_the_contact_address_and_nothing_more(day: story.Story) -> None:
    said = about(day, "Sujet : démarche commerciale")

    assert "ne donnez rien de plus que l'adresse contact@example.org" in said
    assert "[contact@example.org](mailto:contact@example.org)" in said


def test_who_comes_to_the_premises_may_find_nobody(day: story.Story) -> None:
    day.simon.types("/standard bureau vide jusqu'à lundi")

    said = about(day, "Sujet : accueil et locaux")

    assert "Si vous savez que le bureau est vide, signalez-le à l'accueil" in said
    assert "🏢 Bureau vide jusqu'au lundi 5 août" in said
    assert "(Simon)" in said


@pytest.mark.parametrize(
    ("told", "rule", "section"),
    [
        (
            "une VISITEUSE est devant la porte d'Euratechnologies",
            "Demandez à l'hôte ou à l'hôtesse d'accueil d'appeler la responsable du bureau",
            "Une_visite_au_bureau",
        ),
        ("un recommande à signer, à l'accueil", "Les colis se laissent à l'accueil", "Colis_et_recommandés"),
        ("l'interphone ne marche plus", "Si vous savez que le bureau est vide", "Quand_le_bureau_est_vide"),
    ],
    ids=["a visit", "a parcel", "neither"],
)
def test_of_what_happens_at_the_premises_what_was_said_decides(
    day: story.Story, told: str, rule: str, section: str
) -> None:
    day.simon.types("/standard bureau vide jusqu'à lundi")

    day.lea.types(f"/standard note 06 39 98 02 12 : {told}")

    said = day.one_post("standard", "Note", "06 •• •• •• 12")["message"]
    assert f"📖 « {rule}" in said
    assert f"#{urllib.parse.quote(section)})" in said
    assert "🏢 Bureau vide jusqu'au lundi 5 août" in said


def test_a_rule_that_is_a_list_is_quoted_by_its_first_items(tmp_path: pathlib.Path) -> None:
    changes = {"help": {"commercial": {"question": "Quelles sont les indications à fournir ?"}}}
    with story.Story(tmp_path, changes=changes) as day:
        said = about(day, "Sujet : démarche commerciale")

        assert "📖 « La date de début et de fin de votre mission ; Votre numéro de téléphone" in said


def test_a_rule_that_nobody_checked_for_long_is_to_be_confirmed(day: story.Story) -> None:
    assert "⚠️ à confirmer" in about(day, "Sujet : démarche commerciale")


def test_where_the_rules_do_not_say_nothing_is_quoted(tmp_path: pathlib.Path) -> None:
    changes = {"help": {"admission": {"question": "Quel est le code du wifi ?"}}}
    with story.Story(tmp_path, changes=changes) as day:
        said = about(day, ADMISSION, channel="accompagnement")

        assert "📖" not in said
        assert FORM in said


def test_without_rules_the_card_is_shown_all_the_same(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"rules": str(tmp_path / "nothing")}) as day:
        said = about(day, ADMISSION, channel="accompagnement")

        assert "📖" not in said
        assert FORM in said


def test_once_it_is_done_it_is_short(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    day.lea.chooses("Autre…", "Sujet : démarche commerciale", card)
    card = day.card("📖")

    day.lea.chooses("Autre…", "C'est un indésirable (spam)", card)

    card = day.card("Indésirable")
    assert "📖" not in card["message"]
    assert "À envoyer" not in card["message"]
