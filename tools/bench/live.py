"""How soon after the operator tells that nobody answered there is a card, with no record to read yet."""

import datetime as dt

from deskbot import demo
from tools.bench import figures, process

_CALLS = 15
_CALL_EVERY_S = 0.93
_FIRST = 51  # other callers than those of the records: a card is known by the last two digits of its caller
_RECORDS_LATE_S = 3600
_PATIENCE_S = 9  # who hangs up sooner has dialled wrongly, and the card says so in other words
_CARD_TIMEOUT_S = 90.0


def measure_live_events(stage: demo.Stage) -> None:
    """Tell how soon a missed call that only live events tell of is a card."""
    stage.world.line.change_switches({"events_absent": False, "records_late_s": _RECORDS_LATE_S})
    told = {}
    for place in range(_FIRST, _FIRST + _CALLS):
        caller = process.CALLER.format(place)
        told[caller[-2:]] = dt.datetime.fromisoformat(
            process.place(stage, caller, after_s=_PATIENCE_S)["ended_at"]
        )
        figures.wait(_CALL_EVERY_S)
    figures.until(lambda: told.keys() <= process.cards(stage).keys(), _CARD_TIMEOUT_S)
    cards = process.cards(stage)
    late = sorted((cards[end] - told[end]).total_seconds() for end in told.keys() & cards.keys())
    figures.tell(
        f"live event visible -> card, {len(late)} of {len(told)} calls, no record yet",
        f"p50 {figures.part(late, 50):.2f} s, p95 {figures.part(late, 95):.2f} s",
        "< 2 s",
    )
