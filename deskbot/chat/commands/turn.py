"""What is said of a turn beside its dates: the number of rings, the rank."""

import dataclasses
import re
from typing import Final

from deskbot.chat.commands import values
from deskbot.desk import roster
from deskbot.people import member

RING_COUNTS: Final = tuple(str(count) for count in range(member.MIN_RINGS, member.MAX_RINGS + 1))

_RINGS: Final = r"(?:sonneries?|rings?)"
_SET: Final = re.compile(rf"\b{_RINGS}\s*[=:]\s*(\S+)", re.IGNORECASE)
_COUNTED: Final = re.compile(
    rf"(?:\b(?:avec|pendant|apr[eè]s|with|after)\s+)?(?<!\S)([-+]?\d[\d.,]*)\s*{_RINGS}\b(?!\s*[=:])",
    re.IGNORECASE,
)
_AT_THE_END: Final = re.compile(rf"\b{_RINGS}\s+(\S+)\s*$", re.IGNORECASE)
# "le 3 sonneries 2": two numbers could be that of the rings, and each leaves another date.
_EITHER: Final = re.compile(rf"(?<!\S)\d+\s*{_RINGS}\s+\d+\s*$", re.IGNORECASE)

_SECOND: Final = r"(?:seconde?|2(?:e|è|[eè]me|nde?)|deuxi[eè]me)"
_AS: Final = r"(?:(?:en\s+tant\s+que|en|comme|as)\s+)"
_RANK: Final = rf"{_SECOND}(?:\s+(?:rang|position|ligne|place)\b)?"
_ENDS_AS_SECOND: Final = re.compile(
    rf"(?:^|(?<=[\s,;(]))\(?(?:{_AS}{_RANK}|(?P<bare>{_RANK}))[\s).,;!]*$", re.IGNORECASE
)
_STARTS_AS_SECOND: Final = re.compile(
    rf"^\(?(?:(?P<as>{_AS})?{_RANK})\b[\s).,;:]*(?P<next>\w*)", re.IGNORECASE
)
# "la 2e", "première semaine et la seconde": a date, that the language of dates must read.
_DETERMINED: Final = re.compile(
    r"(?:\b(?:la|le|les|l|au|aux|du|des|un|une|et|ou|pas|sauf)|['’])\s*$", re.IGNORECASE
)
# "2e semaine d'août", "second lundi de septembre": likewise.
_COUNTS_PERIODS: Final = re.compile(
    r"(?:sem|semaines?|week|quinzaines?|moiti[eé]|mois|jours?|trimestre|demi|partie)$", re.IGNORECASE
)
_WEEKDAY: Final = re.compile(r"(?:lun|mar|mer|jeu|ven|sam|dim)\w*$", re.IGNORECASE)

_EDGES: Final = " \t\r\n,;"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wanted:
    """The dates of a turn, as typed, and what was said beside them."""

    dates: str
    rings: int | None
    rank: roster.Rank


def read(text: str) -> Wanted | values.BadRings:
    """Return what `text` says of a turn."""
    # The rank may stand on either side of the rings.
    early, text = _rank(text)
    rings = _rings(text)
    if isinstance(rings, values.BadRings):
        return rings
    count, text = rings
    late, text = _rank(text)
    rank = roster.Rank.SECOND if early or late else roster.Rank.FIRST
    return Wanted(dates=text.strip(_EDGES), rings=count, rank=rank)


def rings(given: str) -> int | None:
    """Return the number of rings written in `given`, or None when it cannot be one."""
    return int(given) if given in RING_COUNTS else None


def _rings(text: str) -> tuple[int | None, str] | values.BadRings:
    found = _SET.search(text)
    if found is None and (either := _EITHER.search(text)):
        return values.BadRings(given=either[0][:20])
    found = found or _COUNTED.search(text) or _AT_THE_END.search(text)
    if found is None:
        return None, text
    given = found[1].rstrip(",;.)")
    count = rings(given)
    if count is None:
        return values.BadRings(given=given[:20])
    return count, f"{text[: found.start()].rstrip(_EDGES)} {text[found.end() :].lstrip(_EDGES)}"


def _rank(text: str) -> tuple[bool, str]:
    """Say whether `text` begins or ends with the second rank, and return what is left of it."""
    ends = _ENDS_AS_SECOND.search(text.strip())
    if ends and not (ends["bare"] and _DETERMINED.search(text.strip()[: ends.start()])):
        return True, text.strip()[: ends.start()]
    starts = _STARTS_AS_SECOND.search(text.strip())
    if starts and not _names_a_period(starts):
        return True, text.strip()[starts.start("next") :]
    return False, text


def _names_a_period(starts: re.Match[str]) -> bool:
    following = starts["next"]
    return bool(_COUNTS_PERIODS.match(following) or (not starts["as"] and _WEEKDAY.match(following)))
