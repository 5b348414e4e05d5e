"""The rates of calls as files: two tables, and the heat map where matplotlib is installed."""

from typing import Final

from deskbot import wording
from deskbot.calls import triage
from deskbot.outside import charts
from deskbot.outside.charts import draw_heat, heat
from deskbot.reports import grid, rates, rates_table

_WORDS: Final = "rates_sheet"


class RatesSheets:
    """Writes the rates for a spreadsheet and as an image, in the words of `prompts/fr/rates_sheet.md.j2`."""

    def __init__(self, words: wording.Wording) -> None:
        self._words = words

    def hours_csv(self, counted: rates.Rates, *, days: rates_table.Days) -> bytes:
        """Return a row for each hour of the week, for a spreadsheet."""
        words = {word: self._word(word.value) for word in rates_table.HourWord}
        return rates_table.hours_to_csv(counted, days=days, words=words).encode()

    def sum_csv(self, counted: rates.Rates, *, days: rates_table.Days) -> bytes:
        """Return the row that sums all up, for a spreadsheet."""
        words = {word: self._word(word.value) for word in rates_table.SumWord}
        topics = {
            topic: wording.first_upper(self._words.text("topic", topic.value)) for topic in triage.Topic
        }
        return rates_table.sum_to_csv(counted, days=days, words=words, topics=topics).encode()

    def heat_map(self, counted: rates.Rates, *, days: rates_table.Days, title: str) -> bytes | None:
        """Return the missed calls of each hour of the week as an image; None where none can be drawn."""
        if not charts.available():
            return None
        return draw_heat.heat_map(self._map(counted, days=days, title=title))

    def _map(self, counted: rates.Rates, *, days: rates_table.Days, title: str) -> heat.HeatMap:
        table = grid.of(counted.hours)
        first, last = days.cells
        return heat.HeatMap(
            title=self._word("heat_title"),
            subtitle=f"{wording.first_upper(title)}, {self._word('from')} {first} {self._word('to')} {last}",
            key=(self._word("heat_cell"), self._word("heat_shade")),
            columns=tuple(wording.short_weekday(one) for one in table.weekdays),
            rows=tuple(_row(line, most=table.most_missed) for line in table.lines),
            apart=self._closed(table),
            nothing=self._word("no_call"),
        )

    def _closed(self, table: grid.Grid) -> tuple[heat.Row, ...]:
        if not any(table.while_closed):
            return ()
        cells = tuple(heat.Cell(label=str(count)) for count in table.while_closed)
        return (heat.Row(label=self._word("closed"), cells=cells),)

    def _word(self, word: str) -> str:
        return self._words.text(_WORDS, word)


def _row(line: grid.Line, *, most: int) -> heat.Row:
    return heat.Row(label=f"{line.hour}h", cells=tuple(_cell(one, most=most) for one in line.cells))


def _cell(one: rates.HourRates | None, *, most: int) -> heat.Cell | None:
    if one is None:
        return None
    if not one.calls:
        return heat.Cell(label="–")
    return heat.Cell(label=f"{one.missed}/{one.calls}", depth=one.missed / most if most else 0.0)
