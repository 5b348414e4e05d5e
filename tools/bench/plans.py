"""How long it takes to work out what every line must be: all in memory, nobody is called."""

import collections.abc
import datetime as dt
import time

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, interval, public_number, resolver, roster
from deskbot.line import after, observed, plan, wanted
from deskbot.line import assumptions as assumed
from deskbot.people import member
from tools.bench import figures

_DESKS = 200
_RUNS = 5
_NUMBER = public_number.PublicNumber(number="+33353010100")
_VOICEMAIL = "+33353010199"
_LEA = member.Member(username="lea", name="Léa", number="+33639980101", proved=True)
_TOM = member.Member(username="tom", name="Tom", number="+33639980102", proved=True)
_TEAM = member.Team(members={one.username: one for one in (_LEA, _TOM)})
_NIGHT = dt.datetime(2024, 9, 2, 8, tzinfo=hours.PARIS)
_MORNING = dt.datetime(2024, 9, 2, 9, tzinfo=hours.PARIS)
_EVENING = dt.datetime(2024, 9, 6, 17, 30, tzinfo=hours.PARIS)
_A_QUARTER_LATER = _MORNING + dt.timedelta(weeks=13)

Lines = collections.abc.Sequence[observed.Observed]


def measure_plans() -> None:
    """Tell how long the plans of 200 desks take, and what they take when nothing of them is known yet."""
    desks = [_desk(place) for place in range(_DESKS)]
    closed = [_brought(_blank(), desk=desk, now=_NIGHT) for desk in desks]
    open_now = [_brought(line, desk=desk, now=_MORNING) for desk, line in zip(desks, closed, strict=True)]
    for what, lines in (("at a boundary", closed), ("nothing changed", open_now)):
        took = sorted(_took_ms(desks, lines, now=_MORNING) for _ in range(_RUNS))
        figures.tell(f"plans of {_DESKS} desks, {what}", f"{took[_RUNS // 2]:.0f} ms", "< 100 ms")
    # Days that no plan looked at before: once a week.
    took_ms = _took_ms(desks, open_now, now=_A_QUARTER_LATER)
    figures.tell(f"plans of {_DESKS} desks, the first of a week", f"{took_ms:.0f} ms", "< 100 ms")


def _took_ms(desks: collections.abc.Sequence[desk_module.Desk], lines: Lines, *, now: dt.datetime) -> float:
    begun = time.perf_counter()
    for desk, line in zip(desks, lines, strict=True):
        _plan(line, desk=desk, now=now)
    return (time.perf_counter() - begun) * 1000


def _plan(line: observed.Observed, *, desk: desk_module.Desk, now: dt.datetime) -> plan.Plan:
    answering = resolver.who_rings(now, desk=desk, slots=(_TURN,), team=_TEAM)
    known = assumed.AS_ASSUMED
    aim = wanted.of(now, number=_NUMBER, desk=desk, answering=answering, known=known)
    return plan.between(line=line, wanted=aim, number=_NUMBER, now=now, known=known)


def _brought(line: observed.Observed, *, desk: desk_module.Desk, now: dt.datetime) -> observed.Observed:
    for write in _plan(line, desk=desk, now=now).writes:
        line = after.written(line, write)
    return line


_TURN = roster.Slot(
    key="turn",
    desk="standard",
    member="lea",
    starts=_MORNING.replace(tzinfo=None),
    ends=_EVENING.replace(tzinfo=None),
    zone="Europe/Paris",
    rings=4,
)


def _desk(place: int) -> desk_module.Desk:
    """Return a desk with hours of its own: its week, a closure and a sentence said of an afternoon."""
    week = ((hours.Span(start=dt.time(9), end=dt.time(17, place % 60)),),) * 5 + ((),) * 2
    closed = interval.Interval(
        start=dt.datetime(2024, 9, 10 + place % 10, 14, tzinfo=hours.PARIS),
        end=dt.datetime(2024, 9, 10 + place % 10, 16, tzinfo=hours.PARIS),
    )
    said = hours.Exceptional(kind=hours.Opening.CLOSED, span=closed, reason=f"desk {place}")
    summer = hours.Closure(first=dt.date(2024, 10, 28), last=dt.date(2024, 11, 3))
    return desk_module.Desk(
        key=f"desk{place}",
        title="le standard",
        public_number=_NUMBER.number,
        voicemail_number=_VOICEMAIL,
        channel="standard",
        hours=hours.OpeningHours(weekly=week, closures=(summer,), exceptions=(said,)),
        second=_TOM,
        fallback=(),
    )


def _blank() -> observed.HuntGroup:
    """Return a call queue as the operator delivers it, with two agents that ring nobody."""
    agents = [
        observed.Agent(
            key=str(place),
            position=place,
            number=_VOICEMAIL,
            ring_s=9,
            status=observed.AgentStatus.LOGGED_OUT,
        )
        for place in (1, 2)
    ]
    return observed.HuntGroup(
        service=observed.Service(
            strategy=observed.Strategy.IN_ORDER,
            longest_wait_s=180,
            most_waiting=10,
            voicemail=_VOICEMAIL,
        ),
        queue=observed.Queue(
            strategy=observed.Strategy.IN_ORDER,
            longest_wait_s=180,
            most_waiting=10,
            on_closure=observed.Action.VOICEMAIL,
            on_closure_number=_VOICEMAIL,
            on_overflow=observed.Action.VOICEMAIL,
            on_overflow_number=_VOICEMAIL,
        ),
        agents=tuple(agents),
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
