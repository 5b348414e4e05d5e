"""Hand out all that is kept about a caller, to the admin who asked: a file, and a text to read."""

import collections
import collections.abc
import dataclasses
import datetime as dt
import json
from typing import Any

from deskbot.chat import messages
from deskbot.desk import roster
from deskbot.flows import forget_caller, journal, ports
from deskbot.flows import house as house_module
from deskbot.people import phone, privacy

KIND = "export_caller"
_FORMAT = 1
_TOLD = 40
# What somebody said or wrote, by the names that rows have for it, and when something was.
_WORDS = ("note", "transcript", "text", "question", "reason")
_WHEN = ("at", "opened_at", "event_at", "last_told_at")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Export:
    """All that is kept about a caller: as a file for programs, and as a message for people."""

    data: dict[str, Any]
    message: messages.CallerExported

    def to_bytes(self) -> bytes:
        """Return the file."""
        return json.dumps(self.data, ensure_ascii=False, indent=2).encode()


def ask(
    number: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Have all that is kept about a number sent to an admin by direct message."""
    now = clock.now()
    with store.write() as work:
        refusal = forget_caller.trouble_with(number, username=username, house=house.known(work, since=now))
        if refusal is not None:
            return refusal
        asked = privacy.Run(
            key=journal.new_key(),
            task=privacy.Task.EXPORT,
            at=now,
            asked_by=username,
            number=phone.parse(number),
            confirmed_at=now,
        )
        work.privacy_runs.save(asked)
        work.due.put(KIND, asked.key, at=now)
        kind = roster.ChangeKind.EXPORT_CALLER
        journal.write(work, kind, desk="", member=username, by=username, now=now, note=asked.key)
    return messages.ExportBegun()


def run(
    key: str,
    *,
    step: ports.Step,
    elsewhere: privacy.Elsewhere,
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Send what the run `key` asked for, once."""

    def send() -> bool:
        with store.read() as work:
            asked = work.privacy_runs.get(key)
            if asked is None or asked.number is None or asked.asked_by is None or asked.done_at is not None:
                return False
            export = of_number(work, asked.number, elsewhere=elsewhere, now=clock.now())
        post_id = chat.attach(
            export.message,
            place=messages.Direct(username=asked.asked_by),
            key=f"export-{key}",
            root_id=None,
            files=[(f"appelant-{key}.json", export.to_bytes())],
        )
        with store.write() as work:
            # The number stays for as long as the post does: who forgets it has the post deleted.
            done = dataclasses.replace(asked, done_at=clock.now(), post_id=post_id)
            work.privacy_runs.save(done)
        return True

    step("send", send)


def of_number(work: ports.Work, number: str, *, elsewhere: privacy.Elsewhere, now: dt.datetime) -> Export:
    """Return all that is kept about a number (E.164)."""
    found: dict[privacy.Kind, list[dict[str, Any]]] = collections.defaultdict(list)
    for kind, fields in work.held.told(number):
        found[kind].append(fields)
    told = sorted(
        (_told(kind, fields) for kind, rows in found.items() for fields in rows),
        key=lambda one: (one.at is not None, one.at),
        reverse=True,
    )
    data = {
        "format": _FORMAT,
        "number": number,
        "at": now.isoformat(timespec="seconds"),
        "held": {kind.value: found[kind] for kind in privacy.Kind if kind in found},
    }
    message = messages.CallerExported(
        number=phone.mask(number),
        counts=tuple((kind, len(found[kind])) for kind in privacy.Kind if kind in found),
        told=tuple(told[:_TOLD]),
        more=max(0, len(told) - _TOLD),
        elsewhere=elsewhere,
    )
    return Export(data=data, message=message)


def _told(kind: privacy.Kind, fields: collections.abc.Mapping[str, Any]) -> messages.Told:
    when = next((fields[name] for name in _WHEN if fields.get(name)), None)
    words = (fields[name] for name in _WORDS if isinstance(fields.get(name), str))
    return messages.Told(kind=kind, at=dt.datetime.fromisoformat(when) if when else None, words=tuple(words))
