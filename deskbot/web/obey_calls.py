"""From a command about calls and their cards to the story that it starts."""

from deskbot.chat import commands
from deskbot.flows import note_call
from deskbot.web import context as context_module


def about_calls(
    wish: commands.Command, username: str, desk: str, *, context: context_module.Context
) -> context_module.Answer | None:
    """Do what was typed about calls; None when it is about something else."""
    match wish:
        case commands.Note():
            return note_call.note(
                wish,
                username=username,
                desk=desk,
                house=context.house,
                channels=context.channels,
                contacts=context.contacts,
                link=context.chat.link,
                on_call=context.on_call,
                store=context.store,
                clock=context.clock,
            )
    return None
