"""After an outage many records are read, one a second: the first are kept before the last is read."""

import dataclasses

from deskbot.calls import events
from deskbot.desk import interval
from deskbot.flows import record_call
from deskbot.line import errors
from deskbot.outside.database import store
from tests.adapters.database import recorder
from tests.adapters.database.test_calls_recorded import record

MANY = 60


class Operator:
    """An operator with many records; it says what was kept as each is asked for, and fails at some."""

    def __init__(self, line: recorder.Recorder, *, fails_from: int = MANY) -> None:
        self._line, self._fails_from = line, fails_from
        self._held = {str(place): record(place, caller=f"+336399802{place:02}") for place in range(MANY)}
        self.kept: list[int] = []
        self.due: list[list[str]] = []

    def records(self, _desk: str, *, span: interval.Interval, now: object) -> tuple[str, ...]:
        return tuple(key for key, one in self._held.items() if span.holds(one.at))

    def messages(self, _desk: str) -> tuple[str, ...]:
        return ()

    def record(self, _desk: str, key: str) -> events.CallRecord:
        with self._line.data.read() as work:
            self.kept.append(len(work.sources.waiting(recorder.DESK)))
        self.due.append(self._line.due(record_call.KIND))
        if int(key) >= self._fails_from:
            raise errors.LineUnavailable("down")
        return dataclasses.replace(self._held[key], key=key)


def polled_at(line: recorder.Recorder) -> object:
    with line.data.read() as work:
        return work.lines.get(recorder.DESK).polled_at


class TestRun:
    def test_keeps_the_first_before_it_reads_the_last(self, data: store.Store) -> None:
        line = recorder.Recorder(data)
        operator = Operator(line)

        line.looks(operator)

        assert operator.kept == [0] * 25 + [25] * 25 + [50] * 10
        assert operator.due[24:26] == [[], [recorder.DESK]]
        line.records()
        assert len(line.calls()) == len(line.cards()) == MANY
        assert polled_at(line) == line.clock.shown

    def test_keeps_what_it_could_read_and_asks_for_the_rest_again(self, data: store.Store) -> None:
        line = recorder.Recorder(data)

        line.looks(Operator(line, fails_from=40))
        line.records()
        first = len(line.calls())
        line.looks(Operator(line))
        line.records()

        assert (first, len(line.calls())) == (40, MANY)
