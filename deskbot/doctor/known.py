"""What deskbot supposes of OVH, and nobody has tried on this line."""

import dataclasses

from deskbot import bootstrap, settings
from deskbot.doctor.findings import Finding, Verdict
from deskbot.line import assumptions
from deskbot.settings import rehearsed


def examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    """List what was never rehearsed, and what was found to be otherwise than usual."""
    told = {**rehearsed.read(chosen.state_folder), **chosen.ovh.assumptions.written}
    names = [field.name for field in dataclasses.fields(assumptions.Assumptions)]
    supposed = [name for name in names if name not in told]
    others = [
        name
        for name in names
        if getattr(parts.line_rules.assumptions, name) != getattr(assumptions.AS_ASSUMED, name)
    ]
    found = []
    if supposed:
        detail = ", ".join(supposed)
        found.append(
            Finding(part="assumptions", verdict=Verdict.TO_KNOW, problem="never_rehearsed", detail=detail)
        )
    if others:
        found.append(
            Finding(
                part="assumptions", verdict=Verdict.TO_KNOW, problem="otherwise", detail=", ".join(others)
            )
        )
    return found or [Finding(part="assumptions")]
