"""The month at the desk: the table for the admins, the line that each member claims (design, section 1)."""

import dataclasses
import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates, roster
from deskbot.flows import house as house_module
from deskbot.flows import journal, month_counted, ports, tell
from deskbot.people import permissions
from deskbot.reports import bilan as bilan_module
from deskbot.reports import contribution

KIND = "close_month"
KEY = "month"
SHOW_LINE_KIND = "show_month_line"
FILES_KIND = "send_month_files"
# The table is there by then: the files go under it.
_AFTER_THE_TABLE = dt.timedelta(seconds=3)
# Nobody holds a desk for longer than a month has hours.
_MOST_MINUTES = 31 * 24 * 60


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    books: month_counted.Books,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """On the 1st: send every member who held a desk last month their line, and the admins the table."""

    def close() -> int:
        now = clock.now()
        today = now.astimezone(books.zone).date()
        month = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
        with store.write() as work:
            known = month_counted.known(work, month, house=house, books=books, now=now)
            served = [
                desk
                for desk in known.desks.by_key.values()
                if month_counted.was_served(work, month, desk=desk, books=books)
            ]
            if not served:
                return 0
            every = month_counted.of_month(work, month, house=known, books=books, now=now)
            for line in bilan_module.lines_to_claim(every):
                _send_line(work, line, every=every, house=known, books=books, now=now)
            place = messages.Channel(name=house.admins_channel)
            for desk in served:
                table = month_counted.table(work, month, desk=desk, house=known, books=books, now=now)
                tell.later(work, table, place=place, key=_table_key(month, desk.key), now=now)
                work.due.put(FILES_KIND, f"{desk.key};{month};;", at=now + _AFTER_THE_TABLE)
        return len(every.members)

    step("close", close)


def show_line(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    books: month_counted.Books,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Make the direct message of a line, `month;member`, say what is claimed now."""

    def edit() -> bool:
        month, username = _month_and_member(key)
        now = clock.now()
        with store.read() as work:
            known = month_counted.known(work, month, house=house, books=books, now=now)
            item = work.notices.get(_line_key(month, username))
            line = work.contributions.get(month, member=username)
            if item is None or item.post_id is None or line is None:
                return False
            every = month_counted.of_month(work, month, house=known, books=books, now=now)
        message = _line(line, every=every, house=known, books=books)
        chat.edit(item.post_id, message=message, place=item.place, key=item.key)
        return True

    step("show", edit)


def mend(
    entity: str,
    *,
    by_minutes: int,
    username: str,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Add to what one claims for a month, or take away from it (minutes)."""
    return _mend(entity, lambda minutes: minutes + by_minutes, username=username, store=store, clock=clock)


def correct(
    entity: str, *, hours: str, username: str, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Claim exactly what was typed, "2,5" or "2h30"."""
    minutes = contribution.minutes_typed(hours)
    if minutes is None or minutes > _MOST_MINUTES:
        return messages.InTrouble(trouble=messages.Trouble.BAD_HOURS)
    return _mend(entity, lambda _: minutes, username=username, store=store, clock=clock)


def look(
    text: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    books: month_counted.Books,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Return the month that `text` names, the present one when nothing is; admins get the files too."""
    now = clock.now()
    with store.read() as work:
        if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
            return messages.Refused(reason=refusal)
        today = now.astimezone(books.zone).date()
        month = _month(text, today=today)
        if month is None:
            return messages.InTrouble(trouble=messages.Trouble.NO_SUCH_MONTH)
        known = month_counted.known(work, month, house=house, books=books, now=now)
        is_over = month < today.replace(day=1)
        if is_over and not month_counted.was_served(work, month, desk=known.desks[desk], books=books):
            return messages.InTrouble(trouble=messages.Trouble.NO_BILAN)
        told = month_counted.table(work, month, desk=known.desks[desk], house=known, books=books, now=now)
    if username in house.admins:
        with store.write() as work:
            # The last part makes each wish a post of its own, and each try the same post.
            work.due.put(FILES_KIND, f"{desk};{month};{username};{journal.new_key()}", at=now)
    return told


def send_files(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    books: month_counted.Books,
    sheets: ports.Sheets,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Send the CSV and the chart of `desk;month;username;wish`; without a name, under the admins' table."""

    def send() -> bool:
        desk_key, month_text, username, wish = key.split(";")
        month = dt.date.fromisoformat(month_text)
        now = clock.now()
        with store.read() as work:
            known = month_counted.known(work, month, house=house, books=books, now=now)
            desk = known.desk(desk_key)
            if desk is None:
                return False
            files = month_counted.files(
                work, month, desk=desk, house=known, books=books, sheets=sheets, now=now
            )
            table = work.notices.get(_table_key(month, desk_key))
        message = messages.BilanFiles(title=desk.title, month=month, chart=len(files) > 1)
        if username:
            place: messages.Place = messages.Direct(username=username)
            chat.attach(message, place=place, key=f"files-{wish}", root_id=None, files=files)
            return True
        if table is None or table.post_id is None:
            raise month_counted.NotPostedYet
        attach_key = f"files-{desk_key}-{month}"
        chat.attach(message, place=table.place, key=attach_key, root_id=table.post_id, files=files)
        return True

    step("send", send)


def _send_line(
    work: ports.Work,
    line: contribution.Contribution,
    *,
    every: bilan_module.Bilan,
    house: house_module.House,
    books: month_counted.Books,
    now: dt.datetime,
) -> None:
    if work.contributions.get(line.month, member=line.member) is not None:
        return
    work.contributions.save(line)
    message = _line(line, every=every, house=house, books=books)
    place = messages.Direct(username=line.member)
    tell.later(work, message, place=place, key=_line_key(line.month, line.member), now=now)


def _line(
    line: contribution.Contribution,
    *,
    every: bilan_module.Bilan,
    house: house_module.House,
    books: month_counted.Books,
) -> messages.MonthLine:
    mine = next((one for one in every.members if one.member == line.member), None)
    calls = mine.calls if mine else bilan_module.NO_CALLS
    return messages.MonthLine(
        month=line.month,
        member=line.member,
        name=house.team.name_of(line.member),
        claimed_min=line.minutes,
        held_min=mine.held_minutes if mine else 0,
        answered=calls.answered,
        missed=calls.missed + calls.voicemails,
        norm_h=books.norm_h,
        mended=line.mended,
    )


def _mend(
    entity: str,
    mended: month_counted.Mending,
    *,
    username: str,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    try:
        month, owner = _month_and_member(entity)
    except ValueError:
        # Signed by another version of deskbot.
        return messages.InTrouble(trouble=messages.Trouble.GONE)
    if owner != username.lower():
        return messages.Refused(reason=permissions.Refusal.NOT_YOURS)
    now = clock.now()
    with store.write() as work:
        line = work.contributions.get(month, member=owner)
        if line is None:
            return messages.InTrouble(trouble=messages.Trouble.GONE)
        minutes = min(max(mended(line.minutes), 0), _MOST_MINUTES)
        work.contributions.save(dataclasses.replace(line, minutes=minutes, mended=True))
        kind = roster.ChangeKind.MEND_HOURS
        journal.write(work, kind, desk="", member=owner, by=owner, now=now, note=f"{month:%m/%Y}")
        work.due.put(SHOW_LINE_KIND, entity, at=now)
    return messages.LineMended(month=month, claimed_min=minutes)


def _month(text: str, *, today: dt.date) -> dt.date | None:
    """Return the first day of the month that is named; the last one of that name, since it is a look back."""
    if not text:
        return today.replace(day=1)
    try:
        return dates.month_named(text, today=today)
    except dates.NotUnderstood:
        return None


def _month_and_member(entity: str) -> tuple[dt.date, str]:
    month, _, username = entity.partition(";")
    return dt.date.fromisoformat(month), username


def _line_key(month: dt.date, username: str) -> str:
    return f"month-line-{month}-{username}"


def _table_key(month: dt.date, desk: str) -> str:
    return f"month-{month}-{desk}"
