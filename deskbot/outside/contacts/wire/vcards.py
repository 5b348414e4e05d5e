"""vCards 2.1, 3.0 and 4.0, as phones, Google, Apple and Nextcloud export them: names and numbers alone.

Own reader, after a look at `vobject` 0.9.9 (its last release, of December 2024, which brings three packages
more): one picture that cannot be decoded, or one card without its end, makes it refuse the whole file, and it
logs word for word what it skips. Four properties are wanted here; a bad line is to cost that line alone.
"""

import collections.abc
import dataclasses
import quopri
import re

from deskbot.outside.contacts.wire import numbers, reading, text
from deskbot.people import directory

_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:\"[^\"]*\"|[^\":;])*)*):(?P<value>.*)", re.DOTALL
)
_QUOTED = re.compile(r"\bQUOTED-PRINTABLE\b", re.IGNORECASE)
_CHARSET = re.compile(r"\bCHARSET=\"?([\w-]+)", re.IGNORECASE)
_NO_VOICE = re.compile(r"\b(?:FAX|PAGER|MODEM|BBS|TEXTPHONE)\b", re.IGNORECASE)
_PART = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def are_in(written: str) -> bool:
    """Whether this text is vCards."""
    return written.lstrip()[:11].upper() == "BEGIN:VCARD"


def read(lines: collections.abc.Iterable[str]) -> reading.Reading:
    """Return the people of a file of vCards."""
    cards: list[_Card] = []
    bad: set[int] = set()
    is_open = False
    for line, written in _unfolded(lines):
        found = _PROPERTY.fullmatch(written)
        if found is None:
            bad.add(line)
            continue
        mark = (found["name"].upper(), found["value"].strip().upper())
        if mark == ("BEGIN", "VCARD"):
            if is_open:
                bad.add(cards[-1].line)
            cards.append(_Card(line=line))
            is_open = True
        elif mark == ("END", "VCARD"):
            is_open = False
        elif is_open and not cards[-1].take(mark[0], _value(found), params=found["params"]):
            bad.add(line)
    return _reading(cards, bad=bad, is_cut=is_open)


@dataclasses.dataclass(kw_only=True)
class _Card:
    """One card while it is being read."""

    line: int
    names: dict[str, str] = dataclasses.field(default_factory=dict)
    organisation: str = ""
    numbers: dict[str, None] = dataclasses.field(default_factory=dict)

    def take(self, name: str, value: str, *, params: str) -> bool:
        """Take in a property; False when it should be a number and is none."""
        if name in ("FN", "N") and name not in self.names:
            self.names[name] = _whole_name(value) if name == "N" else text.tidy(_unescaped(value))
        elif name == "ORG" and not self.organisation:
            self.organisation = text.tidy(_unescaped(_PART.split(value)[0]))
        elif name == "TEL" and not _NO_VOICE.search(params) and not numbers.looks_empty(value):
            # RFC 6350 writes tel:+33-6-39-98-01-12;ext=12.
            bare = re.sub(r"(?i)^tel:", "", value.strip()).partition(";")[0]
            found = numbers.numbers_in(_unescaped(bare))
            self.numbers |= dict.fromkeys(found)
            return bool(found)
        return True

    def entry(self) -> directory.Entry | None:
        """Return who the card is about; None when it does not say."""
        names = (self.names.get("FN", ""), self.names.get("N", ""))
        return reading.entry_of(names=names, organisation=self.organisation, numbers=tuple(self.numbers))


def _reading(cards: list[_Card], *, bad: set[int], is_cut: bool) -> reading.Reading:
    if is_cut:
        bad.add(cards[-1].line)
    entries = []
    for card in cards:
        if not card.numbers:
            continue
        entry = card.entry()
        if entry is None:
            bad.add(card.line)
        else:
            entries.append(entry)
    return reading.Reading(
        directory=directory.Directory(entries=tuple(entries)), bad_lines=tuple(sorted(bad))
    )


def _unfolded(lines: collections.abc.Iterable[str]) -> collections.abc.Iterator[tuple[int, str]]:
    """Give each property whole, with the line (from 1) where it begins."""
    parts: list[str] = []
    begun = 0
    for line, written in enumerate(lines, start=1):
        if parts and _goes_on(parts):
            # A soft line break of quoted-printable: the next line is content as it is.
            parts[-1] = parts[-1][:-1]
            parts.append(written)
        elif parts and written[:1] in (" ", "\t") and written.strip():
            parts.append(written[1:])
        else:
            if parts:
                yield begun, "".join(parts)
            parts, begun = ([written] if written.strip() else []), line
    if parts:
        yield begun, "".join(parts)


def _goes_on(parts: list[str]) -> bool:
    return parts[-1].endswith("=") and _QUOTED.search(parts[0].partition(":")[0]) is not None


def _value(found: re.Match[str]) -> str:
    if not _QUOTED.search(found["params"]):
        return found["value"]
    content = quopri.decodestring(found["value"].encode())
    charset = _CHARSET.search(found["params"])
    try:
        return content.decode(charset[1] if charset else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return text.decoded(content)


def _whole_name(value: str) -> str:
    """Return "Marie Dupont" of "Dupont;Marie;;;"."""
    family, given, *_ = [*(_unescaped(part) for part in _PART.split(value)), ""]
    return text.tidy(f"{given} {family}")


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
