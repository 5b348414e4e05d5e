"""`deskbot doctor ovh`: the account as it is, beside what the settings expect of it."""

import dataclasses
import datetime as dt

from deskbot import bootstrap, settings, wording
from deskbot.doctor import announced, credentials, known, live, numbers, texts, voicemails
from deskbot.doctor.findings import Finding, Verdict
from deskbot.outside import clock


@dataclasses.dataclass(frozen=True, kw_only=True)
class Report:
    """What was found, as people read it; healthy: deskbot can be counted on."""

    text: str
    is_healthy: bool


def report(chosen: settings.Settings) -> Report:
    """Look at the account and say what to mend."""
    found = examine(chosen)
    words = wording.Wording()
    is_healthy = all(one.is_harmless for one in found)
    last = words.text("doctor_ovh", "fine" if is_healthy else "to_mend")
    return Report(text="\n".join([*(_said(one, words=words) for one in found), last]), is_healthy=is_healthy)


def examine(chosen: settings.Settings) -> list[Finding]:
    """Return everything that was found of the account, what is behind a broken part included."""
    parts = bootstrap.parts_of(chosen, upgrade=False)
    # What OVH compares its own with is this machine's, whatever clock deskbot is told to live by.
    now = clock.SystemClock(chosen.zone).now()
    try:
        return _examine(chosen, parts, now=now)
    finally:
        parts.close()


def _examine(chosen: settings.Settings, parts: bootstrap.Parts, *, now: dt.datetime) -> list[Finding]:
    found = credentials.examine(chosen, parts, now=now)
    if not any(one.part == "key" and one.verdict is Verdict.REFUSED for one in found):
        found += numbers.examine(chosen, parts)
        found += voicemails.examine(chosen, parts)
        found += texts.examine(chosen, parts)
        found += live.examine(parts)
    return [*found, *known.examine(chosen, parts), *announced.examine(chosen, parts)]


def _said(found: Finding, *, words: wording.Wording) -> str:
    first = [words.text("doctor", found.verdict.value), words.text("doctor_ovh", found.part)]
    if found.detail:
        first.append(found.detail)
    if not found.problem:
        return " · ".join(first)
    mend = words.text("doctor_ovh", f"mend_{found.problem}")
    said = " · ".join([*first, words.text("doctor_ovh", found.problem)])
    return f"{said}\n    → {mend}" if mend else said
