"""Rows as text that a French spreadsheet opens with a double click."""

import collections.abc
import csv
import io
from typing import Final

# Without it Excel reads UTF-8 as Windows-1252, and breaks every accent.
_BOM: Final = "\ufeff"
# What a spreadsheet runs as a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def written(rows: collections.abc.Iterable[collections.abc.Iterable[str]]) -> str:
    """Return rows as CSV text, columns cut by semicolons; encode it as plain UTF-8."""
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    return _BOM + file.getvalue()


def decimal(number: float) -> str:
    """Return a number with two decimals and a comma."""
    return f"{number:.2f}".replace(".", ",")


def cell(text: str) -> str:
    """Return free text as a cell that no spreadsheet runs."""
    # Some spreadsheets trim a cell before they read it.
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
