"""What nobody has checked on a live account, and what can break: one named switch each.

The defaults are the assumptions of `facts/ovh.md` (marked [A] there).
"""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any, Literal

import pydantic


class UnknownSwitch(ValueError):
    """There is no switch of that name, or it does not take that value."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Switches:
    """How this line behaves where OVH's documents do not say, and what is broken at present."""

    # -- assumptions: the queue
    service_pair_rules: bool = False
    """The service's `maxWaitTime` and `queueSize` rule; else the queue's `maxWaitTime` and `maxMember`."""
    closure_runs_when_nobody_available: bool = True
    """`actionOnClosure` runs at once when no agent is available; else the caller waits `maxWaitTime`."""
    closure_runs_at_max_wait: bool = True
    """`actionOnClosure` runs when `maxWaitTime` is over; else `actionOnOverflow` does."""
    closure_param_is_line_number: bool = True
    """The Param of `voicemail` is a line's number; else it is ignored: the service's `voicemail` counts."""
    queue_starts_again_until_max_wait: bool = True
    """After the last agent the first one rings again; else the queue closes after one round."""
    ring_time_counts_from_dialling: bool = True
    """An agent's `timeout` includes the setting up of the call; else the phone really rings that long."""
    mobile_voicemail_after_s: int | None = 22
    """A mobile's own voicemail takes the call after so much real ringing; null: never."""

    # -- assumptions: time
    scheduler_is_the_numbers: bool = True
    """The scheduler's `serviceName` is the public number; else the voicemail line's number."""
    holidays_send_to_unavailable: bool = True
    """An event `holidays` sends to the `unavailable` destination; else it changes nothing."""
    schedulers_send_to_slots: bool = True
    """An event `schedulerN` sends to slot N; else it changes nothing."""
    scheduler_event_keeps_uid: bool = True
    """The `uid` sent with an event is kept; else OVH makes its own."""
    put_leaves_the_rest: bool = True
    """A PUT leaves what it does not name; else nullable properties left out become null, and
    the forwards of a line that are left out are switched off."""

    # -- assumptions: lines and redirects
    forward_delay_in_seconds: bool = True
    """`forwardNoReplyDelay` is in seconds; else it is a number of rings of 5 s."""
    unconditional_forward_hides_others: bool = True
    """An unconditional forward is the end of it: the target's own voicemail answers, or the call is cut; else
    the target rings for `forwardNoReplyDelay` and then `forwardNoReply` applies, where it is set."""
    redirect_task_s: int = 20
    """A redirect's new destination is used and shown so long after it was asked, on the sandbox's clock."""

    # -- assumptions: calling by a click
    click_to_call_needs_a_phone: bool = True
    """A line whose telephone is not registered is refused with a 400; else nothing rings, without a word."""
    click_to_call_talk_s: int = 60
    """How long the person called by a click talks; 0: nobody picks up, and the record lasts 0 s."""

    # -- assumptions: greetings
    temporary_greeting_needs_its_sound: bool = True
    """An activated temporary greeting without a sound is not played: callers hear the usual one."""

    # -- assumptions: traces
    unanswered_incoming_record: Literal["zero", "ring_time", "absent"] = "zero"
    """An unanswered leg's record has duration 0, or the time it rang, or does not exist."""
    call_leaves_several_legs: bool = True
    """A call leaves one record a leg; else a single incoming one."""
    hidden_caller_is_null_in_records: bool = True
    """A hidden caller is null in records; else the word of the next switch."""
    hidden_caller_word_in_voicemail: str = "anonymous"
    """What stands for a hidden caller in a voicemail, in live calls and in live events."""
    records_late_s: int = 30
    """Records appear so long after the call's end, on the sandbox's clock."""
    voicemails_late_s: int = 0
    """Messages are in the voicemail box so long after the call's end, on the sandbox's clock."""

    # -- assumptions: e-mails of a voicemail, sent where a world has a mailbox
    mail_layout: Literal["fields", "sentence", "english", "page"] = "fields"
    """A line a fact, one sentence, the same in English, or a page without plain text."""
    mail_comes: Literal["once", "twice", "forwarded", "forwarded_in_text"] = "once"
    """An e-mail comes once or twice; or somebody forwards it, as an attachment or with its text."""
    mail_late_s: int = 5
    """E-mails are sent so long after the message, on the sandbox's clock."""

    # -- assumptions: live events
    queue_end_names_its_reason: bool = True
    """Who leaves a queue unanswered gave up or waited to its end, and the event says which; else not."""
    end_ringing_when_answered: bool = True
    """A line's phone tells that it stopped ringing even when it was picked up; else only when it was not."""
    event_token_can_be_made_again: bool = True
    """A second token takes the place of the first; else it is refused with a 409."""
    events_poll_s: float = 25.0
    """A poll is held open so long when nothing happens, in real time."""

    # -- assumptions: refusals
    bad_signature_status: Literal[400, 401, 403] = 400
    bad_timestamp_status: Literal[400, 403] = 400
    no_signature_status: Literal[401, 403] = 401
    unknown_consumer_key_status: Literal[401, 403] = 403
    pending_key_may_ask_for_itself: bool = False
    """`GET /auth/currentCredential` answers `pendingValidation` to a key that nobody validated; else 403."""
    calls_per_second: float | None = None
    """Above this pace (bursts of 10) the API answers 429; null: no limit is known."""

    # -- faults of live events: the rest works
    events_down: bool = False
    """Every connection to the events host is dropped without an answer."""
    events_session_gone_at_poll: int | None = None
    """Each n-th poll finds that its session is gone, with all that it was not told yet."""
    events_absent: bool = False
    """Nothing is told of the calls placed from now on."""
    events_doubled: bool = False
    """Each event is told twice."""
    events_late_s: int = 0
    """Events come so long after they happened, on the sandbox's clock."""
    events_out_of_order: bool = False
    """The events of each call come once it is over, the last one first."""
    events_garbage: Literal["some", "all"] | None = None
    """Among the events stand others that nobody can read; or a poll answers a web page."""

    # -- faults
    down: bool = False
    """Every connection to the API is dropped without an answer."""
    fault: Literal["500", "503", "429", "garbage", "nothing", "slow"] | None = None
    """What the API answers instead of working; `nothing` is an empty 200, `slow` answers after `slow_s`."""
    slow_s: float = 20.0
    failing_write: int | None = None
    """The n-th write from now fails once with a 500 (counts down at each write)."""
    failing_write_applied: bool = False
    """The failing write is applied all the same: only its answer is lost."""
    redirect_task_fails: bool = False
    """A redirect's destination that is asked for from now on never comes."""
    download_s: float = 0.3
    """How long a recording is being prepared, in real time (and at least one poll)."""
    download_error: Literal["status", "never_done", "http_500", "cut"] | None = None
    """The file's status is `error`, or stays `doing`, or its address answers 500, or half the bytes."""


_NAMES = frozenset(field.name for field in dataclasses.fields(Switches))
_READER = pydantic.TypeAdapter(Switches)


def as_dict(switches: Switches) -> dict[str, Any]:
    """Return the switches for JSON."""
    return dataclasses.asdict(switches)


def changed(switches: Switches, changes: Mapping[str, Any]) -> Switches:
    """Return `switches` with `changes`, checked.

    :raises UnknownSwitch: if a name or a value is not one.
    """
    unknown = sorted(set(changes) - _NAMES)
    if unknown:
        raise UnknownSwitch(f"unknown: {', '.join(unknown)}")
    try:
        return _READER.validate_json(json.dumps(as_dict(switches) | dict(changes)), strict=True)
    except pydantic.ValidationError as error:
        names = sorted({str(detail["loc"][0]) for detail in error.errors()})
        raise UnknownSwitch(f"bad value: {', '.join(names)}") from error
