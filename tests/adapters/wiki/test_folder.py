"""The rules read from a folder of Markdown files."""

import datetime as dt
import pathlib

import pytest

from deskbot.outside.wiki import folder

SAMPLE = pathlib.Path(__file__).parents[3] / "config" / "rules"


class TestRead:
    def test_reads_title_address_and_date(self, tmp_path):
        head = "title: Le standard\nurl: https://wiki.example.org/S\nlast_verified: 2024-06-17"
        (tmp_path / "standard.md").write_text(f"---\n{head}\n---\n\nTexte.\n", encoding="utf-8")

        (page,) = folder.read(tmp_path).pages

        assert (page.slug, page.title, page.url) == ("standard", "Le standard", "https://wiki.example.org/S")
        assert (page.last_verified, page.body) == (dt.date(2024, 6, 17), "Texte.")

    def test_needs_no_front_matter(self, tmp_path):
        (tmp_path / "notes.md").write_text("Texte.", encoding="utf-8")

        (page,) = folder.read(tmp_path).pages

        assert (page.title, page.url, page.last_verified) == ("notes", None, None)

    @pytest.mark.parametrize(
        ("written", "reason"),
        [
            (b"", folder.Reason.EMPTY),
            (b"---\ntitle: [\n---\nTexte", folder.Reason.BAD_HEADER),
            (b"---\n- a\n- b\n---\nTexte", folder.Reason.BAD_HEADER),
            (b"---\ntitle: {a: b}\n---\nTexte", folder.Reason.NOT_TEXT),
            (
                b"---\nlast_verified: hier\n---\nTexte",
                folder.Reason.NOT_A_DATE,
            ),
            (b"---\nurl: javascript:alert(1)\n---\nTexte", folder.Reason.NOT_AN_ADDRESS),
            ("Téléphone".encode("latin-1"), folder.Reason.NOT_UTF_8),
        ],
    )
    def test_lists_a_broken_page_and_loads_the_others(self, tmp_path, written, reason):
        (tmp_path / "broken.md").write_bytes(written)
        (tmp_path / "good.md").write_text("Texte.", encoding="utf-8")

        found = folder.read(tmp_path)

        assert [page.slug for page in found.pages] == ["good"]
        assert found.broken == (folder.BrokenPage(file="broken.md", reason=reason),)

    def test_refuses_a_folder_that_is_not_there(self, tmp_path):
        with pytest.raises(folder.NoSuchFolder):
            folder.read(tmp_path / "absent")

    def test_loads_the_sample_pages(self):
        found = folder.read(SAMPLE)

        assert found.broken == ()
        assert {page.slug for page in found.pages} >= {"standard-telephonique", "retribution"}
        assert all(page.last_verified and page.url for page in found.pages)
