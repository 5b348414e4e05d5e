"""Whether anybody is at the premises."""

import sqlalchemy as sa

from deskbot.desk import premises as premises_module
from deskbot.outside.database import instants, tables, upsert

T = tables.premises
# One office, with one door.
_PLACE = "office"


class Premises:
    """What is said of the premises, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self) -> premises_module.Premises | None:
        """Return what was said last, over or not."""
        row = self._connection.execute(sa.select(T).where(T.c.place == _PLACE)).one_or_none()
        if row is None:
            return None
        return premises_module.Premises(
            presence=premises_module.Presence(row.presence),
            by=row.said_by,
            at=instants.from_text(row.at),
            until=instants.maybe_from_text(row.until_at),
        )

    def save(self, said: premises_module.Premises) -> None:
        """Keep what is said, in place of what was."""
        row = {
            "place": _PLACE,
            "presence": said.presence.value,
            "said_by": said.by,
            "at": instants.to_text(said.at),
            "until_at": instants.maybe_to_text(said.until),
        }
        upsert.save(self._connection, T, row)
