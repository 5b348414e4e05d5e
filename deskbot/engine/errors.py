"""What goes wrong in flows, told by names and kinds only: the engine stores errors and prints them."""


class StepFailed(Exception):
    """A step failed for good; says which, for which key, and the kind of error only.

    The engine stores errors and prints them: texts that could hold a number never reach it.
    """


class FlowBroke(Exception):
    """A flow failed outside of its steps; says which, for which key, and the kind of error only."""


class NotAKey(TypeError):
    """A step returned something else than None, a bool, an int or a key."""
