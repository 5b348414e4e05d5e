"""Messages to post once, sealed: they may quote people."""

import pydantic
import sqlalchemy as sa

from deskbot.chat import messages, notice
from deskbot.outside.database import instants, tables, upsert, vault

T = tables.notices


class Notices:
    """The notices, in one transaction."""

    def __init__(self, connection: sa.Connection, seal: vault.Vault) -> None:
        self._connection = connection
        self._vault = seal

    def add(self, item: notice.Notice) -> None:
        """Keep a message to post; the same key twice is one message."""
        place = item.place
        kind = type(item.message)
        row = {
            "key": item.key,
            "channel": place.name if isinstance(place, messages.Channel) else None,
            "username": place.username if isinstance(place, messages.Direct) else None,
            "kind": kind.__name__,
            "message_sealed": self._vault.seal(pydantic.TypeAdapter(kind).dump_json(item.message).decode()),
            "post_id": item.post_id,
            "at": instants.maybe_to_text(item.at),
        }
        upsert.add_once(self._connection, T, row)

    def get(self, key: str) -> notice.Notice | None:
        """Return a message to post."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        if row is None:
            return None
        kind = getattr(messages, row.kind)
        message = pydantic.TypeAdapter(kind).validate_json(self._vault.unseal(row.message_sealed) or "")
        place: messages.Place = (
            messages.Channel(name=row.channel) if row.channel else messages.Direct(username=row.username)
        )
        return notice.Notice(
            key=row.key,
            place=place,
            message=message,
            post_id=row.post_id,
            at=instants.maybe_from_text(row.at),
        )

    def say(self, key: str, message: messages.Message) -> None:
        """Keep another message under a key that is there."""
        kind = type(message)
        sealed = self._vault.seal(pydantic.TypeAdapter(kind).dump_json(message).decode())
        row = {"kind": kind.__name__, "message_sealed": sealed}
        self._connection.execute(sa.update(T).where(T.c.key == key).values(row))

    def posted(self, key: str, *, post_id: str) -> None:
        """Remember that it was posted."""
        self._connection.execute(sa.update(T).where(T.c.key == key).values(post_id=post_id))

    def drop_unposted(self, kind: type[messages.Message], *, place: messages.Channel) -> None:
        """Forget the messages of that kind that still wait to be posted in that channel."""
        waiting = (T.c.kind == kind.__name__) & (T.c.channel == place.name) & T.c.post_id.is_(None)
        self._connection.execute(sa.delete(T).where(waiting))
