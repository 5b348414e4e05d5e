from collections.abc import Iterator

import pytest

from deskbot.sandbox import server
from deskbot.sandbox.mattermost import config
from tests.adapters.mattermost import lab as labs


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[labs.Front, str]]:
    front = labs.Front()
    running = server.Server(front)
    # The lifespan is that of the first application; later ones only answer.
    labs.build(front, running.url, timings=config.PATIENT).bot.close()
    running.start()
    yield front, running.url
    running.stop()


@pytest.fixture
def timings() -> config.Timings:
    return config.PATIENT


@pytest.fixture
def lab(served: tuple[labs.Front, str], timings: config.Timings) -> Iterator[labs.Lab]:
    front, url = served
    found = labs.build(front, url, timings=timings)
    yield found
    found.bot.close()
    found.bot_for_people.close()
