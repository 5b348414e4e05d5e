"""The rates of calls as files, in French."""

import dataclasses
import datetime as dt
import io
import subprocess
import sys

import PIL.Image
import pytest

from deskbot import wording
from deskbot.outside.charts import rates_sheets
from deskbot.reports import rates, rates_table
from tests.unit.desk import rota

DAYS = rates_table.Days(first=dt.date(2024, 8, 1), last=dt.date(2024, 8, 31))
OPEN = frozenset((weekday, hour) for weekday in range(5) for hour in range(9, 18))
MISSED = rates.CallFact(at=rota.at("2024-08-01T10:12"), is_open=True, topic="admission")
AT_NIGHT = rates.CallFact(at=rota.at("2024-08-03T22:05"), is_open=False)


@pytest.fixture
def sheets():
    return rates_sheets.RatesSheets(wording.Wording())


def of(*facts, open_hours=OPEN):
    return rates.of(facts, zone=rota.PARIS, open_hours=open_hours)


class TestHoursCsv:
    def test_says_in_french_what_each_column_is(self, sheets):
        text = sheets.hours_csv(of(MISSED), days=DAYS).decode()

        assert text.startswith("\ufeffDu;Au;Jour;Heure;Appels en heures d'ouverture;Répondus;Manqués;")
        assert "01/08/2024;31/08/2024;jeudi;10;1;0;1;;0\r\n" in text
        assert len(text.splitlines()) == 1 + len(OPEN) + 1


class TestSumCsv:
    def test_has_a_column_for_each_subject(self, sheets):
        header, row = sheets.sum_csv(of(MISSED), days=DAYS).decode().splitlines()

        told = dict(zip(header.split(";"), row.split(";"), strict=True))
        assert (told["Rejoindre la coopérative"], told["Comptabilité"]) == ("1", "0")


class TestHeatMap:
    def test_is_an_image_of_the_hours_that_the_desk_opens(self, sheets):
        usual = sheets.heat_map(of(MISSED), days=DAYS, title="le standard")
        at_night = sheets.heat_map(of(MISSED, AT_NIGHT), days=DAYS, title="le standard")

        heights = [PIL.Image.open(io.BytesIO(one)).height for one in (usual, at_night)]
        # A call at night is one more row, not the fourteen hours between.
        assert 0 < heights[1] - heights[0] < 150

    def test_is_drawn_without_a_call_or_an_hour(self, sheets):
        assert sheets.heat_map(of(open_hours=frozenset()), days=DAYS, title="le standard")

    def test_is_darkest_where_most_were_missed(self, sheets):
        twice = dataclasses.replace(MISSED, at=rota.at("2024-08-02T11:00"))

        shown = sheets._map(of(MISSED, twice, twice), days=DAYS, title="le standard")

        (eleven,) = (row for row in shown.rows if row.label == "11h")
        assert [(one.label, one.depth) for one in eleven.cells] == [*[("–", 0.0)] * 4, ("2/2", 1.0)]

    def test_is_left_out_without_matplotlib(self):
        ask = (
            "import sys; sys.modules['matplotlib'] = None\n"
            "import datetime as dt\n"
            "from deskbot import wording\n"
            "from deskbot.outside.charts import rates_sheets\n"
            "from deskbot.reports import rates, rates_table\n"
            "from deskbot.desk.hours import values\n"
            "days = rates_table.Days(first=dt.date(2024, 8, 1), last=dt.date(2024, 8, 31))\n"
            "counted = rates.of((), zone=values.PARIS)\n"
            "sheets = rates_sheets.RatesSheets(wording.Wording())\n"
            "assert sheets.heat_map(counted, days=days, title='le standard') is None\n"
            "assert sheets.hours_csv(counted, days=days) and sheets.sum_csv(counted, days=days)\n"
        )

        assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
