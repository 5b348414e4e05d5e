"""When people are reminded of a card that is not done."""

import dataclasses
import datetime as dt
import zoneinfo

import pytest

from deskbot.calls import case, reminding
from deskbot.desk import hours

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
DELAYS = reminding.Delays()


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def opened(moment: str) -> case.Case:
    return case.Case(
        key="k", desk="standard", channel="standard", caller="+33639980201", opened_at=at(moment)
    )


def taken(moment: str) -> case.Case:
    return opened("2024-07-30 10:00").taken(by="lea", at=at(moment))


def due(
    card: case.Case, *, reminded: int = 0, desk: hours.OpeningHours = hours.DEFAULT
) -> dt.datetime | None:
    return reminding.due_at(dataclasses.replace(card, reminded=reminded), hours=desk, delays=DELAYS)


class TestDueAt:
    @pytest.mark.parametrize(
        ("moment", "first", "second"),
        [
            ("2024-08-01 10:00", "2024-08-01 12:00", "2024-08-02 09:00"),
            ("2024-08-02 16:30", "2024-08-05 10:00", "2024-08-06 09:00"),
            ("2024-08-13 22:00", "2024-08-14 11:00", "2024-08-16 09:00"),
            # The clocks go back on Sunday the 27th.
            ("2024-10-25 16:30", "2024-10-28 10:00", "2024-10-29 09:00"),
        ],
    )
    def test_of_a_taken_card_is_two_open_hours_later_then_the_next_day(self, moment, first, second):
        assert due(taken(moment)) == at(first)
        assert due(taken(moment), reminded=1) == at(second)

    @pytest.mark.parametrize(
        ("moment", "first", "second"),
        [
            ("2024-08-01 10:00", "2024-08-01 10:30", "2024-08-02 09:00"),
            ("2024-08-01 22:00", "2024-08-02 09:30", "2024-08-05 09:00"),
            ("2024-08-15 11:00", "2024-08-16 09:30", "2024-08-19 09:00"),
        ],
    )
    def test_of_a_card_that_nobody_took_is_half_an_open_hour_later(self, moment, first, second):
        assert due(opened(moment)) == at(first)
        assert due(opened(moment), reminded=1) == at(second)

    def test_is_counted_from_the_first_of_many_calls(self):
        again = dataclasses.replace(opened("2024-08-01 10:00"), calls=5, last_call_at=at("2024-08-01 10:25"))

        assert due(again) == at("2024-08-01 10:30")

    @pytest.mark.parametrize("made", [opened, taken])
    def test_is_never_a_third_time(self, made):
        assert due(made("2024-08-01 10:00"), reminded=2) is None

    def test_is_never_once_it_is_done(self):
        done = dataclasses.replace(taken("2024-08-01 10:00"), state=case.State.DONE)

        assert due(done) is None

    def test_is_never_where_nothing_opens(self):
        never = hours.OpeningHours(weekly=((),) * 7)

        assert due(opened("2024-08-01 10:00"), desk=never) is None
        assert due(opened("2024-08-01 10:00"), desk=never, reminded=1) is None

    def test_of_a_card_of_which_no_time_is_known_is_never(self):
        assert due(dataclasses.replace(opened("2024-08-01 10:00"), opened_at=None)) is None


class TestIsTooLate:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2024-08-01 12:00", False),
            ("2024-08-01 13:00", False),
            ("2024-08-01 13:01", True),
            ("2024-08-01 11:00", False),
        ],
    )
    def test_is_an_open_hour_later(self, now, expected):
        late = reminding.is_too_late(at("2024-08-01 12:00"), now=at(now), hours=hours.DEFAULT, delays=DELAYS)

        assert late is expected

    def test_is_not_counted_over_the_night(self):
        late = reminding.is_too_late(
            at("2024-08-01 17:20"), now=at("2024-08-02 09:30"), hours=hours.DEFAULT, delays=DELAYS
        )

        assert not late
