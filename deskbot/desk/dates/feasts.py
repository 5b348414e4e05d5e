"""Days that have a name: "Noël", "lundi de Pâques"."""

import dataclasses
import datetime as dt
from typing import Final

from deskbot.desk import hours as opening

_EASTER_MONDAY: Final = "Lundi de Pâques"
#: Easter Monday is never earlier, and never later than five weeks after.
_EARLIEST: Final = (3, 23)
_LATEST_AFTER_DAYS: Final = 35


@dataclasses.dataclass(frozen=True, kw_only=True)
class Feast:
    """A date of every year, or so many days after Easter Monday; `names` are without accents."""

    names: tuple[str, ...]
    day: int = 0
    month: int = 0
    after_easter_monday: int = 0


# The dates of the law are those of `deskbot.desk.hours`; the rest of the list is their everyday names.
FEASTS: Final = (
    Feast(names=("jour de l an", "nouvel an", "saint basile"), day=1, month=1),
    Feast(names=("fete du travail",), day=1, month=5),
    Feast(names=("fete de la victoire", "victoire 1945"), day=8, month=5),
    Feast(names=("fete nationale",), day=14, month=7),
    Feast(names=("assomption",), day=15, month=8),
    Feast(names=("toussaint", "la toussaint"), day=1, month=11),
    Feast(names=("armistice", "armistice 1918"), day=11, month=11),
    Feast(names=("noel", "jour de noel"), day=25, month=12),
    Feast(names=("saint etienne", "st etienne"), day=26, month=12),
    Feast(names=("saint sylvestre", "st sylvestre"), day=31, month=12),
    Feast(names=("vendredi saint",), after_easter_monday=-3),
    Feast(names=("paques", "dimanche de paques", "jour de paques"), after_easter_monday=-1),
    Feast(names=("lundi de paques", "lundi paques"), after_easter_monday=0),
    Feast(names=("ascension", "jeudi de l ascension", "jeudi ascension"), after_easter_monday=38),
    Feast(names=("vendredi de l ascension",), after_easter_monday=39),
    Feast(names=("pentecote", "dimanche de pentecote"), after_easter_monday=48),
    Feast(names=("lundi de pentecote", "lundi de la pentecote"), after_easter_monday=49),
)  # fmt: skip


def index(name: str) -> int:
    """Return the place in `FEASTS` of the day that has this name."""
    return next(place for place, feast in enumerate(FEASTS) if name in feast.names)


def movable(after_easter_monday: int, *, year: int) -> dt.date:
    """Return the day so many days after Easter Monday of that year."""
    return _easter_monday(year) + dt.timedelta(days=after_easter_monday)


def _easter_monday(year: int) -> dt.date:
    earliest = dt.date(year, *_EARLIEST)
    days = (earliest + dt.timedelta(days=ahead) for ahead in range(_LATEST_AFTER_DAYS + 1))
    return next(day for day in days if opening.holiday_name(day) == _EASTER_MONDAY)
