"""Whatever is told of some calls, in whatever order, twice or in part: the same calls."""

import dataclasses
import datetime as dt
import random

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import assemble, events, judge, merge
from deskbot.calls.events import LiveKind
from deskbot.calls.merge import Outcome
from deskbot.sandbox.ovh import calling
from tests.unit.calls import line_day
from tests.unit.calls.line_day import ALICE, BOB, CARLA, LEA, LINE, TOM

# What people do, and how the call ends when everything is told of it.
OUTCOMES = {
    "Léa answers": (calling.answered(by=1), Outcome.ANSWERED),
    "Tom answers, and does not talk for long": (calling.answered(by=2, talk_s=9), Outcome.ANSWERED),
    "the caller leaves at once": (calling.hangs_up(4), Outcome.ABANDONED),
    "the caller leaves after a while": (calling.hangs_up(40), Outcome.MISSED),
    "the caller listens to the greeting": (calling.stays_silent(), Outcome.MISSED),
    "the caller leaves a message": (calling.leaves_message(12), Outcome.VOICEMAIL),
    "the caller leaves a long message": (calling.leaves_message(95), Outcome.VOICEMAIL),
}
# What may be said of a call by fewer sources than tell all of it.
WEAKER = {
    Outcome.ANSWERED: {Outcome.ANSWERED, Outcome.TALKED, Outcome.UNCLEAR},
    Outcome.MISSED: {Outcome.MISSED, Outcome.TALKED, Outcome.UNCLEAR},
    Outcome.ABANDONED: {Outcome.ABANDONED, Outcome.MISSED, Outcome.UNCLEAR},
    Outcome.VOICEMAIL: {Outcome.VOICEMAIL, Outcome.MISSED, Outcome.TALKED, Outcome.UNCLEAR},
    Outcome.OUT_OF_HOURS: {Outcome.OUT_OF_HOURS},
}
MANY = hypothesis.settings(max_examples=400)
FEW = hypothesis.settings(MANY, max_examples=80)
# Of five hidden callers at one time, some are alike in everything that is told of them.
SAME = hypothesis.settings(FEW, derandomize=True)
LATER = line_day.START + dt.timedelta(days=1)
# Beyond that, one call's last source and the next one's first cannot be taken for one call.
APART_S = line_day.WAIT_S + 60 + 5 + 1


def calls_of(told: list[events.Told], *, line: merge.Line = LINE, was_open: bool = True) -> list[merge.Call]:
    return [
        judge.call_of(cluster, key=str(place), line=line, was_open=was_open, now=LATER)
        for place, cluster in enumerate(assemble.clusters(told, line=line))
    ]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Kept:
    """A call, how it would end if all was told, and the part of it that is."""

    call: line_day.Known
    outcome: Outcome
    sources: tuple[events.Event, ...]


def some_of(call: line_day.Known, data: st.DataObject) -> tuple[events.Event, ...]:
    """Keep any of a call's sources, one at least: each record, the message, the mail, any live event."""
    sources = [one for one in call.sources if not isinstance(one, events.LiveEvent)]
    live = list(call.live) if data.draw(st.booleans()) else []
    kept = [one for one in [*sources, *live] if data.draw(st.booleans())]
    if any(map(_ends_a_talk, kept)):
        # The end of a talk alone does not say when the call began: something else of it is told too.
        kept.append(data.draw(st.sampled_from([one for one in call.live if not _ends_a_talk(one)])))
    return tuple(kept or [data.draw(st.sampled_from([*sources, call.live[0]]))])


def _ends_a_talk(event: events.Event) -> bool:
    is_end = isinstance(event, events.LiveEvent) and event.kind in (LiveKind.HUNG_UP, LiveKind.ENDS)
    return is_end and event.cause not in (events.Cause.CALLER_LEFT, events.Cause.NO_ANSWER)


def some_calls(data: st.DataObject, *, callers: list[str | None], is_open: bool = True) -> list[Kept]:
    """Let several calls come, those of one caller well apart, others over each other."""
    day = line_day.Day(is_open=is_open, mobile_voicemail_after_s=None)
    last: dict[str | None, line_day.Known] = {}
    kept = []
    for _ in range(data.draw(st.integers(1, 5))):
        caller = data.draw(st.sampled_from(callers))
        does, ends = OUTCOMES[data.draw(st.sampled_from(sorted(OUTCOMES)))]
        gap_s = float(data.draw(st.integers(0, 90)))
        if caller in last:
            free_at = last[caller].ended + dt.timedelta(seconds=APART_S)
            gap_s = max(gap_s, (free_at - day.clock.moment).total_seconds())
        call = day.call(caller, does, after_s=gap_s)
        last[caller] = call
        if not is_open:
            ends = Outcome.VOICEMAIL if call.message else Outcome.OUT_OF_HOURS
        elif call.end == "voicemail" and not call.message:
            ends = Outcome.MISSED
        kept.append(Kept(call=call, outcome=_as_it_ended(call, ends), sources=some_of(call, data)))
    return kept


def _as_it_ended(call: line_day.Known, ends: Outcome) -> Outcome:
    """Return how it ended: whom somebody meant to answer may have found every phone busy."""
    if ends is Outcome.ANSWERED and call.answered_by is None:
        return Outcome.MISSED
    return ends


def mixed(kept: list[Kept], data: st.DataObject) -> list[events.Told]:
    """Return what is told in any order, some of it twice."""
    told = line_day.told(*(source for one in kept for source in one.sources))
    again = [dataclasses.replace(one, name=f"{one.name}-again") for one in told if data.draw(st.booleans())]
    return list(data.draw(st.permutations([*told, *again])))


def shown(calls: list[merge.Call]) -> list[tuple[object, ...]]:
    return sorted((str(one.caller), one.number, one.at) for one in calls)


class TestClusters:
    @hypothesis.given(st.data())
    @MANY
    def test_make_one_call_of_each_whatever_is_left_of_its_sources(self, data):
        kept = some_calls(data, callers=[ALICE, BOB, CARLA, None])

        found = calls_of(mixed(kept, data))

        assert len(found) == len(kept), found
        assert sorted(str(one.caller) for one in found) == sorted(str(one.call.caller) for one in kept)
        assert {one.number for one in found} == {line_day.NUMBER}
        for one in kept:
            (mine,) = [call for call in found if _is_about(call, one)]
            assert mine.outcome in WEAKER[one.outcome], (mine, one)
            assert set(mine.rung or ()) <= {LEA, TOM}

    @hypothesis.given(st.data())
    @FEW
    def test_make_one_call_of_each_while_closed_too(self, data):
        kept = some_calls(data, callers=[ALICE, BOB, None], is_open=False)

        found = calls_of(mixed(kept, data), was_open=False)

        assert sorted(str(one.caller) for one in found) == sorted(str(one.call.caller) for one in kept)
        assert {one.outcome for one in found} <= {Outcome.VOICEMAIL, Outcome.OUT_OF_HOURS}

    @hypothesis.given(st.data())
    @FEW
    def test_do_not_depend_on_the_order_nor_on_doubles(self, data):
        kept = some_calls(data, callers=[ALICE, BOB, None])
        told = line_day.told(*(source for one in kept for source in one.sources))

        assert shown(calls_of(mixed(kept, data))) == shown(calls_of(told))

    @hypothesis.given(st.data())
    @FEW
    def test_tell_all_of_a_call_when_all_is_told(self, data):
        kept = [
            dataclasses.replace(one, sources=one.call.sources)
            for one in some_calls(data, callers=[ALICE, BOB, CARLA, None])
        ]

        found = calls_of(mixed(kept, data))

        expected = sorted((one.call.begin, str(one.call.caller), one.outcome) for one in kept)
        assert sorted((one.at, str(one.caller), one.outcome) for one in found) == expected


HIDDEN_KINDS = {
    "records": lambda one: isinstance(one, events.CallRecord) and one.way is events.RecordWay.INCOMING,
    "live events": lambda one: isinstance(one, events.LiveEvent) and one.kind is LiveKind.BEGINS,
}


class TestHiddenCallers:
    @pytest.mark.parametrize("kind", HIDDEN_KINDS)
    @hypothesis.given(st.data())
    @FEW
    def test_are_told_apart_by_when_each_call_began(self, kind, data):
        day = line_day.Day(mobile_voicemail_after_s=None)
        calls = [
            day.call(None, OUTCOMES[data.draw(st.sampled_from(sorted(OUTCOMES)))][0], after_s=gap_s)
            for gap_s in data.draw(st.lists(st.integers(0, 60), min_size=2, max_size=4))
        ]
        exact = [next(filter(HIDDEN_KINDS[kind], call.sources)) for call in calls]
        # Which of several callers a phone rang for is known by the records alone.
        phones = [one for call in calls for one in call.records[1:]] if kind == "records" else []
        more = [one for one in phones if data.draw(st.booleans())]

        found = calls_of(line_day.told(*data.draw(st.permutations([*exact, *more]))))

        assert sorted(one.at for one in found) == [call.begin for call in calls]

    @hypothesis.given(st.data())
    @SAME
    def test_are_as_many_calls_as_there_were_when_all_is_told(self, data):
        day = line_day.Day(mobile_voicemail_after_s=None)
        calls = [
            day.call(None, OUTCOMES[data.draw(st.sampled_from(sorted(OUTCOMES)))][0], after_s=gap_s)
            for gap_s in data.draw(st.lists(st.integers(0, 90), min_size=2, max_size=5))
        ]
        told = [one for call in calls for one in (*call.records, *call.message, *call.mail)]

        found = calls_of(line_day.told(*data.draw(st.permutations(told))))

        assert sorted(one.at for one in found) == [call.begin for call in calls]
        lengths = sorted(one.duration_s for call in calls for one in call.message)
        assert sorted(one.message_s for one in found if one.message_s is not None) == lengths

    @pytest.mark.parametrize("seed", range(4))
    @pytest.mark.parametrize("with_live", [False, True])
    def test_are_as_many_in_a_storm(self, seed, with_live):
        chance = random.Random(seed)
        day = line_day.Day(mobile_voicemail_after_s=None)
        calls = [
            day.call(
                None if chance.random() < 0.2 else f"+336399802{place:02d}",
                OUTCOMES[chance.choice(sorted(OUTCOMES))][0],
                after_s=chance.randint(0, 5),
            )
            for place in range(100)
        ]
        told = [
            one
            for call in calls
            for one in (*call.records, *call.message, *call.mail, *(call.live if with_live else ()))
        ]
        chance.shuffle(told)

        found = calls_of(line_day.told(*told))

        assert [one.at for one in found] == [call.begin for call in calls]

    def test_at_one_second_keep_each_their_own_message(self):
        day = line_day.Day(mobile_voicemail_after_s=None)
        calls = [day.call(None, calling.leaves_message(length)) for length in (12, 30, 50)]

        found = calls_of(line_day.told(*(one for call in reversed(calls) for one in call.sources)))

        assert sorted(one.message_s or 0 for one in found) == [12, 30, 50]


class TestTwoNumbers:
    OTHER = "+33353010110"
    BOTH = dataclasses.replace(LINE, numbers=(line_day.NUMBER, OTHER))

    def records(self, caller: str | None) -> list[events.Event]:
        call = line_day.Day(mobile_voicemail_after_s=None).call(caller, calling.leaves_message(12))
        other = [dataclasses.replace(one, key=f"other-{one.key}", number=self.OTHER) for one in call.records]
        return [*call.records, *call.message, *other]

    @pytest.mark.parametrize("caller", [ALICE, None])
    def test_called_at_one_moment_are_two_calls(self, caller):
        found = calls_of(line_day.told(*self.records(caller)), line=self.BOTH)

        assert {one.number for one in found} == set(self.BOTH.numbers)
        assert [one.outcome for one in found].count(Outcome.VOICEMAIL) == 1

    def test_are_not_told_apart_by_the_message_alone(self):
        call = line_day.Day(mobile_voicemail_after_s=None).call(ALICE, calling.leaves_message(12))

        (found,) = calls_of(line_day.told(*call.message), line=self.BOTH)

        assert (found.number, found.caller) == (None, ALICE)


class TestLegsThatShowTheDesk:
    @hypothesis.given(st.data())
    @FEW
    def test_are_of_the_call_that_they_fit(self, data):
        day = line_day.Day(mobile_voicemail_after_s=None)
        day.line.service["showCallerNumber"] = "alias"
        calls = [
            day.call(caller, OUTCOMES[data.draw(st.sampled_from(sorted(OUTCOMES)))][0], after_s=gap_s)
            for caller, gap_s in zip(
                (ALICE, BOB, CARLA),
                data.draw(st.lists(st.integers(60, 90), min_size=3, max_size=3)),
                strict=True,
            )
        ]
        told = [one for call in calls for one in (*call.records, *call.message)]

        found = calls_of(line_day.told(*data.draw(st.permutations(told))))

        assert [(one.at, one.caller) for one in found] == [(one.begin, one.caller) for one in calls]

    def test_make_a_call_of_nobody_known_when_nothing_else_is_told(self):
        leg = events.CallRecord(
            key="1",
            caller=line_day.NUMBER,
            called=LEA,
            way=events.RecordWay.TRANSFER,
            at=line_day.START,
            duration_s=0,
            number=line_day.NUMBER,
        )

        (found,) = calls_of(line_day.told(leg))

        assert (found.caller, found.caller_told, found.rung) == (None, False, (LEA,))


class TestMails:
    def mail(self, *, caller: str | None = ALICE, seconds: float, **changes: object) -> events.VoicemailMail:
        known = {
            "key": "m",
            "caller": caller,
            "tells_caller": True,
            "dialled": None,
            "at": line_day.START + dt.timedelta(seconds=seconds),
            "is_exact": True,
            "duration_s": 12,
            "has_sound": True,
        }
        return events.VoicemailMail(**(known | changes))

    @pytest.mark.parametrize(
        "changes",
        [
            {"seconds": 68},
            {"seconds": 0, "at": line_day.START + dt.timedelta(seconds=60)},  # the minute alone
            {"seconds": 90, "is_exact": False},
            {"seconds": 600, "is_exact": False},
            {"seconds": 68, "caller": None, "tells_caller": False, "duration_s": None},
        ],
    )
    @pytest.mark.parametrize(
        "beside", [("records",), ("message",), ("live",), ("records", "message", "live")]
    )
    def test_are_of_the_call_that_they_tell_of(self, changes, beside):
        call = line_day.Day(mobile_voicemail_after_s=None).call(ALICE, calling.leaves_message(12))
        told = [one for name in beside for one in getattr(call, name)]

        (found,) = calls_of(line_day.told(self.mail(**changes), *told))

        assert (found.caller, found.outcome, found.mail) == (ALICE, Outcome.VOICEMAIL, "m")

    @pytest.mark.parametrize(
        "changes",
        [
            {"seconds": 68, "caller": BOB},
            {"seconds": 300},
            {"seconds": -30},
            {"seconds": 1000, "is_exact": False},
            {"seconds": 68, "duration_s": 40},
        ],
    )
    def test_of_another_call_are_another_call(self, changes):
        call = line_day.Day(mobile_voicemail_after_s=None).call(ALICE, calling.leaves_message(12))

        assert len(calls_of(line_day.told(self.mail(**changes), *call.records, *call.message))) == 2


def _is_about(call: merge.Call, kept: Kept) -> bool:
    if call.caller != kept.call.caller:
        return False
    return kept.call.begin - dt.timedelta(seconds=5) <= call.at <= kept.call.ended + dt.timedelta(seconds=5)
