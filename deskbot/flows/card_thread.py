"""What hangs under a card in the chat: its recording first, a transcript that is long, and those of the later
calls of the caller that are gathered in it.
"""

import dataclasses
import datetime as dt
from typing import Final

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.flows import card_shown, delete_post, ports

#: By then all of it hangs under the new card: until then somebody's voice is there twice, not nowhere.
UNTIL_THERE: Final = dt.timedelta(minutes=5)


def lacks_something(work: ports.Work, card: case.Case, *, with_sounds: bool) -> bool:
    """Whether something is to be put under the card; `with_sounds`: recordings are."""
    parts = _parts(work, card)
    return any((with_sounds and _lacks_recording(part)) or _lacks_transcript(part) for part in parts)


def fill(
    key: str, *, with_sounds: bool, recordings: ports.Recordings, chat: ports.Chat, store: ports.Store
) -> bool:
    """Put under the card what is not there yet; each thing once, whatever kills the process in between."""
    with store.read() as work:
        card = work.cases.get(key)
        parts = _parts(work, card) if card else ()
        lengths = {part.key: call.message_s for part in parts if (call := work.calls.about(part.key))}
    if card is None or card.post_id is None:
        return False
    for part in parts:
        if with_sounds and _lacks_recording(part) and recordings.has(str(part.recording_name)):
            sound = _recording(part, message_s=lengths.get(part.key), recordings=recordings)
            post_id = _attach(card, part, sound, recordings=recordings, chat=chat)
            _note(card, part, store=store, recording_post_id=post_id)
        if _lacks_transcript(part):
            post_id = _write(card, part, chat=chat)
            _note(card, part, store=store, transcript_post_id=post_id)
    return True


def leave(work: ports.Work, card: case.Case, *, now: dt.datetime) -> None:
    """Have what hangs under the card hang under its next post, and be deleted where it was."""
    parts = _parts(work, card)
    posts = [one for part in parts for one in (part.recording_post_id, part.transcript_post_id) if one]
    delete_post.later(work, posts, now=now + UNTIL_THERE)
    for part in parts:
        if part.recording_post_id or part.transcript_post_id:
            work.cases.save(dataclasses.replace(part, recording_post_id=None, transcript_post_id=None))


def _parts(work: ports.Work, card: case.Case) -> tuple[case.Case, ...]:
    """Return the card, and what it stands for: messages of later calls, which have no post of their own."""
    return (card, *(part for part in work.cases.joined_to(card.key) if part.post_id is None))


def _lacks_recording(part: case.Case) -> bool:
    is_kept = part.recording_name is not None and part.recording_erased_at is None
    return is_kept and part.recording_post_id is None


def _lacks_transcript(part: case.Case) -> bool:
    return part.transcript_post_id is None and card_shown.is_in_thread(part)


def _recording(part: case.Case, *, message_s: int | None, recordings: ports.Recordings) -> messages.Recording:
    return messages.Recording(message_s=message_s, playable=recordings.is_playable(str(part.recording_name)))


def _attach(
    card: case.Case,
    part: case.Case,
    message: messages.Recording,
    *,
    recordings: ports.Recordings,
    chat: ports.Chat,
) -> str:
    sound = recordings.path(str(part.recording_name))
    return chat.attach(
        message,
        place=_place(card),
        key=f"recording-{_nth(card, part)}",
        root_id=card.post_id,
        # People read this name beside the player: keys are nothing to them, the ending is what makes it play.
        files=[(f"message{sound.suffix}", sound.read_bytes())],
    )


def _write(card: case.Case, part: case.Case, *, chat: ports.Chat) -> str:
    heard = card_shown.heard_in(part)
    return chat.post(
        messages.WholeTranscript(text=heard.marked_text if heard else ""),
        place=_place(card),
        key=f"transcript-{_nth(card, part)}",
        root_id=card.post_id,
    )


def _nth(card: case.Case, part: case.Case) -> str:
    """Return the key of what is put there, and under which of the card's posts."""
    return f"{part.key}-{card.moves}" if card.moves else part.key


def _place(card: case.Case) -> messages.Channel:
    return messages.Channel(name=card.posted_in or card.channel)


def _note(card: case.Case, part: case.Case, *, store: ports.Store, **posts: str) -> None:
    """Remember what hangs under the card, unless it moved meanwhile."""
    with store.write() as work:
        whole = work.cases.get(card.key)
        if whole is None or whole.post_id != card.post_id:
            return
        fresh = work.cases.get(part.key)
        if fresh is not None:
            work.cases.save(fresh.changed(**posts))
        if part.key != card.key:
            work.cases.save(whole.changed())
