"""DBOS as we set it up: what it stores and where, its queues, and a client of it."""

import dbos
from dbos._serialization import DBOSPortableJSONSerializer

from deskbot.engine import lanes

NAME = "deskbot"
# Changed only when workflows in flight could not go on under the new code (facts/engine.md, P1).
VERSION = "1"


def set_up(url: str, *, executor: str) -> None:
    """Make this process's DBOS, not launched yet, which calls itself `executor`."""
    dbos.DBOS(
        config={
            "name": NAME,
            "system_database_url": _system_url(url),
            "executor_id": executor,
            "application_version": VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "max_executor_threads": 2 * sum(room.at_once for room in lanes.ROOMS.values()),
            # Nothing of ours waits for its notifications, but a stop waits for their poller's next look.
            "notification_listener_polling_interval_sec": 0.05,
            "log_level": "WARNING",
        }
    )


def register_queues() -> None:
    """Make a queue of each lane, in a DBOS that is launched."""
    for lane, room in lanes.ROOMS.items():
        dbos.DBOS.register_queue(
            lane.value,
            worker_concurrency=room.at_once,
            partition_concurrency=1,
            polling_interval_sec=room.poll_s,
            on_conflict="always_update",
        )


def open_client(url: str) -> dbos.DBOSClient:
    """Return a client, which works without a launch; whoever opens one destroys it."""
    return dbos.DBOSClient(
        system_database_url=_system_url(url),
        serializer=DBOSPortableJSONSerializer(),
        application_name=NAME,
    )


def _system_url(url: str) -> str:
    """Return the address as DBOS wants it: without SQLAlchemy's name of a driver."""
    return url.replace("postgresql+psycopg", "postgresql")
