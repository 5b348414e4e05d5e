"""The traps of reading a channel (facts/mattermost.md, section 5), each as a naive catch-up meets it."""

import pytest

from deskbot.sandbox import clock
from deskbot.sandbox.mattermost import drafts, ids, posting
from tests.contracts.mattermost import lab as labs


@pytest.fixture
def posts(lab: labs.Lab) -> list[str]:
    return [lab.post(message=str(number))["id"] for number in range(7)]


def read(lab: labs.Lab, **query: object) -> dict:
    with lab.as_user("deskbot") as client:
        answer = client.get(f"/channels/{lab.channel_id('standard')}/posts", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestPages:
    def test_start_with_the_newest(self, lab: labs.Lab, posts: list[str]) -> None:
        assert read(lab, per_page=3)["order"] == [posts[6], posts[5], posts[4]]
        assert read(lab, per_page=3, page=2)["order"] == [posts[0]]

    def test_after_a_post_start_with_the_oldest_block(self, lab: labs.Lab, posts: list[str]) -> None:
        first = read(lab, after=posts[0], per_page=3)
        second = read(lab, after=posts[0], per_page=3, page=1)

        assert first["order"] == [posts[3], posts[2], posts[1]]
        assert second["order"] == [posts[6], posts[5], posts[4]]
        assert (first["next_post_id"], first["prev_post_id"]) == (posts[4], posts[0])

    def test_before_a_post_start_with_the_nearest(self, lab: labs.Lab, posts: list[str]) -> None:
        assert read(lab, before=posts[5], per_page=2)["order"] == [posts[4], posts[3]]

    def test_after_a_deleted_post_work(self, lab: labs.Lab, posts: list[str]) -> None:
        with lab.as_user("deskbot") as client:
            client.delete(f"/posts/{posts[4]}")

        assert read(lab, after=posts[4])["order"] == [posts[6], posts[5]]

    def test_after_an_unknown_post_are_empty_without_an_error(self, lab: labs.Lab, posts: list[str]) -> None:
        assert read(lab, after=ids.new())["order"] == []

    def test_carry_more_posts_than_the_order_names(self, lab: labs.Lab, posts: list[str]) -> None:
        reply = lab.post(root_id=posts[0])

        page = read(lab, per_page=1)

        assert page["order"] == [reply["id"]]
        assert set(page["posts"]) == {reply["id"], posts[0]}


class TestSince:
    def test_mixes_in_edits_deletions_and_earlier_versions(
        self, lab: labs.Lab, posts: list[str], sandbox_clock: clock.SandboxClock
    ) -> None:
        sandbox_clock.advance(60)
        cursor = lab.chat.now_ms() - 1
        with lab.as_user("deskbot") as client:
            client.put(f"/posts/{posts[0]}/patch", json={"message": "edited"})
            client.delete(f"/posts/{posts[1]}")
        new = lab.post()["id"]

        found = read(lab, since=cursor, per_page=1)

        rows = [found["posts"][post_id] for post_id in found["order"]]
        assert len(rows) == 4
        assert {row["id"] for row in rows if row["delete_at"]} - set(posts) != set()
        kept = [row["id"] for row in rows if row["delete_at"] == 0 and row["create_at"] > cursor]
        assert kept == [new]

    def test_stops_at_a_thousand_and_they_are_not_the_newest(self, lab: labs.Lab) -> None:
        start = lab.chat.now_ms() - 1
        first = lab.post(message="first")["id"]
        for number in range(1000):
            quick_post(lab, str(number))

        found = read(lab, since=start)

        assert len(found["order"]) == 1000
        assert first in found["order"]


class TestThread:
    def test_names_the_root_twice(self, lab: labs.Lab) -> None:
        root = lab.post()["id"]
        reply = lab.post(root_id=root)["id"]
        with lab.as_user("deskbot") as client:
            found = client.get(f"/posts/{root}/thread").json()

        assert found["order"] == [root, root, reply]
        assert found["posts"][root]["reply_count"] == 1

    def test_is_refused_outside_the_channel(self, lab: labs.Lab) -> None:
        root = lab.post()["id"]
        with lab.as_user("carol") as client:
            assert client.get(f"/posts/{root}/thread").status_code == 403


def quick_post(lab: labs.Lab, message: str) -> None:
    draft = drafts.Draft(channel_id=lab.channel_id("standard"), message=message)
    posting.create(lab.chat, lab.chat.bot, draft)
