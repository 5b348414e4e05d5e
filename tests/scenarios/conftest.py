import pathlib
from collections.abc import Iterator

import pytest

from tests import story


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """Thursday 1 August 2024, 8:55, with deskbot running."""
    with story.Story(tmp_path) as told:
        yield told
