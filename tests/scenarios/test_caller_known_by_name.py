"""The address book has the caller: the card names them, and so does the message with the number."""

from tests import story


def test_a_caller_of_the_directory_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    book = tmp_path / "annuaire.csv"
    book.write_text("Nom;Prénom;Mobile\nDupont;Marie;06 39 98 02 01\n", encoding="cp1252")
    with story.Story(tmp_path, changes={"directory": {"file": str(book)}}) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)

        day.somebody_calls()
        day.somebody_calls(caller="+33639980207")

        card = day.card("Marie Dupont (06 •• •• •• 01)")
        assert "39 98" not in card["message"]
        assert "Marie" not in day.card("06 •• •• •• 07")["message"]

        day.tom.clicks("Je prends", card)
        day.tom.gets_direct("Marie Dupont", "06 39 98 02 01", "#31#", "3651")


def test_a_name_added_since_is_on_the_next_card(tmp_path) -> None:  # type: ignore[no-untyped-def]
    book = tmp_path / "annuaire.vcf"
    book.write_text("BEGIN:VCARD\nFN:Paul\nTEL:0639980207\nEND:VCARD\n", encoding="utf-8")
    with story.Story(tmp_path, changes={"directory": {"file": str(book)}}) as day:
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)
        day.somebody_calls(caller="+33639980207")
        day.card("Paul (06 •• •• •• 07)")

        with book.open("a", encoding="utf-8") as added:
            added.write("BEGIN:VCARD\nFN:Marie\nTEL:0639980201\nEND:VCARD\n")
        day.somebody_calls()

        day.card("Marie (06 •• •• •• 01)")
