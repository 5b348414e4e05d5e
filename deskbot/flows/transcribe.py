"""Sound to text, once, and what the words say: topic, urgency."""

import datetime as dt

from deskbot.calls import case, destination, triage
from deskbot.chat import messages
from deskbot.flows import escalate, ports, show_card, tell
from deskbot.people import phone
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
    channels: destination.Channels,
) -> None:
    """Write the transcript of the card `key`, or why there is none; tell of it when it is urgent."""
    step("hear", lambda: _hear(key, speech=speech, recordings=recordings, store=store, clock=clock))

    def read() -> bool:
        return _read(key, store=store, clock=clock, own_numbers=own_numbers, channels=channels)

    step("read", read)


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
        # Meanwhile it may have been forgotten, or have turned out to be the message of another card.
        is_mine = fresh is not None and fresh.recording_name == card.recording_name
        if fresh is not None and is_mine and fresh.recording_erased_at is None:
            work.cases.save(fresh.changed(**heard))
            show_card.soon(work, fresh, now=now)
    return heard["hearing"] is case.Hearing.HEARD


def _read(
    key: str,
    *,
    store: ports.Store,
    clock: ports.Clock,
    own_numbers: frozenset[str],
    channels: destination.Channels,
) -> bool:
    now = clock.now()
    with store.write() as work:
        card = work.cases.get(key)
        was_read = card is not None and card.topic is not None and card.topic_by is None
        if card is None or card.transcript is None or was_read:
            return False
        text = transcript.Transcript.from_json(card.transcript).text
        read = triage.read(text, own_numbers=own_numbers)
        if read.empty:
            return False
        whole = work.cases.get(card.joined_to) if card.joined_to else None
        # Who listened before deskbot did knows better; what a later call says is news.
        is_urgent = read.urgent and (whole is not None or card.urgent_by is None)
        for each in (card, whole):
            if each is not None:
                _sort(work, each, topic=read.topic, is_urgent=is_urgent, channels=channels)
        show_card.soon(work, card, now=now, first=is_urgent)
        if is_urgent:
            _warn(work, key, about=whole or card, text=text, now=now)
    return is_urgent


def _warn(work: ports.Work, key: str, *, about: case.Case, text: str, now: dt.datetime) -> None:
    """Tell whoever has the card that the message `key` is urgent; the admins, while nobody has it.

    Of a card that is done nobody is warned: what comes after its end opens it again.
    """
    if about.state is case.State.OPEN:
        escalate.raise_alert(
            work, key=f"call-{key}", desk=about.desk, text=text, raised_by=None, case=about.key, now=now
        )
    elif about.state is case.State.TAKEN:
        caller = phone.mask(about.caller) if about.caller else None
        told = messages.UrgentForYou(caller=caller, at=about.at, text=text)
        place = messages.Direct(username=str(about.taken_by))
        tell.later(work, told, place=place, key=f"urgent-{key}", now=now)


def _sort(
    work: ports.Work,
    card: case.Case,
    *,
    topic: triage.Topic,
    is_urgent: bool,
    channels: destination.Channels,
) -> None:
    """Keep what the words say on their card; that of an earlier call may know its topic already."""
    known = card if card.topic is not None else destination.with_topic(card, topic.value, channels=channels)
    work.cases.save(known.changed(urgent=card.urgent or is_urgent))
