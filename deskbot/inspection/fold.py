"""Text for a terminal: lines cut between words, the rest of each one under its beginning."""

import re
import textwrap

# Longer lines are hard to read, however wide the terminal is.
_WIDEST = 92
_NARROWEST = 24
_MARK = re.compile(r" *(?:\d+\. |[≠✓✗⚠⏸ℹ] |!!! )?")


def folded(text: str, *, columns: int) -> str:
    """Return `text` for a terminal of so many columns."""
    width = max(min(columns, _WIDEST), _NARROWEST)
    return "\n".join(_line(line, width=width) for line in text.split("\n"))


def _line(line: str, *, width: int) -> str:
    found = _MARK.match(line)
    hanging = " " * (found.end() if found else 0)
    return textwrap.fill(
        line,
        width=width,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
