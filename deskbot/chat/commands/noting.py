"""A note about a call: the number to call back, whose it is to deal with, what was said."""

import re
from typing import Final

from deskbot.calls import numbers
from deskbot.chat.commands import values, vocabulary

# "note 06 12 34 56 78 pour @simon : rappeler à 17:30": the first colon that no digit follows, or a new line.
_SEPARATOR: Final = re.compile(r"\s*(?::(?!\S)|\s:|\n)\s*")
_ASSIGNEE: Final = re.compile(r"(?:(?<!\S)(?:pour|à|a|to|for)\s+)?(?<![^\s,;(])@([\w.-]*\w)", re.IGNORECASE)
# "pour simon", without an at sign: somebody's name, or words like others; whoever knows the team decides.
_PERHAPS: Final = re.compile(r"(?<!\S)(?:pour|for)\s+(\w[\w.-]*)\s*$", re.IGNORECASE)
_BEFORE_A_NUMBER: Final = re.compile(
    r"(?:(?<!\w)(?:n[°o]|num[eé]ro|t[eé]l(?:[eé]phone)?|au|du|de)[\s.:]*)?$", re.IGNORECASE
)
_EDGES: Final = f"{vocabulary.PUNCTUATION}-–—()\n\t"


def read(text: str, *, desk: str | None = None) -> values.Note:
    """Return the note that `text` is: what stands before its colon says who, what follows what."""
    head, said = _split(text)
    assignee = _ASSIGNEE.search(head)
    head = _without(head, assignee)
    number, head = _number(head)
    perhaps = None if assignee else _PERHAPS.search(head)
    return values.Note(
        number=number or numbers.callback(said),
        assignee=assignee[1].casefold() if assignee else None,
        perhaps=perhaps[1].casefold() if perhaps else None,
        about=head[: perhaps.start()].strip(_EDGES) if perhaps else head.strip(_EDGES),
        text=said.strip(),
        desk=desk,
    )


def _split(text: str) -> tuple[str, str]:
    """Return what names and what is said; where nothing parts them, all of it names and is said."""
    found = _SEPARATOR.search(text)
    if found is None:
        return text.strip(), ""
    return text[: found.start()], text[found.end() :]


def _number(head: str) -> tuple[str | None, str]:
    """Return the number in `head`, and the rest of it."""
    found = next(iter(numbers.spoken_in(head)), None)
    if found is None:
        return None, head
    before = _BEFORE_A_NUMBER.sub("", head[: found.start])
    return found.e164, _joined(before, head[found.end :])


def _without(head: str, found: re.Match[str] | None) -> str:
    return head if found is None else _joined(head[: found.start()], head[found.end() :])


def _joined(before: str, after: str) -> str:
    return f"{before.rstrip()} {after.lstrip()}".strip()
