"""deskbot dies at any moment: OVH alone rings nobody outside their turn, then all is set right."""

import contextlib
import dataclasses
import datetime as dt
import itertools
import pathlib
import random
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from deskbot import demo
from deskbot.sandbox.ovh import calling, placed, switches
from deskbot.sandbox.ovh import config as line_config
from deskbot.sandbox.ovh import numbers as ovh_numbers
from tests import story, story_operator

DAY = dt.timedelta(days=1)
TWO_WEEKS = 14 * DAY
OPENS, NOON, CLOSES = dt.time(9), dt.time(13), dt.time(17, 30)
PARTS = {"": (OPENS, CLOSES), " matin": (OPENS, NOON), " après-midi": (NOON, CLOSES)}

HOLIDAY = dt.date(2024, 8, 15)
STOCKTAKING = dt.date(2024, 8, 13)
SATURDAY = dt.date(2024, 8, 10)
SUMMER = (dt.date(2024, 8, 19), dt.date(2024, 8, 23))
CLOSINGS = (
    "/standard fermer 2024-08-13 après-midi inventaire",
    "/standard ouvrir 2024-08-10 9h-12h",
    "/standard fermer 2024-08-19..23 congés sauf volontaires",
)

ARMABLE = {
    "as_assumed": {},
    "schedulers_close": {"holidays_send_to_unavailable": False},
    "the_voicemails_calendar": {"scheduler_is_the_numbers": False, "scheduler_event_keeps_uid": False},
    "a_put_empties_the_rest": {"put_leaves_the_rest": False, "schedulers_send_to_slots": False},
}
NOT_ARMABLE = {
    "no_event_closes": {"holidays_send_to_unavailable": False, "schedulers_send_to_slots": False},
    "a_shared_calendar": {"scheduler_is_the_numbers": False},
}
# Two desks whose callers end in one voicemail, and so in its calendar.
VOICEMAIL = "+33353010199"
OTHER = "+33353010110"
SHARED = {
    "title": "l'accueil",
    "channel": "accompagnement",
    "billing_account": "deskbot-demo",
    "number": "03 53 01 01 10",
    "voicemail": "03 53 01 01 99",
    "fallback": ["bureau"],
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Turn:
    """What somebody holds, without a gap."""

    who: story.Person
    start: dt.datetime
    end: dt.datetime
    is_second: bool = False

    def holds(self, at: dt.datetime) -> bool:
        return self.start <= at < self.end


class Roster:
    """Turns drawn at random, and by the rules of the trade, not by deskbot's code, who may ring."""

    def __init__(self, day: story.Story, *, seed: int, weeks: int) -> None:
        self.dice = random.Random(seed)
        self.day = day
        self.people = [day.lea, day.tom, day.simon, day.patricia]
        self.turns: list[Turn] = []
        self.commands: list[tuple[story.Person, str]] = []
        first = dt.date(2024, 8, 1)
        last = first + weeks * 7 * DAY
        while first < last:
            first = self._draw(first)

    def is_typed(self) -> None:
        for command in CLOSINGS:
            self.day.simon.types(command)
        for person, command in self.commands:
            assert "✅" in person.types(command), command

    def _draw(self, first: dt.date) -> dt.date:
        """Draw who holds the next days, if anybody does, and return the day after."""
        length = self.dice.randint(1, 4)
        last = first + (length - 1) * DAY
        if first.weekday() > 4 or self.dice.random() < 0.2:
            return first + DAY
        if self.dice.random() < 0.4:
            morning, afternoon = self.dice.sample(self.people, 2)
            self._claim(morning, first, first, " matin")
            self._claim(afternoon, first, first, " après-midi")
            return first + DAY
        holder, second = self.dice.sample(self.people, 2)
        self._claim(holder, first, last, "")
        if self.dice.random() < 0.5:
            self._claim(second, first, first, self.dice.choice(list(PARTS)), is_second=True)
        return last + DAY

    def _claim(
        self, who: story.Person, first: dt.date, last: dt.date, part: str, *, is_second: bool = False
    ) -> None:
        start, end = PARTS[part]
        turn = Turn(who=who, start=_at(first, start), end=_at(last, end), is_second=is_second)
        self.turns.append(turn)
        dates = f"{first}..{last}" if last != first else f"{first}{part}"
        self.commands.append((who, f"/standard prendre {dates}{' second' if is_second else ''}"))

    # -- whose telephone may ring

    def held_by(self, at: dt.datetime, *, is_second: bool = False) -> Turn | None:
        found = [one for one in self.turns if one.is_second is is_second and one.holds(at)]
        return found[0] if found else None

    def is_open(self, at: dt.datetime) -> bool:
        day, hour = at.date(), at.time()
        if SUMMER[0] <= day <= SUMMER[1] and self.held_by(at) is None:
            return False
        if day == SATURDAY:
            return OPENS <= hour < dt.time(12)
        closes = NOON if day == STOCKTAKING else CLOSES
        return day.weekday() < 5 and day != HOLIDAY and OPENS <= hour < closes

    def rings(self, at: dt.datetime) -> list[str]:
        """Return who rings at `at`, deskbot running: first, second."""
        first, second = self.held_by(at), self.held_by(at, is_second=True)
        if not self.is_open(at):
            return []
        if first is None:
            return _numbers(self.day.bureau)
        return list(dict.fromkeys(_numbers(first.who, second.who if second else self.day.tom)))

    def lease_end(self, at: dt.datetime) -> dt.datetime | None:
        """Return when the first of the turns that run at `at` ends."""
        running = [self.held_by(at), self.held_by(at, is_second=True)]
        return min((one.end for one in running if one is not None), default=None)

    def working_moment(self, after: dt.datetime) -> dt.datetime:
        """Return some moment of the next turn that serves somebody."""
        for minutes in itertools.count(10, 10):
            at = after + dt.timedelta(minutes=minutes)
            if self.is_open(at) and self.held_by(at) and self.dice.random() < 0.1:
                return at
        raise AssertionError


def _at(day: dt.date, hour: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, hour, tzinfo=story.PARIS)


def _numbers(*people: story.Person) -> list[str]:
    return [str(one.number) for one in people]


def rung(call: placed.PlacedCall) -> list[str]:
    return [ovh_numbers.to_e164(leg.number) for leg in call.legs]


def everybody_calls(day: story.Story, dice: random.Random) -> Iterator[placed.PlacedCall]:
    """Place a call at some moment of each hour of two weeks, and at each edge of each day."""
    start = day.people.now()
    for at in _moments(start, dice):
        day.world.clock.jump_to(at)
        yield calling.place_call(day.world.line, caller=story.CALLER, outcome=calling.stays_silent())


def _moments(start: dt.datetime, dice: random.Random) -> list[dt.datetime]:
    # Two minutes apart: nobody is rung by a caller while another one rings them.
    before = {OPENS: 1, dt.time(12): 120, NOON: 120, CLOSES: 1}
    found = []
    for day, hour in itertools.product(range(14), range(24)):
        begin = _at(start.date() + day * DAY, dt.time(hour))
        found.append(begin + dt.timedelta(minutes=dice.randint(2, 26) + 30 * dice.randint(0, 1)))
    for day, (edge, seconds) in itertools.product(range(14), before.items()):
        at = _at(start.date() + day * DAY, edge)
        found += [at - dt.timedelta(seconds=seconds), at]
    return sorted(one for one in found if one > start + dt.timedelta(minutes=2))


def forget_the_calls(day: story.Story) -> None:
    """Take the records of all these calls away: the cards they make are another story."""
    with day.world.line.lock:
        day.world.line.records.clear()


@contextlib.contextmanager
def told(
    folder: pathlib.Path, *, known: dict[str, bool], seed: int
) -> Iterator[tuple[story.Story, Roster, demo.Process]]:
    """Run deskbot as a process on a line that is so, which deskbot knows, with turns drawn at random."""
    day = story.Story(
        folder,
        is_stopped=True,
        line_switches=switches.Switches(records_late_s=0, **known),  # type: ignore[arg-type]  # booleans all
        changes={"ovh": {"assumptions": known}},
    )
    with day, day.as_process() as process:
        roster = Roster(day, seed=seed, weeks=9)
        roster.is_typed()
        yield day, roster, process
        process.stop(how=signal.SIGKILL)


class TestTwoWeeks:
    """One call an hour and one at each edge, for two weeks after each death."""

    def nobody_rings_outside_their_turn(
        self, day: story.Story, roster: Roster, *, died_at: dt.datetime, is_settled: bool
    ) -> None:
        """Call for two weeks; `is_settled`: before it died deskbot had brought the line to its turn."""
        end = roster.lease_end(died_at)
        answered = 0
        for call in everybody_calls(day, roster.dice):
            found, about = rung(call), f"died {died_at}, called {call.begin}, leased to {end}"
            assert call.end == "voicemail", about
            if not is_settled:
                assert set(found) <= {*roster.rings(call.begin), str(day.bureau.number)}, about
                assert roster.is_open(call.begin) or not found, about
            elif end is not None and call.begin < end and roster.is_open(died_at):
                # Not one call less either: a turn goes on without deskbot.
                assert found == (roster.rings(died_at) if roster.is_open(call.begin) else []), about
                answered += bool(found)
            elif end is not None:
                assert not found, about
            else:
                house = roster.rings(call.begin) and _numbers(day.bureau)
                assert found in ([], house), about
        if (
            is_settled
            and end is not None
            and roster.is_open(died_at)
            and end - died_at > dt.timedelta(hours=2)
        ):
            assert answered
        forget_the_calls(day)

    @pytest.mark.parametrize(("seed", "known"), list(enumerate(ARMABLE.values())), ids=ARMABLE)
    def test_ring_only_those_whose_turn_it_is(
        self, tmp_path: pathlib.Path, seed: int, known: dict[str, bool]
    ) -> None:
        with told(tmp_path, known=known, seed=seed) as (day, roster, process):
            day.clock_shows(roster.working_moment(day.people.now()))
            day.nothing_is_left_to_do()
            died_at = day.people.now()
            assert day.ringing() == roster.rings(died_at)
            process.stop(how=signal.SIGKILL)
            self.nobody_rings_outside_their_turn(day, roster, died_at=died_at, is_settled=True)

            process.start()

            day.nothing_is_left_to_do()
            back_at = day.people.now()
            assert day.ringing() == roster.rings(back_at)
            assert day.numbers_on_the_line() <= {*roster.rings(back_at), VOICEMAIL}

            day.clock_shows(roster.working_moment(back_at))
            time.sleep(roster.dice.random() / 4)  # noqa: TID251  # it dies at some real moment of its work
            died_at = day.people.now()
            process.stop(how=signal.SIGKILL)
            self.nobody_rings_outside_their_turn(day, roster, died_at=died_at, is_settled=False)

    def test_ring_the_house_when_nobody_had_the_turn(self, tmp_path: pathlib.Path) -> None:
        with told(tmp_path, known={}, seed=5) as (day, roster, process):
            moments = (day.people.now() + hour * dt.timedelta(hours=1, minutes=5) for hour in range(999))
            day.clock_shows(next(one for one in moments if roster.rings(one) == _numbers(day.bureau)))
            day.nothing_is_left_to_do()
            died_at = day.people.now()

            process.stop(how=signal.SIGTERM)

            self.nobody_rings_outside_their_turn(day, roster, died_at=died_at, is_settled=True)


class TestChangeOfPerson:
    """It is killed between two writes of one change."""

    def test_is_safe_half_made(self, tmp_path: pathlib.Path) -> None:
        day = story.Story(tmp_path, is_stopped=True)
        with day, day.as_process() as process:
            # The second Friday comes after the two weeks of the first one.
            for writes, date in ((1, dt.date(2024, 8, 2)), (2, dt.date(2024, 8, 23))):
                day.lea.types(f"/standard prendre {date} matin")
                day.simon.types(f"/standard prendre {date} après-midi")
                day.clock_shows(_at(date, dt.time(12, 50)))
                day.line_rings(day.lea, day.tom)
                day.nothing_is_left_to_do()
                self.dies_after(writes, day=day, process=process, at=_at(date, NOON))

                self.only_the_afternoon_s_people_ring(day, date)

                process.start()
                day.nothing_is_left_to_do()
                assert not {day.lea.number, day.simon.number} & day.numbers_on_the_line()
            process.stop(how=signal.SIGKILL)

    def dies_after(self, writes: int, *, day: story.Story, process: demo.Process, at: dt.datetime) -> None:
        died = threading.Event()

        def dies(count: int) -> None:
            if count == writes:
                process.stop(how=signal.SIGKILL)
                died.set()

        story_operator.Witness(day, after=dies)
        day.clock_shows(at)
        assert died.wait(timeout=40)
        # What a change does last is to take the former turn's end away: it had not come to that.
        assert len(story_operator.lease_ends(day)) == 2

    def only_the_afternoon_s_people_ring(self, day: story.Story, date: dt.date) -> None:
        allowed = set(_numbers(day.simon, day.tom))
        for call in everybody_calls(day, random.Random(4)):
            assert call.end == "voicemail", call.begin
            assert set(rung(call)) <= (allowed if call.begin < _at(date, CLOSES) else set()), call.begin
        forget_the_calls(day)


class TestNotArmable:
    """Where nothing can be armed, no private number comes on the line by itself: it could not leave it so."""

    @pytest.mark.parametrize("known", NOT_ARMABLE.values(), ids=NOT_ARMABLE)
    def test_rings_no_private_number_unless_agreed(
        self, tmp_path: pathlib.Path, known: dict[str, bool]
    ) -> None:
        with story.Story(
            tmp_path,
            line_switches=switches.Switches(records_late_s=0, **known),  # type: ignore[arg-type]  # booleans all
            changes={"ovh": {"assumptions": known}, "desks": {"accueil": SHARED}},
            more_numbers=[line_config.NumberConfig(public_number=OTHER, voicemail_number=VOICEMAIL)],
        ) as day:
            day.lea.types("/standard prendre 2024-08-01..02")
            day.clock_shows(story.at(1, 9))
            day.reads("admins", "Léa", "ne sonne pas encore", "si deskbot s'arrête", button="D'accord")
            day.reads("standard", "Léa et Tom", "ne sonnent pas encore", "accord d'un admin")
            day.nothing_is_left_to_do()
            day.line_rings()

            day.deskbot_stops()

            private = set(_numbers(day.lea, day.tom, day.simon, day.patricia))
            assert not any(private & set(rung(call)) for call in everybody_calls(day, random.Random(1)))
