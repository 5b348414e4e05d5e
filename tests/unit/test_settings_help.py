"""What cards say of each topic, as an administrator writes it."""

import pytest

from deskbot import settings
from tests.unit import good_settings

ADVICE = {"question": "Que répondre ?", "link": "https://example.org/contact", "label": "le formulaire"}


def refused(**changed: object) -> list[tuple[str, str]]:
    with pytest.raises(settings.BadSettings) as found:
        settings.build(good_settings.written(**changed))
    return [(problem.where, problem.kind) for problem in found.value.problems]


class TestHelp:
    def test_is_said_topic_by_topic(self):
        chosen = settings.build(
            good_settings.written(help={"admission": ADVICE, "accueil": {"premises": True}})
        )

        assert chosen.help["admission"].link == "https://example.org/contact"
        assert (chosen.help["accueil"].question, chosen.help["accueil"].premises) == ("", True)

    @pytest.mark.parametrize("link", ["mailto:contact@example.org", "http://example.org/a?b=c"])
    def test_sends_a_page_or_an_address_to_write_to(self, link):
        assert (
            settings.build(good_settings.written(help={"commercial": {"link": link}})).help["commercial"].link
            == link
        )

    @pytest.mark.parametrize("link", ["contact@example.org", "javascript:alert(1)", "mailto:a@b) [x](c", ""])
    def test_sends_nothing_else(self, link):
        assert refused(help={"commercial": {"link": link}}) == [("help.commercial.link", "not_an_address")]

    def test_may_depend_on_what_was_said(self):
        parcel = {"words": ["colis"], "question": "Que faire d'un colis ?"}
        chosen = settings.build(good_settings.written(help={"accueil": {**ADVICE, "cases": [parcel]}}))

        (case,) = chosen.help["accueil"].cases
        assert (case.words, case.question, case.link) == (["colis"], "Que faire d'un colis ?", None)

    @pytest.mark.parametrize("words", [[], [" "], "colis"])
    def test_depends_on_words_that_can_be_said(self, words):
        ((where, _),) = refused(help={"accueil": {"cases": [{"words": words}]}})

        assert where.startswith("help.accueil.cases.0.words")

    def test_knows_the_topics_and_no_other(self):
        assert refused(help={"ventes": ADVICE}) == [("help.ventes.[key]", "not_one_of")]
        assert refused(chat__topics={"ventes": "standard"}) == [("chat.topics.ventes.[key]", "not_one_of")]
