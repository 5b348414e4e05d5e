"""The line's state: everything that the API reads and writes, and the calls that went through it."""

import dataclasses
import datetime as dt
import itertools
import secrets
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox.ovh import config as line_config
from deskbot.sandbox.ovh import credentials, numbers, placed, recordings, signing, switches

LineConfig = line_config.LineConfig
Agent = line_config.Agent


@dataclasses.dataclass(frozen=True, kw_only=True)
class Write:
    """One write that the gateway let in: what was sent, and the status it got (200: applied)."""

    at: dt.datetime
    method: str
    path: str
    body: Any
    status: int


class Line:
    """One billing account, its numbers and what happened on them. Hold `lock` to read or change it."""

    def __init__(
        self, *, clock: sandbox_clock.SandboxClock, config: line_config.LineConfig | None = None
    ) -> None:
        self.clock = clock
        self.config = config or line_config.LineConfig()
        self.switches = self.config.switches
        self.lock = threading.RLock()
        self._ids = itertools.count(1_000_001)
        self.public = numbers.to_ovh(self.config.public_number)
        self.voicemail = numbers.to_ovh(self.config.voicemail_number)
        self.descriptions = {self.public: "Standard", self.voicemail: "Répondeur"}
        self.hunting: dict[str, Any] = {"crmUrlTemplate": None, "g729": False, "statusIvrEnabled": False}
        self.service = _service(self.config, voicemail=self.voicemail)
        self.agents: dict[int, dict[str, Any]] = {}
        self.queues: dict[int, dict[str, Any]] = {}
        self.positions: dict[tuple[int, int], int] = {}
        """(agent, queue) -> the agent's place there."""
        self.time_settings = _time_settings()
        self.time_conditions: dict[int, dict[str, Any]] = {}
        self.scheduler: dict[str, Any] = {"timeZone": "Europe/Paris"}
        self.events: dict[str, dict[str, Any]] = {}
        self.mailbox = recordings.Mailbox(settings=_voicemail_settings())
        self.calls: list[placed.PlacedCall] = []
        self.records: list[placed.Record] = []
        self.writes: list[Write] = []
        self.credentials: dict[str, credentials.Credential] = {}
        self.call_times: list[float] = []
        self._fill()

    def now(self) -> dt.datetime:
        """Return the sandbox's time."""
        return self.clock.now()

    def next_id(self) -> int:
        """Return an identifier that was never given."""
        return next(self._ids)

    def change_switches(self, changes: Mapping[str, Any]) -> switches.Switches:
        """Set switches by name and return them all.

        :raises switches.UnknownSwitch: if a name or a value is not one.
        """
        with self.lock:
            self.switches = switches.changed(self.switches, changes)
            return self.switches

    def add_credential(
        self,
        *,
        rules: tuple[tuple[str, str], ...],
        status: str,
        consumer_key: str | None = None,
        allowed_ips: Sequence[str] | None = None,
    ) -> credentials.Credential:
        """Add a consumer key and return it."""
        with self.lock:
            credential = credentials.Credential(
                credential_id=self.next_id(),
                consumer_key=consumer_key or secrets.token_hex(16),
                rules=rules,
                status=status,
                creation=signing.server_now(),
                allowed_ips=allowed_ips,
                validation_token=secrets.token_hex(24),
            )
            self.credentials[credential.consumer_key] = credential
            return credential

    def keep_credential(self, credential: credentials.Credential) -> None:
        """Keep a credential in place of the one with the same consumer key."""
        with self.lock:
            self.credentials[credential.consumer_key] = credential

    def services(self, section: str) -> list[str]:
        """Return the names of the services in a section of the API."""
        scheduler = self.public if self.switches.scheduler_is_the_numbers else self.voicemail
        return {
            "easyHunting": [self.public],
            "line": [self.voicemail],
            "number": [self.public],
            "scheduler": [scheduler],
            "service": [self.public, self.voicemail],
            "voicemail": [self.voicemail],
        }.get(section, [])

    def _fill(self) -> None:
        queue_id = self.next_id()
        self.queues[queue_id] = _queue(self.config, voicemail=self.voicemail)
        for position, agent in enumerate(self.config.agents, start=1):
            agent_id = self.next_id()
            number = numbers.to_ovh(agent.number) if agent.number else self.voicemail
            self.agents[agent_id] = {
                "breakStatus": None,
                "description": agent.description,
                "number": number,
                "simultaneousLines": 1,
                "status": agent.status,
                "timeout": agent.timeout_s,
                "wrapUpTime": 0,
            }
            self.positions[agent_id, queue_id] = position
        self.add_credential(
            rules=self.config.access_rules, status="validated", consumer_key=self.config.consumer_key
        )


def _service(config: line_config.LineConfig, *, voicemail: str) -> dict[str, Any]:
    return {
        "anonymousRejection": False,
        "description": "Standard",
        "maxWaitTime": config.max_wait_s,
        "queueSize": config.max_waiting,
        "showCallerNumber": "caller",
        "statusIvrEnabled": False,
        "strategy": "sequentiallyByAgentOrder",
        "toneOnClosing": None,
        "toneOnHold": None,
        "toneOnOpening": None,
        "voicemail": voicemail,
    }


def _queue(config: line_config.LineConfig, *, voicemail: str) -> dict[str, Any]:
    return {
        **empty_queue(strategy="sequentiallyByAgentOrder"),
        "actionOnClosure": "voicemail",
        "actionOnClosureParam": voicemail,
        "actionOnOverflow": "voicemail",
        "actionOnOverflowParam": voicemail,
        "description": "Standard",
        "maxMember": config.max_waiting,
        "maxWaitTime": config.max_wait_s,
    }


def empty_queue(*, strategy: str) -> dict[str, Any]:
    """Return a queue as OVH makes one when only its strategy is given."""
    nullable = (
        "actionOnClosure",
        "actionOnClosureParam",
        "actionOnOverflow",
        "actionOnOverflowParam",
        "askForRecordDisabling",
        "confirmKey",
        "description",
        "followCallForwards",
        "record",
        "recordDisablingDigit",
        "recordDisablingLanguage",
        "soundOnHold",
    )
    return dict.fromkeys(nullable) | {"maxMember": 10, "maxWaitTime": 180, "strategy": strategy}


def _time_settings() -> dict[str, Any]:
    slots = ("slot1", "slot2", "slot3", "unavailable")
    destinations = {f"{slot}{part}": None for slot in slots for part in ("Number", "Type")}
    return {"enable": False} | destinations


def _voicemail_settings() -> dict[str, Any]:
    return {
        "annouceMessage": "",
        "audioFormat": "mp3",
        "doNotRecord": False,
        "forcePassword": True,
        "fromEmail": "no-reply@voicemail.example",
        "fromName": "Messagerie vocale",
        "fullGreetingSoundId": None,
        "greetingType": "default",
        "isNewVersion": True,
        "keepMessage": True,
        "redirectionEmails": [],
        "shortGreetingSoundId": None,
        "temporaryGreetingActivated": False,
        "temporaryGreetingSoundId": None,
    }
