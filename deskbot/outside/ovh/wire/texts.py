"""Text messages: what is asked of OVH, and what it answers."""

import collections.abc

from deskbot.line import errors
from deskbot.outside.ovh import found
from deskbot.outside.ovh.wire import shapes


def job(text: str, *, to: str, sender: str) -> collections.abc.Mapping[str, object]:
    """Return the body that has one text sent to a mobile (E.164).

    No clause that tells how to stop it: it advertises nothing, and is sent once a day at most.
    """
    return {"message": text, "receivers": [to], "sender": sender, "noStopClause": True, "charset": "UTF-8"}


def check_sent(report: shapes.Payload) -> None:
    """Check that a text was taken.

    :raises LineRefused: if its receiver was not.
    :raises LineUnavailable: if the answer is not as the schema says.
    """
    with shapes.understood():
        is_taken = len(report["validReceivers"]) > 0
    if not is_taken:
        raise errors.LineRefused("receiver")


def account_of(payload: shapes.Payload) -> found.SmsService:
    """Return what a service of text messages is; LineUnavailable if that is not as the schema says."""
    with shapes.understood():
        return found.SmsService(
            is_enabled=str(payload["status"]) == "enable", credits_left=float(payload["creditsLeft"])
        )
