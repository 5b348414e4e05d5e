"""The voicemail box lists a message until somebody deletes it: longer than its name is kept."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import events
from deskbot.desk import interval
from deskbot.outside.database import store
from deskbot.people import privacy
from tests.adapters.database import recorder
from tests.adapters.database.test_calls_recorded import at, leg, message, record

SAID = message(30)
YEAR = dt.timedelta(days=401)


class Operator:
    """An operator whose box holds messages, and whose records are older than what is asked for."""

    def __init__(self, *held: events.VoicemailMessage) -> None:
        self._held = {one.key: one for one in held}

    def records(self, _desk: str, *, span: interval.Interval, now: dt.datetime) -> tuple[str, ...]:
        return ()

    def messages(self, _desk: str) -> tuple[str, ...]:
        return tuple(self._held)

    def message(self, _desk: str, key: str) -> events.VoicemailMessage:
        return self._held[key]


def looks(line: recorder.Recorder, *held: events.VoicemailMessage) -> None:
    """Have the box read, and made into calls."""
    line.looks(Operator(*held))
    line.records()


def polled(line: recorder.Recorder, moment: dt.datetime) -> None:
    with line.data.write() as work:
        known = work.lines.get(recorder.DESK)
        work.lines.save(dataclasses.replace(known, polled_at=moment))


def purge(line: recorder.Recorder, *kinds: privacy.Kind, after: dt.timedelta = YEAR) -> None:
    """Let time pass, and all of those kinds go."""
    line.clock.shown += after
    with line.data.write() as work:
        for kind in kinds:
            work.purging.erase(kind, before=line.clock.shown, limit=100, now=line.clock.shown)


@pytest.fixture
def line(data: store.Store) -> recorder.Recorder:
    return recorder.Recorder(data)


class TestRun:
    @pytest.mark.parametrize("after", [dt.timedelta(days=2), YEAR])
    def test_makes_no_second_card_of_a_message_whose_name_is_kept_no_more(self, line, after):
        line.hears(record(0, lasting=40), leg(2), names=("cdr-1", "cdr-2"))
        line.hears(SAID, names=(f"vm-{SAID.key}",))
        (card,) = line.cards()
        purge(line, privacy.Kind.CALLS, privacy.Kind.SEEN, after=after)
        polled(line, line.clock.shown)

        looks(line, SAID)

        assert [one.key for one in line.cards()] == [card.key]
        assert [one.caller for one in line.calls()] == [None]

    def test_makes_none_of_what_its_first_look_found_either(self, line):
        line.clock.shown = at(86400)
        looks(line, SAID)
        purge(line, privacy.Kind.SEEN)
        polled(line, line.clock.shown)

        looks(line, SAID)

        assert (line.calls(), line.cards()) == ((), ())

    @pytest.mark.parametrize("days", [1, 3, 59])
    def test_makes_one_of_a_message_that_could_not_be_read_for_days(self, line, days):
        line.clock.shown = at(0) + dt.timedelta(days=days)
        polled(line, line.clock.shown)

        looks(line, SAID)

        assert [one.key for one in line.cards()] == [f"standard-vm-{SAID.key}"]

    def test_makes_one_of_a_message_of_before_a_long_stop(self, line):
        polled(line, at(0))
        line.clock.shown = at(0) + YEAR

        looks(line, SAID)

        assert len(line.cards()) == 1


class TestSave:
    def test_has_a_number_erased_again_that_comes_after_it_was(self, line):
        line.hears(SAID)
        purge(line, privacy.Kind.CALLS, privacy.Kind.SOURCES, privacy.Kind.SEEN)
        line.hears(SAID)
        assert [one.caller for one in line.calls()] == [SAID.caller]

        purge(line, privacy.Kind.CALLS)

        assert [one.caller for one in line.calls()] == [None]
