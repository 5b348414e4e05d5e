"""The phone operator: the account, what it is taken to do, where calls may be sent, and text messages."""

import datetime as dt
import re
from typing import Annotated, Literal, Self

import pydantic
import pydantic_core

from deskbot.people import phone
from deskbot.settings import section, values

#: TOML has no null: how "never" is written.
NEVER = "never"


def _or_never(written: object) -> object:
    return None if written == NEVER else written


_SecondsOrNever = Annotated[int | None, pydantic.Field(ge=1), pydantic.BeforeValidator(_or_never)]


class Assumptions(section.Section):
    """How the operator behaves where nobody knows: `deskbot.line.assumptions` says what each means.

    What is written here wins over the answers of the rehearsal; what is not leaves them.
    """

    service_pair_rules: bool = False
    closure_runs_when_nobody_available: bool = True
    closure_runs_at_max_wait: bool = True
    closure_param_is_line_number: bool = True
    queue_starts_again_until_max_wait: bool = True
    ring_time_counts_from_dialling: bool = True
    mobile_voicemail_after_s: _SecondsOrNever = 22
    scheduler_is_the_numbers: bool = True
    holidays_send_to_unavailable: bool = True
    schedulers_send_to_slots: bool = True
    scheduler_event_keeps_uid: bool = True
    put_leaves_the_rest: bool = True
    forward_delay_in_seconds: bool = True
    unconditional_forward_hides_others: bool = True

    @property
    def written(self) -> dict[str, bool | int | None]:
        """What somebody wrote, without the defaults."""
        return self.model_dump(exclude_unset=True)


class Ovh(section.Section):
    """The OVHcloud account; `url` overrides the endpoint's address.

    `ringing_counts`: call records count the seconds of ringing too (facts/ovh.md assumes not).
    `calls_per_second`: the pace kept on average, for want of a published limit (facts/ovh.md, "Client").
    `live_events`: calls are heard of while they happen, at `events_url`, besides being read in the records.
    """

    endpoint: str = "ovh-eu"
    url: str | None = None
    application_key: str
    application_secret: values.Secret
    consumer_key: values.Secret
    ringing_counts: bool = False
    calls_per_second: float = pydantic.Field(default=1.0, gt=0, allow_inf_nan=False)
    live_events: bool = False
    events_url: str = "https://events.voip.ovh.net"
    assumptions: Assumptions = Assumptions()


class Tolls(section.Section):
    """Where calls may be sent, and how often that may change in a day."""

    countries: list[values.Country] = pydantic.Field(default=["FR"], min_length=1)
    kinds: list[Literal["mobile", "landline"]] = pydantic.Field(default=["mobile", "landline"], min_length=1)
    changes_a_day: int = pydantic.Field(default=50, ge=1)
    call_backs_a_day: int = pydantic.Field(default=20, ge=1)

    @property
    def allowed(self) -> phone.Allowed:
        """The same, as the line reads it."""
        return phone.Allowed(
            countries=frozenset(self.countries), kinds=frozenset(phone.Kind(one) for one in self.kinds)
        )


class Sms(section.Section):
    """Text messages to callers who got nobody, through an SMS service of the same account; none: no text.

    `sender`: the organisation's name, as OVH allowed it. `delay_s`: how long after the card, in case somebody
    answered after all. From `quiet_from` to `quiet_until` nothing is sent, not even later.
    """

    service: str | None = None
    sender: str = ""
    delay_s: float = pydantic.Field(default=300, ge=0)
    quiet_from: values.LocalTime = dt.time(20)
    quiet_until: values.LocalTime = dt.time(8)

    @pydantic.model_validator(mode="after")
    def _has_a_sender(self) -> Self:
        # Eleven letters and digits is what networks take; a number would show, and could be called.
        if self.service and not re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9]{3,11}", self.sender):
            raise pydantic_core.PydanticCustomError("bad_sender", "not a sender's name")
        return self
