"""What people do with a card: hand it to somebody, give it back, undo."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import case, handling

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
OPEN = case.Case(key="c1", desk="standard", channel="standard", reminded=2)
TAKEN = OPEN.taken(by="tom", at=NOW)
HANDED = handling.handed(OPEN, to="simon", by="lea", at=NOW)
PASSED_ON = handling.handed(TAKEN, to="simon", by="tom", at=LATER)
DONE = TAKEN.finished(by="lea", closing=case.Closing.REACHED, at=LATER)
ENDED_AT_ONCE = OPEN.finished(by="lea", closing=case.Closing.SPAM, at=LATER)


def holder(card: case.Case) -> tuple[case.State, str | None]:
    return card.state, card.taken_by


class TestHanded:
    def test_gives_it_to_somebody_who_knows_from_whom(self):
        assert (HANDED.state, HANDED.taken_by, HANDED.assigned_by) == (case.State.TAKEN, "simon", "lea")
        assert (HANDED.taken_before, HANDED.taken_at, HANDED.reminded) == (None, NOW, 0)

    def test_remembers_who_had_it(self):
        assert (PASSED_ON.taken_by, PASSED_ON.assigned_by, PASSED_ON.taken_before) == ("simon", "tom", "tom")

    def test_to_oneself_is_taking_it(self):
        mine = handling.handed(OPEN, to="lea", by="lea", at=NOW)

        assert (mine.taken_by, mine.assigned_by) == ("lea", None)

    def test_is_refused_to_whoever_has_nothing_to_do_with_it(self):
        with pytest.raises(case.CannotTake) as refused:
            handling.handed(TAKEN, to="simon", by="lea", at=LATER)

        assert (refused.value.by, refused.value.since) == ("tom", NOW)

    @pytest.mark.parametrize(("card", "by"), [(HANDED, "lea"), (HANDED, "simon"), (TAKEN, "tom")])
    def test_is_for_whoever_has_it_or_handed_it(self, card, by):
        assert handling.handed(card, to="ines", by=by, at=LATER).taken_by == "ines"

    def test_is_for_an_admin(self):
        assert handling.handed(TAKEN, to="ines", by="lea", at=LATER, is_admin=True).taken_by == "ines"

    def test_opens_again_what_was_done(self):
        again = handling.handed(DONE, to="simon", by="ines", at=LATER)

        assert (again.state, again.taken_by, again.taken_before) == (case.State.TAKEN, "simon", None)
        assert (again.closing, again.done_by, again.done_at) == (None, None, None)


class TestUndone:
    @pytest.mark.parametrize(
        ("card", "by", "what", "left"),
        [
            (TAKEN, "tom", handling.Undone.TAKE, (case.State.OPEN, None)),
            (HANDED, "lea", handling.Undone.HAND_OVER, (case.State.OPEN, None)),
            (HANDED, "simon", handling.Undone.HAND_BACK, (case.State.OPEN, None)),
            (PASSED_ON, "tom", handling.Undone.HAND_OVER, (case.State.TAKEN, "tom")),
            (DONE, "lea", handling.Undone.CLOSING, (case.State.TAKEN, "tom")),
            (DONE, "tom", handling.Undone.CLOSING, (case.State.TAKEN, "tom")),
            (ENDED_AT_ONCE, "lea", handling.Undone.CLOSING, (case.State.OPEN, None)),
        ],
    )
    def test_takes_back_the_last_thing_done(self, card, by, what, left):
        undone, back = handling.undone(card, by=by, at=LATER)

        assert (undone, holder(back)) == (what, left)
        assert back.version > card.version

    @pytest.mark.parametrize("to", ["simon", "ines"])
    @pytest.mark.parametrize("ended", [DONE, ENDED_AT_ONCE])
    def test_has_it_done_again_that_was_done_before_it_was_handed_over(self, ended, to):
        handed = handling.handed(ended, to=to, by="ines", at=LATER)

        _, back = handling.undone(handed, by="ines", at=LATER)

        # What it is for good that it was opened meanwhile, and that people see another version.
        kept = {name: getattr(back, name) for name in ("version", "reminded", "reopened_at", "reopened_by")}
        assert back == dataclasses.replace(ended, **kept)

    def test_leaves_it_open_when_whoever_was_handed_it_hands_it_back(self):
        handed = handling.handed(DONE, to="simon", by="ines", at=LATER)

        assert holder(handling.undone(handed, by="simon", at=LATER)[1]) == (case.State.OPEN, None)

    def test_leaves_it_with_whoever_was_handed_it_who_may_hand_it_back(self):
        on = handling.handed(HANDED, to="ines", by="simon", at=LATER)

        _, back = handling.undone(on, by="simon", at=LATER)

        assert (back.taken_by, back.assigned_by) == ("simon", "lea")
        assert handling.undone(back, by="simon", at=LATER)[0] is handling.Undone.HAND_BACK

    @pytest.mark.parametrize("card", [TAKEN, HANDED, DONE, ENDED_AT_ONCE])
    def test_is_for_whom_it_concerns_or_an_admin(self, card):
        with pytest.raises(handling.NotTheirs):
            handling.undone(card, by="ines", at=LATER)

        handling.undone(card, by="ines", at=LATER, is_admin=True)

    def test_is_for_everybody_where_deskbot_ended_it(self):
        alone = OPEN.finished(by=None, closing=case.Closing.ANSWERED, at=LATER)

        assert holder(handling.undone(alone, by="ines", at=LATER)[1]) == (case.State.OPEN, None)

    def test_leaves_nothing_of_who_had_it(self):
        _, free = handling.undone(HANDED, by="simon", at=LATER)

        assert (free.taken_at, free.assigned_by) == (None, None)
        assert (free.taken_before, free.assigned_before) == (None, None)

    def test_refuses_where_nothing_was_done(self):
        with pytest.raises(handling.NothingToUndo):
            handling.undone(OPEN, by="lea", at=NOW)


class TestSortedAs:
    def test_is_said_by_somebody_and_goes_there(self):
        card = OPEN.changed(refused_channel="compta")

        there = handling.sorted_as(card, topic="administration", channel="admin", by="lea")

        assert (there.topic, there.topic_by) == ("administration", "lea")
        assert (there.channel, there.channel_by, there.refused_channel) == ("admin", "lea", None)
