"""What can be looked at in chat: who answers, the planning, the gaps."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, interval, resolver
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
    """Return who answers at the moment that `when` names, or who holds what over the days that it names."""
    now = clock.now()
    with store.read() as work:
        known = house.known(work, since=now)
        shown = known.desks[desk]
        moment = dates.moment_named(when, now=now, hours=shown.hours)
        if moment is None:
            return plan(when, desk=desk, links=links, house=house, store=store, clock=clock)
        slots = work.slots.held(shown.key, until_after=moment)
    answering = resolver.who_rings(moment, desk=shown, slots=slots, team=known.team)
    return messages.WhoThen(
        title=shown.title,
        at=moment,
        open=answering.reason is not resolver.Reason.CLOSED,
        names=tuple(one.who.name for one in answering.ringing),
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
    """Return who holds what over `period` as typed, or this week and the next when nothing is."""
    now = clock.now()
    with store.read() as work:
        known = house.known(work, since=now)
        shown = known.desks[desk]
        try:
            first, last = _period(period, desk=shown, default=_WEEKS, now=now)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
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
            first, last = _period(period, desk=shown, default=_MONTH, now=now)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        free, more = plan_shown.free(work, desk=shown, first=first, last=last, now=now)
    span = interval.Interval(start=shown.hours.day_bounds(first).start, end=shown.hours.day_bounds(last).end)
    return messages.Gaps(title=shown.title, period=span, free=free, more=more)


def _period(
    text: str, *, desk: desk_module.Desk, default: dt.timedelta, now: dt.datetime
) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of what is asked for."""
    zone = desk.hours.zone
    today = now.astimezone(zone).date()
    if not text:
        return today, today + default
    spans = dates.parse(text, now=now, hours=desk.hours)
    first, last = (edge.astimezone(zone).date() for edge in (spans[0].start, spans[-1].end))
    return first, min(last, first + _LONGEST)
