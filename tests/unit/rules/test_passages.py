"""A page cut into what can be quoted."""

from deskbot.rules import passages


def page(body, *, url="https://wiki.example.org/Page"):
    return passages.Page(slug="page", title="La page", url=url, last_verified=None, body=body)


class TestInPage:
    def test_takes_the_page_title_before_the_first_heading(self):
        (passage,) = passages.in_page(page("Un paragraphe\nsur deux lignes."))

        assert (passage.section, passage.text) == ("La page", "Un paragraphe sur deux lignes.")
        assert passage.url == "https://wiki.example.org/Page"

    def test_takes_the_nearest_heading_above(self):
        found = passages.in_page(page("# Un\n\nA.\n\n## Deux mots\nB.\n\nTrois\n-----\n\nC."))

        assert [(passage.section, passage.text) for passage in found] == [
            ("Un", "A."),
            ("Deux mots", "B."),
            ("Trois", "C."),
        ]
        assert found[1].url == "https://wiki.example.org/Page#Deux_mots"

    def test_numbers_headings_that_are_alike(self):
        found = passages.in_page(page("## À savoir\n\nA.\n\n## À savoir\n\nB."))

        assert [passage.anchor for passage in found] == ["%C3%80_savoir", "%C3%80_savoir_2"]

    def test_keeps_a_list_whole(self):
        (passage,) = passages.in_page(page("- un\n- deux\n  suite\n\n- trois"))

        assert passage.is_list
        assert passage.text == "- un\n- deux\n  suite\n- trois"

    def test_joins_a_list_and_the_line_that_announces_it(self):
        (passage,) = passages.in_page(page("**Il faut** :\n\n1. un\n2. deux"))

        assert passage.text == "**Il faut** :\n\n1. un\n2. deux"

    def test_offers_the_long_items_of_a_list_by_themselves(self):
        long = (
            "Pour les demandes internes, renvoyez la personne vers le chat en disant quel canal est le bon."
        )

        whole, first, second = passages.in_page(page(f"- {long}\n- {long}"))

        assert (whole.is_list, first.text, first.whole, second.whole) == (True, long, whole, whole)

    def test_reads_the_marks_of_wikis_and_rules_as_such(self):
        found = passages.in_page(
            page("## **Gras** [lien](https://example.org) {#x}\n\n----\n\n• un\n• deux\n\n<!-- non -->")
        )

        assert [(passage.section, passage.text) for passage in found] == [("Gras lien", "• un\n• deux")]

    def test_has_no_address_where_the_page_has_none(self):
        (passage,) = passages.in_page(page("## Section\n\nA.", url=None))

        assert passage.url is None

    def test_keeps_tables_and_code_as_written(self):
        found = passages.in_page(page("| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n\ny\n```"))

        assert [passage.text for passage in found] == ["| a | b |\n|---|---|\n| 1 | 2 |", "```\nx\n\ny\n```"]
