"""How long things are kept, and what is counted of them."""

import datetime as dt

from deskbot.people import privacy

NOW = dt.datetime(2024, 8, 1, tzinfo=dt.UTC)


class TestRetention:
    def test_keeps_each_kind_for_its_own_days(self):
        retention = privacy.Retention(days={privacy.Kind.CALLS: 1, privacy.Kind.CARDS: 31})

        assert retention.edge(privacy.Kind.CALLS, now=NOW) == NOW - dt.timedelta(days=1)
        assert retention.edge(privacy.Kind.CARDS, now=NOW) == dt.datetime(2024, 7, 1, tzinfo=dt.UTC)


class TestRun:
    def test_counts_what_was_dealt_with(self):
        run = privacy.Run(key="r", task=privacy.Task.PURGE, at=NOW)

        counted = run.counted("calls", 2).counted("calls", 1).counted("cards", 0)

        assert counted.counts == {"calls": 3}
        assert run.counts == {}

    def test_shows_no_number(self):
        run = privacy.Run(key="r", task=privacy.Task.FORGET, at=NOW, number="+33639980212")

        assert "39980212" not in repr(run)
