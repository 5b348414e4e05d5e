"""The secret addresses of the planning page and of the calendars: whoever has one may look."""

import dataclasses
import datetime as dt
import secrets

from deskbot.chat import messages
from deskbot.desk import address, roster
from deskbot.flows import house as house_module
from deskbot.flows import journal, ports
from deskbot.people import permissions

_TOKEN_BYTES = 18
# `show_board` needs what is here.
BOARD_KIND = "show_board"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Links:
    """Where people's browsers find deskbot: `base_url` without a slash at its end."""

    base_url: str

    def page(self, work: ports.Work, *, desk: str) -> str | None:
        """Return the address of a desk's planning page, once it has one."""
        token = work.addresses.token_of(address.Kind.DESK, desk)
        return f"{self.base_url}/planning/{token}" if token else None

    def calendar(self, token: str) -> str:
        """Return the address of the calendar behind `token`."""
        return f"{self.base_url}/calendrier/{token}.ics"


def ensure(work: ports.Work, kind: address.Kind, entity: str, *, now: dt.datetime) -> str:
    """Return the token of an address, made if there is none."""
    return work.addresses.token_of(kind, entity) or renew(work, kind, entity, now=now)


def renew(work: ports.Work, kind: address.Kind, entity: str, *, now: dt.datetime) -> str:
    """Return a new token; the former address shows nothing any more."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    work.addresses.put(kind, entity, token, at=now)
    return token


def give(
    *,
    anew: bool,
    username: str,
    desk: str,
    links: Links,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.Message:
    """Return the addresses of `desk` and of `username`; `anew` replaces one's own; admins' the desk's too."""
    now = clock.now()
    with store.write() as work:
        if (refusal := permissions.to_act(house.people(work).find(username))) is not None:
            return messages.Refused(reason=refusal)
        shown = house.desks[desk]
        renews_desk = anew and username in house.admins
        make = renew if renews_desk else ensure
        token = make(work, address.Kind.DESK, desk, now=now)
        make = renew if anew else ensure
        own = make(work, address.Kind.MEMBER, username, now=now)
        if anew:
            journal.write(
                work,
                roster.ChangeKind.RENEW_ADDRESS,
                desk=desk if renews_desk else "",
                member=username,
                by=username,
                now=now,
            )
        page_url = links.page(work, desk=desk) or ""
        # The pinned post links the page.
        work.due.put(BOARD_KIND, desk, at=now)
    return messages.Addresses(
        title=shown.title,
        page_url=page_url,
        desk_calendar_url=links.calendar(token),
        own_calendar_url=links.calendar(own),
        own_renewed=anew,
        desk_renewed=renews_desk,
    )
