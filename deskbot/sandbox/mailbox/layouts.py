"""The words of an e-mail that tells of a message."""

import dataclasses
import datetime as dt
import html
from collections.abc import Callable, Mapping

from deskbot.sandbox import clock as clocks
from deskbot.sandbox.ovh import recordings

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Words:
    """What an e-mail says; `is_page`: its text is HTML, and there is no other."""

    subject: str
    text: str
    is_page: bool = False


def words_of(message: recordings.Message, *, layout: str) -> Words:
    """Return the words that tell of a message."""
    return _LAYOUTS[layout](message)


def _fields(message: recordings.Message) -> Words:
    return Words(
        subject="Nouveau message vocal",
        text=(
            "Bonjour,\n\n"
            f"Vous avez un nouveau message sur le répondeur {message.callee}.\n\n"
            f"Numéro de l'appelant : {message.caller}\n"
            f"Date : {_local(message):%d/%m/%Y %H:%M:%S}\n"
            f"Durée : {dt.timedelta(seconds=message.duration_s)}\n\n"
            "L'équipe de la messagerie\n"
        ),
    )


def _sentence(message: recordings.Message) -> Words:
    left = _local(message)
    day = "1er" if left.day == 1 else str(left.day)
    return Words(
        subject=f"Message vocal de {_spaced(message.caller)}",
        text=(
            f"Vous avez reçu un message vocal de la part de {_spaced(message.caller)}, le {day} "
            f"{_MONTHS[left.month - 1]} {left.year} à {left:%Hh%M} (durée : {message.duration_s} secondes), "
            f"sur votre ligne {_spaced(message.callee)}.\n"
        ),
    )


def _english(message: recordings.Message) -> Words:
    return Words(
        subject=f"New voicemail from {message.caller}",
        text=(
            "You have received a new voicemail.\n\n"
            f"From: {message.caller}\n"
            f"To: {message.callee}\n"
            f"Date: {message.created.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC\n"
            f"Duration: {message.duration_s} seconds\n"
        ),
    )


def _page(message: recordings.Message) -> Words:
    about = {
        "Appelant": _spaced(message.caller),
        "Ligne": _spaced(message.callee),
        "Reçu le": f"{_local(message):%d/%m/%Y à %H:%M}",
        "Durée": f"{message.duration_s} s",
    }
    rows = "".join(
        f"<tr><td><b>{html.escape(name)}</b></td><td>{html.escape(value)}</td></tr>"
        for name, value in about.items()
    )
    page = f"<html><body><h1>Nouveau message vocal</h1><table>{rows}</table></body></html>"
    return Words(subject="Messagerie vocale", text=page, is_page=True)


_LAYOUTS: Mapping[str, Callable[[recordings.Message], Words]] = {
    "fields": _fields,
    "sentence": _sentence,
    "english": _english,
    "page": _page,
}


def _local(message: recordings.Message) -> dt.datetime:
    return message.created.astimezone(clocks.PARIS)


def _spaced(written: str) -> str:
    """Return a French number by pairs; what is another number, or a word, as it is."""
    if not written.startswith("0033"):
        return written
    digits = "0" + written.removeprefix("0033")
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
