"""The durable engine: the only package that knows DBOS and APScheduler (design, section 2; facts/engine.md).

Every wait is a row compared with the injected clock by one tick; DBOS runs what is due, step by step, and
takes it up again after a crash. It never sleeps or waits for us.

`running` is the engine itself. Of a tick, `picking` says which rows start now, by the room that `lanes`
leave, and `workflows` hands them to DBOS; `runs` and `steps` are what DBOS then calls. `others` watches the
other processes on a PostgreSQL database, `sweeping` cleans up, `library` and `scrubbing` keep DBOS as we
want it. May import the outside's database. Tested in `tests/adapters/engine`.
"""

from deskbot.engine.errors import FlowBroke, NotAKey, StepFailed
from deskbot.engine.lanes import Lane
from deskbot.engine.registered import Clock, NextAt
from deskbot.engine.running import Engine
from deskbot.engine.steps import Step, StepResult

__all__ = ["Clock", "Engine", "FlowBroke", "Lane", "NextAt", "NotAKey", "Step", "StepFailed", "StepResult"]
