"""The public holidays of France, by their French names."""

import datetime as dt
import functools


def holiday_name(day: dt.date, *, alsace_moselle: bool = False) -> str | None:
    """Return the French name of the public holiday that falls on `day`, if one does."""
    return _holidays(day.year, alsace_moselle=alsace_moselle).get(day)


@functools.lru_cache(maxsize=64)
def _holidays(year: int, *, alsace_moselle: bool) -> dict[dt.date, str]:
    # Imported here: the library takes longer to load than the rest of this package.
    import holidays

    # "6AE" is ISO 3166-2:FR for Alsace; the library gives Moselle (57) the same days.
    subdivision = "6AE" if alsace_moselle else None
    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr"))
