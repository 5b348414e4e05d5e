"""How far a download is, told to a plain function instead of drawn on a terminal."""

import collections.abc
import typing

import tqdm  # type: ignore[import-untyped,import-not-found,unused-ignore]


def bar(on_progress: collections.abc.Callable[[int, int], None], *, total_bytes: int) -> type[typing.Any]:
    """Return a class that the Hub's client takes for its progress bars and that calls `on_progress`.

    The client makes several bars (bytes received, bytes written, files); the furthest one in bytes counts.
    """
    furthest = 0

    class Bar(tqdm.tqdm):  # type: ignore[misc] # tqdm has no types
        """A bar that draws nothing."""

        def __init__(self, *args: typing.Any, **kwargs: typing.Any) -> None:
            super().__init__(*args, **{**kwargs, "disable": True})
            self.counts_bytes = kwargs.get("unit") == "B"

        def update(self, n: float | None = 1) -> None:
            """Count, and tell."""
            nonlocal furthest
            self.n += int(n or 0)
            if self.counts_bytes and self.n > furthest:
                furthest = min(self.n, total_bytes)
                on_progress(furthest, total_bytes)

    return Bar
