"""From a command to the story that it starts."""

import dataclasses

from deskbot.chat import commands, messages
from deskbot.desk import hours
from deskbot.flows import (
    addresses,
    answer_question,
    assign_turn,
    claim_duty,
    close_month,
    cover_turn,
    escalate,
    export_caller,
    forget_caller,
    introduce,
    journal,
    look,
    set_hours,
    set_premises,
    set_profile,
    simulate,
    tell_rates,
)
from deskbot.web import card_lists, obey_calls
from deskbot.web import context as context_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class Typed:
    """Who typed what in which channel (its name); `desk` is the one they chose when several were meant."""

    text: str
    username: str
    channel: str
    desk: str | None = None


def obey(typed: Typed, *, context: context_module.Context) -> context_module.Answer:
    """Do what was typed, at the desk that is meant; several are asked about."""
    wish = commands.parse(typed.text, desks=context.house.desks.by_key)
    about_one = getattr(wish, "desk", _NO_DESK) is not _NO_DESK or isinstance(wish, commands.Premises)
    if not about_one:
        return _about_people(wish, typed.username, context=context)
    with context.store.read() as work:
        person = context.house.people(work).find(typed.username)
    named = typed.desk or getattr(wish, "desk", None)
    meant = context.house.desks.meant(named=named, channel=typed.channel, person=person)
    if len(meant) > 1 and isinstance(wish, _NEEDS_ONE):
        choices = tuple((one.key, one.title) for one in meant)
        return messages.ChooseDesk(desks=choices, command=typed.text.strip())
    desk = meant[0].key
    stories = (_about_turns, _about_hours, _about_line, obey_calls.about_calls, _about_views, _about_past)
    for answer in stories:
        found = answer(wish, typed.username, desk, context=context)
        if found is not None:
            return found
    raise AssertionError(type(wish).__name__)


_NO_DESK = object()
# What changes something is never done at a desk that was guessed; what is only looked at may be.
_NEEDS_ONE = (
    commands.Take,
    commands.Release,
    commands.Cover,
    commands.Assign,
    commands.Close,
    commands.Open,
    commands.IgnoreGaps,
    commands.SetProfile,
    commands.EndProfile,
)


def _about_turns(
    wish: commands.Command, username: str, desk: str, *, context: context_module.Context
) -> context_module.Answer | None:
    house, store, clock, reminders = context.house, context.store, context.clock, context.reminders
    match wish:
        case commands.Take(dates=dates, rings=rings, rank=rank):
            return claim_duty.claim(
                dates,
                username=username,
                rings=rings,
                rank=rank,
                desk=desk,
                house=house,
                reminders=reminders,
                store=store,
                clock=clock,
            )
        case commands.Release(dates=dates):
            return claim_duty.release(
                dates,
                username=username,
                desk=desk,
                house=house,
                reminders=reminders,
                store=store,
                clock=clock,
            )
        case commands.Cover(dates=dates):
            return cover_turn.ask(dates, username=username, desk=desk, house=house, store=store, clock=clock)
        case commands.Assign(username=to, dates=dates, rings=rings, rank=rank):
            return assign_turn.assign(
                dates,
                to=to,
                username=username,
                rings=rings,
                rank=rank,
                desk=desk,
                house=house,
                reminders=reminders,
                store=store,
                clock=clock,
            )
    return None


def _about_hours(
    wish: commands.Command, username: str, desk: str, *, context: context_module.Context
) -> context_module.Answer | None:
    house, store, clock = context.house, context.store, context.clock
    match wish:
        case commands.Close(text=text, if_taken=if_taken):
            opening = hours.Opening.IF_TAKEN if if_taken else hours.Opening.CLOSED
        case commands.Open(text=text):
            opening = hours.Opening.OPEN
        case commands.IgnoreGaps(dates=dates):
            return set_hours.ignore_gaps(
                dates, username=username, desk=desk, house=house, store=store, clock=clock
            )
        case commands.Premises(presence=presence, until=until):
            return set_premises.say(
                presence,
                until=until,
                username=username,
                desk=desk,
                house=house,
                store=store,
                clock=clock,
            )
        case _:
            return None
    return set_hours.declare(
        text,
        opening=opening,
        username=username,
        desk=desk,
        house=house,
        reminders=context.reminders,
        store=store,
        clock=clock,
    )


def _about_line(
    wish: commands.Command, username: str, desk: str, *, context: context_module.Context
) -> context_module.Answer | None:
    house, store, clock = context.house, context.store, context.clock
    match wish:
        case commands.Simulate(when=when):
            return simulate.say(
                when, desk=desk, house=house, rules=context.line_rules, store=store, clock=clock
            )
        case commands.ShowProfiles():
            return set_profile.listed(desk=desk, house=house, store=store, clock=clock)
        case commands.SetProfile(name=name, until=until):
            return set_profile.begin(
                name, until, username=username, desk=desk, house=house, store=store, clock=clock
            )
        case commands.EndProfile():
            return set_profile.end(username=username, desk=desk, house=house, store=store, clock=clock)
    return None


def _about_views(
    wish: commands.Command, username: str, desk: str, *, context: context_module.Context
) -> context_module.Answer | None:
    house, store, clock, links = context.house, context.store, context.clock, context.links
    match wish:
        case commands.Show() | commands.Who(when=""):
            return look.state(
                desk=desk,
                username=username,
                house=house,
                store=store,
                clock=clock,
                with_help=isinstance(wish, commands.Show),
            )
        case commands.Who(when=when):
            return look.then(when, desk=desk, links=links, house=house, store=store, clock=clock)
        case commands.Plan(period=period):
            return look.plan(period, desk=desk, links=links, house=house, store=store, clock=clock)
        case commands.Gaps(period=period):
            return look.gaps(period, desk=desk, house=house, store=store, clock=clock)
        case commands.ShowCards(scope=scope):
            return card_lists.show(scope, username, desk, context=context)
        case commands.Calendar(renew=renew):
            return addresses.give(
                anew=renew,
                username=username,
                desk=desk,
                links=links,
                house=house,
                store=store,
                clock=clock,
            )
        case commands.Urge(text=text):
            return escalate.urge(
                text,
                username=username,
                desk=desk,
                house=house,
                on_call=context.on_call,
                store=store,
                clock=clock,
            )
    return None


def _about_past(
    wish: commands.Command, username: str, desk: str, *, context: context_module.Context
) -> context_module.Answer | None:
    house, store, clock = context.house, context.store, context.clock
    match wish:
        case commands.Bilan(month=month):
            return close_month.look(
                month,
                username=username,
                desk=desk,
                house=house,
                books=context.books,
                store=store,
                clock=clock,
            )
        case commands.Rates(period=period):
            return tell_rates.look(
                period, username=username, desk=desk, house=house, store=store, clock=clock
            )
    return None


def _about_people(
    wish: commands.Command, username: str, *, context: context_module.Context
) -> context_module.Answer:
    house, store, clock = context.house, context.store, context.clock
    match wish:
        case commands.Vouch(username=whom):
            return introduce.vouch(whom, username=username, house=house, store=store, clock=clock)
        case commands.Journal(count=count):
            return journal.recent(count, username=username, house=house, store=store, clock=clock)
        case commands.JournalOfLine(count=count):
            return journal.of_line(count, username=username, house=house, store=store)
        case commands.ForgetCaller(number=number):
            return forget_caller.ask(number, username=username, house=house, store=store, clock=clock)
        case commands.ExportCaller(number=number):
            return export_caller.ask(number, username=username, house=house, store=store, clock=clock)
        case commands.Members():
            return introduce.listed(username=username, house=house, store=store, clock=clock)
        case commands.Ask(question=question):
            return answer_question.ask(
                question, username=username, rules=context.rules, store=store, clock=clock
            )
        case _:
            return _about_oneself(wish, username, context=context)


def _about_oneself(
    wish: commands.Command, username: str, *, context: context_module.Context
) -> context_module.Answer:
    house, store, clock = context.house, context.store, context.clock
    match wish:
        case commands.MyNumber(number=""):
            return introduce.state(username=username, house=house, store=store, clock=clock)
        case commands.MyNumber(number=number):
            return introduce.change_number(number, username=username, house=house, store=store, clock=clock)
        case commands.ForgetNumber():
            return introduce.forget_number(username=username, house=house, store=store, clock=clock)
        case commands.SetRings(rings=rings):
            return introduce.set_rings(rings, username=username, house=house, store=store, clock=clock)
        case _:
            return _misunderstood(wish)


def _misunderstood(wish: commands.Command) -> messages.Message:
    match wish:
        case commands.Unknown(word=word, nearest=nearest):
            return messages.UnknownCommand(word_typed=word, nearest=nearest, commands=commands.FRENCH)
        case commands.BadRings():
            return messages.InTrouble(trouble=messages.Trouble.BAD_RINGS)
        case _:
            return messages.InTrouble(trouble=messages.Trouble.TOO_LONG)
