import pathlib
from collections.abc import Iterator

import pytest

from deskbot.outside.database import migrate, store, tables, vault
from tests import postgres

SECRET = "a secret of more than sixteen letters"


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "deskbot.sqlite3"


@pytest.fixture
def data(file: pathlib.Path) -> Iterator[store.Store]:
    """A real database file, brought up to date."""
    opened = opened_at(f"sqlite:///{file}")
    migrate.upgrade(opened.writer)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.PostgresServer]:
    yield from postgres.running()


@pytest.fixture(scope="session")
def on_postgres(postgres_server: postgres.PostgresServer) -> Iterator[store.Store]:
    opened = opened_at(postgres_server.create_database())
    migrate.upgrade(opened.writer)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest) -> store.Store:
    """A store on each database, without a row of ours."""
    if request.param == "sqlite":
        return request.getfixturevalue("data")
    opened = request.getfixturevalue("on_postgres")
    with opened.writer.begin() as connection:
        for table in tables.METADATA.sorted_tables:
            connection.execute(table.delete())
    return opened


def opened_at(url: str) -> store.Store:
    return store.Store(url, seal=vault.Vault(SECRET), busy_s=0.1)
