"""The scripted day passes, and fails at the right step when deskbot is killed before it."""

import concurrent.futures
import subprocess
import sys
from collections.abc import Iterator

import pytest

# Each play is two processes that mostly wait: two plays at a time fill two cores.
_AT_ONCE = 2
_STEPS = range(1, 7)

Played = tuple[int, list[str]]


def _play(*options: str) -> Played:
    command = [sys.executable, "-m", "deskbot", "demo", "--script", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    return done.returncode, done.stdout.strip().splitlines()


@pytest.fixture(scope="module")
def plays() -> Iterator[dict[int | None, concurrent.futures.Future[Played]]]:
    """The whole day, and the day with deskbot killed before each step."""
    with concurrent.futures.ThreadPoolExecutor(_AT_ONCE) as pool:
        killed = {step: pool.submit(_play, "--kill-before", str(step)) for step in _STEPS}
        yield {None: pool.submit(_play), **killed}


class TestScript:
    def test_plays_the_six_steps(self, plays: dict[int | None, concurrent.futures.Future[Played]]) -> None:
        status, lines = plays[None].result()

        assert status == 0, "\n".join(lines)
        assert [line[3:5] for line in lines if line.startswith("== ")] == [f"{step}." for step in _STEPS]
        assert any("Vérifié" in line for line in lines)
        assert lines[-1] == "Les six étapes sont passées."

    @pytest.mark.parametrize("step", _STEPS)
    def test_fails_at_the_step_before_which_deskbot_is_killed(
        self, plays: dict[int | None, concurrent.futures.Future[Played]], step: int
    ) -> None:
        status, lines = plays[step].result()

        assert status == 1
        assert lines[-1].startswith(f"étape {step} : ")
