"""The posts that offer free half-days."""

import datetime as dt

import sqlalchemy as sa

from deskbot.desk import gap_post
from deskbot.outside.database import tables, upsert

T = tables.gap_posts


class GapPosts:
    """The posts that offer free half-days, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, offer: gap_post.GapPost) -> None:
        """Keep a post to make; the same key twice is one post."""
        row = {
            "key": offer.key,
            "desk": offer.desk,
            "channel": offer.channel,
            "kind": offer.kind.value,
            "first_day": offer.first.isoformat(),
            "last_day": offer.last.isoformat(),
            "post_id": offer.post_id,
        }
        upsert.add_once(self._connection, T, row)

    def get(self, key: str) -> gap_post.GapPost | None:
        """Return a post."""
        row = self._connection.execute(sa.select(T).where(T.c.key == key)).one_or_none()
        return None if row is None else _offer(row)

    def posted(self, key: str, *, post_id: str) -> None:
        """Remember that it was posted."""
        self._connection.execute(sa.update(T).where(T.c.key == key).values(post_id=post_id))

    def shown_for(self, desk: str, *, from_day: dt.date) -> tuple[gap_post.GapPost, ...]:
        """Return the desk's posts in the chat that offer that day or a later one, in order of their days."""
        offered = (T.c.desk == desk) & (T.c.last_day >= from_day.isoformat())
        query = sa.select(T).where(offered, T.c.post_id.is_not(None))
        rows = self._connection.execute(query.order_by(T.c.first_day, T.c.key))
        return tuple(_offer(row) for row in rows)


def _offer(row: sa.Row[tuple[object, ...]]) -> gap_post.GapPost:
    return gap_post.GapPost(
        key=row.key,
        desk=row.desk,
        channel=row.channel,
        kind=gap_post.Kind(row.kind),
        first=dt.date.fromisoformat(row.first_day),
        last=dt.date.fromisoformat(row.last_day),
        post_id=row.post_id,
    )
