"""Months, by name or from the current one, and years."""

from deskbot.desk.dates import refusal, spec
from deskbot.desk.dates.cursor import Cursor
from deskbot.desk.dates.kinds import Kind


def reference(cursor: Cursor) -> spec.Month | None:
    """Take "de septembre", "du mois prochain", "de ce mois"; None, and nothing taken, otherwise."""
    place = cursor.position
    cursor.accept(Kind.OF, Kind.FROM)
    found = parse(cursor)
    if found is None:
        cursor.position = place
    return found


def year(cursor: Cursor) -> int | None:
    """Take a year of four figures."""
    if cursor.kind() is Kind.NUMBER and 1000 <= cursor.value() <= 9999:
        return cursor.take().value
    return None


def parse(cursor: Cursor) -> spec.Month | None:
    """Take "septembre", "le mois prochain", "2024-09"; when there is none, tokens may be gone."""
    since = cursor.starts_at()
    this = cursor.accept(Kind.THIS)
    if this is None and cursor.accept(Kind.NEXT):
        return spec.Month(ahead=1) if cursor.accept(Kind.MONTH_WORD) else None
    if cursor.accept(Kind.MONTH_WORD):
        if cursor.accept(Kind.LAST):
            raise cursor.refusal(refusal.Reason.OVER, since=since)
        return _month_word(cursor)
    if iso := cursor.accept(Kind.ISO_MONTH):
        return spec.Month(number=iso.value, year=iso.year)
    if named := cursor.accept(Kind.MONTH):
        return spec.Month(number=named.value, year=year(cursor))
    return None


def alone(cursor: Cursor) -> spec.Month | None:
    """Take a month; "le mois" alone is not said of the current one, "le mois en cours" is."""
    is_alone = cursor.kind() is Kind.MONTH_WORD and cursor.kind(1) is not Kind.THIS
    found = parse(cursor)
    return None if is_alone and found == spec.Month() else found


def _month_word(cursor: Cursor) -> spec.Month:
    if cursor.accept(Kind.NEXT):
        return spec.Month(ahead=1)
    cursor.accept(Kind.THIS)
    place = cursor.position
    cursor.accept(Kind.OF)
    named = cursor.accept(Kind.MONTH)
    if named is not None:
        return spec.Month(number=named.value, year=year(cursor))
    cursor.position = place
    return spec.Month()
