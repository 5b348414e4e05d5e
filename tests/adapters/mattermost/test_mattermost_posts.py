"""Posting once, editing, files, direct messages: the real adapter against the sandbox."""

import concurrent.futures
import dataclasses
import threading

import pytest

from deskbot.chat import buttons, errors, messages
from deskbot.outside.mattermost import wire
from deskbot.sandbox.mattermost import config
from tests.adapters.mattermost import lab as labs


def post(lab: labs.Lab, *, key: str = "k1", message: messages.Message | None = None) -> str:
    return lab.bot.post(message or labs.claimed(), place=labs.STANDARD, key=key)


class TestPost:
    def test_says_it_with_its_button_and_its_key(self, lab: labs.Lab) -> None:
        post_id = post(lab)

        (shown,) = lab.posts()
        assert shown["id"] == post_id
        assert "Léa" in shown["message"]
        assert [one["name"] for one in shown["buttons"]] == ["Annuler"]
        assert lab.row(post_id).props[wire.KEY_PROP] == "k1"
        assert labs.press_of(lab, post_id) == buttons.Press(
            action=buttons.Action.UNDO, entity="change1", nonce="k1"
        )

    def test_says_it_once_for_one_key(self, lab: labs.Lab) -> None:
        assert post(lab) == post(lab)
        other = post(lab, key="k2")

        assert [one["id"] for one in lab.posts()] == [post(lab), other]

    def test_finds_what_it_posted_when_the_answer_was_lost(self, lab: labs.Lab) -> None:
        lab.switch(fault="lost_answer", fault_calls=1, fault_path="/api/v4/posts")

        with pytest.raises(errors.ChatUnavailable):
            post(lab)

        assert post(lab) == lab.posts()[0]["id"]
        assert len(lab.posts()) == 1

    def test_is_found_where_it_was_said_while_it_is_there(self, lab: labs.Lab) -> None:
        post_id = post(lab)

        assert lab.bot.find(labs.STANDARD, key="k1") == post_id
        assert lab.bot.find(labs.STANDARD, key="k2") is None
        lab.bot.delete(post_id)
        assert lab.bot.find(labs.STANDARD, key="k1") is None

    def test_looks_for_nothing_where_nobody_ever_tried(self, lab: labs.Lab) -> None:
        lab.bot.check_channel("standard")
        lab.front.calls.clear()

        lab.bot.post(labs.claimed(), place=labs.STANDARD, key="new", is_new=True)

        assert lab.front.calls == [("POST", "/posts")]

    def test_posts_again_once_it_was_deleted(self, lab: labs.Lab) -> None:
        gone = post(lab)
        lab.row(gone).delete_at = lab.chat.now_ms()
        lab.chat.pending.forget_all()

        assert post(lab) != gone

    def test_is_one_post_even_for_two_at_once(self, lab: labs.Lab) -> None:
        lab.switch(create_takes_s=0.3)
        barrier = threading.Barrier(2)

        def attempt() -> str:
            barrier.wait(timeout=40)
            try:
                return post(lab)
            except errors.ChatUnavailable:
                # The server says 500 while the first one is on its way: the step tries again.
                return "again"

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = {future.result(timeout=40) for future in [pool.submit(attempt), pool.submit(attempt)]}

        lab.switch(create_takes_s=0)
        assert len(lab.posts()) == 1
        assert answers - {"again"} == {post(lab)}

    def test_cuts_what_no_post_can_hold(self, lab: labs.Lab) -> None:
        post_id = post(lab, message=labs.urgent("😀" * 20_000))

        said = lab.row(post_id).message
        assert len(said) == 16_383
        assert said.endswith("😀…")

    def test_drops_what_no_database_can_hold(self, lab: labs.Lab) -> None:
        post_id = post(lab, message=labs.urgent("a\x00b"))

        assert "> ab" in lab.row(post_id).message

    def test_keeps_one_connection(self, lab: labs.Lab) -> None:
        for number in range(5):
            post(lab, key=f"k{number}")

        assert len(lab.front.calls) > 10
        assert len(lab.front.peers) == 1

    def test_says_no_where_the_bot_is_no_member(self, lab: labs.Lab) -> None:
        for name in ("open", "closed", "nowhere"):
            with pytest.raises(errors.ChatRefused):
                lab.bot.post(labs.undone(), place=messages.Channel(name=name), key="k1")

        assert not lab.posts("open")
        assert not lab.posts("closed")


class TestPostAfterTheServerForgot:
    @pytest.fixture
    def timings(self) -> config.Timings:
        return config.Timings(pending_lifetime_s=0.0)

    def test_finds_the_post_by_its_key(self, lab: labs.Lab) -> None:
        lab.switch(fault="lost_answer", fault_calls=1, fault_path="/api/v4/posts")
        with pytest.raises(errors.ChatUnavailable):
            post(lab)

        assert post(lab) == lab.posts()[0]["id"]
        assert len(lab.posts()) == 1
        assert lab.calls("POST", "/posts") == 1


class TestDirect:
    def test_reaches_one_person(self, lab: labs.Lab) -> None:
        place = messages.Direct(username="bob")

        first = lab.bot.post(labs.undone(), place=place, key="k1")

        assert lab.bot.post(labs.undone(), place=place, key="k1") == first
        assert [one["id"] for one in lab.direct_posts("bob")] == [first]
        assert not lab.posts()

    def test_says_no_for_nobody(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.ChatRefused):
            lab.bot.post(labs.undone(), place=messages.Direct(username="nobody"), key="k1")


class TestEdit:
    def test_changes_the_text_and_makes_the_buttons_anew(self, lab: labs.Lab) -> None:
        post_id = post(lab)

        lab.bot.edit(post_id, message=labs.claimed("Tom"), place=labs.STANDARD, key="k1")

        (shown,) = lab.posts()
        assert "Tom" in shown["message"]
        assert [one["name"] for one in shown["buttons"]] == ["Annuler"]
        assert labs.press_of(lab, post_id).entity == "change1"
        assert lab.row(post_id).props[wire.KEY_PROP] == "k1"

    def test_takes_the_buttons_away(self, lab: labs.Lab) -> None:
        post_id = post(lab)

        lab.bot.edit(post_id, message=labs.undone(), place=labs.STANDARD, key="k1")

        (shown,) = lab.posts()
        assert shown["buttons"] == []
        assert post(lab) == post_id

    def test_says_no_when_the_post_is_gone(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.ChatRefused):
            lab.bot.edit("a" * 26, message=labs.undone(), place=labs.STANDARD, key="k1")


class TestAttach:
    def attach(self, lab: labs.Lab, *, root_id: str) -> str:
        return lab.bot.attach(
            messages.Recording(message_s=12, playable=True),
            place=labs.STANDARD,
            key="recording-1",
            root_id=root_id,
            files=[("message.mp3", b"ID3 some sound")],
        )

    def test_puts_the_file_in_the_thread_once(self, lab: labs.Lab) -> None:
        root_id = post(lab)

        reply = self.attach(lab, root_id=root_id)

        assert self.attach(lab, root_id=root_id) == reply
        root, shown = lab.posts()
        assert (root["id"], shown["id"], shown["root_id"]) == (root_id, reply, root_id)
        assert [(one["name"], one["mime"]) for one in shown["files"]] == [("message.mp3", "audio/mpeg")]
        (file_id,) = lab.row(reply).file_ids
        assert lab.chat.files[file_id].content == b"ID3 some sound"
        assert lab.calls("POST", "/files") == 1

    def test_finds_the_reply_when_the_answer_was_lost(self, lab: labs.Lab) -> None:
        root_id = post(lab)
        # The thread is read, the file goes up, and only the answer to the post is lost.
        lab.front.on_upload = lambda: lab.switch(
            fault="lost_answer", fault_calls=1, fault_path="/api/v4/posts"
        )
        with pytest.raises(errors.ChatUnavailable):
            self.attach(lab, root_id=root_id)
        lab.front.on_upload = None

        reply = self.attach(lab, root_id=root_id)

        assert [one["id"] for one in lab.posts()] == [root_id, reply]

    def test_uploads_again_when_only_the_upload_was_answered(self, lab: labs.Lab) -> None:
        root_id = post(lab)
        lab.switch(fault="lost_answer", fault_calls=1, fault_path="/api/v4/files")
        with pytest.raises(errors.ChatUnavailable):
            self.attach(lab, root_id=root_id)

        reply = self.attach(lab, root_id=root_id)

        assert len(lab.row(reply).file_ids) == 1

    def test_says_no_when_the_card_is_gone(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.ChatRefused):
            self.attach(lab, root_id="a" * 26)

    def test_puts_several_files_in_one_post_of_the_channel(self, lab: labs.Lab) -> None:
        files = [("bilan-août.csv", b"a;b"), ("bilan.png", b"png")]

        def attach() -> str:
            return lab.bot.attach(
                labs.claimed(), place=labs.STANDARD, key="month-1", root_id=None, files=files
            )

        post_id = attach()

        assert attach() == post_id
        (shown,) = lab.posts()
        assert (shown["root_id"], [one["name"] for one in shown["buttons"]]) == ("", ["Annuler"])
        found = [lab.chat.files[file_id] for file_id in lab.row(post_id).file_ids]
        assert [(one.name, one.content) for one in found] == files
        assert lab.calls("POST", "/files") == 1

    @pytest.mark.parametrize("count", [0, 6])
    def test_takes_as_many_files_as_a_post_carries(self, lab: labs.Lab, count: int) -> None:
        with pytest.raises(ValueError, match="1 to 5"):
            lab.bot.attach(
                labs.undone(),
                place=labs.STANDARD,
                key="k1",
                root_id=None,
                files=[(f"{number}.csv", b"x") for number in range(count)],
            )


class TestPin:
    def test_stays_whatever_is_done_again(self, lab: labs.Lab) -> None:
        post_id = post(lab)

        lab.bot.pin(post_id)
        lab.bot.pin(post_id)
        lab.bot.edit(post_id, message=labs.undone(), place=labs.STANDARD, key="k1")

        (shown,) = lab.posts()
        assert shown["pinned"]

    def test_says_no_when_the_post_is_gone(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.ChatRefused):
            lab.bot.pin("a" * 26)


class TestPlaces:
    def test_are_told_apart_before_anything_is_posted(self, lab: labs.Lab) -> None:
        lab.bot.check_channel("standard")
        for name in ("open", "closed", "nowhere"):
            with pytest.raises(errors.ChatRefused):
                lab.bot.check_channel(name)

        assert lab.bot.me() == lab.chat.bot.id
        assert lab.bot.link("abc").endswith("/coop/pl/abc")
        assert not lab.posts()

    def test_are_looked_up_once(self, lab: labs.Lab) -> None:
        post(lab)
        post(lab, key="k2")

        assert lab.calls("GET", "/teams/name/coop") == 1

    def test_hide_the_token(self, lab: labs.Lab) -> None:
        server = lab.bot._server

        assert labs.TOKEN not in repr(server)
        assert "secret" not in repr(dataclasses.replace(server, token="x"))


class TestDelete:
    def test_takes_a_post_back_with_its_thread_and_files(self, lab: labs.Lab) -> None:
        root = post(lab)
        sound = [("message-1.mp3", b"ID3")]
        recording = messages.Recording(message_s=3, playable=True)
        reply = lab.bot.attach(recording, place=labs.STANDARD, key="r", root_id=root, files=sound)

        lab.bot.delete(reply)
        assert (lab.row(root).delete_at, lab.row(reply).delete_at > 0) == (0, True)
        assert lab.chat.files[lab.row(reply).file_ids[0]].delete_at

        lab.bot.delete(root)
        assert lab.row(root).delete_at

    def test_is_refused_for_what_is_gone_already(self, lab: labs.Lab) -> None:
        post_id = post(lab)
        lab.bot.delete(post_id)

        with pytest.raises(errors.ChatRefused):
            lab.bot.delete(post_id)
