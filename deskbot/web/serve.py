"""From a request that is believed to the story it starts."""

import collections.abc
import dataclasses
import functools
import hmac

from deskbot.chat import buttons, errors, forms, messages, wish
from deskbot.flows import (
    agree_line,
    call_back,
    check_click,
    claim_duty,
    close_cards,
    close_month,
    cover_turn,
    escalate,
    forget_caller,
    introduce,
    prepare_turn,
    prove_number,
    settle_drift,
    undo_change,
)
from deskbot.outside.mattermost import wire
from deskbot.reports import contribution
from deskbot.web import card_lists, cards, obey
from deskbot.web import context as context_module

# What people type in a form; lists and boxes are checked as such, and what no form of ours has is ignored.
_TYPED = ("note", "number", "hours", "until")
_LONGEST_NOTE = 1000
_LONGEST_FIELD = 200


def command(asked: wire.SlashCommand, *, context: context_module.Context) -> messages.Message | None:
    """Answer a slash command, once its token is ours; None when the answer is a form."""
    # The form's token alone: a proxy or a newer server may replace the header (facts/mattermost.md, 1).
    if not hmac.compare_digest(asked.token.encode(), context.command_token.encode()):
        return messages.InTrouble(trouble=messages.Trouble.BAD_TOKEN)
    typed = obey.Typed(text=asked.text, username=asked.username, channel=asked.channel_name)
    answer = obey.obey(typed, context=context)
    return _said(
        answer, asked.trigger_id, channel_id=asked.channel_id, user_id=asked.user_id, context=context
    )


def click(made: wire.ButtonClick, *, context: context_module.Context) -> messages.Message | None:
    """Do what a button asks for, once its signature is ours; None when the answer is a form."""
    try:
        press = buttons.verify(
            made.context, secret=context.secret, channel=made.channel_id, now=context.clock.now()
        )
    except buttons.Forged:
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    except buttons.Expired:
        return messages.InTrouble(trouble=messages.Trouble.EXPIRED)
    # What only one person was shown is clicked by that person alone.
    mine = press.is_of_an_answer_to(made.user_id)
    if not mine and not check_click.is_on_our_post(press, post_id=made.post_id, store=context.store):
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    answer = _pressed(press, made.username, option=made.option, context=context)
    return _said(answer, made.trigger_id, channel_id=made.channel_id, user_id=made.user_id, context=context)


def dialog(sent: wire.DialogSubmission, *, context: context_module.Context) -> messages.Message | None:
    """Take a form in; None when that is done, else what is wrong."""
    try:
        press = buttons.verify(
            wire.state_of(sent.state),
            secret=context.secret,
            channel=sent.channel_id,
            now=context.clock.now(),
        )
    except buttons.Forged:
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    except buttons.Expired:
        return messages.InTrouble(trouble=messages.Trouble.EXPIRED)
    if press.nonce != buttons.form_nonce(sent.user_id):
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    return None if sent.cancelled else _filled(press, sent, context=context)


def _said(
    answer: context_module.Answer,
    trigger_id: str,
    *,
    channel_id: str,
    user_id: str,
    context: context_module.Context,
) -> messages.Message | None:
    if not isinstance(answer, forms.Form):
        return answer
    # Its trigger lives 3 s, and opening a form changes nothing.
    try:
        context.chat.open_form(trigger_id, form=answer, channel_id=channel_id, user_id=user_id)
    except errors.DialogTooLate:
        return messages.InTrouble(trouble=messages.Trouble.TOO_LATE)
    except errors.ChatUnavailable:
        return messages.InTrouble(trouble=messages.Trouble.CHAT_DOWN)
    return None


def _pressed(
    press: buttons.Press, username: str, *, option: str | None, context: context_module.Context
) -> context_module.Answer:
    if option is not None and press.action in _MENUS:
        return _MENUS[press.action](press.entity, option, username, context)
    story = _STORIES.get(press.action)
    if story is None:
        # The action of a form or of a menu, under a button: nothing of ours.
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    return story(press.entity, username, context)


_Story = collections.abc.Callable[[str, str, context_module.Context], context_module.Answer]


def _take_turn(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    try:
        asked = wish.from_text(entity)
    except wish.NotAWish:
        # Another version of deskbot signed it.
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    answer = claim_duty.take(
        asked,
        username=username,
        house=context.house,
        reminders=context.reminders,
        store=context.store,
        clock=context.clock,
    )
    if isinstance(answer, messages.ClaimMade | messages.NothingWon):
        # The answer to a click is a text alone (facts/mattermost.md, section 2): nothing to click in it.
        return dataclasses.replace(answer, instead=())
    return answer


def _call_back(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    return call_back.ask(
        entity,
        username=username,
        house=context.house,
        tolls=context.line_rules.tolls,
        store=context.store,
        clock=context.clock,
    )


def _set_number(_entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    return introduce.number_form(
        username=username, house=context.house, store=context.store, clock=context.clock
    )


def _choose_desk(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
    desk, _, text = entity.partition(";")
    if context.house.desk(desk) is None:
        return messages.InTrouble(trouble=messages.Trouble.NO_SUCH_DESK)
    typed = obey.Typed(text=text, username=username, channel="", desk=desk)
    return obey.obey(typed, context=context)


def _of_member(
    story: collections.abc.Callable[..., context_module.Answer],
) -> _Story:
    """Return the story of a flow that needs a thing's key, a member, and the house."""

    def told(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
        return story(entity, username=username, house=context.house, store=context.store, clock=context.clock)

    return told


def _of_turns(
    story: collections.abc.Callable[..., context_module.Answer],
) -> _Story:
    """Return the story of a flow that changes turns, and so what is said around them."""

    def told(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
        return story(
            entity,
            username=username,
            house=context.house,
            reminders=context.reminders,
            store=context.store,
            clock=context.clock,
        )

    return told


def _mending(by_minutes: int) -> _Story:
    def told(entity: str, username: str, context: context_module.Context) -> context_module.Answer:
        return close_month.mend(
            entity, by_minutes=by_minutes, username=username, store=context.store, clock=context.clock
        )

    return told


def _forgetting(*, with_open: bool) -> _Story:
    return _of_member(functools.partial(forget_caller.confirm, with_open=with_open))


_STORIES: dict[buttons.Action, _Story] = {
    buttons.Action.TAKE: cards.take,
    buttons.Action.END: cards.end,
    buttons.Action.UNDO_CARD: cards.undo,
    buttons.Action.LISTEN: cards.listen,
    buttons.Action.ADD_NUMBER: cards.add_number,
    buttons.Action.FINISH: lambda entity, _username, _context: forms.closing(entity),
    buttons.Action.ACKNOWLEDGE: _of_member(escalate.acknowledge),
    buttons.Action.UNDO: _of_turns(undo_change.undo),
    buttons.Action.TAKE_TURN: _take_turn,
    buttons.Action.COVER: _of_turns(cover_turn.accept),
    buttons.Action.CONFIRM: _of_member(prepare_turn.confirm),
    buttons.Action.GIVE_BACK: _of_turns(claim_duty.release_turn),
    buttons.Action.PROVE: _of_member(prove_number.confirm),
    buttons.Action.NOT_ME: _of_member(prove_number.deny),
    buttons.Action.MORE: _mending(contribution.CLAIM_STEP_MINUTES),
    buttons.Action.LESS: _mending(-contribution.CLAIM_STEP_MINUTES),
    buttons.Action.CORRECT: lambda entity, _username, _context: forms.corrected_hours(entity),
    buttons.Action.CHOOSE_DESK: _choose_desk,
    buttons.Action.SET_NUMBER: _set_number,
    buttons.Action.RESTORE_LINE: _of_member(settle_drift.restore),
    buttons.Action.KEEP_LINE: _of_member(settle_drift.keep_form),
    buttons.Action.AGREE_LINE: _of_member(agree_line.agree),
    buttons.Action.FORGET: _forgetting(with_open=False),
    buttons.Action.FORGET_OPEN: _forgetting(with_open=True),
    buttons.Action.CALL_BACK: _call_back,
    buttons.Action.FINISH_MANY: card_lists.ask,
    buttons.Action.REOPEN_MANY: _of_member(close_cards.reopen),
    buttons.Action.LIST_MORE: card_lists.more,
}

_MENUS: dict[
    buttons.Action,
    collections.abc.Callable[[str, str, str, context_module.Context], context_module.Answer],
] = {
    buttons.Action.HAND_OVER: cards.hand,
    buttons.Action.SORT: cards.sort,
}


def _filled(
    press: buttons.Press, sent: wire.DialogSubmission, *, context: context_module.Context
) -> messages.Message | None:
    """Do what a form asks for, as whoever sent it; None when that is done."""
    trouble = _trouble_with(sent.submission)
    if trouble is not None:
        return messages.InTrouble(trouble=trouble)
    try:
        who = context.chat.person(sent.user_id)
    except (errors.ChatUnavailable, errors.ChatRefused):
        return messages.InTrouble(trouble=messages.Trouble.CHAT_DOWN)
    fields = {name: str(value) for name, value in sent.submission.items() if isinstance(value, str)}
    house, store, clock = context.house, context.store, context.clock
    match press.action:
        case buttons.Action.FINISH | buttons.Action.ADD_NOTE | buttons.Action.FINISH_MANY:
            return cards.filled(press, fields, username=who.username, context=context)
        case buttons.Action.FIRST_TURN:
            said = introduce.register(
                fields.get("number", ""),
                accepted=sent.submission.get("accepted") is True,
                who=who,
                house=house,
                store=store,
                clock=clock,
            )
            if said is None:
                _first_turn(press.entity, who.username, context=context)
            return said
        case buttons.Action.SET_NUMBER:
            return _number_sent(fields.get("number", ""), who.username, context=context)
        case buttons.Action.CORRECT | buttons.Action.KEEP_LINE:
            return _mended(press, fields, who.username, context=context)
        case _:
            return messages.InTrouble(trouble=messages.Trouble.FORGED)


def _mended(
    press: buttons.Press,
    fields: collections.abc.Mapping[str, str],
    username: str,
    *,
    context: context_module.Context,
) -> messages.Message | None:
    """Take in a form of one field; None when what it says is done."""
    house, store, clock = context.house, context.store, context.clock
    said: messages.Message
    if press.action is buttons.Action.CORRECT:
        hours = fields.get("hours", "")
        said = close_month.correct(press.entity, hours=hours, username=username, store=store, clock=clock)
    else:
        until = fields.get("until", "")
        said = settle_drift.keep(
            press.entity, until, username=username, house=house, store=store, clock=clock
        )
    return None if isinstance(said, messages.LineMended | messages.LineKept) else said


def _number_sent(number: str, username: str, *, context: context_module.Context) -> messages.Message | None:
    store, clock = context.store, context.clock
    said = introduce.change_number(number, username=username, house=context.house, store=store, clock=clock)
    if isinstance(said, messages.NumberNoted):
        introduce.tell_outcome(said, username=username, store=store, clock=clock)
        return None
    # The note was to be accepted first: this form is of before.
    expired = messages.InTrouble(trouble=messages.Trouble.EXPIRED)
    return said if isinstance(said, messages.Message) else expired


def _first_turn(entity: str, username: str, *, context: context_module.Context) -> None:
    """Do what the form was opened for; what comes of it is said by direct message, as a form cannot."""
    purpose = introduce.purpose_of(entity)
    if purpose.cover is not None:
        answer = _STORIES[buttons.Action.COVER](purpose.cover, username, context)
    elif purpose.turns is not None:
        answer = _take_turn(wish.to_text(purpose.turns), username, context)
    else:
        answer = introduce.state(
            username=username, house=context.house, store=context.store, clock=context.clock
        )
    if isinstance(answer, messages.Message):
        introduce.tell_outcome(answer, username=username, store=context.store, clock=context.clock)


def _trouble_with(submission: collections.abc.Mapping[str, object]) -> messages.Trouble | None:
    """Return what is wrong with the fields of any form: only the client checked them."""
    for name in _TYPED:
        value = submission.get(name)
        if value is None:
            continue
        if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
            # Half a letter, which JSON can spell, cannot be kept.
            return messages.Trouble.NOT_READABLE
        if len(value) > (_LONGEST_NOTE if name == "note" else _LONGEST_FIELD):
            return messages.Trouble.TOO_LONG
    return None
