"""The traps of posting (facts/mattermost.md, section 6), each as a naive client meets it."""

import concurrent.futures
import threading
import time

import httpx
import pytest

from deskbot.sandbox import clock
from deskbot.sandbox.mattermost import config, ids
from tests.contracts.mattermost import lab as labs


def create(lab: labs.Lab, username: str = "deskbot", **body: object) -> httpx.Response:
    with lab.as_user(username) as client:
        return client.post("/posts", json={"channel_id": lab.channel_id("standard"), "message": "m"} | body)


class TestCreate:
    def test_stamps_the_sandboxs_time(self, lab: labs.Lab, sandbox_clock: clock.SandboxClock) -> None:
        sandbox_clock.advance(86_400)

        post = lab.post()

        assert abs(post["create_at"] - sandbox_clock.now().timestamp() * 1000) < 5000

    def test_marks_the_bots_posts_only(self, lab: labs.Lab) -> None:
        assert lab.post("deskbot", props={"deskbot_key": "k"})["props"] == {
            "deskbot_key": "k",
            "from_bot": "true",
        }
        assert lab.post("alice")["props"] == {}

    @pytest.mark.parametrize(
        ("message", "status"), [("", 201), ("é" * 16_383, 201), ("😀" * 16_383, 201), ("é" * 16_384, 400)]
    )
    def test_refuses_16384_runes(self, lab: labs.Lab, message: str, status: int) -> None:
        answer = create(lab, message=message)

        assert answer.status_code == status
        if status == 400:
            assert answer.json()["id"] == "model.post.is_valid.msg.app_error"

    @pytest.mark.parametrize(("size", "status"), [(7900, 201), (8000, 400)])
    def test_refuses_8000_runes_of_props(self, lab: labs.Lab, size: int, status: int) -> None:
        assert create(lab, props={"big": "x" * size}).status_code == status

    def test_counts_a_buttons_context_in_the_props(self, lab: labs.Lab) -> None:
        integration = {"url": lab.bot_url, "context": {"state": "x" * 8000}}

        answer = create(lab, props=lab.buttons(lab.button(integration=integration)))

        assert answer.json()["id"] == "model.post.is_valid.props.app_error"

    def test_refuses_an_id_of_the_clients(self, lab: labs.Lab) -> None:
        assert create(lab, id=ids.new()).status_code == 400

    @pytest.mark.parametrize("channel", ["open", "oncall"])
    def test_needs_membership_even_of_a_public_channel(self, lab: labs.Lab, channel: str) -> None:
        channel_id = lab.channel_id(channel)
        with lab.as_user("deskbot") as client:
            answers = [
                client.post("/posts", json={"channel_id": channel_id, "message": "m"}),
                client.get(f"/channels/{channel_id}/posts"),
                client.post("/files", data={"channel_id": channel_id}, files={"files": ("a.mp3", b"x")}),
            ]

        assert [answer.status_code for answer in answers] == [403, 403, 403]
        assert answers[0].json()["id"] == "api.context.permissions.app_error"

    def test_never_makes_an_ephemeral_post_for_the_bot(self, lab: labs.Lab) -> None:
        body = {
            "user_id": lab.user_id("alice"),
            "post": {"channel_id": lab.channel_id("standard"), "message": "psst"},
        }
        with lab.as_user("deskbot") as client:
            assert client.post("/posts/ephemeral", json=body).status_code == 403

    def test_refuses_a_reply_to_a_reply(self, lab: labs.Lab) -> None:
        root = lab.post()
        reply = lab.post(root_id=root["id"])

        answer = create(lab, root_id=reply["id"])

        assert answer.status_code == 400
        assert answer.json()["id"] == "api.post.create_post.root_id.app_error"

    def test_refuses_a_root_of_another_channel(self, lab: labs.Lab) -> None:
        root = lab.post(channel="town-square")

        assert create(lab, root_id=root["id"]).status_code == 400

    def test_refuses_a_root_that_was_deleted(self, lab: labs.Lab) -> None:
        root = lab.post()
        with lab.as_user("deskbot") as client:
            client.delete(f"/posts/{root['id']}")

        assert create(lab, root_id=root["id"]).status_code == 400

    @pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b'{"message": 3}'])
    def test_refuses_what_is_no_post(self, lab: labs.Lab, body: bytes) -> None:
        with lab.as_user("deskbot") as client:
            answer = client.post("/posts", content=body)

        assert answer.status_code == 400
        assert answer.json()["id"] == "api.context.invalid_body_param.app_error"

    def test_needs_a_session(self, lab: labs.Lab) -> None:
        answer = httpx.post(lab.url + "/api/v4/posts", headers={"Authorization": "Bearer wrong"})

        assert answer.status_code == 401
        assert set(answer.json()) == {"id", "message", "detailed_error", "request_id", "status_code"}


class TestPendingPostId:
    def test_gives_the_first_post_back_whatever_the_body(self, lab: labs.Lab) -> None:
        first = create(lab, pending_post_id="k", message="first")
        second = create(lab, pending_post_id="k", message="second")

        assert second.status_code == 201
        assert second.json()["id"] == first.json()["id"]
        assert second.json()["message"] == "first"
        assert second.json()["pending_post_id"] == ""

    def test_is_shared_by_everybody(self, lab: labs.Lab) -> None:
        first = create(lab, "deskbot", pending_post_id="k", message="the bot's")
        second = create(lab, "alice", pending_post_id="k", message="alice's")

        assert second.json()["id"] == first.json()["id"]
        assert [row["message"] for row in lab.shown_in("standard", to="alice")] == ["the bot's"]

    def test_is_freed_by_a_failure(self, lab: labs.Lab) -> None:
        assert create(lab, pending_post_id="k", message="x" * 20_000).status_code == 400
        assert create(lab, pending_post_id="k").status_code == 201

    def test_is_lost_by_a_restart(self, lab: labs.Lab) -> None:
        first = create(lab, pending_post_id="k")
        lab.chat.pending.forget_all()

        assert create(lab, pending_post_id="k").json()["id"] != first.json()["id"]

    def test_is_refused_while_the_first_is_in_flight(self, lab: labs.Lab) -> None:
        lab.switch(create_takes_s=0.5)
        start = threading.Barrier(8)

        def send(_: int) -> httpx.Response:
            start.wait()
            return create(lab, pending_post_id="k")

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(send, range(8)))

        assert sorted(answer.status_code for answer in answers) == [201] + [500] * 7
        refused = next(answer for answer in answers if answer.status_code == 500)
        assert refused.json()["id"] == "api.post.deduplicate_create_post.pending"
        assert len(lab.shown_in("standard", to="alice")) == 1

    def test_does_not_follow_the_sandboxs_clock(
        self, lab: labs.Lab, sandbox_clock: clock.SandboxClock
    ) -> None:
        first = create(lab, pending_post_id="k")
        sandbox_clock.advance(3600)

        assert create(lab, pending_post_id="k").json()["id"] == first.json()["id"]

    class TestAfterItsTime:
        @pytest.fixture
        def timings(self) -> config.Timings:
            return config.Timings(pending_lifetime_s=0.1)

        def test_makes_a_duplicate(self, lab: labs.Lab) -> None:
            first = create(lab, pending_post_id="k")
            deadline = time.monotonic() + 40
            again = first
            while again.json()["id"] == first.json()["id"] and time.monotonic() < deadline:
                threading.Event().wait(0.11)
                again = create(lab, pending_post_id="k")

            assert again.json()["id"] != first.json()["id"]


class TestEdit:
    def test_is_for_the_author_only(self, lab: labs.Lab) -> None:
        post = lab.post("alice")
        with lab.as_user("deskbot") as client:
            patched = client.put(f"/posts/{post['id']}/patch", json={"message": "x"})
            deleted = client.delete(f"/posts/{post['id']}")

        assert (patched.status_code, deleted.status_code) == (403, 403)

    def test_replaces_all_props(self, lab: labs.Lab) -> None:
        post = lab.post(props={"deskbot_key": "k"})
        with lab.as_user("deskbot") as client:
            patched = client.put(f"/posts/{post['id']}/patch", json={"props": {"a": 1}}).json()

        assert patched["props"] == {"a": 1}

    def test_marks_the_post_as_edited_only_when_its_text_changed(self, lab: labs.Lab) -> None:
        post = lab.post()
        with lab.as_user("deskbot") as client:
            same = client.put(f"/posts/{post['id']}/patch", json={"props": {}}).json()
            other = client.put(f"/posts/{post['id']}/patch", json={"message": "new"}).json()

        assert (same["edit_at"], same["update_at"] > post["update_at"]) == (0, True)
        assert other["edit_at"] == other["update_at"]

    def test_of_a_put_needs_the_id_in_the_body(self, lab: labs.Lab) -> None:
        post = lab.post()
        with lab.as_user("deskbot") as client:
            assert client.put(f"/posts/{post['id']}", json={"message": "x"}).status_code == 400


class TestDelete:
    def test_takes_the_replies_and_their_files_along(self, lab: labs.Lab) -> None:
        root = lab.post()
        with lab.as_user("deskbot") as client:
            info = client.post(
                "/files",
                data={"channel_id": lab.channel_id("standard")},
                files={"files": ("vm.mp3", b"sound")},
            ).json()["file_infos"][0]
            reply = lab.post(root_id=root["id"], file_ids=[info["id"]])
            client.delete(f"/posts/{root['id']}")

            assert client.get(f"/posts/{reply['id']}").status_code == 404
            assert client.get(f"/files/{info['id']}").status_code == 404


class TestPin:
    def test_is_open_to_any_member_and_listed(self, lab: labs.Lab) -> None:
        post = lab.post("alice")
        with lab.as_user("deskbot") as client:
            client.post(f"/posts/{post['id']}/pin")
            pinned = client.get(f"/channels/{post['channel_id']}/pinned").json()
            client.post(f"/posts/{post['id']}/unpin")
            after = client.get(f"/channels/{post['channel_id']}/pinned").json()

        assert (pinned["order"], after["order"]) == ([post["id"]], [])
