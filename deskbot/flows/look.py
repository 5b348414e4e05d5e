"""What can be looked at in chat: who answers, the planning, the gaps."""

import dataclasses
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, interval, planning, resolver
from deskbot.desk import desk as desk_module
from deskbot.flows import addresses, desk_now, plan_shown, ports
from deskbot.flows import house as house_module

# What is shown when no period is typed: this week and the next one; gaps a month ahead.
_WEEKS = dt.timedelta(days=13)
_MONTH = dt.timedelta(days=30)
# Longer than that nobody reads on a phone; the page in the browser has every month.
_LONGEST = dt.timedelta(days=62)


def state(
    *,
    desk: str,
    username: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
    with_help: bool,
) -> messages.Message:
    """Return who answers now, until when, and whether the operator confirmed it."""
    now = clock.now()
    with store.read() as work:
        known = house.known(work, since=now)
        shown = known.desks[desk]
        slots = work.slots.held(shown.key, until_after=now)
        line = work.lines.get(shown.key)
        kept = work.kept_lines.at(shown.key, moment=now)
        here = desk_now.premises_now(work, team=known.team, now=now)
    answering = resolver.who_rings(now, desk=shown, slots=slots, team=known.team)
    return messages.DeskState(
        title=shown.title,
        open=answering.reason is not resolver.Reason.CLOSED,
        names=tuple(one.who.name for one in answering.ringing),
        until=desk_now.until(answering, desk=shown, slots=slots, now=now),
        # What was read back counts only as long as the roster says the same.
        verified_at=line.verified_at if line.verified == answering.key else None,
        premises=here,
        with_help=with_help,
        for_admin=username in house.admins,
        drifted=line.drift is not None,
        own_voicemail=desk_now.ends_elsewhere(answering, desk=shown),
        kept_until=kept.span.end if kept else None,
        profile=shown.way_title(answering.profile),
    )


def then(
    when: str,
    *,
    desk: str,
    links: addresses.Links,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Return who answers at the moment that `when` names, or who holds what over the days that it names.

    A moment that is over is one of those days.
    """
    now = clock.now()
    with store.read() as work:
        known = house.known(work, since=now)
        shown = known.desks[desk]
        moment = dates.moment_named(when, now=now, hours=shown.hours)
        slots = work.slots.held(shown.key, until_after=moment or now)
    # Who answers is about what is to come; what was is on the planning of that day.
    if moment is None or moment < now:
        day = f"{moment:%Y-%m-%d}" if moment else when
        return plan(day, desk=desk, links=links, house=house, store=store, clock=clock)
    answering = resolver.who_rings(moment, desk=shown, slots=slots, team=known.team)
    return messages.WhoThen(
        title=shown.title,
        at=moment,
        open=answering.reason is not resolver.Reason.CLOSED,
        names=tuple(one.who.name for one in answering.ringing),
        own_voicemail=desk_now.ends_elsewhere(answering, desk=shown),
    )


def plan(
    period: str,
    *,
    desk: str,
    links: addresses.Links,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Return who holds or held what over `period` as typed, or this week and the next when nothing is."""
    now = clock.now()
    with store.read() as work:
        try:
            looked_at = _looked_at(period, desk=house.known(work, since=now).desks[desk], now=now)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        known = _known_over(work, looked_at, house=house, desk=desk)
        shown = known.desks[desk]
        first, last = looked_at.first, _last_shown(looked_at, desk=shown)
        found = plan_shown.weeks(work, desk=shown, first=first, last=last, team=known.team)
        page_url = links.page(work, desk=desk)
    return messages.Planning(title=shown.title, weeks=found, page_url=page_url)


def gaps(
    period: str, *, desk: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Return the free half-days of `period` as typed, or of the month to come when nothing is."""
    now = clock.now()
    with store.read() as work:
        shown = house.known(work, since=now).desks[desk]
        try:
            first, last = _period(period, desk=shown, now=now)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        free, more = plan_shown.free(work, desk=shown, first=first, last=last, now=now)
    span = interval.Interval(start=shown.hours.day_bounds(first).start, end=shown.hours.day_bounds(last).end)
    return messages.Gaps(title=shown.title, period=span, free=free, more=more)


def _looked_at(text: str, *, desk: desk_module.Desk, now: dt.datetime) -> dates.Period:
    """Return the days that are asked for, over or to come."""
    if not text:
        today = now.astimezone(desk.hours.zone).date()
        return dates.Period(first=today, last=today + _WEEKS)
    found = dates.period_named(text, now=now, hours=desk.hours)
    return dataclasses.replace(found, last=min(found.last, found.first + _LONGEST))


def _known_over(
    work: ports.Work, looked_at: dates.Period, *, house: house_module.House, desk: str
) -> house_module.House:
    """Return the house as it was and is known over these days."""
    zone = house.desks[desk].hours.zone
    return house.known(work, since=dt.datetime.combine(looked_at.first, dt.time(), tzinfo=zone))


def _last_shown(looked_at: dates.Period, *, desk: desk_module.Desk) -> dt.date:
    """Return the last day to show: a week goes on to its Saturday or Sunday where the desk opens then."""
    if not looked_at.is_of_weeks:
        return looked_at.last
    sunday = planning.monday_of(looked_at.last) + dt.timedelta(days=6)
    weekend = planning.days_between(looked_at.last, sunday)
    return max(day for day in weekend if day == looked_at.last or desk.hours.served_spans_on(day))


def _period(text: str, *, desk: desk_module.Desk, now: dt.datetime) -> tuple[dt.date, dt.date]:
    """Return the first and the last day, to come, of what is asked for."""
    zone = desk.hours.zone
    today = now.astimezone(zone).date()
    if not text:
        return today, today + _MONTH
    spans = dates.parse(text, now=now, hours=desk.hours)
    first, last = (edge.astimezone(zone).date() for edge in (spans[0].start, spans[-1].end))
    return first, min(last, first + _LONGEST)
