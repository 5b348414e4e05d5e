"""A desk that has had a hundred thousand calls: how big its database is, and how long commands take on it."""

import dataclasses
import datetime as dt
import pathlib
import random
import time
from typing import Any, Final

import sqlalchemy as sa

from deskbot import demo
from deskbot.calls import case, events, merge, triage
from deskbot.outside.database import instants, migrate, store, tables, vault
from tools.bench import commands, figures, process

_WEEKS = 100
_CALLS_A_WEEK = 1000
_OPEN_CARDS = 20
_DESK: Final = "standard"
_CALLER: Final = "+3363998{:04d}"
_SAID: Final = "Bonjour, je voudrais savoir comment rejoindre la coopérative. Merci de me rappeler. "
# What is asked, and how often: the more it reads, the less.
_TIMES = {"": 100, "appels": 100, "rapport": 100, "bilan": 30, "rapport 365 jours": 10}
_WEEK: Final = dt.timedelta(weeks=1)
_MOMENTS: Final = frozenset(("at", "opened_at", "taken_at", "done_at", "last_call_at", "event_at"))
_KEYS: Final = frozenset(("key", "case_key", "call_key", "source"))


def measure_many_calls(stage: demo.Stage, folder: pathlib.Path) -> None:
    """Tell the size of the database, and how long each command takes, asked one after the other."""
    given = demo.environment(stage.world, folder)
    made = store.Store(given["DESKBOT_DATABASE_URL"], seal=vault.Vault(given["DESKBOT_SECRET"]))
    migrate.upgrade(made.writer)
    begun = time.perf_counter()
    count = fill(made, vault.Vault(given["DESKBOT_SECRET"]), until=dt.datetime.now(dt.UTC))
    took_s = time.perf_counter() - begun
    made.close()
    size_mb = sum(one.stat().st_size for one in folder.glob("deskbot.sqlite3*")) / 1e6
    figures.tell(f"database of {count:,} calls, nothing purged", f"{size_mb:.0f} MB", "")
    figures.tell("making it", f"{took_s:.0f} s", "")
    stage.process = process.on_the_systems_clock(stage, given)
    stage.process.start()
    answers = commands.ask(stage, _posts(stage), in_turn=True)
    commands.tell_times(answers, where=f"on {count:,} calls", aim="< 3000 ms")


def fill(data: store.Store, seal: vault.Vault, *, until: dt.datetime) -> int:
    """Keep the calls, the cards and what was told of them, over so many weeks; return how many calls.

    One week is kept as deskbot keeps it. The weeks before are copies of its rows, moved back in time, with
    callers of their own: as many writes one by one would take minutes.
    """
    with data.write() as work:
        _keep_a_week(work, until=until)
        models = {
            table: [dict(row) for row in work.connection.execute(sa.select(table)).mappings()]
            for table in (tables.calls, tables.cases, tables.sources)
        }
        for weeks in range(1, _WEEKS):
            for table, rows in models.items():
                copies = [_copy(row, weeks=weeks, seal=seal) for row in rows]
                work.connection.execute(sa.insert(table), copies)
    return _WEEKS * _CALLS_A_WEEK


def _keep_a_week(work: store.Work, *, until: dt.datetime) -> None:
    chance = random.Random(5)
    moments = sorted(until - _WEEK * chance.random() for _ in range(_CALLS_A_WEEK))
    for number, at in enumerate(moments):
        call = _call(number, at=at, chance=chance)
        work.calls.save(call, desk=_DESK)
        _keep_sources(work, call)
        if call.needs_a_card:
            is_open = number >= _CALLS_A_WEEK - 2 * _OPEN_CARDS
            work.cases.save(_card(call, is_open=is_open, chance=chance))


def _call(number: int, *, at: dt.datetime, chance: random.Random) -> merge.Call:
    answered, spoken = chance.random() < 0.5, chance.random() < 0.5
    return merge.Call(
        key=f"{_DESK}-cdr-{number}",
        caller=_CALLER.format(number % 10_000),
        at=at,
        outcome=_outcome(answered=answered, spoken=spoken),
        waited_s=chance.randrange(3, 90),
        case=None if answered else f"{_DESK}-cdr-{number}",
        knows_rings=True,
        legs=(merge.Leg(at=at + dt.timedelta(seconds=2), number=_CALLER.format(9_999)),),
        voicemail=f"vm-{number}" if spoken and not answered else None,
        message_s=20 if spoken and not answered else None,
    )


def _outcome(*, answered: bool, spoken: bool) -> merge.Outcome:
    if answered:
        return merge.Outcome.ANSWERED
    return merge.Outcome.VOICEMAIL if spoken else merge.Outcome.MISSED


def _card(call: merge.Call, *, is_open: bool, chance: random.Random) -> case.Case:
    opened = case.Case(
        key=call.key,
        desk=_DESK,
        channel=_DESK,
        caller=call.caller,
        opened_at=call.at,
        last_call_at=call.at,
        post_id="p" * 26,
        posted_in=_DESK,
        shown_version=9,
        hearing=case.Hearing.HEARD if call.voicemail else case.Hearing.NONE,
        transcript=_SAID * chance.randrange(1, 8) if call.voicemail else None,
        topic=chance.choice(tuple(triage.Topic)).value,
    )
    if is_open:
        return opened
    taken = call.at + dt.timedelta(minutes=chance.randrange(1, 240))
    return dataclasses.replace(
        opened,
        state=case.State.DONE,
        taken_by="lea",
        taken_at=taken,
        closing=case.Closing.REACHED,
        done_by="lea",
        done_at=taken + dt.timedelta(minutes=chance.randrange(1, 240)),
    )


def _keep_sources(work: store.Work, call: merge.Call) -> None:
    """Keep the two records that most calls leave."""
    for way in (events.RecordWay.INCOMING, events.RecordWay.TRANSFER):
        name = f"{call.key}-{way.value}"
        record = events.CallRecord(
            key=name, caller=call.caller, called=_CALLER.format(9_999), way=way, at=call.at, duration_s=20
        )
        work.sources.add(_DESK, name, record, at=call.at)
        work.sources.belongs(_DESK, name, call=call.key)


def _copy(row: dict[str, Any], *, weeks: int, seal: vault.Vault) -> dict[str, Any]:
    """Return a row as it would be so many weeks before; what was open then is done since."""
    copy = dict(row)
    for name, value in row.items():
        if value is not None and name in _MOMENTS:
            copy[name] = instants.to_text(instants.from_text(value) - weeks * _WEEK)
        elif value is not None and name in _KEYS:
            copy[name] = f"{value}-{weeks}"
        elif value is not None and name == "caller_hash":
            copy[name] = seal.hash(f"{row['key']}-{weeks}")
    if row.get("state") == case.State.OPEN.value:
        done = {"state": case.State.DONE.value, "closing": case.Closing.NOTHING_TO_DO.value}
        copy |= {**done, "done_by": "lea", "done_at": copy["opened_at"]}
    return copy


def _posts(stage: demo.Stage) -> list[commands.Post]:
    channel = next(one for one in stage.observer.channels() if one["name"] == "standard")
    posts = {
        text: commands.Post(
            kind=text, due_s=0.0, body=commands.form(text, user="lea", channel_id=channel["id"])
        )
        for text in _TIMES
    }
    return [posts[text] for text, times in _TIMES.items() for _ in range(times)]
