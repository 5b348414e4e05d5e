"""The rates as rows that a spreadsheet opens."""

import csv
import dataclasses
import datetime as dt
import io

from deskbot.calls import triage
from deskbot.reports import rates, rates_table
from tests.unit.desk import rota

DAYS = rates_table.Days(first=dt.date(2024, 8, 1), last=dt.date(2024, 8, 31))
HOUR_WORDS = {word: word.value.upper() for word in rates_table.HourWord}
SUM_WORDS = {word: word.value.upper() for word in rates_table.SumWord}
TOPICS = {topic: topic.value.title() for topic in triage.Topic}
MISSED = rates.CallFact(
    at=rota.at("2024-08-01T10:12"), is_open=True, waited_s=25, taken_after_s=90, topic="admission"
)
ANSWERED = rates.CallFact(at=rota.at("2024-08-02T09:30"), is_open=True, answered=True, waited_s=12)
AT_NIGHT = rates.CallFact(at=rota.at("2024-08-01T22:05"), is_open=False, left_message=True)


def of(*facts):
    return rates.of(facts, zone=rota.PARIS)


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


class TestHoursToCsv:
    def test_is_what_a_french_spreadsheet_expects(self):
        text = rates_table.hours_to_csv(
            of(*[MISSED] * 3, *[ANSWERED] * 10, AT_NIGHT), days=DAYS, words=HOUR_WORDS
        )

        assert text == (
            "\ufeffFIRST_DAY;LAST_DAY;WEEKDAY;HOUR;CALLS;ANSWERED;MISSED;MISSED_RATE;WHILE_CLOSED\r\n"
            "01/08/2024;31/08/2024;jeudi;10;3;0;3;;0\r\n"
            "01/08/2024;31/08/2024;jeudi;22;0;0;0;;1\r\n"
            "01/08/2024;31/08/2024;vendredi;9;10;10;0;0,00;0\r\n"
            "01/08/2024;31/08/2024;TOTAL;;13;10;3;23,08;1\r\n"
        )

    def test_is_a_total_of_nothing_without_a_call(self):
        text = rates_table.hours_to_csv(of(), days=DAYS, words=HOUR_WORDS)

        assert rows(text)[1:] == [["01/08/2024", "31/08/2024", "TOTAL", "", "0", "0", "0", "", "0"]]


class TestSumToCsv:
    def test_is_one_row_with_a_name_over_each_cell(self):
        facts = [MISSED, dataclasses.replace(MISSED, called_back_after_s=5400), ANSWERED, AT_NIGHT]

        header, row = rows(rates_table.sum_to_csv(of(*facts), days=DAYS, words=SUM_WORDS, topics=TOPICS))

        assert len(header) == len(row)
        assert {name: value for name, value in zip(header, row, strict=True) if value not in ("0", "")} == {
            "FIRST_DAY": "01/08/2024",
            "LAST_DAY": "31/08/2024",
            "EVERY_CALL": "4",
            "CALLS": "3",
            "ANSWERED": "1",
            "MISSED": "2",
            "WHILE_CLOSED": "1",
            "LEFT_MESSAGE": "1",
            "WAITING_MEDIAN_S": "25,00",
            "TAKEN": "2",
            "TAKING_MEDIAN_MIN": "1,50",
            "CALLED_BACK": "1",
            "CALLING_BACK_MEDIAN_MIN": "90,00",
            "Admission": "2",
        }

    def test_tells_nine_in_ten_where_there_are_enough(self):
        calls = [dataclasses.replace(MISSED, waited_s=second) for second in range(1, 11)]

        header, row = rows(rates_table.sum_to_csv(of(*calls), days=DAYS, words=SUM_WORDS, topics=TOPICS))

        told = dict(zip(header, row, strict=True))
        assert (told["WAITING_P90_S"], told["TAKING_P90_MIN"], told["MISSED_RATE"]) == (
            "9,00",
            "1,50",
            "100,00",
        )
