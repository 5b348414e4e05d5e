"""What became of the calls of a period, for whoever asks; with the files for the admins."""

import datetime as dt

from deskbot.chat import messages
from deskbot.desk import dates
from deskbot.flows import house as house_module
from deskbot.flows import journal, ports, rates_counted
from deskbot.people import permissions
from deskbot.reports import grid, rates_table

FILES_KIND = "send_rates_files"
# What is counted when no period is typed.
_USUAL = "30 derniers jours"


def look(
    text: str,
    *,
    username: str,
    desk: str,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Return the rates of the days that `text` names, the last thirty when none are; admins get files too."""
    now = clock.now()
    with store.read() as work:
        if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
            return messages.Refused(reason=refusal)
        hours = house.desks[desk].hours
        try:
            period = dates.days_behind(text or _USUAL, now=now, hours=hours)
        except dates.NotUnderstood as problem:
            return messages.DatesNotUnderstood.of(problem)
        days = rates_table.Days(first=period.first, last=period.last)
        known = house.known(work, since=_start(days, desk=desk, house=house)).desks[desk]
        counted = rates_counted.of_days(work, days, desk=known, now=now)
    is_admin = username in house.admins
    if is_admin:
        with store.write() as work:
            # The last part makes each wish a post of its own, and each try the same post.
            key = f"{desk};{days.first};{days.last};{username};{journal.new_key()}"
            work.due.put(FILES_KIND, key, at=now)
    return messages.CallRates(
        title=known.title,
        first=days.first,
        last=days.last,
        rates=counted,
        table=grid.of(counted.hours),
        files_follow=is_admin,
    )


def send_files(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    sheets: ports.RateSheets,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Send the tables and the heat map of `desk;first;last;username;wish` by direct message."""

    def send() -> bool:
        desk, first, last, username, wish = key.split(";")
        days = rates_table.Days(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last))
        if house.desk(desk) is None:
            return False
        with store.read() as work:
            known = house.known(work, since=_start(days, desk=desk, house=house)).desks[desk]
            counted = rates_counted.of_days(work, days, desk=known, now=clock.now())
        files = rates_counted.files(counted, days, desk=known, sheets=sheets)
        message = messages.CallRatesFiles(
            title=known.title,
            first=days.first,
            last=days.last,
            chart=any(name.endswith(".png") for name, _ in files),
        )
        place = messages.Direct(username=username)
        chat.attach(message, place=place, key=f"rates-{wish}", root_id=None, files=files)
        return True

    step("send", send)


def _start(days: rates_table.Days, *, desk: str, house: house_module.House) -> dt.datetime:
    return dt.datetime.combine(days.first, dt.time(), tzinfo=house.desks[desk].hours.zone)
