"""A text message to a mobile that got nobody: whether to send one."""

import collections.abc
import dataclasses
import datetime as dt
import enum

from deskbot.calls import case, merge
from deskbot.people import phone

# Who left a message is told as well: "is it there, will somebody call?" is what they ask themselves too. Not
# who hung up at once, and dialled wrongly perhaps; nor whoever may have heard somebody, be it on a tape.
_GOT_NOBODY = frozenset(
    {
        merge.Outcome.MISSED,
        merge.Outcome.VOICEMAIL,
        merge.Outcome.OUT_OF_HOURS,
        merge.Outcome.FAILED_FORWARD,
    }
)

# A text about a call of long ago (deskbot was stopped) would only puzzle.
_FRESH = dt.timedelta(hours=1)


class WhyNot(enum.StrEnum):
    """Why no text is sent: for the log."""

    GOT_SOMEBODY = "got_somebody"
    DEALT_WITH = "dealt_with"
    NOT_A_MOBILE = "not_a_mobile"
    OF_THE_HOUSE = "of_the_house"
    QUIET_HOURS = "quiet_hours"
    TOO_OLD = "too_old"
    TOLD_TODAY = "told_today"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Manners:
    """When texts are sent: `delay` after the call is known, outside quiet hours (of the wall), as `house`."""

    house: str
    delay: dt.timedelta
    quiet_from: dt.time
    quiet_until: dt.time

    def is_quiet(self, time: dt.time) -> bool:
        """Whether nobody is written to at that time of the day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= time < self.quiet_until
        return time >= self.quiet_from or time < self.quiet_until


def got_nobody(call: merge.Call) -> bool:
    """Whether that call is worth a text to whoever made it."""
    return call.outcome in _GOT_NOBODY


def why_not(
    card: case.Case,
    *,
    last: merge.Call | None,
    now: dt.datetime,
    manners: Manners,
    own_numbers: collections.abc.Container[str],
) -> WhyNot | None:
    """Return why whoever a card is about gets no text; None when they may get one. `now` is local.

    A card that somebody took is still worth a text, one that is done is not. `last` is the last of its calls;
    `own_numbers` are the house's, its members', and those that the line refuses.
    """
    if card.state is case.State.DONE:
        return WhyNot.DEALT_WITH
    if last is None or not got_nobody(last):
        return WhyNot.GOT_SOMEBODY
    if not _is_french_mobile(card.caller):
        return WhyNot.NOT_A_MOBILE
    if card.caller in own_numbers:
        return WhyNot.OF_THE_HOUSE
    if now - last.at > _FRESH:
        return WhyNot.TOO_OLD
    return WhyNot.QUIET_HOURS if manners.is_quiet(now.time()) else None


def _is_french_mobile(number: str | None) -> bool:
    return number is not None and phone.is_allowed(number) and phone.kind(number) is phone.Kind.MOBILE
