"""The calls that make a write."""

import collections.abc
import dataclasses
from typing import Literal

from deskbot.line import observed, writes
from deskbot.outside.ovh.wire import forwards, paths, screening, shapes, times

Titles = collections.abc.Mapping[writes.Purpose, str]
Body = dict[str, object]

# What deskbot does not set and the schema lets be null. Nobody knows whether a PUT nulls what it does not
# name ([A] put_leaves_the_rest, facts/ovh.md): what is set of these goes along as it was read. Left out on
# purpose: an agent's `breakStatus`, which says why he pauses, and a line's `lockOutCallPassword`, a secret.
SERVICE_KEEPS = ("toneOnClosing", "toneOnHold", "toneOnOpening")
QUEUE_KEEPS = (
    "askForRecordDisabling",
    "confirmKey",
    "description",
    "followCallForwards",
    "record",
    "recordDisablingDigit",
    "recordDisablingLanguage",
    "soundOnHold",
)
AGENT_KEEPS = ("description",)
TIMES_KEEP = ("slot2Number", "slot2Type", "slot3Number", "slot3Type")
LINE_KEEPS = ("toneOnCallWaitingSoundId", "toneOnHoldSoundId", "toneRingbackSoundId")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """One call to make. `keeps` are the properties to send as they were read, where they are not null."""

    method: Literal["PUT", "POST", "DELETE"]
    path: str
    body: Body = dataclasses.field(default_factory=dict, repr=False)
    keeps: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Place:
    """Where a call queue is: the paths of its service, of its queue, of its calendar."""

    hunting: str
    queue: str
    scheduler: str


def with_kept(call: Call, payload: shapes.Payload) -> Body:
    """Return the body of a PUT on what was last read as `payload`.

    :raises LineUnavailable: if that is not what the schema says.
    """
    with shapes.understood():
        return {name: payload[name] for name in call.keeps if payload.get(name) is not None} | call.body


def hunting_call_of(write: writes.Write, *, at: Place, titles: Titles) -> Call:
    """Return the call that makes `write` on a call queue.

    :raises TypeError: if it is not one for a call queue.
    """
    match write:
        case writes.SetService() | writes.SetQueue() | writes.SetAgent():
            return _ringing(write, at=at)
        case writes.SetScreen() | writes.BlockCaller() | writes.UnblockCaller():
            return _screening(write, at=f"{at.hunting}/screenListConditions")
        case writes.SetTimes() | writes.AddSpan() | writes.RemoveSpan():
            return _opening(write, at=f"{at.hunting}/timeConditions")
        case writes.SetZone() | writes.AddClosing() | writes.RemoveEvent():
            return _closing(write, at=at.scheduler, titles=titles)
        case _:
            raise TypeError(f"{type(write).__name__} on a call queue")


def forwards_call(write: writes.SetForwards, *, at: str) -> Call:
    """Return the call that sets the forwards of the line whose options are `at`."""
    return Call(method="PUT", path=at, body=forwards.options_of(write.line), keeps=LINE_KEEPS)


def destination_call(write: writes.SetDestination, *, at: str) -> Call:
    """Return the call that asks for another destination of the redirect `at`."""
    body: Body = {"destination": shapes.to_ovh_number(write.number)}
    return Call(method="POST", path=f"{at}/changeDestination", body=body)


def _ringing(write: writes.SetService | writes.SetQueue | writes.SetAgent, *, at: Place) -> Call:
    if isinstance(write, writes.SetAgent):
        body: Body = {
            "number": shapes.to_ovh_number(write.number),
            "timeout": write.ring_s,
            "status": write.status.value,
        }
        path = f"{at.hunting}/hunting/agent/{write.key}"
        return Call(method="PUT", path=path, body=body, keeps=AGENT_KEEPS)
    voicemail = shapes.to_ovh_number(write.voicemail)
    limits: Body = {"strategy": write.strategy.value, "maxWaitTime": write.longest_wait_s}
    if isinstance(write, writes.SetService):
        body = {**limits, "queueSize": write.most_waiting, "voicemail": voicemail}
        return Call(method="PUT", path=at.hunting, body=body, keeps=SERVICE_KEEPS)
    body = {
        **limits,
        "maxMember": write.most_waiting,
        "actionOnClosure": observed.Action.VOICEMAIL.value,
        "actionOnClosureParam": voicemail,
        "actionOnOverflow": observed.Action.VOICEMAIL.value,
        "actionOnOverflowParam": voicemail,
    }
    return Call(method="PUT", path=at.queue, body=body, keeps=QUEUE_KEEPS)


def _opening(write: writes.SetTimes | writes.AddSpan | writes.RemoveSpan, *, at: str) -> Call:
    match write:
        case writes.SetTimes():
            number, nature = shapes.to_ovh_number(write.voicemail), observed.Nature.VOICEMAIL.value
            body: Body = {
                "enable": write.enabled,
                "unavailableNumber": number,
                "unavailableType": nature,
                "slot1Number": number,
                "slot1Type": nature,
            }
            return Call(method="PUT", path=at, body=body, keeps=TIMES_KEEP)
        case writes.AddSpan():
            body = {
                "policy": observed.Policy.AVAILABLE.value,
                "weekDay": times.WEEKDAYS[write.span.weekday],
                "timeFrom": write.span.start.isoformat(timespec="seconds"),
                "timeTo": write.span.end.isoformat(timespec="seconds"),
            }
            return Call(method="POST", path=f"{at}/conditions", body=body)
        case writes.RemoveSpan():
            return Call(method="DELETE", path=f"{at}/conditions/{write.key}")


def _closing(
    write: writes.SetZone | writes.AddClosing | writes.RemoveEvent, *, at: str, titles: Titles
) -> Call:
    match write:
        case writes.SetZone():
            return Call(method="PUT", path=at, body={"timeZone": write.zone})
        case writes.AddClosing():
            body: Body = {
                "category": write.category.value,
                "dateStart": shapes.moment_text(write.span.start),
                "dateEnd": shapes.moment_text(write.span.end),
                "title": titles[write.purpose],
                "uid": write.key,
            }
            return Call(method="POST", path=f"{at}/events", body=body)
        case writes.RemoveEvent():
            return Call(method="DELETE", path=paths.event(at, write.key))


def _screening(write: writes.SetScreen | writes.BlockCaller | writes.UnblockCaller, *, at: str) -> Call:
    match write:
        case writes.SetScreen():
            return Call(method="PUT", path=at, body={"status": write.status.value})
        case writes.BlockCaller():
            body: Body = {
                "callerIdNumber": shapes.to_ovh_number(write.number),
                "screenListType": screening.REFUSED,
            }
            return Call(method="POST", path=f"{at}/conditions", body=body)
        case writes.UnblockCaller():
            return Call(method="DELETE", path=f"{at}/conditions/{write.key}")
