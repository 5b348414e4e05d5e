"""The hours of a week as a table: a row for each hour, a column for each weekday."""

import collections.abc
import dataclasses

from deskbot.reports import rates


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    """One hour on each weekday of the table, None where the desk is never open then."""

    hour: int
    cells: tuple[rates.HourRates | None, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Grid:
    """Every hour from the first to the last at which the desk opens on any day, and nothing beyond.

    `weekdays` (Monday is 0) name the columns; `while_closed` counts, for each, the calls of closed hours.
    """

    weekdays: tuple[int, ...]
    lines: tuple[Line, ...]
    while_closed: tuple[int, ...]

    @property
    def most_missed(self) -> int:
        """The most calls that were missed in one cell."""
        cells = (cell for line in self.lines for cell in line.cells if cell)
        return max((cell.missed for cell in cells), default=0)


def of(hours: collections.abc.Iterable[rates.HourRates]) -> Grid:
    """Return the table of these hours."""
    every = {(one.weekday, one.hour): one for one in hours}
    weekdays = tuple(sorted({weekday for weekday, _ in every}))
    opened = sorted(hour for (_, hour), one in every.items() if one.is_open)
    return Grid(
        weekdays=weekdays,
        lines=tuple(
            Line(hour=hour, cells=tuple(_open_cell(every.get((weekday, hour))) for weekday in weekdays))
            for hour in (range(opened[0], opened[-1] + 1) if opened else ())
        ),
        while_closed=tuple(
            sum(one.while_closed for one in every.values() if one.weekday == weekday) for weekday in weekdays
        ),
    )


def _open_cell(one: rates.HourRates | None) -> rates.HourRates | None:
    return one if one and one.is_open else None
