"""What people wait for is found by an index, however long the roster has been kept."""

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from deskbot.calls import case
from deskbot.desk import interval, roster
from deskbot.outside.database import instants, store, tables, walls
from tests.adapters.database import roster_book

NOW = roster_book.NOW
ROWS = 10_000
SPAN = interval.Interval(start=NOW, end=NOW + dt.timedelta(days=30))

SEARCHES: dict[str, Callable[[store.Work], object]] = {
    "slots.get": lambda work: work.slots.get("s1"),
    "slots.held": lambda work: work.slots.held("standard", until_after=NOW),
    "slots.held_by": lambda work: work.slots.held_by("lea", until_after=NOW),
    "slots.between": lambda work: work.slots.between("standard", span=SPAN),
    "slots.desks_with_slots": lambda work: work.slots.desks_with_slots(until_after=NOW),
    "slots.ended_by": lambda work: work.slots.ended_by("c1"),
    "slots.grown_from": lambda work: work.slots.grown_from("c1"),
    "covers.waiting": lambda work: work.covers.waiting("standard"),
    "covers.of_change": lambda work: work.covers.of_change("c1"),
    "changes.get": lambda work: work.changes.get("c1"),
    "changes.recent": lambda work: work.changes.recent(20),
    "changes.recent of a desk": lambda work: work.changes.recent(20, desk="standard"),
    "changes.first_at": lambda work: work.changes.first_at(),
    "changes.undo": lambda work: work.changes.undo("c1", by="lea", at=NOW),
    "exceptions.of": lambda work: work.exceptions.of("standard", until_after=NOW),
    "exceptions.ignored": lambda work: work.exceptions.ignored("standard", until_after=NOW),
    "covers.get": lambda work: work.covers.get("w1"),
    "addresses.find": lambda work: work.addresses.find("a-secret"),
    "gap_posts.shown_for": lambda work: work.gap_posts.shown_for("standard", from_day=NOW.date()),
    "contributions.of": lambda work: work.contributions.of(NOW.date()),
    "calls.near": lambda work: work.calls.near("standard", span=SPAN),
    "calls.facts": lambda work: work.calls.facts("standard", span=SPAN),
    "sources.between": lambda work: work.sources.between("standard", span=SPAN),
    "sources.waiting": lambda work: work.sources.waiting("standard"),
    "sources.unseen": lambda work: work.sources.unseen("standard", ["cdr-1"]),
    "cases.open_of": lambda work: work.cases.open_of("standard"),
    "cases.count_open": lambda work: work.cases.count_open("standard"),
    "readings.get": lambda work: work.readings.get("+33353010100"),
    "kept_lines.at": lambda work: work.kept_lines.at("standard", moment=NOW),
    "kept_lines.end": lambda work: work.kept_lines.end("standard", at=NOW),
    "profiles.of": lambda work: work.profiles.of("standard", until_after=NOW),
    "profiles.end": lambda work: work.profiles.end("p1", change="c1"),
    "agreements.of": lambda work: work.agreements.of("standard", at=NOW),
    "line_changes.since": lambda work: work.line_changes.since("standard", at=NOW),
    "line_changes.recent": lambda work: work.line_changes.recent(20),
    "cases.closed_as": lambda work: work.cases.closed_as("standard", case.Closing.PROOF),
}


def fill(data: store.Store) -> None:
    """Years of turns, long over, half of them given back; a few to come."""
    sample = roster_book.slot(1, 2, key="")
    slots, changes = [], []
    for number in range(ROWS):
        day = dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC) + dt.timedelta(hours=4 * number)
        slots.append(
            {
                "key": f"s{number}",
                "desk": ("standard", "medecins")[number % 2],
                "member": f"member-{number % 40}",
                "starts": walls.to_text(day.replace(tzinfo=None)),
                "ends": walls.to_text(day.replace(tzinfo=None) + dt.timedelta(hours=4)),
                "zone": sample.zone,
                "rings": sample.rings,
                "rank": roster.Rank.FIRST.value,
                "made_by": f"c{number}",
                "ended_by": f"r{number}" if number % 4 < 2 else None,
            }
        )
        at = instants.to_text(day)
        changes.append(
            {
                "key": f"c{number}",
                "desk": "standard",
                "kind": "claim",
                "member": "lea",
                "at": at,
                "spans": "[]",
            }
        )
    with data.write() as work:
        work.connection.execute(sa.insert(tables.slots), slots)
        work.connection.execute(sa.insert(tables.changes), changes)


def statements_of(work: store.Work, search: Callable[[store.Work], object]) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []

    def listen(_connection, _cursor, statement, parameters, _context, _many) -> None:
        heard.append((statement, parameters))

    sa.event.listen(work.connection, "before_cursor_execute", listen)
    search(work)
    sa.event.remove(work.connection, "before_cursor_execute", listen)
    return heard


class TestSearches:
    @pytest.fixture
    def full(self, both) -> store.Store:
        fill(both)
        return both

    @pytest.mark.parametrize("name", SEARCHES)
    def test_read_no_whole_table(self, data, name):
        with data.write() as work:
            plans = [
                work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                for statement, parameters in statements_of(work, SEARCHES[name])
            ]

        steps = [row.detail for plan in plans for row in plan]
        assert steps
        # Walking along an index, newest first, stops at the limit: no whole table is read.
        scans = [step for step in steps if step.startswith("SCAN desk_") and "_by_time" not in step]
        assert scans == []
        assert [step for step in steps if step.startswith("USE TEMP B-TREE") and "changes" in name] == []

    def test_find_the_slots_of_a_desk_among_ten_thousand(self, full):
        with full.write() as work:
            embedded = work.connection.dialect.name == "sqlite"
            explain = "EXPLAIN QUERY PLAN" if embedded else "EXPLAIN"
            work.connection.exec_driver_sql("ANALYZE desk_slot")
            ((statement, parameters),) = statements_of(work, SEARCHES["slots.held"])
            told = str(work.connection.exec_driver_sql(f"{explain} {statement}", parameters).all())
            held = work.slots.held("standard", until_after=NOW)

        assert "desk_slot_by_" in told
        assert "SCAN desk_slot" not in told
        assert "Seq Scan" not in told
        assert all(one.span.end > NOW for one in held)
