"""What nobody has checked on a live account ([A], facts/ovh.md): what deskbot takes for true of a line.

The names are those of the facts page's switches. `deskbot doctor ovh --rehearse` decides them by calls on the
real line, and `[ovh.assumptions]` of the settings keeps the answers.
"""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Assumptions:
    """How the operator behaves where its documents do not say."""

    #: The number's own `maxWaitTime` and `queueSize` rule; else those of its queue.
    service_pair_rules: bool = False
    #: `actionOnClosure` runs at once when no agent is available; else the caller waits to the end.
    closure_runs_when_nobody_available: bool = True
    #: `actionOnClosure` runs when the wait is over; else `actionOnOverflow` does.
    closure_runs_at_max_wait: bool = True
    #: The Param of `voicemail` is a line's number; else the service's `voicemail` counts.
    closure_param_is_line_number: bool = True
    #: After the last agent the first one rings again until the wait is over.
    queue_starts_again_until_max_wait: bool = True
    #: An agent's ringing time includes the setting up of the call.
    ring_time_counts_from_dialling: bool = True
    #: A mobile's own voicemail takes the call after so many seconds of real ringing; None: never.
    mobile_voicemail_after_s: int | None = 22
    #: The scheduler is the public number's; else the voicemail line's.
    scheduler_is_the_numbers: bool = True
    #: An event `holidays` sends to the `unavailable` destination; else it changes nothing.
    holidays_send_to_unavailable: bool = True
    #: An event `schedulerN` sends to slot N; else it changes nothing.
    schedulers_send_to_slots: bool = True
    #: The `uid` sent with an event is kept; else it must be found in the list.
    scheduler_event_keeps_uid: bool = True
    #: A PUT leaves what it does not name.
    put_leaves_the_rest: bool = True
    #: A line's forward delay is in seconds; else in rings.
    forward_delay_in_seconds: bool = True
    #: With an unconditional forward the others do not apply.
    unconditional_forward_hides_others: bool = True


AS_ASSUMED = Assumptions()
