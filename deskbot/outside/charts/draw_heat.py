"""A heat map -> a PNG that reads on a phone: 800 pixels wide, every cell with its number."""

from typing import TYPE_CHECKING, Final

from deskbot.outside.charts import heat, paper, text

if TYPE_CHECKING:
    from matplotlib import axes

# Lengths are in inches of 100 pixels.
_LINE: Final = 0.42
_COLUMN_NAMES: Final = 0.55
_ROW_NAMES: Final = 1.0
_ROW: Final = 0.62
_BETWEEN: Final = 0.3
_CELL_PT: Final = 22
# What a label leaves of its cell on both sides together.
_INSIDE: Final = 0.14
# One hue from pale to dark: whoever tells no colours apart, and a printer without any, see the same order.
_PALE: Final = (0xEE, 0xF4, 0xF8)
_DARK: Final = (0x0F, 0x3B, 0x5C)
_APART: Final = "#eceff1"
# Black, since no grey keeps 4.5:1 (WCAG 2.1, 1.4.3) up to the depth from which white does.
_BLACK: Final = "#000000"
_WHITE_FROM: Final = 0.66


def heat_map(chart: heat.HeatMap) -> bytes:
    """Return the heat map as a PNG, higher when there are many rows.

    :raises ModuleNotFoundError: if the extra `charts` is not installed; ask `charts.available()` first.
    """
    with paper.ONE_AT_A_TIME:
        sheet = paper.Paper(height=_height(chart))
        sheet.write(chart.title, height=paper.TITLE, size_pt=paper.TITLE_PT)
        for line in (chart.subtitle, *chart.key):
            sheet.write(line, height=_LINE, size_pt=paper.TEXT_PT, bold=False)
        if not chart.rows and not chart.apart:
            sheet.skip(_BETWEEN)
            sheet.write(chart.nothing, height=_ROW, size_pt=paper.TEXT_PT, bold=False)
            return sheet.png()
        sheet.skip(_COLUMN_NAMES)
        _draw_rows(chart, sheet=sheet)
        return sheet.png()


def shade(depth: float) -> str:
    """Return the colour of a cell, pale for 0 and dark for 1."""
    part = min(max(depth, 0.0), 1.0)
    return "#" + "".join(
        f"{round(pale + (dark - pale) * part):02x}" for pale, dark in zip(_PALE, _DARK, strict=True)
    )


def ink_on(depth: float) -> str:
    """Return the colour of what is written on a cell of that depth."""
    return paper.PAPER if depth >= _WHITE_FROM else _BLACK


def _height(chart: heat.HeatMap) -> float:
    lines = 1 + len(chart.key)
    return paper.TITLE + lines * _LINE + _COLUMN_NAMES + _rows_height(chart) + paper.MARGIN


def _rows_height(chart: heat.HeatMap) -> float:
    between = _BETWEEN if chart.rows and chart.apart else 0.0
    return max(1, len(chart.rows) + len(chart.apart)) * _ROW + between


def _draw_rows(chart: heat.HeatMap, *, sheet: paper.Paper) -> None:
    height = _rows_height(chart)
    drawn = sheet.axes(left=paper.MARGIN + _ROW_NAMES, height=height)
    # Columns are one unit wide; heights are inches, from the top.
    drawn.set_xlim(0, len(chart.columns))
    drawn.set_ylim(height, 0)
    drawn.set_xticks([])
    drawn.set_yticks([])
    size_pt = _cell_pt(chart)
    for place, name in enumerate(chart.columns):
        paper.note(drawn, (place + 0.5, 0), name, color=paper.INK, shift=(0, 18), ha="center")
    top = 0.0
    for row in chart.rows:
        _draw_row(row, drawn=drawn, top=top, size_pt=size_pt)
        top += _ROW
    top += _BETWEEN if chart.rows else 0.0
    for row in chart.apart:
        _draw_row(row, drawn=drawn, top=top, size_pt=size_pt, ground=_APART)
        top += _ROW


def _draw_row(
    row: heat.Row, *, drawn: "axes.Axes", top: float, size_pt: float, ground: str | None = None
) -> None:
    from matplotlib import patches

    middle = top + _ROW / 2
    name = text.fitted(row.label, size_pt=paper.TEXT_PT, limit_in=_ROW_NAMES - 0.1)
    paper.note(drawn, (0, middle), name, color=paper.INK, shift=(-12, 0), ha="right")
    for place, cell in enumerate(row.cells):
        if cell is None:
            continue
        color = ground or shade(cell.depth)
        # The white edge keeps neighbours of one shade apart.
        patch = patches.Rectangle((place, top), 1, _ROW, facecolor=color, edgecolor=paper.PAPER, linewidth=3)
        drawn.add_patch(patch)
        ink = paper.INK if ground else ink_on(cell.depth)
        paper.note(drawn, (place + 0.5, middle), cell.label, color=ink, ha="center", size_pt=size_pt)


def _cell_pt(chart: heat.HeatMap) -> float:
    """Return the size at which the longest label still fits into its cell."""
    room = (paper.WIDTH - 2 * paper.MARGIN - _ROW_NAMES) / max(1, len(chart.columns)) - _INSIDE
    labels = [cell.label for row in (*chart.rows, *chart.apart) for cell in row.cells if cell]
    widest = max((text.width_in(text.drawable(one), size_pt=_CELL_PT) for one in labels), default=0.0)
    return _CELL_PT * min(1.0, room / widest) if widest else _CELL_PT
