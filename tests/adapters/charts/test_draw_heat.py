"""The heat map, as a PNG."""

import dataclasses
import io

import PIL.Image
import pytest

from deskbot.outside.charts import draw_heat, heat

FEW = heat.Cell(label="1/12", depth=0.1)
MANY = heat.Cell(label="10/12", depth=1.0)
ROW = heat.Row(label="9h", cells=(FEW, FEW, MANY, None, FEW))
CLOSED = heat.Row(label="fermé", cells=(heat.Cell(label="3"),) * 5)
CHART = heat.HeatMap(
    title="Appels manqués",
    subtitle="Le standard, du 01/08/2024 au 31/08/2024",
    key=("Par case : appels manqués / appels reçus.", "Plus foncé : plus d’appels manqués."),
    columns=("lun.", "mar.", "mer.", "jeu.", "ven."),
    rows=(ROW,) * 9,
    apart=(CLOSED,),
    nothing="Aucun appel.",
)


def drawn(chart):
    return PIL.Image.open(io.BytesIO(draw_heat.heat_map(chart))).convert("RGB")


def edge(image):
    """List the colours along the border of an image."""
    right, bottom = image.width - 1, image.height - 1
    columns = [(x, y) for x in range(image.width) for y in (0, bottom)]
    rows = [(x, y) for y in range(image.height) for x in (0, right)]
    return {image.getpixel(place) for place in columns + rows}


def rgb(color):
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))


def luminance(color):
    """Return the relative luminance of WCAG 2.1."""
    parts = [one / 255 for one in rgb(color)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestHeatMap:
    def test_is_a_png_for_a_phone(self):
        image = drawn(CHART)

        assert image.width == 800
        assert 800 <= image.height <= 1000

    def test_has_the_shades_of_its_cells_and_none_where_there_is_no_cell(self):
        colors = {color for _, color in drawn(CHART).getcolors(maxcolors=1_000_000)}

        assert {rgb(draw_heat.shade(one.depth)) for one in (FEW, MANY)} <= colors
        without = dataclasses.replace(
            CHART, rows=(dataclasses.replace(ROW, cells=(FEW, FEW, None, None, FEW)),)
        )
        assert rgb(draw_heat.shade(MANY.depth)) not in {
            color for _, color in drawn(without).getcolors(maxcolors=1_000_000)
        }

    def test_writes_the_number_into_each_cell(self):
        silent = dataclasses.replace(
            CHART, rows=(dataclasses.replace(ROW, cells=(heat.Cell(label="", depth=0.1),) * 5),)
        )
        told = dataclasses.replace(CHART, rows=(dataclasses.replace(ROW, cells=(FEW,) * 5),))

        assert draw_heat.heat_map(silent) != draw_heat.heat_map(told)

    def test_makes_the_same_bytes_of_the_same_numbers(self):
        assert draw_heat.heat_map(CHART) == draw_heat.heat_map(CHART)

    @pytest.mark.parametrize(
        "change",
        [
            {"rows": ()},
            {"apart": ()},
            {"rows": (), "apart": (), "columns": ()},
            {"rows": (ROW,) * 24},
            {
                "columns": ("lun.",) * 7,
                "rows": (heat.Row(label="17h", cells=(heat.Cell(label="12345/123456", depth=1.0),) * 7),),
                "apart": (),
            },
            {"columns": ("lun.",), "rows": (heat.Row(label="un mot trop long", cells=(MANY,)),), "apart": ()},
            {"title": "Appels " * 30, "subtitle": "$x^$ 🎉 \n 李 _{" * 20},
        ],
    )
    def test_draws_whatever_the_calls_were_without_touching_the_border(self, change):
        image = drawn(dataclasses.replace(CHART, **change))

        assert edge(image) == {(255, 255, 255)}


class TestShade:
    def test_gets_darker_all_the_way(self):
        depths = [luminance(draw_heat.shade(step / 100)) for step in range(101)]

        assert depths == sorted(depths, reverse=True)
        assert depths[0] > 0.85
        assert depths[-1] < 0.06

    @pytest.mark.parametrize(("beyond", "same"), [(-1.0, 0.0), (7.0, 1.0)])
    def test_ends_where_the_scale_does(self, beyond, same):
        assert draw_heat.shade(beyond) == draw_heat.shade(same)


class TestInkOn:
    @pytest.mark.parametrize("step", range(101))
    def test_can_be_read_at_each_depth(self, step):
        ground, ink = (luminance(one) for one in (draw_heat.shade(step / 100), draw_heat.ink_on(step / 100)))
        darker, lighter = sorted((ground, ink))

        assert (lighter + 0.05) / (darker + 0.05) >= 4.5
