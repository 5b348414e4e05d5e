"""What a card is about is said by people: its topic or channel, that it is urgent or not, spam, a note."""

import datetime as dt

from deskbot.calls import case, destination, handling, triage
from deskbot.chat import buttons, messages
from deskbot.desk import roster
from deskbot.flows import escalate, keep_card, ports, settle_alert
from deskbot.flows import house as house_module
from deskbot.voicemail import transcript

_CLOSINGS = {
    buttons.Choice.SPAM: case.Closing.SPAM,
    buttons.Choice.WRONG_NUMBER: case.Closing.WRONG_NUMBER,
}


def choose(
    key: str,
    option: buttons.Option,
    *,
    username: str,
    house: house_module.House,
    channels: destination.Channels,
    on_call: escalate.OnCall,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Do what was chosen in the card's menu, if the menu of any card of its desk offers it.

    :raises buttons.NotAnOption: if none does.
    """
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        if card.state is case.State.DONE:
            name = team.name_of(card.done_by)
            return messages.CardNotFree(name=name, since=card.done_at, is_done=True)
        changed, kind = _chosen(card, option, by=username, channels=channels, now=now)
        keep_card.keep(work, changed, kind, by=username, now=now)
        keep_card.tell_former(work, card, changed, by=username, team=team, now=now)
        if option.choice is buttons.Choice.URGENT:
            _raise(work, changed, by=username, now=now)
        elif option.choice is not buttons.Choice.TOPIC and option.choice is not buttons.Choice.CHANNEL:
            settle_alert.calm(work, key, by=username, now=now)
    first = team.name_of(on_call.usernames[0]) if on_call.usernames else None
    moves = changed.channel != card.channel
    return messages.CardSorted(
        choice=option.choice,
        topic=changed.topic if option.choice is buttons.Choice.TOPIC else None,
        channel=changed.channel if moves else None,
        first=first,
    )


def add_note(
    key: str,
    note: str,
    *,
    username: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message | None:
    """Write a note on the card; None when that is done."""
    now = clock.now()
    with store.write() as work:
        team = house.people(work)
        card = keep_card.found(work, key, username=username, team=team)
        if not isinstance(card, case.Case):
            return card
        if not note.strip():
            return messages.InTrouble(trouble=messages.Trouble.EMPTY_NOTE)
        written = case.with_line(card.note, f"{team.name_of(username)} : {note}")
        keep_card.keep(work, card.changed(note=written), roster.ChangeKind.NOTE_CARD, by=username, now=now)
    return None


def _chosen(
    card: case.Case,
    option: buttons.Option,
    *,
    by: str,
    channels: destination.Channels,
    now: dt.datetime,
) -> tuple[case.Case, roster.ChangeKind]:
    match option:
        case buttons.Option(choice=buttons.Choice.URGENT, about=None):
            return card.changed(urgent=True, urgent_by=by), roster.ChangeKind.URGENT_CARD
        case buttons.Option(choice=buttons.Choice.NOT_URGENT, about=None):
            return card.changed(urgent=False, urgent_by=by), roster.ChangeKind.CALM_CARD
        case buttons.Option(choice=buttons.Choice.TOPIC, about=str(topic)) if topic in _TOPICS:
            # A topic without a channel leaves the card where it is.
            channel = channels.of_topic(topic) or card.channel
            changed = handling.sorted_as(card, topic=topic, channel=channel, by=by)
            return changed, roster.ChangeKind.SORT_CARD
        case buttons.Option(choice=buttons.Choice.CHANNEL, about=str(channel)) if channel in channels.all_of(
            card.desk
        ):
            return handling.placed(card, channel=channel, by=by), roster.ChangeKind.SORT_CARD
        case buttons.Option(choice=choice, about=None) if choice in _CLOSINGS:
            closing = _CLOSINGS[choice]
            return card.finished(by=by, closing=closing, at=now), roster.ChangeKind.FINISH_CARD
        case _:
            raise buttons.NotAnOption


_TOPICS = frozenset(one.value for one in triage.Topic)


def _raise(work: ports.Work, card: case.Case, *, by: str, now: dt.datetime) -> None:
    if any(not alert.is_answered for alert in work.alerts.of_case(card.key)):
        # Two taps, or two people: the admins are told already.
        return
    heard = transcript.Transcript.from_json(card.transcript) if card.transcript else None
    escalate.raise_alert(
        work,
        # Said urgent, then not, then urgent again: each time is an alert of its own.
        key=f"call-{card.key}-{card.version}",
        desk=card.desk,
        text=card.told or (heard.text if heard else ""),
        raised_by=by,
        case=card.key,
        now=now,
    )
