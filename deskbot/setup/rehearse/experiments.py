"""One trial an assumption ([A], facts/ovh.md): how the number is prepared, and what is asked.

The sentences are in `prompts/fr/rehearse.md.j2`: `call_<name>`, `ask_<name>`, `about_<name>`.
"""

import collections.abc
import dataclasses
import datetime as dt
import secrets
from typing import Final

from deskbot.desk import public_number
from deskbot.line import assumptions as assumed
from deskbot.line import observed
from deskbot.outside.ovh import trial
from deskbot.outside.ovh.wire import shapes
from deskbot.setup.rehearse import questions

Bench = trial.Bench
_QUEUE: Final = public_number.Kind.EASY_HUNTING
_LINE: Final = public_number.Kind.LINE
_VOICEMAIL: Final = observed.Action.VOICEMAIL.value
_AROUND: Final = dt.timedelta(minutes=30)
_FAR: Final = dt.timedelta(days=300)
# What is long enough to be heard, and short of what makes a mobile's own voicemail answer.
_RING_S: Final = 12
# Setting a mobile up takes 3 to 4 s (facts/ovh.md, easyHunting): that much less is told from none.
_TIMED_RING_S: Final = 15


@dataclasses.dataclass(frozen=True, kw_only=True)
class Scene:
    """What trials are made with: the phone that rings and the voicemail (E.164), and what is known so far."""

    phone: str = dataclasses.field(repr=False)
    voicemail: str
    now: dt.datetime
    known: assumed.Assumptions


Prepare = collections.abc.Callable[[Bench, Scene], None]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """A trial that a call decides.

    `control` prepares a second call, whose answer must be no for a yes to the first to count.
    """

    name: str
    prepare: Prepare
    question: questions.Question
    kind: public_number.Kind = _QUEUE
    needs_mobile: bool = False
    control: Prepare | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Look:
    """A trial that the API alone decides."""

    name: str
    decide: collections.abc.Callable[[Bench, Scene], bool]
    kind: public_number.Kind = _QUEUE


Experiment = Call | Look


def _has_own_calendar(bench: Bench, scene: Scene) -> bool:
    return bench.has_calendar_of_its_own()


def _keeps_uid(bench: Bench, scene: Scene) -> bool:
    uid = f"deskbot-essai-{secrets.token_hex(8)}"
    start = scene.now + _FAR
    bench.add_event(observed.Category.HOLIDAYS, start=start, end=start + dt.timedelta(minutes=1), uid=uid)
    return bench.has_event(uid)


def _leaves_the_rest(bench: Bench, scene: Scene) -> bool:
    return bench.keeps_what_is_not_named()


def _queue(bench: Bench, scene: Scene, *, wait_s: int) -> None:
    """Have every call go to the queue at once, and from there to the voicemail."""
    voicemail = shapes.to_ovh_number(scene.voicemail)
    ends = {
        name: value
        for action in ("actionOnClosure", "actionOnOverflow")
        for name, value in ((action, _VOICEMAIL), (f"{action}Param", voicemail))
    }
    strategy = observed.Strategy.IN_ORDER.value
    bench.set_queue({"strategy": strategy, "maxWaitTime": wait_s, "maxMember": 10, **ends})
    bench.set_service({"strategy": strategy, "maxWaitTime": wait_s, "queueSize": 10, "voicemail": voicemail})
    bench.set_times({"enable": False})


def _starts_again(bench: Bench, scene: Scene) -> None:
    bench.ring_only(scene.phone, ring_s=_RING_S)
    _queue(bench, scene, wait_s=60)


def _which_pair(bench: Bench, scene: Scene) -> None:
    bench.ring_only(scene.phone, ring_s=24)
    _queue(bench, scene, wait_s=40)
    bench.set_service({"maxWaitTime": 12})


def _nobody(bench: Bench, scene: Scene) -> None:
    bench.ring_nobody()
    _queue(bench, scene, wait_s=25)


def _wait_over(bench: Bench, scene: Scene) -> None:
    bench.ring_only(scene.phone, ring_s=_RING_S)
    _queue(bench, scene, wait_s=15)
    bench.set_queue({"actionOnOverflow": observed.Action.PLAYBACK.value, "actionOnOverflowParam": None})


def _param(bench: Bench, scene: Scene) -> None:
    bench.ring_nobody()
    _queue(bench, scene, wait_s=10)
    bench.set_service({"voicemail": None})


def _rings_long(bench: Bench, scene: Scene) -> None:
    bench.ring_only(scene.phone, ring_s=_TIMED_RING_S)
    _queue(bench, scene, wait_s=60)


def _rings_very_long(bench: Bench, scene: Scene) -> None:
    bench.ring_only(scene.phone, ring_s=60)
    _queue(bench, scene, wait_s=120)


def _open(bench: Bench, scene: Scene) -> None:
    """Open the number now: it rings the phone, and goes to the voicemail out of hours and on slot 1."""
    bench.ring_only(scene.phone, ring_s=_RING_S)
    _queue(bench, scene, wait_s=30)
    voicemail = {"Type": observed.Nature.VOICEMAIL.value, "Number": shapes.to_ovh_number(scene.voicemail)}
    slots = {f"{slot}{part}": value for slot in ("unavailable", "slot1") for part, value in voicemail.items()}
    local = scene.now.astimezone(bench.zone())
    start, end = _on_the_day(local)
    bench.open_during(start, end)
    bench.set_times({"enable": True, **slots})


def _on_the_day(local: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return a stretch around `local` that stays within its day, as hours of a week must."""
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    last = local.replace(hour=23, minute=59, second=59, microsecond=0)
    return max(midnight, local - _AROUND), min(last, local + _AROUND)


def _with_event(bench: Bench, scene: Scene, *, category: observed.Category) -> None:
    _open(bench, scene)
    uid = f"deskbot-essai-{secrets.token_hex(8)}"
    bench.add_event(category, start=scene.now - _AROUND, end=scene.now + _AROUND, uid=uid)


def _with_holiday(bench: Bench, scene: Scene) -> None:
    _with_event(bench, scene, category=observed.Category.HOLIDAYS)


def _with_scheduler(bench: Bench, scene: Scene) -> None:
    _with_event(bench, scene, category=observed.Category.SCHEDULER1)


def _forwards(scene: Scene, *, delay: int) -> dict[str, object]:
    """Return a line that sends to the voicemail after `delay`, and nothing else."""
    off = {f"forward{name}": False for name in ("Unconditional", "Busy", "Backup")}
    return off | {
        "forwardNoReply": True,
        "forwardNoReplyDelay": delay,
        "forwardNoReplyNature": observed.Nature.VOICEMAIL.value,
        "forwardNoReplyNumber": shapes.to_ovh_number(scene.voicemail),
    }


def _no_reply(bench: Bench, scene: Scene) -> None:
    bench.set_line(_forwards(scene, delay=6))


def _unconditional(bench: Bench, scene: Scene) -> None:
    # Some 10 s either way.
    delay = 10 if scene.known.forward_delay_in_seconds else 2
    bench.set_line(
        {
            **_forwards(scene, delay=delay),
            "forwardUnconditional": True,
            "forwardUnconditionalNature": observed.Nature.NUMBER.value,
            "forwardUnconditionalNumber": shapes.to_ovh_number(scene.phone),
        }
    )


#: In this order: what the API decides, then calls, each with as few guesses as those before leave.
ALL: Final[tuple[Experiment, ...]] = (
    Look(name="scheduler_is_the_numbers", decide=_has_own_calendar),
    Look(name="scheduler_event_keeps_uid", decide=_keeps_uid),
    Look(name="put_leaves_the_rest", decide=_leaves_the_rest),
    Call(
        name="holidays_send_to_unavailable",
        prepare=_with_holiday,
        question=questions.YesNo(),
        control=_open,
    ),
    Call(
        name="schedulers_send_to_slots",
        prepare=_with_scheduler,
        question=questions.YesNo(),
        control=_open,
    ),
    Call(name="queue_starts_again_until_max_wait", prepare=_starts_again, question=questions.YesNo()),
    Call(name="service_pair_rules", prepare=_which_pair, question=questions.YesNo()),
    Call(name="closure_runs_when_nobody_available", prepare=_nobody, question=questions.YesNo()),
    Call(name="closure_runs_at_max_wait", prepare=_wait_over, question=questions.YesNo()),
    Call(name="closure_param_is_line_number", prepare=_param, question=questions.YesNo()),
    Call(
        name="ring_time_counts_from_dialling",
        prepare=_rings_long,
        question=questions.Seconds(up_to_s=_TIMED_RING_S - 2),
        needs_mobile=True,
    ),
    Call(
        name="mobile_voicemail_after_s",
        prepare=_rings_very_long,
        question=questions.SecondsOrNever(),
        needs_mobile=True,
    ),
    Call(
        name="forward_delay_in_seconds",
        prepare=_no_reply,
        question=questions.Seconds(up_to_s=15),
        kind=_LINE,
    ),
    Call(
        name="unconditional_forward_hides_others",
        prepare=_unconditional,
        question=questions.YesNo(yes=False),
        kind=_LINE,
    ),
)
