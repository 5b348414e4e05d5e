"""Answers that any command may get: refusals, troubles, words that are not known, rules, alerts."""

import dataclasses
import enum
from typing import Self

from deskbot.chat.messages import base
from deskbot.desk import dates


@dataclasses.dataclass(frozen=True, kw_only=True)
class DatesNotUnderstood(base.Message):
    """The dates could not be read: why, what exactly, what to type instead."""

    reason: str
    fragment: str
    example: str

    @classmethod
    def of(cls, problem: dates.NotUnderstood) -> Self:
        """Return what to say of dates that cannot be read."""
        return cls(reason=problem.reason.value, fragment=problem.fragment, example=problem.example)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Refused(base.Message):
    """The person may not; `reason` is a `people.permissions.Refusal`."""

    reason: str


class Trouble(enum.StrEnum):
    """Why a request could not be served; each has its sentence in `prompts/fr/trouble.md.j2`."""

    BUSY = "busy"
    CHAT_DOWN = "chat_down"
    FORGED = "forged"
    EXPIRED = "expired"
    TOO_LATE = "too_late"
    GONE = "gone"
    BAD_TOKEN = "bad_token"
    NOT_READABLE = "not_readable"
    UNEXPECTED = "unexpected"
    TAKEN_SINCE = "taken_since"
    EMPTY_URGENCY = "empty_urgency"
    EMPTY_QUESTION = "empty_question"
    TOO_LONG = "too_long"
    BAD_RINGS = "bad_rings"
    BAD_CLOSING = "bad_closing"
    BAD_NUMBER = "bad_number"
    NUMBER_NOT_ALLOWED = "number_not_allowed"
    NUMBER_OF_THE_HOUSE = "number_of_the_house"
    NOTE_NOT_ACCEPTED = "note_not_accepted"
    NO_SUCH_DESK = "no_such_desk"
    NO_SUCH_MEMBER = "no_such_member"
    NO_SUCH_MONTH = "no_such_month"
    BAD_HOURS = "bad_hours"
    BAD_PREMISES = "bad_premises"
    BAD_SCOPE = "bad_scope"
    NOTHING_HELD = "nothing_held"
    TURN_OVER = "turn_over"
    OWN_COVER = "own_cover"
    NUMBER_TAKEN = "number_taken"
    NOTHING_CHANGES = "nothing_changes"
    NO_BILAN = "no_bilan"
    NOT_A_COLLEAGUE = "not_a_colleague"
    EMPTY_NOTE = "empty_note"
    CARD_JOINED = "card_joined"
    CARD_ERASED = "card_erased"
    BAD_CALLER = "bad_caller"
    CALLER_IS_THE_HOUSE = "caller_is_the_house"
    CALLER_IS_A_MEMBER = "caller_is_a_member"


@dataclasses.dataclass(frozen=True, kw_only=True)
class InTrouble(base.Message):
    """A request that could not be served: what was wrong, what to do."""

    trouble: Trouble


@dataclasses.dataclass(frozen=True, kw_only=True)
class UnknownCommand(base.Message):
    """A word that is no command."""

    word_typed: str
    nearest: tuple[str, ...]
    commands: tuple[str, ...]
