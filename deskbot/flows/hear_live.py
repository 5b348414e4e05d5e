"""What the operator tells of calls while they happen is kept, and becomes calls and cards at once."""

import collections.abc

from deskbot.calls import events
from deskbot.flows import house as house_module
from deskbot.flows import ports, record_call


def take_in(
    heard: collections.abc.Iterable[events.LiveEvent],
    *,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> int:
    """Keep what was heard of the house's numbers, and return how much that is.

    The operator tells of every line of a billing account: those that are no desk's are not our business.
    """
    told = [(desk, one) for one in heard for desk in _desks_of(one, house=house)]
    if not told:
        return 0
    now = clock.now()
    with store.write() as work:
        for desk, one in told:
            work.sources.add(desk, f"live-{one.key}", one, at=now)
        for desk in dict.fromkeys(desk for desk, _ in told):
            record_call.soon(work, desk, house=house, at=now)
    return len(told)


def _desks_of(one: events.LiveEvent, *, house: house_module.House) -> list[str]:
    return [
        key
        for key, desk in house.desks.by_key.items()
        if any(each.number == one.number for each in desk.numbers)
    ]
