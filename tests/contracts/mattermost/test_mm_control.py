"""The console's side: what people do and see, and the clock."""

import httpx
import pytest

from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot


class TestSay:
    def test_posts_a_message(self, lab: labs.Lab) -> None:
        said = lab.control("chat/say", {"user": "alice", "channel": "standard", "text": "hello"})

        assert said["posted"]["message"] == "hello"
        assert lab.shown_in("standard", to="bob")[0]["user"] == "alice"

    def test_sends_a_command_and_shows_its_answer(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"text": "for you"})

        said = lab.control("chat/say", {"user": "alice", "channel": "standard", "text": "/standard qui"})

        assert said["ephemeral"]["message"] == "for you"
        assert dict(bot.last.form)["response_url"].startswith(lab.url + "/hooks/commands/")

    def test_gives_the_chats_error(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.close()

        said = lab.control("chat/say", {"user": "alice", "channel": "standard", "text": "/standard"})

        assert said["error"] == "Command with a trigger of 'standard' failed."

    def test_reaches_somebody_directly(self, lab: labs.Lab) -> None:
        lab.control("chat/say", {"user": "alice", "channel": "@bob", "text": "psst"})

        (direct,) = [row for row in lab.seen_by("bob")["channels"] if row["type"] == "D"]
        assert direct["display_name"] == "@alice"
        assert direct["members"] == ["alice", "bob"]
        assert all(row["type"] != "D" for row in lab.seen_by("carol")["channels"])


class TestClick:
    def test_finds_a_button_by_its_words_and_gives_the_text_back(
        self, lab: labs.Lab, bot: raw_bot.RawBot
    ) -> None:
        bot.answer = raw_bot.json_answer({"ephemeral_text": "Thanks"})
        post = lab.post(props=lab.buttons(lab.button("take", name="Je prends", style="primary")))

        shown = lab.control("chat/click", {"user": "bob", "post_id": post["id"], "action": "Je prends"})

        assert shown == {"ephemeral_text": "Thanks"}
        assert bot.last.json["user_name"] == "bob"

    def test_chooses_by_the_words_of_the_menu(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        menu = lab.button("more", type="select", options=[{"text": "Urgent", "value": "u1"}])
        post = lab.post(props=lab.buttons(menu))

        lab.control(
            "chat/click",
            {"user": "bob", "post_id": post["id"], "action": "more", "selected_option": "Urgent"},
        )

        assert bot.last.json["context"]["selected_option"] == "u1"

    def test_works_on_an_ephemeral_post(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        bot.answer = raw_bot.json_answer({"text": "choose", "attachments": [{"actions": [lab.button()]}]})
        said = lab.control("chat/say", {"user": "alice", "channel": "standard", "text": "/standard"})
        bot.answer = raw_bot.json_answer({"ephemeral_text": "done"})

        shown = lab.control(
            "chat/click",
            {"user": "alice", "post_id": said["ephemeral"]["id"], "action": "take"},
        )

        assert shown == {"ephemeral_text": "done"}


class TestView:
    def test_shows_what_the_console_needs(self, lab: labs.Lab) -> None:
        with lab.as_user("deskbot") as client:
            info = client.post(
                "/files",
                data={"channel_id": lab.channel_id("standard")},
                files={"files": ("vm.mp3", b"0123456789")},
            ).json()["file_infos"][0]
        lab.post(message="card", file_ids=[info["id"]], props=lab.buttons(lab.button(style="primary")))

        (shown,) = lab.shown_in("standard", to="alice")

        assert shown["buttons"] == [
            {"id": "take", "name": "Take", "style": "primary", "type": "button", "options": []}
        ]
        assert shown["attachments"][0]["text"] == "Take?"
        assert shown["at"].startswith("2024-08-01T08:55")
        (sound,) = shown["files"]
        played = httpx.get(lab.url + sound["url"], headers={"Range": "bytes=0-3"})
        assert (played.status_code, played.content) == (206, b"0123")
        assert (sound["mime"], sound["size"]) == ("audio/mpeg", 10)

    @pytest.mark.parametrize(
        ("name", "kind"), [("a.png", "inline"), ("a.mp3", "inline"), ("a.svg", "attachment")]
    )
    def test_plays_and_shows_what_runs_no_script(self, lab: labs.Lab, name: str, kind: str) -> None:
        with lab.as_user("deskbot") as client:
            info = client.post(
                "/files", data={"channel_id": lab.channel_id("standard")}, files={"files": (name, b"x")}
            ).json()["file_infos"][0]

        answer = httpx.get(f"{lab.url}/sandbox/chat/files/{info['id']}")

        assert answer.headers["Content-Disposition"] == kind

    def test_hides_deleted_posts_from_people_only(self, lab: labs.Lab) -> None:
        post = lab.post()
        with lab.as_user("deskbot") as client:
            client.delete(f"/posts/{post['id']}")

        whole = httpx.get(lab.url + "/sandbox/chat").json()
        standard = next(row for row in whole["channels"] if row["name"] == "standard")
        assert lab.shown_in("standard", to="alice") == []
        assert [row["deleted"] for row in standard["posts"]] == [True]

    def test_of_an_unknown_person_is_an_error(self, lab: labs.Lab) -> None:
        assert "error" in lab.seen_by("nobody")


class TestClock:
    def test_is_shown_and_moved_forward_only(self, lab: labs.Lab) -> None:
        url = lab.url + "/sandbox/clock"

        shown = httpx.get(url).json()["now"]
        moved = httpx.post(url, json={"to": "2024-08-05T09:00:00+02:00"})
        further = httpx.post(url, json={"advance_s": 60})
        back = httpx.post(url, json={"to": "2024-08-01T09:00:00+02:00"})
        behind = httpx.post(url, json={"advance_s": -1})
        naive = httpx.post(url, json={"to": "2024-09-01T09:00:00"})
        both = httpx.post(url, json={"to": "2024-09-01T09:00:00Z", "advance_s": 1})

        assert shown.startswith("2024-08-01T08:55")
        assert moved.json()["now"].startswith("2024-08-05T09:00:0")
        assert further.json()["now"].startswith("2024-08-05T09:01:0")
        assert (back.status_code, behind.status_code) == (409, 409)
        assert "only goes forward" in back.json()["error"]
        assert (naive.status_code, both.status_code) == (422, 422)
