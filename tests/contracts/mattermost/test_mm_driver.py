"""The real mattermostdriver 7.3.2 against the sandbox."""

import urllib.parse

import mattermostdriver
import pytest
import requests
from mattermostdriver import exceptions

from tests.contracts.mattermost import lab as labs


@pytest.fixture
def driver(lab: labs.Lab) -> mattermostdriver.Driver:
    address = urllib.parse.urlsplit(lab.url)
    return mattermostdriver.Driver(
        {
            "url": address.hostname,
            "port": address.port,
            "scheme": "http",
            "token": "bot-token",
            "request_timeout": 5,
        }
    )


def pinned(lab: labs.Lab, channel_id: str) -> list[str]:
    with lab.as_user("alice") as client:
        found: list[str] = client.get(f"/channels/{channel_id}/pinned").json()["order"]
    return found


class TestDriver:
    def test_logs_in_with_the_token(self, driver: mattermostdriver.Driver) -> None:
        me = driver.login()

        assert (me["username"], driver.client.userid) == ("deskbot", me["id"])

    def test_posts_replies_edits_and_reads(self, lab: labs.Lab, driver: mattermostdriver.Driver) -> None:
        driver.login()
        team = driver.teams.get_team_by_name("lab")
        channel = driver.channels.get_channel_by_name(team["id"], "standard")
        post = driver.posts.create_post(
            {"channel_id": channel["id"], "message": "card", "props": lab.buttons(lab.button())}
        )
        uploaded = driver.files.upload_file(channel["id"], {"files": ("vm.mp3", b"sound")})
        file_id = uploaded["file_infos"][0]["id"]
        driver.posts.create_post(
            {
                "channel_id": channel["id"],
                "message": "",
                "root_id": post["id"],
                "file_ids": [file_id],
            }
        )
        driver.posts.patch_post(post["id"], {"message": "card, 0:12"})
        driver.posts.pin_post_to_channel(post["id"])

        listed = driver.posts.get_posts_for_channel(channel["id"], {"per_page": 10})
        assert len(listed["order"]) == 2
        assert driver.posts.get_post(post["id"])["message"] == "card, 0:12"
        assert driver.files.get_file(file_id).content == b"sound"
        assert driver.posts.get_thread(post["id"])["order"].count(post["id"]) == 2

    def test_uploads_several_files_at_once_and_pins(
        self, lab: labs.Lab, driver: mattermostdriver.Driver
    ) -> None:
        driver.login()
        channel = lab.channel_id("standard")
        parts = [("files", ("bilan.csv", b"a;b")), ("files", ("bilan.png", b"png"))]

        infos = driver.files.upload_file(channel, parts)["file_infos"]
        post = driver.posts.create_post(
            {"channel_id": channel, "message": "", "file_ids": [info["id"] for info in infos]}
        )
        for _ in range(2):
            assert driver.posts.pin_post_to_channel(post["id"]) == {"status": "OK"}
        driver.posts.patch_post(post["id"], {"message": "edited"})

        assert [info["name"] for info in infos] == ["bilan.csv", "bilan.png"]
        assert pinned(lab, channel) == [post["id"]]
        (shown,) = lab.shown_in("standard", to="alice")
        assert (shown["message"], shown["pinned"], len(shown["files"])) == ("edited", True, 2)
        driver.posts.unpin_post_to_channel(post["id"])
        assert pinned(lab, channel) == []

    def test_lists_people(self, lab: labs.Lab, driver: mattermostdriver.Driver) -> None:
        driver.login()

        found = driver.users.get_users({"in_team": lab.chat.team.id, "per_page": 200, "page": 0})

        assert [row["username"] for row in found] == ["alice", "bob", "carol", "deskbot"]

    def test_writes_to_somebody_directly(self, lab: labs.Lab, driver: mattermostdriver.Driver) -> None:
        me = driver.login()
        alice = driver.users.get_user_by_username("alice")
        direct = driver.channels.create_direct_message_channel([me["id"], alice["id"]])

        driver.posts.create_post({"channel_id": direct["id"], "message": "+33 6 39 98 00 01"})

        assert direct["id"] == driver.channels.create_direct_message_channel([me["id"], alice["id"]])["id"]

    def test_raises_its_typed_errors(self, lab: labs.Lab, driver: mattermostdriver.Driver) -> None:
        driver.login()
        body = {"channel_id": lab.channel_id("oncall"), "message": "x"}

        with pytest.raises(exceptions.NotEnoughPermissions):
            driver.posts.create_post(body)
        with pytest.raises(exceptions.ResourceNotFound):
            driver.users.get_user_by_username("nobody")
        with pytest.raises(exceptions.InvalidOrMissingParameters):
            driver.posts.create_post(body | {"channel_id": lab.channel_id("standard"), "root_id": "no"})
        lab.switch(bot_disabled=True)
        with pytest.raises(exceptions.NoAccessTokenProvided):
            driver.users.get_user("me")

    def test_meets_the_outages_as_requests_does(self, lab: labs.Lab, driver: mattermostdriver.Driver) -> None:
        driver.login()
        lab.switch(down=True)
        with pytest.raises(requests.ConnectionError):
            driver.users.get_user("me")
        lab.switch(down=False, rate_limit={"per_s": 0.1, "burst": 0})
        driver.users.get_user("me")
        with pytest.raises(requests.HTTPError):
            driver.users.get_user("me")
        lab.switch(rate_limit=None, fault="garbage")
        with pytest.raises(requests.exceptions.JSONDecodeError):
            driver.posts.create_post({"channel_id": lab.channel_id("standard"), "message": "x"})
