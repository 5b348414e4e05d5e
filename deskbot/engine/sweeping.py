"""What becomes of flows that ended: they are forgotten, or started again where they ended badly."""

import collections.abc
import datetime as dt
import time

import dbos
import structlog

from deskbot.engine import registered, steps, workflows
from deskbot.outside.database import store

log = structlog.get_logger(__name__)

KIND = "sweep"
EVERY_S = 900.0
_AT_ONCE = 1000


def run(
    _key: str,
    *,
    step: steps.Step,
    client: collections.abc.Callable[[], dbos.DBOSClient],
    database: store.Store,
    clock: registered.Clock,
    kept_s: float,
) -> None:
    """Forget flows that finished long ago, and start again those that ended badly: nothing is lost.

    The client is asked for inside the steps: a sweep that is taken up again may run before there is one.
    """

    def sweep() -> int:
        # On real time, as the engine's own rows are.
        return _forget_finished(client(), before=dt.datetime.fromtimestamp(time.time() - kept_s, dt.UTC))

    step("sweep", sweep)
    step("revive", lambda: _revive(client(), database=database, clock=clock))


def _forget_finished(client: dbos.DBOSClient, *, before: dt.datetime) -> int:
    """Forget flows that finished before that moment, a thousand at most; return how many."""
    done = client.list_workflows(
        status=["SUCCESS", "CANCELLED"],
        completed_before=before.isoformat(),
        limit=_AT_ONCE,
        load_input=False,
        load_output=False,
    )
    # Never by SQL: a used id whose steps stayed behind would skip them (facts/engine.md, P5).
    client.delete_workflows([one.workflow_id for one in done])
    return len(done)


def _revive(client: dbos.DBOSClient, *, database: store.Store, clock: registered.Clock) -> int:
    """Put a row due now for each flow that ended badly, a thousand at most; return how many."""
    ended = client.list_workflows(
        status=["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
        limit=_AT_ONCE,
        load_input=False,
        load_output=False,
    )
    lost = [one.workflow_id for one in ended]
    now = clock.now()
    with database.write() as work:
        for kind, key in map(workflows.kind_and_key, lost):
            work.due.put(kind, key, at=now)
    client.delete_workflows(lost)
    if lost:
        log.error("Flows that had ended badly are started again.", flows=len(lost))
    return len(lost)
