"""How many calls of the operator's API a line takes, and what becomes of them at the pace that is kept."""

import collections.abc
import datetime as dt
import statistics

from deskbot.bootstrap import adapters
from deskbot.sandbox import clock
from tools.bench import figures, pace_kept, process, switchboard

_HOUSES = (1, 200)
# Of many desks that are all alike, so many are counted.
_COUNTED = 20
_LOOKS = 6


def measure_calls() -> None:
    """Tell how many calls each look and each change takes, and how they go with the pace."""
    for desks in _HOUSES:
        with process.folder() as folder, switchboard.opened(folder, desks=desks, start=_at(2, 8)) as board:
            _measure(board)


def _measure(board: switchboard.Switchboard) -> None:
    desks = f"{len(board.keys)} desk{'s' if len(board.keys) > 1 else ''}"
    counted = board.keys[:_COUNTED]
    for key in counted:
        board.takes("lea", desk=key, start=_at(2, 9), end=_at(3, 13))
        board.takes("simon", desk=key, start=_at(3, 13), end=_at(6, 18))

    def calls(act: collections.abc.Callable[[str], None]) -> float:
        return statistics.mean(board.counted(act, of=counted))

    calls(board.reconciles)
    board.shows(_at(2, 9))
    first = calls(board.reconciles)
    calls(board.reconciles)
    look = statistics.mean(calls(board.reconciles) for _ in range(_LOOKS))
    poll = calls(board.polls)
    board.shows(_at(3, 9))
    calls(board.reconciles)
    board.shows(_at(3, 13))
    change = calls(board.reconciles)
    figures.tell(f"API calls of a reconcile, nothing changed, {desks}", f"{look:.1f}", "")
    figures.tell(f"API calls of a change of person, {desks}", f"{change:.1f}", "<= 14")
    figures.tell(f"API calls of a first person after nobody, {desks}", f"{first:.1f}", "")
    _tell_pace(board, desks, look=round(look), poll=round(poll), change=round(change))


def _tell_pace(board: switchboard.Switchboard, desks: str, *, look: int, poll: int, change: int) -> None:
    load = pace_kept.Load(
        desks=len(board.keys),
        calls_per_second=board.settings.ovh.calls_per_second,
        look_calls=look,
        look_every_s=adapters.reconcile_period_s(board.settings),
        poll_calls=poll,
        poll_every_s=adapters.poll_period_s(board.settings),
    )
    seen = pace_kept.simulated(load)
    figures.tell(
        f"pace asked for and kept, looks and polls, {desks}",
        f"{load.asked_per_second:.2f} -> {seen.per_second:.2f} calls/s, {seen.most_in_ten_s} in 10 s at most",
        f"<= {load.calls_per_second:.0f}/s, <= 10",
    )
    late = pace_kept.boundaries_s(load, change_calls=change)
    figures.tell(
        f"boundary -> read back at the operator's pace, reckoned, {desks}",
        f"p50 {figures.part(late, 50):.1f} s, p95 {figures.part(late, 95):.1f} s",
        "",
    )


def _at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2024, 9, day, hour, tzinfo=clock.PARIS)
