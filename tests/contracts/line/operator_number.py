"""One number of the sandbox in memory, without HTTP: what the operator has, what a write makes of it, and
what a caller meets there. Nothing here asks `deskbot.line` how a number behaves: it is what judges it."""

import collections.abc
import dataclasses
import datetime as dt
import enum
import itertools

from deskbot.line import observed, writes
from deskbot.sandbox import clock
from deskbot.sandbox.ovh import line as lines
from deskbot.sandbox.ovh import numbers, routing, switches

OWN = "+33353010100"
VOICEMAIL = "+33353010199"
OTHER_VOICEMAIL = "+33353010198"

#: Each assumption that routes calls through a queue, and what it may be instead.
OF_QUEUES: tuple[tuple[str, object], ...] = (
    ("service_pair_rules", True),
    ("closure_runs_when_nobody_available", False),
    ("closure_runs_at_max_wait", False),
    ("closure_param_is_line_number", False),
    ("queue_starts_again_until_max_wait", False),
    ("ring_time_counts_from_dialling", False),
    ("mobile_voicemail_after_s", None),
    ("mobile_voicemail_after_s", 12),
    ("scheduler_is_the_numbers", False),
    ("holidays_send_to_unavailable", False),
    ("schedulers_send_to_slots", False),
)
OF_LINES: tuple[tuple[str, object], ...] = (
    ("forward_delay_in_seconds", False),
    ("unconditional_forward_hides_others", False),
    ("mobile_voicemail_after_s", None),
    ("mobile_voicemail_after_s", 12),
    ("ring_time_counts_from_dialling", False),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# What the sandbox says of a call that rang somebody else's phone to the end.
_RANG_FOR_EVER = "Personne ne répond à ce numéro"
_SLOTS = ("slot1", "slot2", "slot3")
# Never given twice, whichever number it is: what one wrote is loaded into another.
_IDS = itertools.count(2_000_001)

Change = collections.abc.Mapping[str, object]


def one_at_a_time_and_in_pairs(
    flips: collections.abc.Sequence[tuple[str, object]],
) -> tuple[Change, ...]:
    """Return no change, each alone, and all pairs of different assumptions."""
    alone = [dict([one]) for one in flips]
    pairs = [dict(pair) for pair in itertools.combinations(flips, 2) if pair[0][0] != pair[1][0]]
    return ({}, *alone, *pairs)


class Ends(enum.Enum):
    """Where a patient caller ends when nobody picks up."""

    VOICEMAIL = enum.auto()
    ANNOUNCEMENT = enum.auto()
    #: The voicemail of a phone that was rung, or that phone for ever.
    SOMEBODY_ELSES = enum.auto()
    NOTHING = enum.auto()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Met:
    """What a caller met: the numbers of each round, and the end (E.164)."""

    rounds: tuple[tuple[str, ...], ...]
    end: Ends
    end_number: str | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the first round."""
        return self.rounds[0] if self.rounds else ()

    @property
    def is_twice_in_a_round(self) -> bool:
        return any(len(set(one)) < len(one) for one in self.rounds)


class Operator:
    """A number at the operator. `set_world` says how it behaves; `believed` where its events are written."""

    def __init__(self, *, kind: str = "easyHunting") -> None:
        start = dt.datetime(2024, 9, 2, tzinfo=dt.UTC)
        own = VOICEMAIL if kind != "line" else OWN
        config = lines.LineConfig(kind=kind, public_number=OWN, voicemail_number=own)  # type: ignore[arg-type]
        self.line = lines.Line(clock=clock.SandboxClock(start), config=config)
        for number in {VOICEMAIL, OTHER_VOICEMAIL} - {own}:
            self._add_voicemail(number)
        self.believes_own_scheduler = True

    def _add_voicemail(self, number: str) -> None:
        if numbers.to_ovh(number) not in self.line.account.services:
            config = lines.NumberConfig(
                kind="line",
                public_number=number,
                phone_registered=False,
                options={"forwardUnconditional": True},
            )
            self.line.account.add_number(config)

    def set_world(self, change: Change) -> None:
        self.line.account.switches = dataclasses.replace(switches.Switches(), **change)  # type: ignore[arg-type]

    # -- what it has

    @property
    def _scheduler(self) -> dict[str, dict[str, object]]:
        return self.line.account.schedulers[self._scheduler_name].events

    @property
    def _scheduler_name(self) -> str:
        return self.line.public if self.believes_own_scheduler else self.line.voicemail

    def load(self, one: observed.Observed, *, believes_own_scheduler: bool = True) -> None:
        """Have the number be as observed."""
        self.believes_own_scheduler = believes_own_scheduler
        match one:
            case observed.HuntGroup():
                self._load_hunt_group(one)
            case observed.SipLine():
                self.line.options |= _options(one)
            case observed.Redirect():
                self.line.redirections = self.line.redirections[:1]
                self.redirect(one.destination)

    def redirect(self, destination: str) -> None:
        now = self.line.redirections[0]
        self.line.redirections = [dataclasses.replace(now, to=numbers.to_ovh(destination))]

    def _load_hunt_group(self, one: observed.HuntGroup) -> None:
        line = self.line
        line.service |= {
            "maxWaitTime": one.service.longest_wait_s,
            "queueSize": one.service.most_waiting,
            "strategy": one.service.strategy.value,
            "voicemail": _ovh(one.service.voicemail),
        }
        queue = next(iter(line.queues.values()))
        line.queues = {1: queue}
        queue |= {
            "maxWaitTime": one.queue.longest_wait_s,
            "maxMember": one.queue.most_waiting,
            "strategy": one.queue.strategy.value,
            "actionOnClosure": _action(one.queue.on_closure),
            "actionOnClosureParam": _ovh(one.queue.on_closure_number),
            "actionOnOverflow": _action(one.queue.on_overflow),
            "actionOnOverflowParam": _ovh(one.queue.on_overflow_number),
        }
        line.agents = {int(agent.key): _agent(agent) for agent in one.agents}
        line.positions = {(int(agent.key), 1): agent.position for agent in one.agents}
        line.time_settings = {
            "enable": one.times.enabled,
            **_destination("unavailable", one.times.out_of_hours),
        }
        for name, to in zip(_SLOTS, one.times.slots, strict=True):
            line.time_settings |= _destination(name, to)
        line.time_conditions = {int(span.key): _span(span) for span in one.times.spans}
        for scheduler in line.account.schedulers.values():
            scheduler.events.clear()
            scheduler.settings["timeZone"] = "Europe/Paris"
        line.account.schedulers[self._scheduler_name].settings["timeZone"] = one.times.zone
        self._scheduler.update({event.key: _event(event) for event in one.times.events})
        line.screening = {"status": one.screen.status.value}
        line.screen_conditions = {int(each.key): _screened(each.number) for each in one.screen.listed}

    def read(self) -> observed.HuntGroup:
        """Return the hunt group as it is."""
        line, queue = self.line, self.line.queues[1]
        places = sorted((position, key) for (key, _), position in line.positions.items())
        return observed.HuntGroup(
            service=observed.Service(
                strategy=observed.Strategy(line.service["strategy"]),
                longest_wait_s=line.service["maxWaitTime"],
                most_waiting=line.service["queueSize"],
                voicemail=_e164(line.service["voicemail"]),
            ),
            queue=observed.Queue(
                strategy=observed.Strategy(queue["strategy"]),
                longest_wait_s=queue["maxWaitTime"],
                most_waiting=queue["maxMember"],
                on_closure=observed.Action(queue["actionOnClosure"] or "none"),
                on_closure_number=_e164(queue["actionOnClosureParam"]),
                on_overflow=observed.Action(queue["actionOnOverflow"] or "none"),
                on_overflow_number=_e164(queue["actionOnOverflowParam"]),
            ),
            agents=tuple(self._read_agent(key, position=position) for position, key in places),
            times=self._read_times(),
            screen=observed.Screen(
                status=observed.ScreenStatus(line.screening["status"]),
                listed=tuple(
                    observed.Blocked(key=str(key), number=numbers.to_e164(one["callerIdNumber"]))
                    for key, one in line.screen_conditions.items()
                ),
            ),
        )

    def _read_agent(self, key: int, *, position: int) -> observed.Agent:
        agent = self.line.agents[key]
        return observed.Agent(
            key=str(key),
            position=position,
            number=numbers.to_e164(agent["number"]),
            ring_s=agent["timeout"],
            status=observed.AgentStatus(agent["status"]),
        )

    def _read_times(self) -> observed.Times:
        settings = self.line.time_settings
        spans = tuple(
            observed.WeeklySpan(
                key=str(key),
                weekday=_DAYS.index(one["weekDay"]),
                start=dt.time.fromisoformat(one["timeFrom"]),
                end=dt.time.fromisoformat(one["timeTo"]),
                policy=observed.Policy(one["policy"]),
            )
            for key, one in self.line.time_conditions.items()
        )
        events = tuple(
            observed.Event(
                key=key,
                category=observed.Category(one["categories"]),
                # As the operator writes it: an offset, and no zone.
                start=_read_moment(one["dateStart"]),
                end=_read_moment(one["dateEnd"]),
                title=str(one["title"]),
            )
            for key, one in self._scheduler.items()
        )
        first, second, third = (_read_destination(settings, name) for name in _SLOTS)
        return observed.Times(
            enabled=settings["enable"],
            zone=self.line.account.schedulers[self._scheduler_name].settings["timeZone"],
            out_of_hours=_read_destination(settings, "unavailable"),
            slots=(first, second, third),
            spans=spans,
            events=events,
        )

    # -- what is written

    def write(self, one: writes.Write) -> None:
        """Make one write, as the API does."""
        match one:
            case writes.SetService():
                self.line.service |= {
                    "strategy": one.strategy.value,
                    "maxWaitTime": one.longest_wait_s,
                    "queueSize": one.most_waiting,
                    "voicemail": _ovh(one.voicemail),
                }
            case writes.SetQueue():
                self.line.queues[1] |= {
                    "strategy": one.strategy.value,
                    "maxWaitTime": one.longest_wait_s,
                    "maxMember": one.most_waiting,
                    "actionOnClosure": "voicemail",
                    "actionOnClosureParam": _ovh(one.voicemail),
                    "actionOnOverflow": "voicemail",
                    "actionOnOverflowParam": _ovh(one.voicemail),
                }
            case writes.SetAgent():
                self.line.agents[int(one.key)] |= {
                    "number": _ovh(one.number),
                    "timeout": one.ring_s,
                    "status": one.status.value,
                }
            case writes.SetForwards():
                self.line.options |= _options(one.line)
            case writes.SetDestination():
                self.redirect(one.number)
            case writes.SetScreen() | writes.BlockCaller() | writes.UnblockCaller():
                self._write_screen(one)
            case _:
                self._write_times(one)

    def _write_screen(self, one: writes.SetScreen | writes.BlockCaller | writes.UnblockCaller) -> None:
        match one:
            case writes.SetScreen():
                self.line.screening["status"] = one.status.value
            case writes.BlockCaller():
                self.line.screen_conditions[next(_IDS)] = _screened(one.number)
            case writes.UnblockCaller():
                del self.line.screen_conditions[int(one.key)]

    def _write_times(self, one: writes.Write) -> None:
        match one:
            case writes.SetZone():
                self.line.account.schedulers[self._scheduler_name].settings["timeZone"] = one.zone
            case writes.SetTimes():
                voicemail = observed.Destination(nature=observed.Nature.VOICEMAIL, number=one.voicemail)
                self.line.time_settings |= {
                    "enable": one.enabled,
                    **_destination("unavailable", voicemail),
                    **_destination("slot1", voicemail),
                }
            case writes.AddSpan():
                self.line.time_conditions[next(_IDS)] = {
                    "policy": "available",
                    "weekDay": _DAYS[one.span.weekday],
                    "timeFrom": one.span.start.isoformat(),
                    "timeTo": one.span.end.isoformat(),
                }
            case writes.RemoveSpan():
                del self.line.time_conditions[int(one.key)]
            case writes.AddClosing():
                assert one.key not in self._scheduler, "the operator refuses a uid that it has"
                self._scheduler[one.key] = {
                    "categories": one.category.value,
                    "dateStart": one.span.start,
                    "dateEnd": one.span.end,
                    "title": f"{observed.OURS} {one.purpose.value}",
                    "uid": one.key,
                }
            case writes.RemoveEvent():
                del self._scheduler[one.key]
            case _:
                raise TypeError(type(one).__name__)

    # -- what callers meet

    def call(self, at: dt.datetime) -> Met:
        """Return what a caller who hides nothing, and whom nobody answers, meets at `at`."""
        route = routing.who_would_ring(self.line, at=at)
        rung: list[list[str]] = []
        own_voicemail_s = self.line.switches.mobile_voicemail_after_s
        for ring in route.rings:
            while len(rung) < ring.round_number:
                rung.append([])
            rung[-1].append(numbers.to_e164(ring.number))
            is_mobile = numbers.is_mobile(ring.number)
            if is_mobile and own_voicemail_s is not None and own_voicemail_s < ring.rang_s:
                return _met(rung, Ends.SOMEBODY_ELSES, number=ring.number)
        if route.then.kind == "voicemail":
            return _met(rung, Ends.VOICEMAIL, number=route.then.number)
        if route.then.kind == "playback":
            return _met(rung, Ends.ANNOUNCEMENT)
        if route.then.why.startswith(_RANG_FOR_EVER):
            return _met(rung, Ends.SOMEBODY_ELSES, number=route.rings[-1].number)
        return _met(rung, Ends.NOTHING)

    def rings_s(self, at: dt.datetime) -> tuple[int, ...]:
        """Return how long each phone is dialled."""
        return tuple(ring.dialled_s for ring in routing.who_would_ring(self.line, at=at).rings)


def _met(rung: list[list[str]], end: Ends, *, number: str | None = None) -> Met:
    return Met(rounds=tuple(map(tuple, rung)), end=end, end_number=number and numbers.to_e164(number))


def _ovh(number: str | None) -> str | None:
    return None if number is None else numbers.to_ovh(number)


def _e164(number: str | None) -> str | None:
    return None if number is None else numbers.to_e164(number)


def _action(action: observed.Action) -> str | None:
    return None if action is observed.Action.NONE else action.value


def _agent(one: observed.Agent) -> dict[str, object]:
    return {
        "breakStatus": None,
        "description": f"agent {one.key}",
        "number": _ovh(one.number),
        "simultaneousLines": 1,
        "status": one.status.value,
        "timeout": one.ring_s,
        "wrapUpTime": 0,
    }


def _destination(name: str, to: observed.Destination | None) -> dict[str, object]:
    return {f"{name}Type": to and to.nature.value, f"{name}Number": _ovh(to and to.number)}


def _read_destination(settings: dict[str, object], name: str) -> observed.Destination | None:
    nature, number = settings[f"{name}Type"], settings[f"{name}Number"]
    if nature is None or number is None:
        return None
    return observed.Destination(nature=observed.Nature(nature), number=numbers.to_e164(str(number)))


def _span(one: observed.WeeklySpan) -> dict[str, object]:
    return {
        "policy": one.policy.value,
        "weekDay": _DAYS[one.weekday],
        "timeFrom": one.start.isoformat(),
        "timeTo": one.end.isoformat(),
    }


def _event(one: observed.Event) -> dict[str, object]:
    return {
        "categories": one.category.value,
        "dateStart": one.start,
        "dateEnd": one.end,
        "title": one.title,
        "uid": one.key,
    }


def _read_moment(value: object) -> dt.datetime:
    assert isinstance(value, dt.datetime)
    written = value.astimezone(clock.PARIS).isoformat(timespec="seconds")
    return dt.datetime.fromisoformat(written)


def _screened(number: str) -> dict[str, object]:
    return {"callerIdNumber": _ovh(number), "screenListType": "incomingBlackList"}


def _options(one: observed.SipLine) -> dict[str, object]:
    found: dict[str, object] = {"forwardNoReplyDelay": one.no_reply_delay}
    forwards = {
        "Unconditional": one.unconditional,
        "NoReply": one.no_reply,
        "Busy": one.busy,
        "Backup": one.unreachable,
    }
    for name, forward in forwards.items():
        nature = forward.to.nature.value if forward.to else "voicemail"
        number = _ovh(forward.to.number) if forward.to else None
        found |= {
            f"forward{name}": forward.active,
            f"forward{name}Nature": nature,
            f"forward{name}Number": number,
        }
    return found
