"""The other processes on a PostgreSQL database: who lives, and the flows that a dead one left."""

import collections.abc

import dbos
import sqlalchemy as sa
import structlog

from deskbot.outside.database import nodes

log = structlog.get_logger(__name__)


def beat(writer: sa.Engine, executor: str) -> None:
    """Tell the others that `executor` lives."""
    with writer.begin() as connection:
        nodes.beat(connection, executor)


def look(writer: sa.Engine, executor: str, *, ttl_s: float) -> tuple[set[str], set[str]]:
    """Tell the others that `executor` lives; return who lives, and who is dead and holds flows still."""
    # `held` comes before `alive`, else a process born in between looks dead (facts/engine.md, section 4).
    waiting = dbos.DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    held = {one.executor_id for one in waiting if one.executor_id}
    with writer.begin() as connection:
        nodes.beat(connection, executor)
        alive = nodes.alive(connection, ttl_s=ttl_s)
    return alive, held - alive


def take_up(dead: collections.abc.Collection[str]) -> None:
    """Go on with the flows that dead processes left unfinished."""
    if dead:
        taken = dbos.DBOS._recover_pending_workflows(sorted(dead))
        log.warning("Took up the flows of a process that died.", flows=len(taken), dead=len(dead))
