"""Which numbers become desks, and what they are called."""

import collections.abc
import dataclasses
import re
import unicodedata

from deskbot.desk import public_number
from deskbot.people import phone
from deskbot.setup import console as console_module
from deskbot.setup import discovering

_DEFAULT_KEY = "standard"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """A desk to write in the settings; `replaces` one that is there."""

    key: str
    title: str
    channel: str
    offer: discovering.Offer
    voicemail: str
    replaces: bool = False

    def as_written(self) -> dict[str, str]:
        """Return what of it stands in the settings."""
        return {
            "title": self.title,
            "channel": self.channel,
            "billing_account": self.offer.billing_account,
            "number": phone.national(self.offer.number),
            "kind": self.offer.kind.value,
            "voicemail": phone.national(self.voicemail),
        }


def choose(
    offers: collections.abc.Sequence[discovering.Offer],
    *,
    keys: collections.abc.Collection[str],
    takes_all: bool,
    console: console_module.Console,
) -> tuple[Desk, ...]:
    """Return the desks that the admin makes of `offers`; with `takes_all`, all that look like desks.

    `keys` are those of the desks that are there: none is replaced unless the admin says so.
    """
    chosen: list[Desk] = []
    for offer in offers:
        looks_like_one = not _is_only_voicemail(offer, offers=offers, chosen=chosen)
        values = {
            "number": phone.national(offer.number),
            "kind": offer.kind.value,
            "description": offer.description or "-",
        }
        if takes_all:
            is_one = looks_like_one
        else:
            is_one = console.agrees(f"is_desk_{offer.kind.value}", values, default=looks_like_one)
        if is_one:
            taken = (*keys, *(one.key for one in chosen))
            chosen.append(
                _proposed(offer, taken=taken)
                if takes_all
                else _told(offer, keys=keys, taken=taken, console=console)
            )
    return tuple(chosen)


def _is_only_voicemail(
    offer: discovering.Offer,
    *,
    offers: collections.abc.Sequence[discovering.Offer],
    chosen: collections.abc.Sequence[Desk],
) -> bool:
    """Whether a line is there for the messages of the others: those come first."""
    if offer.kind is not public_number.Kind.LINE:
        return False
    return any(one.voicemail == offer.number for one in chosen)


def _proposed(offer: discovering.Offer, *, taken: collections.abc.Collection[str]) -> Desk:
    key = _free(_slug(offer.description), taken=taken)
    title = offer.description or phone.national(offer.number)
    return Desk(key=key, title=title, channel=key, offer=offer, voicemail=offer.voicemails[0])


def _told(
    offer: discovering.Offer,
    *,
    keys: collections.abc.Collection[str],
    taken: collections.abc.Collection[str],
    console: console_module.Console,
) -> Desk:
    proposed = _proposed(offer, taken=taken)
    key, replaces = _key(proposed.key, keys=keys, taken=taken, console=console)
    return Desk(
        key=key,
        title=console.ask("title_of_desk", default=proposed.title),
        channel=console.ask("channel", default=key).removeprefix("~"),
        offer=offer,
        voicemail=_voicemail(offer, console=console),
        replaces=replaces,
    )


def _key(
    proposed: str,
    *,
    keys: collections.abc.Collection[str],
    taken: collections.abc.Collection[str],
    console: console_module.Console,
) -> tuple[str, bool]:
    while True:
        key = _slug(console.ask("key", default=proposed))
        if key not in taken:
            return key, False
        if key in keys and console.agrees("replace", {"key": key}, default=False):
            return key, True


def _voicemail(offer: discovering.Offer, *, console: console_module.Console) -> str:
    if len(offer.voicemails) == 1:
        return offer.voicemails[0]
    listed = {phone.national(one): one for one in offer.voicemails}
    while True:
        typed = console.ask("voicemail", {"listed": ", ".join(listed)}, default=next(iter(listed)))
        try:
            number = phone.parse(typed)
        except phone.NotAPhoneNumber:
            continue
        if number in offer.voicemails:
            return number


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or _DEFAULT_KEY


def _free(key: str, *, taken: collections.abc.Collection[str]) -> str:
    place, free = 2, key
    while free in taken:
        free, place = f"{key}-{place}", place + 1
    return free
