"""The line that a member claims, and the norm."""

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.reports import contribution


class TestNorm:
    @pytest.mark.parametrize(("low", "high"), [(180, 120), (-1, 60), (0, 20)])
    def test_refuses_what_is_no_norm(self, low, high):
        with pytest.raises(ValueError, match="a norm"):
            contribution.Norm(low_minutes=low, high_minutes=high)


class TestBesideNorm:
    @pytest.mark.parametrize(
        ("minutes", "side", "by"),
        [
            (0, "below", 120),
            (119, "below", 1),
            (120, "within", 0),
            (180, "within", 0),
            (181, "above", 1),
            (600, "above", 420),
        ],
    )
    def test_includes_both_ends(self, minutes, side, by):
        found = contribution.beside_norm(minutes)

        assert (found.side.value, found.by_minutes) == (side, by)


class TestMinutesToClaim:
    @pytest.mark.parametrize(
        ("held", "claimed"),
        [(0, 0), (1, 30), (44, 30), (45, 60), (120, 120), (134, 120), (135, 150), (180, 180), (2000, 180)],
    )
    def test_is_the_nearest_half_hour_up_to_the_norm(self, held, claimed):
        assert contribution.minutes_to_claim(held) == claimed

    def test_never_goes_over_a_norm_that_is_no_half_hour(self):
        assert contribution.minutes_to_claim(500, norm=contribution.Norm(high_minutes=200)) == 180

    @hypothesis.given(st.integers(0, 50_000), st.integers(30, 6_000))
    def test_is_half_hours_close_to_what_was_held(self, held, high):
        claimed = contribution.minutes_to_claim(
            held, norm=contribution.Norm(low_minutes=0, high_minutes=high)
        )

        assert claimed % 30 == 0
        assert claimed <= high
        assert bool(claimed) is bool(held)
        assert claimed < held + 30


class TestMinutesTyped:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("2,5", 150),
            ("2.5 h", 150),
            ("2h30", 150),
            ("2 h 30 min", 150),
            ("2:30", 150),
            ("3", 180),
            ("3 heures", 180),
            ("30 min", 30),
            ("45min", 45),
            ("90 minutes", 90),
            ("0", 0),
            ("1,25", 75),
        ],
    )
    def test_reads_what_people_write(self, text, minutes):
        assert contribution.minutes_typed(text) == minutes

    @pytest.mark.parametrize("text", ["", "deux", "2h75", "-3", "3 jours", "2,5,5", "1e3", "٣"])
    def test_is_none_for_anything_else(self, text):
        assert contribution.minutes_typed(text) is None
