"""The scripted day passes, and fails at the right step when deskbot is killed before it."""

import subprocess
import sys

import pytest


def _play(*options: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "deskbot", "demo", "--script", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout.strip().splitlines()


class TestScript:
    def test_plays_the_six_steps(self) -> None:
        status, lines = _play()

        assert status == 0, "\n".join(lines)
        assert [line[3:5] for line in lines if line.startswith("== ")] == ["1.", "2.", "3.", "4.", "5.", "6."]
        assert any("Vérifié" in line for line in lines)
        assert lines[-1] == "Les six étapes sont passées."

    @pytest.mark.parametrize("step", range(1, 7))
    def test_fails_at_the_step_before_which_deskbot_is_killed(self, step: int) -> None:
        status, lines = _play("--kill-before", str(step))

        assert status == 1
        assert lines[-1].startswith(f"étape {step} : ")
