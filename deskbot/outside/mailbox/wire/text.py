"""Bytes of a part, or a raw header, to plain text, whatever it claims to be."""

import collections.abc
import email.errors
import email.header
import html
import re
import unicodedata

#: No voicemail e-mail has a longer text, and each search in it stays fast.
LONGEST = 100_000
_LONGEST_HEADER = 1_000

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?\s*([a-z0-9]+)", re.IGNORECASE)
_ENDS_LINE = frozenset(("br", "p", "div", "tr", "li", "ul", "table", "h1", "h2", "h3", "h4", "blockquote"))
_UNSEEN = frozenset(("style", "script", "title"))


def decoded(data: bytes, *, charset: str | None) -> str:
    """Return what `data` says; the charset it claims is believed last, for it is often another one."""
    claimed = charset or "utf-8"
    # Valid UTF-8 is hardly ever anything else, but UTF-16 is full of zeros, which are valid too.
    names = (claimed, "utf-8") if b"\0" in data else ("utf-8", claimed)
    for name in (*names, "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def header(raw: str) -> str:
    """Return what a raw header says: encoded words, or bytes that should have been."""
    bytes_of = raw[:_LONGEST_HEADER].encode("utf-8", "surrogateescape")
    plain = " ".join(decoded(bytes_of, charset=None).split())
    try:
        words = email.header.decode_header(plain)
    except email.errors.HeaderParseError:
        return plain
    said = "".join(
        word if isinstance(word, str) else decoded(word, charset=charset) for word, charset in words
    )
    return " ".join(said.split())


def of_html(page: str) -> str:
    """Return the words of a page, a line a row or a paragraph."""
    return html.unescape("".join(_words(_TAG.split(page[: 2 * LONGEST]))))


def _words(pieces: collections.abc.Iterable[str]) -> collections.abc.Iterator[str]:
    unseen = ""
    for piece in pieces:
        named = _NAME.match(piece)
        name = named[1].lower() if named else ""
        if unseen:
            unseen = "" if name == unseen and piece.startswith("</") else unseen
        elif name in _UNSEEN and not piece.startswith("</"):
            unseen = name
        elif name in _ENDS_LINE:
            yield "\n"
        elif piece.startswith("<"):
            yield " "
        else:
            # What is a line in the source of a page is none on the screen.
            yield piece.replace("\n", " ").replace("\r", " ")


def folded(text: str) -> str:
    """Return `text` without accents, capitals and odd spaces, a line each; nothing else is searched in."""
    apart = unicodedata.normalize("NFKD", text[:LONGEST]).replace("’", "'")
    bare = "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Cf")).lower()
    lines = (" ".join(line.split()) for line in bare.splitlines())
    return "\n".join(line for line in lines if line)
