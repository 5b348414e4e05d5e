"""Charts as images: the only place that knows matplotlib, which comes with the extra `deskbot[charts]`.

May import nothing else of deskbot: numbers and words come from the caller. Tested in `tests/adapters/charts`.
"""

import importlib.util


def available() -> bool:
    """Say whether charts can be drawn here: the extra is installed."""
    return importlib.util.find_spec("matplotlib") is not None
