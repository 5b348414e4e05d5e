"""kill -9 in the middle of a flow; two processes; one file for one process."""

import contextlib
import dataclasses
import pathlib
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from deskbot.outside.database import hold
from tests import postgres
from tests.adapters.engine import lab as labs

ROOT = pathlib.Path(__file__).parents[3]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Stage:
    """Processes of `two_steps` on one database, and the trace that they leave."""

    url: str
    folder: pathlib.Path
    running: list[subprocess.Popen[bytes]] = dataclasses.field(default_factory=list)

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        script = [sys.executable, "-m", "tests.adapters.engine.two_steps", self.url, str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            started = subprocess.Popen([*script, *options], cwd=ROOT, stdout=log, stderr=log)
        self.running.append(started)
        self.sees("ready", started)
        return started

    def trace(self) -> list[str]:
        file = self.folder / "trace"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def steps(self) -> list[str]:
        return [line.split()[0] for line in self.trace() if not line.startswith("ready")]

    def sees(self, words: str, process: subprocess.Popen[bytes]) -> None:
        labs.until(lambda: f"{words} {process.pid}" in self.trace(), within_s=40)

    def stop(self) -> None:
        (self.folder / "go").touch()
        (self.folder / "stop").touch()
        for process in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=40)
            process.kill()
            process.wait()


@pytest.fixture
def on_file(tmp_path: pathlib.Path, file: str) -> Iterator[Stage]:
    stage = Stage(url=file, folder=tmp_path)
    yield stage
    stage.stop()


@pytest.fixture
def on_server(tmp_path: pathlib.Path, postgres_server: postgres.PostgresServer) -> Iterator[Stage]:
    stage = Stage(url=postgres_server.create_database(), folder=tmp_path)
    yield stage
    stage.stop()


class TestKilled:
    def test_goes_on_at_the_step_that_was_not_finished(self, on_file: Stage) -> None:
        killed = on_file.start("--put")
        on_file.sees("second-begins", killed)
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=40)
        (on_file.folder / "go").touch()

        restarted = on_file.start()

        on_file.sees("third", restarted)
        assert on_file.steps() == ["first", "second-begins", "second-begins", "second-ends", "third"]

    def test_is_taken_over_by_a_process_that_lives(self, on_server: Stage) -> None:
        killed = on_server.start("--put")
        on_server.sees("second-begins", killed)
        alive = on_server.start()
        assert on_server.steps() == ["first", "second-begins"]
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=40)
        (on_server.folder / "go").touch()

        on_server.sees("third", alive)

        assert on_server.steps() == ["first", "second-begins", "second-begins", "second-ends", "third"]


class TestFile:
    def test_is_for_one_deskbot(self, file: str) -> None:
        first, second = labs.build(file), labs.build(file)
        first.engine.launch()
        try:
            with pytest.raises(hold.FileTaken):
                second.engine.launch()
            first.put("note", "still")
            first.told("still", lines=1)
        finally:
            first.engine.stop()

        second.engine.launch()
        second.put("note", "mine")
        second.told("mine", lines=1)
        second.engine.stop()
        first.store.close()
        second.store.close()
