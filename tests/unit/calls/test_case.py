"""A card, from open to done."""

import datetime as dt

import pytest

from deskbot.calls import case

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
OPEN = case.Case(key="c1", desk="standard", channel="standard")
TAKEN = OPEN.taken(by="tom", at=NOW)
DONE = TAKEN.finished(by="lea", closing=case.Closing.REACHED, note=None)


class TestTaken:
    def test_gives_the_card_to_the_first(self):
        assert (TAKEN.state, TAKEN.taken_by, TAKEN.taken_at) == (case.State.TAKEN, "tom", NOW)

    @pytest.mark.parametrize(("card", "by"), [(TAKEN, "tom"), (DONE, "tom")])
    def test_refuses_the_second_and_says_who_has_it(self, card, by):
        with pytest.raises(case.CannotTake) as refused:
            card.taken(by="lea", at=NOW)

        assert refused.value.by == by


class TestFinished:
    def test_keeps_who_took_it_and_who_ended_it(self):
        assert (DONE.state, DONE.taken_by, DONE.done_by) == (case.State.DONE, "tom", "lea")

    def test_counts_as_taken_by_whoever_ends_it_at_once(self):
        done = OPEN.finished(by="lea", closing=case.Closing.NO_ANSWER, note="rappeler lundi")

        assert (done.taken_by, done.closing, done.note) == ("lea", case.Closing.NO_ANSWER, "rappeler lundi")

    def test_refuses_a_second_time(self):
        with pytest.raises(case.CannotFinish):
            DONE.finished(by="tom", closing=case.Closing.REACHED, note=None)


class TestChanged:
    def test_is_a_new_version_to_show(self):
        shown = case.Case(key="c1", desk="standard", channel="standard", shown_version=1, post_id="p1")

        assert shown.is_shown
        assert not shown.changed(urgent=True).is_shown

    def test_is_not_shown_without_a_post(self):
        assert not case.Case(key="c1", desk="standard", channel="standard", shown_version=1).is_shown

    def test_refuses_a_field_that_does_not_exist(self):
        with pytest.raises(TypeError):
            OPEN.changed(colour="red")
