"""What holds for every test: how examples are chosen, and that the tests themselves cost nothing.

A run that fails must fail again for whoever mends it, however slow the machine is: examples are the same each
time. `HYPOTHESIS_PROFILE=hunt` looks for new ones.
"""

import gc
import os

import hypothesis

_SLOW = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large]
_SAME = hypothesis.settings(deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)

hypothesis.settings.register_profile("same", _SAME)
hypothesis.settings.register_profile("hunt", _SAME, derandomize=False, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_collection_finish() -> None:
    """Take the tests that were found out of the garbage collector's rounds.

    They are some thousands with all their values, which each worker holds: a round took a second, in which a
    day's threads stood still.
    """
    gc.collect()
    gc.freeze()
