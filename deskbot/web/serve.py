"""From a request that is believed to the story it starts."""

import hmac

from deskbot.calls import case
from deskbot.chat import buttons, commands, errors, messages
from deskbot.outside.mattermost import wire
from deskbot.web import stories as stories_module

_LONGEST_NOTE = 1000


def command(asked: wire.SlashCommand, *, stories: stories_module.Stories) -> messages.Message:
    """Answer a slash command, once its token is ours."""
    # The form's token alone: a proxy or a newer server may replace the header (facts/mattermost.md, 1).
    if not hmac.compare_digest(asked.token.encode(), stories.command_token.encode()):
        return messages.InTrouble(trouble=messages.Trouble.BAD_TOKEN)
    return _obey(commands.parse(asked.text), asked=asked, stories=stories)


def _obey(
    wish: commands.Command, *, asked: wire.SlashCommand, stories: stories_module.Stories
) -> messages.Message:
    username, channel = asked.username, asked.channel_name
    match wish:
        case commands.Take(dates=dates, rings=rings):
            return stories.claim(dates, username=username, rings=rings, channel=channel)
        case commands.Release(dates=dates):
            return stories.release(dates, username=username, channel=channel)
        case commands.Urge(text=text):
            return stories.urge(text, username=username, channel=channel)
        case commands.Ask(question=question):
            return stories.ask(question, username=username)
        case commands.Who() | commands.Show():
            return stories.show(channel=channel, with_help=isinstance(wish, commands.Show))
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


def click(made: wire.ButtonClick, *, stories: stories_module.Stories) -> messages.Message | None:
    """Do what a button asks for, once its signature is ours; None when the answer is a form."""
    try:
        press = buttons.verify(
            made.context, secret=stories.secret, channel=made.channel_id, now=stories.now()
        )
    except buttons.Forged:
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    except buttons.Expired:
        return messages.InTrouble(trouble=messages.Trouble.EXPIRED)
    if press.is_of_a_form or not stories.is_on_our_post(press, post_id=made.post_id):
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    if press.action is buttons.Action.FINISH:
        return _open_form(press, made=made, stories=stories)
    story = {
        buttons.Action.TAKE: stories.take,
        buttons.Action.ACKNOWLEDGE: stories.acknowledge,
        buttons.Action.UNDO: stories.undo,
    }[press.action]
    return story(press.entity, username=made.username)


def _open_form(
    press: buttons.Press, *, made: wire.ButtonClick, stories: stories_module.Stories
) -> messages.Message | None:
    # The form first: its trigger lives 3 s, and opening it changes nothing.
    try:
        stories.open_closing(
            made.trigger_id, case_key=press.entity, channel_id=made.channel_id, user_id=made.user_id
        )
    except errors.DialogTooLate:
        return messages.InTrouble(trouble=messages.Trouble.TOO_LATE)
    except errors.ChatUnavailable:
        return messages.InTrouble(trouble=messages.Trouble.CHAT_DOWN)
    return None


def dialog(sent: wire.DialogSubmission, *, stories: stories_module.Stories) -> messages.Message | None:
    """Close a card as its form says; None when that is done, else what is wrong."""
    try:
        press = buttons.verify(
            wire.state_of(sent.state), secret=stories.secret, channel=sent.channel_id, now=stories.now()
        )
    except buttons.Forged:
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    except buttons.Expired:
        return messages.InTrouble(trouble=messages.Trouble.EXPIRED)
    if press.nonce != buttons.form_nonce(sent.user_id):
        return messages.InTrouble(trouble=messages.Trouble.FORGED)
    return None if sent.cancelled else _close(press, sent=sent, stories=stories)


def _close(
    press: buttons.Press, *, sent: wire.DialogSubmission, stories: stories_module.Stories
) -> messages.Message | None:
    try:
        closing = case.Closing(str(sent.submission.get("closing")))
    except ValueError:
        return messages.InTrouble(trouble=messages.Trouble.BAD_CLOSING)
    if closing not in case.CHOICES:
        return messages.InTrouble(trouble=messages.Trouble.BAD_CLOSING)
    note = sent.submission.get("note")
    trouble = _trouble_with(note)
    if trouble is not None:
        return messages.InTrouble(trouble=trouble)
    try:
        username = stories.username_of(sent.user_id)
    except (errors.ChatUnavailable, errors.ChatRefused):
        return messages.InTrouble(trouble=messages.Trouble.CHAT_DOWN)
    said = stories.finish(press.entity, username=username, closing=closing, note=str(note) if note else None)
    return None if isinstance(said, messages.CardClosed) else said


def _trouble_with(note: object) -> messages.Trouble | None:
    if note is None:
        return None
    if not isinstance(note, str) or any("\ud800" <= letter <= "\udfff" for letter in note):
        # Half a letter, which JSON can spell, cannot be kept.
        return messages.Trouble.NOT_READABLE
    return messages.Trouble.TOO_LONG if len(note) > _LONGEST_NOTE else None
