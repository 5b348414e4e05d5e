"""What members said of themselves, and which circles they are in."""

import collections
import collections.abc

import sqlalchemy as sa

from deskbot.outside.database import instants, tables, upsert, vault
from deskbot.people import member

T = tables.members
C = tables.circles


class Members:
    """The members' profiles, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def all(self) -> tuple[member.Profile, ...]:
        """Return every profile, by username."""
        return self._profiles(sa.select(T), sa.select(C))

    def get(self, username: str) -> member.Profile | None:
        """Return a profile."""
        mine = sa.select(C).where(C.c.username == username)
        found = self._profiles(sa.select(T).where(T.c.username == username), mine)
        return found[0] if found else None

    def save(self, profile: member.Profile) -> None:
        """Keep a profile, or what changed of it; its circles are left to `set_circle`."""
        row = {
            "username": profile.username,
            "name": profile.name,
            "number_sealed": self._vault.seal(profile.number),
            "number_hash": self._vault.hash(profile.number),
            "declared_at": instants.maybe_to_text(profile.declared_at),
            "proved_at": instants.maybe_to_text(profile.proved_at),
            "proved_by": profile.proved_by,
            "rings": profile.rings,
            "accepted_at": instants.maybe_to_text(profile.accepted_at),
            "is_active": profile.is_active,
            "is_guest": profile.is_guest,
            "stays": profile.stays,
        }
        upsert.save(self._connection, T, row)

    def set_circle(self, channel: str, usernames: collections.abc.Iterable[str]) -> None:
        """Remember who is in a channel now, with a profile or not; nobody else is."""
        self._connection.execute(sa.delete(C).where(C.c.channel == channel))
        for username in sorted(set(usernames)):
            self._connection.execute(sa.insert(C).values(channel=channel, username=username))

    def _profiles(
        self, people: sa.Select[tuple[object, ...]], circles: sa.Select[tuple[object, ...]]
    ) -> tuple[member.Profile, ...]:
        channels = collections.defaultdict(set)
        for row in self._connection.execute(circles):
            channels[row.username].add(row.channel)
        rows = self._connection.execute(people.order_by(T.c.username))
        return tuple(self._profile(row, circles=frozenset(channels[row.username])) for row in rows)

    def _profile(self, row: sa.Row[tuple[object, ...]], *, circles: frozenset[str]) -> member.Profile:
        return member.Profile(
            username=row.username,
            name=row.name,
            number=self._vault.unseal(row.number_sealed),
            declared_at=instants.maybe_from_text(row.declared_at),
            proved_at=instants.maybe_from_text(row.proved_at),
            proved_by=row.proved_by,
            rings=row.rings,
            accepted_at=instants.maybe_from_text(row.accepted_at),
            is_active=row.is_active,
            is_guest=row.is_guest,
            stays=row.stays,
            circles=circles,
        )
