"""Houses made up at random: a desk, its hours, its people, its turns, and what its number must be."""

import dataclasses
import datetime as dt
import functools
import math
import random

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, profile, public_number, resolver, roster
from deskbot.line import assumptions, observed, plan
from deskbot.line import wanted as wanted_module
from deskbot.people import member
from tests.contracts.line import operator_number

PARIS = hours.PARIS
OWN = public_number.PublicNumber(number=operator_number.OWN)
#: Mobiles of members; the house's own phones are landlines.
MEMBERS = tuple(
    member.Member(username=name, name=name, number=f"+3363998010{place}", proved=True, rings=1 + place % 4)
    for place, name in enumerate(("lea", "tom", "ines", "max", "zoe", "ali"))
)
POSTS = tuple(
    member.Member(
        username=name,
        name=name,
        number=f"+3335301020{place}",
        proved=True,
        rings=2 + place,
        has_account=False,
    )
    for place, name in enumerate(("accueil", "secretariat", "bureau"))
)
UNPROVED = member.Member(username="bob", name="bob", number="+33639980109")
TEAM = member.Team(members={one.username: one for one in (*MEMBERS, *POSTS, UNPROVED)})
FIRST_DAY = dt.date(2024, 9, 30)
_DAY = dt.timedelta(days=1)
# The assumptions that change what is wanted of a hunt group; the others change how it gets there.
_THAT_COUNT = (
    "ring_time_counts_from_dialling",
    "mobile_voicemail_after_s",
    "holidays_send_to_unavailable",
    "schedulers_send_to_slots",
)


def clock_times(*texts: str) -> tuple[hours.Span, ...]:
    """Read spans of one day: `9:00-12:00`."""
    edges = [text.split("-") for text in texts]
    return tuple(
        hours.Span(start=dt.time.fromisoformat(start), end=dt.time.fromisoformat(end)) for start, end in edges
    )


WEEKS = (
    hours.OFFICE_WEEK,
    (clock_times("09:00-12:00", "14:00-17:30"),) * 5 + ((),) * 2,
    (clock_times("08:00-12:30"),) * 6 + ((),),
    (clock_times("10:00-19:00"), (), clock_times("10:00-12:00", "13:00-20:00"), (), (), (), ()),
    (clock_times("00:00-23:59"),) * 7,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class House:
    """A desk and its turns."""

    desk: desk_module.Desk
    slots: tuple[roster.Slot, ...]

    def answering(self, at: dt.datetime) -> resolver.Answering:
        return resolver.who_rings(at, desk=self.desk, slots=self.slots, team=TEAM)

    def wanted(
        self, at: dt.datetime, *, known: assumptions.Assumptions = assumptions.AS_ASSUMED
    ) -> wanted_module.Wanted:
        return wanted_module.of(
            at,
            number=OWN,
            desk=self.desk,
            answering=self.answering(at),
            known=known,
            agreed=frozenset(TEAM.members),
        )


def moment(pick: random.Random, *, days: int = 45) -> dt.datetime:
    """Return a moment of the autumn, often at an edge of something."""
    day = FIRST_DAY + pick.randrange(days) * _DAY
    hour = pick.choice(
        [pick.randrange(24), pick.randrange(8, 19), pick.choice([9, 12, 13, 14, 17]), pick.randrange(9, 18)]
    )
    minute = pick.choice([0, 0, 30, 59])
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=PARIS)


def stretch(pick: random.Random, *, days: int = 45, longest_h: int = 24 * 9) -> interval.Interval:
    start = moment(pick, days=days)
    length = pick.choice([pick.randrange(1, 9), pick.randrange(1, longest_h)])
    return interval.Interval(start=start, end=start + dt.timedelta(hours=length))


def slot(pick: random.Random, *, place: int, rank: roster.Rank) -> roster.Slot:
    """Return a turn of one of the team over one day, half of one, or several."""
    first = FIRST_DAY + pick.randrange(-5, 40) * _DAY
    last = first + pick.choice([0, 0, 0, 1, 4, 11]) * _DAY
    starts, ends = pick.choice(
        [("09:00", "17:30"), ("09:00", "12:00"), ("12:00", "17:30"), ("10:00", "13:00")]
    )
    return roster.Slot(
        key=f"{rank.value}-{place}",
        desk="standard",
        member=pick.choice([*MEMBERS, *MEMBERS, UNPROVED]).username,
        starts=dt.datetime.combine(first, dt.time.fromisoformat(starts)),
        ends=dt.datetime.combine(last, dt.time.fromisoformat(ends)),
        zone="Europe/Paris",
        rings=pick.randrange(1, 5),
        rank=rank,
    )


def slots(pick: random.Random) -> tuple[roster.Slot, ...]:
    """Return turns; of one rank, no two overlap."""
    found: list[roster.Slot] = []
    for place in range(pick.randrange(14)):
        rank = pick.choice([roster.Rank.FIRST, roster.Rank.FIRST, roster.Rank.SECOND])
        one = slot(pick, place=place, rank=rank)
        if not any(one.rank is other.rank and one.span.overlaps(other.span) for other in found):
            found.append(one)
    return tuple(found)


def opening_hours(pick: random.Random) -> hours.OpeningHours:
    first = FIRST_DAY + pick.randrange(45) * _DAY
    closures = tuple(
        hours.Closure(first=first, last=first + pick.randrange(20) * _DAY, if_taken=pick.random() < 0.5)
        for _ in range(pick.randrange(3))
    )
    exceptions = tuple(
        hours.Exceptional(kind=pick.choice([*hours.Opening]), span=stretch(pick))
        for _ in range(pick.randrange(4))
    )
    return hours.OpeningHours(weekly=pick.choice(WEEKS), closures=closures, exceptions=exceptions)


def profiles(pick: random.Random) -> tuple[tuple[profile.Profile, ...], tuple[profile.InForce, ...]]:
    ways = (
        profile.Profile(name="dejeuner", title="déjeuner", rings=POSTS[:2]),
        profile.Profile(name="parti", title="parti"),
    )
    held = tuple(
        profile.InForce(
            key=str(place),
            desk="standard",
            profile=pick.choice(["dejeuner", "parti", "retire"]),
            span=stretch(pick, longest_h=12),
            by="admin",
        )
        for place in range(pick.randrange(3))
    )
    return ways, held


def house(pick: random.Random) -> House:
    """Make up a house."""
    ways, held = profiles(pick)
    return House(
        desk=desk_module.Desk(
            key="standard",
            title="le standard",
            public_number=operator_number.OWN,
            voicemail_number=pick.choice([operator_number.VOICEMAIL] * 4 + [operator_number.OTHER_VOICEMAIL]),
            channel="standard",
            hours=opening_hours(pick),
            second=pick.choice([None, POSTS[0], MEMBERS[5]]),
            fallback=tuple(pick.sample(POSTS, k=pick.randrange(3))),
            longest_wait_s=pick.choice([180, 180, 40]),
            blocked=frozenset(pick.sample(["+33199000001", "+33199000002"], k=pick.randrange(3))),
            profiles=ways,
            in_force=held,
        ),
        slots=slots(pick),
    )


# -- what the operator has to begin with

_NUMBERS = [one.number or "" for one in (*MEMBERS, *POSTS)]
_VOICEMAILS = [operator_number.VOICEMAIL, operator_number.OTHER_VOICEMAIL]


def blank() -> observed.HuntGroup:
    """Return a number as the operator delivers it, with two agents that ring nobody."""
    voicemail = operator_number.VOICEMAIL
    return observed.HuntGroup(
        service=observed.Service(
            strategy=observed.Strategy.IN_ORDER, longest_wait_s=180, most_waiting=10, voicemail=voicemail
        ),
        queue=observed.Queue(
            strategy=observed.Strategy.IN_ORDER,
            longest_wait_s=180,
            most_waiting=10,
            on_closure=observed.Action.VOICEMAIL,
            on_closure_number=voicemail,
            on_overflow=observed.Action.VOICEMAIL,
            on_overflow_number=voicemail,
        ),
        agents=tuple(
            observed.Agent(
                key=str(place),
                position=place,
                number=voicemail,
                ring_s=9,
                status=observed.AgentStatus.LOGGED_OUT,
            )
            for place in (1, 2)
        ),
        times=observed.Times(
            enabled=False,
            zone="Europe/Paris",
            out_of_hours=None,
            slots=(None, None, None),
            spans=(),
            events=(),
        ),
        screen=observed.Screen(status=observed.ScreenStatus.EVERYBODY, listed=()),
    )


def odd(pick: random.Random, *, near: dt.datetime) -> observed.HuntGroup:
    """Make up a number that anybody may have touched, its events around `near`."""
    strategies = [observed.Strategy.IN_ORDER, observed.Strategy.OTHER]
    waits = [5, 24, 26, 40, 60, 180]
    return observed.HuntGroup(
        service=observed.Service(
            strategy=pick.choice(strategies),
            longest_wait_s=pick.choice(waits),
            most_waiting=pick.choice([1, 10]),
            voicemail=pick.choice([*_VOICEMAILS, None]),
        ),
        queue=observed.Queue(
            strategy=pick.choice(strategies),
            longest_wait_s=pick.choice(waits),
            most_waiting=pick.choice([1, 10]),
            on_closure=_action(pick),
            on_closure_number=pick.choice([*_VOICEMAILS, None]),
            on_overflow=_action(pick),
            on_overflow_number=pick.choice([*_VOICEMAILS, None]),
        ),
        agents=_agents(pick),
        times=_times(pick, near=near),
        screen=observed.Screen(
            status=pick.choice([observed.ScreenStatus.EVERYBODY, observed.ScreenStatus.NOT_THE_LISTED]),
            listed=tuple(
                observed.Blocked(key=str(key), number=f"+3319900000{key}")
                for key in pick.sample([1, 2, 3], k=pick.randrange(3))
            ),
        ),
    )


def _action(pick: random.Random) -> observed.Action:
    return pick.choice([observed.Action.VOICEMAIL] * 4 + [observed.Action.PLAYBACK, observed.Action.NONE])


def _agents(pick: random.Random) -> tuple[observed.Agent, ...]:
    is_doubled = pick.random() < 0.1
    left, found = list(_NUMBERS), []
    for place in range(1, pick.choice([2, 2, 2, 3, 4]) + 1):
        number = pick.choice(left)
        left = left if is_doubled else [one for one in left if one != number]
        status = pick.choice([observed.AgentStatus.AVAILABLE, *observed.AgentStatus])
        found.append(
            observed.Agent(
                key=str(place),
                position=place,
                number=number,
                ring_s=pick.choice([5, 9, 14, 19, 24, 24, 60]),
                status=status,
            )
        )
    return tuple(found)


def _to(pick: random.Random) -> observed.Destination | None:
    voicemail = observed.Destination(nature=observed.Nature.VOICEMAIL, number=pick.choice(_VOICEMAILS))
    number = observed.Destination(nature=observed.Nature.NUMBER, number=pick.choice(_NUMBERS))
    return pick.choice([voicemail, voicemail, number, None])


def _times(pick: random.Random, *, near: dt.datetime) -> observed.Times:
    spans = []
    for key in range(1, pick.randrange(8) + 1):
        start, end = sorted(pick.sample(range(24), k=2))
        spans.append(
            observed.WeeklySpan(
                key=str(key),
                weekday=pick.choice([pick.randrange(7), near.weekday()]),
                start=dt.time(start),
                end=dt.time(end, 59),
                policy=pick.choice([observed.Policy.AVAILABLE, *observed.Policy]),
            )
        )
    return observed.Times(
        enabled=pick.random() < 0.7,
        zone=pick.choice(["Europe/Paris", "Europe/Paris", "UTC"]),
        out_of_hours=_to(pick),
        slots=(_to(pick), _to(pick), _to(pick)),
        spans=tuple(spans),
        events=tuple(_event(pick, place=place, near=near) for place in range(pick.randrange(5))),
    )


def _event(pick: random.Random, *, place: int, near: dt.datetime) -> observed.Event:
    start = near + dt.timedelta(hours=pick.randrange(-24 * 4, 24 * 3))
    return observed.Event(
        key=f"{pick.randrange(1000)}-{place}@scheduler",
        category=pick.choice([observed.Category.HOLIDAYS, *observed.Category]),
        start=start,
        end=start + dt.timedelta(hours=pick.randrange(1, 24 * 6)),
        title=pick.choice(["Fermé", "Assemblée", f"{observed.OURS} closing"]),
    )


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Aim:
    """A house at a moment, and what its number must be then."""

    house: House
    now: dt.datetime

    @functools.cached_property
    def answering(self) -> resolver.Answering:
        return self.house.answering(self.now)

    def wanted(self, known: assumptions.Assumptions) -> wanted_module.Wanted:
        """Return what is wanted, as far as `known` counts for it: worked out once, for thousands of cases."""
        counts = {name: getattr(known, name) for name in _THAT_COUNT}
        return self._wanted(dataclasses.replace(assumptions.AS_ASSUMED, **counts))

    @functools.cache  # noqa: B019 (the houses live as long as the tests)
    def _wanted(self, known: assumptions.Assumptions) -> wanted_module.Wanted:
        return self.house.wanted(self.now, known=known)

    @functools.cached_property
    def clean(self) -> observed.HuntGroup:
        """The number as deskbot leaves it then."""
        return written(blank(), aim=self, share=1)


def written(start: observed.HuntGroup, *, aim: Aim, share: float) -> observed.HuntGroup:
    """Return the number once a first share of what deskbot does to it is done, 1 being all of it."""
    operator = operator_number.Operator()
    operator.load(start)
    wanted = aim.wanted(assumptions.AS_ASSUMED)
    planned = plan.between(line=start, wanted=wanted, number=OWN, now=aim.now, accepted=True)
    for write in planned.writes[: math.ceil(share * len(planned.writes))]:
        operator.write(write)
    return operator.read()


def aim(pick: random.Random) -> Aim:
    """Make up a house at a moment, half of the time during somebody's turn."""
    made = house(pick)
    if made.slots and pick.random() < 0.6:
        turn = pick.choice(made.slots).span
        inside = turn.start + pick.random() * (turn.end - turn.start)
        edge = pick.choice([turn.start, turn.end, turn.start])
        return Aim(house=made, now=pick.choice([inside.replace(second=0, microsecond=0), edge]))
    return Aim(house=made, now=moment(pick))


@functools.cache
def aims(size: int, *, seed: int = 0) -> tuple[Aim, ...]:
    """Return so many houses, each at a moment."""
    pick = random.Random(seed)
    return tuple(aim(pick) for _ in range(size))
