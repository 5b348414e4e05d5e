"""Which buttons stand under a message."""

import datetime as dt

import pytest

from deskbot.calls import case
from deskbot.chat import buttons, messages

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)


def card(state: case.State) -> messages.Card:
    return messages.Card(
        case="c1",
        title="le standard",
        dialled="03 53 01 01 00",
        caller=None,
        at=NOW,
        rung=(),
        message_s=None,
        recording_url=None,
        hearing=case.Hearing.NONE,
        hearing_why=None,
        transcript=None,
        caveats=(),
        topic=None,
        topic_channel=None,
        urgent=False,
        state=state,
        taken_by=None,
        closing=None,
        done_by=None,
        note=None,
    )


def urgent(taken_by: str | None) -> messages.Urgent:
    return messages.Urgent(
        alert="a1",
        title="le standard",
        username="simon",
        text="bloqué",
        raised_by=None,
        from_call=True,
        taken_by=taken_by,
        taken_at=None,
    )


class TestButtons:
    @pytest.mark.parametrize(
        ("message", "actions"),
        [
            (card(case.State.OPEN), ["take", "finish"]),
            (card(case.State.TAKEN), ["finish"]),
            (card(case.State.DONE), []),
            (urgent(None), ["acknowledge"]),
            (urgent("Simon"), []),
            (messages.Claimed(change="x", title="le standard", name="Léa", won=()), ["undo"]),
            (messages.Released(change="x", title="le standard", name="Léa", released=()), ["undo"]),
            (messages.RuleUnknown(), []),
        ],
    )
    def test_are_those_that_still_make_sense(self, message, actions):
        assert [button.action.value for button in message.buttons] == actions

    def test_are_about_the_thing_shown(self):
        assert card(case.State.OPEN).buttons[0] == buttons.Button(action=buttons.Action.TAKE, entity="c1")


class TestNumberToCall:
    def test_does_not_show_the_number_in_a_log(self):
        assert "639980201" not in repr(messages.NumberToCall(number="+33639980201", at=NOW))
