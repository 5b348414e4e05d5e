"""What the chat does wrong, in the two words that the flows know."""

import concurrent.futures
import contextlib

import pytest
from structlog import testing

from deskbot.chat import errors, forms, messages
from tests.adapters.mattermost import lab as labs

TROUBLE: dict[str, dict[str, object]] = {
    "500": {"fault": "500"},
    "garbage": {"fault": "garbage"},
    "empty": {"fault": "empty"},
    "down": {"down": True},
    "lost": {"fault": "lost_answer"},
}


class TestTrouble:
    @pytest.mark.parametrize("name", TROUBLE)
    def test_means_try_again_whatever_is_asked(self, lab: labs.Lab, name: str) -> None:
        known = lab.bot.post(labs.claimed(), place=labs.STANDARD, key="known")
        lab.switch(**TROUBLE[name])
        with testing.capture_logs() as lines:
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
            lab.switch(down=False, fault=None)
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


class TestRateLimit:
    def test_is_kept_however_many_call_at_once(self, lab: labs.Lab) -> None:
        lab.switch(rate_limit={"per_s": 40, "burst": 20})

        def post(key: str) -> str:
            # As a step of a flow does.
            for _ in range(2):
                with contextlib.suppress(errors.ChatUnavailable):
                    return lab.bot.post(labs.undone(), place=labs.STANDARD, key=key)
            return lab.bot.post(labs.undone(), place=labs.STANDARD, key=key)

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            made = list(pool.map(post, [f"k{number}" for number in range(40)]))

        assert len(set(made)) == 40
        assert len(lab.posts()) == 40
        assert lab.refused() <= 4

    def test_is_waited_for_before_the_next_call(self, lab: labs.Lab) -> None:
        lab.switch(rate_limit={"per_s": 2, "burst": 0})

        for _ in range(3):
            lab.bot.check_channel("standard")

        assert lab.refused() == 0

    def test_that_makes_wait_for_long_holds_no_thread_and_asks_nothing(self, lab: labs.Lab) -> None:
        lab.bot.check_channel("standard")
        lab.switch(rate_limit={"per_s": 0.01, "burst": 0})
        lab.bot.check_channel("standard")
        lab.front.calls.clear()

        with testing.capture_logs() as lines:
            for _ in range(20):
                with pytest.raises(errors.ChatUnavailable):
                    lab.bot.post(labs.undone(), place=labs.STANDARD, key="new")

        assert lab.front.calls == []
        assert [line["event"] for line in lines] == ["The chat asks for fewer calls."]

    def test_that_nobody_told_of_before_is_obeyed(self, lab: labs.Lab) -> None:
        lab.bot.check_channel("standard")
        lab.switch(rate_limit={"per_s": 0.01, "burst": 0})
        lab.spends_the_limit()
        lab.front.calls.clear()

        for _ in range(3):
            with pytest.raises(errors.ChatUnavailable):
                lab.bot.check_channel("standard")

        assert len(lab.front.calls) == 1

    def test_leaves_room_for_what_people_wait_for(self, lab: labs.Lab) -> None:
        lab.switch(rate_limit={"per_s": 0.1, "burst": 19})
        for number in range(20):
            with contextlib.suppress(errors.ChatUnavailable):
                lab.bot.post(labs.undone(), place=labs.STANDARD, key=f"k{number}")
        with pytest.raises(errors.ChatUnavailable):
            lab.bot.check_channel("standard")

        for _ in range(3):
            lab.bot_for_people.person(lab.chat.user_named("bob").id)

        assert lab.refused() == 0
