"""What a test does when the machine lacks something: skip at home, fail in CI."""

import os

import pytest


def require(available: bool, reason: str) -> None:
    """Skip the test with `reason` unless `available`; where DESKBOT_CI=1, fail instead."""
    if available:
        return
    if os.environ.get("DESKBOT_CI") == "1":
        pytest.fail(f"service missing in CI: {reason}", pytrace=False)
    pytest.skip(reason)
