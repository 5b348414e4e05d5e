"""What every measure needs: to tell a figure, and to wait."""

import collections.abc
import threading
import time


def part(ordered: collections.abc.Sequence[float], percent: int) -> float:
    """Return the value that `percent` of the values do not exceed."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else float("nan")


def tell(what: str, figure: str, aim: str) -> None:
    """Print a figure beside its aim."""
    print(f"{what:<66} {figure:<44} {aim}".rstrip(), flush=True)


def wait(seconds: float) -> None:
    """Return after that time."""
    threading.Event().wait(seconds)


def until(look: collections.abc.Callable[[], object], timeout_s: float, *, every_s: float = 0.1) -> None:
    """Look until there is something, or the time is over."""
    deadline = time.monotonic() + timeout_s
    while not look() and time.monotonic() < deadline:
        wait(every_s)
