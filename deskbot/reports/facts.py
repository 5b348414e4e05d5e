"""From what is kept of a call and of its card to what is counted of it."""

import dataclasses
import datetime as dt

from deskbot.calls import case, merge
from deskbot.reports import open_time, rates

# Somebody phoned: whether the caller then answered is another matter.
_CALLED_BACK = frozenset(
    (case.Closing.REACHED, case.Closing.NO_ANSWER, case.Closing.MESSAGE_LEFT, case.Closing.CALLED_BACK)
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CallKept:
    """What is kept of one call, as far as it is counted: no number, and nobody's name.

    `is_gathered`: it is in the card of an earlier call. The rest is that of its card, None where it has none
    or is gathered: each card is counted once. `by_somebody`: a person closed it, not deskbot.
    """

    at: dt.datetime
    outcome: merge.Outcome
    waited_s: int | None = None
    is_gathered: bool = False
    opened_at: dt.datetime | None = None
    taken_at: dt.datetime | None = None
    done_at: dt.datetime | None = None
    by_somebody: bool = False
    closing: case.Closing | None = None
    topic: str | None = None

    @property
    def answered(self) -> bool:
        """Whether somebody of the desk talked with the caller."""
        return self.outcome in merge.ANSWERED

    @property
    def is_abandoned(self) -> bool:
        """Whether the caller left before anybody could answer."""
        return self.outcome is merge.Outcome.ABANDONED

    @property
    def is_blocked(self) -> bool:
        """Whether whoever called is not let in."""
        return self.outcome is merge.Outcome.BLOCKED

    @property
    def left_message(self) -> bool:
        """Whether nobody did, and the caller left a message."""
        return self.outcome is merge.Outcome.VOICEMAIL


def fact_of(kept: CallKept, *, open_to_callers: open_time.OpenTime) -> rates.CallFact:
    """Return what is counted of a call; times are counted while the desk was open."""
    opened = kept.opened_at or kept.at
    # Who finishes a card at once has taken it too.
    taken = kept.taken_at or (kept.done_at if kept.by_somebody else None)
    called_back = kept.done_at if kept.closing in _CALLED_BACK else None
    return rates.CallFact(
        at=kept.at,
        is_open=open_to_callers.holds(kept.at),
        answered=kept.answered,
        left_message=kept.left_message,
        is_abandoned=kept.is_abandoned,
        is_blocked=kept.is_blocked,
        is_repeat=kept.is_gathered,
        waited_s=kept.waited_s,
        taken_after_s=None if taken is None else open_to_callers.seconds(opened, taken),
        called_back_after_s=None if called_back is None else open_to_callers.seconds(opened, called_back),
        topic=kept.topic,
    )
