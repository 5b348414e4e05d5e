"""`deskbot doctor ovh --rehearse`: a few calls on the real line, for what OVH's documents do not say.

`experiments` lists one trial an assumption, `questions` reads the answers, `story` tells it all in order,
`terminal` is for whoever sits there. Tested in `tests/adapters/cli/test_rehearse.py`, on a sandbox that
behaves either way.
"""

from deskbot.setup.rehearse.terminal import at_terminal

__all__ = ["at_terminal"]
