"""Pages of a list, as every listing of the server has them."""

import collections.abc
import dataclasses

DEFAULT_SIZE = 60
_MAX_SIZE = 200


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """Which part of a list is asked for."""

    index: int
    size: int

    def of(self, rows: list[dict[str, object]]) -> list[dict[str, object]]:
        """Return that part of `rows`; nothing beyond the last one."""
        return rows[self.index * self.size : (self.index + 1) * self.size]


def read(query: collections.abc.Mapping[str, str]) -> Page:
    """Return the page in the parameters of a request; what is not a number counts as missing."""
    size = number(query.get("per_page", ""))
    return Page(
        index=number(query.get("page", "")) or 0,
        size=min(DEFAULT_SIZE if size is None else size, _MAX_SIZE),
    )


def number(text: str) -> int | None:
    """Return the number that `text` is, None if it is none."""
    return int(text) if text.isascii() and text.isdigit() else None
