"""Look at each outside system and say what to mend."""

import collections.abc
import dataclasses

from deskbot import bootstrap, settings, wording
from deskbot.desk import interval
from deskbot.doctor import findings, mailbox
from deskbot.line import observed
from deskbot.outside.contacts import file as contacts_file
from deskbot.outside.database import connect, migrate
from deskbot.outside.wiki import folder

Finding = findings.Finding
Verdict = findings.Verdict
# The first ones are enough to see what is wrong.
_MOST_LINES_NAMED = 10


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
        found.append(_line(chosen, parts, key))
        found.append(_records(parts, key))
    names = {
        chosen.chat.admins_channel,
        chosen.chat.cards_channel,
        *(one.channel for one in chosen.desks.values()),
        *(name for one in chosen.desks.values() for name in one.takers.channels),
    }
    found += [_chat(parts, name) for name in sorted(names)]
    found += [*mailbox.examine(chosen, parts), _rules(chosen), *_directory(chosen), _speech(parts)]
    return found


def _database(chosen: settings.Settings, parts: bootstrap.Parts) -> Finding:
    if _is_to_be_made(chosen):
        return Finding(part="database", detail=chosen.database_url, problem="to_be_made")

    def look() -> Finding:
        if not migrate.is_current(parts.data.reader):
            return Finding(part="database", problem="to_be_upgraded")
        return Finding(part="database")

    return findings.asked("database", "", look)


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

    return findings.asked("engine", "", look)


def _line(chosen: settings.Settings, parts: bootstrap.Parts, key: str) -> Finding:
    def look() -> Finding:
        for one in parts.house.desks.by_key[key].numbers:
            found = parts.line.read(one.number)
            if isinstance(found, observed.HuntGroup) and len(found.agents) < agents_needed(chosen, key):
                return Finding(part="line", verdict=Verdict.WRONG_CONFIG, problem="no_agents", detail=key)
        return Finding(part="line", detail=key)

    return findings.asked("line", key, look)


def agents_needed(chosen: settings.Settings, key: str) -> int:
    """Return how many agents the call queues of a desk need: whoever may ring, one after the other."""
    desk = chosen.desks[key]
    ways = (len(one.rings) for one in desk.profiles.values())
    # Whoever took the turn and the second, or the whole fallback chain, or a profile.
    return max(2, len(desk.fallback), *ways)


def _records(parts: bootstrap.Parts, key: str) -> Finding:
    def look() -> Finding:
        now = parts.clock.now()
        parts.call_log.messages(key)
        today = interval.Interval(start=now.replace(hour=0, minute=0), end=now)
        parts.call_log.records(key, span=today, now=now)
        return Finding(part="records", detail=key)

    return findings.asked("records", key, look)


def _chat(parts: bootstrap.Parts, channel: str) -> Finding:
    def look() -> Finding:
        parts.chat.check_channel(channel)
        return Finding(part="chat", detail=f"~{channel}")

    return findings.asked("chat", f"~{channel}", look)


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


def _directory(chosen: settings.Settings) -> collections.abc.Iterator[Finding]:
    path = chosen.directory.file
    if path is None:
        return
    try:
        read = contacts_file.read(path)
    except contacts_file.CannotRead as problem:
        yield Finding(
            part="directory", verdict=Verdict.WRONG_CONFIG, problem=problem.why.value, detail=str(path)
        )
        return
    known, bad = read.directory, read.bad_lines
    counts = wording.Wording().text("doctor", "directory_counts")
    detail = counts.format(people=len(known.entries), numbers=known.number_count)
    yield Finding(part="directory", detail=detail)
    if bad:
        named = ", ".join(map(str, bad[:_MOST_LINES_NAMED])) + ("…" if len(bad) > _MOST_LINES_NAMED else "")
        detail = f"{len(bad)} ({named})"
        yield Finding(part="directory", verdict=Verdict.TO_KNOW, problem="bad_lines", detail=detail)


def _speech(parts: bootstrap.Parts) -> Finding:
    why = parts.speech.why_not_ready()
    if why is None:
        return Finding(part="speech", optional=True)
    return Finding(part="speech", verdict=Verdict.NOT_READY, problem=why.value, optional=True)
