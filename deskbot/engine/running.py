"""The engine itself: flows are registered, it is launched, it ticks, it stops."""

import collections.abc
import functools
import os
import socket
import threading
import time
import uuid

import dbos
import sqlalchemy as sa
import structlog
from apscheduler.schedulers import background

from deskbot.engine import lanes, library, others, picking, registered, runs, scrubbing, sweeping, workflows
from deskbot.outside.database import connect, hold, store

log = structlog.get_logger(__name__)

_TICK_S = 0.2
_TICK_IS_OLD_S = 30.0
_STOP_S = 10
_BEAT_S = 5.0
_TTL_S = 30.0
_FILE_WAIT_S = 5.0
_KEPT_S = 86_400.0


class Engine:
    """Runs registered flows when their rows are due.

    One at a time in a process (DBOS is global); only `deskbot run` launches it.
    """

    def __init__(
        self,
        *,
        database: store.Store,
        url: str,
        clock: registered.Clock,
        beat_s: float = _BEAT_S,
        ttl_s: float = _TTL_S,
        file_wait_s: float = _FILE_WAIT_S,
        kept_s: float = _KEPT_S,
    ) -> None:
        """Prepare an engine on the database at `url`.

        Every process tells the others each `beat_s` that it lives, and is dead to them after `ttl_s`. A file
        that another deskbot holds is waited for `file_wait_s`. Finished flows are forgotten after `kept_s`.
        """
        self._store = database
        self._beat_s, self._ttl_s, self._file_wait_s = beat_s, ttl_s, file_wait_s
        self._url = url
        self._clock = clock
        self._flows: dict[str, registered.Flow] = {}
        self._embedded = connect.is_embedded(url)
        # A constant on a file: its restart takes up what it left. Else one of its own for each process.
        self._executor = (
            "local" if self._embedded else f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        )
        self._scheduler: background.BackgroundScheduler | None = None
        self._client: dbos.DBOSClient | None = None
        self._lock_file: int | None = None
        self._processes = 1
        self._ticking = threading.Lock()
        self._tick_fails = False
        self._ticked_at = 0.0
        sweep = functools.partial(
            sweeping.run, client=self._opened, database=database, clock=clock, kept_s=kept_s
        )
        self.register(name=sweeping.KIND, run=sweep, every_s=sweeping.EVERY_S)

    def register(
        self,
        *,
        name: str,
        run: collections.abc.Callable[..., None],
        lane: lanes.Lane = lanes.Lane.INSIDE,
        first: bool = False,
        every_s: float | None = None,
        next_at: registered.NextAt | None = None,
        max_late_s: float | None = None,
    ) -> None:
        """Have rows of kind `name` run `run(key, step=...)`.

        Rows of one key run one at a time, in the order in which they were due; those put while one runs are
        one run after it. `first`: all of them go before the others of the lane. `every_s`: the row is moved
        on by that many seconds as each run starts; `next_at`: to the moment that it returns, strictly after
        the present one (each Friday at 16:00). `max_late_s`: a row later than that is dropped with a line in
        the log; without it a late row runs once.
        """
        self._flows[name] = registered.Flow(
            name=name,
            run=run,
            lane=lane,
            first=first,
            every_s=every_s,
            next_at=next_at,
            max_late_s=max_late_s,
        )

    def launch(self) -> None:
        """Take up what was left unfinished, then run what is due.

        :raises hold.FileTaken: if another deskbot runs on this file.
        """
        if self._embedded:
            self._lock_file = hold.hold(connect.file_of(self._url), wait_s=self._file_wait_s)
        scrubbing.scrub_log()
        library.set_up(self._url, executor=self._executor)
        for flow in self._flows.values():
            workflow = runs.workflow_of(flow, database=self._store, clock=self._clock)
            dbos.DBOS.workflow(name=flow.name)(workflow)
        if not self._embedded:
            others.beat(self._store.writer, self._executor)
        dbos.DBOS.launch()
        library.register_queues()
        self._client = library.open_client(self._url)
        with self._store.write() as work:
            work.due.put(sweeping.KIND, library.NAME, at=self._clock.now())
        self._start_clock()

    def stop(self) -> None:
        """Stop ticking and let go of the database; what is unfinished is taken up at the next launch."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
        # The file stays ours until its last step is over. The library waits a second at least where it waits.
        wait_s = _STOP_S if self._is_busy() else 0
        if self._client is not None:
            self._client.destroy()
        dbos.DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=wait_s)
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    def tick(self) -> int:
        """Start what is due now, as far as its lane has room, in one transaction; return how many flows."""
        now, flows, processes = self._clock.now(), self._flows, self._processes
        with self._store.read() as work:
            ripe = work.due.kinds_until(now, kinds=flows)
        if not ripe:
            return 0
        client = self._opened()
        unfinished = workflows.unfinished(client, flows=flows)
        open_lanes = picking.lanes_with_room(ripe, flows=flows, unfinished=unfinished, processes=processes)
        if not open_lanes:
            return 0
        with self._store.write() as work:
            rows = [
                row
                for lane in open_lanes
                for row in picking.pop(
                    work.due, lane, flows=flows, busy=unfinished[lane], processes=processes, now=now
                )
            ]
            for row in rows:
                workflows.start(row, flow=flows[row.kind], client=client, connection=work.connection, now=now)
        return len(rows)

    def is_alive(self) -> bool:
        """Whether the tick worked lately: without it nothing happens, however alive the process looks."""
        return time.monotonic() - self._ticked_at < _TICK_IS_OLD_S

    def stuck(self) -> list[str]:
        """Return the ids of unfinished flows that no process will ever run: of unknown names or queues.

        Works without a launch, so that `deskbot doctor` can ask.
        """
        client = self._client or library.open_client(self._url)
        try:
            return workflows.stuck(client, names=self._flows)
        finally:
            if client is not self._client:
                client.destroy()

    def _opened(self) -> dbos.DBOSClient:
        assert self._client is not None
        return self._client

    def _is_busy(self) -> bool:
        """Whether a flow runs or waits, or that cannot be told."""
        try:
            return self._client is None or any(workflows.unfinished(self._client, flows=self._flows).values())
        except sa.exc.SQLAlchemyError:
            return True

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

    def _reap(self) -> None:
        try:
            alive, dead = others.look(self._store.writer, self._executor, ttl_s=self._ttl_s)
            self._processes = max(1, len(alive))
            others.take_up(dead)
        except Exception as problem:  # noqa: BLE001 - the next beat tries again
            log.error("The watch over other processes failed.", error=type(problem).__name__)
