"""The flow that reads the mailbox of the voicemail e-mails, with what it is given."""

import functools

from deskbot import engine, settings
from deskbot.bootstrap import adapters
from deskbot.bootstrap import house as house_values
from deskbot.flows import read_mailbox


def register(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    """Register it, where there is a mailbox."""
    if parts.mailbox is None:
        return
    made.register(
        name=read_mailbox.KIND,
        run=functools.partial(
            read_mailbox.run,
            house=parts.house,
            watch=house_values.watch_of(chosen),
            mailbox=parts.mailbox,
            recordings=parts.recordings,
            store=parts.data,
            clock=parts.clock,
        ),
        lane=engine.Lane.MAIL,
        every_s=chosen.mailbox.poll_s,
    )
