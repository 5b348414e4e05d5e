"""Every flow that the engine runs, with what it is given."""

import functools

from deskbot import engine, settings
from deskbot.bootstrap import adapters, registered_cards, registered_mailbox, registered_privacy
from deskbot.bootstrap import house as house_values
from deskbot.flows import (
    acknowledge_caller,
    call_back,
    close_month,
    hand_over,
    know_members,
    prepare_turn,
    read_call_log,
    reconcile_line,
    record_call,
    show_board,
    show_gaps,
    tell_rates,
)

_LINE, _CHAT, _SPEECH = engine.Lane.LINE, engine.Lane.CHAT, engine.Lane.SPEECH
_BOARD_EVERY_S = 900.0
_HOUR_S = 3600.0
_DAY_S = 24 * _HOUR_S


def engine_of(chosen: settings.Settings, parts: adapters.Parts) -> engine.Engine:
    """Return the engine with every flow registered, not launched."""
    made = engine.Engine(
        database=parts.data,
        url=chosen.database_url,
        clock=parts.clock,
        kept_s=chosen.retention.workflows_days * _DAY_S,
    )
    _register_line(made, chosen, parts)
    registered_mailbox.register(made, chosen, parts)
    registered_cards.register(made, chosen, parts)
    _register_turns(made, chosen, parts)
    _register_views(made, chosen, parts)
    _register_month(made, chosen, parts)
    registered_privacy.register(made, chosen, parts)
    return made


def _register_line(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock = parts.house, parts.data, parts.clock
    watch = house_values.watch_of(chosen)
    made.register(
        name=reconcile_line.KIND,
        run=bind(
            reconcile_line.run,
            house=house,
            rules=parts.line_rules,
            line=parts.line,
            store=data,
            clock=clock,
            watch=watch,
        ),
        lane=_LINE,
        every_s=adapters.reconcile_period_s(chosen),
    )
    made.register(
        name=read_call_log.KIND,
        run=bind(
            read_call_log.run,
            house=house,
            watch=watch,
            log_of_calls=parts.call_log,
            store=data,
            clock=clock,
        ),
        lane=_LINE,
        every_s=adapters.poll_period_s(chosen),
    )
    made.register(
        name=call_back.KIND,
        run=bind(call_back.run, house=house, dialler=parts.dialler, store=data, clock=clock),
        lane=_LINE,
        first=True,
    )
    made.register(
        name=acknowledge_caller.KIND,
        run=bind(
            acknowledge_caller.run,
            house=house,
            manners=house_values.manners_of(chosen),
            texts=parts.texts,
            store=data,
            clock=clock,
        ),
        lane=_LINE,
        max_late_s=acknowledge_caller.MAX_LATE_S,
    )
    made.register(
        name=record_call.KIND,
        run=bind(
            record_call.run,
            house=house,
            cards_channel=chosen.chat.cards_channel,
            ringing_counts=chosen.ovh.ringing_counts,
            manners=house_values.manners_of(chosen),
            contacts=parts.contacts,
            store=data,
            clock=clock,
        ),
    )


def _register_turns(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock, chat = parts.house, parts.data, parts.clock, parts.chat
    # Asked, warned or handed over much later than it should be, it would only confuse.
    made.register(
        name=prepare_turn.ASK_KIND,
        run=bind(
            prepare_turn.ask,
            house=house,
            reminders=house_values.reminders_of(chosen),
            store=data,
            clock=clock,
        ),
        max_late_s=_DAY_S,
    )
    made.register(
        name=prepare_turn.WARN_KIND,
        run=bind(prepare_turn.warn, house=house, store=data, clock=clock),
        max_late_s=_DAY_S,
    )
    made.register(
        name=prepare_turn.HAND_OVER_KIND,
        run=bind(hand_over.run, house=house, store=data, chat=chat, clock=clock),
        max_late_s=_DAY_S,
    )
    made.register(
        name=know_members.KIND,
        run=bind(
            know_members.run,
            house=house,
            reminders=house_values.reminders_of(chosen),
            directory=chat,
            store=data,
            clock=clock,
        ),
        lane=_CHAT,
        every_s=chosen.duty.directory_s,
    )


def _register_views(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock, chat = parts.house, parts.data, parts.clock, parts.chat
    rhythm, links = house_values.rhythm_of(chosen), house_values.links_of(chosen)
    made.register(
        name=show_board.KIND,
        run=bind(show_board.run, house=house, links=links, store=data, chat=chat, clock=clock),
        lane=_CHAT,
        every_s=_BOARD_EVERY_S,
    )
    made.register(
        name=show_gaps.WEEK_KIND,
        run=bind(show_gaps.post_week, house=house, rhythm=rhythm, store=data, clock=clock),
        # Late or not, each looks at the day on which it runs.
        next_at=rhythm.next_week_post,
    )
    made.register(
        name=show_gaps.AHEAD_KIND,
        run=bind(show_gaps.look_ahead, house=house, rhythm=rhythm, store=data, clock=clock),
        next_at=rhythm.next_gaps,
    )
    made.register(
        name=show_gaps.SHOW_KIND,
        run=bind(show_gaps.show, house=house, store=data, chat=chat, clock=clock),
        lane=_CHAT,
    )


def _register_month(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    bind = functools.partial
    house, data, clock, chat = parts.house, parts.data, parts.clock, parts.chat
    books = house_values.books_of(chosen)
    made.register(
        name=close_month.KIND,
        run=bind(close_month.run, house=house, books=books, store=data, clock=clock),
        # Late rather than never: people are paid by it.
        next_at=house_values.rhythm_of(chosen).next_month_post,
    )
    made.register(
        name=close_month.SHOW_LINE_KIND,
        run=bind(close_month.show_line, house=house, books=books, store=data, chat=chat, clock=clock),
        lane=_CHAT,
    )
    made.register(
        name=close_month.FILES_KIND,
        run=bind(
            close_month.send_files,
            house=house,
            books=books,
            sheets=parts.sheets,
            store=data,
            chat=chat,
            clock=clock,
        ),
        lane=_CHAT,
    )
    made.register(
        name=tell_rates.FILES_KIND,
        run=bind(
            tell_rates.send_files,
            house=house,
            sheets=parts.rates_sheets,
            store=data,
            chat=chat,
            clock=clock,
        ),
        lane=_CHAT,
    )
