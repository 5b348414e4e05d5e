"""What a rule that rewrites groups of tokens is, and how it looks around."""

from collections.abc import Callable, Sequence

from deskbot.desk.dates.kinds import Kind
from deskbot.desk.dates.tokens import Token

# A rule looks at one place and answers how many tokens it eats there and what replaces them.
Found = Sequence[Token]
Answer = tuple[int, tuple[Token, ...]]
Rule = Callable[[Found, int], Answer]


def kind_at(found: Found, position: int) -> Kind | None:
    """Return the kind of the token there, None past the ends."""
    return found[position].kind if 0 <= position < len(found) else None


def as_is(found: Found, at: int) -> Answer:
    """Leave the token as it is."""
    return 1, (found[at],)
