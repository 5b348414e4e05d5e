"""The console as a page: on a phone, without a mouse, and when the sandbox goes away."""

import httpx
import pytest
from playwright.sync_api import Page, expect

_TOO_SMALL = """() => [...document.querySelectorAll("button, select, input, textarea, audio")]
    .filter((node) => node.checkVisibility() && node.closest(".hidden") === null)
    .map((node) => [node.textContent || node.id, node.getBoundingClientRect()])
    .filter(([name, box]) => box.width < 44 || box.height < 44)
    .map(([name, box]) => `${name}: ${box.width}x${box.height}`)"""
_OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture
def phone(console: Page, world) -> Page:
    console.set_viewport_size({"width": 360, "height": 740})
    world.card("Un appel " + "x" * 300, world.button("take", "Je prends " + "y" * 90))
    world.post("https://example.org/" + "z" * 300 + "\n`" + "c" * 200 + "`\n> " + "q" * 200)
    world.say("lea", "réponse " + "w" * 200, channel="general")
    with world.line.lock:
        next(iter(world.line.agents.values()))["description"] = "d" * 60
    expect(console.locator("#posts > .post")).to_have_count(2)
    return console


class TestPhone:
    def test_has_no_horizontal_scroll_on_either_side(self, phone):
        assert phone.evaluate(_OVERFLOW) <= 0
        expect(phone.get_by_role("button", name="Je prends")).to_be_visible()

        phone.get_by_role("tab", name="La ligne").click()
        phone.get_by_role("button", name="Personne ne répond, il raccroche").click()

        expect(phone.locator("#history > li")).to_have_count(1)
        expect(phone.locator("#side-chat")).to_be_hidden()
        assert phone.evaluate(_OVERFLOW) <= 0

    def test_has_targets_that_a_thumb_hits(self, phone):
        assert phone.evaluate(_TOO_SMALL) == []

        phone.get_by_role("tab", name="La ligne").click()

        assert phone.evaluate(_TOO_SMALL) == []

    def test_tells_of_unread_posts_from_the_other_side(self, phone, world):
        phone.get_by_role("tab", name="La ligne").click()
        world.post("du nouveau")

        expect(phone.get_by_role("tab", name="Le chat")).to_contain_text("à lire")
        phone.get_by_role("tab", name="Le chat").click()
        expect(phone.locator("#posts > .post").last).to_be_in_viewport()

    def test_changes_sides_by_keyboard(self, phone):
        phone.get_by_role("tab", name="Le chat").focus()
        phone.keyboard.press("ArrowRight")

        expect(phone.get_by_role("tab", name="La ligne")).to_be_focused()
        expect(phone.get_by_role("tabpanel", name="La ligne")).to_be_visible()


class TestPage:
    def test_shows_both_sides_at_once_where_there_is_room(self, console):
        expect(console.locator("#side-chat")).to_be_visible()
        expect(console.locator("#side-line")).to_be_visible()
        expect(console.get_by_role("tab")).to_have_count(0)
        assert console.evaluate(_OVERFLOW) <= 0

    def test_asks_nobody_but_the_sandbox(self, console, world):
        loaded = console.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")

        assert loaded
        assert all(name.startswith(world.url) for name in loaded)

    def test_names_everything_that_can_be_used(self, console, world):
        world.card("Appel manqué", world.button("take", "Je prends"))
        expect(console.get_by_role("button", name="Je prends")).to_be_visible()

        nameless = console.evaluate(
            """() => [...document.querySelectorAll("button, select, input, textarea")]
                .filter((node) => node.checkVisibility())
                .filter((node) => !node.textContent && !node.labels?.length && !node.ariaLabel)
                .map((node) => node.id)"""
        )

        assert nameless == []

    def test_says_that_the_sandbox_is_gone_and_comes_back(self, console):
        console.route("**/sandbox/**", lambda route: route.abort())
        expect(console.get_by_text("Le bac à sable ne répond plus.")).to_be_visible()

        console.unroute("**/sandbox/**")

        expect(console.get_by_text("Le bac à sable ne répond plus.")).to_be_hidden()


class TestFiles:
    def test_come_with_a_policy_that_runs_only_our_own(self, world):
        answer = httpx.get(f"{world.url}/console", timeout=40)

        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "'unsafe" not in answer.headers["content-security-policy"]

    @pytest.mark.parametrize("name", ["page.py", "..%2fpage.py", "nothing.js"])
    def test_are_no_others(self, world, name):
        assert httpx.get(f"{world.url}/console/{name}", timeout=40).status_code == 404
