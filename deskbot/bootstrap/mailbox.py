"""The mailbox of the voicemail e-mails, where there is one."""

import zoneinfo

from deskbot import settings
from deskbot.outside.mailbox import client, session, wire


def mailbox_of(chosen: settings.Settings) -> client.ImapMailbox | None:
    """Return the mailbox of the voicemail e-mails, None without one."""
    one = chosen.mailbox
    if one.host is None:
        return None
    server = session.Server(
        host=one.host,
        port=one.used_port,
        tls=session.Tls(one.tls),
        user=one.user or "",
        password=one.password.get_secret_value() if one.password else "",
        folder=one.folder,
        done_folder=one.done_folder,
    )
    return client.ImapMailbox(server, expected=_expected(chosen))


def _expected(chosen: settings.Settings) -> wire.Expected:
    own = {one.number for desk in chosen.desks.values() for one in desk.numbers}
    voicemails = {desk.voicemail for desk in chosen.desks.values()}
    return wire.Expected(
        senders=tuple(chosen.mailbox.senders),
        own_numbers=frozenset(own | voicemails),
        zone=zoneinfo.ZoneInfo(chosen.zone),
    )
