"""The page for the organisation's register says what the code keeps, and for how long."""

import itertools
import pathlib
import re
import tomllib
from typing import Any

import pytest

from deskbot import inspection, settings
from deskbot.outside.database import tables
from deskbot.people import privacy
from tests.packaging import test_sample_settings as sample

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "registre.md"
PERSONAL = {
    f"{table.name}.{column.name}"
    for table in tables.METADATA.sorted_tables
    for column in table.columns
    if column.name.endswith(("_sealed", "_hash"))
}


@pytest.fixture
def with_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in sample.SECRETS.items():
        monkeypatch.setenv(name, value)


def page_of(**changes: dict[str, Any]) -> str:
    """Return the page of the sample's settings with these sections changed."""
    written = tomllib.loads(sample.SAMPLE.read_text(encoding="utf-8"))
    for section, values in changes.items():
        written[section] = {**written.get(section, {}), **values}
    return inspection.register(settings.build(written))


@pytest.mark.usefixtures("with_secrets")
class TestRegister:
    def test_is_the_page_of_the_documentation(self) -> None:
        # Mended by: deskbot register --config config/deskbot.toml > docs/registre.md
        assert page_of() + "\n" == PAGE.read_text(encoding="utf-8")

    def test_names_every_column_that_holds_something_personal(self) -> None:
        named = set(re.findall(r"`(desk_\w+\.\w+)`", page_of()))

        assert PERSONAL - named == set(), "say in register.md.j2 what it is, and what erases it"
        assert named - PERSONAL == set(), "there is no such column any more"

    @pytest.mark.parametrize("kind", privacy.Kind)
    def test_says_how_long_each_kind_is_kept(self, kind: privacy.Kind) -> None:
        longest = {"cards_days": 9999, "seen_days": 9999, f"{kind.value}_days": 9876}

        page = page_of(retention=longest)

        assert "9876 jours" in page

    def test_says_which_options_are_on(self) -> None:
        page = page_of(
            mailbox={"host": "imap.example.org", "user": "u", "password": "a-password"},
            directory={"file": "annuaire.csv"},
            ovh={"live_events": True},
            retention={"delete_posts": False, "backups_days": 30},
            chat={"recordings": "link"},
            sms={"service": "sms-1", "sender": "Maison"},
        )

        for said in (
            "lien personnel",
            "SMS envoyés",
            "boîte aux lettres",
            "carnet d'adresses",
            "événements en direct",
            "gardées 30 jours",
        ):
            assert said in page
            assert said not in page_of()
        assert "delete_posts = false" in page

    def test_fits_in_a_table_line_by_line(self) -> None:
        lines = page_of().splitlines()

        for before, line in itertools.pairwise(lines):
            if before.startswith("|") and line.startswith("|"):
                assert before.count("|") == line.count("|"), line
