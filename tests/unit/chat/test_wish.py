"""Turns to take with one click, as a button carries them."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import wish
from deskbot.desk import interval, roster
from tests.unit.desk import rota

MONDAY = rota.span("2024-08-05T09:00", "2024-08-05T13:00")


def walls(one: wish.Wish) -> list[tuple[str, str]]:
    return [(span.start.isoformat(), span.end.isoformat()) for span in one.spans]


class TestToText:
    def test_is_short_and_can_be_read(self):
        one = wish.Wish(desk="standard", spans=(MONDAY,), rings=4)

        assert wish.to_text(one) == "standard;first;4;Europe/Paris;2024-08-05T09:00/2024-08-05T13:00"

    def test_leaves_out_rings_that_nobody_asked_for(self):
        one = wish.Wish(desk="standard", spans=(MONDAY, MONDAY), rank=roster.Rank.SECOND)

        assert wish.to_text(one).startswith("standard;second;;Europe/Paris;")


class TestFromText:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2024-08-05T09:00", "2024-08-05T13:00"),
            ("2024-12-31T09:00", "2025-01-02T17:30"),
            # Both changes of summer time: across them, inside them, and what the night skips.
            ("2024-03-29T09:00", "2024-04-02T17:30"),
            ("2024-10-25T09:00", "2024-10-28T17:30"),
            ("2024-03-31T00:00", "2024-03-31T03:00"),
            ("2024-03-31T02:30", "2024-03-31T03:15"),
            ("2024-10-27T02:00", "2024-10-27T03:00"),
            ("2024-08-05T11:42:17", "2024-08-05T13:00"),
            ("2024-08-05T11:42:17.123456", "2024-08-05T13:00"),
        ],
    )
    def test_gives_back_what_was_written(self, start, end):
        one = wish.Wish(desk="standard", spans=(rota.span(start, end),), rings=2)

        back = wish.from_text(wish.to_text(one))

        assert back == one
        assert walls(back) == walls(one)

    @hypothesis.given(
        runs=st.lists(
            st.tuples(
                st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)),  # noqa: DTZ001 the zone comes after
                st.integers(1, 60 * 24 * 20),
            ),
            min_size=1,
            max_size=5,
        ),
        rank=st.sampled_from(roster.Rank),
        rings=st.none() | st.integers(1, 4),
    )
    def test_gives_back_any_wish(self, runs, rank, rings):
        spans = tuple(
            interval.Interval(
                start=start.replace(tzinfo=rota.PARIS),
                end=(start + dt.timedelta(minutes=length)).replace(tzinfo=rota.PARIS),
            )
            for start, length in runs
        )
        one = wish.Wish(desk="accueil", spans=spans, rank=rank, rings=rings)

        assert wish.from_text(wish.to_text(one)) == one

    def test_keeps_the_instants_of_a_stretch_in_another_zone(self):
        utc = interval.Interval(start=MONDAY.start.astimezone(dt.UTC), end=MONDAY.end.astimezone(dt.UTC))

        (back,) = wish.from_text(wish.to_text(wish.Wish(desk="standard", spans=(utc,)))).spans

        assert (interval.instant(back.start), interval.instant(back.end)) == (utc.start, utc.end)

    @pytest.mark.parametrize(
        "text",
        [
            *("", ";", ";;;;", "standard", "standard;first;4;Europe/Paris", "a;b;c;d;e;f"),
            "standard;first;4;Europe/Paris;",
            "standard;third;4;Europe/Paris;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;four;Europe/Paris;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;Europe/Paris;2024-08-05T09:00",
            "standard;first;4;Europe/Paris;2024-08-05T13:00/2024-08-05T09:00",
            "standard;first;4;Europe/Paris;2024-02-30T09:00/2024-03-05T09:00",
            "standard;first;4;Europe/Paris;0001-01-01T00:00/0001-01-01T00:01",
            "standard;first;4;Europe/Atlantide;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;Europe;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;../secrets;2024-08-05T09:00/2024-08-05T13:00",
            f"standard;first;4;{'x' * 5000};2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;\x00;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;\ud800;2024-08-05T09:00/2024-08-05T13:00",
        ],
    )
    def test_refuses_what_it_did_not_write(self, text):
        with pytest.raises(wish.NotAWish):
            wish.from_text(text)

    @hypothesis.given(
        st.text(st.characters(), max_size=60)
        | st.lists(
            st.sampled_from([*"standard;first/Europe,Paris", "2024-08-05T09:00", ";"]), max_size=20
        ).map("".join)
    )
    def test_refuses_junk_with_one_error(self, text):
        with pytest.raises(wish.NotAWish):
            wish.from_text(text)
