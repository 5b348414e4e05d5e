"""`deskbot run` where it cannot start and when it is told to stop; `deskbot demo` when it is."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from deskbot import bootstrap
from deskbot.sandbox import observer
from tests import story

NOBODY_LISTENS = "postgresql://deskbot:the-password@127.0.0.1:9/deskbot"
COMMAND = [sys.executable, "-m", "deskbot"]
LONG_S = 90


def without_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("DESKBOT_")}


def environment(day: story.Story, **changed: str) -> dict[str, str]:
    return without_settings() | day.environment | changed


def url_in(folder: pathlib.Path) -> str:
    return f"sqlite:///{folder / 'deskbot.sqlite3'}"


def written(folder: pathlib.Path) -> str:
    return (folder / "deskbot.log").read_text(encoding="utf-8")


@contextlib.contextmanager
def running(day: story.Story, folder: pathlib.Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run deskbot as a process, once it is ready."""
    log = folder / "deskbot.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, "run", "--config", str(story.CONFIG)],
            env=environment(day, DESKBOT_DATABASE_URL=url_in(folder)),
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
        )
    try:
        observer.see(
            lambda: "deskbot is ready." in written(folder) or process.poll() is not None, within_s=LONG_S
        )
        yield process
    finally:
        process.kill()
        process.wait(timeout=LONG_S)


class TestRunThatCannotStart:
    def run(self, day: story.Story, **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, "run", "--config", str(story.CONFIG)],
            env=environment(day, **changed),
            capture_output=True,
            text=True,
            timeout=LONG_S,
            check=False,
        )

    def said(self, done: subprocess.CompletedProcess[str]) -> str:
        """Return the one sentence that it ended with."""
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
        return done.stderr

    def test_says_that_its_port_is_busy(self, day, database):
        with socket.create_server(("127.0.0.1", 0)) as busy:
            port = str(busy.getsockname()[1])
            done = self.run(day, DESKBOT_WEB__PORT=port, DESKBOT_DATABASE_URL=database)

        assert "port déjà pris" in self.said(done)

    def test_says_that_its_state_folder_cannot_be_written(self, day, tmp_path):
        (tmp_path / "file").touch()
        folder = tmp_path / "file" / "state"

        done = self.run(day, DESKBOT_STATE_FOLDER=str(folder))

        assert str(folder) in self.said(done)

    def test_says_that_the_folder_of_its_database_cannot_be_made(self, day, tmp_path):
        (tmp_path / "file").touch()

        done = self.run(day, DESKBOT_DATABASE_URL=f"sqlite:///{tmp_path}/file/state/deskbot.sqlite3")

        assert "deskbot ne peut pas démarrer" in self.said(done)

    def test_says_that_its_file_is_no_database(self, day, database, tmp_path):
        (tmp_path / "deskbot.sqlite3").write_text("a letter\n" * 200, encoding="utf-8")

        done = self.run(day, DESKBOT_DATABASE_URL=database)

        assert "la base de données ne répond pas" in self.said(done)

    def test_says_that_its_database_does_not_answer(self, day):
        done = self.run(day, DESKBOT_DATABASE_URL=NOBODY_LISTENS)

        assert "la base de données ne répond pas" in self.said(done)
        assert "the-password" not in done.stderr


class TestRun:
    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
    def test_ends_cleanly_when_told_to(self, day, tmp_path, how):
        with running(day, tmp_path) as process:
            process.send_signal(how)
            status = process.wait(timeout=LONG_S)

        assert status == 0, written(tmp_path)
        assert "deskbot is ready." in written(tmp_path)
        assert "Traceback" not in written(tmp_path)

    def test_says_that_another_has_its_file(self, day, tmp_path):
        with running(day, tmp_path) as first:
            second = subprocess.run(
                [*COMMAND, "run", "--config", str(story.CONFIG)],
                env=environment(day, DESKBOT_DATABASE_URL=url_in(tmp_path), DESKBOT_WEB__PORT="0"),
                capture_output=True,
                text=True,
                timeout=LONG_S,
                check=False,
            )
            goes_on = first.poll() is None

        assert (second.returncode, second.stdout) == (2, "")
        assert second.stderr == (
            f"Un autre deskbot tourne déjà sur cette base : {tmp_path / 'deskbot.sqlite3'}.lock\n"
        )
        assert goes_on


class TestEnd:
    def test_told_before_it_answers_anybody_it_never_does(self, day):
        deskbot = bootstrap.Deskbot(day.settings)
        try:
            deskbot.start()
            deskbot.end()

            deskbot.serve()
        finally:
            deskbot.stop()


class TestDemo:
    def test_told_to_stop_leaves_no_child_behind(self, tmp_path):
        out = tmp_path / "demo.out"
        with out.open("wb") as log:
            demo = subprocess.Popen(
                [*COMMAND, "demo", "--port", "0"],
                env=without_settings() | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)},
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        try:
            observer.see(lambda: "Ctrl" in out.read_text() or demo.poll() is not None, within_s=LONG_S)
            children = psutil.Process(demo.pid).children(recursive=True)
            demo.terminate()
            status = demo.wait(timeout=LONG_S)
        finally:
            demo.kill()

        assert [one.cmdline() for one in children if one.is_running()] == []
        assert len(children) == 1
        assert status == 0
        assert "Traceback" not in out.read_text()
        assert [one.name for one in tmp_path.iterdir()] == ["demo.out"]
