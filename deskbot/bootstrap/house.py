"""From the settings to the values that flows are given: no adapter here."""

import collections.abc
import dataclasses
import datetime as dt
import zoneinfo
from typing import Any

from deskbot import settings
from deskbot.calls import courtesy, destination, reminding
from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import duty, hours, profile, public_number
from deskbot.flows import addresses, card_help, escalate, line_aim, month_counted
from deskbot.flows import house as house_module
from deskbot.flows import watch as watch_module
from deskbot.line import assumptions, tolls
from deskbot.people import member, permissions, privacy
from deskbot.reports import contribution, coverage
from deskbot.settings import rehearsed


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
        allowed=chosen.tolls.allowed,
    )


def advice_of(chosen: settings.Settings) -> dict[str, card_help.Advice]:
    """Return what helps with each topic."""
    return {
        topic.value: card_help.Advice(
            question=one.question,
            link=one.link,
            label=one.label,
            premises=one.premises,
            cases=tuple(
                card_help.Case(
                    words=tuple(each.words), question=each.question, link=each.link, label=each.label
                )
                for each in one.cases
            ),
        )
        for topic, one in chosen.help.items()
    }


def channels_of(chosen: settings.Settings) -> destination.Channels:
    """Return where cards go."""
    return destination.Channels(
        home=chosen.chat.cards_channel,
        admins=chosen.chat.admins_channel,
        topics={topic.value: channel for topic, channel in chosen.chat.topics.items()},
        desks={key: one.channel for key, one in chosen.desks.items()},
    )


def on_call_of(chosen: settings.Settings) -> escalate.OnCall:
    """Return who is told of urgent things."""
    return escalate.OnCall(
        usernames=tuple(chosen.on_call.members),
        channel=chosen.chat.admins_channel,
        delay_s=chosen.on_call.delay_s,
    )


def reminding_of(chosen: settings.Settings) -> reminding.Delays:
    """Return when people are reminded of cards."""
    return reminding.Delays(
        taken=dt.timedelta(hours=chosen.cards.remind_taken_h),
        nobody=dt.timedelta(hours=chosen.cards.remind_open_h),
    )


def watch_of(chosen: settings.Settings) -> watch_module.Watch:
    """Return where trouble that lasts is told."""
    return watch_module.Watch(
        admins_channel=chosen.chat.admins_channel, trouble_after_s=chosen.trouble_after_s
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
        purge_at=chosen.retention.purge_at,
    )


def retention_of(chosen: settings.Settings) -> privacy.Retention:
    """Return how long each kind of what is personal is kept."""
    days = {kind: getattr(chosen.retention, f"{kind.value}_days") for kind in privacy.Kind}
    return privacy.Retention(days=days, delete_posts=chosen.retention.delete_posts)


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


def tolls_of(chosen: settings.Settings) -> tolls.Tolls:
    """Return where calls may be sent, and how often that may change."""
    return tolls.Tolls(
        allowed=chosen.tolls.allowed,
        changes_a_day=chosen.tolls.changes_a_day,
        call_backs_a_day=chosen.tolls.call_backs_a_day,
    )


def manners_of(chosen: settings.Settings) -> courtesy.Manners | None:
    """Return when callers who got nobody get a text message; None: never."""
    if not chosen.sms.service:
        return None
    return courtesy.Manners(
        house=chosen.sms.sender,
        delay=dt.timedelta(seconds=chosen.sms.delay_s),
        quiet_from=chosen.sms.quiet_from,
        quiet_until=chosen.sms.quiet_until,
    )


def line_rules_of(chosen: settings.Settings) -> line_aim.LineRules:
    """Return what the operator is taken to do, and what the house allows itself.

    :raises settings.BadSettings: if the answers of the rehearsal cannot be used.
    """
    return line_aim.LineRules(assumptions=assumptions_of(chosen), tolls=tolls_of(chosen))


def assumptions_of(chosen: settings.Settings) -> assumptions.Assumptions:
    """Return how the operator is taken to behave: as written, else as rehearsed, else as assumed.

    :raises settings.BadSettings: if the answers of the rehearsal cannot be used.
    """
    known: dict[str, Any] = {**rehearsed.read(chosen.state_folder), **chosen.ovh.assumptions.written}
    return dataclasses.replace(assumptions.AS_ASSUMED, **known)


def elsewhere_of(chosen: settings.Settings) -> privacy.Elsewhere:
    """Return where something about a caller may be that deskbot cannot erase."""
    return privacy.Elsewhere(
        mailbox=chosen.mailbox.host is not None,
        directory=chosen.directory.file is not None,
        texts=bool(chosen.sms.service),
        backups_days=chosen.retention.backups_days,
    )


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
        fallback=_found(one.fallback, team=team),
        longest_wait_s=one.longest_wait_s,
        takers=permissions.Takers(
            everybody=one.takers.everybody,
            channels=frozenset(one.takers.channels),
            usernames=frozenset(one.takers.members),
        ),
        instructions=one.instructions,
        kind=one.kind,
        other_numbers=tuple(
            public_number.PublicNumber(number=each.number, kind=each.kind) for each in one.other_numbers
        ),
        blocked=frozenset(one.blocked),
        most_waiting=one.most_waiting,
        click_to_call_line=one.click_to_call_line,
        profiles=tuple(
            profile.Profile(name=name, title=way.title, rings=_found(way.rings, team=team))
            for name, way in one.profiles.items()
        ),
    )


def _found(names: collections.abc.Iterable[str], *, team: member.Team) -> tuple[member.Member, ...]:
    return tuple(found for name in names if (found := team.find(name)))


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
