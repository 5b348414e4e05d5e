"""What happened on a number: call detail records, and the messages of a voicemail."""

import collections.abc

from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh.wire import shapes

Payload = shapes.Payload


def record_of(payload: Payload) -> events.CallRecord:
    """Return a call detail record.

    :raises LineUnavailable: if it is not what the schema says.
    """
    with shapes.understood():
        return events.CallRecord(
            key=str(payload["consumptionId"]),
            caller=shapes.from_ovh_number(payload["calling"]),
            called=shapes.from_ovh_number(payload["called"]),
            way=events.RecordWay(payload["wayType"]),
            at=shapes.moment_of(payload["creationDatetime"]),
            duration_s=int(payload["duration"]),
            cause=_cause(payload.get("hangupNature")),
        )


# What the operator's free words for the end of a call mean, in its language or ours ([A]): the first found.
_WORDS = (
    (("out of order", "unallocated", "no route", "unreachable", "injoignable"), events.Cause.OUT_OF_ORDER),
    (("reject", "refus", "barred", "blacklist"), events.Cause.REFUSED),
    (("busy", "occup"), events.Cause.BUSY),
    (("no answer", "no user", "sans réponse"), events.Cause.NO_ANSWER),
    (("normal",), events.Cause.SUCCESS),
)


def _cause(written: object) -> events.Cause | None:
    """Return what the words for a call's end mean; None where they mean nothing to us."""
    words = written.casefold() if isinstance(written, str) else ""
    return next((cause for known, cause in _WORDS if any(word in words for word in known)), None)


def message_of(payload: Payload) -> events.VoicemailMessage:
    """Return a message of the voicemail box.

    :raises LineUnavailable: if it is not what the schema says.
    """
    with shapes.understood():
        return events.VoicemailMessage(
            key=str(payload["id"]),
            caller=shapes.from_ovh_number(payload["caller"]),
            at=shapes.moment_of(payload["creationDatetime"]),
            duration_s=int(payload["duration"]),
        )


def file_url(payload: Payload) -> str:
    """Return where a `PcsFile` can be fetched.

    :raises RecordingNotReady: while OVH prepares it.
    :raises LineUnavailable: if it failed, or is not what the schema says.
    """
    if not isinstance(payload, collections.abc.Mapping):
        raise errors.LineUnavailable("PcsFile")
    status = payload.get("status")
    if status in ("todo", "doing"):
        raise errors.RecordingNotReady
    url = payload.get("url")
    if status != "done" or not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise errors.LineUnavailable("PcsFile")
    return url
