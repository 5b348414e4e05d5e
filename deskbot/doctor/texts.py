"""Text messages to callers: the service that sends them, and the sender that they come from."""

from deskbot import bootstrap, settings
from deskbot.doctor import findings
from deskbot.doctor.findings import Finding, Verdict
from deskbot.line import errors
from deskbot.outside.ovh import account

# A week of a busy line.
_FEW_CREDITS = 50


def examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    """Look at the service, where texts are sent at all."""
    service, sender = chosen.sms.service, chosen.sms.sender
    if not service:
        return []
    return [
        findings.asked("texts", service, lambda: _service(parts, service)),
        findings.asked("sender", sender, lambda: _sender(parts, service, sender=sender)),
    ]


def _service(parts: bootstrap.Parts, service: str) -> Finding:
    try:
        found = account.sms_service(parts.ovh_api, service)
    except errors.NotThere:
        return Finding(part="texts", verdict=Verdict.WRONG_CONFIG, problem="no_sms_service", detail=service)
    if not found.is_enabled:
        return Finding(part="texts", verdict=Verdict.WRONG_CONFIG, problem="sms_disabled", detail=service)
    detail = f"{service} : {found.credits_left:g}"
    if found.credits_left < _FEW_CREDITS:
        return Finding(part="texts", verdict=Verdict.TO_KNOW, problem="few_credits", detail=detail)
    return Finding(part="texts", detail=detail)


def _sender(parts: bootstrap.Parts, service: str, *, sender: str) -> Finding:
    allowed = account.sms_senders(parts.ovh_api, service)
    if sender in allowed:
        return Finding(part="sender", detail=sender)
    detail = f"{sender} ≠ {', '.join(sorted(allowed)) or '-'}"
    return Finding(part="sender", verdict=Verdict.WRONG_CONFIG, problem="other_sender", detail=detail)
