"""What each command asks the flows for, desk by desk."""

import datetime as dt

from deskbot import settings
from deskbot.chat import messages
from deskbot.desk import dates, public_number
from deskbot.desk import desk as desk_module
from deskbot.flows import plan_line, trace_line
from deskbot.inspection import as_json, calls_shown, numbers_shown
from deskbot.inspection import opened as opened_module
from deskbot.inspection import report as reports
from deskbot.people import phone


def plan(chosen: settings.Settings, *, desk: str | None = None) -> reports.Report:
    """Return what would be written at the operator now, on every number or on those of one desk.

    :raises CannotLook: if something does not answer, or there is no such desk.
    """
    with opened_module.opened(chosen) as given:
        parts, now = given.parts, given.parts.clock.now()
        found = [
            one
            for key in _desks(given, desk)
            for one in plan_line.plan_desk(
                key, house=parts.house, rules=parts.line_rules, store=parts.data, line=parts.line, now=now
            )
        ]
    said: list[messages.Message] = [numbers_shown.of(one) for one in found]
    said.append(numbers_shown.summed(found, is_new=given.is_new))
    refused = any(one.refused for one in found)
    has_changes = any(one.unsafe or not (one.planned and one.planned.is_empty) for one in found)
    return reports.Report(
        said=_joined(given, said, now=now),
        data=as_json.of_plans(found, now=now, is_new=given.is_new),
        outcome=_outcome(is_broken=refused, is_otherwise=has_changes),
    )


def plan_without_us(chosen: settings.Settings, *, days: int, desk: str | None = None) -> reports.Report:
    """Return what callers get for `days` days if deskbot stops now; the errors of `plan`.

    It ends otherwise than wanted when somebody's own phone would go on ringing.
    """
    with opened_module.opened(chosen) as given:
        parts, now = given.parts, given.parts.clock.now()
        found = [
            one
            for key in _desks(given, desk)
            for one in trace_line.look_ahead(
                key,
                days=days,
                house=parts.house,
                rules=parts.line_rules,
                store=parts.data,
                line=parts.line,
                now=now,
            )
        ]
    said: list[messages.Message] = [calls_shown.without_us(one) for one in found]
    said.append(calls_shown.summed(found, days=days, is_new=given.is_new))
    return reports.Report(
        said=_joined(given, said, now=now),
        data=as_json.of_ahead(found, now=now, is_new=given.is_new),
        outcome=_outcome(
            is_broken=any(one.refused for one in found),
            is_otherwise=any(stretch.traced.strays for one in found for stretch in one.stretches),
        ),
    )


def trace(
    chosen: settings.Settings, when: str = "", *, desk: str | None = None, number: str | None = None
) -> reports.Report:
    """Return what one call meets at the moment that `when` names, now if it names none; the errors of `plan`.

    It ends otherwise than wanted when the operator does now what the roster does not say.
    """
    with opened_module.opened(chosen) as given:
        parts, now = given.parts, given.parts.clock.now()
        asked, called = _called(given, desk=desk, number=number)
        at = _moment(given, when, desk=asked, now=now)
        found = trace_line.trace_call(
            asked.key,
            at=at,
            number=called.number,
            house=parts.house,
            rules=parts.line_rules,
            store=parts.data,
            line=parts.line,
            now=now,
        )
    is_now = at <= now
    said = calls_shown.traced(found, is_now=is_now, is_new=given.is_new)
    return reports.Report(
        said=given.words.render(said, now=now),
        data=as_json.of_trace(found, is_now=is_now, is_new=given.is_new),
        outcome=_outcome(is_broken=False, is_otherwise=is_now and not found.call.agrees),
    )


def _outcome(*, is_broken: bool, is_otherwise: bool) -> reports.Outcome:
    if is_broken:
        return reports.Outcome.TROUBLE
    return reports.Outcome.OTHERWISE if is_otherwise else reports.Outcome.AS_WANTED


def _joined(given: opened_module.Opened, said: list[messages.Message], *, now: dt.datetime) -> str:
    return "\n\n\n".join(given.words.render(one, now=now) for one in said)


def _desks(given: opened_module.Opened, named: str | None) -> tuple[str, ...]:
    every = tuple(given.parts.house.desks.by_key)
    if named is None:
        return every
    if named not in every:
        raise opened_module.CannotLook(f"{given.words.text('plan_word', 'no_such_desk')} {', '.join(every)}")
    return (named,)


def _called(
    given: opened_module.Opened, *, desk: str | None, number: str | None
) -> tuple[desk_module.Desk, public_number.PublicNumber]:
    """Return the number to call and its desk: the first one of the first desk unless told."""
    every = [
        (given.parts.house.desks[key], one)
        for key in _desks(given, desk)
        for one in given.parts.house.desks[key].numbers
    ]
    if number is None:
        return every[0]
    try:
        wanted = phone.parse(number)
    except phone.NotAPhoneNumber:
        wanted = ""
    found = next((pair for pair in every if pair[1].number == wanted), None)
    if found is None:
        ours = ", ".join(phone.national(one.number) for _, one in every)
        raise opened_module.CannotLook(f"{given.words.text('plan_word', 'no_such_number')} {ours}")
    return found


def _moment(
    given: opened_module.Opened, when: str, *, desk: desk_module.Desk, now: dt.datetime
) -> dt.datetime:
    if not when:
        return now
    at = dates.moment_named(when, now=now, hours=desk.hours)
    if at is None or at < now:
        raise opened_module.CannotLook(given.words.render(messages.NotAMoment(text=when), now=now))
    return at
