"""The number that a caller dictates, from what a recogniser writes."""

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import numbers

OWN = frozenset(("+33353010100",))
MOBILE = "+33639980102"


class TestCallback:
    @pytest.mark.parametrize(
        "text",
        [
            "Rappelez-moi au 06 39 98 01 02, merci.",
            "Rappelez-moi au 06, 39, 98, 01, 02.",
            "Rappelez-moi au 06. 39. 98. 01. 02.",
            "Mon numéro : 06.39.98.01.02",
            "mon numéro c'est le 0 6 3 9 9 8 0 1 0 2",
            "je suis au 0639980102 jusqu'à 17h30",
            "zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro deux",
            "zéro six, trente-neuf, quatre-vingt dix-huit, zéro un, zéro deux",
            "au zéro six trente neuf quatre vingt dix huit zéro un zéro deux merci",
            "Zéro-six trente-neuf quatre-vingt-dix-huit zéro-un zéro-deux",
            "au 06 euh 39 98 euh zéro un, zéro deux",
            "06 trente-neuf 98 zéro un 02",
            "plus trente-trois six trente-neuf quatre-vingt-dix-huit zéro un zéro deux",
            "au plus 33 6 39 98 01 02",
            "+33 (0)6 39 98 01 02",
            "zéro zéro trente-trois six trente-neuf quatre-vingt-dix-huit zéro un zéro deux",
            "c'est un 06 39 98 01 02",
            "06 39 98 01 02, je répète, 06 39 98 01 02",
            "06 39 98 01 02. Je rappellerai 2 fois",
            "zéro six six cent... non, zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro deux",
            "06 39(?) 98 01 02",
        ],
    )
    def test_reads_what_is_dictated(self, text):
        assert numbers.callback(text) == MOBILE

    @pytest.mark.parametrize(
        ("text", "e164"),
        [
            ("zéro six trente-neuf quatre-vingt-dix-huit soixante vingt-quatre", "+33639986024"),
            ("zéro six trente-neuf quatre-vingt-dix-huit vingt quatre-vingt-dix-sept", "+33639982097"),
            ("zéro six trente-neuf quatre-vingt-dix-huit soixante et onze trente 4", "+33639987134"),
            ("zéro six trente neuf quatre vingt dix huit vingt quatre vingt dix sept", "+33639982097"),
            ("zéro trois cinquante-trois zéro un quatre-vingt-un nonante-deux", "+33353018192"),
            ("+41 79 123 45 67", "+41791234567"),
            (
                "plus quarante et un soixante-dix-neuf cent vingt-trois quarante-cinq soixante-sept",
                "+41791234567",
            ),
            ("zéro zéro quarante et un soixante-dix-neuf 123 45 67", "+41791234567"),
            ("+32 470 12 34 56, merci", "+32470123456"),
        ],
    )
    def test_solves_the_french_numerals(self, text, e164):
        assert numbers.callback(text) == e164

    @pytest.mark.parametrize(
        "text",
        [
            "06 39 98 01 03, non pardon, 06 39 98 01 02",
            "06 39 98 01 03, non, 02",
            "zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro trois, pardon, zéro deux",
            "06 39 97, non pardon, 98 01 02",
            "06 39 97 01 02, excusez-moi je me suis trompé, c'est 06 39 98 01 02",
            "06 38, non, 06 39 98 01 02",
            "Au 06 39 98 01 04, enfin non, les deux derniers chiffres c'est 02",
            "le 06 39 97 01 02... je reprends : 06 39 98 01 02",
            "rappelez-moi au 03 53 01 01 05, ou plutôt sur mon portable, au 06 39 98 01 02",
        ],
    )
    def test_takes_the_correction(self, text):
        assert numbers.callback(text) == MOBILE

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Bonjour, rappelez-moi.",
            "06 39 98 01",
            "zéro six trente-neuf quatre-vingt-dix-huit zéro un",
            "06 39 98 01 02, non pardon, 06 39",
            "06 39 98 01 02 03",
            "06, 39, 98, 01, 02, 03",
            "le 01/08/2024 à 9h30",
            "une facture de 1 250,00 euros",
            "SIRET 552 081 317 00012",
            "dossier 0612 3456 7890",
            "mon numéro de dossier est le 0639980102",
            "contrat numéro 06 39 98 01 02",
            "la commande zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro deux",
            "20 25 12 34 56",
            "mon ancien numéro, le 06 39 98 01 02, est coupé",
            "06 39 97 et non 98",
        ],
    )
    def test_shows_nothing_rather_than_guess(self, text):
        assert numbers.callback(text) is None

    def test_leaves_the_house_own_number(self):
        text = "J'ai fait le 03 53 01 01 00 et personne ne répond, je suis au 06 39 98 01 02"

        assert numbers.callback(text, own_numbers=OWN) == MOBILE
        assert numbers.callback("Le 03 53 01 01 00 ne répond pas", own_numbers=OWN) is None

    def test_prefers_the_number_to_call_to_a_file_number(self):
        text = "Pour le dossier 0639980109, rappelez-moi au 06 39 98 01 02"

        assert numbers.callback(text) == MOBILE

    def test_prefers_the_first_of_two(self):
        assert numbers.callback("au 06 39 98 01 02 ou au 03 53 01 01 05") == MOBILE

    @hypothesis.given(st.text(alphabet="06 39,vingtquaredxé-+non", max_size=60))
    def test_never_fails(self, text):
        number = numbers.callback(text)

        assert number is None or number.startswith("+")


class TestMaskedIn:
    def test_masks_spelled_numbers_too(self):
        text = "Au zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro deux, ou 03 53 01 01 05. Merci."

        assert numbers.masked_in(text) == "Au 06 •• •• •• 02, ou 03 •• •• •• 05. Merci."

    def test_masks_both_sides_of_a_correction(self):
        text = "C'est le 06 39 98 01 03, non pardon, 02."

        assert numbers.masked_in(text) == "C'est le 06 •• •• •• 02."

    def test_keeps_the_numbers_that_may_be_shown(self):
        text = "Le 03 53 01 01 00, pas le zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro deux"

        assert numbers.masked_in(text, keep=OWN) == "Le 03 53 01 01 00, pas le 06 •• •• •• 02"
