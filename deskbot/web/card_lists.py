"""The lists of cards, and what ends several at once: from the request to the story."""

import collections.abc

from deskbot.calls import case
from deskbot.chat import buttons, messages
from deskbot.flows import card_lines, close_cards, introduce, list_cards
from deskbot.web import context as context_module


def show(
    scope: messages.Scope | None,
    username: str,
    desk: str,
    *,
    context: context_module.Context,
    skipped: int = 0,
) -> messages.Message:
    """List the cards that are not done, after those that were listed before."""
    if scope is None:
        return messages.InTrouble(trouble=messages.Trouble.BAD_SCOPE)
    return list_cards.show(
        scope,
        username=username,
        desk=desk,
        house=context.house,
        lines=card_lines.Lines(contacts=context.contacts, link=context.chat.link),
        old_days=context.old_cards_days,
        store=context.store,
        clock=context.clock,
        skipped=skipped,
    )


def more(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """List what comes after what was listed."""
    scope, desk, skipped = entity.split(";")
    return show(messages.Scope(scope), username, desk, context=context, skipped=int(skipped))


def ask(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    """Ask what came of several calls, before all of them are ended."""
    return close_cards.form(
        entity,
        username=username,
        house=context.house,
        old_days=context.old_cards_days,
        store=context.store,
        clock=context.clock,
    )


def filled(
    press: buttons.Press,
    fields: collections.abc.Mapping[str, str],
    *,
    username: str,
    context: context_module.Context,
) -> messages.Message | None:
    """End several cards; what comes of it is said by direct message, with its undo, as a form cannot."""
    closing = fields.get("closing", "")
    if closing not in case.CHOICES:
        return messages.InTrouble(trouble=messages.Trouble.BAD_CLOSING)
    said = close_cards.close(
        press.entity,
        closing=case.Closing(closing),
        username=username,
        house=context.house,
        old_days=context.old_cards_days,
        store=context.store,
        clock=context.clock,
    )
    if not isinstance(said, messages.CardsClosed):
        return said
    introduce.tell_outcome(said, username=username, store=context.store, clock=context.clock)
    return None
