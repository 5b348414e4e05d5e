"""An alert that a card raised is over once somebody has the card, says that it is not urgent, or the caller
was talked to; it rings again when that is undone.
"""

import dataclasses
import datetime as dt

from deskbot.alerts import escalation
from deskbot.calls import case as case_module
from deskbot.flows import escalate, ports


def take(work: ports.Work, case: str, *, by: str, now: dt.datetime) -> None:
    """Have nobody told any more of what the card `case` raised: `by` deals with it."""
    for alert in work.alerts.of_case(case):
        if not alert.is_answered:
            _settle(work, alert.taken(by=by, at=now), now=now)


def calm(work: ports.Work, case: str, *, by: str, now: dt.datetime) -> None:
    """Have nobody told any more of what the card `case` raised: `by` says that it is not urgent."""
    for alert in work.alerts.of_case(case):
        if not alert.is_answered:
            _settle(work, alert.calmed(by=by, at=now), now=now)


def settle(work: ports.Work, case: str, *, now: dt.datetime) -> None:
    """Have nobody told any more of what the card `case` raised: whoever called was talked to."""
    for alert in work.alerts.of_case(case):
        if not alert.is_answered:
            _settle(work, dataclasses.replace(alert, state=escalation.State.SETTLED), now=now)


def ring_again(work: ports.Work, card: case_module.Case, back: case_module.Case, *, now: dt.datetime) -> None:
    """Have the admins told again of what `card` raised, where nobody has it any more, as `back` says.

    An admin who answered the alert itself still answers for it.
    """
    if back.state is not case_module.State.OPEN or not back.urgent:
        return
    by_the_card = (card.taken_at, card.done_at)
    for alert in work.alerts.of_case(card.key):
        settled = alert.state is escalation.State.SETTLED
        if settled or (alert.is_answered and alert.taken_at in by_the_card):
            _ring(work, alert, now=now)


def _ring(work: ports.Work, alert: escalation.Alert, *, now: dt.datetime) -> None:
    work.alerts.save(alert.ringing_again())
    work.due.put(escalate.KIND, alert.key, at=now)
    work.due.put(escalate.SHOW_KIND, alert.key, at=now)


def _settle(work: ports.Work, alert: escalation.Alert, *, now: dt.datetime) -> None:
    work.alerts.save(alert)
    work.due.drop(escalate.KIND, alert.key)
    work.due.put(escalate.SHOW_KIND, alert.key, at=now)
