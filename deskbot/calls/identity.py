"""Which call a cluster is: the one that its events were given to before, or a new one."""

import collections
import collections.abc
import dataclasses

from deskbot.calls import assemble, events


@dataclasses.dataclass(frozen=True, kw_only=True)
class Identified:
    """A cluster with the key of its call. `joined` are calls that turned out to be the same one."""

    cluster: assemble.Cluster
    key: str
    joined: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether something of it was not known to belong to this call."""
        return any(one.call != self.key for one in self.cluster.told)

    @property
    def taken_from(self) -> frozenset[str]:
        """The calls to which something of it belonged until now."""
        return frozenset(one.call for one in self.cluster.told if one.call and one.call != self.key)


def identified(
    clusters: collections.abc.Sequence[assemble.Cluster],
    *,
    is_call: collections.abc.Callable[[str], bool],
) -> tuple[Identified, ...]:
    """Return the clusters with their keys, which stay the same for ever.

    Events of one call that are in two clusters now: the one that holds what it was first told by is that
    call. Events of two calls in one cluster: the older key stays. `is_call` tells whether there is a call of
    that key: what was told to an older version is known by its call's key alone.
    """
    holders = _holders(clusters)
    owned: dict[int, list[str]] = collections.defaultdict(list)
    for key, places in holders.items():
        owned[_owner(key, places, clusters=clusters)].append(key)
    return tuple(
        _identified(cluster, keys=owned[place], taken=holders, is_call=is_call)
        for place, cluster in enumerate(clusters)
    )


def _holders(clusters: collections.abc.Sequence[assemble.Cluster]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, cluster in enumerate(clusters):
        for key in dict.fromkeys(one.call for one in cluster.told if one.call):
            found.setdefault(key, []).append(place)
    return found


def _owner(key: str, places: list[int], *, clusters: collections.abc.Sequence[assemble.Cluster]) -> int:
    founded = [place for place in places if any(_named(one) == key for one in clusters[place].told)]
    return (founded or sorted(places, key=lambda place: _first_told(clusters[place], key)))[0]


def _identified(
    cluster: assemble.Cluster,
    *,
    keys: list[str],
    taken: collections.abc.Container[str],
    is_call: collections.abc.Callable[[str], bool],
) -> Identified:
    if keys:
        first, *others = sorted(keys, key=lambda key: _first_told(cluster, key))
        return Identified(cluster=cluster, key=first, joined=tuple(others))
    names = [_named(one) for one in sorted(cluster.told, key=lambda one: (one.told_at, one.name))]
    free = [name for name in names if name not in taken]
    known = [name for name in free if is_call(name)]
    return Identified(cluster=cluster, key=(known or free or [f"{names[0]}-2"])[0])


def _named(told: events.Told) -> str:
    """Return the key of a call that is first told of by this."""
    return f"{told.desk}-{told.name}"


def _first_told(cluster: assemble.Cluster, key: str) -> tuple[object, str]:
    """Return what sorts the keys of a cluster: the older first."""
    return (min(one.told_at for one in cluster.told if one.call == key), key)
