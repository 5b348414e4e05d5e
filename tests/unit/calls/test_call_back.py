"""Who may have the desk's telephone call whom."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import call_back, case
from deskbot.people import phone

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
LINE = "+33353010130"
TAKEN = case.Case(
    key="c1",
    desk="standard",
    channel="standard",
    caller="+33639980201",
    state=case.State.TAKEN,
    taken_by="tom",
)
ASKED = call_back.CallBack(key="c1;1", case="c1", username="tom", at=NOW)


def why_not(card: case.Case = TAKEN, **changed: object) -> call_back.WhyNot | None:
    known = {"username": "tom", "line": LINE, "allowed": phone.FRENCH, "today": (), "most_a_day": 2}
    return call_back.why_not(card, **{**known, **changed})


class TestWhyNot:
    def test_is_nothing_for_whoever_took_the_card(self):
        assert why_not() is None

    @pytest.mark.parametrize("state", [case.State.OPEN, case.State.DONE])
    def test_leaves_cards_alone_that_nobody_deals_with(self, state):
        assert why_not(dataclasses.replace(TAKEN, state=state)) is call_back.WhyNot.NOT_YOURS

    def test_keeps_others_from_calling(self):
        assert why_not(username="lea") is call_back.WhyNot.NOT_YOURS

    def test_needs_a_telephone(self):
        assert why_not(line=None) is call_back.WhyNot.NO_LINE

    def test_needs_a_number(self):
        assert why_not(dataclasses.replace(TAKEN, caller=None)) is call_back.WhyNot.HIDDEN

    @pytest.mark.parametrize("number", ["+33899701234", "+41791234567", "+33820123456", "+8821612345678"])
    def test_calls_no_number_that_could_cost(self, number):
        card = dataclasses.replace(TAKEN, caller=number)

        assert why_not(card) is call_back.WhyNot.NOT_ALLOWED
        assert not call_back.may_be_called(number, line=LINE, allowed=phone.FRENCH)

    def test_stops_at_so_many_a_day(self):
        assert why_not(today=[ASKED]) is None
        assert why_not(today=[ASKED, ASKED]) is call_back.WhyNot.TOO_MANY


class TestMayBeCalled:
    @pytest.mark.parametrize(
        ("number", "line", "may"),
        [("+33639980201", LINE, True), ("+33639980201", None, False), (None, LINE, False)],
    )
    def test_needs_a_number_and_a_telephone(self, number, line, may):
        assert call_back.may_be_called(number, line=line, allowed=phone.FRENCH) is may


class TestIsAskedAlready:
    @pytest.mark.parametrize(("seconds", "already"), [(0, True), (29, True), (30, False)])
    def test_takes_two_clicks_for_one(self, seconds, already):
        now = NOW + dt.timedelta(seconds=seconds)

        assert call_back.is_asked_already(TAKEN, today=[ASKED], now=now) is already

    def test_is_about_one_card(self):
        other = dataclasses.replace(ASKED, case="c2")

        assert not call_back.is_asked_already(TAKEN, today=[other], now=NOW)


class TestCallBack:
    @pytest.mark.parametrize(("seconds", "fresh"), [(0, True), (60, True), (61, False)])
    def test_is_worth_making_for_a_minute(self, seconds, fresh):
        assert ASKED.is_fresh(now=NOW + dt.timedelta(seconds=seconds)) is fresh
