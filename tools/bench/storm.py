"""How many cards a second deskbot shows when many calls come at once and the chat bears any number."""

import datetime as dt

from deskbot import demo
from deskbot.sandbox.ovh import calling
from tools.bench import figures

_CALLS = 200
_CALLER = "+3363998{:04d}"
_FIRST = 3000
_TIMEOUT_S = 300.0


def measure_storm(stage: demo.Stage) -> None:
    """Tell how fast cards appear, from the first to the last of many calls that one poll finds."""
    before = len(_cards(stage))
    stage.world.line.change_switches({"records_late_s": 0})
    for number in range(_CALLS):
        caller = _CALLER.format(_FIRST + number)
        calling.place_call(stage.world.line, caller=caller, outcome=calling.hangs_up(2))
    # By now each of them has hung up.
    stage.world.clock.advance(10)
    figures.until(lambda: len(_cards(stage)) >= before + _CALLS, _TIMEOUT_S, every_s=0.5)
    shown = _cards(stage)[before:]
    took_s = (shown[-1] - shown[0]).total_seconds() if len(shown) > 1 else float("nan")
    figures.tell(
        f"cards a second, {len(shown)} of {_CALLS} calls at once, no limit of the chat's",
        f"{(len(shown) - 1) / took_s:.1f}",
        "",
    )


def _cards(stage: demo.Stage) -> list[dt.datetime]:
    """Return when each card was posted, in order; looked at from inside, which takes nothing from deskbot."""
    chat = stage.world.chat
    with chat.lock:
        # What an edit replaced is kept as a post too.
        rows = [row for row in chat.posts.values() if not row.original_id]
    moments = [row.create_at for row in rows if str(row.props.get("deskbot_key", "")).startswith("card-")]
    return [dt.datetime.fromtimestamp(moment / 1000, dt.UTC) for moment in sorted(moments)]
