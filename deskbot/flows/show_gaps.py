"""Free half-days are offered in the channel, one button each, and the posts follow what is taken."""

import datetime as dt
import itertools

import structlog

from deskbot.chat import errors, messages
from deskbot.desk import desk as desk_module
from deskbot.desk import duty as duty_module
from deskbot.desk import gap_post, gaps, planning
from deskbot.flows import house as house_module
from deskbot.flows import plan_shown, ports

log = structlog.get_logger(__name__)

WEEK_KIND = "post_week"
AHEAD_KIND = "look_ahead"
SHOW_KIND = "show_gaps"
_LONGEST_CLOSING_DAYS = 31


def soon(work: ports.Work, desk: desk_module.Desk, *, now: dt.datetime) -> None:
    """Have the offers of `desk` that people can still see say what is free now."""
    today = now.astimezone(desk.hours.zone).date()
    for offer in work.gap_posts.shown_for(desk.key, from_day=today):
        work.due.put(SHOW_KIND, offer.key, at=now)


def post_week(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    rhythm: duty_module.Rhythm,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Have next week of the desk `key` posted, unless it is closed all week long.

    It is asked each day: when the day of the week post is closed, the last open one before it stands in.
    """

    def put() -> bool:
        now = clock.now()
        with store.write() as work:
            desk = house.known(work, since=now).desk(key)
            if desk is None:
                return False
            here = now.astimezone(desk.hours.zone)
            today = here.date()
            # A row of yesterday, late, is not today's yet.
            is_time = here.time() >= rhythm.week_post_at
            if not is_time or today != _week_post_day(desk, today=today, weekday=rhythm.week_post_weekday):
                return False
            monday = planning.monday_of(today) + dt.timedelta(days=7)
            sunday = monday + dt.timedelta(days=6)
            week = planning.days_between(monday, sunday)
            if not any(desk.hours.served_spans_on(day) for day in week):
                return False
            offer = gap_post.GapPost(
                key=f"week-{key}-{monday}",
                desk=key,
                channel=desk.channel,
                kind=gap_post.Kind.WEEK,
                first=monday,
                last=sunday,
            )
            _put(work, offer, now=now)
        return True

    step("week", put)


def look_ahead(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    rhythm: duty_module.Rhythm,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Have the gaps of the desk `key` told that are so many days ahead, unless they are intended."""

    def put() -> int:
        now = clock.now()
        told = 0
        with store.write() as work:
            desk = house.known(work, since=now).desk(key)
            if desk is None:
                return 0
            days = _told_today(desk, today=now.astimezone(desk.hours.zone).date())
            for ahead, day in itertools.product(rhythm.gaps_ahead_days, days):
                gap = day + dt.timedelta(days=ahead)
                offer = gap_post.GapPost(
                    key=f"gap-{key}-{gap}-{ahead}",
                    desk=key,
                    channel=desk.channel,
                    kind=gap_post.Kind.AHEAD,
                    first=gap,
                    last=gap,
                )
                if _has_gaps(work, offer, desk=desk, now=now):
                    _put(work, offer, now=now)
                    told += 1
        return told

    step("ahead", put)


def show(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Post the offer `key`, or make its post say what is free now."""

    def bring() -> bool:
        with store.read() as work:
            now = clock.now()
            offer = work.gap_posts.get(key)
            desk = house.known(work, since=now).desk(offer.desk) if offer else None
            if offer is None or desk is None:
                return False
            message = _message(work, offer, desk=desk, house=house.known(work, since=now), now=now)
        place = messages.Channel(name=offer.channel)
        if offer.post_id is not None:
            return _edited(offer.post_id, message, place=place, key=key, chat=chat)
        post_id = chat.post(message, place=place, key=key)
        with store.write() as work:
            work.gap_posts.posted(key, post_id=post_id)
        return True

    step("show", bring)


def _edited(
    post_id: str, message: messages.Message, *, place: messages.Place, key: str, chat: ports.Chat
) -> bool:
    try:
        chat.edit(post_id, message=message, place=place, key=key)
    except errors.ChatRefused:
        log.warning("A post that offers half-days is gone.", offer=key)
        return False
    return True


def _told_today(desk: desk_module.Desk, *, today: dt.date) -> list[dt.date]:
    """Return the days whose turn it is to be looked ahead from: a Friday's are those of its week-end too.

    None when the desk is closed today: nobody is there to read.
    """
    if not desk.hours.served_spans_on(today):
        return []
    days = [today]
    for offset in range(1, _LONGEST_CLOSING_DAYS):
        day = today + dt.timedelta(days=offset)
        if desk.hours.served_spans_on(day):
            break
        days.append(day)
    return days


def _week_post_day(desk: desk_module.Desk, *, today: dt.date, weekday: int) -> dt.date:
    """Return on which day of this week the next one is posted."""
    monday = planning.monday_of(today)
    wanted = monday + dt.timedelta(days=weekday)
    for back in range(weekday + 1):
        day = wanted - dt.timedelta(days=back)
        if desk.hours.served_spans_on(day):
            return day
    return wanted


def _put(work: ports.Work, offer: gap_post.GapPost, *, now: dt.datetime) -> None:
    work.gap_posts.add(offer)
    work.due.put(SHOW_KIND, offer.key, at=now)


def _has_gaps(work: ports.Work, offer: gap_post.GapPost, *, desk: desk_module.Desk, now: dt.datetime) -> bool:
    span = planning.whole_days(offer.first, offer.last, hours=desk.hours)
    slots = work.slots.between(desk.key, span=span)
    ignored = work.exceptions.ignored(desk.key, until_after=now)
    return bool(gaps.gaps(hours=desk.hours, slots=slots, ignored=ignored, span=span))


def _message(
    work: ports.Work,
    offer: gap_post.GapPost,
    *,
    desk: desk_module.Desk,
    house: house_module.House,
    now: dt.datetime,
) -> messages.Message:
    wishes, _ = plan_shown.free(work, desk=desk, first=offer.first, last=offer.last, now=now)
    if offer.kind is gap_post.Kind.AHEAD:
        return messages.GapsAhead(title=desk.title, day=offer.first, free=wishes)
    (week,) = plan_shown.weeks(work, desk=desk, first=offer.first, last=offer.last, team=house.team)
    return messages.WeekPost(title=desk.title, week=week, free=wishes)
