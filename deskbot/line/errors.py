"""What can go wrong with a phone operator, whichever it is."""


class LineUnavailable(Exception):
    """The operator does not answer, answers garbage, or says to come back later: try again."""


class LineRefused(Exception):
    """The operator answered no: credentials, rights, or a value that it does not accept."""


class NotThere(LineRefused):
    """The operator has no such thing, or not any more."""


class NotReadBack(Exception):
    """What was written is not what the operator shows afterwards."""


class TaskTooSlow(NotReadBack):
    """The operator took a request and does not show what was asked for, long after."""


class RecordingNotReady(Exception):
    """The operator is still preparing the recording: try again."""


class RecordingGone(Exception):
    """The operator has no such message any more."""
