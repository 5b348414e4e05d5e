"""What is said to people: alerts, messages, posts that stay, secret addresses, questions left open."""

import datetime as dt
from typing import Protocol

from deskbot.alerts import escalation
from deskbot.chat import messages, notice
from deskbot.desk import address, board, gap_post


class Alerts(Protocol):
    """The urgent things."""

    def get(self, key: str) -> escalation.Alert | None:
        """Return an alert."""

    def of_case(self, case: str) -> tuple[escalation.Alert, ...]:
        """Return the alerts that come from a card."""

    def save(self, alert: escalation.Alert) -> None:
        """Keep an alert, or what changed of it."""

    def posts(self, key: str) -> tuple[escalation.AlertPost, ...]:
        """Return the posts that told of an alert."""

    def save_post(self, key: str, post: escalation.AlertPost) -> None:
        """Keep a post that told of an alert."""


class Notices(Protocol):
    """Messages to post once."""

    def add(self, item: notice.Notice) -> None:
        """Keep a message to post; the same key twice is one message."""

    def get(self, key: str) -> notice.Notice | None:
        """Return a message to post."""

    def say(self, key: str, message: messages.Message) -> None:
        """Keep another message under a key that is there."""

    def posted(self, key: str, *, post_id: str) -> None:
        """Remember that it was posted."""

    def drop_unposted(self, kind: type[messages.Message], *, place: messages.Channel) -> None:
        """Forget the messages of that kind that still wait to be posted in that channel."""


class Boards(Protocol):
    """The pinned post of each desk."""

    def get(self, desk: str) -> board.Board:
        """Return a desk's pinned post; none yet is a value too."""

    def save(self, pinned: board.Board) -> None:
        """Keep where a desk's pinned post is, and what it shows."""


class GapPosts(Protocol):
    """The posts that offer free half-days."""

    def add(self, offer: gap_post.GapPost) -> None:
        """Keep a post to make; the same key twice is one post."""

    def get(self, key: str) -> gap_post.GapPost | None:
        """Return a post."""

    def posted(self, key: str, *, post_id: str) -> None:
        """Remember that it was posted."""

    def shown_for(self, desk: str, *, from_day: dt.date) -> tuple[gap_post.GapPost, ...]:
        """Return the desk's posts in the chat that offer that day or a later one, in order of their days."""


class Addresses(Protocol):
    """The secret addresses of the feeds and of the planning page."""

    def find(self, token: str) -> address.Address | None:
        """Return what the address with that secret shows; None, after the same work, when nothing does."""

    def token_of(self, kind: str, entity: str) -> str | None:
        """Return the secret of an address; None when it has none yet."""

    def put(self, kind: str, entity: str, token: str, *, at: dt.datetime) -> None:
        """Give an address a secret; the former one opens nothing any more."""


class Questions(Protocol):
    """Questions that the rules did not answer, for the page's keeper."""

    def add(self, *, key: str, asked_by: str, question: str, at: dt.datetime) -> None:
        """Keep a question."""
