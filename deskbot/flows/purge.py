"""What is older than it is kept goes, every night; the journal says how much, never what."""

import collections.abc
import dataclasses
import datetime as dt

import structlog

from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import delete_post, erase_recording, journal, ports, show_card
from deskbot.people import privacy

log = structlog.get_logger(__name__)

KIND = "purge"
TELL_KIND = "tell_purge"
TELL_KEY = "night"
_RUN = "purge"


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Pace:
    """How many rows go at once, and when the next ones do: nobody waits for the write lock meanwhile."""

    at_once: int
    again: dt.timedelta


_PACE = _Pace(at_once=500, again=dt.timedelta(seconds=2))
# Of what the chat shows: it has the cards of the day to show too.
_PACE_OF_POSTS = _Pace(at_once=50, again=dt.timedelta(minutes=1))
_SHOWN = {
    privacy.Kind.RECORDINGS: erase_recording.KIND,
    privacy.Kind.CARDS: show_card.KIND,
}
_POSTED = (*_SHOWN, privacy.Kind.MESSAGES, privacy.Kind.ALERTS)
_APART = dt.timedelta(seconds=1)
# Whoever asked to forget a number, and did not confirm it, has thought better of it.
_UNCONFIRMED = dt.timedelta(days=1)


def run(
    key: str, *, step: ports.Step, retention: privacy.Retention, store: ports.Store, clock: ports.Clock
) -> None:
    """Erase some of what is too old of the kind `key`; come back soon when that was not all."""

    def erase() -> int:
        kind, now = privacy.Kind(key), clock.now()
        pace = _PACE_OF_POSTS if kind in _POSTED else _PACE
        with store.write() as work:
            dropped = _drop(work, kind, retention=retention, limit=pace.at_once, now=now)
            if retention.delete_posts:
                delete_post.later(work, dropped.post_ids, now=now)
            if kind in _SHOWN:
                _show(work, _SHOWN[kind], dropped.keys, now=now)
            if dropped.keys:
                run = work.privacy_runs.get(_RUN) or _new_run(now)
                work.privacy_runs.save(run.counted(kind.value, len(dropped.keys)))
            if len(dropped.keys) >= pace.at_once:
                work.due.put(KIND, key, at=now + pace.again)
        if dropped.keys:
            log.info("What was too old is erased.", kind=kind.value, rows=len(dropped.keys))
        return len(dropped.keys)

    if key in set(privacy.Kind):
        step("erase", erase)


def tell(_key: str, *, step: ports.Step, store: ports.Store, clock: ports.Clock) -> None:
    """Note in the journal how much was erased since the last time, kind by kind."""

    def note() -> bool:
        now = clock.now()
        with store.write() as work:
            run = work.privacy_runs.get(_RUN)
            if run is None or not run.counts:
                return False
            counts = " ".join(f"{kind}={count}" for kind, count in run.counts.items())
            journal.write(work, roster.ChangeKind.PURGE, desk="", member="", by=None, now=now, note=counts)
            work.privacy_runs.save(_new_run(now))
        return True

    step("note", note)


def _new_run(now: dt.datetime) -> privacy.Run:
    return privacy.Run(key=_RUN, task=privacy.Task.PURGE, at=now)


def _drop(
    work: ports.Work, kind: privacy.Kind, *, retention: privacy.Retention, limit: int, now: dt.datetime
) -> privacy.Dropped:
    before = retention.edge(kind, now=now)
    if kind is privacy.Kind.MESSAGES:
        private = messages.private_kinds()
        said = work.purging.drop_messages(before=before, limit=limit, now=now, private=private)
        asked = work.purging.drop_runs(before=before, unconfirmed_before=now - _UNCONFIRMED, limit=limit)
        return privacy.Dropped(keys=said.keys + asked.keys, post_ids=said.post_ids + asked.post_ids)
    if kind is privacy.Kind.ALERTS:
        return work.purging.drop_alerts(before=before, limit=limit)
    return privacy.Dropped(keys=work.purging.erase(kind, before=before, limit=limit, now=now))


def _show(work: ports.Work, flow: str, cards: collections.abc.Iterable[str], *, now: dt.datetime) -> None:
    for place, card in enumerate(cards):
        work.due.put(flow, card, at=now + erase_recording.AFTER + place * _APART)
