"""A card, from open to done."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import case

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
OPEN = case.Case(key="c1", desk="standard", channel="standard")
TAKEN = OPEN.taken(by="tom", at=NOW)
LATER = NOW + dt.timedelta(hours=1)
DONE = TAKEN.finished(by="lea", closing=case.Closing.REACHED, at=LATER)


class TestAt:
    def test_is_when_the_last_call_came(self):
        card = case.Case(key="c1", desk="s", channel="s", opened_at=NOW, last_call_at=LATER)

        assert (card.at, dataclasses.replace(card, last_call_at=None).at) == (LATER, NOW)

    def test_is_never_guessed(self):
        with pytest.raises(ValueError, match="without a time"):
            OPEN.at  # noqa: B018 - it is the reading of it that is refused


class TestNotes:
    def test_are_what_people_wrote_one_line_each(self):
        assert OPEN.changed(note="Léa : absent\nTom : joint").notes == ("Léa : absent", "Tom : joint")
        assert OPEN.notes == ()
        assert OPEN.told is None

    def test_of_a_note_come_after_what_it_says(self):
        note = case.Case(
            key="n1", desk="s", channel="s", origin=case.Origin.NOTE, note="rappeler\nTom : joint"
        )

        assert (note.told, note.notes) == ("rappeler", ("Tom : joint",))


class TestWithLine:
    def test_keeps_each_on_one_line_of_its_own(self):
        assert case.with_line(None, "un\ndeux\u2028trois") == "un deux trois"
        assert case.with_line("un", " deux ") == "un\ndeux"

    @pytest.mark.parametrize("line", [None, "", " \n"])
    def test_adds_nothing_of_nothing(self, line):
        assert case.with_line("un", line) == "un"
        assert case.with_line(None, line) is None


class TestTaken:
    def test_gives_the_card_to_the_first(self):
        assert (TAKEN.state, TAKEN.taken_by, TAKEN.taken_at) == (case.State.TAKEN, "tom", NOW)

    def test_begins_the_reminders_anew(self):
        assert OPEN.changed(reminded=2).taken(by="tom", at=NOW).reminded == 0

    @pytest.mark.parametrize(
        ("card", "by", "since", "is_done"), [(TAKEN, "tom", NOW, False), (DONE, "lea", LATER, True)]
    )
    def test_refuses_the_second_and_says_who_has_it_since_when(self, card, by, since, is_done):
        with pytest.raises(case.CannotTake) as refused:
            card.taken(by="ines", at=LATER)

        assert (refused.value.by, refused.value.since, refused.value.is_done) == (by, since, is_done)


class TestFinished:
    def test_keeps_who_took_it_and_who_ended_it_when(self):
        assert (DONE.state, DONE.taken_by, DONE.done_by, DONE.done_at) == (
            case.State.DONE,
            "tom",
            "lea",
            LATER,
        )

    def test_counts_as_taken_by_whoever_ends_it_at_once(self):
        done = OPEN.finished(by="lea", closing=case.Closing.NO_ANSWER, note="rappeler lundi", at=NOW)

        assert (done.taken_by, done.closing, done.note) == ("lea", case.Closing.NO_ANSWER, "rappeler lundi")

    def test_leaves_what_was_written_before(self):
        done = TAKEN.changed(note="Léa : absent").finished(by="lea", closing=case.Closing.REACHED, at=NOW)

        assert done.note == "Léa : absent"

    def test_is_deskbot_s_when_nobody_ended_it(self):
        done = OPEN.finished(by=None, closing=case.Closing.ANSWERED, at=NOW)

        assert (done.taken_by, done.done_by, done.done_at) == (None, None, NOW)

    def test_refuses_a_second_time(self):
        with pytest.raises(case.CannotFinish):
            DONE.finished(by="tom", closing=case.Closing.REACHED, at=NOW)


class TestReopened:
    def test_is_ended_with_no_other_card_any_more(self):
        together = DONE.changed(closed_with="t1")

        assert together.reopened().closed_with is None


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
