"""The failure table of slash commands and the rules of their answers (facts/mattermost.md, section 1)."""

import httpx
import pytest

from deskbot.sandbox import clock
from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot

FAILED = "Command with a trigger of 'standard' failed."
FAILED_STATUS = "Command with a trigger of 'standard' returned response 500 Internal Server Error."
FAILED_POST = "Command 'standard' failed to post response. Please contact your System Administrator."


def json_body(body: str) -> bytes:
    return raw_bot.http_answer(body, Content_Type="application/json")


class TestFailure:
    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            (b"", FAILED),
            (json_body("not json"), FAILED),
            (json_body(""), FAILED),
            (json_body('{"text": "' + "x" * 1_100_000 + '"}'), FAILED),
            (json_body('{"text": 3}'), FAILED),
            (raw_bot.http_answer(status="302 Found"), FAILED),
            (raw_bot.http_answer(status="201 Created"), FAILED_STATUS),
            (raw_bot.http_answer(status="204 No Content"), FAILED_STATUS),
            (raw_bot.http_answer("hidden", status="404 Not Found"), FAILED_STATUS),
            (raw_bot.http_answer("hidden", status="500 Internal Server Error"), FAILED_STATUS),
            (raw_bot.json_answer({"response_type": "in_channel", "text": "x" * 16_384}), FAILED_POST),
            (raw_bot.json_answer({"text": "x", "channel_id": "somewhere"}), FAILED_POST),
        ],
        ids=range(12),
    )
    def test_reads_as_in_the_table(
        self, lab: labs.Lab, bot: raw_bot.RawBot, answer: bytes, message: str
    ) -> None:
        bot.answer = answer

        shown = lab.type_command("/standard qui")

        assert (shown.status_code, shown.json()["message"]) == (500, message)
        assert "hidden" not in shown.text
        assert len(bot.requests) == 1

    def test_is_told_when_the_bot_is_down(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.close()

        assert lab.type_command("/standard").json()["message"] == FAILED

    def test_never_calls_an_internal_address_that_is_not_allowed(
        self, lab: labs.Lab, bot: raw_bot.RawBot
    ) -> None:
        lab.switch(internal_addresses_forbidden=True)

        assert lab.type_command("/standard").json()["message"] == FAILED
        assert bot.requests == []

    def test_is_told_when_the_thread_is_of_another_channel(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        root = lab.post("alice", channel="town-square")["id"]
        bot.answer = raw_bot.json_answer({"text": "x", "response_type": "in_channel"})

        assert lab.type_command("/standard", root_id=root).json()["message"] == FAILED_POST

    def test_of_an_unknown_trigger_is_not_found(self, lab: labs.Lab) -> None:
        answer = lab.type_command("/nothing")

        assert answer.status_code == 404
        assert "'nothing' not found" in answer.json()["message"]

    def test_keeps_who_is_not_a_member_away(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        assert lab.type_command("/standard", by="carol").status_code == 403
        assert bot.requests == []

    def test_comes_without_the_team_in_a_direct_channel(self, lab: labs.Lab) -> None:
        direct = lab.chat.direct_channel(lab.chat.user_named("alice"), lab.chat.bot)

        assert lab.type_command("/standard", channel_id=direct.id).status_code == 403


class TestRedirect:
    def test_of_302_is_followed_by_get_without_the_body(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = lambda request: (
            raw_bot.http_answer(status="302 Found", Location="/elsewhere")
            if request.method == "POST"
            else raw_bot.json_answer({"text": "ok"})
        )

        lab.type_command("/standard")

        assert [(row.method, row.target) for row in bot.requests] == [
            ("POST", "/mattermost/command"),
            ("GET", "/elsewhere"),
        ]
        assert bot.last.body == ""

    def test_of_307_carries_the_token_along(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = lambda request: (
            raw_bot.http_answer(status="307 Temporary Redirect", Location="/elsewhere")
            if request.target != "/elsewhere"
            else raw_bot.json_answer({})
        )

        lab.type_command("/standard")

        assert dict(bot.last.form)["token"] == labs.COMMAND_TOKEN


class TestAnswer:
    def test_is_ephemeral_by_default_and_in_no_history(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"text": "for you"})

        shown = lab.type_command("/standard")

        assert shown.status_code == 200
        assert shown.json()["text"] == "for you"
        assert [row["message"] for row in lab.shown_in("standard", to="alice")] == ["for you"]
        assert lab.shown_in("standard", to="bob") == []
        with lab.as_user("alice") as alice:
            history = alice.get(f"/channels/{lab.channel_id('standard')}/posts").json()
        assert history["order"] == []

    @pytest.mark.parametrize(
        ("answer", "shown"),
        [
            (raw_bot.http_answer("plain", Content_Type="text/plain"), ["plain"]),
            (raw_bot.http_answer('{"text":"x"}', Content_Type="text/html"), ['{"text":"x"}']),
            (raw_bot.http_answer(""), []),
            (json_body("{}"), []),
            (raw_bot.json_answer({"text": "x", "response_type": "nonsense"}), []),
            (raw_bot.json_answer({"text": "é" * 40_000}), ["é" * 40_000]),
            (
                raw_bot.json_answer({"text": "one", "extra_responses": [{"text": "two"}]}),
                ["one", "two"],
            ),
            (
                raw_bot.http_answer('{"text":"x"}', Content_Type="application/json; charset=utf-8"),
                ["x"],
            ),
        ],
        ids=range(8),
    )
    def test_is_read_by_its_type(
        self, lab: labs.Lab, bot: raw_bot.RawBot, answer: bytes, shown: list[str]
    ) -> None:
        bot.answer = answer

        assert lab.type_command("/standard").status_code == 200
        assert [row["message"] for row in lab.shown_in("standard", to="alice")] == shown

    def test_in_channel_belongs_to_who_typed(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"text": "all", "response_type": "in_channel"})

        lab.type_command("/standard", by="alice")

        (post,) = lab.shown_in("standard", to="bob")
        assert (post["user"], post["shown_as"]) == ("alice", "deskbot")
        with lab.as_user("deskbot") as client:
            assert client.delete(f"/posts/{post['id']}").status_code == 403
        with lab.as_user("alice") as client:
            assert client.delete(f"/posts/{post['id']}").status_code == 200

    def test_lands_in_the_thread_it_was_typed_in(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        root = lab.post("alice")["id"]
        bot.answer = raw_bot.json_answer({"text": "here"})

        lab.type_command("/standard", root_id=root)

        assert lab.shown_in("standard", to="alice")[-1]["root_id"] == root

    def test_has_slack_markup_rewritten_unless_told(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        text = f"<!channel> <@{lab.user_id('bob')}> <https://example.org|site>"
        for skip in (False, True):
            bot.answer = raw_bot.json_answer({"text": text, "skip_slack_parsing": skip})
            lab.type_command("/standard")

        messages = [row["message"] for row in lab.shown_in("standard", to="alice")]
        assert messages == ["@channel @bob [site](https://example.org)", text]


class TestResponseUrl:
    def use(self, bot: raw_bot.RawBot, body: dict | None = None) -> httpx.Response:
        url = dict(bot.requests[0].form)["response_url"]
        return httpx.post(url, json=body or {"text": "later"})

    def test_shows_five_answers_and_no_sixth(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        lab.type_command("/standard")

        answers = [self.use(bot) for _ in range(6)]

        assert [answer.status_code for answer in answers] == [200] * 5 + [400]
        assert answers[0].text == "ok"
        assert len(lab.shown_in("standard", to="alice")) == 5

    def test_ends_after_half_an_hour(
        self, lab: labs.Lab, bot: raw_bot.RawBot, sandbox_clock: clock.SandboxClock
    ) -> None:
        lab.type_command("/standard")
        sandbox_clock.advance(29 * 60)
        early = self.use(bot)
        sandbox_clock.advance(2 * 60)
        late = self.use(bot)

        assert (early.status_code, late.status_code) == (200, 404)
        assert late.json()["id"] == "app.command_webhook.get.missing"
