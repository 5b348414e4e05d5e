"""The hours of the settings beside those that the greeting and the wiki tell."""

import collections.abc
import datetime as dt
import re
from typing import Final

from deskbot import bootstrap, settings, wording
from deskbot.bootstrap import adapters
from deskbot.desk import hours, hours_told
from deskbot.doctor.findings import Finding, Verdict
from deskbot.outside.wiki import folder
from deskbot.rules import passages

_TEMPLATE: Final = "doctor_ovh"
_DIFFERS = hours_told.Verdict.DIFFERS
# A page of the wiki tells of other things that open too.
_SUBJECTS: Final = ("standard", "telephon", "appel")


def examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    """Compare the hours of each desk with its greeting, then with each page that tells some."""
    words = wording.Wording()
    weekly = {key: desk.hours.weekly for key, desk in parts.house.desks.by_key.items()}
    return [
        *_greetings(chosen, weekly=weekly, words=words),
        *_pages(chosen, weekly=weekly, words=words),
    ]


Weekly = collections.abc.Sequence[tuple[hours.Span, ...]]


def _greetings(
    chosen: settings.Settings, *, weekly: collections.abc.Mapping[str, Weekly], words: wording.Wording
) -> collections.abc.Iterator[Finding]:
    for key, desk in chosen.desks.items():
        title = desk.title
        if not desk.greeting.text.strip():
            yield Finding(part="hours", verdict=Verdict.TO_KNOW, problem="no_greeting_text", detail=title)
            continue
        found = hours_told.compare(hours_told.told(desk.greeting.text), weekly=weekly[key])
        if found.verdict is _DIFFERS:
            detail = f"{title} : {described(found, words=words)}"
            yield Finding(
                part="hours", verdict=Verdict.WRONG_CONFIG, problem="greeting_differs", detail=detail
            )
        else:
            yield Finding(part="hours", problem=f"greeting_{found.verdict.value}", detail=title)


def _pages(
    chosen: settings.Settings, *, weekly: collections.abc.Mapping[str, Weekly], words: wording.Wording
) -> collections.abc.Iterator[Finding]:
    try:
        pages = folder.read(adapters.rules_folder(chosen)).pages
    except folder.NoSuchFolder:
        # `deskbot doctor` says it.
        return
    for page in pages:
        told = hours_told.told(f"# {page.title}\n\n{_under_title(page.body)}", about=_SUBJECTS)
        if told.is_silent:
            continue
        by_desk = {key: hours_told.compare(told, weekly=one) for key, one in weekly.items()}
        if any(one.verdict is not _DIFFERS for one in by_desk.values()):
            yield Finding(part="hours", problem="page_agrees", detail=page.title)
            continue
        key = _meant(page, chosen)
        detail = f"{page.title} : {described(by_desk[key], words=words)}"
        yield Finding(part="hours", verdict=Verdict.WRONG_CONFIG, problem="page_differs", detail=detail)


def _under_title(body: str) -> str:
    """Have every heading of the page stand under its title."""
    return re.sub("(?m)^#", "##", body)


def _meant(page: passages.Page, chosen: settings.Settings) -> str:
    """Return the desk that a page is about: the one it names, else the first."""
    text = f"{page.title}\n{page.body}".lower()
    return next(
        (key for key, desk in chosen.desks.items() if desk.title.lower() in text), next(iter(chosen.desks))
    )


def described(found: hours_told.Comparison, *, words: wording.Wording) -> str:
    """Return the differences in words."""
    said = [_difference(one, words=words) for one in found.differences]
    if found.days_a_week is not None:
        said.append(words.text(_TEMPLATE, "days_a_week").format(count=found.days_a_week))
    return " ; ".join(said)


def _difference(one: hours_told.Difference, *, words: wording.Wording) -> str:
    days = ", ".join(words.text(_TEMPLATE, f"day_{day}") for day in one.weekdays)
    kept = _spans([(span.start, span.end) for span in one.kept], words=words)
    if not one.is_told:
        told = words.text(_TEMPLATE, "told_nothing")
    elif one.part is not None:
        told = words.text(_TEMPLATE, f"told_{one.part.value}")
    elif one.is_told_open and not one.told:
        told = words.text(_TEMPLATE, "told_open")
    else:
        told = _spans([(stretch.start, stretch.end) for stretch in one.told], words=words)
    return words.text(_TEMPLATE, "difference").format(days=days, told=told, kept=kept)


def _spans(
    spans: collections.abc.Sequence[tuple[dt.time | None, dt.time | None]], *, words: wording.Wording
) -> str:
    if not spans:
        return words.text(_TEMPLATE, "told_closed")
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(time: dt.time | None) -> str:
    if time is None:
        return "…"
    return f"{time.hour} h {time.minute:02}" if time.minute else f"{time.hour} h"
