"""The durable engine: the only file that knows DBOS and APScheduler (design, section 2; facts/engine.md).

Every wait is a row compared with the injected clock by one tick; DBOS runs what is due, step by step, and
takes it up again after a crash. It never sleeps or waits for us.
"""

import collections.abc
import dataclasses
import datetime as dt
import enum
import logging
import os
import socket
import threading
import time
import uuid
from typing import Protocol

import dbos
import sqlalchemy as sa
import structlog
from apscheduler.schedulers import background
from dbos._serialization import DBOSPortableJSONSerializer, PortableWorkflowError

from deskbot.outside.database import connect, due, hold, nodes, store

log = structlog.get_logger(__name__)

StepResult = None | bool | int | str
Step = collections.abc.Callable[[str, collections.abc.Callable[[], StepResult]], StepResult]
NextAt = collections.abc.Callable[[dt.datetime], dt.datetime]

# Changed only when workflows in flight could not go on under the new code (facts/engine.md, P1).
_VERSION = "1"
_NAME = "deskbot"
_TICK_S = 0.2
_POLL_S = 0.1
_TICK_IS_OLD_S = 30.0
_STOP_S = 10
_BEAT_S = 5.0
_TTL_S = 30.0
_FILE_WAIT_S = 5.0
_STEP_ATTEMPTS = 3
# After a run that failed: 1, 2, 5, then every 10 minutes.
_AGAIN_S = (60, 120, 300, 600)
_SWEEP = "sweep"
_SWEEP_EVERY_S = 900.0
_SWEPT_AT_ONCE = 1000
_KEPT_S = 86_400.0


class Clock(Protocol):
    """Tells the time; aware."""

    def now(self) -> dt.datetime:
        """Return the time."""


class StepFailed(Exception):
    """A step failed for good; says which, for which key, and the kind of error only.

    The engine stores errors and prints them: texts that could hold a number never reach it.
    """


class FlowBroke(Exception):
    """A flow failed outside of its steps; says which, for which key, and the kind of error only."""


class NotAKey(TypeError):
    """A step returned something else than None, a bool, an int or a key."""


class Lane(enum.StrEnum):
    """Queues that do not wait for each other: an operator that hangs must not hold an alert back."""

    INSIDE = "inside"
    LINE = "line"
    CHAT = "chat"
    SPEECH = "speech"


# How many flows of a lane run at once; one model, one job at a time (facts/speech.md, section 4).
_WORKERS = {Lane.INSIDE: 1, Lane.LINE: 4, Lane.CHAT: 4, Lane.SPEECH: 1}


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Flow:
    name: str
    run: collections.abc.Callable[..., None]
    lane: Lane
    every_s: float | None
    next_at: NextAt | None
    max_late_s: float | None

    def after(self, now: dt.datetime) -> dt.datetime | None:
        """Return when the flow runs again by itself, once it was due at `now`."""
        if self.every_s is not None:
            return now + dt.timedelta(seconds=self.every_s)
        return self.next_at(now) if self.next_at is not None else None


class Engine:
    """Runs registered flows when their rows are due.

    One at a time in a process (DBOS is global); only `deskbot run` launches it.
    """

    def __init__(
        self,
        *,
        database: store.Store,
        url: str,
        clock: Clock,
        beat_s: float = _BEAT_S,
        ttl_s: float = _TTL_S,
        file_wait_s: float = _FILE_WAIT_S,
    ) -> None:
        """Prepare an engine on the database at `url`.

        Every process tells the others each `beat_s` that it lives, and is dead to them after `ttl_s`. A file
        that another deskbot holds is waited for `file_wait_s`.
        """
        self._store = database
        self._beat_s, self._ttl_s, self._file_wait_s = beat_s, ttl_s, file_wait_s
        self._url = url
        self._clock = clock
        self._flows: dict[str, _Flow] = {}
        self._embedded = connect.is_embedded(url)
        # A constant on a file: its restart takes up what it left. Else one of its own for each process.
        self._executor = (
            "local" if self._embedded else f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        )
        self._scheduler: background.BackgroundScheduler | None = None
        self._client: dbos.DBOSClient | None = None
        self._lock_file: int | None = None
        self._ticking = threading.Lock()
        self._tick_fails = False
        self._ticked_at = 0.0
        self.register(name=_SWEEP, run=self._sweep, every_s=_SWEEP_EVERY_S)

    def register(
        self,
        *,
        name: str,
        run: collections.abc.Callable[..., None],
        lane: Lane = Lane.INSIDE,
        every_s: float | None = None,
        next_at: NextAt | None = None,
        max_late_s: float | None = None,
    ) -> None:
        """Have rows of kind `name` run `run(key, step=...)`.

        Rows of one key run one at a time, in the order in which they were due. `every_s`: the row is moved on
        by that many seconds as each run starts; `next_at`: to the moment that it returns, strictly after the
        present one (each Friday at 16:00). `max_late_s`: a row later than that is dropped with a line in the
        log; without it a late row runs once.
        """
        self._flows[name] = _Flow(
            name=name, run=run, lane=lane, every_s=every_s, next_at=next_at, max_late_s=max_late_s
        )

    def launch(self) -> None:
        """Take up what was left unfinished, then run what is due.

        :raises hold.FileTaken: if another deskbot runs on this file.
        """
        if self._embedded:
            self._lock_file = hold.hold(connect.file_of(self._url), wait_s=self._file_wait_s)
        _scrub_log()
        dbos.DBOS(
            config={
                "name": _NAME,
                "system_database_url": _system_url(self._url),
                "executor_id": self._executor,
                "application_version": _VERSION,
                "serializer": DBOSPortableJSONSerializer(),
                "max_executor_threads": 2 * sum(_WORKERS.values()),
                "log_level": "WARNING",
            }
        )
        for flow in self._flows.values():
            dbos.DBOS.workflow(name=flow.name)(self._workflow(flow))
        self._beat()
        dbos.DBOS.launch()
        self._register_queues()
        self._client = self._open_client()
        with self._store.write() as work:
            work.due.put(_SWEEP, _NAME, at=self._clock.now())
        self._start_clock()

    def stop(self) -> None:
        """Stop ticking and let go of the database; what is unfinished is taken up at the next launch."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
        if self._client is not None:
            self._client.destroy()
        # The file stays ours until its last step is over.
        dbos.DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=_STOP_S)
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    def tick(self) -> int:
        """Start what is due now, in one transaction, and return how many flows that is."""
        now = self._clock.now()
        with self._store.read() as work:
            if not work.due.any_until(now, kinds=self._flows):
                return 0
        with self._store.write() as work:
            rows = work.due.pop_until(now, kinds=self._flows)
            for row in rows:
                self._start(row, now=now, connection=work.connection)
        return len(rows)

    def is_alive(self) -> bool:
        """Whether the tick worked lately: without it nothing happens, however alive the process looks."""
        return time.monotonic() - self._ticked_at < _TICK_IS_OLD_S

    def stuck(self) -> list[str]:
        """Return the ids of unfinished flows that no process will ever run: of unknown names or queues.

        Works without a launch, so that `deskbot doctor` can ask.
        """
        client = self._client or self._open_client()
        try:
            waiting = client.list_workflows(
                status=["PENDING", "ENQUEUED"], load_input=False, load_output=False
            )
        except sa.exc.DatabaseError:
            # Never launched on this database: nothing waits.
            return []
        finally:
            if client is not self._client:
                client.destroy()
        return [
            one.workflow_id
            for one in waiting
            if one.name not in self._flows or one.queue_name not in (None, *Lane)
        ]

    def _open_client(self) -> dbos.DBOSClient:
        return dbos.DBOSClient(
            system_database_url=_system_url(self._url),
            serializer=DBOSPortableJSONSerializer(),
            application_name=_NAME,
        )

    def _sweep(self, _key: str, *, step: Step) -> None:
        """Forget finished flows after a day, and start again those that ended badly: nothing is lost."""

        def sweep() -> int:
            assert self._client is not None
            before = dt.datetime.fromtimestamp(time.time() - _KEPT_S, dt.UTC)
            done = self._client.list_workflows(
                status=["SUCCESS", "CANCELLED"],
                completed_before=before.isoformat(),
                limit=_SWEPT_AT_ONCE,
                load_input=False,
                load_output=False,
            )
            # Never by SQL: a used id whose steps stayed behind would skip them (facts/engine.md, P5).
            self._client.delete_workflows([one.workflow_id for one in done])
            return len(done)

        def revive() -> int:
            assert self._client is not None
            ended = self._client.list_workflows(
                status=["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
                limit=_SWEPT_AT_ONCE,
                load_input=False,
                load_output=False,
            )
            lost = [one.workflow_id for one in ended]
            now = self._clock.now()
            with self._store.write() as work:
                for kind, key in map(_kind_and_key, lost):
                    work.due.put(kind, key, at=now)
            self._client.delete_workflows(lost)
            if lost:
                log.error("Flows that had ended badly are started again.", flows=len(lost))
            return len(lost)

        step("sweep", sweep)
        step("revive", revive)

    def _start(self, row: due.DueRow, *, now: dt.datetime, connection: sa.Connection) -> None:
        flow = self._flows[row.kind]
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
            "app_version": _VERSION,
            "queue_partition_key": f"{row.kind}:{row.key}",
        }
        assert self._client is not None
        self._client.enqueue_in_transaction(connection, options, row.key, row.attempt)

    def _workflow(self, flow: _Flow) -> collections.abc.Callable[[str, int], None]:
        def workflow(key: str, attempt: int) -> None:
            structlog.contextvars.bind_contextvars(flow=flow.name, key=key)
            try:
                flow.run(key, step=_stepper(flow.name, key))
            except StepFailed:
                # What runs every few minutes has its next row already; next Friday is too far.
                if flow.every_s is None:
                    after_s = _AGAIN_S[min(attempt, len(_AGAIN_S) - 1)]
                    _stepper(flow.name, key)(
                        "again", lambda: self._again(flow.name, key, after_s, attempt + 1)
                    )
            except Exception as problem:  # noqa: BLE001 - the engine stores and prints it: by its kind alone
                kind = type(problem).__name__
                log.error("A flow broke between its steps.", flow=flow.name, key=key, error=kind)
                raise FlowBroke(f"{flow.name} {key} {kind}") from None
            finally:
                structlog.contextvars.unbind_contextvars("flow", "key")

        return workflow

    def _again(self, name: str, key: str, after_s: float, attempt: int) -> None:
        at = self._clock.now() + dt.timedelta(seconds=after_s)
        with self._store.write() as work:
            work.due.put(name, key, at=at, attempt=attempt)

    def _register_queues(self) -> None:
        for lane, workers in _WORKERS.items():
            dbos.DBOS.register_queue(
                lane.value,
                worker_concurrency=workers,
                partition_concurrency=1,
                polling_interval_sec=_POLL_S,
                on_conflict="always_update",
            )

    def _start_clock(self) -> None:
        scheduler = background.BackgroundScheduler(timezone="UTC")
        job = {"coalesce": True, "misfire_grace_time": 60, "max_instances": 1}
        scheduler.add_job(self._tick_safely, "interval", seconds=_TICK_S, **job)
        if not self._embedded:
            scheduler.add_job(self._reap, "interval", seconds=self._beat_s, **job)
        scheduler.start()
        self._scheduler = scheduler

    def _tick_safely(self) -> None:
        with self._ticking:
            try:
                self.tick()
            except Exception as problem:  # noqa: BLE001 - the tick must survive whatever one of them meets
                if not self._tick_fails:
                    log.error("The tick fails, and goes on trying.", error=type(problem).__name__)
                self._tick_fails = True
            else:
                if self._tick_fails:
                    log.info("The tick works again.")
                self._tick_fails = False
                self._ticked_at = time.monotonic()

    def _beat(self) -> None:
        if not self._embedded:
            with self._store.writer.begin() as connection:
                nodes.beat(connection, self._executor)

    def _reap(self) -> None:
        # `held` comes before `alive`, else a process born in between looks dead (facts/engine.md, section 4).
        try:
            waiting = dbos.DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
            held = {one.executor_id for one in waiting if one.executor_id}
            with self._store.writer.begin() as connection:
                nodes.beat(connection, self._executor)
                dead = held - nodes.alive(connection, ttl_s=self._ttl_s)
            if dead:
                taken = dbos.DBOS._recover_pending_workflows(sorted(dead))
                log.warning("Took up the flows of a process that died.", flows=len(taken), dead=len(dead))
        except Exception as problem:  # noqa: BLE001 - the next beat tries again
            log.error("The watch over other processes failed.", error=type(problem).__name__)


def _stepper(flow: str, key: str) -> Step:
    def step(name: str, call: collections.abc.Callable[[], StepResult]) -> StepResult:
        def guarded() -> StepResult:
            try:
                return _checked(call())
            except Exception as problem:  # noqa: BLE001 - retried, then told by its kind alone
                kind = type(problem).__name__
                log.warning("A step failed.", flow=flow, step=name, key=key, error=kind)
                raise StepFailed(f"{flow}.{name} {key} {kind}") from None

        try:
            return dbos.DBOS.run_step(
                {
                    "name": name,
                    "retries_allowed": True,
                    "max_attempts": _STEP_ATTEMPTS,
                    "interval_seconds": 1.0,
                    "backoff_rate": 2.0,
                },
                guarded,
            )
        # Raised by the step itself, or read back from where it was stored when the flow is taken up again.
        except (dbos.error.DBOSException, PortableWorkflowError) as problem:
            log.error("A step failed for good; its flow comes back later.", flow=flow, step=name, key=key)
            raise StepFailed(f"{flow}.{name} {key} {type(problem).__name__}") from None

    return step


def _checked(result: StepResult) -> StepResult:
    if result is not None and not isinstance(result, bool | int | str):
        raise NotAKey(type(result).__name__)
    return result


class _Scrub(logging.Filter):
    """Replaces DBOS's own lines, whose texts quote errors and arguments, by where they come from.

    Its warnings say that a step is tried again: `step` says that already, with the flow and its key.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            log.error("DBOS reports an error.", where=f"{record.module}:{record.lineno}")
        return False


def _scrub_log() -> None:
    logger = logging.getLogger("dbos")
    if not any(isinstance(one, _Scrub) for one in logger.filters):
        logger.addFilter(_Scrub())


def _system_url(url: str) -> str:
    """Return the address as DBOS wants it: without SQLAlchemy's name of a driver."""
    return url.replace("postgresql+psycopg", "postgresql")


def _kind_and_key(workflow_id: str) -> tuple[str, str]:
    kind, _, rest = workflow_id.partition(":")
    return kind, rest.rpartition("@")[0]
