"""The organisation's address book: whose number that is."""

import collections.abc
import dataclasses
import functools

# More people than that at one number tell nothing.
_MOST_NAMES = 2


@dataclasses.dataclass(frozen=True, kw_only=True)
class Entry:
    """Somebody, or an organisation under its own name, with the numbers (E.164) that reach them."""

    name: str
    numbers: tuple[str, ...] = dataclasses.field(repr=False)
    organisation: str | None = None

    @property
    def called(self) -> str:
        """The name with its organisation, where one is told: "Marie Dupont, Mairie"."""
        return f"{self.name}, {self.organisation}" if self.organisation else self.name


@dataclasses.dataclass(frozen=True, kw_only=True)
class Directory:
    """Every entry of the address book, as its file has them."""

    entries: tuple[Entry, ...] = ()

    def name_of(self, number: str) -> str | None:
        """Return how to call whoever has that number (E.164); None when nobody known has it.

        Several people behind one number are named by what they share, else one after the other: a card that
        names the wrong one of them is worse than one that names two.
        """
        sharing = self._by_number.get(number, ())
        names = list(dict.fromkeys(one.called for one in sharing))
        if len(names) <= 1:
            return names[0] if names else None
        shared = {one.organisation for one in sharing}
        if len(shared) == 1 and None not in shared:
            return shared.pop()
        more = " / …" if len(names) > _MOST_NAMES else ""
        return " / ".join(names[:_MOST_NAMES]) + more

    @property
    def number_count(self) -> int:
        """How many different numbers are known."""
        return len(self._by_number)

    @functools.cached_property
    def _by_number(self) -> collections.abc.Mapping[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            for number in dict.fromkeys(entry.numbers):
                found[number] = (*found.get(number, ()), entry)
        return found
