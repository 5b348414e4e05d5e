"""What a click under a card asks for, and what its menus and forms say: from the request to the story."""

import collections.abc
import re

from deskbot.calls import case
from deskbot.chat import buttons, errors, forms, messages
from deskbot.flows import follow_up, hand_card, hear_recording, note_call, sort_card
from deskbot.web import card_lists
from deskbot.web import context as context_module

# Ids of the chat (facts/mattermost.md, section 2): what is not one is asked about nowhere.
_USER_ID = re.compile(r"[a-z0-9]{26}")


def take(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Take the card."""
    return follow_up.take(
        entity,
        username=username,
        house=context.house,
        contacts=context.contacts,
        store=context.store,
        clock=context.clock,
    )


def listen(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Give an address to hear the card's recordings at."""
    return hear_recording.offer(
        entity,
        username=username,
        booth=context.booth,
        house=context.house,
        store=context.store,
        clock=context.clock,
    )


def end(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """End the card with what came of calling back; `entity` holds its key and that."""
    key, _, closing = entity.partition(";")
    return follow_up.finish(
        key,
        username=username,
        closing=case.Closing(closing),
        note=None,
        house=context.house,
        store=context.store,
        clock=context.clock,
    )


def undo(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Take back the last thing done with the card."""
    return hand_card.undo(
        entity,
        username=username,
        house=context.house,
        link=context.chat.link,
        store=context.store,
        clock=context.clock,
    )


def hand(entity: str, option: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Hand the card to the user of the chat whose id was chosen; nothing signed it."""
    if not _USER_ID.fullmatch(option):
        return messages.InTrouble(trouble=messages.Trouble.NOT_A_COLLEAGUE)
    try:
        chosen = context.chat.person(option)
    except errors.ChatRefused:
        return messages.InTrouble(trouble=messages.Trouble.NOT_A_COLLEAGUE)
    except errors.ChatUnavailable:
        return messages.InTrouble(trouble=messages.Trouble.CHAT_DOWN)
    return hand_card.hand(
        entity,
        to=chosen.username,
        username=username,
        house=context.house,
        contacts=context.contacts,
        link=context.chat.link,
        store=context.store,
        clock=context.clock,
    )


def add_number(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Give a note the number of the call that its author just answered."""
    return note_call.add_number(
        entity,
        username=username,
        house=context.house,
        contacts=context.contacts,
        link=context.chat.link,
        store=context.store,
        clock=context.clock,
    )


def sort(entity: str, option: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Do what was chosen in the card's menu; nothing signed that either."""
    try:
        chosen = buttons.Option.read(option)
        if chosen == buttons.Option(choice=buttons.Choice.NOTE):
            return forms.note(entity)
        return sort_card.choose(
            entity,
            chosen,
            username=username,
            house=context.house,
            channels=context.channels,
            on_call=context.on_call,
            store=context.store,
            clock=context.clock,
        )
    except buttons.NotAnOption:
        return messages.InTrouble(trouble=messages.Trouble.FORGED)


def filled(
    press: buttons.Press,
    fields: collections.abc.Mapping[str, str],
    *,
    username: str,
    context: context_module.Context,
) -> messages.Message | None:
    """Take in a form about a card; None when what it says is done."""
    if press.action is buttons.Action.FINISH_MANY:
        return card_lists.filled(press, fields, username=username, context=context)
    story = _finish if press.action is buttons.Action.FINISH else _note
    return story(press.entity, fields, username=username, context=context)


def _note(
    entity: str,
    fields: collections.abc.Mapping[str, str],
    *,
    username: str,
    context: context_module.Context,
) -> messages.Message | None:
    return sort_card.add_note(
        entity,
        fields.get("note", ""),
        username=username,
        house=context.house,
        store=context.store,
        clock=context.clock,
    )


def _finish(
    entity: str,
    fields: collections.abc.Mapping[str, str],
    *,
    username: str,
    context: context_module.Context,
) -> messages.Message | None:
    try:
        closing = case.Closing(fields.get("closing", ""))
    except ValueError:
        return messages.InTrouble(trouble=messages.Trouble.BAD_CLOSING)
    if closing not in case.CHOICES:
        return messages.InTrouble(trouble=messages.Trouble.BAD_CLOSING)
    said = follow_up.finish(
        entity,
        username=username,
        closing=closing,
        note=fields.get("note") or None,
        house=context.house,
        store=context.store,
        clock=context.clock,
    )
    return None if isinstance(said, messages.CardClosed) else said
