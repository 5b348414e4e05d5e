"""The flows that erase and export what is kept of people, with what they are given."""

import datetime as dt
import functools

from deskbot import engine, settings
from deskbot.bootstrap import adapters
from deskbot.bootstrap import house as house_values
from deskbot.flows import delete_post, erase_recording, export_caller, forget_caller, ports, purge
from deskbot.people import privacy

# What goes little by little is gone by then, but for a first night.
_TOLD_AFTER = dt.timedelta(hours=1)


def register(made: engine.Engine, chosen: settings.Settings, parts: adapters.Parts) -> None:
    """Register them; late or not, each looks at the day on which it runs."""
    bind = functools.partial
    data, clock, chat = parts.data, parts.clock, parts.chat
    rhythm, retention = house_values.rhythm_of(chosen), house_values.retention_of(chosen)
    made.register(
        name=purge.KIND,
        run=bind(purge.run, retention=retention, store=data, clock=clock),
        next_at=rhythm.next_purge,
    )
    made.register(
        name=purge.TELL_KIND,
        run=bind(purge.tell, store=data, clock=clock),
        next_at=lambda now: rhythm.next_purge(now) + _TOLD_AFTER,
    )
    made.register(name=delete_post.KIND, run=bind(delete_post.run, chat=chat), lane=engine.Lane.CHAT)
    made.register(
        name=erase_recording.KIND,
        run=bind(
            erase_recording.run,
            deletes_posts=retention.delete_posts,
            recordings=parts.recordings,
            store=data,
            clock=clock,
        ),
    )
    elsewhere = house_values.elsewhere_of(chosen)
    # Both end in the chat, and read much before: nothing of the desk's waits for them.
    made.register(
        name=forget_caller.KIND,
        run=bind(forget_caller.run, elsewhere=elsewhere, store=data, clock=clock),
        lane=engine.Lane.CHAT,
    )
    made.register(
        name=export_caller.KIND,
        run=bind(export_caller.run, elsewhere=elsewhere, store=data, chat=chat, clock=clock),
        lane=engine.Lane.CHAT,
    )


def put(work: ports.Work, chosen: settings.Settings, *, now: dt.datetime) -> None:
    """Have every kind wait for the night, unless it waits already."""
    night = house_values.rhythm_of(chosen).next_purge(now)
    for kind in privacy.Kind:
        work.due.put(purge.KIND, kind.value, at=night)
    work.due.put(purge.TELL_KIND, purge.TELL_KEY, at=night + _TOLD_AFTER)
