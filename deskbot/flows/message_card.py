"""The card that keeps the message of a call: its own, or one that stands in the thread of another call's."""

import dataclasses
import datetime as dt

from deskbot.calls import case, merge
from deskbot.flows import card_thread, delete_post, erase_recording, ports, show_card, transcribe

# What is kept of a message, and where it hangs.
_HEARD = ("hearing", "hearing_why", "transcript", "recording_name", "recording_erased_at")
_POSTED = ("recording_post_id", "transcript_post_id")
_NOTHING = case.Case(key="", desk="", channel="")


def of(work: ports.Work, call: merge.Call) -> case.Case | None:
    """Return the card that keeps the message of a call; None while there is none."""
    own = work.cases.get(call.key)
    if own is not None or call.case is None:
        return own
    # The card of a call that turned out to be this one is this one's.
    about = work.calls.about(call.case)
    return work.cases.get(call.case) if about is not None and about.key == call.key else None


def of_or_new(work: ports.Work, call: merge.Call, *, desk: str, now: dt.datetime) -> case.Case | None:
    """Return the card that keeps the message of a call, one for the thread of its card if need be.

    None: the call has no card, nor needs one.
    """
    known = of(work, call)
    if known is not None or call.case is None:
        return known
    whole = work.cases.get(call.case)
    channel = whole.channel if whole else ""
    card = case.Case(key=call.key, desk=desk, channel=channel, caller=call.caller, opened_at=now)
    return dataclasses.replace(card.closed(case.Closing.JOINED, at=now), joined_to=call.case)


def move(work: ports.Work, *, before: str, call: merge.Call, desk: str, now: dt.datetime) -> None:
    """Have the message of the call `before`, which turned out to be `call`, hang in its thread alone."""
    mine, ours = work.cases.get(before), of_or_new(work, call, desk=desk, now=now)
    if mine is None or mine.hearing is case.Hearing.NONE or ours is None or ours.key == mine.key:
        return
    freed = mine.changed(**{name: getattr(_NOTHING, name) for name in (*_HEARD, *_POSTED)})
    posts = [post for post in (mine.recording_post_id, mine.transcript_post_id) if post is not None]
    has_sound = mine.recording_name is not None or mine.recording_erased_at is not None
    if has_sound and ours.recording_name is None and ours.recording_erased_at is None:
        names = (*_HEARD, *_POSTED) if _thread(mine) == _thread(ours) else _HEARD
        posts = [] if _thread(mine) == _thread(ours) else posts
        ours = ours.changed(**{name: getattr(mine, name) for name in names})
        work.cases.save(ours)
        if ours.hearing is case.Hearing.WAITING:
            work.due.put(transcribe.KIND, ours.key, at=now)
    elif mine.recording_name not in (None, ours.recording_name):
        freed = dataclasses.replace(freed, recording_name=mine.recording_name, recording_erased_at=now)
        work.due.put(erase_recording.KIND, mine.key, at=now + erase_recording.AFTER)
    work.cases.save(freed)
    delete_post.later(work, posts, now=now + card_thread.UNTIL_THERE)
    for card in (freed, ours):
        show_card.soon(work, card, now=now)


def _thread(card: case.Case) -> str:
    return card.joined_to or card.key
