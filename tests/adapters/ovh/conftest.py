from collections.abc import Iterator

import ovh
import pytest

from deskbot.sandbox import server
from tests.adapters.ovh import lab as labs


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[labs.Front, str]]:
    front = labs.Front()
    running = server.Server(front).start()
    yield front, running.url
    running.stop()
    ovh.client.ENDPOINTS.pop(labs.ENDPOINT, None)


@pytest.fixture
def lab(served: tuple[labs.Front, str]) -> labs.Lab:
    front, url = served
    return labs.build(front, url)
