"""What can go wrong with a team chat, whichever it is."""


class ChatUnavailable(Exception):
    """The chat does not answer, or says to come back later: try again."""


class ChatRefused(Exception):
    """The chat answered no: credentials, permissions, or a request that it does not accept."""


class DialogTooLate(Exception):
    """The form could not be opened: the click is too old."""
