"""The flows of cards: shown, heard, listed, and those that tell people of them."""

import functools

from deskbot import engine, settings
from deskbot.bootstrap import adapters
from deskbot.bootstrap import house as house_values
from deskbot.flows import (
    card_help,
    card_lines,
    card_shown,
    day_posts,
    escalate,
    keep_recording,
    remind_cards,
    show_card,
    tell,
    transcribe,
)

_LINE, _CHAT, _SPEECH = engine.Lane.LINE, engine.Lane.CHAT, engine.Lane.SPEECH


def register(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    """Register the flows that show cards, hear their messages, and tell people of them."""
    _register_shown(made, chosen, parts)
    _register_heard(made, chosen, parts)
    _register_lists(made, chosen, parts)


def _register_shown(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock, chat = parts.house, parts.data, parts.clock, parts.chat
    on_call = house_values.on_call_of(chosen)
    # Somebody waits for what is told; cards wait behind it, but those that are urgent.
    made.register(
        name=tell.KIND, run=bind(tell.run, store=data, chat=chat, clock=clock), lane=_CHAT, first=True
    )
    made.register(name=tell.EDIT_KIND, run=bind(tell.edit, store=data, chat=chat), lane=_CHAT, first=True)
    view = card_shown.View(
        house=house,
        channels=house_values.channels_of(chosen),
        contacts=parts.contacts,
        helper=card_help.Helper(advice=house_values.advice_of(chosen), rules=parts.rules),
        link=chat.link,
        posts_recordings=chosen.chat.recordings == "channel",
    )
    made.register(
        name=show_card.KIND,
        run=bind(
            show_card.run,
            view=view,
            delays=house_values.reminding_of(chosen),
            recordings=parts.recordings,
            store=data,
            chat=chat,
            clock=clock,
        ),
        lane=_CHAT,
    )
    made.register(
        name=escalate.KIND,
        run=bind(escalate.run, house=house, on_call=on_call, store=data, chat=chat, clock=clock),
        lane=engine.Lane.ALERT,
    )
    made.register(
        name=escalate.SHOW_KIND,
        run=bind(escalate.show, house=house, on_call=on_call, store=data, chat=chat),
        lane=engine.Lane.ALERT,
    )


def _register_heard(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock = parts.house, parts.data, parts.clock
    made.register(
        name=keep_recording.KIND,
        run=bind(
            keep_recording.run,
            log_of_calls=parts.call_log,
            recordings=parts.recordings,
            store=data,
            clock=clock,
        ),
        lane=_LINE,
    )
    made.register(
        name=transcribe.KIND,
        run=bind(
            transcribe.run,
            speech=parts.speech,
            recordings=parts.recordings,
            store=data,
            clock=clock,
            own_numbers=frozenset(each.number for one in house.desks.by_key.values() for each in one.numbers),
            channels=house_values.channels_of(chosen),
        ),
        lane=_SPEECH,
    )


def _register_lists(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock = parts.house, parts.data, parts.clock
    lines = card_lines.Lines(contacts=parts.contacts, link=parts.chat.link)
    delays = house_values.reminding_of(chosen)
    for name, run in (
        (remind_cards.KIND, remind_cards.run),
        (remind_cards.NOBODY_KIND, remind_cards.run_open),
    ):
        made.register(
            name=name, run=bind(run, house=house, delays=delays, lines=lines, store=data, clock=clock)
        )
    for name, tell_day, is_wanted in (
        (day_posts.OPENING_KIND, day_posts.open_day, chosen.cards.list_at_opening),
        (day_posts.CLOSING_KIND, day_posts.close_day, chosen.cards.sum_up_at_closing),
    ):
        run = bind(tell_day, is_wanted=is_wanted, house=house, lines=lines, store=data, clock=clock)
        made.register(name=name, run=run)
