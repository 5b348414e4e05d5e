"""Something urgent: the admins are told one after the other until one answers."""

import dataclasses
import datetime as dt
import uuid

import structlog

from deskbot.alerts import escalation
from deskbot.chat import errors, messages
from deskbot.flows import house as house_module
from deskbot.flows import ports
from deskbot.people import member, permissions

log = structlog.get_logger(__name__)

KIND = "escalate"
SHOW_KIND = "show_alert"


@dataclasses.dataclass(frozen=True, kw_only=True)
class OnCall:
    """Who is told, in this order, in which channel, and how long each has to answer."""

    usernames: tuple[str, ...]
    channel: str
    delay_s: float


def urge(
    text: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    on_call: OnCall,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Have the admins told of what `username` typed."""
    if not text.strip():
        return messages.InTrouble(trouble=messages.Trouble.EMPTY_URGENCY)
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        if (refusal := permissions.to_act(team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        raise_alert(
            work,
            key=uuid.uuid4().hex[:16],
            desk=desk,
            text=text.strip(),
            raised_by=username,
            case=None,
            now=now,
        )
    first = team.name_of(on_call.usernames[0]) if on_call.usernames else None
    return messages.UrgencyReceived(first=first)


def raise_alert(
    work: ports.Work,
    *,
    key: str,
    desk: str,
    text: str,
    raised_by: str | None,
    case: str | None,
    now: dt.datetime,
) -> None:
    """Have the admins told right after this transaction; the same key twice is one alert."""
    if work.alerts.get(key) is None:
        work.alerts.save(escalation.Alert(key=key, desk=desk, text=text, raised_by=raised_by, case=case))
        work.due.put(KIND, key, at=now)


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    on_call: OnCall,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Tell the next admin of the alert `key`, unless one answered; come back after the delay."""
    step(
        "tell",
        lambda: _tell(key, house=house, on_call=on_call, store=store, chat=chat, clock=clock),
    )


def acknowledge(
    key: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Note that `username` answers for the alert; nobody is told of it any more."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        if (refusal := permissions.to_act(team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        alert = work.alerts.get(key)
        if alert is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        try:
            work.alerts.save(alert.taken(by=username, at=now))
        except escalation.AlreadyTaken as problem:
            return messages.CardNotFree(name=team.name_of(problem.by))
        work.due.drop(KIND, key)
        work.due.put(SHOW_KIND, key, at=now)
    return messages.AlertTaken()


def show(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    store: ports.Store,
    chat: ports.Chat,
    on_call: OnCall,
) -> None:
    """Make each post about the alert `key` say who answers for it."""

    def edit() -> int:
        with store.read() as work:
            alert, posts = work.alerts.get(key), work.alerts.posts(key)
            team = house.people(work)
            url = _card_url(work, alert, chat=chat)
        if alert is None:
            return 0
        title = house.title_of(alert.desk)
        for post in posts:
            message = _message(alert, title=title, team=team, username=post.username, card_url=url)
            try:
                chat.edit(
                    post.post_id,
                    message=message,
                    place=_place(post, on_call=on_call),
                    key=f"alert-{key}",
                )
            except errors.ChatRefused:
                log.warning("A post about an alert is gone.", alert=key)
        return len(posts)

    step("edit", edit)


def _tell(
    key: str,
    *,
    house: house_module.House,
    on_call: OnCall,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> bool:
    with store.read() as work:
        alert = work.alerts.get(key)
        team = house.people(work)
        url = _card_url(work, alert, chat=chat)
    told = escalation.next_telling(alert, on_call=on_call.usernames) if alert else None
    if alert is None or told is None or _too_soon(alert, on_call=on_call, store=store, clock=clock):
        return False
    now = clock.now()
    title = house.title_of(alert.desk)
    message = _message(alert, title=title, team=team, username=told.username, card_url=url)
    for place in _places(told, on_call=on_call):
        _post(alert, message, told=told, place=place, store=store, chat=chat)
    with store.write() as work:
        fresh = work.alerts.get(key) or alert
        fresh = escalation.after_telling(fresh, at=now, everybody=told.username is None)
        work.alerts.save(fresh)
        if fresh.state is escalation.State.RINGING:
            work.due.put(KIND, key, at=now + dt.timedelta(seconds=on_call.delay_s))
        elif fresh.is_answered:
            # Somebody answered while these posts were on their way: they must say so too.
            work.due.put(SHOW_KIND, key, at=now)
    return True


def _too_soon(alert: escalation.Alert, *, on_call: OnCall, store: ports.Store, clock: ports.Clock) -> bool:
    if alert.last_told_at is None:
        return False
    next_at = alert.last_told_at + dt.timedelta(seconds=on_call.delay_s)
    if clock.now() >= next_at:
        return False
    with store.write() as work:
        work.due.put(KIND, alert.key, at=next_at)
    return True


def _places(told: escalation.Next, *, on_call: OnCall) -> list[messages.Place]:
    channel = messages.Channel(name=on_call.channel)
    return [channel, *([messages.Direct(username=told.username)] if told.username else [])]


def _post(
    alert: escalation.Alert,
    message: messages.Message,
    *,
    told: escalation.Next,
    place: messages.Place,
    store: ports.Store,
    chat: ports.Chat,
) -> None:
    """Post in one place, unless somebody answered meanwhile; a place that refuses must not stop the rest."""
    with store.read() as work:
        latest = work.alerts.get(alert.key)
    if latest is not None and latest.is_answered:
        return
    direct = isinstance(place, messages.Direct)
    post_key = f"alert-{alert.key}-{alert.told}{'-direct' if direct else ''}"
    try:
        post_id = chat.post(message, place=place, key=post_key)
    except errors.ChatRefused:
        log.error(
            "Somebody could not be told of an alert.", alert=alert.key, direct=direct, who=told.username
        )
        return
    with store.write() as work:
        post = escalation.AlertPost(post_id=post_id, username=told.username, direct=direct)
        work.alerts.save_post(alert.key, post)


def _place(post: escalation.AlertPost, *, on_call: OnCall) -> messages.Place:
    if post.direct and post.username is not None:
        return messages.Direct(username=post.username)
    return messages.Channel(name=on_call.channel)


def _card_url(work: ports.Work, alert: escalation.Alert | None, *, chat: ports.Chat) -> str | None:
    card = work.cases.get(alert.case) if alert and alert.case else None
    return chat.link(card.post_id) if card and card.post_id else None


def _message(
    alert: escalation.Alert, *, title: str, team: member.Team, username: str | None, card_url: str | None
) -> messages.Urgent:
    settled_by = team.name_of(alert.taken_by) or None
    is_calmed = alert.state is escalation.State.CALMED
    return messages.Urgent(
        alert=alert.key,
        title=title,
        username=username,
        text=alert.text,
        raised_by=team.name_of(alert.raised_by) or None,
        from_call=alert.case is not None,
        settled=alert.state is escalation.State.SETTLED,
        taken_by=None if is_calmed else settled_by,
        taken_at=alert.taken_at,
        calmed_by=settled_by if is_calmed else None,
        card_url=card_url,
    )
