import collections.abc
import pathlib

import pytest
from playwright import sync_api

from tests import services
from tests.browser import console_world

CHROMIUM = pathlib.Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Not for the whole session: while Playwright runs, no other test of this thread could use asyncio.run.
@pytest.fixture(scope="module")
def browser() -> collections.abc.Iterator[sync_api.Browser]:
    services.require(CHROMIUM.exists(), "no Chromium at /usr/bin/chromium (Debian's package: chromium)")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def stage(browser: sync_api.Browser) -> collections.abc.Iterator[console_world.Stage]:
    stage = console_world.Stage()
    yield stage
    stage.stop()


@pytest.fixture
def world(stage: console_world.Stage) -> console_world.World:
    return stage.new_world()


@pytest.fixture(scope="module")
def context(browser: sync_api.Browser) -> sync_api.BrowserContext:
    # One for many tests: the page keeps nothing in the browser, and a new one takes as long as a test.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    context.set_default_timeout(40_000)
    return context


@pytest.fixture
def console(
    context: sync_api.BrowserContext, world: console_world.World
) -> collections.abc.Iterator[sync_api.Page]:
    """The console at 1280x900, once it has shown something; an error in the page fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
    page.goto(world.url)
    sync_api.expect(page.locator("#me")).to_have_value("lea")
    sync_api.expect(page.locator("#channels button")).to_have_count(3)
    sync_api.expect(page.locator("#agents tr")).to_have_count(2)
    yield page
    page.close()
    assert errors == []
