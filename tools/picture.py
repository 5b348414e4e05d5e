"""Take the README's picture of the console again: `python tools/picture.py` (needs Debian's chromium)."""

import pathlib
import tempfile
import time

from playwright import sync_api

from deskbot import demo
from deskbot.sandbox import observer

_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_PICTURE = pathlib.Path(__file__).parent.parent / "docs" / "console.png"
_SETTLED_S = 3


def main() -> None:
    """Play the first three steps of the day, and look."""
    with tempfile.TemporaryDirectory() as name:
        stage = demo.Stage(pathlib.Path(name))
        stage.world.start()
        stage.process.start()
        try:
            for step in demo.STEPS[:3]:
                step(stage)
            observer.see(lambda: stage.observer.posts("standard"))
            _take(f"{stage.world.url}/console")
        finally:
            stage.process.stop()
            stage.world.stop()


def _take(address: str) -> None:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR")
        page.goto(address)
        time.sleep(_SETTLED_S)
        page.screenshot(path=_PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
