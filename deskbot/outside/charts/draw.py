"""Numbers and words -> a PNG that reads on a phone: 800 pixels wide, about 1,000 high."""

from typing import TYPE_CHECKING, Final

from deskbot.outside.charts import month, paper, text

if TYPE_CHECKING:
    from matplotlib import axes

# Lengths are in inches of 100 pixels.
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
_HEAD_PT: Final = 19
# Depth tells the bars apart, not hue; what is written on the norm's band keeps 4.5:1 (WCAG 2.1, 1.4.3).
_RULE: Final = "#e1e7ec"
_BAR: Final = "#1f5f8b"
_PALE: Final = "#c3d3de"
_NORM: Final = "#dcf1e1"
_NORM_INK: Final = "#1d6336"
_LABEL_GAP: Final = 0.2
# What the bars of the weeks leave to the notes above them.
_BAR_SHARE: Final = 0.8


def month_chart(chart: month.MonthChart) -> bytes:
    """Return the chart as a PNG, higher when many members are to be shown.

    :raises ModuleNotFoundError: if the extra `charts` is not installed; ask `charts.available()` first.
    """
    with paper.ONE_AT_A_TIME:
        weeks = _BETWEEN + (_HEAD + _KEY + _WEEKS + _WEEK_NAMES if chart.weeks else 0)
        sheet = paper.Paper(height=paper.TITLE + _HEAD + _KEY + _members_height(chart) + weeks)
        sheet.write(chart.words.title, height=paper.TITLE, size_pt=paper.TITLE_PT)
        sheet.write(chart.words.members_title, height=_HEAD, size_pt=_HEAD_PT)
        _draw_members(chart, sheet=sheet)
        if chart.weeks:
            sheet.skip(_BETWEEN)
            sheet.write(chart.words.weeks_title, height=_HEAD, size_pt=_HEAD_PT)
            _draw_weeks(chart, sheet=sheet)
        return sheet.png()


def _members_height(chart: month.MonthChart) -> float:
    return max(len(chart.members), _FEWEST_ROWS) * _ROW


def _draw_members(chart: month.MonthChart, *, sheet: paper.Paper) -> None:
    sheet.skip(_KEY)
    drawn = sheet.axes(left=paper.MARGIN + _NAMES, height=_members_height(chart))
    drawn.set_xlim(0, _widest(chart))
    drawn.set_ylim(max(len(chart.members), _FEWEST_ROWS) - 0.5, -0.5)
    drawn.set_xticks([])
    drawn.set_yticks([])
    if not chart.members:
        paper.note(drawn, (0, 0), chart.words.nobody, color=paper.FAINT, shift=(-_NAMES * 72, 0))
        return
    _draw_norm(chart, drawn=drawn)
    for row, one in enumerate(chart.members):
        drawn.barh(row, one.hours, height=0.62, color=_BAR)
        paper.note(drawn, (one.hours, row), one.label, color=paper.INK, shift=(10, 0))
        name = text.fitted(one.name, size_pt=paper.TEXT_PT, limit_in=_NAMES - 0.2)
        paper.note(drawn, (0, row), name, color=paper.INK, shift=(-14, 0), ha="right")


def _widest(chart: month.MonthChart) -> float:
    """Return the hours at the right edge, so that the label of the longest bar still stands inside."""
    longest = max([chart.norm_high_h, *(one.hours for one in chart.members)])
    labels = (text.width_in(text.drawable(one.label), size_pt=paper.TEXT_PT) for one in chart.members)
    bars = paper.WIDTH - 2 * paper.MARGIN - _NAMES
    return (longest or 1) * bars / max(bars - max(labels, default=0) - _LABEL_GAP, bars / 3)


def _draw_norm(chart: month.MonthChart, *, drawn: "axes.Axes") -> None:
    low, high = chart.norm_low_h, chart.norm_high_h
    drawn.axvspan(low, high, color=_NORM, linewidth=2, zorder=0)
    # Written from the edge of the band that leaves it room on the image.
    on_left = low + high < drawn.get_xlim()[1]
    place, side = (low, "left") if on_left else (high, "right")
    paper.note(drawn, (place, -0.5), chart.words.norm, color=_NORM_INK, shift=(0, 16), ha=side)


def _draw_weeks(chart: month.MonthChart, *, sheet: paper.Paper) -> None:
    sheet.skip(_KEY)
    drawn = sheet.axes(left=paper.MARGIN + _HOURS_SCALE, height=_WEEKS)
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
    paper.note(
        drawn, (place, top), week.note, color=paper.INK, shift=(0, 16), ha="center", ground=paper.PAPER
    )
    paper.note(drawn, (place, 0), week.label, color=paper.INK, shift=(0, -20), ha="center")


def _draw_scale(drawn: "axes.Axes") -> None:
    from matplotlib import ticker

    drawn.set_xticks([])
    drawn.yaxis.set_major_locator(ticker.MaxNLocator(nbins=4, integer=True))
    drawn.grid(axis="y", color=_RULE, linewidth=1.5, zorder=0)
    drawn.set_axisbelow(True)
    for label in drawn.get_yticklabels():
        label.set(fontproperties=text.font(paper.TEXT_PT), color=paper.FAINT)


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
        prop=text.font(paper.TEXT_PT),
        labelcolor=paper.INK,
    )
