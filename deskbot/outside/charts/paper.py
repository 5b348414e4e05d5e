"""What every chart is drawn on: white paper as wide as a phone's screen, filled from the top."""

import io
import threading
from typing import TYPE_CHECKING, Final

from deskbot.outside.charts import text

if TYPE_CHECKING:
    from matplotlib import axes

_DPI: Final = 100
# Lengths are in inches of 100 pixels.
WIDTH: Final = 8.0
MARGIN: Final = 0.35
#: The height of the band of a title.
TITLE: Final = 1.0
# A phone shows the image at less than half its width: 17 points are 11 of its pixels.
TEXT_PT: Final = 17
TITLE_PT: Final = 26
# Ink on paper: 4.5:1 at least (WCAG 2.1, 1.4.3).
PAPER: Final = "#ffffff"
INK: Final = "#1f2933"
FAINT: Final = "#52606d"
#: https://matplotlib.org/stable/users/faq.html#work-with-threads: it is not thread-safe.
ONE_AT_A_TIME: Final = threading.Lock()


class Paper:
    """A figure of some height that is filled from the top; lengths are in inches."""

    def __init__(self, *, height: float) -> None:
        # Without pyplot: it keeps every figure of the process, and looks for a screen.
        from matplotlib import figure

        self._height = height
        self._figure = figure.Figure(figsize=(WIDTH, height), dpi=_DPI, facecolor=PAPER)
        self._top = 0.0

    def write(self, words: str, *, height: float, size_pt: float, bold: bool = True) -> None:
        """Write one line in a band of that height."""
        shown = text.fitted(words, size_pt=size_pt, limit_in=WIDTH - 2 * MARGIN, bold=bold)
        self._figure.text(
            MARGIN / WIDTH,
            self._share(self._top + height / 2),
            shown,
            va="center",
            color=INK,
            parse_math=False,
            fontproperties=text.font(size_pt, bold=bold),
        )
        self._top += height

    def skip(self, height: float) -> None:
        """Leave that height free."""
        self._top += height

    def axes(self, *, left: float, height: float) -> "axes.Axes":
        """Return bare axes from `left` to the right margin, over the next `height`."""
        width = WIDTH - left - MARGIN
        self._top += height
        frame = (left / WIDTH, self._share(self._top), width / WIDTH, height / self._height)
        drawn = self._figure.add_axes(frame)
        drawn.set_facecolor(PAPER)
        for spine in drawn.spines.values():
            spine.set_visible(False)
        drawn.tick_params(length=0)
        return drawn

    def png(self) -> bytes:
        """Return the image; the same numbers and words make the same bytes."""
        file = io.BytesIO()
        self._figure.savefig(file, format="png", dpi=_DPI, metadata={"Software": None})
        return file.getvalue()

    def _share(self, from_top: float) -> float:
        return 1 - from_top / self._height


def note(
    drawn: "axes.Axes",
    place: tuple[float, float],
    words: str,
    *,
    color: str,
    shift: tuple[float, float] = (0, 0),
    ha: str = "left",
    ground: str = "none",
    size_pt: float = TEXT_PT,
    bold: bool = False,
) -> None:
    """Write one line at `place` (in the units of the axes), moved by `shift` points, over `ground`."""
    drawn.annotate(
        text.drawable(words, bold=bold),
        xy=place,
        xytext=shift,
        textcoords="offset points",
        ha=ha,
        va="center",
        color=color,
        parse_math=False,
        annotation_clip=False,
        bbox={"facecolor": ground, "edgecolor": "none", "pad": 1},
        fontproperties=text.font(size_pt, bold=bold),
    )
