"""The sandbox's own door to the line, `/sandbox/line`: see it, call it, break it. Unsigned: loopback only."""

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any, Literal

import fastapi
import pydantic

from deskbot.sandbox.ovh import calling, numbers, placed, recordings, routing, switches, values
from deskbot.sandbox.ovh import line as lines

_E164 = r"^\+[1-9]\d{3,14}$"


class CallRequest(pydantic.BaseModel):
    """A call to place."""

    model_config = pydantic.ConfigDict(extra="forbid")

    number: str | None = pydantic.Field(default=None, pattern=_E164)
    """The number called; left out: the first one."""
    caller: str | None = pydantic.Field(default=None, pattern=_E164)
    outcome: Literal["answered", "hangs_up", "message", "silent"]
    answered_by: int = pydantic.Field(default=1, ge=1)
    talk_s: int = pydantic.Field(default=90, ge=0)
    after_s: int | None = pydantic.Field(default=None, ge=0)
    """`hangs_up`: so long after the begin; left out: after the first round."""
    message_sample: Literal["rappel", "porte"] = "rappel"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sample:
    """A recorded message that the package carries."""

    sound: bytes
    duration_s: int


@functools.cache
def samples() -> Mapping[str, Sample]:
    """Return the recorded messages, by name."""
    folder = resources.files("deskbot.sandbox").joinpath("data", "voicemails")
    listing = json.loads(folder.joinpath("samples.json").read_text(encoding="utf-8"))
    return {
        name: Sample(sound=folder.joinpath(about["file"]).read_bytes(), duration_s=about["duration_s"])
        for name, about in listing.items()
    }


def control_router(line: lines.Line) -> fastapi.APIRouter:
    """Return the routes of the sandbox's own page, for the account of `line`."""
    found = fastapi.APIRouter(prefix="/sandbox/line")

    @found.get("")
    def show(number: str | None = None) -> dict[str, Any]:
        return shown(_chosen(line, number))

    @found.post("/calls")
    def call(wanted: CallRequest) -> dict[str, Any]:
        answered: dict[str, Any] = _e164(values.write(_call(place(_chosen(line, wanted.number), wanted))))
        return answered

    @found.get("/switches")
    def show_switches() -> dict[str, Any]:
        return switches.as_dict(line.switches)

    @found.post("/switches")
    def change_switches(changes: dict[str, Any]) -> dict[str, Any]:
        try:
            return switches.as_dict(line.change_switches(changes))
        except switches.UnknownSwitch as error:
            raise fastapi.HTTPException(400, str(error)) from error

    return found


def _chosen(line: lines.Line, number: str | None) -> lines.Line:
    """Return the number asked for; a `+` that came unescaped in an address is a space by now."""
    if number is None:
        return line
    found = line.account.numbers.get("+" + number.strip().removeprefix("+"))
    if found is None:
        raise fastapi.HTTPException(404, "Ce numéro n'est pas de ce compte.")
    return found


def place(line: lines.Line, wanted: CallRequest) -> placed.PlacedCall:
    """Place the call that is asked for."""
    sample = samples()[wanted.message_sample]
    outcome = {
        "answered": calling.answered(wanted.answered_by, talk_s=wanted.talk_s),
        "hangs_up": calling.hangs_up(wanted.after_s),
        "message": calling.leaves_message(sample.duration_s),
        "silent": calling.stays_silent(),
    }[wanted.outcome]
    recording = sample.sound if wanted.outcome == "message" else None
    return calling.place_call(line, caller=wanted.caller, outcome=outcome, recording=recording)


def shown(line: lines.Line) -> dict[str, Any]:
    """Return the whole line for people and tests: numbers in E.164, except what the journal repeats."""
    with line.lock:
        now = line.now()
        queue_id = min(line.queues, default=None)
        everything = {
            "now": now,
            "kind": line.kind,
            "numbers": [_number(other) for other in line.account.numbers.values()],
            "public_number": line.public,
            "voicemail_number": line.voicemail,
            "service": line.service,
            "queue": None if queue_id is None else line.queues[queue_id] | {"queue_id": queue_id},
            "agents": _agents(line, queue_id=queue_id),
            "time_conditions": line.time_settings | {"spans": list(line.time_conditions.values())},
            "events": list(line.events.values()),
            "screen_lists": line.screening | {"conditions": list(line.screen_conditions.values())},
            "options": line.options,
            "phone": {"registered": line.phone_registered, "busy": line.phone_busy},
            "destination": line.destination(),
            **_route(routing.who_would_ring(line, at=now)),
            "calls": [_call(call) for call in line.calls],
            "records": [_record(record, now=now) for record in line.records],
            "voicemails": [_voicemail(message, now=now) for message in line.mailbox.messages.values()],
            "switches": switches.as_dict(line.switches),
        }
        writes = [dataclasses.asdict(write) for write in line.writes]
        written: dict[str, Any] = _e164(values.write(everything)) | {"writes": values.write(writes)}
        return written


def _number(line: lines.Line) -> dict[str, str]:
    about = {"number": line.public, "kind": line.kind, "description": line.description}
    return about | {"billing_account": line.billing_account}


def _e164(value: Any) -> Any:
    """Return `value` with each number that stands in it, at any depth, in E.164."""
    if isinstance(value, dict):
        return {key: _e164(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_e164(item) for item in value]
    return numbers.to_e164(value) if isinstance(value, str) and numbers.is_ovh(value) else value


def _route(route: routing.Route) -> dict[str, Any]:
    then = route.then
    return {
        "would_ring": [
            {"number": ring.number, "seconds": ring.dialled_s, "why": ring.why} for ring in route.first_round
        ],
        "then": {"kind": then.kind, "number": then.number, "after_s": route.then_at_s, "why": then.why},
    }


def _agents(line: lines.Line, *, queue_id: int | None) -> list[dict[str, Any]]:
    shown_of = ("description", "number", "timeout", "status")
    found = [
        {name: agent[name] for name in shown_of}
        | {
            "agent_id": agent_id,
            "position": None if queue_id is None else line.positions.get((agent_id, queue_id)),
        }
        for agent_id, agent in line.agents.items()
    ]
    return sorted(found, key=lambda agent: (agent["position"] is None, agent["position"], agent["agent_id"]))


def _call(call: placed.PlacedCall) -> dict[str, Any]:
    return dataclasses.asdict(call) | {"ended_at": call.ended_at}


def _record(record: placed.Record, *, now: dt.datetime) -> dict[str, Any]:
    about = dataclasses.asdict(record) | {"id": record.record_id, "visible": record.visible_at <= now}
    del about["record_id"]
    return about


def _voicemail(message: recordings.Message, *, now: dt.datetime) -> dict[str, Any]:
    return {
        "id": message.message_id,
        "dir": message.folder,
        "caller": message.caller,
        "created": message.created,
        "visible_at": message.visible_at,
        "visible": message.visible_at <= now,
        "duration_s": message.duration_s,
        "bytes": len(message.sound),
    }
