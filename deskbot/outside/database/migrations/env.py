"""What Alembic runs: always on the connection that `database.migrate` gives."""

import alembic.context
import sqlalchemy as sa

from deskbot.outside.database import tables


def include(item: sa.sql.schema.SchemaItem, name: str | None, *_rest: object) -> bool:
    """Leave the engine's tables of the same database alone."""
    return not isinstance(item, sa.Table) or (name or "").startswith("desk_")


alembic.context.configure(
    connection=alembic.context.config.attributes["connection"],
    target_metadata=tables.METADATA,
    version_table="desk_migration",
    include_object=include,
    render_as_batch=True,
)
with alembic.context.begin_transaction():
    alembic.context.run_migrations()
