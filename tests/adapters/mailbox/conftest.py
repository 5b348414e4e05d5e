from collections.abc import Iterator

import pytest

from tests import dovecot


@pytest.fixture
def server() -> Iterator[dovecot.DovecotServer]:
    """A mailbox with nothing in it."""
    yield from dovecot.running()
