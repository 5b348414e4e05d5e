"""The traps of buttons (facts/mattermost.md, section 2), each as a naive client meets it."""

import concurrent.futures
import threading

import pytest

from deskbot.sandbox.mattermost import config
from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot


class TestEditingAPostWithButtons:
    def test_kills_them_when_what_was_read_is_put_back(self, lab: labs.Lab) -> None:
        post = lab.post(props=lab.buttons(lab.button()))
        with lab.as_user("deskbot") as client:
            read = client.get(f"/posts/{post['id']}").json()
            client.put(f"/posts/{post['id']}", json=read | {"message": "taken"})

        answer = lab.click(post["id"])

        assert "integration" not in read["props"]["attachments"][0]["actions"][0]
        assert answer.status_code == 404
        assert answer.json()["id"] == "api.post.do_action.action_id.app_error"

    def test_keeps_them_when_only_the_message_is_patched(self, lab: labs.Lab) -> None:
        post = lab.post(props=lab.buttons(lab.button()))
        with lab.as_user("deskbot") as client:
            client.put(f"/posts/{post['id']}/patch", json={"message": "taken"})

        assert lab.click(post["id"]).status_code == 200

    def test_replaces_them_when_attachments_are_patched(self, lab: labs.Lab) -> None:
        post = lab.post(props=lab.buttons(lab.button("old")))
        with lab.as_user("deskbot") as client:
            client.put(f"/posts/{post['id']}/patch", json={"props": lab.buttons(lab.button("new"))})

        assert lab.click(post["id"], "old").status_code == 404
        assert lab.click(post["id"], "new").status_code == 200

    def test_strips_the_integration_from_what_anybody_reads(self, lab: labs.Lab) -> None:
        post = lab.post(props=lab.buttons(lab.button()))

        for reader in ("deskbot", "alice"):
            with lab.as_user(reader) as client:
                assert lab.bot_url not in client.get(f"/posts/{post['id']}").text
        assert lab.bot_url not in str(post)

    def test_loses_what_a_put_does_not_carry(self, lab: labs.Lab) -> None:
        post = lab.post(props={"deskbot_key": "k"})
        with lab.as_user("deskbot") as client:
            client.post(f"/posts/{post['id']}/pin")
            edited = client.put(f"/posts/{post['id']}", json={"id": post["id"], "message": "edited"}).json()

        assert edited["props"] == {}
        assert edited["is_pinned"] is False


class TestClick:
    @pytest.mark.parametrize("action_id", ["under_score", "with-dash"])
    def test_finds_no_address_for_an_id_with_punctuation(self, lab: labs.Lab, action_id: str) -> None:
        post = lab.post(props=lab.buttons(lab.button(action_id)))

        answer = lab.click(post["id"], action_id)

        assert answer.status_code == 404

    def test_works_on_an_action_that_got_its_id_from_the_server(self, lab: labs.Lab) -> None:
        post = lab.post(props=lab.buttons(lab.button("")))
        given = post["props"]["attachments"][0]["actions"][0]["id"]

        assert lab.click(post["id"], given).status_code == 200

    def test_forwards_each_of_three_clicks(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        post = lab.post(props=lab.buttons(lab.button()))

        for _ in range(3):
            lab.click(post["id"])

        assert len(bot.requests) == 3

    def test_forwards_an_option_that_is_not_in_the_menu(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        menu = lab.button(type="select", options=[{"text": "A", "value": "a"}])
        post = lab.post(props=lab.buttons(menu))

        lab.click(post["id"], selected_option="forged")

        assert bot.last.json["context"]["selected_option"] == "forged"

    def test_carries_no_option_for_a_button(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        post = lab.post(props=lab.buttons(lab.button()))

        lab.click(post["id"], selected_option="forged")

        assert bot.last.json["context"] == {"action": "ack"}

    def test_on_a_button_that_a_user_forged_looks_genuine(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        integration = {"url": lab.bot_url + "/mattermost/action", "context": {"action": "admin"}}
        post = lab.post("alice", props=lab.buttons(lab.button(integration=integration)))

        answer = lab.click(post["id"], by="alice")

        assert answer.status_code == 200
        assert bot.last.json["context"] == {"action": "admin"}

    def test_is_refused_outside_the_channel(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        post = lab.post(props=lab.buttons(lab.button()))

        answer = lab.click(post["id"], by="carol")

        assert answer.status_code == 403
        assert bot.requests == []

    def test_gives_the_bot_an_empty_team_in_a_direct_channel(
        self, lab: labs.Lab, bot: raw_bot.RawBot
    ) -> None:
        direct = lab.chat.direct_channel(lab.chat.bot, lab.chat.user_named("alice"))
        post = lab.post(channel_id=direct.id, props=lab.buttons(lab.button()))

        lab.click(post["id"])

        assert (bot.last.json["team_id"], bot.last.json["team_domain"]) == ("", "")


class TestClickAnswer:
    @pytest.mark.parametrize(
        "answer",
        [
            raw_bot.http_answer("boom", status="500 Internal Server Error"),
            raw_bot.http_answer(status="204 No Content"),
            raw_bot.http_answer(status="201 Created", Content_Type="application/json"),
            raw_bot.http_answer(""),
            raw_bot.http_answer("<p>hello", Content_Type="text/html"),
            raw_bot.http_answer("[1]", Content_Type="application/json"),
            b"",
        ],
    )
    def test_that_is_not_a_json_object_with_200_shows_an_error(
        self, lab: labs.Lab, bot: raw_bot.RawBot, answer: bytes
    ) -> None:
        bot.answer = answer
        post = lab.post(props=lab.buttons(lab.button()))

        shown = lab.click(post["id"])

        assert shown.status_code == 400
        assert shown.json()["message"] == "Action integration error."

    def test_with_an_ephemeral_text_shows_it_to_who_clicked_in_the_thread(
        self, lab: labs.Lab, bot: raw_bot.RawBot
    ) -> None:
        bot.answer = raw_bot.json_answer({"ephemeral_text": "Thanks"})
        post = lab.post(props=lab.buttons(lab.button()))

        lab.click(post["id"])

        (shown,) = [row for row in lab.shown_in("standard", to="alice") if "ephemeral_for" in row]
        assert (shown["message"], shown["root_id"]) == ("Thanks", post["id"])
        assert len(lab.shown_in("standard", to="bob")) == 1

    def test_without_props_keeps_the_buttons(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"update": {"message": "taken"}})
        post = lab.post(props=lab.buttons(lab.button()))

        lab.click(post["id"])

        assert lab.shown_in("standard", to="bob")[0]["message"] == "taken"
        assert lab.click(post["id"]).status_code == 200

    def test_with_empty_props_removes_the_buttons(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"update": {"message": "taken", "props": {}}})
        post = lab.post(props=lab.buttons(lab.button()))

        lab.click(post["id"])

        assert lab.click(post["id"]).status_code == 404

    def test_that_updates_strips_the_files_of_the_post(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"update": {"message": "taken"}})
        with lab.as_user("deskbot") as client:
            uploaded = client.post(
                "/files",
                data={"channel_id": lab.channel_id("standard")},
                files={"files": ("vm.mp3", b"sound")},
            ).json()
        file_id = uploaded["file_infos"][0]["id"]
        post = lab.post(file_ids=[file_id], props=lab.buttons(lab.button()))

        lab.click(post["id"])

        assert post["file_ids"] == [file_id]
        assert lab.shown_in("standard", to="bob")[0]["files"] == []

    def test_that_updates_edits_a_post_of_somebody_else(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"update": {"message": "edited by a click"}})
        post = lab.post("bob", props=lab.buttons(lab.button()))

        lab.click(post["id"], by="alice")

        assert lab.shown_in("standard", to="bob")[0]["message"] == "edited by a click"

    def test_undoes_what_the_bot_patched_during_the_click(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        post = lab.post(props=lab.buttons(lab.button("old")))

        def patch_then_update(request: raw_bot.Request) -> bytes:
            with lab.as_user("deskbot") as client:
                client.put(f"/posts/{post['id']}/patch", json={"props": lab.buttons(lab.button("new"))})
            return raw_bot.json_answer({"update": {"message": "taken"}})

        bot.answer = patch_then_update
        lab.click(post["id"], "old")

        assert lab.click(post["id"], "new").status_code == 404

    def test_leaves_the_last_of_two_updates(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        both_arrived = threading.Barrier(2, timeout=40)
        bob_done = threading.Event()

        def answer(request: raw_bot.Request) -> bytes:
            both_arrived.wait()
            if request.json["user_name"] == "alice":
                bob_done.wait(10)
            return raw_bot.json_answer({"update": {"message": request.json["user_name"]}})

        bot.answer = answer
        post = lab.post(props=lab.buttons(lab.button()))
        with concurrent.futures.ThreadPoolExecutor() as pool:
            alice = pool.submit(lab.click, post["id"], by="alice")
            bob = pool.submit(lab.click, post["id"], by="bob")
            assert bob.result(10).status_code == 200
            bob_done.set()
            assert alice.result(10).status_code == 200

        assert lab.shown_in("standard", to="bob")[0]["message"] == "alice"


class TestSlowIntegration:
    @pytest.fixture
    def timings(self) -> config.Timings:
        return config.Timings(integration_timeout_s=0.3)

    def test_is_given_up(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        release = threading.Event()

        def answer_late(request: raw_bot.Request) -> bytes:
            release.wait(5)
            return raw_bot.json_answer({})

        bot.answer = answer_late
        post = lab.post(props=lab.buttons(lab.button()))

        shown = lab.click(post["id"])
        command = lab.type_command("/standard")
        release.set()

        assert shown.json()["message"] == "Action integration error."
        assert command.json()["message"] == "Command with a trigger of 'standard' failed."
        assert len(bot.requests) == 2


class TestEphemeralButton:
    def ephemeral(self, lab: labs.Lab, bot: raw_bot.RawBot) -> tuple[str, str]:
        bot.answer = raw_bot.json_answer({"attachments": [{"actions": [lab.button()]}]})
        lab.type_command("/standard", by="alice")
        shown = lab.chat.ephemerals[-1]
        return shown.id, shown.props["attachments"][0]["actions"][0]["cookie"]

    def test_cannot_be_updated(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        post_id, cookie = self.ephemeral(lab, bot)
        bot.answer = raw_bot.json_answer({"update": {"message": "x"}, "ephemeral_text": "never shown"})

        answer = lab.click(post_id, cookie=cookie)

        assert answer.status_code == 404
        assert len(lab.chat.ephemerals) == 1

    def test_can_be_clicked_by_another_member_with_the_cookie(
        self, lab: labs.Lab, bot: raw_bot.RawBot
    ) -> None:
        post_id, cookie = self.ephemeral(lab, bot)
        bot.answer = raw_bot.json_answer({})

        answer = lab.click(post_id, by="bob", cookie=cookie)

        assert answer.status_code == 200
        assert bot.last.json["user_name"] == "bob"

    def test_needs_the_cookie(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        post_id, _ = self.ephemeral(lab, bot)

        assert lab.click(post_id).status_code == 403
        assert lab.click(post_id, cookie="forged").status_code == 403
