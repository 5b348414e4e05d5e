"""Whatever is told first, each call is one call and has one card."""

import dataclasses
import datetime as dt
import pathlib
import tempfile
from collections.abc import Iterator

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import case, events, merge
from deskbot.calls.events import Cause, LiveKind
from deskbot.calls.merge import Outcome
from deskbot.desk import desks as desks_module
from deskbot.outside.database import instants, migrate, store
from tests.adapters.database import conftest, recorder
from tests.adapters.database import test_migrations as migrations
from tests.unit.calls import line_day, test_assemble
from tests.unit.calls.line_day import ALICE, BOB, LEA, TOM

SOME = hypothesis.settings(max_examples=25)


def at(seconds: float) -> dt.datetime:
    return line_day.START + dt.timedelta(seconds=seconds)


def record(
    seconds: float,
    *,
    lasting: int = 0,
    caller: str | None = ALICE,
    way: events.RecordWay = events.RecordWay.INCOMING,
    called: str = line_day.NUMBER,
) -> events.CallRecord:
    return events.CallRecord(
        key=f"{way.value}-{seconds}",
        caller=caller,
        called=called,
        way=way,
        at=at(seconds),
        duration_s=lasting,
        number=line_day.NUMBER,
    )


def leg(seconds: float, *, to: str = LEA, lasting: int = 0, caller: str | None = ALICE) -> events.CallRecord:
    return record(seconds, lasting=lasting, caller=caller, way=events.RecordWay.TRANSFER, called=to)


def outgoing(seconds: float, *, to: str = ALICE, lasting: int = 40) -> events.CallRecord:
    way = events.RecordWay.OUTGOING
    return record(seconds, lasting=lasting, caller=line_day.NUMBER, way=way, called=to)


def message(seconds: float, *, lasting: int = 12, caller: str | None = ALICE) -> events.VoicemailMessage:
    return events.VoicemailMessage(key=f"{seconds}", caller=caller, at=at(seconds), duration_s=lasting)


def mail(seconds: float) -> events.VoicemailMail:
    return events.VoicemailMail(
        key=f"mail-{seconds}",
        caller=None,
        tells_caller=False,
        dialled=line_day.VOICEMAIL,
        at=at(seconds),
        is_exact=True,
        duration_s=12,
        has_sound=True,
    )


def live(kind: LiveKind, seconds: float, *, agent: str | None = None, cause: Cause | None = None):
    return events.LiveEvent(
        key=f"{kind.value}-{seconds}",
        call="q1",
        kind=kind,
        at=at(seconds),
        number=line_day.NUMBER,
        caller=ALICE,
        agent=agent,
        cause=cause,
    )


# Hidden callers: a phone that was rung, a call that began later, and a message that may be either's, until
# the one that the call left is told of too.
RANG = leg(0, caller=None)
BEGAN = record(20, lasting=40, caller=None)
SAID = message(70, caller=None)
SAID_TOO = message(48, caller=None)


@pytest.fixture
def line(data: store.Store) -> recorder.Recorder:
    return recorder.Recorder(data)


def told_bit_by_bit(told: list[events.Event], data: st.DataObject) -> Iterator[list[events.Event]]:
    left = list(data.draw(st.permutations(told)))
    while left:
        many = data.draw(st.integers(1, len(left)))
        yield left[:many]
        left = left[many:]


class TestWhatComesBitByBit:
    @hypothesis.given(st.data())
    @SOME
    def test_is_in_the_end_what_it_is_at_once(self, data):
        kept = test_assemble.some_calls(data, callers=[ALICE, BOB, None])
        told = [source for one in kept for source in one.sources]
        with tempfile.TemporaryDirectory() as folder:
            made = []
            for batches in (list(told_bit_by_bit(told, data)), [told]):
                opened = conftest.opened_at(f"sqlite:///{pathlib.Path(folder) / f'{len(made)}.sqlite3'}")
                migrate.upgrade(opened.writer)
                line = recorder.Recorder(opened)
                for batch in batches:
                    line.hears(*batch)
                made.append(line)

            bit_by_bit, at_once = made
            assert _all_shown(bit_by_bit) == _all_shown(at_once)
            assert len(bit_by_bit.calls()) == len(kept)
            assert (bit_by_bit.unplaced(), at_once.unplaced()) == (0, 0)
            for line in made:
                _one_card_each(line)
                line.data.close()


def _all_shown(line: recorder.Recorder) -> list[tuple[object, ...]]:
    # Two that began in the same second are in no order.
    return sorted(map(_shown, line.calls()), key=repr)


def _shown(call: merge.Call) -> tuple[object, ...]:
    return (call.at, call.caller, call.outcome, call.number, call.message_s, call.rung)


def _one_card_each(line: recorder.Recorder) -> None:
    """Check that each call that needs a card has one that stands for it, and no card has none."""
    needing = {one.case for one in line.calls() if one.needs_a_card}
    for key in needing:
        assert line.card(key or "").joined_to is None
    assert {one.key for one in line.cards()} <= needing


class TestTwoCallsThatWereOne:
    @pytest.fixture
    def two(self, line):
        """The message seems to be that of the call, and has a card; so has the phone that was rung."""
        line.hears(SAID)
        line.hears(BEGAN)
        line.hears(RANG)
        assert [one.key for one in line.calls()] == [f"standard-{name}" for name in (_OF_RANG, _OF_SAID)]
        return line

    def test_are_the_older_one(self, two):
        two.hears(SAID_TOO)

        first, second = two.calls()
        assert (first.key, first.at, first.voicemail) == (f"standard-{_OF_SAID}", at(0), SAID.key)
        assert (second.at, second.voicemail) == (at(20), SAID_TOO.key)
        assert {one.key for one in two.cards()} == {first.case, second.case}
        assert two.unplaced() == 0

    def test_leave_one_open_card_and_one_that_links_to_it(self, two):
        two.hears(SAID_TOO)

        stays, gone = two.calls()[0].case, two.card(f"standard-{_OF_RANG}")
        assert (gone.state, gone.closing) == (case.State.DONE, case.Closing.JOINED)
        assert gone.joined_to == stays == f"standard-{_OF_SAID}"
        assert gone.key in two.due("show_card")

    def test_are_told_apart_again_with_the_post_that_the_second_one_had(self, two):
        with two.data.write() as work:
            shown = two.card(f"standard-{_OF_RANG}").changed(note="Tom : rappelle à midi", moves=2)
            work.cases.save(dataclasses.replace(shown, post_id="p7", posted_in="standard"))
        two.takes(f"standard-{_OF_RANG}")
        two.hears(SAID_TOO)
        joined = two.card(f"standard-{_OF_RANG}")

        two.hears(record(-1, caller=None))

        again = two.card(f"standard-{_OF_RANG}")
        assert (again.state, again.taken_by, again.joined_to, again.closing) == (
            case.State.OPEN,
            None,
            None,
            None,
        )
        assert (again.post_id, again.moves, again.note) == ("p7", 2, "Tom : rappelle à midi")
        assert again.version > joined.version

    def test_are_his_who_had_taken_either(self, two):
        two.takes(f"standard-{_OF_RANG}")

        two.hears(SAID_TOO)

        card = two.card(f"standard-{_OF_SAID}")
        assert (card.state, card.taken_by) == (case.State.TAKEN, "tom")

    def test_are_done_when_one_of_them_was(self, two):
        with two.data.write() as work:
            done = two.card(f"standard-{_OF_RANG}")
            work.cases.save(done.finished(by="lea", closing=case.Closing.REACHED, at=two.clock.shown))

        two.hears(SAID_TOO)

        card = two.card(f"standard-{_OF_SAID}")
        assert (card.state, card.closing, card.done_by) == (
            case.State.DONE,
            case.Closing.REACHED,
            "lea",
        )

    def test_are_one_once_the_end_of_a_talk_finds_its_call(self, line):
        line.hears(leg(2))
        line.hears(live(LiveKind.HUNG_UP, 43, agent=TOM))
        assert [one.outcome for one in line.calls()] == [Outcome.UNCLEAR, Outcome.ANSWERED]

        line.hears(record(0, lasting=9))

        assert [one.outcome for one in line.calls()] == [Outcome.ANSWERED]
        assert line.cards() == ()

    def test_stay_two_where_a_source_tells_them_apart_after_all(self, line):
        line.hears(record(0, lasting=100, caller=None), message(110, caller=None))
        (call,) = line.calls()

        line.hears(record(80, lasting=42, caller=None))

        first, second = line.calls()
        assert (first.key, first.outcome, second.outcome) == (call.key, Outcome.TALKED, Outcome.VOICEMAIL)
        assert [one.key for one in line.cards()] == [second.case]


class TestACallThatIsGathered:
    @pytest.fixture
    def two_desks(self, line):
        """Two desks with one voicemail: a message does not say for which of them it is."""
        mine = line.house.desks.by_key["standard"]
        other = dataclasses.replace(mine, key="other", title="l'autre", public_number=_OTHER)
        both = desks_module.Desks(by_key={"standard": mine, "other": other})
        line.house = dataclasses.replace(line.house, desks=both)
        line.hears(record(0), leg(2))
        line.hears(message(600))
        return line

    def test_leaves_the_card_with_its_desk_when_it_turns_out_to_be_to_another(self, two_desks):
        (card,) = two_desks.cards()
        assert card.calls == 2

        to_other = dataclasses.replace(record(570, lasting=40, called=_OTHER), number=_OTHER)
        two_desks.hears(to_other, desk="other")

        (stays,) = two_desks.cards()
        with two_desks.data.read() as work:
            (its_own,) = work.cases.open_of("other")
        assert (stays.key, stays.calls) == (card.key, 1)
        assert stays.version > card.version
        assert (its_own.calls, its_own.joined_to, its_own.at) == (1, None, at(570))

    def test_stays_there_when_it_turns_out_to_be_to_the_same(self, two_desks):
        two_desks.hears(record(570, lasting=40))

        (card,) = two_desks.cards()
        assert (card.desk, card.calls) == ("standard", 2)


_OTHER = "+33353010155"
_OF_RANG, _OF_SAID = f"CallRecord-{RANG.key}", f"VoicemailMessage-{SAID.key}"


class TestRun:
    def test_shows_nothing_again_when_nothing_new_is_told(self, line):
        line.hears(record(0), leg(2))
        before = line.cards()

        line.hears(live(LiveKind.BEGINS, 0), live(LiveKind.ENDS, 20, cause=Cause.CALLER_LEFT))
        line.hears(record(0), names=("CallRecord-again",))
        (after,) = line.cards()

        assert after.version - before[0].version <= 1

    def test_makes_no_card_while_a_call_rings_nor_when_it_is_answered(self, line):
        line.clock.shown = at(1)
        line.hears(live(LiveKind.BEGINS, 0), live(LiveKind.RINGS, 0, agent=LEA))
        assert (line.cards(), line.calls()) == ((), ())

        line.hears(live(LiveKind.ANSWERED, 6, agent=LEA))

        assert line.cards() == ()
        assert [one.outcome for one in line.calls()] == [Outcome.ANSWERED]

    def test_tells_of_a_call_of_which_nothing_more_is_heard(self, line):
        line.clock.shown = at(1)
        line.hears(live(LiveKind.BEGINS, 0), live(LiveKind.RINGS, 0, agent=LEA))
        assert line.due("record_call") == [recorder.DESK]

        line.clock.shown = at(600)
        line.records()

        assert len(line.cards()) == 1
        assert [one.outcome for one in line.calls()] == [Outcome.UNCLEAR]

    def test_makes_no_card_for_whoever_is_blocked(self, data):
        line = recorder.Recorder(data, blocked=frozenset({ALICE}))

        line.hears(record(0))

        assert (line.cards(), [one.outcome for one in line.calls()]) == ((), [Outcome.BLOCKED])

    def test_says_of_a_card_that_its_call_was_blocked_and_not_that_somebody_answered(self, data):
        line = recorder.Recorder(data)
        line.hears(record(0))
        (card,) = line.cards()

        recorder.Recorder(data, blocked=frozenset({ALICE})).hears(leg(2))

        assert line.card(card.key).closing is case.Closing.BLOCKED

    def test_gathers_the_calls_of_one_caller_in_the_order_in_which_they_are_told(self, line):
        line.hears(record(1200))
        line.hears(record(0))
        line.hears(record(600, lasting=30), leg(602), message(640))

        (card,) = line.cards()
        assert (card.calls, card.last_call_at) == (3, at(1200))
        assert {one.case for one in line.calls()} == {card.key}

    def test_takes_a_call_out_again_that_was_answered(self, line):
        line.hears(record(0))
        line.hears(leg(600))
        assert line.cards()[0].calls == 2

        line.hears(record(600, lasting=30), leg(624, to=TOM, lasting=30))

        (call, _) = line.calls()
        assert line.cards() == ()
        assert line.card(call.case).closing is case.Closing.GOT_THROUGH

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_closes_the_card_of_whoever_was_called_back_whichever_is_told_first(self, line, order):
        told = (record(0), outgoing(300))
        for place in order:
            line.hears(told[place])

        assert line.cards() == ()
        (call,) = line.calls()
        closed = line.card(call.case)
        assert (closed.closing, closed.done_by) == (case.Closing.CALLED_BACK, None)

    @pytest.mark.parametrize(
        "other", [outgoing(300, lasting=0), outgoing(300, to=BOB), outgoing(-300), record(300, caller=BOB)]
    )
    def test_leaves_it_open_after_any_other_call(self, line, other):
        line.hears(record(0), other)

        assert ALICE in [one.caller for one in line.cards()]

    @pytest.mark.parametrize("first", [LiveKind.BEGINS, LiveKind.RINGS])
    def test_counts_a_talk_once_however_long_it_is(self, line, first):
        over_s = 9000
        line.clock.shown = at(1)
        line.hears(live(first, 0, agent=None if first is LiveKind.BEGINS else LEA))
        line.hears(live(LiveKind.ANSWERED, 6, agent=LEA))
        line.clock.shown = at(over_s)
        line.hears(live(LiveKind.HUNG_UP, over_s, agent=LEA))
        line.hears(live(LiveKind.ENDS, over_s))
        # Something else that is told then must not take the call's end for all that there is of it.
        line.hears(record(over_s + 600, caller=BOB))
        line.hears(record(0, lasting=over_s), leg(1, lasting=over_s - 6))

        of_alice = [one for one in line.calls() if one.caller == ALICE]
        assert [(one.at, one.outcome) for one in of_alice] == [(at(0), Outcome.ANSWERED)]
        assert line.unplaced() == 0

    def test_opens_it_again_when_the_talk_turns_out_to_be_none(self, line):
        line.hears(record(0))
        line.takes(line.cards()[0].key)
        told = [
            live(LiveKind.BEGINS, 600),
            live(LiveKind.RINGS, 600, agent=LEA),
            live(LiveKind.ANSWERED, 624, agent=LEA),
        ]
        line.hears(*told)
        assert line.cards() == ()

        line.hears(live(LiveKind.HUNG_UP, 633, agent=LEA))

        (card,) = line.cards()
        assert (card.state, card.taken_by, card.calls) == (case.State.TAKEN, "tom", 2)

    def test_does_not_open_again_what_somebody_closed(self, line):
        line.hears(record(0))
        (card,) = line.cards()
        with line.data.write() as work:
            work.cases.save(card.finished(by="lea", closing=case.Closing.REACHED, at=line.clock.shown))

        line.hears(leg(2))

        assert line.cards() == ()

    @pytest.mark.parametrize(
        "closing", [case.Closing.NOTHING_TO_DO, case.Closing.SPAM, case.Closing.WRONG_NUMBER]
    )
    def test_opens_it_again_for_a_message_that_came_after_its_end(self, line, closing):
        """Whatever somebody thought of a call without a message: nobody heard what it says."""
        line.hears(record(0, lasting=30), leg(2))
        (card,) = line.cards()
        ended(line, card, closing=closing)

        line.hears(message(40))

        (again,) = line.cards()
        assert (again.key, again.state, again.has_message_since) == (card.key, case.State.OPEN, True)
        assert line.due("tell") == [f"since-{card.key}-{card.version + 2}-lea"]

    def test_leaves_a_card_done_whose_caller_was_talked_to_after_the_message(self, line):
        line.hears(record(0, lasting=30), leg(2))
        ended(line, line.cards()[0])
        line.hears(outgoing(300))

        line.hears(message(40))

        assert line.cards() == ()

    def test_does_not_close_again_what_somebody_opened_again(self, line):
        line.hears(record(0), outgoing(300))
        (call,) = line.calls()
        with line.data.write() as work:
            again = line.card(call.case).opened_again(at=line.clock.shown, by="lea")
            work.cases.save(again)

        line.hears(leg(2))

        assert [one.key for one in line.cards()] == [call.case]

    def test_makes_a_new_card_of_a_call_long_after_that_of_an_old_one(self, line):
        line.hears(record(-21 * 86400))
        (old,) = line.cards()
        line.hears(record(0))

        assert [one.calls for one in line.cards()] == [1, 1]
        assert line.cards()[0].key == old.key

    def test_begins_reminders_anew_when_the_caller_calls_again(self, line):
        line.hears(record(0))
        (card,) = line.cards()
        with line.data.write() as work:
            work.cases.save(dataclasses.replace(card, reminded=2))

        line.hears(record(600))

        assert [(one.calls, one.reminded) for one in line.cards()] == [(2, 0)]


class TestACallerWhoBecomesKnown:
    def test_is_told_once_to_whoever_has_the_card(self, line):
        line.hears(mail(40))
        (card,) = line.cards()
        line.takes(card.key)
        assert line.due("tell") == []

        line.hears(record(0, lasting=60), leg(2), message(40))

        (known,) = line.cards()
        assert (known.taken_by, known.caller) == ("tom", ALICE)
        assert line.due("tell") == [f"number-{known.key}-tom"]


def ended(
    line: recorder.Recorder, card: case.Case, *, closing: case.Closing = case.Closing.NOTHING_TO_DO
) -> None:
    with line.data.write() as work:
        done = card.finished(by="lea", closing=closing, at=line.clock.shown)
        work.cases.save(done)


CALL_0003 = {
    "key": "standard-cdr-7",
    "desk": "standard",
    "at": instants.to_text(at(0)),
    "incoming_s": 40,
    "leg_answered": False,
    "leg_unanswered": False,
    "reached_voicemail": True,
}
CARD_0003 = {
    "key": "standard-cdr-7",
    "desk": "standard",
    "channel": "standard",
    "state": "open",
    "version": 1,
    "shown_version": 1,
    "post_id": "p1",
    "hearing": "none",
    "urgent": False,
}

LINE_0003 = {"desk": "standard", "blindness_told": False, "trouble_told": False}


def _opened_of_0003(
    file: pathlib.Path, *, seen: dict[str, int], polled_min: int | None, **call: object
) -> store.Store:
    """Open what 0003 left: a call, its card, the names seen and the last look, in minutes after the call."""
    opened = conftest.opened_at(f"sqlite:///{file}")
    migrate.upgrade(opened.writer, revision="0003")
    migrations.insert(opened.writer, "desk_call", CALL_0003 | call)
    migrations.insert(opened.writer, "desk_case", CARD_0003)
    for name, minutes in seen.items():
        row = {"desk": "standard", "source": name, "at": instants.to_text(at(60 * minutes))}
        migrations.insert(opened.writer, "desk_seen", row)
    if polled_min is not None:
        polled_at = instants.to_text(at(60 * polled_min))
        migrations.insert(opened.writer, "desk_line", LINE_0003 | {"polled_at": polled_at})
    migrate.upgrade(opened.writer)
    return opened


class TestTheVersionBefore:
    """What 0003 had seen and made cards of is known again, by its key."""

    @pytest.fixture
    def line(self, file: pathlib.Path) -> Iterator[recorder.Recorder]:
        names = {"cdr-1": -5000, "vm-3": -300, "cdr-7": 1, "cdr-8": 2}
        opened = _opened_of_0003(file, seen=names, polled_min=3)
        yield recorder.Recorder(opened)
        opened.close()

    def test_left_calls_with_their_cards(self, line):
        (call,) = line.calls()

        assert (call.key, call.case, call.outcome, call.rung) == (
            "standard-cdr-7",
            "standard-cdr-7",
            Outcome.MISSED,
            (),
        )

    def test_has_its_last_hours_read_again_and_no_more(self, line):
        with line.data.read() as work:
            names = ["cdr-1", "vm-3", "cdr-7", "cdr-8", "vm-9"]
            assert work.sources.unseen("standard", names) == ("cdr-7", "cdr-8", "vm-9")

    def test_gets_no_second_card_for_what_comes_late(self, line):
        line.hears(record(0, lasting=40, caller=None), names=("cdr-7",))
        line.hears(message(20, caller=None), names=("vm-9",))

        (call,) = line.calls()
        (card,) = line.cards()
        assert (call.key, call.outcome, card.key, card.post_id) == (
            "standard-cdr-7",
            Outcome.VOICEMAIL,
            "standard-cdr-7",
            "p1",
        )

    def test_gets_no_second_card_for_a_message_that_the_box_lists_long_after(self, file):
        names = {"cdr-1": -5000, "cdr-7": 1, "vm-7": 1}
        opened = _opened_of_0003(file, seen=names, polled_min=8 * 60, voicemail="7")
        line = recorder.Recorder(opened)

        with opened.read() as work:
            assert work.sources.unseen("standard", ["cdr-7", "vm-7"]) == ()
        line.hears(message(20, caller=None), names=("vm-7",))

        assert [card.key for card in line.cards()] == ["standard-cdr-7"]
        opened.close()

    def test_keeps_the_message_of_a_call_that_began_before_what_is_read_again(self, file):
        # The message was seen in the two hours before the last look, the record of its call was not.
        names = {"cdr-1": -5000, "cdr-7": 1, "vm-7": 2}
        opened = _opened_of_0003(file, seen=names, polled_min=122, voicemail="7")

        with opened.read() as work:
            assert work.sources.unseen("standard", ["cdr-7", "vm-7"]) == ()
        opened.close()

    def test_has_nothing_read_again_where_no_look_was_good(self, file):
        opened = _opened_of_0003(file, seen={"cdr-1": -5000, "cdr-7": 1}, polled_min=None)

        with opened.read() as work:
            assert work.sources.unseen("standard", ["cdr-1", "cdr-7"]) == ()
        opened.close()
