"""What the chat does wrong, in the two words that the flows know, and forms."""

import contextlib
import datetime as dt
import json
import threading

import pytest
from structlog import testing

from deskbot.chat import buttons, errors, messages
from deskbot.outside.mattermost import wire
from deskbot.sandbox.mattermost import config
from tests.adapters.mattermost import lab as labs

TROUBLE: dict[str, dict[str, object]] = {
    "500": {"fault": "500"},
    "garbage": {"fault": "garbage"},
    "empty": {"fault": "empty"},
    "429": {"rate_limit": {"per_s": 0.001, "burst": 0}},
    "down": {"down": True},
    "lost": {"fault": "lost_answer"},
}


class TestTrouble:
    @pytest.mark.parametrize("name", TROUBLE)
    def test_means_try_again_whatever_is_asked(self, lab: labs.Lab, name: str) -> None:
        known = lab.bot.post(labs.claimed(), place=labs.STANDARD, key="known")
        lab.switch(**TROUBLE[name])
        with testing.capture_logs() as lines:
            with contextlib.suppress(errors.ChatUnavailable):
                lab.bot.check_channel("standard")  # the rate limit lets a first one through
            for ask in (
                lambda: lab.bot.post(labs.undone(), place=labs.STANDARD, key="new"),
                lambda: lab.bot.post(labs.undone(), place=messages.Direct(username="bob"), key="new"),
                lambda: lab.bot.edit(known, message=labs.undone(), place=labs.STANDARD, key="known"),
                lambda: lab.bot.username_of(lab.chat.user_named("bob").id),
                lambda: lab.bot.open_closing("t", case_key="c", channel_id="c", user_id="u"),
            ):
                with pytest.raises(errors.ChatUnavailable):
                    ask()
            lab.switch(down=False, fault=None, rate_limit=None)
            lab.bot.check_channel("standard")

        # An outage is told once, however often it is met, and so is its end.
        assert [line["event"] for line in lines] == [
            "The chat does not answer as it should.",
            "The chat answers again.",
        ]

    def test_is_over_when_it_is_over(self, lab: labs.Lab) -> None:
        lab.switch(down=True)
        with pytest.raises(errors.ChatUnavailable):
            lab.bot.post(labs.undone(), place=labs.STANDARD, key="k1")

        lab.switch(down=False)

        assert lab.bot.post(labs.undone(), place=labs.STANDARD, key="k1")

    def test_is_not_waited_for_for_ever(self, lab: labs.Lab) -> None:
        lab.bot._driver.client._options["request_timeout"] = 0.3
        lab.switch(fault="nothing")

        with pytest.raises(errors.ChatUnavailable):
            lab.bot.post(labs.undone(), place=labs.STANDARD, key="k1")

    def test_of_our_own_making_is_no_reason_to_try_again(self, lab: labs.Lab) -> None:
        lab.switch(bot_disabled=True)

        with testing.capture_logs() as lines, pytest.raises(errors.ChatRefused):
            lab.bot.post(labs.undone(), place=labs.STANDARD, key="k1")

        assert [line["event"] for line in lines] == ["The chat refused a call."]


class TestOpenClosing:
    def test_shows_a_form_whose_state_is_signed_for_one_person(self, lab: labs.Lab) -> None:
        alice = lab.chat.user_named("alice").id
        channel = lab.chat.channel_named("standard").id

        lab.bot.open_closing(lab.trigger_id("alice"), case_key="card1", channel_id=channel, user_id=alice)

        (form,) = lab.chat.dialogs.values()
        assert form.user_id == alice
        state = wire.state_of(form.definition["state"])
        now = lab.chat.clock.now()
        press = buttons.verify(state, secret=labs.SECRET, channel=channel, now=now)
        assert press == buttons.Press(
            action=buttons.Action.FINISH, entity="card1", nonce=buttons.form_nonce(alice)
        )
        with pytest.raises(buttons.Expired):
            buttons.verify(state, secret=labs.SECRET, channel=channel, now=now + dt.timedelta(hours=13))
        assert labs.SECRET.decode() not in json.dumps(form.definition)
        closing, note = form.definition["elements"]
        assert [one["value"] for one in closing["options"]]
        assert note["optional"]
        assert max(len(form.definition[name].encode()) for name in ("title", "submit_label")) <= 24

    def test_says_too_late_for_a_trigger_that_is_not_one(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.DialogTooLate):
            lab.bot.open_closing("nonsense", case_key="c", channel_id="c", user_id="u")


class TestOpenClosingLate:
    @pytest.fixture
    def timings(self) -> config.Timings:
        return config.Timings(trigger_lifetime_s=0.05)

    def test_says_too_late(self, lab: labs.Lab) -> None:
        trigger_id = lab.trigger_id("alice")
        threading.Event().wait(0.1)

        with pytest.raises(errors.DialogTooLate):
            lab.bot.open_closing(trigger_id, case_key="c", channel_id="c", user_id="u")

        assert not lab.chat.dialogs
