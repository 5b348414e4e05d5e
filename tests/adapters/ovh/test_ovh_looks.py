"""What a look costs, and what it sees."""

import concurrent.futures
import datetime as dt

import pytest

from deskbot.desk import interval
from deskbot.line import arming, errors, observed, writes
from tests.adapters.ovh import lab as labs

DAY = dt.timedelta(days=1)
LEASE = writes.AddClosing(
    span=interval.Interval(start=labs.START + 50 * DAY, end=labs.START + 51 * DAY),
    category=observed.Category.HOLIDAYS,
    purpose=writes.Purpose.LEASE,
)


@pytest.fixture
def armed(lab: labs.Lab) -> labs.Lab:
    """A line whose week and closings are armed."""
    for weekday in range(5):
        span = arming.Span(weekday=weekday, start=dt.time(9), end=dt.time(18))
        lab.phone.apply(labs.NUMBER, writes.AddSpan(span=span))
    for days in range(4):
        start = labs.START + (10 + 7 * days) * DAY
        closed = interval.Interval(start=start, end=start + DAY)
        closing = writes.AddClosing(
            span=closed, category=observed.Category.HOLIDAYS, purpose=writes.Purpose.CLOSING
        )
        lab.phone.apply(labs.NUMBER, closing)
    lab.phone.apply(labs.NUMBER, writes.SetTimes(enabled=True, voicemail=labs.VOICEMAIL))
    lab.phone.apply(labs.NUMBER, writes.BlockCaller(number=labs.CALLER))
    lab.reads()
    return lab


def looks(lab: labs.Lab, *, many: int) -> observed.HuntGroup:
    for _ in range(many):
        found = lab.phone.look(labs.NUMBER)
    assert isinstance(found, observed.HuntGroup)
    return found


class TestLook:
    def test_is_a_read_at_first(self, armed: labs.Lab) -> None:
        phone = armed.phone_with()

        first, made = armed.asked(lambda: phone.look(labs.NUMBER))

        read, again = armed.asked(lambda: phone.read(labs.NUMBER))
        assert first == read
        assert made == again
        assert len(made) == len(set(made))

    def test_makes_four_calls_when_nothing_changed(self, armed: labs.Lab) -> None:
        read = armed.reads()

        for _ in range(60):
            before = armed.api.calls
            found, made = armed.asked(lambda: armed.phone.look(labs.NUMBER))

            assert found == read
            assert len(made) == armed.api.calls - before == 4
            assert all(one.startswith("GET ") for one in made)

    @pytest.mark.parametrize("calls_a_look", [1, 4, 10, 100])
    def test_keeps_its_budget(self, armed: labs.Lab, calls_a_look: int) -> None:
        phone = armed.phone_with(calls_a_look=calls_a_look)
        whole = len(armed.asked(lambda: phone.read(labs.NUMBER))[1])

        _, made = armed.asked(lambda: phone.look(labs.NUMBER))

        # What rings is three calls, and one of the rest is always asked for.
        assert len(made) == min(max(calls_a_look, 4), whole)

    def test_reads_every_piece_in_turn(self, armed: labs.Lab) -> None:
        _, whole = armed.asked(armed.reads)

        _, made = armed.asked(lambda: looks(armed, many=3 * len(whole)))

        assert set(made) == set(whole)

    def test_sees_at_once_who_rings(self, armed: labs.Lab) -> None:
        agent = armed.line.agents[min(armed.line.agents)]
        agent |= {"number": "0033639980102", "status": "available"}
        (queue,) = armed.line.queues.values()
        queue["maxWaitTime"] = 7

        found = looks(armed, many=1)

        assert (found.agents[0].number, found.queue.longest_wait_s) == (labs.TOM, 7)

    def test_sees_settings_and_lists_soon(self, armed: labs.Lab) -> None:
        armed.line.time_settings["enable"] = False
        armed.line.events.clear()
        armed.line.time_conditions.pop(min(armed.line.time_conditions))
        armed.line.service["maxWaitTime"] = 9
        armed.line.screening["status"] = "incomingWhiteList"

        found = looks(armed, many=20)

        assert not found.times.enabled
        assert found.times.events == ()
        assert len(found.times.spans) == 4
        assert found.service.longest_wait_s == 9
        assert found == armed.reads()

    def test_sees_what_changed_inside_one_thing(self, armed: labs.Lab) -> None:
        event = list(armed.line.events.values())[2]
        event["dateEnd"] += dt.timedelta(hours=5)

        found = looks(armed, many=60)

        assert found == armed.reads()
        assert found.times.events[2].end - found.times.events[2].start == DAY + dt.timedelta(hours=5)

    def test_reads_all_when_an_agent_is_gone(self, armed: labs.Lab) -> None:
        gone = min(armed.line.agents)
        del armed.line.agents[gone]
        for pair in [pair for pair in armed.line.positions if pair[0] == gone]:
            del armed.line.positions[pair]

        assert len(looks(armed, many=1).agents) == 1

    def test_reads_all_when_the_queue_is_another(self, armed: labs.Lab) -> None:
        old = min(armed.line.queues)
        armed.line.queues[old + 5_000] = armed.line.queues.pop(old) | {"maxWaitTime": 33}
        armed.line.positions = {
            (agent, old + 5_000): place for (agent, _), place in armed.line.positions.items()
        }

        assert looks(armed, many=1).queue.longest_wait_s == 33

    def test_trusts_nothing_that_was_written(self, armed: labs.Lab) -> None:
        armed.phone.apply(labs.NUMBER, writes.SetTimes(enabled=False, voicemail=labs.VOICEMAIL))
        armed.phone.apply(labs.NUMBER, writes.SetScreen(status=observed.ScreenStatus.NOT_THE_LISTED))

        assert looks(armed, many=1) == armed.reads()

    def test_after_a_read_that_failed_is_a_read(self, armed: labs.Lab) -> None:
        armed.switch(fault="503")
        with pytest.raises(errors.LineUnavailable):
            armed.reads()
        armed.switch(fault=None)

        _, made = armed.asked(lambda: armed.phone.look(labs.NUMBER))

        assert len(made) > 20

    def test_after_a_look_that_failed_goes_on(self, armed: labs.Lab) -> None:
        armed.switch(fault="503")
        with pytest.raises(errors.LineUnavailable):
            armed.phone.look(labs.NUMBER)
        armed.switch(fault=None)

        found, made = armed.asked(lambda: armed.phone.look(labs.NUMBER))

        assert len(made) == 4
        assert found == armed.reads()

    def test_serves_several_threads(self, armed: labs.Lab) -> None:
        numbers = [labs.NUMBER, labs.SIP_LINE, labs.REDIRECT] * 6

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            found = list(pool.map(armed.phone.look, numbers))

        assert found[:3] * 6 == found


class TestGlance:
    @pytest.mark.parametrize(
        ("calls_per_second", "glance", "look"), [(1.0, 3, 10), (15.0, 3, 15), (20.0, 8, 20)]
    )
    def test_leaves_a_change_its_calls(
        self, armed: labs.Lab, calls_per_second: float, glance: int, look: int
    ) -> None:
        phone = armed.phone_with(calls_a_look=30, calls_per_second=calls_per_second)
        phone.read(labs.NUMBER)

        _, glanced = armed.asked(lambda: phone.glance(labs.NUMBER))
        _, looked = armed.asked(lambda: phone.look(labs.NUMBER))

        assert (len(glanced), len(looked)) == (glance, look)

    def test_trusts_nothing_that_was_written(self, armed: labs.Lab) -> None:
        phone = armed.phone_with(calls_per_second=1.0)
        phone.read(labs.NUMBER)
        phone.apply(labs.NUMBER, LEASE)

        found, made = armed.asked(lambda: phone.glance(labs.NUMBER))

        # What rings, the list of events, the new event.
        assert len(made) == 5
        assert found == armed.reads()

    @pytest.mark.parametrize("number", [labs.SIP_LINE, labs.REDIRECT])
    def test_is_a_look_at_other_kinds(self, lab: labs.Lab, number: str) -> None:
        assert lab.phone.glance(number) == lab.phone.look(number)

    def test_sees_at_once_who_rings(self, armed: labs.Lab) -> None:
        agent = armed.line.agents[min(armed.line.agents)]
        agent |= {"number": "0033639980102", "status": "available"}

        assert armed.phone.glance(labs.NUMBER).agents[0].number == labs.TOM


class TestReadBack:
    def test_asks_for_what_was_touched_only(self, armed: labs.Lab) -> None:
        made = (
            labs.set_agent(armed),
            LEASE,
            writes.SetScreen(status=observed.ScreenStatus.NOT_THE_LISTED),
        )
        for write in made:
            armed.phone.apply(labs.NUMBER, write)

        found, asked = armed.asked(lambda: armed.phone.read_back(labs.NUMBER, made))

        # The agent, the new event, the screen.
        assert len(asked) == 3
        assert found == armed.reads()

    def test_asks_once_for_what_was_written_once(self, armed: labs.Lab) -> None:
        made = (labs.set_agent(armed), LEASE)
        for write in made:
            armed.phone.apply(labs.NUMBER, write)
        first = armed.phone.read_back(labs.NUMBER, made)

        again, asked = armed.asked(lambda: armed.phone.read_back(labs.NUMBER, made))

        assert (again, asked) == (first, [])

    def test_finds_an_event_whose_uid_is_another(self, armed: labs.Lab) -> None:
        armed.switch(scheduler_event_keeps_uid=False)
        armed.phone.apply(labs.NUMBER, LEASE)

        found, asked = armed.asked(lambda: armed.phone.read_back(labs.NUMBER, (LEASE,)))

        # The event by its uid, the list of events, the event that is new there.
        assert len(asked) == 3
        assert found == armed.reads()

    def test_sees_that_an_event_was_taken_away_since(self, armed: labs.Lab) -> None:
        armed.phone.apply(labs.NUMBER, LEASE)
        armed.line.events.pop(LEASE.key)

        found = armed.phone.read_back(labs.NUMBER, (LEASE,))

        assert found == armed.reads()
        assert LEASE.key not in {one.key for one in found.times.events}

    def test_is_a_read_where_nothing_was_read(self, armed: labs.Lab) -> None:
        phone = armed.phone_with()

        assert phone.read_back(labs.NUMBER, (labs.set_agent(armed),)) == armed.reads()

    def test_tells_when_a_write_did_not_take(self, armed: labs.Lab) -> None:
        armed.switch(failing_write=1)
        write = writes.SetScreen(status=observed.ScreenStatus.ONLY_THE_LISTED)
        # A PUT is tried again at once, and then works.
        armed.phone.apply(labs.NUMBER, write)

        found = armed.phone.read_back(labs.NUMBER, iter((write,)))

        assert found.screen.status is observed.ScreenStatus.ONLY_THE_LISTED
