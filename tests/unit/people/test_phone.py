"""Phone numbers: read from what people type, shown without giving anybody away."""

import re

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.people import phone


class TestParse:
    @pytest.mark.parametrize(
        "written",
        [
            "0639980102",
            "06 39 98 01 02",
            "06.39.98.01.02",
            "06-39-98-01-02",
            "06/39/98/01/02",
            "06, 39, 98, 01, 02",
            "06\u00a039\u202f98 01 02",
            "06‑39‑98‑01‑02",
            "+33639980102",
            "+33 6 39 98 01 02",
            "+33 (0)6 39 98 01 02",
            "0033639980102",
            "00 33 6 39 98 01 02",
            "  06 39 98 01 02 ",
            "\u202a+33 6 39 98 01 02\u202c",
        ],
    )
    def test_reads_the_usual_writings(self, written):
        assert phone.parse(written) == "+33639980102"

    def test_reads_a_foreign_number(self):
        assert phone.parse("+41 79 123 45 67") == "+41791234567"
        assert phone.parse("0041 79 123 45 67") == "+41791234567"

    @pytest.mark.parametrize(
        "written",
        [
            *("", " ", "+", "06", "3639", "112", "06 39 98 01", "06 39 98 01 02 03", "00 00 98 01 02"),
            *("06 39 98 O1 02", "demain", "mon numéro 0639980102", "0639980102 ou 0639980103", "12,50", "()"),
            "+999 12 34 56 78",
        ],
    )
    def test_refuses_what_is_not_one_number(self, written):
        with pytest.raises(phone.NotAPhoneNumber):
            phone.parse(written)

    @hypothesis.given(st.text(max_size=30))
    def test_never_fails_otherwise(self, written):
        try:
            e164 = phone.parse(written)
        except phone.NotAPhoneNumber:
            return

        assert phone.parse(e164) == e164


class TestKind:
    @pytest.mark.parametrize(
        ("e164", "kind"),
        [
            ("+33639980102", phone.Kind.MOBILE),
            ("+33755500102", phone.Kind.MOBILE),
            ("+33353010100", phone.Kind.LANDLINE),
            ("+33972101010", phone.Kind.LANDLINE),
            ("+33899701234", phone.Kind.PREMIUM),
            ("+33810101010", phone.Kind.PREMIUM),
            ("+33800101010", phone.Kind.OTHER),
            ("+41791234567", phone.Kind.OTHER),
            ("3639", phone.Kind.OTHER),
        ],
    )
    def test_reads_the_prefix(self, e164, kind):
        assert phone.kind(e164) is kind


EVERYWHERE = phone.Allowed(countries=phone.COUNTRIES | {"001"}, kinds=frozenset(phone.Kind))


def of(*countries: str, kinds: tuple[phone.Kind, ...] = (phone.Kind.MOBILE, phone.Kind.LANDLINE)):
    return phone.Allowed(countries=frozenset(countries), kinds=frozenset(kinds))


class TestIsAllowed:
    @pytest.mark.parametrize(
        "e164",
        ["+33639980102", "+33755500102", "+33353010100", "+33199001234", "+33972101010", "+33587101010"],
    )
    def test_takes_french_landlines_and_mobiles(self, e164):
        assert phone.is_allowed(e164)
        assert phone.is_allowed(e164, of("BE", "FR"))
        assert not phone.is_allowed(e164, of("BE"))

    def test_takes_only_the_kinds_that_are_allowed(self):
        mobiles, landlines = of("FR", "CH", kinds=(phone.Kind.MOBILE,)), of(kinds=(phone.Kind.LANDLINE,))

        assert [phone.is_allowed(one, mobiles) for one in ("+33639980102", "+41791234567")] == [True, True]
        assert [phone.is_allowed(one, mobiles) for one in ("+33353010100", "+41446681800")] == [False, False]
        assert not phone.is_allowed("+33353010100", landlines)

    @pytest.mark.parametrize(
        ("e164", "country"),
        [
            ("+41791234567", "CH"),
            ("+41446681800", "CH"),
            ("+32470123456", "BE"),
            ("+3225123456", "BE"),
            ("+377612345678", "MC"),
            ("+37798123456", "MC"),
            ("+491711234567", "DE"),
            # The same plan of numbers as the United States, another country.
            ("+18092345678", "DO"),
            ("+12025550123", "US"),
        ],
    )
    def test_takes_a_foreign_number_where_its_country_is_allowed(self, e164, country):
        assert phone.is_allowed(e164, of("FR", country))
        assert not phone.is_allowed(e164)
        assert not phone.is_allowed(e164, of("FR", "LU", "GB"))

    @pytest.mark.parametrize(
        ("e164", "territory"),
        [
            ("+262692123456", "RE"),
            ("+262262301234", "RE"),
            ("+262639012345", "YT"),
            ("+590690123456", "GP"),
            ("+594694123456", "GF"),
            ("+596696123456", "MQ"),
            ("+508551234", "PM"),
        ],
    )
    def test_takes_the_overseas_departments_only_where_they_are_named(self, e164, territory):
        assert phone.is_allowed(e164, of(territory))
        assert not phone.is_allowed(e164)

    @pytest.mark.parametrize(
        "written",
        [
            *("0262 30 12 34", "0269 61 12 34", "0590 81 12 34", "0594 30 12 34", "0596 50 12 34"),
            *("0692 12 34 56", "0690 12 34 56", "0694 12 34 56", "0696 12 34 56", "0639 01 23 45"),
            *("0508 41 12 34", "0709 01 23 45"),
        ],
    )
    def test_refuses_an_overseas_number_written_as_in_mainland_france(self, written):
        assert not phone.is_allowed(phone.parse(written), EVERYWHERE)

    @pytest.mark.parametrize(
        "e164",
        [
            # Premium and shared-cost, then free of charge.
            *("+33899701234", "+33891701234", "+33810101010", "+33820101010", "+33836701234"),
            *("+33800101010", "+33805101010", "+33806101010", "+33809101010"),
            *("+41900123456", "+3290312345", "+4190112345", "+19002345678", "+41840123456", "+447012345678"),
            # Satellites, then other numbers of no country: premium, free, shared cost, personal.
            *("+881612345678", "+8821612345678", "+88213123456", "+883510012345", "+870773111632"),
            *("+97912345678", "+80012345678", "+80812345678", "+878101234567890"),
        ],
    )
    def test_never_takes_what_costs_more_whatever_is_allowed(self, e164):
        assert not phone.is_allowed(e164, EVERYWHERE)

    @pytest.mark.parametrize(
        "written",
        [
            *("", "+", "112", "3639", "118218", "+33", "+33812", "+999123456789", "+3363998010", "anonymous"),
            *("0639980102", "33639980102", "+33 6 39 98 01 02", "+41791234567;ext=5", "+336399801023"),
        ],
    )
    def test_never_takes_what_is_no_whole_number(self, written):
        assert not phone.is_allowed(written, EVERYWHERE)

    @hypothesis.given(st.text(alphabet="+0123456789", max_size=16))
    def test_never_fails(self, written):
        assert phone.is_allowed(written, EVERYWHERE) in (True, False)

    @hypothesis.given(st.from_regex(r"\+33[0-9]{9}", fullmatch=True))
    def test_takes_nothing_of_france_that_begins_with_08(self, e164):
        assert not (phone.is_allowed(e164) and e164.startswith("+338"))

    def test_takes_nothing_where_nothing_is_allowed(self):
        nothing = phone.Allowed(countries=frozenset(), kinds=frozenset())

        assert not phone.is_allowed("+33639980102", nothing)
        assert not phone.is_allowed("+41791234567", nothing)


class TestCountries:
    def test_are_those_of_the_world(self):
        assert {"FR", "BE", "CH", "LU", "MC", "RE", "GP", "MQ", "GF", "YT"} <= phone.COUNTRIES
        assert not {"001", "UK", "fr", ""} & phone.COUNTRIES


class TestNational:
    def test_groups_french_digits_by_two(self):
        assert phone.national("+33639980102") == "06 39 98 01 02"

    def test_keeps_the_country_of_a_foreign_number(self):
        assert phone.national("+41791234567") == "+41 79 123 45 67"

    def test_leaves_a_short_number(self):
        assert phone.national("3639") == "3639"


class TestMask:
    @pytest.mark.parametrize(
        ("e164", "masked"),
        [
            ("+33639980102", "06 •• •• •• 02"),
            ("+33353010112", "03 •• •• •• 12"),
            ("+41791234567", "+41 •• •• •• 67"),
            ("+9990000000", "••••"),
            ("3639", "••••"),
            ("", "••••"),
        ],
    )
    def test_keeps_the_first_and_the_last_pair(self, e164, masked):
        assert phone.mask(e164) == masked


class TestFoundIn:
    def test_reads_each_number_in_order(self):
        text = "03 53 01 01 00, sinon +33 (0)6.39.98.01.02 ou +41 79 123 45 67, avant le 01/08/2024"

        assert phone.found_in(text) == ("+33353010100", "+33639980102", "+41791234567")


SEPARATORS = st.sampled_from(
    ["", " ", ".", "-", "/", ",", ", ", "\u00a0", "\u202f", "‑", " - ", "_", "·", " . ", "**"]
)
PREFIXES = st.sampled_from(
    ["0", "+33", "+33 ", "0033", "0033 ", "00 33 ", "+33 (0)", "+33(0)", "+33 0", "33"]
)
GROUPS = st.sampled_from(
    [(1, 2, 2, 2, 2), (3, 3, 3), (1, 2, 3, 3), (1, 4, 4), (9,), (1, 8), (1,) * 9, (2, 3, 2, 2)]
)
BEFORE = st.sampled_from(["", " ", "(", "tél:", "Rappelez le ", ", à 17h30 ", "12 ", "n°", "**"])
AFTER = st.sampled_from(["", " ", ")", " merci", ".", ", 17h30", " 12 ", "**"])


@st.composite
def written_numbers(draw):
    digits = draw(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
    prefix, between = draw(PREFIXES), draw(SEPARATORS)
    groups = draw(GROUPS)
    cut, pieces = 0, []
    for size in groups:
        pieces.append(digits[cut : cut + size])
        cut += size
    return digits, prefix + between.join(pieces)


def is_whole_in(digits, text):
    return digits in re.sub(r"\D", "", text)


class TestMaskedIn:
    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            ("Rappelez le 06.39.98.01.02 merci", "Rappelez le 06 •• •• •• 02 merci"),
            ("+33 6 39 98 01 02, ou 0033353010112.", "06 •• •• •• 02, ou 03 •• •• •• 12."),
            ("06 39 98 01 02 / 06 39 98 01 03", "06 •• •• •• 02 / 06 •• •• •• 03"),
            ("06/39/98/01/02 avant 17h30", "06 •• •• •• 02 avant 17h30"),
            ("+41 79 123 45 67", "+41 •• •• •• 67"),
            ("0041791234567", "+41 •• •• •• 67"),
            ("33639980102 puis 33 6 39 98 01 03", "06 •• •• •• 02 puis 06 •• •• •• 03"),
        ],
    )
    def test_masks_the_number_and_nothing_else(self, text, masked):
        assert phone.masked_in(text) == masked

    @pytest.mark.parametrize(
        "text",
        [
            "le 01/08/2024 à 09:30",
            "01/08/2024 09:30",
            "01.08.2024 - 09h30",
            "du 2024-08-01 au 2024-08-15, 9h-17h30",
            "2024-08-01 09:00",
            "facture 2024-0812 de 1 250,00 €",
            "SIRET 552 081 317 00012",
            "06 •• •• •• 02",
            "le 3639 ou le 112",
            "+12 %",
        ],
    )
    def test_leaves_dates_and_sums(self, text):
        assert phone.masked_in(text) == text

    def test_keeps_the_house_own_numbers(self):
        text = "Le standard : 03 53 01 01 00, pas le 06 39 98 01 02"

        kept = phone.masked_in(text, keep={"+33353010100"})

        assert kept == "Le standard : 03 53 01 01 00, pas le 06 •• •• •• 02"

    @hypothesis.given(number=written_numbers(), before=BEFORE, after=AFTER)
    @hypothesis.example(number=("639980102", "06 39 98 01 02"), before="12 ", after=" 12 ")
    def test_never_leaves_a_whole_french_number(self, number, before, after):
        digits, written = number

        assert not is_whole_in(digits, phone.masked_in(before + written + after))

    @hypothesis.given(number=written_numbers(), before=BEFORE, after=AFTER)
    def test_has_nothing_left_to_mask(self, number, before, after):
        once = phone.masked_in(before + number[1] + after)

        assert phone.masked_in(once) == once


class TestHiding:
    @pytest.mark.parametrize(
        ("number", "code", "dialled"),
        [
            ("+33639980102", phone.HIDE_FROM_MOBILE, "#31# 06 39 98 01 02"),
            ("+33353010120", phone.HIDE_FROM_LANDLINE, "3651 03 53 01 01 20"),
            ("+41791234567", phone.HIDE_FROM_MOBILE, "#31# 00 41 79 123 45 67"),
        ],
    )
    def test_puts_the_code_before_what_is_dialled(self, number, code, dialled):
        assert phone.hiding(number, code=code) == dialled
