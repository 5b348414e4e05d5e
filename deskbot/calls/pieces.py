"""What one source says of a call, all kinds of sources in one form.

A piece is a record, a message, a mail, or all the live events that the operator gives one name.
"""

import dataclasses
import datetime as dt
import enum

from deskbot.calls import events, ringing

#: A greeting is listened to before the message begins.
GREETING: dt.timedelta = dt.timedelta(seconds=60)
#: Why a call ends in which somebody or something was talked to: without a word, it was the end of a talk.
TALKED = frozenset({events.Cause.SUCCESS, None})
_NONE = dt.timedelta()


class Kind(enum.IntEnum):
    """What a piece is: the order in which a call is put together."""

    RECORD = 0  # the record of the incoming call
    SESSION = 1  # the live events of a call, its beginning among them
    LEG = 2  # a phone that was rung: a record, or live events without the call's beginning
    DIVERTED = 3  # a record of the way to the voicemail
    MESSAGE = 4
    MAIL = 5


@dataclasses.dataclass(frozen=True, kw_only=True)
class Piece:
    """What one source says of a call. The call began between `first` and `last`; `at` is the piece's own.

    `numbers` are those that may have been dialled. `tells_caller` is False where nothing is said of who
    called. `talk_s` is how long was talked, to somebody or to the voicemail. `rings` are the phones rung.
    `ends` is when the caller left the number or its queue, `ended_as` why. What it tells happened up to
    `early` after `at` and up to `late` before it. It `is_vague` when it only tells of the end of a talk.
    """

    kind: Kind
    told: tuple[events.Told, ...]
    caller: str | None = dataclasses.field(repr=False)
    tells_caller: bool
    numbers: frozenset[str]
    at: dt.datetime
    first: dt.datetime
    last: dt.datetime
    talk_s: int | None = None
    rings: tuple[ringing.Ring, ...] = ()
    ends: dt.datetime | None = None
    ended_as: events.Cause | None = None
    is_vague: bool = False
    early: dt.timedelta = _NONE
    late: dt.timedelta = _NONE
    cause: events.Cause | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it says when the call began."""
        return self.kind in (Kind.RECORD, Kind.SESSION)

    @property
    def answered(self) -> ringing.Ring | None:
        """The phone that was picked up, if one was."""
        return next((ring for ring in self.rings if ring.answered), None)

    @property
    def caller_left(self) -> bool:
        """Whether the caller left of their own will, before anybody answered."""
        last = self.rings[-1].cause if self.rings and self.is_unanswered else None
        return events.Cause.CALLER_LEFT in (self.ended_as, last)

    @property
    def is_unanswered(self) -> bool:
        """Whether it says that nobody answered in the end."""
        return self.ends is not None and self.ended_as not in TALKED

    @property
    def is_over(self) -> bool:
        """Whether it says that somebody or something was talked to, and is not any more."""
        return self.ends is not None and self.ended_as in TALKED

    @property
    def over(self) -> dt.datetime:
        """When a message or a talk was over; at the latest, for a mail that was sent after that."""
        talked = _NONE if self.late else dt.timedelta(seconds=self.talk_s or 0)
        return self.at + self.early + talked

    @property
    def earliest(self) -> dt.datetime:
        """When the message began, at the earliest."""
        return self.at - self.late

    @property
    def earliest_over(self) -> dt.datetime:
        """When the message was over, at the earliest."""
        return self.earliest + dt.timedelta(seconds=self.talk_s or 0)

    @property
    def order(self) -> tuple[dt.datetime, Kind, str, str]:
        """What sorts pieces the same each time, in whatever order they came."""
        return (self.at, self.kind, self.told[0].desk, self.told[0].name)
