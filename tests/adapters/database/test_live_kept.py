"""What is heard of calls while they happen, in a real database."""

import datetime as dt
import zoneinfo

import pytest

from deskbot import settings
from deskbot.bootstrap import house as house_values
from deskbot.calls import events
from deskbot.desk import interval
from deskbot.flows import hear_live, record_call
from deskbot.flows import house as house_module
from deskbot.outside.database import store
from tests.unit import good_settings

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
AROUND = interval.Interval(start=NOW - dt.timedelta(hours=1), end=NOW + dt.timedelta(hours=1))
NUMBER, OTHER_NUMBER, SOMEBODYS_LINE = "+33353010100", "+33353010120", "+33353010177"


class Clock:
    def now(self) -> dt.datetime:
        return NOW


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> house_module.House:
    other = [{"number": OTHER_NUMBER, "kind": "redirect"}]
    return house_values.house_of(settings.build(good_settings.written(desks__standard__other_numbers=other)))


def told(key: str = "a", *, number: str | None = NUMBER) -> events.LiveEvent:
    return events.LiveEvent(
        key=key,
        call="5c0b",
        kind=events.LiveKind.BEGINS,
        at=NOW - dt.timedelta(seconds=2),
        number=number,
        caller="+33639980201",
    )


def kept(both: store.Store) -> list[events.Event]:
    with both.read() as work:
        return [one.event for one in work.sources.between("standard", span=AROUND)]


def is_recorded_now(both: store.Store) -> bool:
    with both.read() as work:
        return bool(work.due.kinds_until(NOW, kinds=[record_call.KIND]))


class TestTakeIn:
    def test_keeps_what_was_heard_and_has_it_recorded_now(self, both, house):
        assert hear_live.take_in([told("a"), told("b")], house=house, store=both, clock=Clock()) == 2

        assert kept(both) == [told("a"), told("b")]
        assert is_recorded_now(both)

    def test_keeps_once_what_is_told_twice(self, both, house):
        for _ in range(2):
            hear_live.take_in([told(), told()], house=house, store=both, clock=Clock())

        assert kept(both) == [told()]

    def test_knows_every_number_of_a_desk(self, both, house):
        hear_live.take_in([told(number=OTHER_NUMBER)], house=house, store=both, clock=Clock())

        assert kept(both) == [told(number=OTHER_NUMBER)]

    @pytest.mark.parametrize("number", [SOMEBODYS_LINE, None])
    def test_keeps_nothing_of_a_line_that_is_no_desks(self, both, house, number):
        heard = [told(number=number)]

        assert hear_live.take_in(heard, house=house, store=both, clock=Clock()) == 0

        assert kept(both) == []
        assert not is_recorded_now(both)
