"""The bytes of a file as text: spreadsheets write in several encodings and do not say which."""

import codecs
import unicodedata

# A card has room for so much; nobody is called longer.
_LONGEST = 80
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16 with its mark, in UTF-8 without, else in Windows-1252."""
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def lines_of(written: str) -> list[str]:
    """Return the lines as editors count them, each without its end."""
    return written.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def tidy(written: str) -> str:
    """Return a name on one line, without what cannot be seen, and no longer than a card can show."""
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Cf", "Zl") else one for one in written)
    return " ".join(plain.split())[:_LONGEST].rstrip()
