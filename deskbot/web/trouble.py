"""What may be logged of an error that nobody expected."""

import traceback


def place_of(problem: Exception) -> str:
    """Return the kind of error and where it was raised; never its text, which may quote what people typed."""
    where = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} in {where.name}, line {where.lineno}"
