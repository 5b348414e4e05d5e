"""The English words of dates: commands take them beside the French ones (design, section 7)."""

from typing import Final

from deskbot.desk.dates import feasts
from deskbot.desk.dates.kinds import Kind, Part, Sense

WEEKDAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: In the order of the year. "sept" and "avr" are French words already.
MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july jul", "august aug", "september", "october", "november", "december",
)  # fmt: skip
#: After these a number is a day ("august 3"); after a French name it might be a year ("août 24").
MONTH_FIRST: Final = frozenset(" ".join(MONTH_NAMES).split())
# "mon", "sat" and "sun" would read French words and slips as days.
_SHORT_WEEKDAYS: Final = ("", "tue tues", "wed weds", "thu thur thurs", "fri", "", "")
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

LISTS: Final[tuple[tuple[Sense, str], ...]] = (
    ((Kind.ORDINAL, 1), "first"),
    ((Kind.ORDINAL, 3), "third"),
    ((Kind.LAST, 0), "last"),
    ((Kind.TIME, 720), "noon midday"),
    ((Kind.TIME, 1440), "midnight"),
    ((Kind.PART, Part.MORNING), "morning mornings"),
    ((Kind.PART, Part.AFTERNOON), "afternoon afternoons"),
    ((Kind.PART, Part.EVENING), "evening evenings"),
    ((Kind.DAY_REF, 0), "today"),
    ((Kind.DAY_REF, -1), "yesterday"),
    ((Kind.DAY_REF, 1), "tomorrow tmrw"),
    ((Kind.NOW, 0), "now"),
    ((Kind.FROM, 0), "from"),
    ((Kind.OF, 0), "of"),
    ((Kind.SINCE, 0), "starting"),
    ((Kind.BETWEEN, 0), "between"),
    ((Kind.UNTIL, 0), "to until till through thru"),
    ((Kind.BEFORE, 0), "before"),
    ((Kind.AND, 0), "and"),
    ((Kind.EXCEPT, 0), "except excluding without"),
    ((Kind.EVERY, 0), "every each"),
    ((Kind.THIS, 0), "this"),
    ((Kind.NEXT, 0), "next"),
    ((Kind.WEEK, 0), "week weeks wk w"),
    ((Kind.MONTH_WORD, 0), "month months"),
    ((Kind.DAYS, 0), "day days"),
    ((Kind.IN, 0), "in"),
    ((Kind.DURING, 0), "during"),
    ((Kind.FOR, 0), "for"),
    ((Kind.END, 0), "end"),
    ((Kind.OPENING, 0), "opening"),
    ((Kind.CLOSING, 0), "closing"),
    ((Kind.WHOLE, 0), "all whole"),
    ((Kind.DUTY, 0), "desk shift"),
    ((Kind.FEAST, feasts.index("noel")), "christmas xmas"),
    (
        (Kind.FILLER, 0),
        "the at i ll can will would like take taking want please pls thanks thank you hi included "
        "inclusive only",
    ),
)

PHRASES: Final[tuple[tuple[Sense, tuple[str, ...]], ...]] = (
    ((Kind.DAY_REF, 2), ("day after tomorrow",)),
    ((Kind.NOW, 0), ("right now", "from now")),
    ((Kind.PART, Part.DAY), ("all day", "whole day", "full day", "all day long")),
    ((Kind.EXCEPT, 0), ("but not",)),
    ((Kind.AND, 0), ("as well as",)),
    ((Kind.HOLIDAY, 0), ("public holiday", "public holidays", "bank holiday", "bank holidays")),
    ((Kind.FEAST, feasts.index("paques")), ("easter", "easter sunday")),
    ((Kind.FEAST, feasts.index("lundi de paques")), ("easter monday",)),
    ((Kind.FEAST, feasts.index("jour de l an")), ("new year", "new year s day")),
)


def singles() -> dict[str, Sense]:
    """Return each word with what it means."""
    words: dict[str, Sense] = {}
    for sense, text in LISTS:
        words |= dict.fromkeys(text.split(), sense)
    words |= {word: (Kind.NUMBER, value) for value, word in enumerate(_NUMBERS, start=1)}
    for month, text in enumerate(MONTH_NAMES, start=1):
        words |= dict.fromkeys(text.split(), (Kind.MONTH, month))
    for weekday, (name, short) in enumerate(zip(WEEKDAY_NAMES, _SHORT_WEEKDAYS, strict=True)):
        words |= dict.fromkeys((name, *short.split()), (Kind.WEEKDAY, weekday))
        words[f"{name}s"] = (Kind.WEEKDAYS, weekday)
    return words
