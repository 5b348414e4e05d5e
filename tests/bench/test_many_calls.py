"""The database of a desk that has had many calls."""

import datetime as dt

import pytest

from deskbot.desk import interval
from deskbot.outside.database import migrate, store, vault
from tools.bench import many_calls

UNTIL = dt.datetime(2024, 8, 26, 10, tzinfo=dt.UTC)


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """Three weeks of twenty calls, some of the last cards open."""
    for name, value in (("_WEEKS", 3), ("_CALLS_A_WEEK", 20), ("_OPEN_CARDS", 5)):
        monkeypatch.setattr(many_calls, name, value)
    seal = vault.Vault("a secret of more than sixteen letters")
    data = store.Store(f"sqlite:///{tmp_path / 'deskbot.sqlite3'}", seal=seal)
    migrate.upgrade(data.writer)
    assert many_calls.fill(data, seal, until=UNTIL) == 60
    yield data
    data.close()


class TestFill:
    def test_spreads_the_calls_over_the_weeks(self, filled):
        with filled.read() as work:
            for weeks in range(3):
                end = UNTIL - dt.timedelta(weeks=weeks)
                week = interval.Interval(start=end - dt.timedelta(weeks=1), end=end)
                assert len(work.calls.facts("standard", span=week)) == 20

    def test_leaves_only_cards_of_the_last_week_open(self, filled):
        with filled.read() as work:
            opened = work.cases.open_of("standard")
            assert opened
            assert all(one.opened_at > UNTIL - dt.timedelta(weeks=1) for one in opened)

    def test_has_rows_that_are_read_as_any_other(self, filled):
        whole = interval.Interval(start=UNTIL - dt.timedelta(weeks=3), end=UNTIL)
        with filled.read() as work:
            calls = work.calls.near("standard", span=whole)
            cards = [work.cases.get(one.key) for one in calls if one.needs_a_card]
            told = work.sources.between("standard", span=whole)

        assert len({one.key for one in calls}) == 60
        assert None not in cards
        assert {one.call for one in told} == {one.key for one in calls}
