"""How soon after a boundary the line is what the roster says, read back and told, with deskbot running."""

import collections.abc
import datetime as dt
import functools
import itertools
import time

from deskbot import demo
from deskbot.sandbox import clock
from tools.bench import figures

# A Thursday: two boundaries a day, of which the first has somebody after nobody, the second another person.
_FIRST_DAY = dt.date(2024, 8, 1)
_BOUNDARIES = 10
_HOURS = (9, 13)
_HOLDERS = ("lea", "simon")
_TIMEOUT_S = 60.0
_LOOK_EVERY_S = 0.02
_SETTLE_S = 1.5


def measure_boundaries(stage: demo.Stage) -> None:
    """Tell how long it takes from the clock reaching a boundary to the line, and to the post that says so."""
    stage.process.start()
    moments = list(itertools.islice(_boundaries(), _BOUNDARIES))
    for at, holder in moments:
        until = 13 if at.hour == _HOURS[0] else 18
        stage.observer.say(holder, f"/standard prendre {at.date()} {at.hour}h-{until}h")
    rung, told = [], []
    for at, holder in moments:
        said = _said(stage, holder)
        # Whatever the evening before left to do is done by then.
        stage.observer.jump(at - dt.timedelta(seconds=_SETTLE_S))
        figures.wait(_SETTLE_S / 2)
        stage.observer.jump(at)
        begun = time.perf_counter()
        rung.append(_seconds_until(functools.partial(_rings, stage, holder), begun=begun))
        told.append(_seconds_until(functools.partial(_is_said, stage, holder, said), begun=begun))
    for what, took in (("rings", sorted(rung)), ("read back and told", sorted(told))):
        figure = f"p50 {figures.part(took, 50):.2f} s, p95 {figures.part(took, 95):.2f} s"
        figures.tell(f"boundary -> {what}, {len(took)} boundaries, the demo's pace", figure, "< 5 s")


def _boundaries() -> collections.abc.Iterator[tuple[dt.datetime, str]]:
    for offset in itertools.count():
        day = _FIRST_DAY + dt.timedelta(days=offset)
        if day.weekday() < 5:
            for hour, holder in zip(_HOURS, _HOLDERS, strict=True):
                yield dt.datetime.combine(day, dt.time(hour), tzinfo=clock.PARIS), holder


def _rings(stage: demo.Stage, holder: str) -> bool:
    ringing = stage.observer.line()["would_ring"]
    return bool(ringing) and ringing[0]["number"] == stage.numbers[holder]


def _said(stage: demo.Stage, holder: str) -> int:
    """Return how often the channel was told that this person answers, and that it was verified."""
    name = {"lea": "Léa", "simon": "Simon"}[holder]
    posts = [post["message"] for post in stage.observer.posts("standard")]
    return sum(f"**{name}** répond" in post and "Vérifié" in post for post in posts)


def _is_said(stage: demo.Stage, holder: str, before: int) -> bool:
    return _said(stage, holder) > before


def _seconds_until(look: collections.abc.Callable[[], object], *, begun: float) -> float:
    figures.until(look, _TIMEOUT_S, every_s=_LOOK_EVERY_S)
    return time.perf_counter() - begun if look() else float("nan")
