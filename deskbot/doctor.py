"""Look at each outside system and say what to mend (first form)."""

import collections.abc
import dataclasses
import enum

import httpx
import sqlalchemy as sa

from deskbot import bootstrap, settings, wording
from deskbot.chat import errors as chat_errors
from deskbot.desk import interval
from deskbot.line import errors as line_errors
from deskbot.outside.database import connect, migrate, store
from deskbot.outside.wiki import folder


class Verdict(enum.StrEnum):
    """What a finding asks for: nothing, patience, other rights, another configuration."""

    GOOD = "good"
    NOT_READY = "not_ready"
    REFUSED = "refused"
    WRONG_CONFIG = "wrong_config"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found of one part; `problem` is a word of `prompts/fr/doctor.md.j2`."""

    part: str
    verdict: Verdict = Verdict.GOOD
    problem: str = ""
    detail: str = ""
    optional: bool = False


def examine(chosen: settings.Settings) -> list[Finding]:
    """Look at every part, the ones behind a broken one included."""
    parts = bootstrap.parts_of(chosen, upgrade=False)
    try:
        return _examine(chosen, parts)
    finally:
        parts.close()


def _examine(chosen: settings.Settings, parts: bootstrap.Parts) -> list[Finding]:
    database = _database(chosen, parts)
    found = [Finding(part="settings"), database, _engine(chosen, parts, database=database)]
    for key in chosen.desks:
        found.append(_line(parts, key))
        found.append(_records(parts, key))
    names = {
        chosen.chat.admins_channel,
        chosen.chat.cards_channel,
        *(one.channel for one in chosen.desks.values()),
        *(name for one in chosen.desks.values() for name in one.takers.channels),
    }
    found += [_chat(parts, name) for name in sorted(names)]
    return [*found, _rules(chosen), _speech(parts)]


def _database(chosen: settings.Settings, parts: bootstrap.Parts) -> Finding:
    if _is_to_be_made(chosen):
        return Finding(part="database", detail=chosen.database_url, problem="to_be_made")

    def look() -> Finding:
        if not migrate.is_current(parts.data.reader):
            return Finding(part="database", problem="to_be_upgraded")
        return Finding(part="database")

    return _asked("database", "", look)


def _is_to_be_made(chosen: settings.Settings) -> bool:
    """Whether the database is a file that `deskbot run` will make: looking would make an empty one."""
    url = chosen.database_url
    return connect.is_embedded(url) and not connect.file_of(url).exists()


def _engine(chosen: settings.Settings, parts: bootstrap.Parts, *, database: Finding) -> Finding:
    if _is_to_be_made(chosen):
        return Finding(part="engine")
    if database.verdict is not Verdict.GOOD:
        # It lives in that database: to ask it too would wait again, and say the same in DBOS's words.
        return dataclasses.replace(database, part="engine")

    def look() -> Finding:
        stuck = bootstrap.engine_of(chosen, parts).stuck()
        if stuck:
            names = ", ".join(stuck)
            return Finding(part="engine", verdict=Verdict.WRONG_CONFIG, problem="stuck", detail=names)
        return Finding(part="engine")

    return _asked("engine", "", look)


def _line(parts: bootstrap.Parts, key: str) -> Finding:
    def look() -> Finding:
        # Whoever took the turn and the second, or the whole fallback chain.
        needed = max(2, len(parts.house.desks[key].fallback))
        if len(parts.line.read(key).agents) < needed:
            return Finding(part="line", verdict=Verdict.WRONG_CONFIG, problem="no_agents", detail=key)
        return Finding(part="line", detail=key)

    return _asked("line", key, look)


def _records(parts: bootstrap.Parts, key: str) -> Finding:
    def look() -> Finding:
        now = parts.clock.now()
        parts.call_log.messages(key)
        parts.call_log.records(key, span=interval.Interval(start=now.replace(hour=0, minute=0), end=now))
        return Finding(part="records", detail=key)

    return _asked("records", key, look)


def _chat(parts: bootstrap.Parts, channel: str) -> Finding:
    def look() -> Finding:
        parts.chat.check_channel(channel)
        return Finding(part="chat", detail=f"~{channel}")

    return _asked("chat", f"~{channel}", look)


def _asked(part: str, detail: str, look: collections.abc.Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (
        line_errors.LineUnavailable,
        chat_errors.ChatUnavailable,
        sa.exc.SQLAlchemyError,
        store.StoreBusy,
        httpx.HTTPError,
    ):
        return Finding(part=part, verdict=Verdict.NOT_READY, problem="unreachable", detail=detail)
    except (line_errors.LineRefused, chat_errors.ChatRefused):
        return Finding(part=part, verdict=Verdict.REFUSED, problem="not_allowed", detail=detail)


def _rules(chosen: settings.Settings) -> Finding:
    try:
        read = folder.read(bootstrap.rules_folder(chosen))
    except folder.NoSuchFolder:
        return Finding(part="rules", verdict=Verdict.WRONG_CONFIG, problem="no_pages")
    if read.broken:
        words = wording.Wording()
        names = ", ".join(
            f"{one.file} ({words.text('broken_page', one.reason.value)})" for one in read.broken
        )
        return Finding(part="rules", verdict=Verdict.WRONG_CONFIG, problem="broken_pages", detail=names)
    if not read.pages:
        return Finding(part="rules", verdict=Verdict.WRONG_CONFIG, problem="no_pages")
    return Finding(part="rules", detail=str(len(read.pages)))


def _speech(parts: bootstrap.Parts) -> Finding:
    why = parts.speech.why_not_ready()
    if why is None:
        return Finding(part="speech", optional=True)
    return Finding(part="speech", verdict=Verdict.NOT_READY, problem=why.value, optional=True)
