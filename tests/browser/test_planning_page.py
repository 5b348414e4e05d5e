"""The planning page in a browser: on a phone, in the dark, on paper, and for who does not see it."""

import collections.abc
import datetime as dt

import pytest
from axe_playwright_python import sync_playwright as axe
from playwright import sync_api
from playwright.sync_api import expect

from deskbot.desk import hours
from deskbot.sandbox import server
from tests.browser import planning_world

PHONE, SCREEN = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
WEEK, MONTH = "", "?mois=2024-08"
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
    .map((node) => [node.ariaLabel || node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([name, box]) => `${name}: ${box.width}x${box.height}`)"""
SUMMER = hours.OpeningHours(
    closures=(
        hours.Closure(
            first=dt.date(2024, 8, 19), last=dt.date(2024, 8, 23), if_taken=True, reason="Fermeture d'été"
        ),
        hours.Closure(
            first=dt.date(2024, 8, 9), last=dt.date(2024, 8, 9), if_taken=False, reason="Inventaire <b>"
        ),
    )
)


class Site:
    """The page behind its address, over a world that a test may change."""

    def __init__(self, browser: sync_api.Browser) -> None:
        self.world = planning_world.World()
        self._browser = browser
        self._server = server.Server(planning_world.application(self.world)).start()
        self._contexts: list[sync_api.BrowserContext] = []

    def shows(
        self,
        period: str = WEEK,
        *,
        viewport: sync_api.ViewportSize = PHONE,
        scheme: str = "light",
        token: str = planning_world.DESK,
    ) -> sync_api.Page:
        context = self._browser.new_context(viewport=viewport, color_scheme=scheme, locale="fr-FR")  # type: ignore[arg-type]
        context.set_default_timeout(40_000)
        self._contexts.append(context)
        page = context.new_page()
        page.goto(f"{self._server.url}/planning/{token}{period}")
        return page

    def forget(self) -> None:
        while self._contexts:
            self._contexts.pop().close()

    def stop(self) -> None:
        self._server.stop()


@pytest.fixture(scope="module")
def server_once(browser: sync_api.Browser) -> collections.abc.Iterator[Site]:
    running = Site(browser)
    yield running
    running.stop()


@pytest.fixture
def site(server_once: Site) -> collections.abc.Iterator[Site]:
    world = server_once.world
    world.held = planning_world.held(opening=SUMMER)
    world.now, world.problem = planning_world.NOW, None
    yield server_once
    server_once.forget()


def with_long_names(site: Site) -> None:
    people = planning_world.team(lea=planning_world.LONG_NAME, tom="Wolfeschlegelsteinhausenbergerdorff" * 3)
    site.world.held = planning_world.held(opening=SUMMER, people=people)


def violations(page: sync_api.Page) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]


class TestPhone:
    @pytest.mark.parametrize("period", [WEEK, MONTH])
    def test_has_no_horizontal_scroll_whatever_the_names(self, site, period):
        with_long_names(site)

        page = site.shows(period)

        expect(page.get_by_text(planning_world.LONG_NAME).first).to_be_visible()
        assert page.evaluate(_OVERFLOW) <= 0

    def test_has_no_horizontal_scroll_on_the_page_of_an_unknown_address(self, site):
        assert site.shows(token="y" * 200).evaluate(_OVERFLOW) <= 0

    @pytest.mark.parametrize("period", [WEEK, MONTH])
    def test_has_targets_that_a_thumb_hits(self, site, period):
        page = site.shows(period)

        assert page.get_by_role("link").count() == 6
        assert page.evaluate(_TOO_SMALL) == []

    def test_goes_from_week_to_month_and_to_the_next_one(self, site):
        page = site.shows()

        page.get_by_role("link", name="Mois", exact=True).click()
        expect(page.get_by_role("heading", name="Août 2024")).to_be_visible()
        page.get_by_role("link", name="Mois suivant").click()
        expect(page.get_by_role("heading", name="Septembre 2024")).to_be_visible()
        page.get_by_role("link", name="Semaine", exact=True).click()
        expect(page.get_by_role("heading", name="Semaine 35, du 26 août au 1er septembre")).to_be_visible()
        page.get_by_role("link", name="Aujourd'hui").click()
        expect(page.get_by_role("heading", name="Semaine 32, du 5 au 11 août 2024")).to_be_visible()

    def test_is_used_by_keyboard_with_a_visible_focus(self, site):
        page = site.shows()

        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        month = page.get_by_role("link", name="Mois", exact=True)

        expect(month).to_be_focused()
        assert month.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        expect(month).to_have_attribute("aria-current", "page")


class TestScreen:
    @pytest.mark.parametrize("period", [WEEK, MONTH])
    def test_has_no_horizontal_scroll_whatever_the_names(self, site, period):
        with_long_names(site)

        assert site.shows(period, viewport=SCREEN).evaluate(_OVERFLOW) <= 0

    def test_puts_each_day_of_a_month_under_its_weekday(self, site):
        page = site.shows(MONTH, viewport=SCREEN)

        thursdays = page.locator(".day.d4").evaluate_all(
            "nodes => nodes.map((node) => Math.round(node.getBoundingClientRect().x))"
        )

        assert len(thursdays) == 5
        assert len(set(thursdays)) == 1


class TestEyes:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("period", [WEEK, MONTH, "?semaine=2024-08-19", "?semaine=jamais"])
    @pytest.mark.parametrize("viewport", [PHONE, SCREEN], ids=["phone", "screen"])
    def test_find_no_fault_with_the_page(self, site, period, scheme, viewport):
        assert violations(site.shows(period, scheme=scheme, viewport=viewport)) == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_find_no_fault_where_an_address_opens_nothing(self, site, scheme):
        assert violations(site.shows(token="nothing", scheme=scheme)) == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_find_no_fault_when_something_breaks(self, site, scheme):
        site.world.problem = RuntimeError("broken on purpose")

        assert violations(site.shows(scheme=scheme)) == []

    def test_see_another_ground_in_the_dark(self, site):
        ground = "getComputedStyle(document.body).backgroundColor"

        assert site.shows(scheme="dark").evaluate(ground) != site.shows().evaluate(ground)


class TestPaper:
    def test_shows_the_days_without_what_nobody_can_press(self, site):
        page = site.shows()

        page.emulate_media(media="print")

        expect(page.get_by_role("heading", name="lundi 5 août")).to_be_visible()
        expect(page.get_by_role("navigation")).to_be_hidden()


class TestNames:
    def test_are_text_whatever_is_in_them(self, site):
        people = planning_world.team(lea=planning_world.EVIL_NAME)
        site.world.held = planning_world.held(opening=SUMMER, people=people)

        page = site.shows()

        expect(page.get_by_text(planning_world.EVIL_NAME).first).to_be_visible()
        expect(page.get_by_text("Fermé : Inventaire <b>")).to_be_visible()
        assert page.locator("script").count() == 0

    def test_run_nothing_even_if_they_were_not(self, site):
        page = site.shows()

        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p id=p onclick=\"document.title=1\">')"
        )
        page.locator("#p").dispatch_event("click")

        assert page.title() != "1"
