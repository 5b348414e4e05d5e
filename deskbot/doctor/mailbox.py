"""The mailbox of the voicemail e-mails: whether it opens, and whether what was read can be marked there."""

import collections.abc

from deskbot import bootstrap, settings
from deskbot.calls import errors
from deskbot.doctor.findings import Finding, Verdict
from deskbot.outside.mailbox import client


def examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    """Look at the mailbox, where there is one."""
    return list(_found(chosen, parts.mailbox)) if parts.mailbox is not None else []


def _found(chosen: settings.Settings, mailbox: client.ImapMailbox) -> collections.abc.Iterator[Finding]:
    detail = f"{chosen.mailbox.user}, {chosen.mailbox.folder}"
    try:
        can_mark, knows_idle = mailbox.can_mark(), mailbox.knows_idle
    except errors.MailboxUnavailable:
        yield Finding(part="mailbox", verdict=Verdict.NOT_READY, problem="unreachable", detail=detail)
        return
    except errors.MailboxRefused as refusal:
        verdict = Verdict.WRONG_CONFIG if refusal.why is errors.Refusal.FOLDER else Verdict.REFUSED
        yield Finding(part="mailbox", verdict=verdict, problem=f"mailbox_{refusal.why}", detail=detail)
        return
    if not can_mark and chosen.mailbox.done_folder is None:
        yield Finding(part="mailbox", verdict=Verdict.WRONG_CONFIG, problem="read_only", detail=detail)
    elif not can_mark:
        folder = chosen.mailbox.done_folder or ""
        yield Finding(part="mailbox", verdict=Verdict.TO_KNOW, problem="folder_to_be_made", detail=folder)
    else:
        yield Finding(part="mailbox", detail=detail)
    if not knows_idle:
        yield Finding(part="mailbox", verdict=Verdict.TO_KNOW, problem="no_idle", detail=detail)
