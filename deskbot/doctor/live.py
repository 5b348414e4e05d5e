"""Live events, where they are listened to: whether a token can be had, and the host lets it in."""

from deskbot import bootstrap
from deskbot.doctor import findings
from deskbot.doctor.findings import Finding
from deskbot.outside.ovh import live_events


def examine(parts: bootstrap.Parts) -> list[Finding]:
    """Open each session that deskbot would listen to; nothing where it listens to none."""
    return [_examined(one) for one in parts.live_events]


def _examined(one: live_events.OvhLiveEvents) -> Finding:
    detail = ", ".join(one.billing_accounts)

    def look() -> Finding:
        one.open()
        return Finding(part="live", detail=detail)

    return findings.asked("live", detail, look)
