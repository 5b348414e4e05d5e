"""Exceptional openings and closings, and the gaps that are meant, on both databases."""

import datetime as dt
import zoneinfo

import pytest

from deskbot.desk import hours, interval
from tests.adapters.database import roster_book

NOW = roster_book.NOW
days = roster_book.days


def exceptional(
    first: int, last: int, *, kind: hours.Opening = hours.Opening.CLOSED, reason: str = ""
) -> hours.Exceptional:
    return hours.Exceptional(kind=kind, span=days(first, last), reason=reason)


class TestOf:
    @pytest.mark.parametrize("kind", hours.Opening)
    @pytest.mark.parametrize("reason", ["", "dégât des eaux chez Dupont"])
    def test_gives_back_what_was_declared(self, both, kind, reason):
        declared = exceptional(1, 2, kind=kind, reason=reason)
        with both.write() as work:
            work.exceptions.add("standard", declared, change="x1")

        with both.read() as work:
            (kept,) = work.exceptions.of("standard", until_after=NOW)
        assert kept == declared
        assert kept.span.start.tzinfo is roster_book.PARIS

    def test_gives_the_last_word_last_and_each_once(self, both):
        summer = exceptional(1, 31, kind=hours.Opening.IF_TAKEN)
        open_day = exceptional(7, 7, kind=hours.Opening.OPEN)
        first = exceptional(1, 2)
        with both.write() as work:
            for number, one in enumerate((summer, open_day, first)):
                work.exceptions.add("standard", one, change=f"x{number}")
                work.exceptions.add("standard", one, change=f"x{number}")
            work.exceptions.add("medecins", exceptional(3, 4), change="x9")

        with both.read() as work:
            assert work.exceptions.of("standard", until_after=NOW) == (summer, open_day, first)
            assert work.exceptions.of("standard", until_after=first.span.end) == (summer, open_day)

    def test_keeps_two_stretches_of_one_change(self, both):
        with both.write() as work:
            for one in (exceptional(1, 2), exceptional(5, 6)):
                work.exceptions.add("standard", one, change="x1")

        with both.read() as work:
            assert len(work.exceptions.of("standard", until_after=NOW)) == 2


class TestIgnored:
    def test_gives_the_stretches_in_order_and_each_once(self, both):
        with both.write() as work:
            for first, last in ((5, 6), (1, 2), (5, 6)):
                work.exceptions.add_ignored("standard", days(first, last), change="g1")
            work.exceptions.add_ignored("medecins", days(1, 2), change="g2")

        with both.read() as work:
            assert work.exceptions.ignored("standard", until_after=NOW) == (days(1, 2), days(5, 6))
            assert work.exceptions.ignored("standard", until_after=days(1, 2).end) == (days(5, 6),)


class TestSpans:
    """What a column keeps of an interval, through the journal of a change."""

    PARIS = roster_book.PARIS

    def kept(self, both, span: interval.Interval) -> interval.Interval:
        with both.write() as work:
            work.exceptions.add_ignored("standard", span, change="g1")
        with both.read() as work:
            (kept,) = work.exceptions.ignored("standard", until_after=NOW)
        return kept

    def test_hang_in_the_zone_where_they_start(self, both):
        start = dt.datetime(2024, 8, 1, 9, tzinfo=self.PARIS)
        kept = self.kept(both, interval.Interval(start=start, end=dt.datetime(2024, 8, 1, 15, tzinfo=dt.UTC)))

        assert kept == interval.Interval(start=start, end=start.replace(hour=17))
        assert kept.end.tzinfo is self.PARIS

    def test_are_in_utc_when_their_zone_has_no_name(self, both):
        start = dt.datetime(2024, 8, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=2)))
        span = interval.Interval(start=start, end=start + dt.timedelta(hours=1))

        kept = self.kept(both, span)

        assert kept == span
        assert kept.start.tzinfo == zoneinfo.ZoneInfo("UTC")

    def test_keep_the_hour_that_october_shows_twice(self, both):
        start, end = (dt.datetime(2024, 10, 27, 2, 30, tzinfo=self.PARIS, fold=fold) for fold in (0, 1))

        kept = self.kept(both, interval.Interval(start=start, end=end))

        assert interval.instant(kept.end) - interval.instant(kept.start) == dt.timedelta(hours=1)

    def test_keep_what_was_typed_of_the_hour_that_march_skips(self, both):
        start, end = (dt.datetime(2025, 3, 30, 2, minute, tzinfo=self.PARIS) for minute in (15, 45))

        kept = self.kept(both, interval.Interval(start=start, end=end))

        assert (kept.start.hour, kept.end.minute) == (2, 45)
