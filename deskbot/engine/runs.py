"""A run of a flow, as DBOS calls it: what failed comes back later, what broke is told by its kind."""

import collections.abc
import datetime as dt

import structlog

from deskbot.engine import errors, registered, steps
from deskbot.outside.database import store

log = structlog.get_logger(__name__)

# After a run that failed: 1, 2, 5, then every 10 minutes.
_AGAIN_S = (60, 120, 300, 600)


def workflow_of(
    flow: registered.Flow, *, database: store.Store, clock: registered.Clock
) -> collections.abc.Callable[..., None]:
    """Return the workflow that runs `flow`; where a step of it fails, its row is put back for later."""

    # What was enqueued before an upgrade has two arguments.
    def workflow(key: str, attempt: int, first: bool = False) -> None:
        def put_back() -> None:
            after_s = _AGAIN_S[min(attempt, len(_AGAIN_S) - 1)]
            at = clock.now() + dt.timedelta(seconds=after_s)
            with database.write() as work:
                work.due.put(flow.name, key, at=at, attempt=attempt + 1, first=first)

        structlog.contextvars.bind_contextvars(flow=flow.name, key=key)
        try:
            flow.run(key, step=steps.stepper(flow.name, key))
        except errors.StepFailed:
            # What runs every few minutes has its next row already; next Friday is too far.
            if flow.every_s is None:
                steps.stepper(flow.name, key)("again", put_back)
        except Exception as problem:  # noqa: BLE001 - the engine stores and prints it: by its kind alone
            kind = type(problem).__name__
            log.error("A flow broke between its steps.", flow=flow.name, key=key, error=kind)
            raise errors.FlowBroke(f"{flow.name} {key} {kind}") from None
        finally:
            structlog.contextvars.unbind_contextvars("flow", "key")

    return workflow
