"""A question answered by a quotation, or honestly not at all."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.rules import answer, index, passages

DESK = passages.Page(
    slug="standard",
    title="Standard téléphonique",
    url="https://wiki.example.org/Standard",
    last_verified=dt.date(2024, 6, 17),
    body="""Chaque membre peut prendre à sa charge le standard.

## Horaires

- Du lundi au vendredi
- De 9 heures à 17 h 30
- Numéro : 03 53 01 01 00

## À qui s'adresse cette contribution ?

Il est préférable de confier cette mission à des membres du cercle Accompagnement.

## Consignes

- Pour les demandes internes, renvoyez vers le chat en précisant le canal, sauf si vous avez la réponse.
- Pour les demandes d'entrée en CAPE, renvoyez toujours vers le formulaire de contact du site, obligatoire.

## Ligne suivante

Si vous manquez l'appel, la seconde personne répond, puis le répondeur.
""",
)
PAY = passages.Page(
    slug="retribution",
    title="Rétribution",
    url=None,
    last_verified=None,
    body="La tenue du standard est évaluée entre 2 et 3 heures par mois.",
)
RULES = index.build([DESK, PAY])


class TestFind:
    @pytest.mark.parametrize(
        ("question", "section"),
        [
            ("Qui peut tenir le standard ?", "À qui s'adresse cette contribution ?"),
            ("quels sont les horaires", "Horaires"),
            ("jusqu'à quelle heure le standard répond-il ?", "Horaires"),
            ("Que faire d'une demande de CAPE ?", "Consignes"),
            ("que se passe-t-il si je manque un appel ?", "Ligne suivante"),
            ("combien d'heures par mois pour la retribution du standard ?", "Rétribution"),
        ],
    )
    def test_quotes_the_passage_that_says_it(self, question, section):
        found = answer.find(question, index=RULES)

        assert isinstance(found, answer.Answer)
        assert found.passage.section == section

    def test_gives_the_link_the_date_and_how_sure_it_is(self):
        found = answer.find("Quels sont les horaires ?", index=RULES)

        assert isinstance(found, answer.Answer)
        assert found.url == "https://wiki.example.org/Standard#Horaires"
        assert found.last_verified == dt.date(2024, 6, 17)
        assert 0.5 < found.confidence <= 1

    def test_quotes_one_item_or_the_whole_list_as_asked(self):
        one = answer.find("Que faire d'une demande d'entrée en CAPE ?", index=RULES)
        several = answer.find("Quelles sont les consignes pour les demandes ?", index=RULES)

        assert isinstance(one, answer.Answer)
        assert isinstance(several, answer.Answer)
        assert one.passage.text.startswith("Pour les demandes d'entrée en CAPE")
        assert several.passage.is_list

    def test_reads_through_a_typing_slip(self):
        found = answer.find("le formulaire de contact est-il obligatiore ?", index=RULES)

        assert isinstance(found, answer.Answer)

    @pytest.mark.parametrize(
        "question",
        [
            "Combien coûte le standard en euros ?",
            "Quel est le mot de passe du wifi ?",
            "Quelle est la durée d'un CAPE ?",
            "Quelle musique d'attente pour le standard ?",
            "Où se garer ?",
        ],
    )
    def test_says_when_the_pages_do_not_tell(self, question):
        found = answer.find(question, index=RULES)

        assert isinstance(found, answer.Abstention)
        assert found.why in (answer.Why.NOTHING_CLOSE, answer.Why.NOT_COVERED)

    @pytest.mark.parametrize(
        "question",
        [
            "Quel est le numéro de portable de Patricia ?",
            "Donne-moi le numéro de Simon",
            "c'est quoi le 06 de Léa ?",
            "numéro de Karim ?",
        ],
    )
    def test_never_gives_somebody_s_number(self, question):
        found = answer.find(question, index=RULES)

        assert isinstance(found, answer.Abstention)
        assert found.why is answer.Why.PRIVATE_NUMBER

    def test_gives_the_house_number(self):
        found = answer.find("Quel est le numéro du standard ?", index=RULES)

        assert isinstance(found, answer.Answer)
        assert "03 53 01 01 00" in found.passage.text

    @pytest.mark.parametrize("question", ["", "?", "bonjour", "est-ce que"])
    def test_knows_what_is_no_question(self, question):
        found = answer.find(question, index=RULES)

        assert isinstance(found, answer.Abstention)
        assert found.why is answer.Why.NOT_A_QUESTION

    def test_abstains_without_pages(self):
        found = answer.find("Quels sont les horaires ?", index=index.build([]))

        assert isinstance(found, answer.Abstention)
        assert found.why is answer.Why.NOTHING_CLOSE

    @hypothesis.given(st.text(max_size=80))
    def test_never_fails(self, question):
        assert isinstance(answer.find(question, index=RULES), answer.Answer | answer.Abstention)
