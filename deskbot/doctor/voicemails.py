"""Each voicemail: whether it keeps what callers say, and which greeting they hear."""

import collections.abc

from deskbot import bootstrap, settings
from deskbot.bootstrap import adapters
from deskbot.doctor import findings
from deskbot.doctor.findings import Finding, Verdict
from deskbot.outside.ovh import account, found
from deskbot.outside.ovh import service as services
from deskbot.people import phone


def examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    """Look at the voicemail of each desk, once each."""
    seen: list[Finding] = []
    done: set[str] = set()
    for key, by_number in adapters.services_of(chosen).items():
        number = chosen.desks[key].voicemail
        if number in done:
            continue
        done.add(number)
        service = next(iter(by_number.values()))
        has_mailbox = chosen.mailbox.host is not None
        seen += _examined(parts, service, detail=phone.national(number), has_mailbox=has_mailbox)
    return seen


def _examined(
    parts: bootstrap.Parts, service: services.Service, *, detail: str, has_mailbox: bool
) -> list[Finding]:
    seen: list[Finding] = []

    def look() -> Finding:
        settings_there = account.voicemail_settings(parts.ovh_api, service)
        seen.extend(_settings(settings_there, detail=detail, has_mailbox=has_mailbox))
        return Finding(part="voicemail", detail=detail)

    return [findings.asked("voicemail", detail, look), *seen]


def _settings(
    one: found.VoicemailSettings, *, detail: str, has_mailbox: bool
) -> collections.abc.Iterator[Finding]:
    if one.do_not_record:
        yield Finding(part="voicemail", verdict=Verdict.WRONG_CONFIG, problem="not_recording", detail=detail)
    if one.emails and not one.keep_message and has_mailbox:
        yield Finding(part="voicemail", verdict=Verdict.TO_KNOW, problem="kept_by_mail", detail=detail)
    elif one.emails and not one.keep_message:
        # What goes by e-mail alone never reaches the box that deskbot reads.
        yield Finding(part="voicemail", verdict=Verdict.WRONG_CONFIG, problem="not_kept", detail=detail)
    if not one.emails:
        yield Finding(part="voicemail", verdict=Verdict.TO_KNOW, problem="no_email", detail=detail)
    if not one.greeting.is_recorded:
        yield Finding(part="voicemail", verdict=Verdict.TO_KNOW, problem="no_temporary", detail=detail)
    elif one.greeting.is_on:
        yield Finding(part="voicemail", verdict=Verdict.TO_KNOW, problem="temporary_on", detail=detail)
