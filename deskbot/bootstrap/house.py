"""From the settings to the values that flows are given: no adapter here."""

import collections.abc
import datetime as dt
import zoneinfo

from deskbot import settings
from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import duty, hours
from deskbot.flows import addresses, escalate, month_counted
from deskbot.flows import house as house_module
from deskbot.people import member, permissions
from deskbot.reports import contribution, coverage


def house_of(chosen: settings.Settings) -> house_module.House:
    """Return the house as its configuration describes it."""
    team = _team(chosen)
    desks = {key: _desk(key, one, zone=chosen.zone, team=team) for key, one in chosen.desks.items()}
    return house_module.House(
        desks=desks_module.Desks(by_key=desks),
        team=team,
        admins=frozenset(chosen.admins),
        admins_channel=chosen.chat.admins_channel,
        confidentiality_url=chosen.duty.confidentiality_url,
    )


def on_call_of(chosen: settings.Settings) -> escalate.OnCall:
    """Return who is told of urgent things."""
    return escalate.OnCall(
        usernames=tuple(chosen.on_call.members),
        channel=chosen.chat.admins_channel,
        delay_s=chosen.on_call.delay_s,
    )


def reminders_of(chosen: settings.Settings) -> duty.Reminders:
    """Return the delays around a turn."""
    return duty.Reminders(
        confirm_before=dt.timedelta(hours=chosen.duty.confirm_before_h),
        warn_before=tuple(dt.timedelta(hours=each) for each in chosen.duty.warn_before_h),
    )


def rhythm_of(chosen: settings.Settings) -> duty.Rhythm:
    """Return what comes back, and when."""
    return duty.Rhythm(
        zone=zoneinfo.ZoneInfo(chosen.zone),
        gaps_ahead_days=tuple(chosen.duty.gaps_ahead_days),
        gaps_at=chosen.duty.gaps_at,
        week_post_weekday=chosen.duty.week_post_weekday,
        week_post_at=chosen.duty.week_post_at,
        month_post_at=chosen.duty.month_post_at,
    )


def books_of(chosen: settings.Settings) -> month_counted.Books:
    """Return what a month is counted by."""
    low, high = chosen.duty.norm_h
    return month_counted.Books(
        zone=zoneinfo.ZoneInfo(chosen.zone),
        norm=contribution.Norm(low_minutes=round(60 * low), high_minutes=round(60 * high)),
        promise=coverage.Promise(
            days=chosen.duty.promised_days, minutes_a_day=round(60 * chosen.duty.promised_h)
        ),
    )


def links_of(chosen: settings.Settings) -> addresses.Links:
    """Return where people's browsers find deskbot."""
    return addresses.Links(base_url=chosen.web.address_for_people.rstrip("/"))


def _team(chosen: settings.Settings) -> member.Team:
    people = {
        name: member.Member(
            username=name,
            name=one.name,
            number=one.number,
            proved=one.proved,
            rings=one.rings,
            has_account=one.account,
            accepted=one.accepted,
        )
        for name, one in chosen.members.items()
    }
    return member.Team(members=people)


def _desk(key: str, one: settings.Desk, *, zone: str, team: member.Team) -> desk_module.Desk:
    return desk_module.Desk(
        key=key,
        title=one.title,
        public_number=one.number,
        voicemail_number=one.voicemail,
        channel=one.channel,
        hours=_opening_hours(one.hours, zone=zone),
        second=team.find(one.second) if one.second else None,
        fallback=tuple(found for name in one.fallback if (found := team.find(name))),
        longest_wait_s=one.longest_wait_s,
        takers=permissions.Takers(
            everybody=one.takers.everybody,
            channels=frozenset(one.takers.channels),
            usernames=frozenset(one.takers.members),
        ),
        instructions=one.instructions,
    )


def _opening_hours(one: settings.Hours, *, zone: str) -> hours.OpeningHours:
    ranges = (
        hours.Closure(first=each.first, last=each.last, reason=each.reason, if_taken=each.if_taken)
        for each in one.closures
    )
    # A day written by itself wins over a closure around it: the later in the list wins.
    single_days = (hours.Closure(first=day, last=day, reason=reason) for day, reason in one.closed.items())
    return hours.OpeningHours(
        zone=zoneinfo.ZoneInfo(zone),
        weekly=tuple(_spans(one.spans_of(weekday)) for weekday in range(7)),
        default_span=hours.Span(start=one.spans[0].start, end=one.spans[-1].end),
        closures=(*ranges, *single_days),
        alsace_moselle=one.alsace_moselle,
    )


def _spans(written: collections.abc.Iterable[settings.HoursSpan]) -> tuple[hours.Span, ...]:
    return tuple(hours.Span(start=span.start, end=span.end) for span in written)
