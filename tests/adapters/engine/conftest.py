import pathlib
from collections.abc import Iterator

import pytest

from tests import postgres
from tests.adapters.engine import lab as labs


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.PostgresServer]:
    yield from postgres.running()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lab(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[labs.Lab]:
    """An engine that runs, on each database. DBOS is global: one at a time."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('engine') / 'deskbot.sqlite3'}"
    else:
        url = request.getfixturevalue("postgres_server").create_database()
    found = labs.build(url)
    found.engine.launch()
    yield found
    found.engine.stop()
    found.store.close()


@pytest.fixture
def file(tmp_path: pathlib.Path) -> str:
    return f"sqlite:///{tmp_path / 'deskbot.sqlite3'}"
