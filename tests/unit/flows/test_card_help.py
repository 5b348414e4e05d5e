"""What the card quotes of a rule, and which advice counts."""

import datetime as dt
import typing

import pytest

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.flows import card_help
from deskbot.people import member
from deskbot.rules import answer, index, passages

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
CARD = case.Case(key="c1", desk="standard", channel="standard", topic="accueil")
STEPS = "Ouvrez le tableau **Administration** sur le chat.", "Ajoutez une carte avec votre nom."


class PagesInMemory:
    """The rules, made of one page."""

    def __init__(self, body: str) -> None:
        page = passages.Page(slug="p", title="Heures", url=None, last_verified=None, body=body)
        self._index = index.build([page])

    def find(self, question: str) -> answer.Answer | answer.Abstention:
        return answer.find(question, index=self._index)


def help_for(
    advice: card_help.Advice, *, page: str, heard: str = "", card: case.Case = CARD
) -> messages.CardHelp | None:
    helper = card_help.Helper(
        advice={"accueil": advice}, rules=typing.cast("typing.Any", PagesInMemory(page))
    )
    nothing = typing.cast("typing.Any", None)  # only the premises are looked up, and not asked for here
    return helper.about(nothing, card, heard=heard, team=member.Team(members={}), now=NOW)


def quoted(page: str, *, question: str = "Comment déclarer ses heures ?") -> str:
    found = help_for(card_help.Advice(question=question), page=page)
    assert found is not None
    assert found.rule is not None
    return found.rule.text


class TestAbout:
    def test_quotes_the_items_of_a_list_after_what_announces_it(self):
        page = "## Déclarer ses heures\n\nPour déclarer ses heures :\n\n" + "".join(
            f"1. {one}\n" for one in STEPS
        )

        assert quoted(page) == (
            "Pour déclarer ses heures : Ouvrez le tableau Administration sur le chat ; "
            "Ajoutez une carte avec votre nom."
        )

    def test_quotes_no_more_items_than_a_phone_shows(self):
        items = [f"Déclarez les heures de la semaine {week} dans le tableau." for week in range(1, 20)]
        page = "## Déclarer ses heures\n\n" + "".join(f"- {one}\n" for one in items)

        said = quoted(page)

        assert said.startswith(items[0].rstrip("."))
        assert said.endswith(" ; …")
        assert len(said) <= card_help.LONGEST_RULE + 4

    @pytest.mark.parametrize(
        ("heard", "link"),
        [
            ("Bonjour, le COLIS est arrivé.", "mailto:colis@example.org"),
            ("Un recommandé vous attend.", "mailto:colis@example.org"),
            ("Le portail est protocolisé.", "mailto:accueil@example.org"),
            ("", "mailto:accueil@example.org"),
        ],
    )
    def test_sends_what_the_first_case_that_was_said_sends(self, heard, link):
        parcel = card_help.Case(words=("colis", "recommandé"), link="mailto:colis@example.org")
        advice = card_help.Advice(link="mailto:accueil@example.org", cases=(parcel,))

        found = help_for(advice, page="", heard=heard)

        assert found is not None
        assert found.link == link

    def test_reads_what_people_wrote_on_the_card(self):
        parcel = card_help.Case(words=("colis",), link="mailto:colis@example.org")
        noted = CARD.changed(note=case.with_line(None, "Léa : c'est pour le colis"))

        found = help_for(card_help.Advice(cases=(parcel,)), page="", card=noted)

        assert found is not None
        assert found.link == "mailto:colis@example.org"
