"""The wheel alone plays the day: what `pip install deskbot` gives, away from the checkout."""

import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
# What a wheel easily forgets, since a checkout has it anyway.
CARRIED = {
    "deskbot/_shared/prompts/": REPOSITORY / "prompts",
    "deskbot/_shared/config/": REPOSITORY / "config",
    "deskbot/sandbox/data/": REPOSITORY / "deskbot/sandbox/data",
    "deskbot/sandbox/console/static/": REPOSITORY / "deskbot/sandbox/console/static",
    "deskbot/outside/database/migrations/": REPOSITORY / "deskbot/outside/database/migrations",
}


def run(*command: str, cwd: pathlib.Path, path: pathlib.Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DESKBOT_")}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def names_in(folder: pathlib.Path) -> set[str]:
    files = {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    return {path.relative_to(folder).as_posix() for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel with what the lock has: no index is asked."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install it alone in an empty folder; its dependencies stay in the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    run(*pip, "--target", str(folder), str(wheel), cwd=folder)
    return folder


class TestWheel:
    @pytest.mark.parametrize(("inside", "beside"), CARRIED.items(), ids=lambda value: str(value))
    def test_carries_every_file_of(self, wheel, inside, beside):
        with zipfile.ZipFile(wheel) as opened:
            carried = {name.removeprefix(inside) for name in opened.namelist() if name.startswith(inside)}

        assert names_in(beside) <= carried

    def test_carries_no_test_and_no_tool(self, wheel):
        with zipfile.ZipFile(wheel) as opened:
            tops = {name.split("/")[0] for name in opened.namelist()}

        assert {top for top in tops if not top.endswith(".dist-info")} == {"deskbot"}

    def test_is_the_one_that_runs(self, installed, tmp_path):
        told = run("-c", "import deskbot; print(deskbot.__file__)", cwd=tmp_path, path=installed)

        assert pathlib.Path(told.strip()).is_relative_to(installed)

    def test_plays_the_day_from_another_folder(self, installed, tmp_path):
        told = run("-m", "deskbot", "demo", "--script", cwd=tmp_path, path=installed)

        assert told.rstrip().endswith("Les six étapes sont passées.")
        assert list(tmp_path.iterdir()) == []
