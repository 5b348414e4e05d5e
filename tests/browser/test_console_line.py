"""The line side of the console, in a real browser."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser import console_world


def call(console: Page, label: str):
    console.get_by_role("button", name=label).click()
    expect(console.locator("#call-notice")).to_contain_text("Appel terminé")
    return console.locator("#history > li").first


class TestRings:
    def test_say_who_and_how_long_then_where(self, console, world: console_world.World):
        expect(console.locator("#public")).to_have_text("03 53 01 01 00")
        expect(console.locator("#rings > li")).to_contain_text(["Léa 06 39 98 01 01", "Mehdi 06 39 98 01 02"])
        expect(console.locator("#then")).to_contain_text("Répondeur")

    def test_follow_the_configuration(self, console, world):
        with world.line.lock:
            for agent in world.line.agents.values():
                agent["status"] = "loggedOut"

        expect(console.locator("#rings")).to_contain_text("Aucun téléphone ne sonne.")
        expect(console.locator("#agents tr")).to_contain_text(["absent", "absent"])


class TestCall:
    @pytest.mark.parametrize(
        ("label", "lived", "end"),
        [
            ("Personne ne répond, il raccroche", "pas de réponse", "hangup"),
            ("Laisse un message (rappel)", "Message laissé", "voicemail"),
            ("Laisse un message (bloqué à la porte)", "Message laissé", "voicemail"),
            ("Répondu par le premier", "Léa (06 39 98 01 01) : décroche", "answered"),
            ("Répondu par le second", "Mehdi (06 39 98 01 02) : décroche", "answered"),
            ("Numéro masqué, raccroche", "numéro masqué", "hangup"),
        ],
    )
    def test_is_placed_and_told(self, console, world, label, lived, end):
        told = call(console, label)

        expect(told).to_contain_text(lived)
        (placed,) = world.line.calls
        assert placed.end == end
        assert (placed.caller is None) == label.startswith("Numéro masqué")

    def test_tells_the_rounds_of_the_queue_once(self, console, world):
        told = call(console, "Laisse un message (rappel)")

        assert len(world.line.calls[0].legs) > 2
        expect(told.locator("ul > li")).to_contain_text(["Léa", "Mehdi"])
        expect(told).to_contain_text("fois)")

    def test_moves_the_clock_past_its_records(self, console, world):
        call(console, "Personne ne répond, il raccroche")

        (placed,) = world.line.calls
        assert (world.clock.now() - placed.ended_at).total_seconds() >= 32
        assert all(record.visible_at <= world.clock.now() for record in world.line.records)

    def test_comes_from_somebody_else_each_time(self, console, world):
        call(console, "Répondu par le premier")
        expect(console.locator("#history > li")).to_have_count(1)
        console.get_by_role("button", name="Répondu par le second").click()
        expect(console.locator("#history > li")).to_have_count(2)

        assert len({placed.caller for placed in world.line.calls}) == 2


class TestClock:
    def test_shows_the_day_in_french(self, console):
        expect(console.locator("#clock")).to_contain_text("jeudi 1er août 2024, 08:5")

    @pytest.mark.parametrize(
        ("label", "shown"),
        [
            ("+1 min", "jeudi 1er août 2024, 08:56"),
            ("+5 min", "jeudi 1er août 2024, 09:00"),
            ("+1 h", "jeudi 1er août 2024, 09:55"),
            ("demain 9 h", "vendredi 2 août 2024, 09:00:0"),
        ],
    )
    def test_moves_by_buttons(self, console, label, shown):
        console.get_by_role("button", name=label).click()

        expect(console.locator("#clock")).to_contain_text(shown)

    def test_goes_to_a_moment_across_the_change_of_the_hour(self, console):
        console.get_by_label("Aller à").fill("2024-12-24T18:30")
        console.get_by_role("button", name="Y aller").click()

        expect(console.locator("#clock")).to_contain_text("mardi 24 décembre 2024, 18:30")

    def test_refuses_to_go_back_in_words(self, console, world):
        console.get_by_label("Aller à").fill("2024-07-01T09:00")
        console.get_by_role("button", name="Y aller").click()

        expect(console.get_by_text("L'horloge ne va que vers l'avant.")).to_be_visible()
        expect(console.locator("#clock")).to_contain_text("1er août")


class TestSwitches:
    def test_break_and_mend_the_line(self, console, world):
        switch = console.get_by_role("switch", name="OVH en panne")
        switch.click()

        expect(switch).to_be_checked()
        assert world.line.switches.down
        switch.click()
        expect(switch).not_to_be_checked()
        assert not world.line.switches.down

    def test_break_the_chat(self, console, world):
        switch = console.get_by_role("switch", name="Chat en panne")
        switch.click()

        expect(switch).to_be_checked()
        assert world.chat.panel.current.down

    def test_follow_what_others_do(self, console, world):
        httpx.post(f"{world.url}/sandbox/line/switches", json={"down": True}, timeout=40)

        expect(console.get_by_role("switch", name="OVH en panne")).to_be_checked()
