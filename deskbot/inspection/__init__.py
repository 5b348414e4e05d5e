"""Looking from the command line: at the lines (`deskbot plan`, `plan --if-i-die`, `trace`), at what is kept
(`deskbot export`, `register`).

Nothing is ever written, at the operator or in the database. `look` opens what is needed and asks the flows,
`shown` is what is said, as values, and `as_json` the same for programs. Tested in `tests/adapters/cli`.
"""

from deskbot.inspection.caller import caller
from deskbot.inspection.fold import folded
from deskbot.inspection.look import plan, plan_without_us, trace
from deskbot.inspection.opened import CannotLook
from deskbot.inspection.register import register
from deskbot.inspection.report import Report

__all__ = ["CannotLook", "Report", "caller", "folded", "plan", "plan_without_us", "register", "trace"]
