"""Dialogs and the 3 s of a trigger id (facts/mattermost.md, sections 2 and 3)."""

import threading

import httpx
import pytest

from deskbot.sandbox import clock
from deskbot.sandbox.mattermost import config
from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot

DIALOG = {
    "callback_id": "cb",
    "title": "T" * 60,
    "introduction_text": "hi",
    "elements": [
        {"display_name": "Note", "name": "note", "type": "textarea", "optional": True},
        {"display_name": "Outcome", "name": "outcome", "type": "text", "min_length": 2},
    ],
    "notify_on_cancel": True,
    "state": "opaque",
}


def open_dialog(lab: labs.Lab, trigger_id: str, **dialog: object) -> httpx.Response:
    body = {
        "trigger_id": trigger_id,
        "url": lab.bot_url + "/mattermost/dialog",
        "dialog": DIALOG | dialog,
    }
    return httpx.post(lab.url + "/api/v4/actions/dialogs/open", json=body)


def trigger(lab: labs.Lab, bot: raw_bot.RawBot) -> str:
    lab.type_command("/standard")
    return dict(bot.last.form)["trigger_id"]


class TestOpen:
    def test_needs_no_session_and_validates_nothing(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        answer = open_dialog(lab, trigger(lab, bot))

        assert (answer.status_code, answer.json()) == (200, {"status": "OK"})
        (shown,) = lab.seen_by("alice")["dialogs"]
        assert shown["title"] == "T" * 60
        assert lab.seen_by("bob")["dialogs"] == []

    def test_may_use_a_trigger_id_twice(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        trigger_id = trigger(lab, bot)

        assert open_dialog(lab, trigger_id).status_code == 200
        assert open_dialog(lab, trigger_id).status_code == 200

    def test_does_not_follow_the_sandboxs_clock(
        self, lab: labs.Lab, bot: raw_bot.RawBot, sandbox_clock: clock.SandboxClock
    ) -> None:
        trigger_id = trigger(lab, bot)
        sandbox_clock.advance(3600)

        assert open_dialog(lab, trigger_id).status_code == 200

    @pytest.mark.parametrize("change", ["another key", "another user", "junk", "not base64 !"])
    def test_refuses_a_trigger_id_that_is_not_the_servers(
        self, lab: labs.Lab, bot: raw_bot.RawBot, change: str
    ) -> None:
        theirs = dict(labs.sample("slash_command_post")["form"])["trigger_id"]
        forged = {
            "another key": theirs,
            "another user": trigger(lab, bot)[:40] + theirs[40:],
            "junk": "anVuaw==",
        }

        answer = open_dialog(lab, forged.get(change, change))

        assert answer.status_code == 400
        assert answer.json()["id"].startswith("interactive_message.decode_trigger_id.")

    class TestTooLate:
        @pytest.fixture
        def timings(self) -> config.Timings:
            return config.Timings(trigger_lifetime_s=0.05)

        def test_is_refused(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
            trigger_id = trigger(lab, bot)
            threading.Event().wait(0.1)

            answer = open_dialog(lab, trigger_id)

            assert answer.status_code == 400
            assert answer.json()["id"] == "interactive_message.decode_trigger_id.expired"


class TestSubmit:
    def body(self, lab: labs.Lab, **fields: object) -> dict:
        return {
            "url": lab.bot_url + "/mattermost/dialog",
            "channel_id": lab.channel_id("standard"),
            "team_id": lab.chat.team.id,
            "state": "forged",
            "callback_id": "forged",
            "submission": {"any": "thing"},
        } | fields

    def send(self, lab: labs.Lab, body: dict) -> httpx.Response:
        with lab.as_user("alice") as alice:
            return alice.post("/actions/dialogs/submit", json=body)

    def test_reaches_any_route_with_any_state(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        self.send(lab, self.body(lab, url=lab.bot_url + "/mattermost/command"))

        assert bot.last.target == "/mattermost/command"
        assert bot.last.json["state"] == "forged"
        assert bot.last.json["user_id"] == lab.user_id("alice")

    @pytest.mark.parametrize(
        "answer", [raw_bot.http_answer(""), raw_bot.http_answer("junk"), raw_bot.json_answer([])]
    )
    def test_takes_an_empty_answer_as_accepted(
        self, lab: labs.Lab, bot: raw_bot.RawBot, answer: bytes
    ) -> None:
        bot.answer = answer

        assert self.send(lab, self.body(lab)).json() == {}

    def test_shows_an_error_when_the_bot_fails(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.http_answer(status="500 Internal Server Error")

        answer = self.send(lab, self.body(lab))

        assert (answer.status_code, answer.json()["message"]) == (400, "Action integration error.")

    @pytest.mark.parametrize("channel", ["oncall", "town-square"])
    def test_is_refused_for_a_channel_one_is_not_in(
        self, lab: labs.Lab, bot: raw_bot.RawBot, channel: str
    ) -> None:
        with lab.as_user("carol") as carol:
            answer = carol.post(
                "/actions/dialogs/submit", json=self.body(lab, channel_id=lab.channel_id(channel))
            )

        assert answer.status_code == 403
        assert bot.requests == []


class TestInTheClient:
    def opened(self, lab: labs.Lab, bot: raw_bot.RawBot, **dialog: object) -> str:
        def open_then_answer(request: raw_bot.Request) -> bytes:
            if request.target == "/mattermost/action":
                open_dialog(lab, request.json["trigger_id"], **dialog)
            return raw_bot.json_answer({})

        bot.answer = open_then_answer
        post = lab.post(props=lab.buttons(lab.button()))
        shown = lab.control("chat/click", {"user": "alice", "post_id": post["id"], "action": "Take"})
        return shown["dialog"]["id"]

    def answer(self, lab: labs.Lab, dialog_id: str, **fields: object) -> dict:
        return lab.control("chat/dialog", {"user": "alice", "dialog_id": dialog_id} | fields)

    def test_is_filled_and_sent(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        dialog_id = self.opened(lab, bot)

        shown = self.answer(lab, dialog_id, submission={"outcome": "called"})

        assert shown == {}
        assert bot.last.json["submission"] == {"note": None, "outcome": "called"}
        assert bot.last.json["state"] == "opaque"
        assert bot.last.json["channel_id"] == lab.channel_id("standard")
        assert lab.seen_by("alice")["dialogs"] == []

    def test_is_checked_before_it_is_sent(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        dialog_id = self.opened(lab, bot)
        before = len(bot.requests)

        assert "outcome" in self.answer(lab, dialog_id, submission={})["errors"]
        assert "outcome" in self.answer(lab, dialog_id, submission={"outcome": "x"})["errors"]
        assert len(bot.requests) == before

    def test_sends_what_nobody_touched_as_it_was(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        elements = [
            {"display_name": "H", "name": "hours", "type": "text", "default": "2,5"},
            {"display_name": "N", "name": "note", "type": "text", "default": "x", "optional": True},
            {"display_name": "A", "name": "again", "type": "bool", "optional": True},
            {"display_name": "B", "name": "before", "type": "bool", "default": "true"},
        ]
        dialog_id = self.opened(lab, bot, elements=elements)

        assert self.answer(lab, dialog_id, submission={"note": None}) == {}
        assert bot.last.json["submission"] == {"again": False, "before": True, "hours": "2,5", "note": None}

    def test_wants_a_box_to_be_ticked(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        number = {"display_name": "Number", "name": "number", "type": "text", "subtype": "number"}
        box = {"display_name": "OK", "name": "ok", "type": "bool", "placeholder": "yes"}
        dialog_id = self.opened(lab, bot, elements=[number, box])
        before = len(bot.requests)

        for untouched in ({"number": 0}, {"number": 0, "ok": False}):
            shown = self.answer(lab, dialog_id, submission=untouched)
            assert shown == {"errors": {"ok": "This field is required."}}
        assert len(bot.requests) == before
        assert self.answer(lab, dialog_id, submission={"number": 0, "ok": True}) == {}
        assert bot.last.json["submission"] == {"number": 0, "ok": True}

    def test_is_shown_with_all_that_explains_it(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        element = {
            "display_name": "N",
            "name": "n",
            "type": "text",
            "subtype": "tel",
            "default": "x",
            "help_text": "h",
        }
        self.opened(lab, bot, elements=[element], introduction_text="**hi**")

        (shown,) = lab.seen_by("alice")["dialogs"]
        assert shown["introduction"] == "**hi**"
        assert shown["elements"] == [element]

    def test_stays_open_with_the_bots_errors(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        dialog_id = self.opened(lab, bot)
        bot.answer = raw_bot.json_answer({"errors": {"outcome": "unknown"}})

        shown = self.answer(lab, dialog_id, submission={"outcome": "called"})

        assert shown == {"errors": {"outcome": "unknown"}}
        assert len(lab.seen_by("alice")["dialogs"]) == 1

    @pytest.mark.parametrize("notify", [True, False])
    def test_tells_of_a_cancel_only_when_asked(
        self, lab: labs.Lab, bot: raw_bot.RawBot, notify: bool
    ) -> None:
        dialog_id = self.opened(lab, bot, notify_on_cancel=notify)
        before = len(bot.requests)

        self.answer(lab, dialog_id, cancelled=True)

        assert len(bot.requests) - before == int(notify)
        assert lab.seen_by("alice")["dialogs"] == []
