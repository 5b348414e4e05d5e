"""Sound to text, once, and what the words say: topic, urgency."""

from deskbot.calls import case, triage
from deskbot.flows import escalate, ports, show_card
from deskbot.voicemail import failures, transcript

KIND = "transcribe"


def run(
    key: str,
    *,
    step: ports.Step,
    speech: ports.Speech,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
    own_numbers: frozenset[str],
) -> None:
    """Write the transcript of the card `key`, or why there is none; tell the admins when it is urgent."""
    step("hear", lambda: _hear(key, speech=speech, recordings=recordings, store=store, clock=clock))
    step("read", lambda: _read(key, store=store, clock=clock, own_numbers=own_numbers))


def _hear(
    key: str,
    *,
    speech: ports.Speech,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> bool:
    with store.read() as work:
        card = work.cases.get(key)
    if card is None or card.recording_name is None or card.hearing is not case.Hearing.WAITING:
        return False
    heard: dict[str, object]
    try:
        said = speech.transcribe(recordings.path(card.recording_name))
        heard = {"hearing": case.Hearing.HEARD, "transcript": said.to_json()}
    except failures.NoTranscript as problem:
        heard = {"hearing": case.Hearing.IMPOSSIBLE, "hearing_why": problem.why.value}
    now = clock.now()
    with store.write() as work:
        fresh = work.cases.get(key)
        if fresh is not None:
            work.cases.save(fresh.changed(**heard))
            work.due.put(show_card.KIND, key, at=now)
    return heard["hearing"] is case.Hearing.HEARD


def _read(key: str, *, store: ports.Store, clock: ports.Clock, own_numbers: frozenset[str]) -> bool:
    now = clock.now()
    with store.write() as work:
        card = work.cases.get(key)
        if card is None or card.transcript is None or card.topic is not None:
            return False
        text = transcript.Transcript.from_json(card.transcript).text
        read = triage.read(text, own_numbers=own_numbers)
        if read.empty:
            return False
        work.cases.save(card.changed(topic=read.topic.value, urgent=read.urgent))
        work.due.put(show_card.KIND, key, at=now)
        if read.urgent:
            escalate.raise_alert(
                work, key=f"call-{key}", desk=card.desk, text=text, raised_by=None, case=key, now=now
            )
    return read.urgent
