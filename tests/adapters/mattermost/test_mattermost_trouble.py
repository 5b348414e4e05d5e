"""What the chat does wrong, in the two words that the flows know."""

import contextlib

import pytest
from structlog import testing

from deskbot.chat import errors, forms, messages
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
                lambda: lab.bot.person(lab.chat.user_named("bob").id),
                lambda: lab.bot.open_form("t", form=forms.closing("c"), channel_id="c", user_id="u"),
                lambda: lab.bot.pin(known),
                lab.bot.people,
                lambda: lab.bot.members_of("standard"),
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
