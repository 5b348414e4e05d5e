"""The forms that an integration opens, in a real browser."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def form(console: Page, world) -> Page:
    world.card("Appel manqué", world.button("finish", "Terminé"))
    console.get_by_role("button", name="Terminé").click()
    expect(console.get_by_role("dialog", name="Terminer l'appel")).to_be_visible()
    return console


@pytest.fixture
def introduction(console: Page, world) -> Page:
    world.card("Bienvenue", world.button("firstturn", "Donner mon numéro"))
    console.get_by_role("button", name="Donner mon numéro").click()
    expect(console.get_by_role("dialog", name="Avant ton premier tour")).to_be_visible()
    return console


class TestIntroduction:
    def test_says_why_before_it_asks(self, introduction):
        dialog = introduction.get_by_role("dialog")

        expect(dialog.locator("strong")).to_have_text("scellé")
        expect(dialog.get_by_role("link", name="La note")).to_be_visible()
        expect(dialog.get_by_text("Celui qui sonnera.")).to_be_visible()
        expect(dialog.get_by_label("Ton numéro")).to_have_attribute("type", "tel")
        expect(dialog.get_by_label("Ton numéro")).to_have_value("06")
        expect(dialog.get_by_role("checkbox", name="J'accepte")).not_to_be_checked()

    def test_is_not_sent_before_the_box_is_ticked(self, introduction, world):
        introduction.get_by_role("button", name="Envoyer").last.click()

        expect(introduction.get_by_text("Ce champ est obligatoire.")).to_be_visible()
        assert world.submissions == []
        introduction.get_by_text("J'accepte").click()
        introduction.get_by_role("button", name="Envoyer").last.click()
        expect(introduction.get_by_role("dialog")).to_have_count(0)
        assert [sent["submission"] for sent in world.submissions] == [{"accepted": True, "number": "06"}]

    def test_shows_what_is_wrong_under_its_field(self, introduction, world):
        introduction.get_by_label("Ton numéro").fill("12")
        introduction.get_by_role("checkbox").check()
        introduction.get_by_role("button", name="Envoyer").last.click()

        expect(introduction.locator("#field-number-error")).to_have_text("Ce numéro est trop court.")
        expect(introduction.get_by_label("Ton numéro")).to_be_focused()
        expect(introduction.get_by_role("checkbox")).to_be_checked()

    def test_sends_nothing_for_a_field_that_was_emptied(self, introduction, world):
        introduction.get_by_label("Ton numéro").fill("")
        introduction.get_by_role("checkbox").check()
        introduction.get_by_role("button", name="Envoyer").last.click()

        expect(introduction.locator("#field-number-error")).to_have_text("Ce champ est obligatoire.")
        assert world.submissions == []

    def test_fits_a_phone(self, introduction):
        introduction.set_viewport_size({"width": 360, "height": 740})

        box = introduction.get_by_role("checkbox").bounding_box()
        assert (box["width"], box["height"]) == (44, 44)
        assert introduction.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


class TestDialog:
    def test_is_filled_and_sent(self, form, world):
        form.get_by_label("Résultat").select_option("reached")
        form.get_by_label("Objet").fill("rendez-vous")
        form.get_by_label("Note").fill("elle rappellera demain")
        form.get_by_role("button", name="Terminer").click()

        expect(form.get_by_role("dialog")).to_have_count(0)
        assert [sent["submission"] for sent in world.submissions] == [
            {"about": "rendez-vous", "closing": "reached", "note": "elle rappellera demain"}
        ]
        assert world.chat.dialogs == {}

    def test_says_what_is_missing(self, form, world):
        form.get_by_role("button", name="Terminer").click()

        expect(form.get_by_text("Ce champ est obligatoire.")).to_be_visible()
        expect(form.get_by_label("Résultat")).to_be_focused()
        assert world.submissions == []

    def test_shows_why_the_integration_refuses_and_keeps_what_was_typed(self, form, world):
        form.get_by_label("Résultat").select_option("nothing")
        form.get_by_label("Note").fill("non")
        form.get_by_role("button", name="Terminer").click()

        expect(form.get_by_text("La note est refusée.")).to_be_visible()
        expect(form.get_by_label("Note")).to_have_value("non")

    @pytest.mark.parametrize("way", ["button", "escape"])
    def test_can_be_cancelled(self, form, world, way):
        if way == "button":
            form.get_by_role("button", name="Annuler").click()
        else:
            form.keyboard.press("Escape")

        expect(form.get_by_role("dialog")).to_have_count(0)
        expect(form.locator("#dialog-submit")).to_be_enabled()
        assert world.submissions == []
        assert world.chat.dialogs == {}

    def test_is_not_disturbed_by_what_arrives(self, form, world):
        form.get_by_label("Note").press_sequentially("je ")
        world.post("pendant ce temps")
        expect(form.get_by_text("pendant ce temps")).to_be_attached()

        expect(form.get_by_label("Note")).to_be_focused()
        form.keyboard.type("tape")
        expect(form.get_by_label("Note")).to_have_value("je tape")
