"""The plan of a desk as people read it: weeks with names, free half-days as wishes."""

import datetime as dt

from deskbot.chat import messages, wish
from deskbot.desk import desk as desk_module
from deskbot.desk import gaps, planning
from deskbot.flows import ports
from deskbot.people import member

# A post with more buttons than this is read by nobody; the rest is said in words.
_MOST_BUTTONS = 12


def weeks(
    work: ports.Work, *, desk: desk_module.Desk, first: dt.date, last: dt.date, team: member.Team
) -> tuple[messages.WeekShown, ...]:
    """Return the plan of these days, both included, with names."""
    span = planning.whole_days(first, last, hours=desk.hours)
    slots = work.slots.between(desk.key, span=span)
    ignored = work.exceptions.ignored(desk.key, until_after=span.start)
    found = planning.weeks(first, last, hours=desk.hours, slots=slots, ignored=ignored)
    return tuple(
        messages.WeekShown(monday=week.monday, days=tuple(_day(day, team=team) for day in week.days))
        for week in found
    )


def free(
    work: ports.Work, *, desk: desk_module.Desk, first: dt.date, last: dt.date, now: dt.datetime
) -> tuple[tuple[wish.Wish, ...], int]:
    """Return the free half-days still to come, as many as a post has buttons for, and how many more."""
    span = planning.whole_days(first, last, hours=desk.hours)
    slots = work.slots.between(desk.key, span=span)
    ignored = work.exceptions.ignored(desk.key, until_after=span.start)
    found = gaps.free_halves(hours=desk.hours, slots=slots, ignored=ignored, span=span)
    left = [
        wish.Wish(desk=desk.key, spans=spans)
        for one in found
        if (spans := tuple(piece for piece in one.spans if piece.end > now))
    ]
    return tuple(left[:_MOST_BUTTONS]), max(len(left) - _MOST_BUTTONS, 0)


def _day(day: planning.DayPlan, *, team: member.Team) -> messages.DayShown:
    return messages.DayShown(
        day=day.day,
        closed=day.closed.name if day.closed else day.if_taken_reason or None,
        cut=day.cut,
        if_taken=day.if_taken,
        halves=tuple(
            messages.HalfShown(
                part=part.half.part, stretches=tuple(_stretch(one, team=team) for one in part.stretches)
            )
            for part in day.parts
        ),
    )


def _stretch(one: planning.Stretch, *, team: member.Team) -> messages.StretchShown:
    return messages.StretchShown(
        span=one.span,
        first=team.name_of(one.first) or None,
        second=team.name_of(one.second) or None,
        gap=one.first is None and not one.intended_gap,
    )
