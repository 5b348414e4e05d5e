"""Desks on one billing account of the sandbox, brought to their roster in this process: nothing else runs."""

import collections.abc
import contextlib
import datetime as dt
import pathlib
import tomllib
from typing import Any

from deskbot import demo, settings, wording
from deskbot.bootstrap import adapters
from deskbot.desk import roster
from deskbot.flows import read_call_log, reconcile_line
from deskbot.flows import watch as watch_module
from deskbot.line import writes
from deskbot.outside.ovh import api as ovh_api
from deskbot.outside.ovh import call_log, pace, phone_line
from deskbot.sandbox import world as world_module
from deskbot.sandbox.ovh import config as line_config

_VOICEMAIL = "+33353010199"
_NUMBER = "+3335301{:04d}"


class SimulatedPace(pace.Pace):
    """The pace itself, on a clock of its own which only waiting moves: nobody waits in earnest."""

    now_s = 0.0

    def wait(self, *, first: bool = False) -> None:
        """Have the clock show when the next call may begin."""
        self.now_s = self.next_s(self.now_s)
        self.take(self.now_s)


class Switchboard:
    """`desks` desks, each with one call queue, their roster, and the adapters that a deskbot would have."""

    def __init__(self, folder: pathlib.Path, *, desks: int, start: dt.datetime) -> None:
        written = _written(desks)
        self.world = world_module.World(
            start=start,
            users=(),
            channels=(),
            line=line_config.LineConfig(public_number=_number(0), voicemail_number=_VOICEMAIL),
            more=[line_config.NumberConfig(public_number=_number(place)) for place in range(1, desks)],
        )
        given = demo.environment(self.world, folder)
        self.settings = settings.build(_merged(written, given))
        self.pace = SimulatedPace(calls_per_second=self.settings.ovh.calls_per_second)
        self._parts = adapters.parts_of(self.settings)
        self._api = ovh_api.OvhApi(adapters.account_of(self.settings), paced=self.pace)
        services = adapters.services_of(self.settings)
        self._line = phone_line.OvhPhoneLine(
            self._api,
            services={number: one for every in services.values() for number, one in every.items()},
            calls_a_look=adapters.calls_a_look(self.settings),
            titles={one: f"deskbot : {one.value}" for one in writes.Purpose},
            scheduler_is_the_numbers=True,
        )
        self._call_log = call_log.OvhCallLog(
            self._api, services={key: tuple(every.values()) for key, every in services.items()}
        )
        self.keys = tuple(services)

    @property
    def calls(self) -> int:
        """How many calls were made so far."""
        return self._api.calls

    def takes(self, member: str, *, desk: str, start: dt.datetime, end: dt.datetime) -> None:
        """Have a member take a turn."""
        slot = roster.Slot(
            key=f"{desk} {member} {start}",
            desk=desk,
            member=member,
            starts=start.replace(tzinfo=None),
            ends=end.replace(tzinfo=None),
            zone="Europe/Paris",
            rings=4,
        )
        with self._parts.data.write() as work:
            work.slots.add(slot, change=slot.key)

    def reconciles(self, desk: str) -> None:
        """Bring the line of one desk to its roster, as deskbot does.

        :raises AssertionError: if it is not verified in the end.
        """
        reconcile_line.run(
            desk,
            step=_must_be_verified,
            house=self._parts.house,
            rules=self._parts.line_rules,
            line=self._line,
            store=self._parts.data,
            clock=self.world.clock,
            watch=watch_module.Watch(admins_channel="admins", trouble_after_s=120),
        )

    def polls(self, desk: str) -> None:
        """Look for new calls of one desk, as deskbot does."""
        read_call_log.run(
            desk,
            step=lambda _, call: call(),
            house=self._parts.house,
            watch=watch_module.Watch(admins_channel="admins", trouble_after_s=120),
            log_of_calls=self._call_log,
            store=self._parts.data,
            clock=self.world.clock,
        )

    def close(self) -> None:
        """Let every connection go."""
        self._api.close()
        self._parts.close()

    def shows(self, moment: dt.datetime) -> None:
        """Have the sandbox's clock show that, and whoever waits for a place have had one since."""
        self.world.clock.jump_to(moment + dt.timedelta(seconds=1))
        self.pace.now_s += 3600

    def counted(
        self, act: collections.abc.Callable[[str], None], *, of: collections.abc.Iterable[str]
    ) -> tuple[int, ...]:
        """Return how many calls `act` makes for each of these desks."""
        found = []
        for key in of:
            before = self.calls
            act(key)
            found.append(self.calls - before)
        return tuple(found)


@contextlib.contextmanager
def opened(folder: pathlib.Path, *, desks: int, start: dt.datetime) -> collections.abc.Iterator[Switchboard]:
    """Serve the sandbox of so many desks."""
    made = Switchboard(folder, desks=desks, start=start)
    made.world.start()
    try:
        yield made
    finally:
        made.close()
        made.world.stop()


def _must_be_verified(_name: str, bring: collections.abc.Callable[[], Any]) -> Any:
    if bring() is not True:
        raise AssertionError("the line is not what the roster says")
    return True


def _written(desks: int) -> dict[str, Any]:
    """Return the settings of the demo with so many desks, at the pace that a house has."""
    text = (wording.shared_folder("config") / "demo.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)
    model = {name: value for name, value in written["desks"]["standard"].items() if name != "profiles"}
    each = {f"desk{place:03d}": {**model, "number": _number(place)} for place in range(desks)}
    kept = {name: value for name, value in written.items() if name not in ("ovh", "poll_s", "reconcile_s")}
    return {**kept, "desks": each}


def _merged(written: dict[str, Any], given: collections.abc.Mapping[str, str]) -> dict[str, Any]:
    """Return the settings of a file with those of the environment."""
    merged = {name: dict(one) if isinstance(one, dict) else one for name, one in written.items()}
    for name, value in given.items():
        *sections, last = name.removeprefix("DESKBOT_").lower().split("__")
        place = merged
        for section in sections:
            place = place.setdefault(section, {})
        place[last] = value
    return merged


def _number(place: int) -> str:
    # Not the voicemail's, and none of the demo's people: fiction, all of them.
    return _NUMBER.format(1000 + place)
