"""Who is told of something urgent, one after the other, until one answers."""

import datetime as dt

import pytest

from deskbot.alerts import escalation

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
ON_CALL = ("simon", "patricia")


def alert(**fields: object) -> escalation.Alert:
    known = {"key": "a1", "desk": "standard", "text": "bloqué", "raised_by": "lea", "case": None}
    return escalation.Alert(**{**known, **fields})


class TestNextTelling:
    def test_goes_down_the_list_then_tells_everybody_once(self):
        told, current = [], alert()
        while (found := escalation.next_telling(current, on_call=ON_CALL)) is not None:
            told.append(found.username)
            current = escalation.after_telling(current, at=NOW, everybody=found.username is None)

        assert told == ["simon", "patricia", None]
        assert current.state is escalation.State.EVERYBODY_TOLD

    def test_tells_everybody_at_once_when_nobody_is_on_call(self):
        assert escalation.next_telling(alert(), on_call=()) == escalation.Next(username=None)

    def test_stops_once_it_is_taken(self):
        taken = escalation.after_telling(alert(), at=NOW, everybody=False).taken(by="simon", at=NOW)

        assert escalation.next_telling(taken, on_call=ON_CALL) is None


class TestAfterTelling:
    def test_counts_the_next_delay_from_now(self):
        told = escalation.after_telling(alert(), at=NOW, everybody=False)

        assert (told.told, told.last_told_at, told.state) == (1, NOW, escalation.State.RINGING)

    def test_leaves_an_alert_taken_meanwhile_taken(self):
        taken = alert().taken(by="simon", at=NOW)

        assert escalation.after_telling(taken, at=NOW, everybody=False).state is escalation.State.TAKEN

    def test_leaves_an_alert_taken_while_everybody_was_told_taken(self):
        taken = alert(told=2).taken(by="simon", at=NOW)

        assert escalation.after_telling(taken, at=NOW, everybody=True).state is escalation.State.TAKEN


class TestTaken:
    @pytest.mark.parametrize("state", [escalation.State.RINGING, escalation.State.EVERYBODY_TOLD])
    def test_is_by_the_first_who_answers(self, state):
        taken = alert(state=state).taken(by="simon", at=NOW)

        assert (taken.state, taken.taken_by, taken.taken_at) == (escalation.State.TAKEN, "simon", NOW)

    def test_changes_nothing_the_second_time(self):
        taken = alert().taken(by="simon", at=NOW)

        assert taken.taken(by="simon", at=NOW + dt.timedelta(minutes=1)) is taken

    def test_refuses_somebody_else(self):
        with pytest.raises(escalation.AlreadyTaken) as refused:
            alert().taken(by="simon", at=NOW).taken(by="patricia", at=NOW)

        assert refused.value.by == "simon"

    def test_does_not_show_what_people_said(self):
        assert "bloqué" not in repr(alert())
