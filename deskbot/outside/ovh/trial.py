"""One number put in an unusual state for a trial, and put back exactly as it was.

Every PUT names all that it can write, as it was read: nobody knows whether OVH keeps the rest. What was there
is kept before anything changes, so that a run that dies can be put back by the next one.
"""

import collections.abc
import dataclasses
import datetime as dt
import json
import zoneinfo
from typing import Any, Final, Self

from deskbot.line import errors, observed
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import paths, shapes, times

#: What a title of ours begins with, so that nothing else is ever removed.
TITLE: Final = f"{observed.OURS} : essai"
# What the schema marks read-only; a PUT that carries one is refused.
_READ_ONLY: Final = frozenset(
    {
        *("agentId", "conditionId", "queueId", "type"),
        *("featureType", "isCCS", "serviceName", "serviceType"),
        *("voicemailExternalNumber", "voicemailInternalNumber"),
    }
)

Changes = collections.abc.Mapping[str, object]
Keep = collections.abc.Callable[[str], None]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """What was there before the trial, and what was added for it."""

    changed: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict, repr=False)
    removed: tuple[dict[str, Any], ...] = dataclasses.field(default=(), repr=False)
    calendar: str | None = None
    spans: str | None = None
    spans_before: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to put back."""
        return self == Record()

    @property
    def text(self) -> str:
        """Return it as text, for `read`."""
        return json.dumps(dataclasses.asdict(self))


def read(text: str) -> Record:
    """Return the record that was kept.

    :raises ValueError: if it is none.
    """
    kept = json.loads(text)
    return Record(
        changed=dict(kept["changed"]),
        removed=tuple(kept["removed"]),
        calendar=kept["calendar"],
        spans=kept["spans"],
        spans_before=tuple(kept["spans_before"]),
    )


class Bench:
    """One number under trial; leaving it as a context manager puts everything back.

    `keep` is given a record to keep before each change, and an empty text once nothing is left to put back.
    Its methods raise `LineUnavailable`, `LineRefused` and `NotThere`.
    """

    def __init__(
        self,
        api: api_module.OvhApi,
        *,
        service: services.Service,
        keep: Keep,
        record: Record | None = None,
        calendar_is_the_numbers: bool = True,
    ) -> None:
        """Take a number, whose calendar is its own or its voicemail's; `record`: what a dead run left."""
        self._calendar_is_the_numbers = calendar_is_the_numbers
        self._api = api
        self._service = service
        self._keep_text = keep
        self._record = record or Record()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.restore()

    # -- where things are

    @property
    def _hunting(self) -> str:
        return paths.hunting(self._service.billing_account, self._service.number)

    def _queue(self) -> str:
        listing = f"{self._hunting}/hunting/queue"
        keys = shapes.keys_of(self._api.get(listing))
        if not keys:
            raise errors.NotThere("queue")
        return f"{listing}/{min(keys, key=int)}"

    def _agents(self) -> tuple[str, ...]:
        queue = self._queue()
        found = [
            self._api.get(f"{queue}/agent/{key}") for key in shapes.keys_of(self._api.get(f"{queue}/agent"))
        ]
        with shapes.understood():
            in_order = sorted(found, key=lambda one: int(one["position"]))
            return tuple(f"{self._hunting}/hunting/agent/{one['agentId']}" for one in in_order)

    def _calendar(self) -> str:
        owner = self._service.number if self._calendar_is_the_numbers else self._service.voicemail
        return paths.scheduler(self._service.billing_account, owner)

    # -- what can be changed

    def set_service(self, changes: Changes) -> None:
        """Change the number's own settings."""
        self._change(self._hunting, changes)

    def set_queue(self, changes: Changes) -> None:
        """Change the settings of its queue."""
        self._change(self._queue(), changes)

    def ring_only(self, number: str, *, ring_s: int) -> None:
        """Have the first agent ring `number` (E.164) for so long, and no other agent."""
        first, *others = self._agents()
        for one in others:
            self._change(one, {"status": observed.AgentStatus.LOGGED_OUT.value})
        changes = {
            "number": shapes.to_ovh_number(number),
            "timeout": ring_s,
            "status": observed.AgentStatus.AVAILABLE.value,
        }
        self._change(first, changes)

    def ring_nobody(self) -> None:
        """Have no agent available."""
        for one in self._agents():
            self._change(one, {"status": observed.AgentStatus.LOGGED_OUT.value})

    def set_times(self, changes: Changes) -> None:
        """Change the settings of the time conditions."""
        self._change(f"{self._hunting}/timeConditions", changes)

    def open_during(self, start: dt.datetime, end: dt.datetime) -> None:
        """Open the number over a stretch of one day, and take away the events that run then."""
        listing = f"{self._hunting}/timeConditions/conditions"
        before = shapes.keys_of(self._api.get(listing))
        self._keep(dataclasses.replace(self._record, spans=listing, spans_before=before))
        body = {
            "policy": observed.Policy.AVAILABLE.value,
            "weekDay": times.WEEKDAYS[start.weekday()],
            "timeFrom": f"{start:%H:%M:%S}",
            "timeTo": f"{end:%H:%M:%S}",
        }
        self._api.post(listing, body)
        self._suspend_events(start, end)

    def add_event(
        self, category: observed.Category, *, start: dt.datetime, end: dt.datetime, uid: str
    ) -> None:
        """Add an event of ours to the calendar."""
        calendar = self._calendar()
        self._keep(dataclasses.replace(self._record, calendar=calendar))
        body = {
            "category": category.value,
            "dateStart": shapes.moment_text(start),
            "dateEnd": shapes.moment_text(end),
            "title": TITLE,
            "uid": uid,
        }
        self._api.post(f"{calendar}/events", body)

    def set_line(self, changes: Changes) -> None:
        """Change the options of a line."""
        self._change(paths.line_options(self._service.billing_account, self._service.number), changes)

    # -- what can be looked at

    def has_calendar_of_its_own(self) -> bool:
        """Whether there is a calendar under the number's own name."""
        try:
            self._api.get(paths.scheduler(self._service.billing_account, self._service.number))
        except errors.NotThere:
            return False
        return True

    def zone(self) -> zoneinfo.ZoneInfo:
        """Return the zone that the hours of the number are told in."""
        calendar = self._api.get(self._calendar())
        with shapes.understood():
            return zoneinfo.ZoneInfo(calendar["timeZone"])

    def has_event(self, uid: str) -> bool:
        """Whether the calendar has an event of that identifier."""
        return uid in shapes.keys_of(self._api.get(f"{self._calendar()}/events"))

    def keeps_what_is_not_named(self) -> bool:
        """Whether a PUT leaves what it does not name: tried on the description of an agent."""
        agent = self._agents()[-1]
        self._change(agent, {"description": TITLE})
        known = self._api.get(agent)
        self._api.put(agent, {"timeout": known["timeout"]})
        return bool(self._api.get(agent)["description"] == TITLE)

    # -- putting back

    def restore(self) -> None:
        """Put everything back as it was, and read it back.

        :raises NotReadBack: if something is not.
        """
        self._remove_added()
        for path, before in reversed(list(self._record.changed.items())):
            self._api.put(path, before)
        for path, before in self._record.changed.items():
            if _writable(self._api.get(path)) != before:
                raise errors.NotReadBack(api_module.masked(path))
        if not self._record.is_empty:
            self._record = Record()
            self._keep_text("")

    def _remove_added(self) -> None:
        record = self._record
        if record.spans is not None:
            for key in set(shapes.keys_of(self._api.get(record.spans))) - set(record.spans_before):
                self._api.delete(f"{record.spans}/{key}")
        if record.calendar is None:
            return
        there = {}
        for uid in shapes.keys_of(self._api.get(f"{record.calendar}/events")):
            at = paths.event(record.calendar, uid)
            event = self._api.get(at)
            if event["title"] == TITLE:
                self._api.delete(at)
            else:
                there[uid] = event
        for event in record.removed:
            if not any(_is_same(event, other) for other in there.values()):
                self._api.post(f"{record.calendar}/events", _posted(event))

    def _suspend_events(self, start: dt.datetime, end: dt.datetime) -> None:
        """Take away the events that would decide over this stretch; `restore` adds them again."""
        calendar = self._calendar()
        for uid in shapes.keys_of(self._api.get(f"{calendar}/events")):
            at = paths.event(calendar, uid)
            event = self._api.get(at)
            known = times.event_of(event)
            if known.start < end and start < known.end:
                removed = (*self._record.removed, dict(event))
                self._keep(dataclasses.replace(self._record, removed=removed, calendar=calendar))
                self._api.delete(at)

    def _change(self, path: str, changes: Changes) -> None:
        known = _writable(self._api.get(path))
        if path not in self._record.changed:
            self._keep(dataclasses.replace(self._record, changed={**self._record.changed, path: known}))
        self._api.put(path, {**known, **changes})

    def _keep(self, record: Record) -> None:
        self._record = record
        self._keep_text(record.text)


def _writable(payload: shapes.Payload) -> dict[str, Any]:
    with shapes.understood():
        return {name: value for name, value in payload.items() if name not in _READ_ONLY}


def _is_same(event: shapes.Payload, other: shapes.Payload) -> bool:
    names = ("categories", "dateStart", "dateEnd", "title")
    return all(event[name] == other[name] for name in names)


def _posted(event: shapes.Payload) -> dict[str, Any]:
    # It is sent as `category` and read back as `categories` (facts/ovh.md, easyHunting).
    named = {name: event[name] for name in ("dateStart", "dateEnd", "title", "uid", "description")}
    return {
        "category": event["categories"],
        **{name: value for name, value in named.items() if value is not None},
    }
