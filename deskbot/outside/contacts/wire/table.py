"""A table of people, as spreadsheets and mail programs export it: columns found by their names."""

import collections.abc
import csv
import dataclasses

from deskbot.outside.contacts.wire import columns as columns_module
from deskbot.outside.contacts.wire import numbers, reading, text
from deskbot.people import directory

# French spreadsheets separate by semicolons, as the comma is for decimals.
_DELIMITERS = (";", ",", "\t")
# A title or a blank line may stand above the names of the columns.
_LINES_ABOVE = 10
# A quotation mark that nobody closed would swallow all that follows.
_MOST_LINES_A_ROW = 100

_Row = tuple[int, list[str] | None]


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Head:
    line: int
    delimiter: str
    columns: columns_module.Columns


def read(lines: collections.abc.Sequence[str]) -> reading.Reading:
    """Return the people of a table.

    :raises reading.NoColumns: if no line near its top names columns that can be used.
    """
    head = _head(lines)
    entries: list[directory.Entry] = []
    bad: list[int] = []
    for line, row in _rows(lines, start=head.line + 1, delimiter=head.delimiter):
        entry, is_whole = _entry(row, columns=head.columns) if row is not None else (None, False)
        if entry is not None:
            entries.append(entry)
        if not is_whole:
            bad.append(line + 1)
    return reading.Reading(directory=directory.Directory(entries=tuple(entries)), bad_lines=tuple(bad))


def _head(lines: collections.abc.Sequence[str]) -> _Head:
    for line, written in enumerate(lines[:_LINES_ABOVE]):
        heads = (
            _Head(line=line, delimiter=one, columns=columns_module.columns_of(_cells(written, delimiter=one)))
            for one in _DELIMITERS
        )
        best = max(heads, key=lambda head: head.columns.count)
        if best.columns.can_be_used:
            return best
    raise reading.NoColumns


def _cells(line: str, *, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(
    lines: collections.abc.Sequence[str], *, start: int, delimiter: str
) -> collections.abc.Iterator[_Row]:
    """Give each row that is not blank with the line where it begins (from 0); None for one that is broken."""
    at = start
    while at < len(lines):
        near = [f"{line}\n" for line in lines[at : at + _MOST_LINES_A_ROW]]
        reader = csv.reader(near, delimiter=delimiter)
        try:
            row: list[str] | None = next(reader, [])
        except csv.Error:
            row = None
        took = reader.line_num
        if "".join(near[:took]).count('"') % 2:
            row = None
        if row is None or any(cell.strip() for cell in row):
            yield at, row
        at += 1 if row is None else took


def _entry(
    row: collections.abc.Sequence[str], *, columns: columns_module.Columns
) -> tuple[directory.Entry | None, bool]:
    """Return who a row is about, if somebody with a number, and whether all of it was understood."""

    def cell(column: int | None) -> str:
        return text.tidy(row[column]) if column is not None and column < len(row) else ""

    written = [row[column] for column in columns.phones if column < len(row)]
    told = [one for one in written if not numbers.looks_empty(one)]
    read_in = [numbers.numbers_in(one) for one in told]
    found = tuple(dict.fromkeys(number for some in read_in for number in some))
    if not found:
        return None, not told
    joined = f"{cell(columns.given)} {cell(columns.family)}".strip()
    entry = reading.entry_of(
        names=(cell(columns.whole), joined), organisation=cell(columns.organisation), numbers=found
    )
    return entry, entry is not None and all(read_in)
