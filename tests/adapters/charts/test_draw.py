"""The chart of a month, as a PNG."""

import dataclasses
import io
import subprocess
import sys

import PIL.Image
import pytest

from deskbot.outside import charts
from deskbot.outside.charts import draw, month, text

WORDS = month.Words(
    title="Bilan d’août 2024",
    members_title="Heures tenues",
    norm="norme : 2 à 3 h",
    nobody="Personne n’a tenu le standard.",
    weeks_title="Heures par semaine",
    open_hours="ouvertes",
    staffed_hours="tenues",
)
LEA = month.MemberBar(name="Léa Évrard", hours=2.5, label="2 h 30")
WEEK = month.WeekBar(label="sem. 31", open_hours=42.5, staffed_hours=39.5, note="93 %")
CHART = month.MonthChart(members=(LEA,) * 5, norm_low_h=2, norm_high_h=3, weeks=(WEEK,) * 5, words=WORDS)


def drawn(chart):
    return PIL.Image.open(io.BytesIO(draw.month_chart(chart))).convert("RGB")


def edge(image):
    """List the colours along the border of an image."""
    right, bottom = image.width - 1, image.height - 1
    columns = [(x, y) for x in range(image.width) for y in (0, bottom)]
    rows = [(x, y) for y in range(image.height) for x in (0, right)]
    return {image.getpixel(place) for place in columns + rows}


class TestAvailable:
    def test_is_true_here(self):
        assert charts.available()

    def test_needs_no_matplotlib_to_answer(self):
        ask = (
            "import sys; from deskbot.outside import charts; from deskbot.outside.charts import draw;"
            "charts.available(); sys.exit('matplotlib' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


class TestMonthChart:
    def test_is_a_png_for_a_phone(self):
        image = drawn(CHART)

        assert image.width == 800
        assert 900 <= image.height <= 1100

    def test_grows_with_the_members(self):
        assert drawn(dataclasses.replace(CHART, members=(LEA,) * 20)).height > 1500

    def test_makes_the_same_bytes_of_the_same_numbers(self):
        assert draw.month_chart(CHART) == draw.month_chart(CHART)

    @pytest.mark.parametrize(
        "change",
        [
            {"members": ()},
            {"weeks": ()},
            {"members": (), "weeks": ()},
            {"weeks": (dataclasses.replace(WEEK, open_hours=0, staffed_hours=0, is_partial=True),)},
            {"members": (dataclasses.replace(LEA, hours=0, label=""),), "norm_low_h": 0, "norm_high_h": 0},
            {"members": (dataclasses.replace(LEA, hours=250, label="250 h 45 min"),)},
            {"members": (dataclasses.replace(LEA, name="Marie-Christine Delattre-Leblond de la Tour"),)},
            {"members": (dataclasses.replace(LEA, name="$x^$ 🎉 \n 李 _{"),)},
            {"words": dataclasses.replace(WORDS, title="Bilan " * 30)},
        ],
    )
    def test_draws_whatever_the_month_was_without_touching_the_border(self, change):
        image = drawn(dataclasses.replace(CHART, **change))

        assert edge(image) == {(255, 255, 255)}

    def test_draws_the_accents(self):
        plain = dataclasses.replace(CHART, members=(dataclasses.replace(LEA, name="Lea Evrard"),) * 5)

        assert draw.month_chart(plain) != draw.month_chart(CHART)


class TestFitted:
    def test_leaves_what_fits(self):
        assert text.fitted("Léa Œuvrard", size_pt=17, limit_in=3) == "Léa Œuvrard"

    def test_shortens_what_does_not(self):
        shown = text.fitted("Marie-Christine Delattre", size_pt=17, limit_in=2)

        assert shown.startswith("Marie")
        assert shown.endswith("…")
        assert text.width_in(shown, size_pt=17) <= 2

    def test_gives_up_where_nothing_fits(self):
        assert text.fitted("Léa", size_pt=17, limit_in=0.1) == "…"


class TestDrawable:
    def test_leaves_out_what_the_font_lacks(self):
        assert text.drawable("Zoé 🎉\n Çelik 李") == "Zoé Çelik"
