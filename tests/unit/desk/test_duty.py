"""When what comes back comes back."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import duty, interval
from tests.unit.desk import rota

RHYTHM = duty.Rhythm(zone=rota.PARIS)
NIGHT = duty.Rhythm(zone=rota.PARIS, gaps_at=dt.time(2, 30), week_post_weekday=6, week_post_at=dt.time(2, 30))
MOMENTS = st.datetimes(dt.datetime(2023, 1, 1), dt.datetime(2027, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001


class TestNextGaps:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2024-08-01T09:59:59", "2024-08-01T10:00"),
            ("2024-08-01T10:00", "2024-08-02T10:00"),
            ("2024-08-03T12:00", "2024-08-04T10:00"),
            ("2024-12-31T10:00", "2025-01-01T10:00"),
            ("2024-02-28T23:00", "2024-02-29T10:00"),
        ],
    )
    def test_is_every_day_and_strictly_later(self, now, expected):
        assert RHYTHM.next_gaps(rota.at(now)) == rota.at(expected)

    @pytest.mark.parametrize(
        ("now", "utc"),
        [
            ("2024-03-30T10:00", "2024-03-31T08:00+00:00"),
            ("2024-10-26T10:00", "2024-10-27T09:00+00:00"),
        ],
    )
    def test_keeps_the_wall_clock_over_a_change_of_summer_time(self, now, utc):
        assert interval.instant(RHYTHM.next_gaps(rota.at(now))) == dt.datetime.fromisoformat(utc)

    @pytest.mark.parametrize(
        ("now", "utc"),
        [
            # 2:30 does not exist: half an hour after the jump is when it would have been.
            ("2024-03-31T00:00+00:00", "2024-03-31T01:30+00:00"),
            ("2024-03-31T01:30+00:00", "2024-04-01T00:30+00:00"),
            # 2:30 is there twice: once is enough.
            ("2024-10-27T00:00+00:00", "2024-10-27T00:30+00:00"),
            ("2024-10-27T00:30+00:00", "2024-10-28T01:30+00:00"),
            ("2024-10-27T01:00+00:00", "2024-10-28T01:30+00:00"),
        ],
    )
    @pytest.mark.parametrize("zone", [dt.UTC, rota.PARIS])
    def test_comes_once_in_the_night_that_changes(self, now, utc, zone):
        found = NIGHT.next_gaps(dt.datetime.fromisoformat(now).astimezone(zone))

        assert interval.instant(found) == dt.datetime.fromisoformat(utc)

    @pytest.mark.parametrize(
        ("now", "day"),
        [("2024-08-01T21:59+00:00", 2), ("2024-08-01T22:01+00:00", 2), ("2024-08-01T07:59+00:00", 1)],
    )
    def test_counts_days_where_the_house_is(self, now, day):
        assert RHYTHM.next_gaps(dt.datetime.fromisoformat(now)) == rota.at(f"2024-08-0{day}T10:00")


class TestNextWeekPost:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2024-08-01T12:00", "2024-08-01T16:00"),
            ("2024-08-02T15:59", "2024-08-02T16:00"),
            ("2024-08-02T16:00", "2024-08-03T16:00"),
            ("2024-08-03T09:00", "2024-08-03T16:00"),
            ("2024-12-31T16:00", "2025-01-01T16:00"),
        ],
    )
    def test_is_asked_about_each_day(self, now, expected):
        assert RHYTHM.next_week_post(rota.at(now)) == rota.at(expected)

    @pytest.mark.parametrize(
        ("now", "utc"),
        [("2024-03-30T16:00", "2024-03-31T14:00+00:00"), ("2024-10-26T16:00", "2024-10-27T15:00+00:00")],
    )
    def test_keeps_the_wall_clock_over_a_change_of_summer_time(self, now, utc):
        assert interval.instant(RHYTHM.next_week_post(rota.at(now))) == dt.datetime.fromisoformat(utc)


class TestNextMonthPost:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2024-08-01T08:59", "2024-08-01T09:00"),
            ("2024-08-01T09:00", "2024-09-01T09:00"),
            ("2024-12-01T09:00", "2025-01-01T09:00"),
            ("2024-12-31T23:59:59", "2025-01-01T09:00"),
            ("2025-01-01T09:00", "2025-02-01T09:00"),
            ("2024-02-15T12:00", "2024-03-01T09:00"),
            ("2024-03-01T09:00", "2024-04-01T09:00"),
        ],
    )
    def test_is_on_the_first(self, now, expected):
        assert RHYTHM.next_month_post(rota.at(now)) == rota.at(expected)


class TestRhythm:
    @hypothesis.settings(max_examples=60)
    @hypothesis.given(now=MOMENTS)
    @pytest.mark.parametrize("rhythm", [RHYTHM, NIGHT])
    def test_is_always_strictly_later_and_skips_nothing(self, rhythm, now):
        for following, longest in (
            (rhythm.next_gaps, dt.timedelta(days=1, hours=1)),
            (rhythm.next_week_post, dt.timedelta(days=7, hours=1)),
            (rhythm.next_month_post, dt.timedelta(days=31, hours=1)),
        ):
            first = interval.instant(following(now))
            second = interval.instant(following(first))

            assert now < first < second
            assert first - now <= longest
            # Whatever the moment in between, what comes next is the same.
            assert interval.instant(following(first - dt.timedelta(microseconds=1))) == first


class TestReminders:
    def test_are_two_days_before_then_one_day_and_one_hour(self):
        usual = duty.Reminders()

        assert usual.confirm_before == dt.timedelta(days=2)
        assert usual.warn_before == (dt.timedelta(days=1), dt.timedelta(hours=1))


class TestNextPurge:
    @pytest.mark.parametrize(
        ("now", "expected"),
        [("2024-08-01T03:29:59", "2024-08-01T03:30"), ("2024-08-01T03:30", "2024-08-02T03:30")],
    )
    def test_is_every_night_and_strictly_later(self, now, expected):
        assert RHYTHM.next_purge(rota.at(now)) == rota.at(expected)
