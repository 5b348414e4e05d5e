"""The commands, as values. `desk` is the key of the desk that was named (`@standard`), None when none was."""

import dataclasses

from deskbot.chat import messages
from deskbot.desk import premises, roster


@dataclasses.dataclass(frozen=True, kw_only=True)
class Show:
    """Show the state of the desk and the help."""

    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Take:
    """Take a turn; `rings` is what was asked for, None for one's usual number."""

    dates: str
    rings: int | None = None
    rank: roster.Rank = roster.Rank.FIRST
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Release:
    """Give days back."""

    dates: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cover:
    """Ask to be replaced."""

    dates: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Who:
    """Tell who answers; `when` is empty for now."""

    when: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Simulate:
    """Tell what a call meets: who rings, how long, where it ends; `when` is empty for now."""

    when: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ShowProfiles:
    """Show the profiles of the desk, and the one in force."""

    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetProfile:
    """Put a profile in force; `until` is empty for its usual end. The name is as typed: see `same_word`."""

    name: str
    until: str = ""
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class EndProfile:
    """End the profile in force."""

    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Plan:
    """Show the planning; `period` is empty for the usual one."""

    period: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gaps:
    """Show what nobody holds; `period` is empty for the usual one."""

    period: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ShowCards:
    """Show the cards that are not done; `scope` is None when what was typed names none."""

    scope: messages.Scope | None = messages.Scope.OPEN
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class IgnoreGaps:
    """Look for nobody over these days."""

    dates: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class MyNumber:
    """Note one's number; show it when `number` is empty."""

    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ForgetNumber:
    """Forget one's number."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Vouch:
    """Vouch for somebody's number."""

    username: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SetRings:
    """Set one's usual number of rings."""

    rings: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Assign:
    """Give a turn to somebody; `username` is empty when nobody was named."""

    username: str
    dates: str
    rings: int | None = None
    rank: roster.Rank = roster.Rank.FIRST
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Close:
    """Close the desk; `text` holds the dates, then the reason. `if_taken`: unless somebody holds it."""

    text: str
    if_taken: bool = False
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Open:
    """Open the desk exceptionally; `text` holds the dates, then the reason."""

    text: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Premises:
    """Say whether anybody is at the premises; `presence` is None when it was not said."""

    presence: premises.Presence | None
    until: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Journal:
    """Show the last `count` things that were done."""

    count: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class JournalOfLine:
    """Show the last `count` changes that deskbot made to the lines."""

    count: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class ForgetCaller:
    """Forget the number of a caller, and what was kept with it."""

    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ExportCaller:
    """Send all that is kept about the number of a caller."""

    number: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Members:
    """List the members."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Bilan:
    """Show the bilan of a month; `month` is empty for the usual one."""

    month: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rates:
    """Tell what became of the calls; `period` is empty for the last thirty days."""

    period: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Calendar:
    """Show the secret addresses; `renew` makes new ones."""

    renew: bool = False
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Urge:
    """Tell the admins on call."""

    text: str
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Note:
    """Note a call, for everybody or for somebody.

    `number` is E.164, None when none was written. `assignee` was named with an at sign; `perhaps` may be
    somebody's name, or a word like the others. `about` is what else was said before the colon, `text` after.
    """

    number: str | None = dataclasses.field(repr=False)
    assignee: str | None = None
    perhaps: str | None = None
    about: str = dataclasses.field(default="", repr=False)
    text: str = dataclasses.field(default="", repr=False)
    desk: str | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ask:
    """Ask the house's rules."""

    question: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Unknown:
    """A word that is no command, and the nearest ones: none when the word has its own answer."""

    word: str
    nearest: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class BadRings:
    """A number of rings that cannot be."""

    given: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class TooLong:
    """A text that nobody types."""

    length: int


Command = (
    Show
    | Take
    | Release
    | Cover
    | Who
    | Simulate
    | ShowProfiles
    | SetProfile
    | EndProfile
    | Plan
    | Gaps
    | ShowCards
    | IgnoreGaps
    | MyNumber
    | ForgetNumber
    | Vouch
    | SetRings
    | Assign
    | Close
    | Open
    | Premises
    | Journal
    | JournalOfLine
    | ForgetCaller
    | ExportCaller
    | Members
    | Bilan
    | Rates
    | Calendar
    | Urge
    | Note
    | Ask
    | Unknown
    | BadRings
    | TooLong
)
