"""What the card of a call says of the later calls of the same caller, and of the card that it is part of."""

import collections.abc

from deskbot.calls import case, merge
from deskbot.chat import messages
from deskbot.flows import ports

Rung = collections.abc.Callable[[merge.Call], tuple[messages.PhoneRung, ...] | None]
Link = collections.abc.Callable[[str], str]


def shown(
    work: ports.Work, card: case.Case, call: merge.Call, *, rung: Rung, link: Link
) -> messages.Gathered | None:
    """Return the calls beside `call` that are gathered in its card; None when it is alone there.

    `rung` tells whose phones a call rang, `link` the address of a post.
    """
    others = [one for one in work.calls.of_card(card.key) if one.key != call.key and one.needs_a_card]
    if not others or card.calls < 2 or card.last_call_at is None:
        return None
    again = tuple(_again(work, one, rung=rung, link=link) for one in others)
    return messages.Gathered(calls=card.calls, last_at=card.last_call_at, again=again)


def post_of_whole(work: ports.Work, card: case.Case) -> str | None:
    """Return the post of the card that stands for this one."""
    whole = work.cases.get(card.joined_to) if card.joined_to else None
    return whole.post_id if whole else None


def _again(work: ports.Work, call: merge.Call, *, rung: Rung, link: Link) -> messages.CallAgain:
    kept = work.cases.get(call.key)
    recording, written = (kept.recording_post_id, kept.transcript_post_id) if kept else (None, None)
    return messages.CallAgain(
        at=call.at,
        outcome=call.outcome,
        rung=rung(call),
        message_s=call.message_s,
        recording_url=link(recording) if recording else None,
        transcript_url=link(written) if written else None,
    )
