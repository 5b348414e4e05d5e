"""Fetch a message's sound, keep it, put it first in its card's thread, have it transcribed."""

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.flows import ports, show_card, transcribe
from deskbot.line import errors
from deskbot.voicemail import failures

KIND = "keep_recording"


class CardNotShown(Exception):
    """The card is not in the chat yet: its thread does not exist, try again."""


def run(
    key: str,
    *,
    step: ports.Step,
    log_of_calls: ports.CallLog,
    recordings: ports.Recordings,
    chat: ports.Chat,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Put the recording of the card `key` where people hear it."""
    # The transcript does not wait for the chat: an urgent message must be heard of.
    kept = step(
        "fetch",
        lambda: _fetch(key, log_of_calls=log_of_calls, recordings=recordings, store=store, clock=clock),
    )
    if kept:
        step("attach", lambda: _attach(key, recordings=recordings, chat=chat, store=store, clock=clock))


def _fetch(
    key: str,
    *,
    log_of_calls: ports.CallLog,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> bool:
    with store.read() as work:
        card, call = work.cases.get(key), work.calls.get(key)
    if card is None or call is None or call.voicemail is None:
        return False
    if card.recording_name is not None and recordings.has(card.recording_name):
        return True
    try:
        sound = log_of_calls.download(card.desk, call.voicemail)
    except errors.RecordingGone:
        return _gone(key, store=store, clock=clock)
    name = recordings.save(key, sound)
    now = clock.now()
    with store.write() as work:
        fresh = work.cases.get(key) or card
        work.cases.save(fresh.changed(recording_name=name))
        work.due.put(transcribe.KIND, key, at=now)
    return True


def _gone(key: str, *, store: ports.Store, clock: ports.Clock) -> bool:
    now = clock.now()
    with store.write() as work:
        card = work.cases.get(key)
        if card is not None and card.hearing is case.Hearing.WAITING:
            why = failures.Why.GONE.value
            work.cases.save(card.changed(hearing=case.Hearing.IMPOSSIBLE, hearing_why=why))
            work.due.put(show_card.KIND, key, at=now)
    return False


def _attach(
    key: str,
    *,
    recordings: ports.Recordings,
    chat: ports.Chat,
    store: ports.Store,
    clock: ports.Clock,
) -> bool:
    with store.read() as work:
        card, call = work.cases.get(key), work.calls.get(key)
    if card is None or call is None or card.recording_name is None or card.recording_post_id is not None:
        return False
    if card.post_id is None:
        raise CardNotShown
    post_id = chat.attach(
        messages.Recording(message_s=call.message_s, playable=recordings.is_playable(card.recording_name)),
        place=messages.Channel(name=card.channel),
        key=f"recording-{key}",
        root_id=card.post_id,
        files=[(card.recording_name, recordings.path(card.recording_name).read_bytes())],
    )
    now = clock.now()
    with store.write() as work:
        fresh = work.cases.get(key)
        if fresh is not None:
            work.cases.save(fresh.changed(recording_post_id=post_id))
        work.due.put(show_card.KIND, key, at=now)
    return True
