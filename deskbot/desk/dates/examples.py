"""What to type instead: as near as can be to what was typed, and always something that is understood."""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final

from deskbot.desk.dates import courtesy, refusal, tokens, words
from deskbot.desk.dates.refusal import Reason

LONGEST_TEXT: Final = 80
LONGEST_EXAMPLE: Final = 60
#: From this hour on, hours that seem reversed go over midnight.
EVENING_FROM: Final = 18
MOST_TRIED: Final = 24
#: Without these words the rest says something else than what was meant.
_TURN_THE_SENSE: Final = courtesy.split("pas ne ni ou jamais non sans or not")
#: The example is shown as it is: nothing that a chat would read as more than words.
_PLAIN: Final = re.compile(r"[\w\s'’.,:;/+()°…→>-]+")
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(words.WEEKDAY_NAMES)}|lun|mar|mer|jeu|ven|sam|dim)s?\b\.?\s*")
_MONTH: Final = rf"({'|'.join(words.MONTH_NAMES)}|aout|fevrier|decembre)"
_LATER_WEEKS: Final = (
    ("cette semaine", "la semaine prochaine"),
    ("dernière", "prochaine"),
    ("derniere", "prochaine"),
)
_ELIDED: Final = re.compile(r"\bde (?=a[ov]|oct)")
_OPEN_END: Final = r"(?:\.{2,}|…|→|[-–—=]+>*)"
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_HOUR: Final = re.compile(
    r"(?:à |a |de )?(?:(?P<hour>\d{1,2}) ?(?:heures?|h|:)(?P<minutes>\d\d)?|(?P<noon>midi))"
)

# What may stand in the place of what was not understood, from the text as a whole and from its faulty part.
Attempt = Callable[[str], Iterator[str]]


def near(problem: refusal.NotUnderstood, text: str, *, year: int, is_read: Callable[[str], bool]) -> str:
    """Return what to type instead of `text`; the usual example when nothing near to it is understood."""
    typed = " ".join(text.split())
    if not typed or len(typed) > LONGEST_TEXT:
        return problem.example
    for candidate in itertools.islice(_candidates(problem, typed, year=year), MOST_TRIED):
        said = _ELIDED.sub("d'", " ".join(candidate.split()).strip(" ,;:-"))
        if len(said) <= LONGEST_EXAMPLE and _PLAIN.fullmatch(said) and said != typed and is_read(said):
            return said
    return problem.example


def _candidates(problem: refusal.NotUnderstood, text: str, *, year: int) -> Iterator[str]:
    """Give the whole text with its faulty part mended, then that part alone."""
    if problem.reason is Reason.OVER:
        yield from _with_year(text, year)
    if problem.reason is Reason.NOT_UNDERSTOOD:
        yield from _reworded(text.lower())
    place = text.find(problem.fragment)
    for mended in _ATTEMPTS[problem.reason](problem.fragment):
        if place >= 0:
            whole = text[:place] + mended + text[place + len(problem.fragment) :]
            yield whole.replace(" le de ", " de ")
        yield mended


def _with_year(text: str, year: int) -> Iterator[str]:
    for coming in (year, year + 1):
        yield re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", str(coming), text)


def _nothing(_: str) -> Iterator[str]:
    return iter(())


def _dated(fragment: str) -> Iterator[str]:
    yield f"{fragment} de la semaine prochaine" if re.match("tou|chaque", fragment) else f"demain {fragment}"


def _smaller(fragment: str) -> Iterator[str]:
    """Give "30 septembre" for "31 septembre", "semaine 52" for 54, "13/3" for "3/13"."""
    yield re.sub(r"(\d+)([/.])(\d+)", r"\3\2\1", fragment, count=1)
    for number in _NUMBER.finditer(fragment):
        for value in (52, 31, 30, 29, 28, 12, 4):
            if value < int(number.group()):
                yield fragment[: number.start()] + str(value) + fragment[number.end() :]


def _swapped(fragment: str) -> Iterator[str]:
    """Give "du 1er au 15 août" for "du 15 au 1er août"."""
    ends = list(re.finditer(r"\d[\d/:]*(?:er|h(?:\d\d)?)?", fragment))
    if len(ends) == 2:
        first, last = ends
        if "h" in first.group() and int(_NUMBER.findall(first.group())[0]) >= EVENING_FROM:
            yield f"{fragment[: last.start()]}24h"
        between = fragment[first.end() : last.start()]
        yield fragment[: first.start()] + last.group() + between + first.group() + fragment[last.end() :]


def _later(fragment: str) -> Iterator[str]:
    for old, new in (*_LATER_WEEKS, ("dernier", "prochain")):
        if old in fragment.lower():
            yield re.sub(f"(?:la )?{old}", new, fragment, flags=re.IGNORECASE)
    yield re.sub(r"^(avant-hier|hier|aujourd.?hui|ce jour|cet?)\b", "demain", fragment, flags=re.IGNORECASE)


def _with_end(fragment: str) -> Iterator[str]:
    if date := re.fullmatch(rf"(\d{{4}}-\d\d-)?(\d{{1,2}})((?:/| )\w+)? ?{_OPEN_END}", fragment):
        last, month = int(date[2]) + 4, date[3] or ""
        first = f"du {date[2]}{month if '/' in month else ''}"
        yield f"{date[1]}{date[2]}..{last}" if date[1] else f"{first} au {last}{month}"
    hour = _HOUR.search(fragment.lower())
    if hour is not None and int(hour["hour"] or 12) + 2 <= 24:
        start = int(hour["hour"] or 12)
        minutes = hour["minutes"] or ""
        span = f"de {start}h{minutes} à {start + 2}h{minutes}"
        yield fragment[: hour.start()] + span + fragment[hour.end() :]
    date = re.fullmatch(rf"du (\d+) {_MONTH}", fragment.lower())
    if date is not None:
        yield f"du {date[1]} au {int(date[1]) + 4} {date[2]}"
    for end in (
        () if hour else ("de la semaine prochaine", "de septembre", "jusqu'à vendredi", "pendant 3 jours")
    ):
        yield f"{fragment} {end}"


def _nameless(fragment: str) -> Iterator[str]:
    """Give "de 14h à 16h" for "14-16", then the date without the name of its day."""
    yield re.sub(r"(\d{1,2}) ?- ?(\d{1,2})$", r"de \1h à \2h", fragment)
    yield _WEEKDAY.sub("", fragment.lower())


def _understood(fragment: str) -> Iterator[str]:
    yield from _reworded(fragment.lower())
    if not _TURN_THE_SENSE & set(tokens.plain(fragment).split()):
        yield " "


def _reworded(text: str) -> Iterator[str]:
    for pattern, mended in _MENDED:
        if re.search(pattern, text):
            yield re.sub(pattern, mended, text)


_MENDED: Final = (
    (r"(\d)\.(00|15|30|45)(?!\d)", r"\1h\2"),
    (r"\bou\b|\bor\b", "et"),
    (r"\bce soir", "cet après-midi"),
    (r"\b(?:au |le )?soir(?:ée)?\b", "après-midi"),
    (r"\bam\b", "matin"),
    (r"\b1/2 journée\b", "matin"),
    (rf"\b(?:la )?fin (?:d'|de )?{_MONTH}", r"la dernière semaine de \1"),
    (r"\b(?:la )?fin du mois\b", "du 25 au 31"),
    (r"\b(?:la )?fin de (?:la )?semaine (prochaine)\b", r"jeudi et vendredi de la semaine \1"),
    (r"\b(?:la )?fin de (?:la )?semaine\b", "jeudi et vendredi"),
    (rf"\b(?:en |au )?début (?:d'|de )?{_MONTH}", r"la première semaine de \1"),
    (rf"\bmi[- ]{_MONTH}", r"du 10 au 20 \1"),
    (r"\bavant le\b", "jusqu'au"),
    (r"\bavant\b", "jusqu'à"),
    (r"\b(?:si besoin|peut[- ]?être)\b", ""),
    (r"^(?:dans )?la semaine$", "cette semaine"),
    (r"^(?:pendant )?(\w+ semaines?)$", r"\1 à partir de lundi"),
    (r"(?<!\d)0?(\d{1,2})[ -]0?(\d{1,2})$", r"le \1/\2"),
    (rf"(\d+) (\d+) {_MONTH}", r"\1 et \2 \3"),
    (rf"{_MONTH} (\d\d)$", r"\1 20\2"),
    (r"(?<=\w )(\d{1,2}) ?- ?(\d{1,2})$", r"de \1h à \2h"),
    (r"^(?:les |pendant )?(\w+) (?:prochains )?jours\b.*", r"\1 jours à partir de demain"),
)
_ATTEMPTS: Final[dict[Reason, Attempt]] = {
    Reason.EMPTY: _nothing,
    Reason.NO_DATE: _dated,
    Reason.NO_SUCH_DAY: _smaller,
    Reason.REVERSED: _swapped,
    Reason.OVER: _later,
    Reason.TOO_LONG: _nothing,
    Reason.NO_END: _with_end,
    Reason.WEEKDAY_CONTRADICTS: _nameless,
    Reason.NOT_UNDERSTOOD: _understood,
}
