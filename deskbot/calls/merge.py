"""One call to a desk, whatever the number of sources that told of it, and what came of it."""

import dataclasses
import datetime as dt
import enum
from typing import Final

from deskbot.calls import events


class Outcome(enum.StrEnum):
    """How a call ended, or how much is known of that."""

    RUNNING = "running"  # it rings still, or nobody told yet that it does not
    UNCLEAR = "unclear"  # phones rang, and no source says whether anybody answered
    TALKED = "talked"  # somebody or something answered, and no source says which
    ANSWERED = "answered"
    OWN_VOICEMAIL = "own_voicemail"  # a phone's own voicemail answered, as it seems, and nobody
    MISSED = "missed"
    ABANDONED = "abandoned"  # the caller left before anybody could have been quick enough
    VOICEMAIL = "voicemail"  # a message was left
    OUT_OF_HOURS = "out_of_hours"
    FAILED_FORWARD = "failed_forward"  # a phone could not be reached, and nobody answered
    BLOCKED = "blocked"  # whoever called is not let in
    CALLED = "called"  # the desk called, and was answered


#: Somebody answered, as far as is known: nobody has to call back.
ANSWERED: Final = frozenset({Outcome.ANSWERED, Outcome.TALKED})
# The one place that says which calls are nobody's to deal with. Who answered has dealt with it, and who is
# blocked shall not be called back; somebody whose phone was not answered, for whatever reason, may well wait
# for us. That a caller who hung up at once had dialled wrongly is for people to say.
_NO_CARD: Final = ANSWERED | {Outcome.BLOCKED, Outcome.RUNNING, Outcome.CALLED}


# Of the calls of one caller: a message is to be heard, whatever the others were.
_STRONGEST_FIRST: Final = (
    Outcome.VOICEMAIL,
    Outcome.FAILED_FORWARD,
    Outcome.MISSED,
    Outcome.OWN_VOICEMAIL,
    Outcome.UNCLEAR,
    Outcome.OUT_OF_HOURS,
    Outcome.ABANDONED,
)


def strongest(first: Outcome, *others: Outcome) -> Outcome:
    """Return the outcome that people must know first, of calls that are gathered in one card."""
    return next((one for one in _STRONGEST_FIRST if one in (first, *others)), first)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Leg:
    """One phone (E.164) that the call rang, and when; `rang_s` is for how long, where a source says so."""

    at: dt.datetime
    number: str = dataclasses.field(repr=False)
    rang_s: int | None = None
    answered: bool = False
    cause: events.Cause | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """One call to a desk, as its sources tell it together.

    `at` is when it began, as well as they can say. `number` is the public number that was dialled, None while
    that is not known. `caller` is None when it is hidden, and while `caller_told` is False. `legs` are the
    phones rung, where `knows_rings`. `voicemail` and `mail` are the keys of its message in the voicemail box
    and of the e-mail that tells of it. `waited_s` is how long it rang, `was_open` whether the desk was open
    as it began; None is not known. `case` is the key of its card, be it that of another call of the caller.
    """

    key: str
    caller: str | None = dataclasses.field(repr=False)
    at: dt.datetime
    number: str | None = None
    caller_told: bool = True
    outcome: Outcome = Outcome.MISSED
    legs: tuple[Leg, ...] = ()
    knows_rings: bool = False
    voicemail: str | None = None
    mail: str | None = None
    message_s: int | None = None
    waited_s: int | None = None
    was_open: bool | None = None
    case: str | None = None

    @property
    def rung(self) -> tuple[str, ...] | None:
        """The numbers rung (E.164), each once, in order; None while no source says whom the call rang."""
        if not self.knows_rings:
            return None
        return tuple(dict.fromkeys(leg.number for leg in self.legs))

    def rang_s(self, number: str) -> int | None:
        """Return how long a phone (E.164) rang, all its rings together; None while that is not known."""
        lengths = [leg.rang_s for leg in self.legs if leg.number == number]
        known = [one for one in lengths if one is not None]
        return sum(known) if known and len(known) == len(lengths) else None

    @property
    def has_message(self) -> bool:
        """Whether the caller left a message."""
        return self.voicemail is not None or self.mail is not None

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered, as far as is known."""
        return self.outcome in ANSWERED

    @property
    def needs_a_card(self) -> bool:
        """Whether somebody has to deal with it."""
        return self.outcome not in _NO_CARD


@dataclasses.dataclass(frozen=True, kw_only=True)
class Line:
    """What must be known of numbers that share a voicemail to read what is told of them. Numbers are E.164.

    `longest_wait_s` bounds how long a call may ring before it leaves a message. `ringing_counts`: records
    count the seconds of ringing too ([A], facts/ovh.md says that they do not).
    """

    numbers: tuple[str, ...]
    voicemail_number: str
    longest_wait_s: int
    ringing_counts: bool = False

    @property
    def longest_wait(self) -> dt.timedelta:
        """How long after its beginning a call may still ring."""
        return dt.timedelta(seconds=self.longest_wait_s)
