"""The one error of the language of dates."""

import enum

LONGEST_FRAGMENT = 60


class Reason(enum.StrEnum):
    """Why a text is not a date; the wording of each lives in `prompts/`."""

    EMPTY = "empty"
    NO_DATE = "no_date"
    NO_SUCH_DAY = "no_such_day"
    REVERSED = "reversed"
    OVER = "over"
    TO_COME = "to_come"
    TOO_LONG = "too_long"
    NO_END = "no_end"
    WEEKDAY_CONTRADICTS = "weekday_contradicts"
    NOT_UNDERSTOOD = "not_understood"


#: What to type instead. Each is understood whatever the day.
EXAMPLES = {
    Reason.EMPTY: "du 1er au 15 août",
    Reason.NO_DATE: "lundi matin",
    Reason.NO_SUCH_DAY: "le 30 septembre",
    Reason.REVERSED: "du 1er au 15 août",
    Reason.OVER: "demain matin",
    Reason.TO_COME: "lundi matin",
    Reason.TOO_LONG: "du 1er au 15 août",
    Reason.NO_END: "de lundi à mercredi",
    Reason.WEEKDAY_CONTRADICTS: "le 5 août",
    Reason.NOT_UNDERSTOOD: "lundi matin",
}


class NotUnderstood(ValueError):
    """The text does not say dates that can be served; nothing was guessed."""

    def __init__(self, reason: Reason, *, fragment: str = "", example: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.fragment = _shortened(" ".join(fragment.split()))
        #: What to type instead; it is understood.
        self.example = example or EXAMPLES[reason]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_FRAGMENT else text[: LONGEST_FRAGMENT - 1] + "…"
