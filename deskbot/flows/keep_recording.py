"""Fetch a message's sound and keep it; it is put in its card's thread, and transcribed."""

from deskbot.calls import case, merge
from deskbot.flows import erase_recording, message_card, message_sound, ports, show_card, transcribe
from deskbot.line import errors
from deskbot.voicemail import failures

KIND = "keep_recording"


def run(
    key: str,
    *,
    step: ports.Step,
    log_of_calls: ports.CallLog,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Keep the recording of the card or the call `key`, to be heard by people and by the transcription."""
    step(
        "fetch",
        lambda: _fetch(key, log_of_calls=log_of_calls, recordings=recordings, store=store, clock=clock),
    )


def _fetch(
    key: str,
    *,
    log_of_calls: ports.CallLog,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> bool:
    with store.read() as work:
        call = work.calls.about(key)
        card = message_card.of(work, call) if call else None
    if card is None or call is None or not call.has_message:
        return False
    name = card.recording_name
    if card.recording_erased_at is not None or (name is not None and recordings.has(name)):
        message_sound.let_go(call, but=name, recordings=recordings)
        return card.recording_erased_at is None
    try:
        name = message_sound.keep(call, desk=card.desk, log_of_calls=log_of_calls, recordings=recordings)
    except errors.RecordingGone:
        return _gone(card.key, store=store, clock=clock)
    if _kept(call, name, store=store, clock=clock):
        return name is not None
    if name is not None:
        message_sound.forget(call, name, recordings=recordings)
    return False


def _kept(call: merge.Call, name: str | None, *, store: ports.Store, clock: ports.Clock) -> bool:
    """Note the sound on the card, unless that is another call's by now, which has its own fetched."""
    now = clock.now()
    with store.write() as work:
        card = message_card.of(work, call) if work.calls.get(call.key) else None
        if card is None:
            return False
        kept = card.changed(recording_name=name, hearing=_hearing(card, name), hearing_why=None)
        work.cases.save(kept)
        if name is not None and card.recording_erased_at is not None:
            # It was to be forgotten meanwhile.
            work.due.put(erase_recording.KIND, card.key, at=now)
            return True
        # Neither waits for the other: an urgent message must be heard of though the chat be down.
        if name is not None:
            work.due.put(transcribe.KIND, card.key, at=now)
        show_card.soon(work, kept, now=now)
    return True


def _hearing(card: case.Case, name: str | None) -> case.Hearing:
    if name is None:
        # Where the voicemail box tells of the message too, it is fetched then.
        return case.Hearing.NONE
    return card.hearing if card.hearing is case.Hearing.HEARD else case.Hearing.WAITING


def _gone(key: str, *, store: ports.Store, clock: ports.Clock) -> bool:
    now = clock.now()
    with store.write() as work:
        card = work.cases.get(key)
        if card is not None and card.hearing is case.Hearing.WAITING:
            why = failures.Why.GONE.value
            work.cases.save(card.changed(hearing=case.Hearing.IMPOSSIBLE, hearing_why=why))
            work.due.put(show_card.KIND, key, at=now)
    return False
