"""Text on an image: the fonts that come with matplotlib, and what fits where."""

import functools
import pathlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib import font_manager

_ELLIPSIS: Final = "…"
_POINTS_AN_INCH: Final = 72


def font(size_pt: float, *, bold: bool = False) -> "font_manager.FontProperties":
    """Return the font of the charts; it comes with matplotlib, whatever the machine has."""
    from matplotlib import font_manager

    return font_manager.FontProperties(fname=str(_path(bold=bold)), size=size_pt)


def width_in(text: str, *, size_pt: float, bold: bool = False) -> float:
    """Return how wide `text` is drawn, in inches."""
    from matplotlib import textpath

    # Text is text: a dollar in a name starts no formula.
    width_pt, _, _ = textpath.text_to_path.get_text_width_height_descent(
        text, font(size_pt, bold=bold), ismath=False
    )
    return width_pt / _POINTS_AN_INCH


def fitted(text: str, *, size_pt: float, limit_in: float, bold: bool = False) -> str:
    """Return `text` on one line, without what the font cannot draw, shortened to `limit_in` inches."""
    shown = drawable(text, bold=bold)
    if width_in(shown, size_pt=size_pt, bold=bold) <= limit_in:
        return shown
    for length in range(len(shown) - 1, 0, -1):
        shortened = shown[:length].rstrip() + _ELLIPSIS
        if width_in(shortened, size_pt=size_pt, bold=bold) <= limit_in:
            return shortened
    return _ELLIPSIS


def drawable(text: str, *, bold: bool = False) -> str:
    """Return `text` on one line, without the characters that the font lacks (they would be empty boxes)."""
    known = _known(bold=bold)
    return " ".join("".join(char for char in text if char.isspace() or ord(char) in known).split())


@functools.cache
def _known(*, bold: bool) -> frozenset[int]:
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(_path(bold=bold)).get_charmap())


@functools.cache
def _path(*, bold: bool) -> pathlib.Path:
    import matplotlib

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return pathlib.Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name
