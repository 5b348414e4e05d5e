"""Instants as text: UTC, ISO, always with microseconds, so that they compare as text."""

import datetime as dt


def to_text(moment: dt.datetime) -> str:
    """Return an aware `moment` as the database keeps it.

    :raises ValueError: if it has no zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> dt.datetime:
    """Return the aware moment that the database kept."""
    return dt.datetime.fromisoformat(text)


def maybe_to_text(moment: dt.datetime | None) -> str | None:
    """Return `moment` as text; None stays None."""
    return None if moment is None else to_text(moment)


def maybe_from_text(text: str | None) -> dt.datetime | None:
    """Return the moment kept; None stays None."""
    return None if text is None else from_text(text)
