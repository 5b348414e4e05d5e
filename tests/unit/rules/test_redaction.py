"""Private numbers never leave by an answer."""

import pytest

from deskbot.rules import redaction


class TestRedact:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Simon : 06 39 98 01 02", "Simon : 06 •• •• •• 02"),
            ("06.39.98.01.02 ou +41 79 123 45 67", "06 •• •• •• 02 ou +41 •• •• •• 67"),
            ("Numéros : 03/53/01/01/00, 03/53/01/01/01", "Numéros : 03/53/01/01/00, 03/53/01/01/01"),
            (
                "Domicile : 03 53 01 77 77\nBureau : 03 53 01 01 00",
                "Domicile : 03 •• •• •• 77\nBureau : 03 53 01 01 00",
            ),
            ("Dépannage : 0 800 10 10 10", "Dépannage : 0 800 10 10 10"),
        ],
    )
    def test_masks_mobiles_and_what_is_said_to_be_personal(self, text, shown):
        assert redaction.redact(text) == shown

    def test_keeps_the_house_own_mobile(self):
        text = "Astreinte : 06 39 98 00 00, Simon : 06 39 98 01 02"

        shown = redaction.redact(text, public={"+33639980000"})

        assert shown == "Astreinte : 06 39 98 00 00, Simon : 06 •• •• •• 02"


class TestAsksForPrivateNumber:
    @pytest.mark.parametrize(
        "question",
        ["Quel est le portable de Simon ?", "tu as le numéro de téléphone de Patricia ?", "numero de Léa"],
    )
    def test_knows_that_it_is_somebody_s(self, question):
        assert redaction.asks_for_private_number(question)

    @pytest.mark.parametrize(
        "question",
        [
            "Quel est le numéro du standard ?",
            "Peut-on donner le numéro de portable d'un membre ?",
            "Quel est le nombre de sonneries ?",
            "Dois-je donner mon numéro de téléphone ?",
        ],
    )
    def test_lets_questions_about_rules_pass(self, question):
        assert not redaction.asks_for_private_number(question)
