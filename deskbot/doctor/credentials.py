"""The consumer key, its rights, and the clock that every signature depends on."""

import datetime as dt
import itertools
from typing import Final

from deskbot import bootstrap, settings
from deskbot.bootstrap import adapters
from deskbot.doctor import findings
from deskbot.doctor.findings import Finding, Verdict
from deskbot.outside.ovh import account, found, rights

_MOST_RULES_SHOWN: Final = 6
_MOST_DRIFT: Final = dt.timedelta(seconds=10)
_EXPIRES_SOON: Final = dt.timedelta(days=30)


def examine(chosen: settings.Settings, parts: bootstrap.Parts, *, now: dt.datetime) -> list[Finding]:
    """Look at the key and at the clock."""
    seen: list[Finding] = []

    def key() -> Finding:
        credential = account.credential(parts.ovh_api)
        seen.extend(_rights(chosen, parts, credential))
        return _key(credential, now=now)

    first = findings.asked("key", "", key)
    return [first, *seen, findings.asked("clock", "", lambda: _clock(parts, now=now))]


def needed(
    chosen: settings.Settings, parts: bootstrap.Parts, *, live_events: bool | None = None
) -> rights.Rules:
    """Return the rights that these settings need, those of live events as they say unless told."""
    services = itertools.chain.from_iterable(each.values() for each in adapters.services_of(chosen).values())
    is_the_numbers = parts.line_rules.assumptions.scheduler_is_the_numbers
    return rights.rights_for(
        services,
        scheduler_is_the_numbers=is_the_numbers,
        live_events=chosen.ovh.live_events if live_events is None else live_events,
        telephones=adapters.telephones_of(chosen).values(),
        sms=chosen.sms.service,
    )


def _key(credential: found.Credential, *, now: dt.datetime) -> Finding:
    if credential.status != "validated":
        return Finding(part="key", verdict=Verdict.REFUSED, problem="key_not_valid", detail=credential.status)
    if credential.expiration is None:
        return Finding(part="key")
    detail = credential.expiration.strftime("%d/%m/%Y")
    if credential.expiration - now < _EXPIRES_SOON:
        return Finding(part="key", verdict=Verdict.WRONG_CONFIG, problem="key_expires_soon", detail=detail)
    return Finding(part="key", verdict=Verdict.TO_KNOW, problem="key_expires", detail=detail)


def _rights(chosen: settings.Settings, parts: bootstrap.Parts, credential: found.Credential) -> list[Finding]:
    wanted = needed(chosen, parts)
    missing = rights.missing(credential.rules, needed=wanted)
    # Who may read the records learns from live events nothing that matters: they may be granted beforehand.
    surplus = rights.surplus(credential.rules, needed=needed(chosen, parts, live_events=True))
    seen = []
    if missing:
        seen.append(
            Finding(part="rights", verdict=Verdict.REFUSED, problem="missing", detail=_listed(missing))
        )
    if surplus:
        seen.append(
            Finding(part="rights", verdict=Verdict.TO_KNOW, problem="surplus", detail=_listed(surplus))
        )
    return seen or [Finding(part="rights", detail=str(len(wanted)))]


def _listed(rules: rights.Rules) -> str:
    shown = [f"{method} {path}" for method, path in rules[:_MOST_RULES_SHOWN]]
    more = len(rules) - len(shown)
    return ", ".join([*shown, *([f"+ {more}"] if more else [])])


def _clock(parts: bootstrap.Parts, *, now: dt.datetime) -> Finding:
    drift = account.server_time(parts.ovh_api) - now
    if abs(drift) > _MOST_DRIFT:
        detail = f"{drift.total_seconds():+.0f} s"
        return Finding(part="clock", verdict=Verdict.WRONG_CONFIG, problem="drift", detail=detail)
    return Finding(part="clock")
