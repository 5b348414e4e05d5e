"""A month as files: the CSV, and the chart where matplotlib is installed."""

import collections.abc

from deskbot import wording
from deskbot.outside import charts
from deskbot.outside.charts import draw, month
from deskbot.people import member
from deskbot.reports import bilan, contribution, fairness, table
from deskbot.reports import coverage as coverage_module

_WORDS = "sheet"
_MINUTES = 60


class MonthSheets:
    """Writes the bilan for a spreadsheet and as an image, in the words of `prompts/fr/sheet.md.j2`."""

    def __init__(self, words: wording.Wording) -> None:
        self._words = words

    def csv(
        self,
        counted: bilan.Bilan,
        *,
        team: member.Team,
        claims: collections.abc.Iterable[contribution.Contribution],
        loads: collections.abc.Iterable[fairness.Load],
    ) -> bytes:
        """Return the table, for a spreadsheet."""
        words = {word: self._words.text(_WORDS, word.value) for word in table.Word}
        return table.to_csv(counted, words=words, team=team, claims=claims, loads=loads).encode()

    def chart(
        self,
        counted: bilan.Bilan,
        *,
        coverage: coverage_module.Coverage,
        norm_h: tuple[float, float],
        title: str,
        team: member.Team,
    ) -> bytes | None:
        """Return the chart as an image; None where none can be drawn."""
        if not charts.available():
            return None
        low, high = norm_h
        shown = month.MonthChart(
            members=tuple(self._member(one, team=team) for one in counted.members),
            norm_low_h=low,
            norm_high_h=high,
            weeks=tuple(self._week(one) for one in coverage.weeks),
            words=self._chart_words(counted, title=title, norm_h=norm_h),
        )
        return draw.month_chart(shown)

    def _member(self, one: bilan.MemberMonth, *, team: member.Team) -> month.MemberBar:
        hours = one.held_minutes / _MINUTES
        return month.MemberBar(
            name=team.name_of(one.member), hours=hours, label=wording.duration(one.held_minutes)
        )

    def _week(self, one: coverage_module.WeekCoverage) -> month.WeekBar:
        return month.WeekBar(
            label=f"{one.monday:%d/%m}",
            open_hours=one.open_minutes / _MINUTES,
            staffed_hours=one.staffed_minutes / _MINUTES,
            note=self._words.text("verdict", one.verdict.value),
            is_partial=one.is_partial,
        )

    def _chart_words(self, counted: bilan.Bilan, *, title: str, norm_h: tuple[float, float]) -> month.Words:
        named = {
            name: self._words.text(_WORDS, name)
            for name in ("members_title", "nobody", "weeks_title", "open_hours", "staffed_hours", "norm")
        }
        return month.Words(title=wording.month_title(title, counted.month), **named)
