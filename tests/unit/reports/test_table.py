"""The table that a spreadsheet opens."""

import csv
import io

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.people import member
from deskbot.reports import bilan, contribution, fairness, table
from tests.unit.desk import rota
from tests.unit.reports import months

WORDS = {word: word.value.upper() for word in table.Word}


def team(*, lea="Léa Évrard"):
    return member.Team(members={"lea": member.Member(username="lea", name=lea)})


def august(*slots, calls=()):
    return bilan.of_month(months.AUGUST, logs=[months.log(*slots, calls=calls)], now=months.SEPTEMBER_1ST)


def load(name, minutes, *, share):
    return fairness.Load(member=name, minutes=minutes, share=share, last_turn=None)


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


class TestToCsv:
    def test_is_what_a_french_spreadsheet_expects(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-01T10:15")
        calls = (months.answered("2024-08-01T09:00"), months.voicemail("2024-08-01T09:30"))

        text = table.to_csv(august(turn, calls=calls), words=WORDS, team=team())

        assert text == (
            "\ufeffMONTH;NAME;USERNAME;HELD_H;SECOND_H;BESIDE_NORM_H;CLAIM_H;"
            "CALLS;ANSWERED;MISSED;VOICEMAILS;MONTHS_HELD_H;MONTHS_SHARE\r\n"
            "2024-08;Léa Évrard;lea;1,25;0,00;-0,75;1,50;2;1;0;1;0,00;0\r\n"
            "2024-08;TOTAL;;1,25;0,00;;1,50;2;1;0;1;0,00;0\r\n"
        )

    def test_writes_what_the_member_mended(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-01T10:15")
        mended = contribution.Contribution(month=months.AUGUST, member="lea", minutes=150, mended=True)
        other_month = contribution.Contribution(month=rota.SUNDAYS_OF_CHANGE[0], member="lea", minutes=30)

        text = table.to_csv(august(turn), words=WORDS, team=team(), claims=[mended, other_month])

        assert [row[6] for row in rows(text)[1:]] == ["2,50", "2,50"]

    @pytest.mark.parametrize("name", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
    def test_runs_no_name_as_a_formula(self, name):
        turn = rota.slot("2024-08-01T09:00", "2024-08-01T10:15")

        text = table.to_csv(august(turn), words=WORDS, team=team(lea=name))

        assert rows(text)[1][1] == f"'{name}"

    @rota.FEW
    @hypothesis.given(st.text(st.characters(codec="utf-8"), min_size=1))
    def test_reads_back_whatever_the_name(self, name):
        turn = rota.slot("2024-08-01T09:00", "2024-08-01T10:15")

        text = table.to_csv(august(turn), words=WORDS, team=team(lea=name))

        (_, row, _) = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
        assert row[1].removeprefix("'") == name.removeprefix("'")
        assert len(row) == len(table.HEADERS)

    def test_is_a_total_of_nothing_in_an_empty_month(self):
        text = table.to_csv(august(), words=WORDS, team=team())

        nothing = ["0,00", "0,00", "", "0,00", "0", "0", "0", "0", "0,00", "0"]
        assert rows(text)[1:] == [["2024-08", "TOTAL", "", *nothing]]

    def test_tells_what_each_held_over_the_last_months(self):
        turn = rota.slot("2024-08-01T09:00", "2024-08-01T10:15")
        loads = [load("tom", 180, share=0.75), load("lea", 60, share=0.25)]
        claimed = contribution.Contribution(month=months.AUGUST, member="tom", minutes=60)

        text = table.to_csv(august(turn), words=WORDS, team=team(), claims=[claimed], loads=loads)

        nothing_in_august = ["0,00", "0,00", "", "1,00", "0", "0", "0", "0"]
        assert [(row[1], *row[-2:]) for row in rows(text)[1:]] == [
            ("Léa Évrard", "1,00", "25"),
            ("tom", "3,00", "75"),
            ("TOTAL", "4,00", "100"),
        ]
        assert rows(text)[2][3:-2] == nothing_in_august
        assert [row[6] for row in rows(text)[1:]] == ["1,50", "1,00", "2,50"]
