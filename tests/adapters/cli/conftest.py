import pathlib
from collections.abc import Iterator

import pytest
import structlog

from tests import story


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[story.Story]:
    """The line and the chat, without deskbot."""
    told = story.Story(tmp_path_factory.mktemp("story"))
    told.world.start()
    yield told
    told.people.close()
    told.world.stop()


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    """Undo what a command leaves to the end of its process: where its logs go."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def database(tmp_path: pathlib.Path) -> str:
    return f"sqlite:///{tmp_path / 'deskbot.sqlite3'}"
