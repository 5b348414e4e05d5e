"""What a test or the console can break on the server."""

import dataclasses
import threading

import pydantic

FAULTS = (
    "500",  # a Mattermost error with status 500
    "garbage",  # 200 and HTML: a proxy's page
    "empty",  # 200 and no body
    "nothing",  # the request is taken and never answered
    "lost_answer",  # the request is carried out and the connection breaks before the answer
)


class RateLimit(pydantic.BaseModel):
    """The rate limit of `RateLimitSettings`; off by default."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    per_s: float = pydantic.Field(default=10, gt=0)
    burst: int = pydantic.Field(default=100, ge=0)


class Switches(pydantic.BaseModel):
    """The state of every switch; the defaults are a server in good health.

    `fault_calls` stops a fault by itself after that many calls; `fault_path` limits it to the paths that
    contain the text. `create_takes_s` keeps each creation of a post in flight that long.
    """

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    down: bool = False
    fault: str | None = None
    fault_calls: int | None = pydantic.Field(default=None, ge=1)
    fault_path: str = ""
    slow_s: float = pydantic.Field(default=0, ge=0)
    create_takes_s: float = pydantic.Field(default=0, ge=0)
    rate_limit: RateLimit | None = None
    bot_disabled: bool = False
    internal_addresses_forbidden: bool = False

    @pydantic.field_validator("fault")
    @classmethod
    def _is_known(cls, fault: str | None) -> str | None:
        if fault is not None and fault not in FAULTS:
            raise ValueError("one of " + ", ".join(FAULTS))
        return fault


@dataclasses.dataclass
class Panel:
    """The switches as they are now, safe to share between threads."""

    _current: Switches = dataclasses.field(default_factory=Switches)
    _lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)

    @property
    def current(self) -> Switches:
        """Return the switches as they are."""
        with self._lock:
            return self._current

    def change(self, changes: dict[str, object]) -> Switches:
        """Set the switches named in `changes` and return all.

        :raises pydantic.ValidationError: if a switch does not exist or cannot have that value.
        """
        with self._lock:
            self._current = Switches.model_validate(self._current.model_dump() | changes)
            return self._current

    def take_fault(self, path: str) -> str | None:
        """Return the fault that a call of `path` meets now, and count the call."""
        with self._lock:
            now = self._current
            if now.fault is None or now.fault_path not in path:
                return None
            if now.fault_calls is not None:
                left = now.fault_calls - 1
                spent = {"fault": None, "fault_calls": None} if left == 0 else {"fault_calls": left}
                self._current = now.model_copy(update=spent)
            return now.fault
