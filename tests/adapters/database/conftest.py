import pathlib
from collections.abc import Iterator

import pytest

from deskbot.outside.database import migrate, store, vault

SECRET = "a secret of more than sixteen letters"


@pytest.fixture
def file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "deskbot.sqlite3"


@pytest.fixture
def data(file: pathlib.Path) -> Iterator[store.Store]:
    """A real database file, brought up to date."""
    opened = store.Store(f"sqlite:///{file}", seal=vault.Vault(SECRET), busy_s=0.1)
    migrate.upgrade(opened.writer)
    yield opened
    opened.close()
