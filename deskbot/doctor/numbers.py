"""Each number: what it is at OVH, its agents, its calendar, and what it cannot do."""

import collections
import collections.abc
import dataclasses

from deskbot import bootstrap, settings
from deskbot.bootstrap import adapters
from deskbot.desk import public_number
from deskbot.doctor import findings, house
from deskbot.doctor.findings import Finding, Verdict
from deskbot.line import arming, errors, limits, observed
from deskbot.outside.ovh import account
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import paths
from deskbot.people import phone

_QUEUE = public_number.Kind.EASY_HUNTING


def examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    """Look at each number of each desk."""
    found: list[Finding] = []
    for key, by_number in adapters.services_of(chosen).items():
        for number, service in by_number.items():
            found += _number(chosen, parts, service, number=number, needed=house.agents_needed(chosen, key))
    found += [
        _telephone(parts, number, service) for number, service in adapters.telephones_of(chosen).items()
    ]
    return [*found, *_limits(chosen, parts)]


def _number(
    chosen: settings.Settings,
    parts: bootstrap.Parts,
    service: services.Service,
    *,
    number: str,
    needed: int,
) -> list[Finding]:
    detail = phone.national(number)
    kind = findings.asked("number", detail, lambda: _kind(parts, service))
    if kind.verdict is not Verdict.GOOD or service.kind is not _QUEUE:
        return [kind]
    return [
        kind,
        findings.asked("agents", detail, lambda: _agents(parts, number, needed)),
        findings.asked("calendar", detail, lambda: _calendar(chosen, parts, service, number)),
    ]


def _telephone(parts: bootstrap.Parts, number: str, service: services.Service) -> Finding:
    def look() -> Finding:
        return dataclasses.replace(_kind(parts, service), part="telephone")

    return findings.asked("telephone", phone.national(number), look)


def _kind(parts: bootstrap.Parts, service: services.Service) -> Finding:
    try:
        about = account.about(parts.ovh_api, service)
    except errors.NotThere:
        detail = f"{_shown(service)} ({service.billing_account})"
        return Finding(part="number", verdict=Verdict.WRONG_CONFIG, problem="number_missing", detail=detail)
    if about.kind is not service.kind:
        detail = f"{_shown(service)} : {service.kind.value} ≠ {about.feature}"
        return Finding(part="number", verdict=Verdict.WRONG_CONFIG, problem="other_kind", detail=detail)
    return Finding(part="number", detail=f"{_shown(service)} ({service.kind.value})")


def _agents(parts: bootstrap.Parts, number: str, needed: int) -> Finding:
    group = parts.line.read(number)
    count = len(group.agents) if isinstance(group, observed.HuntGroup) else 0
    detail = f"{phone.national(number)} : {count}"
    if count < needed:
        detail = f"{phone.national(number)} : {count} < {needed}"
        return Finding(part="agents", verdict=Verdict.WRONG_CONFIG, problem="few_agents", detail=detail)
    return Finding(part="agents", detail=detail)


def _calendar(
    chosen: settings.Settings, parts: bootstrap.Parts, service: services.Service, number: str
) -> Finding:
    is_the_numbers = parts.line_rules.assumptions.scheduler_is_the_numbers
    owner = service.number if is_the_numbers else service.voicemail
    detail = phone.national(number)
    try:
        parts.ovh_api.get(paths.scheduler(service.billing_account, owner))
    except errors.NotThere:
        return Finding(part="calendar", verdict=Verdict.WRONG_CONFIG, problem="no_calendar", detail=detail)
    group = parts.line.read(number)
    zone = group.times.zone if isinstance(group, observed.HuntGroup) else chosen.zone
    if zone != chosen.zone:
        detail = f"{detail} : {zone} ≠ {chosen.zone}"
        return Finding(part="calendar", verdict=Verdict.TO_KNOW, problem="other_zone", detail=detail)
    return Finding(part="calendar", detail=detail)


def _limits(chosen: settings.Settings, parts: bootstrap.Parts) -> collections.abc.Iterator[Finding]:
    voicemails = collections.Counter(one.voicemail for one in chosen.desks.values() for _ in one.numbers)
    for desk in chosen.desks.values():
        for one in desk.numbers:
            why = arming.why_not(
                one.kind,
                known=parts.line_rules.assumptions,
                shares_voicemail=voicemails[desk.voicemail] > 1,
            )
            detail = phone.national(one.number)
            if why is not None:
                yield Finding(
                    part="arming", verdict=Verdict.TO_KNOW, problem=f"not_armable_{why.value}", detail=detail
                )
            for limit in limits.of_kind(one.kind):
                if limit is not limits.Limit.NOT_ARMABLE:
                    yield Finding(
                        part="limits", verdict=Verdict.TO_KNOW, problem=f"limit_{limit.value}", detail=detail
                    )


def _shown(service: services.Service) -> str:
    return phone.national(f"+{service.number.removeprefix('00')}")
