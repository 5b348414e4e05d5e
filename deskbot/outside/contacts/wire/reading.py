"""What was read of an address book, and what was not."""

import dataclasses

from deskbot.people import directory as directory_module


class NoColumns(ValueError):
    """No line of the table names a column of numbers and one of names."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """The address book, and the lines (from 1) of which nothing, or not all, could be read."""

    directory: directory_module.Directory
    bad_lines: tuple[int, ...] = ()


def entry_of(
    *,
    names: tuple[str, ...],
    organisation: str,
    numbers: tuple[str, ...],
) -> directory_module.Entry | None:
    """Return the entry of the first of `names` that says something, else of the organisation; None else."""
    name = next((one for one in names if one), "")
    if not name and not organisation:
        return None
    if not name or name.casefold() == organisation.casefold():
        return directory_module.Entry(name=name or organisation, numbers=numbers)
    return directory_module.Entry(name=name, numbers=numbers, organisation=organisation or None)
