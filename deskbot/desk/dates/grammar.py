"""From tokens to a request: items, and what is left out of them."""

import dataclasses
from typing import Final

from deskbot.desk.dates import arrange, clocks, periods, spec, tidy, tokens
from deskbot.desk.dates.cursor import Cursor
from deskbot.desk.dates.kinds import Kind
from deskbot.desk.dates.refusal import NotUnderstood, Reason

_WEEKEND: Final = spec.Weekend()
_HOLIDAYS: Final = spec.Holidays()


def read(text: str) -> spec.Request:
    """Return what `text` asks for.

    :raises refusal.NotUnderstood: if it is not understood or an end is missing.
    """
    found = tidy.tidied(tokens.scan(text))
    _refuse_open_end(found, text)
    cursor = Cursor(_trimmed(found), text=text)
    if cursor.is_done:
        raise NotUnderstood(Reason.NO_DATE, fragment=text)
    wanted: list[spec.Item] = []
    excluded: list[spec.Item] = []
    target = wanted
    separator: tokens.Token | None = None
    while not cursor.is_done:
        if cursor.accept(Kind.EXCEPT):
            target = excluded
        elif filtered := cursor.accept(Kind.WORKED, Kind.IN_WEEK):
            left_out = (_WEEKEND, _HOLIDAYS) if filtered.kind is Kind.WORKED else (_WEEKEND,)
            excluded += [_item(cursor, when, since=filtered.start) for when in left_out]
        elif joined := cursor.accept(Kind.AND):
            separator = joined
            continue
        else:
            item = _next_item(
                cursor,
                after=separator,
                week_before=_week_before(target),
            )
            target.append(item)
        separator = None
    if target is excluded and not excluded:
        raise NotUnderstood(Reason.NOT_UNDERSTOOD, fragment=text)
    starts_with_end = found[0].kind is Kind.UNTIL
    if len(wanted) > 1:
        # Hours would hold for the days before them too.
        wanted = [_of_days_only(item) for item in wanted]
    return spec.Request(
        wanted=arrange.wanted(tuple(wanted), text=text, until_today=starts_with_end),
        excluded=arrange.excluded(tuple(excluded)),
    )


def _of_days_only(item: spec.Item) -> spec.Item:
    when = item.when
    if not isinstance(when, spec.Range):
        return item
    return dataclasses.replace(item, when=dataclasses.replace(when, maybe_hours=False))


def _refuse_open_end(found: tuple[tokens.Token, ...], text: str) -> None:
    """Refuse "2024-08-12.." and "du 12 →": after words, dots say nothing ("demain...")."""
    if len(found) < 2 or found[-1].kind is not Kind.DASH or found[-1].value:
        return
    before, dash = found[-2:]
    sign = text[dash.start : dash.end]
    in_figures = before.kind in (Kind.DATE, Kind.ISO_MONTH, Kind.ISO_WEEK)
    ends_a_date = before.kind in (Kind.NUMBER, Kind.ORDINAL, Kind.MONTH) and sign == ".."
    is_last = not any(char.isalnum() for char in text[dash.end :])
    if is_last and (in_figures or ends_a_date or sign[-1] in ">→"):
        since = found[-3] if before.kind is Kind.MONTH and len(found) > 2 else before
        raise NotUnderstood(Reason.NO_END, fragment=text[since.start : dash.end])


def _trimmed(found: tuple[tokens.Token, ...]) -> tuple[tokens.Token, ...]:
    """Drop the dash of a list and the separators around everything."""
    first, last = 0, len(found)
    while first < last and found[first].kind in (Kind.AND, Kind.DASH):
        first += 1
    while first < last and found[last - 1].kind in (Kind.AND, Kind.DASH):
        last -= 1
    return found[first:last]


def _item(cursor: Cursor, when: spec.When | None, *, since: int) -> spec.Item:
    return spec.Item(when=when, clocks=(), start=since, end=cursor.ended_at())


def _week_before(items: list[spec.Item]) -> spec.Week | None:
    """Return the week that "la suivante" follows: "cette semaine et la prochaine", "... et celle d'après"."""
    when = items[-1].when if items else None
    is_relative = isinstance(when, spec.Week) and when.number is None and when.around is None
    return when if isinstance(when, spec.Week) and is_relative else None


def _next_item(cursor: Cursor, *, after: tokens.Token | None, week_before: spec.Week | None) -> spec.Item:
    since = cursor.starts_at()
    before, each_day = _hours_before(cursor)
    found = periods.parse(cursor)
    if found is None and week_before is not None and cursor.accept(Kind.NEXT):
        found = spec.Week(ahead=week_before.ahead + 1), ()
    if found is None:
        if each_day:
            raise cursor.refusal(Reason.NO_END, since=since)
        if not before:
            raise _stray(cursor, since=since)
    when, amid = found or (None, ())
    behind = clocks.some(cursor, after_day=when is not None)
    return spec.Item(
        when=when, clocks=(*before, *amid, *behind), start=since, end=cursor.ended_at(),
        hours_first=bool(before), follows_directly=after is None,
        follows_comma=after is not None and after.value == tokens.COMMA,
    )  # fmt: skip


def _hours_before(cursor: Cursor) -> tuple[tuple[spec.Clock, ...], bool]:
    """Take the hours said before their date, and "tous les jours"."""
    each_day = _each_day(cursor)
    before = clocks.some(cursor, after_day=False)
    each_day = _each_day(cursor) or each_day
    cursor.accept(Kind.DAYS)
    if cursor.kind() is Kind.TO and cursor.kind(1) is Kind.MONTH_WORD:
        # "au mois de septembre": the preposition says nothing.
        cursor.take()
    return before, each_day


def _each_day(cursor: Cursor) -> bool:
    if cursor.kind() is Kind.EVERY and cursor.value() == 1:
        cursor.take()
        return True
    return False


def _stray(cursor: Cursor, *, since: int) -> NotUnderstood:
    """Say what to do with a token that starts nothing; an hour alone lacks its end."""
    is_hour = clocks.point(cursor) is not None
    if not is_hour and not cursor.is_done:
        cursor.take()
    return cursor.refusal(Reason.NO_END if is_hour else Reason.NOT_UNDERSTOOD, since=since)
