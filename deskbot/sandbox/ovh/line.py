"""The state of an account and of each of its numbers: all that the API reads and writes, and the calls."""

import datetime as dt
import threading
from collections.abc import Mapping
from typing import Any

from deskbot.sandbox import clock as sandbox_clock
from deskbot.sandbox.ovh import blank, gate, kept, numbers, placed, recordings
from deskbot.sandbox.ovh import config as line_config
from deskbot.sandbox.ovh import credentials as keys
from deskbot.sandbox.ovh import switches as line_switches

LineConfig = line_config.LineConfig
NumberConfig = line_config.NumberConfig
Agent = line_config.Agent
UnknownToken = gate.UnknownToken

_SECTIONS = {"easyHunting": ("easyHunting",), "line": ("line",), "redirect": ("redirect",)}
_ALIASES = ("easyHunting", "redirect")


class Account(gate.Gate):
    """All that one set of keys can reach. Hold `lock` to read or change it, or any of its numbers."""

    def __init__(self, *, clock: sandbox_clock.SandboxClock, config: LineConfig) -> None:
        super().__init__(clock=clock, config=config)
        self.numbers: dict[str, Line] = {}
        """The numbers that were configured, by their E.164."""
        self.services: dict[str, Line] = {}
        """The same and the voicemails' lines, by their name at OVH."""
        self.mailboxes: dict[str, recordings.Mailbox] = {}
        self.schedulers: dict[str, kept.Scheduler] = {}
        self.calls: list[placed.PlacedCall] = []
        """Every call placed on any number, in order."""
        self.announced: list[recordings.Announced] = []
        """The messages that e-mails tell of, in order."""

    @property
    def first(self) -> "Line":
        """Return the number that the account began with."""
        return next(iter(self.services.values()))

    @property
    def billing_accounts(self) -> list[str]:
        """Return the names of the billing accounts."""
        return list(dict.fromkeys(line.billing_account for line in self.services.values()))

    def add_number(self, number: NumberConfig) -> "Line":
        """Add a number, and its voicemail's line if it is new; return its state.

        :raises ValueError: if the account has this number already.
        """
        with self.lock:
            if number.public_number in self.numbers:
                raise ValueError("the account has this number already")
            return Line(clock=self.clock, config=self.config.with_number(number), account=self)

    def keep_number(self, line: "Line") -> None:
        """Take a number in; one that was only a voicemail's line gets its configuration now."""
        self.numbers[line.config.public_number] = line
        self.services[line.public] = line
        self.schedulers.setdefault(line.public, kept.Scheduler())
        if line.voicemail not in self.services:
            self._open_voicemail(line)
        box = recordings.Mailbox(settings=blank.voicemail_settings(line.config))
        if line.config.temporary_greeting_sound_id is not None:
            box.greetings[line.config.temporary_greeting_sound_id] = "temp"
        if line.voicemail == line.public or line.voicemail not in self.mailboxes:
            self.mailboxes[line.voicemail] = box

    def _open_voicemail(self, line: "Line") -> None:
        """Make the line of a voicemail that nobody configured: it has no phone and takes messages."""
        alone = NumberConfig(
            kind="line",
            public_number=line.config.voicemail_number or "",
            billing_account=line.billing_account,
            description="Répondeur",
            phone_registered=False,
            options={"forwardUnconditional": True},
        )
        made = Line(
            clock=self.clock, config=self.config.with_number(alone), account=self, is_only_voicemail=True
        )
        self.services[made.public] = made
        self.schedulers.setdefault(made.public, kept.Scheduler())

    def list_services(self, section: str, *, billing_account: str) -> list[str]:
        """Return the names of a billing account's services in a section of the API."""
        of_account = {n: line for n, line in self.services.items() if line.billing_account == billing_account}
        if section == "service":
            return list(of_account)
        if section == "voicemail":
            return [name for name in of_account if name in self.mailboxes]
        if section == "scheduler":
            used = {line.scheduler_name for line in self.numbers.values() if line.kind == "easyHunting"}
            return [name for name in of_account if name in used]
        kinds = _ALIASES if section == "number" else _SECTIONS.get(section, ())
        return [name for name, line in of_account.items() if line.kind in kinds]


class Line:
    """One number of an account and what happened on it. Hold `lock` to read or change it."""

    def __init__(
        self,
        *,
        clock: sandbox_clock.SandboxClock,
        config: LineConfig | None = None,
        account: Account | None = None,
        is_only_voicemail: bool = False,
    ) -> None:
        """Begin a number of `account`; without one, the first number of a new account."""
        self.config = config or LineConfig()
        self.account = account or Account(clock=clock, config=self.config)
        self.kind = self.config.kind
        self.billing_account = self.config.billing_account
        self.description = self.config.description
        self.public = numbers.to_ovh(self.config.public_number)
        self.voicemail = numbers.to_ovh(self.config.voicemail_number or self.config.public_number)
        self._start_hunting()
        self._start_line()
        self.redirections = [
            kept.Redirection(since=self.now().replace(microsecond=0), to=self._first_destination())
        ]
        """Where a `redirect` leads, and will: the last one that has begun counts."""
        self.calls: list[placed.PlacedCall] = []
        """The calls placed to this number."""
        self.queue_calls: list[placed.PlacedCall] = []
        """The calls that went through its queue, wherever they were placed."""
        self.records: list[placed.Record] = []
        if not is_only_voicemail:
            self.account.keep_number(self)
        if account is None:
            self._add_first_credential()

    def _start_hunting(self) -> None:
        is_hunting = self.kind == "easyHunting"
        self.hunting: dict[str, Any] = blank.hunting()
        self.service = blank.service(self.config, voicemail=self.voicemail) if is_hunting else {}
        self.agents: dict[int, dict[str, Any]] = {}
        self.queues: dict[int, dict[str, Any]] = {}
        self.positions: dict[tuple[int, int], int] = {}
        """(agent, queue) -> the agent's place there."""
        self.time_settings = blank.time_settings()
        self.time_conditions: dict[int, dict[str, Any]] = {}
        self.screening: dict[str, Any] = {"status": "disabled"}
        self.screen_conditions: dict[int, dict[str, Any]] = {}
        if is_hunting:
            self._fill()

    def _start_line(self) -> None:
        is_line = self.kind == "line"
        usual = blank.options(number=self.public, voicemail=self.voicemail) if is_line else {}
        self.options: dict[str, Any] = usual | dict(self.config.options)
        self.phone_registered = self.config.phone_registered
        self.phone_busy = self.config.phone_busy

    def _first_destination(self) -> str | None:
        return None if self.config.destination is None else numbers.to_ovh(self.config.destination)

    def _fill(self) -> None:
        queue_id = self.next_id()
        self.queues[queue_id] = blank.queue(self.config, voicemail=self.voicemail)
        for position, stands in enumerate(self.config.agents, start=1):
            agent_id = self.next_id()
            number = numbers.to_ovh(stands.number) if stands.number else self.voicemail
            self.agents[agent_id] = blank.agent(stands, number=number)
            self.positions[agent_id, queue_id] = position

    def _add_first_credential(self) -> None:
        rules, key = self.config.access_rules, self.config.consumer_key
        self.account.add_credential(rules=rules, status="validated", consumer_key=key)

    # -- the number's own

    @property
    def mailbox(self) -> recordings.Mailbox:
        """Return the voicemail of this number, which others may share."""
        return self.account.mailboxes[self.voicemail]

    @property
    def scheduler_name(self) -> str:
        """Return the name whose events count for this number."""
        return self.public if self.switches.scheduler_is_the_numbers else self.voicemail

    @property
    def scheduler(self) -> dict[str, Any]:
        """Return the settings of the scheduler that counts for this number."""
        return self.account.schedulers[self.scheduler_name].settings

    @property
    def events(self) -> dict[str, dict[str, Any]]:
        """Return the events that count for this number, by their uid."""
        return self.account.schedulers[self.scheduler_name].events

    def destination(self, *, at: dt.datetime | None = None) -> str | None:
        """Return where the redirect leads now, or at `at`, in OVH's form."""
        moment = at or self.now()
        begun = [one for one in self.redirections if one.since <= moment] or self.redirections[:1]
        return sorted(begun, key=lambda one: one.since)[-1].to

    def services(self, section: str) -> list[str]:
        """Return the names of the services of this number's billing account in a section of the API."""
        return self.account.list_services(section, billing_account=self.billing_account)

    # -- the account's

    @property
    def clock(self) -> sandbox_clock.SandboxClock:
        """Return the account's clock."""
        return self.account.clock

    @property
    def lock(self) -> threading.RLock:
        """Return the account's lock."""
        return self.account.lock

    @property
    def switches(self) -> line_switches.Switches:
        """Return the account's switches."""
        return self.account.switches

    @property
    def writes(self) -> list[kept.Write]:
        """Return the writes of the whole account."""
        return self.account.writes

    @property
    def credentials(self) -> dict[str, keys.Credential]:
        """Return the account's consumer keys."""
        return self.account.credentials

    def now(self) -> dt.datetime:
        """Return the sandbox's time."""
        return self.account.now()

    def next_id(self) -> int:
        """Return an identifier that was never given in this account."""
        return self.account.next_id()

    def change_switches(self, changes: Mapping[str, Any]) -> line_switches.Switches:
        """Set switches of the account by name and return them all.

        :raises switches.UnknownSwitch: if a name or a value is not one.
        """
        return self.account.change_switches(changes)

    def add_credential(self, *, rules: tuple[tuple[str, str], ...], status: str) -> keys.Credential:
        """Add a consumer key to the account and return it."""
        return self.account.add_credential(rules=rules, status=status)

    def keep_credential(self, credential: keys.Credential) -> None:
        """Keep a credential in place of the one with the same consumer key."""
        self.account.keep_credential(credential)
