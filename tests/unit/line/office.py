"""A desk, its people and its number, for the tests of the line."""

import dataclasses
import datetime as dt
import itertools

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, public_number, resolver, roster
from deskbot.line import after, observed, plan
from deskbot.line import assumptions as assumed
from deskbot.line import wanted as wanted_module
from deskbot.people import member

PARIS = hours.PARIS
OWN, VOICEMAIL, OTHER_VOICEMAIL = "+33353010100", "+33353010199", "+33353010198"
NUMBER = public_number.PublicNumber(number=OWN)
LEA, TOM, INES = (
    member.Member(username=name, name=name.title(), number=f"+3363998010{place}", proved=True)
    for place, name in enumerate(("lea", "tom", "ines"))
)
RECEPTION = member.Member(
    username="accueil", name="Accueil", number="+33353010201", proved=True, has_account=False
)
TEAM = member.Team(members={one.username: one for one in (LEA, TOM, INES, RECEPTION)})
DESK = desk_module.Desk(
    key="standard",
    title="le standard",
    public_number=OWN,
    voicemail_number=VOICEMAIL,
    channel="standard",
    hours=hours.DEFAULT,
    second=None,
    fallback=(RECEPTION,),
)
LUNCH = hours.OpeningHours(
    weekly=(
        (hours.Span(start=dt.time(9), end=dt.time(12)), hours.Span(start=dt.time(14), end=dt.time(17, 30))),
    )
    * 5
    + ((),) * 2
)


def at(text: str) -> dt.datetime:
    """Read a moment in Paris."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def slot(
    start: str, end: str, *, who: member.Member = LEA, rank: roster.Rank = roster.Rank.FIRST
) -> roster.Slot:
    """Return a turn."""
    return roster.Slot(
        key=f"{who.username} {start}",
        desk="standard",
        member=who.username,
        starts=dt.datetime.fromisoformat(start),
        ends=dt.datetime.fromisoformat(end),
        zone="Europe/Paris",
        rings=4,
        rank=rank,
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Office:
    """A desk with its turns."""

    desk: desk_module.Desk = DESK
    slots: tuple[roster.Slot, ...] = ()
    known: assumed.Assumptions = assumed.AS_ASSUMED

    def answering(self, now: dt.datetime) -> resolver.Answering:
        return resolver.who_rings(now, desk=self.desk, slots=self.slots, team=TEAM)

    def wanted(self, now: dt.datetime) -> wanted_module.Wanted:
        return wanted_module.of(
            now, number=NUMBER, desk=self.desk, answering=self.answering(now), known=self.known
        )

    def plan(self, line: observed.HuntGroup, *, now: dt.datetime) -> plan.Plan:
        return plan.between(
            line=line, wanted=self.wanted(now), number=NUMBER, now=now, known=self.known, accepted=True
        )

    def keep(self, line: observed.HuntGroup, *, now: dt.datetime) -> observed.HuntGroup:
        """Return `line` once it is what it must be at `now`."""
        found: observed.Observed = line
        for write in self.plan(line, now=now).writes:
            found = after.written(found, write)
        assert isinstance(found, observed.HuntGroup)
        return with_own_keys(found)


def with_own_keys(line: observed.HuntGroup) -> observed.HuntGroup:
    """Return `line` with the operator's keys for what was added."""
    spans = tuple(dataclasses.replace(one, key=str(place)) for place, one in enumerate(line.times.spans))
    return dataclasses.replace(line, times=dataclasses.replace(line.times, spans=spans))


def agent(key: str, number: str = VOICEMAIL, *, status: str = "loggedOut", ring_s: int = 9) -> observed.Agent:
    """Return an agent at the place of its key."""
    return observed.Agent(
        key=key, position=int(key), number=number, ring_s=ring_s, status=observed.AgentStatus(status)
    )


def times(*, enabled: bool = False, events: tuple[observed.Event, ...] = ()) -> observed.Times:
    """Return a calendar where nobody set anything but `events`."""
    return observed.Times(
        enabled=enabled,
        zone="Europe/Paris",
        out_of_hours=None,
        slots=(None, None, None),
        spans=(),
        events=events,
    )


def event(
    key: str, start: str, end: str, *, category: str = "holidays", title: str = "Noël"
) -> observed.Event:
    """Return an event of the calendar."""
    return observed.Event(
        key=key, category=observed.Category(category), start=at(start), end=at(end), title=title
    )


def hunt_group(*agents: observed.Agent, calendar: observed.Times | None = None) -> observed.HuntGroup:
    """Return a number as the operator delivers it, with two agents that ring nobody."""
    return observed.HuntGroup(
        service=observed.Service(
            strategy=observed.Strategy.IN_ORDER, longest_wait_s=180, most_waiting=10, voicemail=VOICEMAIL
        ),
        queue=observed.Queue(
            strategy=observed.Strategy.IN_ORDER,
            longest_wait_s=180,
            most_waiting=10,
            on_closure=observed.Action.VOICEMAIL,
            on_closure_number=VOICEMAIL,
            on_overflow=observed.Action.VOICEMAIL,
            on_overflow_number=VOICEMAIL,
        ),
        agents=agents or (agent("1"), agent("2")),
        times=calendar or times(),
        screen=observed.Screen(status=observed.ScreenStatus.EVERYBODY, listed=()),
    )


def names(found: plan.Plan) -> list[str]:
    """Return the names of the writes, runs of one name as one."""
    return [name for name, _ in itertools.groupby(type(one).__name__ for one in found.writes)]
