"""Flows as DBOS's workflows: started from a row, and found again while they are unfinished."""

import collections.abc
import datetime as dt

import dbos
import sqlalchemy as sa
import structlog

from deskbot.engine import lanes, library, registered
from deskbot.outside.database import due

log = structlog.get_logger(__name__)


def start(
    row: due.DueRow,
    *,
    flow: registered.Flow,
    client: dbos.DBOSClient,
    connection: sa.Connection,
    now: dt.datetime,
) -> None:
    """Start the flow of a row that is due, in the transaction of `connection`, unless it came too late."""
    again_at = flow.after(now)
    if again_at is not None:
        # Moved in the transaction that starts it: whatever happens to the run, there is a next one.
        due.Due(connection).put(row.kind, row.key, at=again_at)
    late_s = (now - row.due_at).total_seconds()
    if flow.max_late_s is not None and late_s > flow.max_late_s:
        log.warning("A row came too late and is dropped.", kind=row.kind, key=row.key, late_s=int(late_s))
        return
    options: dbos.EnqueueOptions = {
        "queue_name": flow.lane.value,
        "workflow_name": flow.name,
        "workflow_id": f"{row.kind}:{row.key}@{row.due_at.isoformat()}/{row.nonce}",
        "app_version": library.VERSION,
        "queue_partition_key": f"{row.kind}:{row.key}",
    }
    client.enqueue_in_transaction(connection, options, row.key, row.attempt, row.first)


def kind_and_key(workflow_id: str) -> tuple[str, str]:
    """Return the kind and the key of the row that a workflow was started from."""
    kind, _, rest = workflow_id.partition(":")
    return kind, rest.rpartition("@")[0]


def unfinished(
    client: dbos.DBOSClient, *, flows: collections.abc.Mapping[str, registered.Flow]
) -> dict[lanes.Lane, list[tuple[str, str]]]:
    """Return the kind and key of each flow that runs or waits in the engine's queues, by lane."""
    found: dict[lanes.Lane, list[tuple[str, str]]] = {lane: [] for lane in lanes.Lane}
    for one in _waiting(client):
        # What no process will ever run (`stuck`) takes no room.
        if (flow := flows.get(one.name)) is not None:
            found[flow.lane].append(kind_and_key(one.workflow_id))
    return found


def stuck(client: dbos.DBOSClient, *, names: collections.abc.Container[str]) -> list[str]:
    """Return the ids of unfinished flows that no process will ever run: of unknown names or queues."""
    try:
        waiting = _waiting(client)
    except sa.exc.DatabaseError:
        # Never launched on this database: nothing waits.
        return []
    return [
        one.workflow_id
        for one in waiting
        if one.name not in names or one.queue_name not in (None, *lanes.Lane)
    ]


def _waiting(client: dbos.DBOSClient) -> list[dbos.WorkflowStatus]:
    return client.list_workflows(status=["PENDING", "ENQUEUED"], load_input=False, load_output=False)
