"""What can go wrong with the mailbox that voicemail e-mails come to, wherever it is."""

import enum


class Refusal(enum.StrEnum):
    """What a mailbox says no to."""

    CERTIFICATE = "certificate"  # it is not who it should be
    LOGIN = "login"
    FOLDER = "folder"
    COMMAND = "command"


class MailboxUnavailable(Exception):
    """The mailbox does not answer, or not as a mailbox does: try again."""


class MailboxRefused(Exception):
    """The mailbox answered no: an admin must act."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


class MailGone(Exception):
    """There is no such mail in the mailbox any more."""
