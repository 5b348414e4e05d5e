"""What a deskbot of the stories keeps, read from its own file without its own queries."""

import pathlib

from cryptography import fernet

from deskbot.outside.database import tables, vault
from deskbot.people import phone
from tests import story, story_database


def sounds(folder: pathlib.Path) -> list[str]:
    """Return the files of recordings."""
    return sorted(path.name for path in folder.rglob("message-*"))


def rows(day: story.Story, query: str) -> list[tuple[object, ...]]:
    """Return what the database holds."""
    return [tuple(row) for row in story_database.rows(day.settings.database_url, query)]


def places_of(day: story.Story, number: str) -> set[str]:
    """Return every column that tells a number, sealed, hashed or as it is."""
    seal = vault.Vault(day.settings.secret.get_secret_value())
    told = (number, phone.national(number), phone.national(number).replace(" ", ""))
    found = set()
    for table in tables.METADATA.sorted_tables:
        for column in table.columns:
            for (value,) in rows(day, f"SELECT {column.name} FROM {table.name}"):
                text = _unsealed(value, seal=seal) if column.name.endswith("_sealed") else str(value)
                if any(one in text for one in told) or value == seal.hash(number):
                    found.add(f"{table.name}.{column.name}")
    return found


def _unsealed(value: object, *, seal: vault.Vault) -> str:
    try:
        return seal.unseal(value) or ""  # type: ignore[arg-type]
    except fernet.InvalidToken:
        return ""
