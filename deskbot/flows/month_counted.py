"""A month, counted from the roster, the hours and the calls: for every desk at once, or for one."""

import collections.abc
import dataclasses
import datetime as dt
import zoneinfo

from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import gaps, interval, planning
from deskbot.flows import house as house_module
from deskbot.flows import ports, rates_counted
from deskbot.people import permissions
from deskbot.reports import bilan as bilan_module
from deskbot.reports import contribution, coverage, desk_log, fairness, rates, rates_table

Mending = collections.abc.Callable[[int], int]

# Who could be asked next is told over so long; a fair share is one of several months.
_FAIR = dt.timedelta(days=92)
_FAIR_MONTHS = 3
_ASKED = 3
# The first and the last week of a month are counted whole.
_AROUND = dt.timedelta(days=7)


class NotPostedYet(Exception):
    """The post under which this goes is not there yet: try again."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Books:
    """What the house counts by: its zone, what a month is valued at, and what was promised to callers."""

    zone: zoneinfo.ZoneInfo
    norm: contribution.Norm = contribution.USUAL
    promise: coverage.Promise = coverage.CERTIFIED

    @property
    def norm_h(self) -> tuple[float, float]:
        """The norm in hours."""
        return self.norm.low_minutes / 60, self.norm.high_minutes / 60


def known(
    work: ports.Work, month: dt.date, *, house: house_module.House, books: Books, now: dt.datetime
) -> house_module.House:
    """Return the house as it was known since the earliest day that the bilan of `month` counts."""
    earliest = min(_fair_span(month, books=books).start, now - _FAIR)
    return house.known(work, since=earliest - _AROUND)


def was_served(work: ports.Work, month: dt.date, *, desk: desk_module.Desk, books: Books) -> bool:
    """Say whether deskbot was there in that month, or knows of turns or calls of it all the same."""
    span = _span(month, books=books)
    since = work.changes.first_at()
    if since is not None and since < span.end:
        return True
    return bool(work.slots.between(desk.key, span=span) or work.calls.facts(desk.key, span=span))


def of_month(
    work: ports.Work, month: dt.date, *, house: house_module.House, books: Books, now: dt.datetime
) -> bilan_module.Bilan:
    """Return the bilan of every desk; `house` is as `known`."""
    span = _span(month, books=books)
    logs = [_log(work, desk, span=span) for desk in house.desks.by_key.values()]
    return bilan_module.of_month(month, logs=logs, now=now, norm=books.norm)


def table(
    work: ports.Work,
    month: dt.date,
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    books: Books,
    now: dt.datetime,
) -> messages.Bilan:
    """Return the bilan of one desk, as it is told; `desk` and `house` are as `known`."""
    log = _log(work, desk, span=_span(month, books=books))
    counted = bilan_module.of_month(month, logs=[log], now=now, norm=books.norm)
    covered = _covered(log, month, books=books, now=now)
    claims = {one.member: one.minutes for one in work.contributions.of(month)}
    asked, newcomers = _next_to_ask(work, desk=desk, house=house, now=now)
    calls = _rates(work, month, desk=desk, now=now)
    return messages.Bilan(
        title=desk.title,
        month=month,
        members=tuple(_member(one, house=house, claims=claims) for one in counted.members),
        calls=calls.missed_share.whole,
        missed_rate=calls.missed_share.rate,
        staffed_rate=covered.staffed_share,
        weeks=tuple(_week(one) for one in covered.weeks),
        promised_days=books.promise.days,
        promised_h=books.promise.minutes_a_day / 60,
        loads=tuple(
            messages.LoadShown(name=house.team.name_of(one.member), minutes=one.minutes, share=one.share)
            for one in _loads(work, month, desk=desk, books=books, now=now)
        ),
        loads_since=_fair_since(month),
        next_to_ask=asked,
        newcomers=newcomers,
        gaps=_gaps(work, log, span=_span(month, books=books), now=now),
        norm_h=books.norm_h,
        missed=calls.missed,
        waiting=calls.waiting,
        taking=calls.taking,
        calling_back=calls.calling_back,
    )


def files(
    work: ports.Work,
    month: dt.date,
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    books: Books,
    sheets: ports.Sheets,
    now: dt.datetime,
) -> tuple[tuple[str, bytes], ...]:
    """Return the CSV of one desk's month, and the chart where charts can be drawn: names and contents."""
    log = _log(work, desk, span=_span(month, books=books))
    counted = bilan_module.of_month(month, logs=[log], now=now, norm=books.norm)
    covered = _covered(log, month, books=books, now=now)
    claims = work.contributions.of(month)
    loads = _loads(work, month, desk=desk, books=books, now=now)
    csv = sheets.csv(counted, team=house.team, claims=claims, loads=loads)
    chart = sheets.chart(counted, coverage=covered, norm_h=books.norm_h, title=desk.title, team=house.team)
    name = f"bilan-{desk.key}-{month:%Y-%m}"
    return ((f"{name}.csv", csv), *([(f"{name}.png", chart)] if chart else []))


def _log(work: ports.Work, desk: desk_module.Desk, *, span: interval.Interval) -> desk_log.DeskLog:
    calls = work.calls.facts(desk.key, span=_wide(span))
    return dataclasses.replace(_turns(work, desk, span=span), calls=calls)


def _turns(work: ports.Work, desk: desk_module.Desk, *, span: interval.Interval) -> desk_log.DeskLog:
    """Return what is known of a desk but its calls: of many months they would be read for nothing."""
    slots = work.slots.between(desk.key, span=_wide(span))
    return desk_log.DeskLog(desk=desk.key, hours=desk.hours, slots=slots)


def _wide(span: interval.Interval) -> interval.Interval:
    return interval.Interval(start=span.start - _AROUND, end=span.end + _AROUND)


def _rates(work: ports.Work, month: dt.date, *, desk: desk_module.Desk, now: dt.datetime) -> rates.Rates:
    first, last = planning.bounds_of_month(month)
    return rates_counted.of_days(work, rates_table.Days(first=first, last=last), desk=desk, now=now)


def _covered(log: desk_log.DeskLog, month: dt.date, *, books: Books, now: dt.datetime) -> coverage.Coverage:
    first, last = planning.bounds_of_month(month)
    return coverage.of_period(first, last, log=log, now=now, promise=books.promise)


def _span(month: dt.date, *, books: Books) -> interval.Interval:
    first, last = planning.bounds_of_month(month)
    after = last + dt.timedelta(days=1)
    midnight = dt.time()
    return interval.Interval(
        start=dt.datetime.combine(first, midnight, tzinfo=books.zone),
        end=dt.datetime.combine(after, midnight, tzinfo=books.zone),
    )


def _fair_since(month: dt.date) -> dt.date:
    """Return the first day of the months over which the shares of `month` are told."""
    since = month.replace(day=1)
    for _ in range(_FAIR_MONTHS - 1):
        since = (since - dt.timedelta(days=1)).replace(day=1)
    return since


def _fair_span(month: dt.date, *, books: Books) -> interval.Interval:
    start = dt.datetime.combine(_fair_since(month), dt.time(), tzinfo=books.zone)
    return interval.Interval(start=start, end=_span(month, books=books).end)


def _loads(
    work: ports.Work, month: dt.date, *, desk: desk_module.Desk, books: Books, now: dt.datetime
) -> tuple[fairness.Load, ...]:
    """Return what each member held up to now in the months that end with this one."""
    whole = _fair_span(month, books=books)
    span = interval.Interval(start=whole.start, end=min(whole.end, now, key=interval.instant))
    return fairness.over(span, logs=[_turns(work, desk, span=span)])


def _gaps(work: ports.Work, log: desk_log.DeskLog, *, span: interval.Interval, now: dt.datetime) -> int:
    """Count the half-days, or parts of them, that nobody held and that nobody meant to leave."""
    if now <= span.start:
        return 0
    ignored = work.exceptions.ignored(log.desk, until_after=span.start)
    over = interval.Interval(start=span.start, end=min(span.end, now))
    return len(gaps.gaps(hours=log.hours, slots=log.slots, ignored=ignored, span=over))


def _member(
    one: bilan_module.MemberMonth,
    *,
    house: house_module.House,
    claims: collections.abc.Mapping[str, int],
) -> messages.MemberMonth:
    below = one.beside_norm.side is contribution.Side.BELOW
    return messages.MemberMonth(
        name=house.team.name_of(one.member),
        held_min=one.held_minutes,
        second_min=one.second_minutes,
        answered=one.calls.answered,
        missed=one.calls.missed + one.calls.voicemails,
        claimed_min=claims.get(one.member),
        over_norm_min=-one.beside_norm.by_minutes if below else one.beside_norm.by_minutes,
    )


def _week(one: coverage.WeekCoverage) -> messages.WeekKept:
    return messages.WeekKept(
        monday=one.monday,
        days_open=one.days_open,
        days_kept=one.days_kept,
        kept=one.verdict in (coverage.Verdict.KEPT, coverage.Verdict.CLOSED),
        partial=one.verdict is coverage.Verdict.PENDING,
    )


def _next_to_ask(
    work: ports.Work, *, desk: desk_module.Desk, house: house_module.House, now: dt.datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of those who did least of late, and of those who may take turns and never did."""
    span = interval.Interval(start=now - _FAIR, end=now + _FAIR)
    loads = fairness.over(span, logs=[_turns(work, desk, span=span)])
    done = {one.member for one in loads}
    may = [
        one
        for one in house.team.members.values()
        if not one.is_guest and permissions.to_take(one, takers=desk.takers) is None
    ]
    known = [one.username for one in may if one.is_introduced or one.username in done]
    asked = fairness.next_to_ask(known, loads=loads)[:_ASKED]
    return (
        tuple(house.team.name_of(one.member) for one in asked),
        tuple(sorted(one.name for one in may if one.username not in known)),
    )
