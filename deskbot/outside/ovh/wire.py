"""What OVH's payloads mean, both ways; no socket here.

Field names and enums: the published schema (contracts/ovh-telephony.json); meanings: facts/ovh.md.
"""

import collections.abc
import datetime as dt
import re
from typing import Any

from deskbot.calls import events
from deskbot.line import errors, observed, plan

Payload = collections.abc.Mapping[str, Any]

_WRITTEN = re.compile(r"00[1-9][0-9]{5,14}")
# What reading a payload of another shape may raise; infinite and huge numbers overflow.
_ODD = (AttributeError, KeyError, OverflowError, TypeError, ValueError)


def to_ovh_number(number: str) -> str:
    """Return an E.164 `number` as OVH writes it: 0033361584485."""
    return "00" + number.removeprefix("+")


def from_ovh_number(written: object) -> str | None:
    """Return the E.164 number that OVH wrote; None when it is hidden, absent or no number.

    A hidden caller is null or a word, and nobody knows which ([A], facts/ovh.md): both are None.
    """
    text = str(written or "").strip().replace(" ", "")
    if text.startswith("+"):
        text = "00" + text[1:]
    return f"+{text[2:]}" if _WRITTEN.fullmatch(text) else None


def hunting_path(billing_account: str, service: str) -> str:
    """Return the path of a call queue's service."""
    return f"/telephony/{billing_account}/easyHunting/{service}"


def voicemail_path(billing_account: str, service: str) -> str:
    """Return the path of a voicemail box."""
    return f"/telephony/{billing_account}/voicemail/{service}/directories"


def service_path(billing_account: str, service: str) -> str:
    """Return the path of what a number consumed."""
    return f"/telephony/{billing_account}/service/{service}"


def line_of(
    *,
    service: Payload,
    queue: Payload,
    agents: collections.abc.Iterable[tuple[Payload, Payload]],
    live_calls: collections.abc.Iterable[Payload],
) -> observed.Line:
    """Return the line that these payloads describe; each agent comes with its place in the queue.

    :raises LineUnavailable: if they are not what the schema says.
    """
    try:
        ordered = sorted((_agent(agent, place) for agent, place in agents), key=lambda one: one.position)
        return observed.Line(
            service=observed.Service(
                strategy=_strategy(service["strategy"]),
                longest_wait_s=int(service["maxWaitTime"]),
                voicemail=from_ovh_number(service["voicemail"]),
            ),
            queue=observed.Queue(
                strategy=_strategy(queue["strategy"]),
                longest_wait_s=int(queue["maxWaitTime"]),
                on_closure=_action(queue["actionOnClosure"]),
                on_closure_number=from_ovh_number(queue["actionOnClosureParam"]),
                on_overflow=_action(queue["actionOnOverflow"]),
                on_overflow_number=from_ovh_number(queue["actionOnOverflowParam"]),
            ),
            agents=tuple(ordered),
            caller_waiting=any(_is_waiting(call) for call in live_calls),
        )
    except _ODD as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None


def write_of(write: plan.Write, *, hunting: str, queue: str) -> tuple[str, dict[str, object]]:
    """Return the path and the body of one PUT; it carries no read-only field."""
    if isinstance(write, plan.SetAgent):
        return f"{hunting}/hunting/agent/{write.key}", {
            "number": to_ovh_number(write.number),
            "timeout": write.ring_s,
            "status": write.status.value,
        }
    voicemail = to_ovh_number(write.voicemail)
    limits: dict[str, object] = {"strategy": write.strategy.value, "maxWaitTime": write.longest_wait_s}
    if isinstance(write, plan.SetService):
        return hunting, {**limits, "voicemail": voicemail}
    return f"{hunting}/hunting/queue/{queue}", {
        **limits,
        "actionOnClosure": observed.Action.VOICEMAIL.value,
        "actionOnClosureParam": voicemail,
        "actionOnOverflow": observed.Action.VOICEMAIL.value,
        "actionOnOverflowParam": voicemail,
    }


def record_of(payload: Payload) -> events.CallRecord:
    """Return a call detail record.

    :raises LineUnavailable: if it is not what the schema says.
    """
    try:
        return events.CallRecord(
            key=str(payload["consumptionId"]),
            caller=from_ovh_number(payload["calling"]),
            called=from_ovh_number(payload["called"]),
            way=events.RecordWay(payload["wayType"]),
            at=_moment(payload["creationDatetime"]),
            duration_s=int(payload["duration"]),
        )
    except _ODD as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None


def message_of(payload: Payload) -> events.VoicemailMessage:
    """Return a message of the voicemail box.

    :raises LineUnavailable: if it is not what the schema says.
    """
    try:
        return events.VoicemailMessage(
            key=str(payload["id"]),
            caller=from_ovh_number(payload["caller"]),
            at=_moment(payload["creationDatetime"]),
            duration_s=int(payload["duration"]),
        )
    except _ODD as problem:
        raise errors.LineUnavailable(type(problem).__name__) from None


def file_url(payload: Payload) -> str:
    """Return where a `PcsFile` can be fetched.

    :raises RecordingNotReady: while OVH prepares it.
    :raises LineUnavailable: if it failed, or is not what the schema says.
    """
    if not isinstance(payload, collections.abc.Mapping):
        raise errors.LineUnavailable("PcsFile")
    status = payload.get("status")
    if status in ("todo", "doing"):
        raise errors.RecordingNotReady
    url = payload.get("url")
    if status != "done" or not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise errors.LineUnavailable("PcsFile")
    return url


def moment_text(moment: dt.datetime) -> str:
    """Return an aware `moment` as OVH's query parameters want it."""
    return moment.isoformat(timespec="seconds")


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError("a datetime without an offset")
    return moment


def _agent(agent: Payload, place: Payload) -> observed.Agent:
    return observed.Agent(
        key=str(agent["agentId"]),
        position=int(place["position"]),
        number=from_ovh_number(agent["number"]) or "",
        ring_s=int(agent["timeout"]),
        status=observed.AgentStatus(agent["status"]),
    )


def _strategy(value: object) -> observed.Strategy:
    known = observed.Strategy.IN_ORDER
    return known if value == known.value else observed.Strategy.OTHER


def _action(value: object) -> observed.Action:
    return observed.Action(str(value)) if value else observed.Action.NONE


def _is_waiting(call: Payload) -> bool:
    return call.get("answered") is None and call.get("end") is None
