"""What a word of the language of dates may mean."""

import enum


class Kind(enum.Enum):
    """What a token means."""

    WEEKDAY = enum.auto()
    #: Plural: a habit ("les lundis").
    WEEKDAYS = enum.auto()
    MONTH = enum.auto()
    NUMBER = enum.auto()
    ORDINAL = enum.auto()
    LAST = enum.auto()
    #: A whole date in figures, with or without its year.
    DATE = enum.auto()
    ISO_WEEK = enum.auto()
    ISO_MONTH = enum.auto()
    #: Minutes since midnight.
    TIME = enum.auto()
    HOURS_WORD = enum.auto()
    HALF = enum.auto()
    PART = enum.auto()
    #: Days from today.
    DAY_REF = enum.auto()
    NOW = enum.auto()
    #: "du": a range is announced.
    FROM = enum.auto()
    #: "de", "d'": a range or a genitive.
    OF = enum.auto()
    #: "à partir de": an end must follow.
    SINCE = enum.auto()
    BETWEEN = enum.auto()
    #: "au".
    TO = enum.auto()
    #: A hyphen, ".." (0), or the word "à" (1), which may also announce an hour.
    DASH = enum.auto()
    UNTIL = enum.auto()
    BEFORE = enum.auto()
    AFTER = enum.auto()
    AND = enum.auto()
    EXCEPT = enum.auto()
    EVERY = enum.auto()
    THIS = enum.auto()
    NEXT = enum.auto()
    #: "prochains": qualifies a list.
    NEXT_ALL = enum.auto()
    WEEK = enum.auto()
    WEEKEND = enum.auto()
    MONTH_WORD = enum.auto()
    DAYS = enum.auto()
    FORTNIGHT = enum.auto()
    #: "en huit", "en quinze": days to add.
    LATER = enum.auto()
    IN = enum.auto()
    DURING = enum.auto()
    FOR = enum.auto()
    END = enum.auto()
    OPENING = enum.auto()
    CLOSING = enum.auto()
    HOLIDAY = enum.auto()
    WORKED = enum.auto()
    IN_WEEK = enum.auto()
    #: "toute" la semaine.
    WHOLE = enum.auto()
    #: A day with a name of its own: "Noël", "lundi de Pâques".
    FEAST = enum.auto()
    #: "la veille de" (-1), "le lendemain de" (1).
    BESIDE = enum.auto()
    #: "bon week-end": a wish, not a date.
    WISH = enum.auto()
    #: The noun that takes a genitive: "le standard du 5 août".
    DUTY = enum.auto()
    FILLER = enum.auto()


class Part(enum.IntEnum):
    """A named part of the day."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2
    DAY = 3
    LUNCH = 4


Sense = tuple[Kind, int]
