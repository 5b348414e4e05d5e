"""What happens to a caller, as values: the phones that ring one after the other, and where it ends."""

import dataclasses

from deskbot.sandbox.ovh import destinations, numbers
from deskbot.sandbox.ovh import line as lines

FORWARD_RINGS_S = 60
"""How long a phone rings when nothing limits it."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ring:
    """One phone that would ring, from `starts_s` after the call's begin."""

    agent_id: int | None
    number: str
    starts_s: int
    dialled_s: int
    rang_s: int
    round_number: int
    why: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Route:
    """What happens to a caller who is patient and whom nobody answers."""

    rings: tuple[Ring, ...]
    then: destinations.Destination
    then_at_s: int
    queue_id: int | None

    @property
    def first_round(self) -> tuple[Ring, ...]:
        """Return the rings before the queue starts again."""
        return tuple(ring for ring in self.rings if ring.round_number == 1)

    def followed_by(self, after: "Route") -> "Route":
        """Return this route with `after`, which begins where it ends."""
        later = (dataclasses.replace(ring, starts_s=ring.starts_s + self.then_at_s) for ring in after.rings)
        return Route(
            rings=(*self.rings, *later),
            then=after.then,
            then_at_s=self.then_at_s + after.then_at_s,
            queue_id=after.queue_id or self.queue_id,
        )


def ends(
    then: destinations.Destination,
    *,
    at_s: int = 0,
    queue_id: int | None = None,
    rings: tuple[Ring, ...] = (),
) -> Route:
    """Return the route that ends at `then`, after these rings."""
    return Route(rings=rings, then=then, then_at_s=at_s, queue_id=queue_id)


def hangs_up(why: str, *, at_s: int = 0, rings: tuple[Ring, ...] = ()) -> Route:
    """Return the route that ends by cutting the call."""
    return ends(destinations.Destination(kind="hangup", why=why), at_s=at_s, rings=rings)


def phone(line: lines.Line, number: str, *, dialled_s: int, why: str) -> Ring:
    """Return the ring of one phone from now on, no agent's."""
    return Ring(
        agent_id=None,
        number=number,
        starts_s=0,
        dialled_s=dialled_s,
        rang_s=max(0, dialled_s - setup_s(line, number)),
        round_number=1,
        why=why,
    )


def setup_s(line: lines.Line, number: str) -> int:
    """Return how long `number` takes to begin to ring once dialled."""
    return line.config.mobile_setup_s if numbers.is_mobile(number) else 0
