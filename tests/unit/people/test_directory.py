"""Whose number is that, says the address book."""

import pytest

from deskbot.people import directory

MARIE, PAUL, ZOE = (
    directory.Entry(name=name, numbers=(f"+3363998020{place}", "+33353010120"))
    for place, name in enumerate(("Marie Dupont", "Paul Durand", "Zoé Martin"))
)


def of_mairie(name: str) -> directory.Entry:
    return directory.Entry(name=name, numbers=("+33353010120",), organisation="Mairie")


class TestNameOf:
    def test_is_nobody_where_the_number_is_not_known(self):
        assert directory.Directory(entries=(MARIE,)).name_of("+33639980299") is None

    def test_finds_somebody_by_each_of_their_numbers(self):
        known = directory.Directory(entries=(MARIE,))

        assert [known.name_of(one) for one in MARIE.numbers] == ["Marie Dupont", "Marie Dupont"]

    def test_says_the_organisation_where_one_is_told(self):
        assert directory.Directory(entries=(of_mairie("Marie"),)).name_of("+33353010120") == "Marie, Mairie"

    @pytest.mark.parametrize(
        ("entries", "called"),
        [
            ((MARIE, PAUL), "Marie Dupont / Paul Durand"),
            ((MARIE, PAUL, ZOE), "Marie Dupont / Paul Durand / …"),
            ((MARIE, MARIE), "Marie Dupont"),
            ((of_mairie("Marie"), of_mairie("Paul")), "Mairie"),
            ((of_mairie("Marie"), PAUL), "Marie, Mairie / Paul Durand"),
        ],
    )
    def test_names_no_single_one_of_those_who_share_a_number(self, entries, called):
        assert directory.Directory(entries=entries).name_of("+33353010120") == called


class TestDirectory:
    def test_counts_each_number_once(self):
        assert directory.Directory(entries=(MARIE, PAUL)).number_count == 3

    def test_does_not_show_numbers(self):
        assert "0200" not in repr(directory.Directory(entries=(MARIE,)))
