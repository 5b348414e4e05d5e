"""Numbers and words -> a PNG that reads on a phone: 800 pixels wide, about 1,000 high."""

import io
import threading
from typing import TYPE_CHECKING, Final

from deskbot.outside.charts import month, text

if TYPE_CHECKING:
    from matplotlib import axes

_DPI: Final = 100
# Lengths are in inches of 100 pixels.
_WIDTH: Final = 8.0
_MARGIN: Final = 0.35
_TITLE: Final = 1.0
_HEAD: Final = 0.5
_KEY: Final = 0.5
_NAMES: Final = 2.35
_ROW: Final = 0.52
_FEWEST_ROWS: Final = 2
_FEWEST_WEEKS: Final = 4
_BETWEEN: Final = 0.35
_WEEKS: Final = 2.9
_WEEK_NAMES: Final = 0.65
_HOURS_SCALE: Final = 0.45
# A phone shows the image at less than half its width: 17 points are 11 of its pixels.
_TEXT_PT: Final = 17
_HEAD_PT: Final = 19
_TITLE_PT: Final = 26
# Ink on paper and on the norm's band: 4.5:1 at least (WCAG 2.1, 1.4.3). Depth tells the bars apart, not hue.
_PAPER: Final = "#ffffff"
_INK: Final = "#1f2933"
_FAINT: Final = "#52606d"
_RULE: Final = "#e1e7ec"
_BAR: Final = "#1f5f8b"
_PALE: Final = "#c3d3de"
_NORM: Final = "#dcf1e1"
_NORM_INK: Final = "#1d6336"
_LABEL_GAP: Final = 0.2
# What the bars of the weeks leave to the notes above them.
_BAR_SHARE: Final = 0.8
# https://matplotlib.org/stable/users/faq.html#work-with-threads: it is not thread-safe.
_one_at_a_time = threading.Lock()


def month_chart(chart: month.MonthChart) -> bytes:
    """Return the chart as a PNG, higher when many members are to be shown.

    :raises ModuleNotFoundError: if the extra `charts` is not installed; ask `charts.available()` first.
    """
    with _one_at_a_time:
        sheet = _Sheet(rows=max(len(chart.members), _FEWEST_ROWS), with_weeks=bool(chart.weeks))
        sheet.write(chart.words.title, height=_TITLE, size_pt=_TITLE_PT)
        sheet.write(chart.words.members_title, height=_HEAD, size_pt=_HEAD_PT)
        _draw_members(chart, sheet=sheet)
        if chart.weeks:
            sheet.skip(_BETWEEN)
            sheet.write(chart.words.weeks_title, height=_HEAD, size_pt=_HEAD_PT)
            _draw_weeks(chart, sheet=sheet)
        return sheet.png()


class _Sheet:
    """A figure that is filled from the top; lengths are in inches."""

    def __init__(self, *, rows: int, with_weeks: bool) -> None:
        # Without pyplot: it keeps every figure of the process, and looks for a screen.
        from matplotlib import figure

        self.rows_height = rows * _ROW
        weeks = _BETWEEN + _HEAD + _KEY + _WEEKS + _WEEK_NAMES if with_weeks else _BETWEEN
        self._height = _TITLE + _HEAD + _KEY + self.rows_height + weeks
        self._figure = figure.Figure(figsize=(_WIDTH, self._height), dpi=_DPI, facecolor=_PAPER)
        self._top = 0.0

    def write(self, words: str, *, height: float, size_pt: float) -> None:
        """Write one bold line in a band of that height."""
        shown = text.fitted(words, size_pt=size_pt, limit_in=_WIDTH - 2 * _MARGIN, bold=True)
        self._figure.text(
            _MARGIN / _WIDTH,
            self._share(self._top + height / 2),
            shown,
            va="center",
            color=_INK,
            parse_math=False,
            fontproperties=text.font(size_pt, bold=True),
        )
        self._top += height

    def skip(self, height: float) -> None:
        """Leave that height free."""
        self._top += height

    def axes(self, *, left: float, height: float) -> "axes.Axes":
        """Return bare axes from `left` to the right margin, over the next `height`."""
        width = _WIDTH - left - _MARGIN
        self._top += height
        frame = (left / _WIDTH, self._share(self._top), width / _WIDTH, height / self._height)
        drawn = self._figure.add_axes(frame)
        drawn.set_facecolor(_PAPER)
        for spine in drawn.spines.values():
            spine.set_visible(False)
        drawn.tick_params(length=0)
        return drawn

    def png(self) -> bytes:
        """Return the image; the same numbers and words make the same bytes."""
        file = io.BytesIO()
        self._figure.savefig(file, format="png", dpi=_DPI, metadata={"Software": None})
        return file.getvalue()

    def _share(self, from_top: float) -> float:
        return 1 - from_top / self._height


def _draw_members(chart: month.MonthChart, *, sheet: _Sheet) -> None:
    sheet.skip(_KEY)
    drawn = sheet.axes(left=_MARGIN + _NAMES, height=sheet.rows_height)
    drawn.set_xlim(0, _widest(chart))
    drawn.set_ylim(max(len(chart.members), _FEWEST_ROWS) - 0.5, -0.5)
    drawn.set_xticks([])
    drawn.set_yticks([])
    if not chart.members:
        _write(drawn, (0, 0), chart.words.nobody, color=_FAINT, shift=(-_NAMES * 72, 0))
        return
    _draw_norm(chart, drawn=drawn)
    for row, one in enumerate(chart.members):
        drawn.barh(row, one.hours, height=0.62, color=_BAR)
        _write(drawn, (one.hours, row), one.label, color=_INK, shift=(10, 0))
        name = text.fitted(one.name, size_pt=_TEXT_PT, limit_in=_NAMES - 0.2)
        _write(drawn, (0, row), name, color=_INK, shift=(-14, 0), ha="right")


def _widest(chart: month.MonthChart) -> float:
    """Return the hours at the right edge, so that the label of the longest bar still stands inside."""
    longest = max([chart.norm_high_h, *(one.hours for one in chart.members)])
    labels = (text.width_in(text.drawable(one.label), size_pt=_TEXT_PT) for one in chart.members)
    bars = _WIDTH - 2 * _MARGIN - _NAMES
    return (longest or 1) * bars / max(bars - max(labels, default=0) - _LABEL_GAP, bars / 3)


def _draw_norm(chart: month.MonthChart, *, drawn: "axes.Axes") -> None:
    low, high = chart.norm_low_h, chart.norm_high_h
    drawn.axvspan(low, high, color=_NORM, linewidth=2, zorder=0)
    # Written from the edge of the band that leaves it room on the image.
    on_left = low + high < drawn.get_xlim()[1]
    place, side = (low, "left") if on_left else (high, "right")
    _write(drawn, (place, -0.5), chart.words.norm, color=_NORM_INK, shift=(0, 16), ha=side)


def _draw_weeks(chart: month.MonthChart, *, sheet: _Sheet) -> None:
    sheet.skip(_KEY)
    drawn = sheet.axes(left=_MARGIN + _HOURS_SCALE, height=_WEEKS)
    highest = max(max(one.open_hours, one.staffed_hours) for one in chart.weeks)
    drawn.set_ylim(0, (highest or 1) / _BAR_SHARE)
    drawn.set_xlim(-0.5, max(len(chart.weeks), _FEWEST_WEEKS) - 0.5)
    _draw_scale(drawn)
    for place, one in enumerate(chart.weeks):
        _draw_week(drawn, place=place, week=one)
    _draw_key(chart.words, drawn=drawn)


def _draw_week(drawn: "axes.Axes", *, place: int, week: month.WeekBar) -> None:
    hatch = "//" if week.is_partial else None
    drawn.bar(place, week.open_hours, width=0.72, color=_PALE, zorder=2)
    drawn.bar(place, week.staffed_hours, width=0.44, color=_BAR, edgecolor=_PALE, hatch=hatch, zorder=3)
    top = max(week.open_hours, week.staffed_hours)
    _write(drawn, (place, top), week.note, color=_INK, shift=(0, 16), ha="center", ground=_PAPER)
    _write(drawn, (place, 0), week.label, color=_INK, shift=(0, -20), ha="center")


def _draw_scale(drawn: "axes.Axes") -> None:
    from matplotlib import ticker

    drawn.set_xticks([])
    drawn.yaxis.set_major_locator(ticker.MaxNLocator(nbins=4, integer=True))
    drawn.grid(axis="y", color=_RULE, linewidth=1.5, zorder=0)
    drawn.set_axisbelow(True)
    for label in drawn.get_yticklabels():
        label.set(fontproperties=text.font(_TEXT_PT), color=_FAINT)


def _draw_key(words: month.Words, *, drawn: "axes.Axes") -> None:
    from matplotlib import patches

    drawn.legend(
        handles=[
            patches.Patch(color=_BAR, label=text.drawable(words.staffed_hours)),
            patches.Patch(color=_PALE, label=text.drawable(words.open_hours)),
        ],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=2,
        frameon=False,
        borderaxespad=0.2,
        borderpad=0,
        handlelength=1,
        handleheight=1,
        prop=text.font(_TEXT_PT),
        labelcolor=_INK,
    )


def _write(
    drawn: "axes.Axes",
    place: tuple[float, float],
    words: str,
    *,
    color: str,
    shift: tuple[float, float] = (0, 0),
    ha: str = "left",
    ground: str = "none",
) -> None:
    """Write one line at `place` (in the units of the axes), moved by `shift` points, over `ground`."""
    drawn.annotate(
        text.drawable(words),
        xy=place,
        xytext=shift,
        textcoords="offset points",
        ha=ha,
        va="center",
        color=color,
        parse_math=False,
        annotation_clip=False,
        bbox={"facecolor": ground, "edgecolor": "none", "pad": 1},
        fontproperties=text.font(_TEXT_PT),
    )
