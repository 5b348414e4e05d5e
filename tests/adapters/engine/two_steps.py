"""A process with one flow of two steps; the second one waits. Killed by `test_engine_killed`.

python -m tests.adapters.engine.two_steps URL FOLDER [--put]
"""

import os
import pathlib
import sys
import threading

from deskbot import engine
from deskbot.outside import clock as clock_module
from tests.adapters.engine import lab as labs


def main(url: str, folder: pathlib.Path, *, put: bool) -> None:
    """Run until the file `stop` is there; each step leaves a line in `trace`."""
    store = labs.open_store(url)
    clock = clock_module.SystemClock("Europe/Paris")
    made = engine.Engine(database=store, url=url, clock=clock, beat_s=0.5, ttl_s=2.0)

    def say(words: str) -> None:
        with (folder / "trace").open("a", encoding="utf-8") as trace:
            trace.write(f"{words} {os.getpid()}\n")

    def second() -> None:
        say("second-begins")
        while not (folder / "go").exists():
            threading.Event().wait(0.02)
        say("second-ends")

    def run(_key: str, *, step: engine.Step) -> None:
        step("first", lambda: say("first"))
        step("second", second)
        step("third", lambda: say("third"))

    made.register(name="two_steps", run=run)
    made.launch()
    if put:
        with store.write() as work:
            work.due.put("two_steps", "k", at=clock.now())
    say("ready")
    while not (folder / "stop").exists():
        threading.Event().wait(0.05)
    made.stop()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), put="--put" in sys.argv)
