"""Two callers who hide their number within a minute: joined only where nothing at all tells them apart."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import assemble, events, merge
from deskbot.sandbox.ovh import calling
from tests.unit.calls import line_day
from tests.unit.calls.line_day import LEA, LINE, NUMBER, START, TOM

OTHER_NUMBER = "+33353010110"
TWO_NUMBERS = dataclasses.replace(LINE, numbers=(NUMBER, OTHER_NUMBER))


def after(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def record(key: str, at_s: float, *, duration_s: int, number: str = NUMBER) -> events.CallRecord:
    return events.CallRecord(
        key=key,
        caller=None,
        called=number,
        way=events.RecordWay.INCOMING,
        at=after(at_s),
        duration_s=duration_s,
        number=number,
    )


def leg(key: str, at_s: float, *, called: str, duration_s: int = 0) -> events.CallRecord:
    way = events.RecordWay.TRANSFER
    return dataclasses.replace(record(key, at_s, duration_s=duration_s), called=called, way=way)


def message(at_s: float, *, duration_s: int) -> events.VoicemailMessage:
    return events.VoicemailMessage(key="m", caller=None, at=after(at_s), duration_s=duration_s)


def mail(at_s: float, *, duration_s: int) -> events.VoicemailMail:
    return events.VoicemailMail(
        key="mail",
        caller=None,
        tells_caller=True,
        dialled=line_day.VOICEMAIL,
        at=after(at_s),
        is_exact=True,
        duration_s=duration_s,
        has_sound=True,
    )


def live(
    at_s: float, *, kind: events.LiveKind = events.LiveKind.BEGINS, number: str = NUMBER
) -> events.LiveEvent:
    cause = events.Cause.CALLER_LEFT if kind is events.LiveKind.ENDS else None
    return events.LiveEvent(
        key=f"live-{at_s}", call="session", kind=kind, at=after(at_s), number=number, caller=None, cause=cause
    )


def calls_in(*happened: events.Event, line: merge.Line = LINE) -> int:
    """Return how many calls these make, in whichever order they are told."""
    told = line_day.told(*happened)
    (count,) = {len(assemble.clusters(one, line=line)) for one in (told, told[::-1])}
    return count


class TestClusters:
    @pytest.mark.parametrize("apart_s", [0, 1, 12, 45])
    @pytest.mark.parametrize(
        "outcomes",
        [
            (calling.leaves_message(12), calling.leaves_message(30)),
            (calling.hangs_up(40), calling.leaves_message(12)),
            (calling.hangs_up(4), calling.answered(by=2)),
            (calling.hangs_up(40), calling.hangs_up(40)),
        ],
        ids=["two messages", "one message", "one talk", "alike"],
    )
    def test_keep_two_calls_apart_of_which_all_is_told(self, apart_s, outcomes):
        day = line_day.Day(mobile_voicemail_after_s=None)
        first = day.call(None, outcomes[0])
        second = day.call(None, outcomes[1], after_s=apart_s)

        assert calls_in(*first.sources, *second.sources) == 2
        assert calls_in(*first.records, *second.records) == 2

    def test_keep_a_call_for_who_went_to_the_voicemail(self):
        # Three wait at once and are answered late; who came in between waits too long.
        answered = [record("a", 0, duration_s=9), record("b", 0, duration_s=9), record("e", 12, duration_s=9)]
        legs = [
            leg("a1", 0, called=LEA),
            leg("a2", 24, called=TOM, duration_s=9),
            leg("b1", 0, called=TOM),
            leg("b2", 24, called=LEA, duration_s=9),
            leg("d1", 43, called=LEA),
            leg("d2", 66, called=line_day.VOICEMAIL, duration_s=8),
            leg("e1", 43, called=TOM),
            leg("e2", 67, called=LEA, duration_s=9),
        ]

        assert calls_in(*answered, record("d", 6, duration_s=8), *legs) == 4

    def test_keep_two_records_apart_however_alike(self):
        assert calls_in(record("a", 0, duration_s=0), record("b", 0, duration_s=0)) == 2

    def test_tell_them_apart_by_the_number_dialled(self):
        first = record("a", 0, duration_s=0)

        assert calls_in(first, live(2, number=OTHER_NUMBER), line=TWO_NUMBERS) == 2
        assert calls_in(first, live(2), line=TWO_NUMBERS) == 1

    def test_tell_them_apart_by_how_long_they_took(self):
        # The talk with the voicemail is as long as the greeting and the message, at least.
        assert calls_in(record("a", 0, duration_s=20), message(40, duration_s=45)) == 2
        assert calls_in(record("a", 0, duration_s=60), message(40, duration_s=45)) == 1

    def test_tell_them_apart_by_the_length_of_the_message(self):
        assert calls_in(message(40, duration_s=45), mail(40, duration_s=12)) == 2
        assert calls_in(message(40, duration_s=45), mail(40, duration_s=45)) == 1

    def test_tell_them_apart_by_when_they_began(self):
        first = record("a", 0, duration_s=0)

        assert calls_in(first, live(40)) == 2
        assert calls_in(first, live(4)) == 1

    def test_tell_them_apart_by_a_message_left_while_the_other_had_gone(self):
        begins, left = live(0), live(30, kind=events.LiveKind.ENDS)

        assert calls_in(begins, left, message(50, duration_s=12)) == 2
        assert calls_in(begins, message(50, duration_s=12)) == 1
