"""Free text that somebody typed or said, as it may be shown."""

import re

from deskbot.calls import numbers

# U+200B, a space of no width: what follows it can be read, and does nothing.
_APART = "\u200b"
# The chat takes an at sign for a mention unless a letter or a digit stands before it, as in an address; it
# trims dots, dashes and underscores first. The full-width signs are for whatever normalises text on the way.
_MENTION = re.compile(r"(?<![^\W_])([@＠﹫])(?=\w)")
# "[text](address)", "[text][name]", and "[name]: address" that gives the second one its address.
_LINK = re.compile(r"\](?=\s*[\[(:])")
_FENCE = re.compile(r"~{3,}")
# A date in figures, which looks like eight digits of a number.
_DATE = re.compile(
    r"((?<![\d+])20\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?!\d)"
    r"|(?<![\d+])(?:[0-2]?\d|3[01])/(?:0?\d|1[0-2])/20\d\d(?!\d))"
)


def defused(text: str) -> str:
    """Return free text as it may be shown in a channel: numbers masked, nobody pinged, no link hidden."""
    return quiet(numbers.masked_in(text))


def defused_dates(text: str) -> str:
    """Return free text that was meant as dates, likewise; the dates in figures are no numbers."""
    # Every other piece is a date.
    pieces = _DATE.split(text)
    pieces[::2] = map(numbers.masked_in, pieces[::2])
    return quiet("".join(pieces))


def quiet(masked: str) -> str:
    """Return text whose numbers may be shown as they are: nobody pinged, no link hidden."""
    calm = _MENTION.sub(rf"\1{_APART}", masked)
    return _FENCE.sub("~", _LINK.sub(f"]{_APART}", calm)).replace("`", "'")
