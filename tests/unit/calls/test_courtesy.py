"""Whether a mobile that got nobody gets a text message."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import case, courtesy, merge
from deskbot.desk import hours

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=hours.PARIS)
MANNERS = courtesy.Manners(
    house="MaMaison", delay=dt.timedelta(minutes=5), quiet_from=dt.time(20), quiet_until=dt.time(8)
)
CALL = merge.Call(key="c1", caller="+33639980201", at=NOW, outcome=merge.Outcome.MISSED)
CARD = case.Case(key="c1", desk="standard", channel="standard", caller="+33639980201")


def why_not(card: case.Case = CARD, **changed: object) -> courtesy.WhyNot | None:
    known = {"last": CALL, "now": NOW, "manners": MANNERS, "own_numbers": frozenset()}
    return courtesy.why_not(card, **{**known, **changed})


class TestWhyNot:
    @pytest.mark.parametrize("state", [case.State.OPEN, case.State.TAKEN])
    def test_is_nothing_while_somebody_has_to_call_back(self, state):
        assert why_not(dataclasses.replace(CARD, state=state)) is None

    def test_keeps_quiet_once_that_is_done(self):
        assert why_not(dataclasses.replace(CARD, state=case.State.DONE)) is courtesy.WhyNot.DEALT_WITH

    @pytest.mark.parametrize("outcome", list(merge.Outcome))
    def test_writes_to_whoever_got_nobody(self, outcome):
        last = dataclasses.replace(CALL, outcome=outcome)
        nobody = outcome in ("missed", "voicemail", "out_of_hours", "failed_forward")

        assert why_not(last=last) is (None if nobody else courtesy.WhyNot.GOT_SOMEBODY)
        assert courtesy.got_nobody(last) is nobody

    def test_needs_a_call(self):
        assert why_not(last=None) is courtesy.WhyNot.GOT_SOMEBODY

    @pytest.mark.parametrize(
        "number",
        [None, "+33353010120", "+41791234567", "+33899701234", "+33639010203", "+262692123456"],
        ids=["hidden", "landline", "foreign", "premium", "overseas", "overseas as there"],
    )
    def test_writes_to_french_mobiles_alone(self, number):
        assert why_not(dataclasses.replace(CARD, caller=number)) is courtesy.WhyNot.NOT_A_MOBILE

    def test_does_not_write_to_the_house_itself(self):
        assert why_not(own_numbers={"+33639980201"}) is courtesy.WhyNot.OF_THE_HOUSE

    @pytest.mark.parametrize(("hours", "reason"), [(1, None), (1.1, courtesy.WhyNot.TOO_OLD)])
    def test_lets_old_calls_be(self, hours, reason):
        last = dataclasses.replace(CALL, at=NOW - dt.timedelta(hours=hours))

        assert why_not(last=last) is reason

    @pytest.mark.parametrize(
        ("hour", "minute", "quiet"),
        [(7, 59, True), (8, 0, False), (19, 59, False), (20, 0, True), (0, 0, True)],
    )
    def test_never_writes_at_night(self, hour, minute, quiet):
        at = NOW.replace(hour=hour, minute=minute)

        assert why_not(now=at, last=dataclasses.replace(CALL, at=at)) is (
            courtesy.WhyNot.QUIET_HOURS if quiet else None
        )


class TestIsQuiet:
    @pytest.mark.parametrize(("o_clock", "quiet"), [(11, False), (12, True), (13, True), (14, False)])
    def test_knows_a_quiet_stretch_within_a_day(self, o_clock, quiet):
        lunch = dataclasses.replace(MANNERS, quiet_from=dt.time(12), quiet_until=dt.time(14))

        assert lunch.is_quiet(dt.time(o_clock)) is quiet

    def test_may_be_never(self):
        always = dataclasses.replace(MANNERS, quiet_from=dt.time(0), quiet_until=dt.time(0))

        assert not any(always.is_quiet(dt.time(hour)) for hour in range(24))
