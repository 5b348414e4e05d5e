"""What OVH recorded of a desk's calls: the records of its numbers, and its voicemail box."""

import collections.abc
import dataclasses
import datetime as dt

import requests

from deskbot.calls import events
from deskbot.desk import interval
from deskbot.line import errors
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import paths, records, shapes

_LONGEST_RECORDING_BYTES = 20_000_000
_PREVIOUS = "previous-"
_LISTS = {"": "voiceConsumption", _PREVIOUS: "previousVoiceConsumption"}


class OvhCallLog:
    """Call detail records and the voicemail box, by desk.

    A key of another number than the desk's first one begins with that number's place: `1:123`.
    """

    def __init__(
        self,
        api: api_module.OvhApi,
        *,
        services: collections.abc.Mapping[str, tuple[services.Service, ...]],
    ) -> None:
        """Know the numbers of each desk; the voicemail box is that of its first number."""
        self._api = api
        self._services = services

    def records(self, desk: str, *, span: interval.Interval, now: dt.datetime) -> tuple[str, ...]:
        """Return the keys of the records of that time, those of the previous month included.

        `now`, in the house's zone, says which month that is.

        :raises LineUnavailable: try again.
        :raises LineRefused: OVH said no.
        """
        return tuple(
            _prefix(place) + key
            for place, service in enumerate(self._services[desk])
            for key in self._keys(service, span=span, now=now)
        )

    def record(self, desk: str, key: str) -> events.CallRecord:
        """Return one record; the errors of `records`."""
        place, rest = _placed(key)
        if place >= len(self._services[desk]):
            raise errors.NotThere("no such number of the desk")
        service = self._services[desk][place]
        name = _LISTS[_PREVIOUS if rest.startswith(_PREVIOUS) else ""]
        base = paths.service(service.billing_account, service.number)
        found = records.record_of(self._api.get(f"{base}/{name}/{rest.removeprefix(_PREVIOUS)}"))
        number = shapes.from_ovh_number(service.number)
        return dataclasses.replace(found, key=_prefix(place) + found.key, number=number)

    def messages(self, desk: str) -> tuple[str, ...]:
        """Return the keys of the messages in the voicemail's inbox; the errors of `records`."""
        return shapes.keys_of(self._api.get(self._inbox(desk), {"dir": "inbox"}))

    def message(self, desk: str, key: str) -> events.VoicemailMessage:
        """Return one message, without its sound; the errors of `records`."""
        return records.message_of(self._api.get(f"{self._inbox(desk)}/{key}"))

    def download(self, desk: str, key: str) -> bytes:
        """Return a message's sound.

        :raises RecordingNotReady: while OVH prepares it.
        :raises RecordingGone: if there is no such message any more.
        """
        if key not in self.messages(desk):
            raise errors.RecordingGone
        asked = self._api.get(f"{self._inbox(desk)}/{key}/download", {"format": "mp3"})
        return _fetch(records.file_url(asked))

    def _keys(
        self, service: services.Service, *, span: interval.Interval, now: dt.datetime
    ) -> collections.abc.Iterator[str]:
        base = paths.service(service.billing_account, service.number)
        asked = {
            "creationDatetime.from": shapes.moment_text(span.start),
            "creationDatetime.to": shapes.moment_text(span.end),
            **({"wayType": "outgoing"} if service.only_calls_out else {}),
        }
        begun = span.start.astimezone(now.tzinfo)
        for prefix, name in _LISTS.items():
            # Around the change of month a record is in one list or in the other (facts/ovh.md, "CDR").
            if not prefix or (begun.year, begun.month) != (now.year, now.month):
                for key in shapes.keys_of(self._api.get(f"{base}/{name}", asked)):
                    yield prefix + key

    def _inbox(self, desk: str) -> str:
        service = self._services[desk][0]
        return f"{paths.voicemail(service.billing_account, service.voicemail)}/directories"


def _prefix(place: int) -> str:
    return f"{place}:" if place else ""


def _placed(key: str) -> tuple[int, str]:
    place, colon, rest = key.partition(":")
    return (int(place), rest) if colon and place.isdecimal() else (0, key)


def _fetch(url: str) -> bytes:
    # The address is unsigned and expires: it never reaches a log.
    try:
        with requests.get(url, timeout=api_module.TIMEOUT_S, stream=True) as answer:
            if answer.status_code != requests.codes.ok:
                raise errors.LineUnavailable(f"recording {answer.status_code}")
            sound = b"".join(_bounded(answer.iter_content(65_536)))
    except requests.RequestException as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None
    return sound


def _bounded(parts: collections.abc.Iterable[bytes]) -> collections.abc.Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > _LONGEST_RECORDING_BYTES:
            # What is kept still begins like the message; the card tells how long it is.
            return
        yield part
