"""What a heat map shows: rows and columns of cells, each with its number and how dark it is."""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell; `depth` (0 to 1) is how dark it is, its `label` says the same to whoever sees no shades."""

    label: str
    depth: float = 0.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One row, with a cell for each column; None where there is nothing to show."""

    label: str
    cells: tuple[Cell | None, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class HeatMap:
    """Rows from the top, columns from the left; `apart` are rows of another kind, under the others.

    `title`, `subtitle` and each of `key` are one line; `nothing` stands where there is no row.
    """

    title: str
    subtitle: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    apart: tuple[Row, ...]
    nothing: str
