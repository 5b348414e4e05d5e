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


def defused(text: str) -> str:
    """Return free text as it may be shown in a channel: numbers masked, nobody pinged, no link hidden."""
    quiet = _MENTION.sub(rf"\1{_APART}", numbers.masked_in(text))
    return _FENCE.sub("~", _LINK.sub(f"]{_APART}", quiet)).replace("`", "'")
