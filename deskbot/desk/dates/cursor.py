"""A place in the tokens, for the grammar."""

from deskbot.desk.dates import refusal
from deskbot.desk.dates.kinds import Kind
from deskbot.desk.dates.tokens import Token


class Cursor:
    """Walk through tokens; set `position` back to what it was to try something else."""

    def __init__(self, found: tuple[Token, ...], *, text: str) -> None:
        self._found = found
        self._text = text
        self.position = 0
        #: How many units within one another are being taken.
        self.nesting = 0

    @property
    def is_done(self) -> bool:
        """Say whether every token was taken."""
        return self.position >= len(self._found)

    def kind(self, ahead: int = 0) -> Kind | None:
        """Return the kind of a token to come, None past the end."""
        place = self.position + ahead
        return self._found[place].kind if place < len(self._found) else None

    def value(self, ahead: int = 0) -> int:
        """Return the value of a token to come, 0 past the end."""
        place = self.position + ahead
        return self._found[place].value if place < len(self._found) else 0

    def is_english(self) -> bool:
        """Say whether the next token is written as in English only."""
        return not self.is_done and self._found[self.position].is_english

    def take(self) -> Token:
        """Return the next token and go past it."""
        token = self._found[self.position]
        self.position += 1
        return token

    def accept(self, *kinds: Kind) -> Token | None:
        """Take the next token if it is one of these."""
        return self.take() if self.kind() in kinds else None

    def starts_at(self) -> int:
        """Return where the next token starts in the text."""
        return len(self._text) if self.is_done else self._found[self.position].start

    def ended_at(self) -> int:
        """Return where the last taken token ends in the text."""
        return self._found[self.position - 1].end if self.position else 0

    def refusal(self, reason: refusal.Reason, *, since: int | None = None) -> refusal.NotUnderstood:
        """Return the error about the text from `since` (a place in the text) to the last taken token."""
        start = self.starts_at() if since is None else since
        end = self.ended_at() if self.ended_at() > start else len(self._text)
        return refusal.NotUnderstood(reason, fragment=self._text[start:end])
