"""A step: its call is guarded, tried three times, and remembered by DBOS."""

import collections.abc

import dbos
import structlog
from dbos._serialization import PortableWorkflowError

from deskbot.engine import errors

log = structlog.get_logger(__name__)

StepResult = None | bool | int | str
Step = collections.abc.Callable[[str, collections.abc.Callable[[], StepResult]], StepResult]

_ATTEMPTS = 3


def stepper(flow: str, key: str) -> Step:
    """Return what runs the steps of one run of a flow; it raises `StepFailed` once a step failed for good."""

    def step(name: str, call: collections.abc.Callable[[], StepResult]) -> StepResult:
        def guarded() -> StepResult:
            try:
                return _checked(call())
            except Exception as problem:  # noqa: BLE001 - retried, then told by its kind alone
                kind = type(problem).__name__
                log.warning("A step failed.", flow=flow, step=name, key=key, error=kind)
                raise errors.StepFailed(f"{flow}.{name} {key} {kind}") from None

        try:
            return dbos.DBOS.run_step(
                {
                    "name": name,
                    "retries_allowed": True,
                    "max_attempts": _ATTEMPTS,
                    "interval_seconds": 1.0,
                    "backoff_rate": 2.0,
                },
                guarded,
            )
        # Raised by the step itself, or read back from where it was stored when the flow is taken up again.
        except (dbos.error.DBOSException, PortableWorkflowError) as problem:
            log.error("A step failed for good; its flow comes back later.", flow=flow, step=name, key=key)
            raise errors.StepFailed(f"{flow}.{name} {key} {type(problem).__name__}") from None

    return step


def _checked(result: StepResult) -> StepResult:
    if result is not None and not isinstance(result, bool | int | str):
        raise errors.NotAKey(type(result).__name__)
    return result
