"""What was read of the three kinds of numbers, for the tests of what the database keeps of it."""

import datetime as dt

from deskbot.desk import interval
from deskbot.line import arming, chain, observed, reading, wanted
from tests.adapters.database import roster_book

PARIS = roster_book.PARIS
NOW = roster_book.NOW
NUMBER = "+33353010100"
VOICEMAIL = "+33353010199"
PRIVATE = "+33639980101"
REFUSED = "+33639980212"

SIP_LINE = observed.SipLine(
    unconditional=observed.Forward(active=False, to=None),
    no_reply=observed.Forward(
        active=True, to=observed.Destination(nature=observed.Nature.VOICEMAIL, number=VOICEMAIL)
    ),
    no_reply_delay=20,
    busy=observed.Forward(
        active=True, to=observed.Destination(nature=observed.Nature.NUMBER, number=PRIVATE)
    ),
    unreachable=observed.Forward(active=False, to=None),
)
REDIRECT = observed.Redirect(destination=PRIVATE)
HUNT_GROUP = observed.HuntGroup(
    service=observed.Service(
        strategy=observed.Strategy.IN_ORDER, longest_wait_s=60, most_waiting=5, voicemail=VOICEMAIL
    ),
    queue=observed.Queue(
        strategy=observed.Strategy.IN_ORDER,
        longest_wait_s=60,
        most_waiting=5,
        on_closure=observed.Action.VOICEMAIL,
        on_closure_number=VOICEMAIL,
        on_overflow=observed.Action.NONE,
        on_overflow_number=None,
    ),
    agents=(
        observed.Agent(key="7", position=1, number=PRIVATE, ring_s=19, status=observed.AgentStatus.AVAILABLE),
    ),
    times=observed.Times(
        enabled=True,
        zone="Europe/Paris",
        out_of_hours=observed.Destination(nature=observed.Nature.VOICEMAIL, number=VOICEMAIL),
        slots=(None, observed.Destination(nature=observed.Nature.NUMBER, number=PRIVATE), None),
        spans=(
            observed.WeeklySpan(
                key="3",
                weekday=0,
                start=dt.time(9),
                end=dt.time(23, 59, 59),
                policy=observed.Policy.AVAILABLE,
            ),
        ),
        events=(
            observed.Event(
                key="deskbot-1",
                category=observed.Category.HOLIDAYS,
                start=dt.datetime(2024, 7, 25, 15, 30, tzinfo=dt.UTC),
                end=dt.datetime(2025, 7, 26, 17, 30, tzinfo=PARIS),
                title="deskbot",
            ),
        ),
    ),
    screen=observed.Screen(
        status=observed.ScreenStatus.NOT_THE_LISTED, listed=(observed.Blocked(key="9", number=REFUSED),)
    ),
)
WANTED = wanted.Wanted(
    chain=chain.Chain(steps=(chain.Step(number=PRIVATE, ring_s=19),), voicemail=VOICEMAIL, longest_wait_s=19),
    timetable=arming.Timetable(
        zone="Europe/Paris",
        category=observed.Category.HOLIDAYS,
        spans=(arming.Span(weekday=0, start=dt.time(9), end=dt.time(17, 30)),),
        closings=(
            # The night when the clocks go back: 2:30 twice.
            interval.Interval(
                start=dt.datetime(2024, 10, 27, 2, 30, tzinfo=PARIS, fold=0),
                end=dt.datetime(2024, 10, 27, 2, 30, tzinfo=PARIS, fold=1),
            ),
        ),
        lease_end=roster_book.days(1, 2).end,
        leaves_lease=False,
    ),
    not_armable=None,
    withheld=("tom",),
    blocked=frozenset((REFUSED, "+33639980213")),
    most_waiting=5,
)
NOTHING_ARMED = wanted.Wanted(
    chain=chain.Chain(steps=(), voicemail=VOICEMAIL, longest_wait_s=60),
    timetable=None,
    not_armable=arming.NotArmable.KIND,
    withheld=(),
    blocked=frozenset(),
    most_waiting=5,
)
READING = reading.Reading(
    number=NUMBER,
    desk="standard",
    read_at=NOW,
    observed=HUNT_GROUP,
    wanted=WANTED,
    asked_at=NOW,
    drifted=SIP_LINE,
)
