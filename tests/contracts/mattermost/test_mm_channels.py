"""Membership, private and direct channels (facts/mattermost.md, section 6)."""

from tests.contracts.mattermost import lab as labs


class TestJoin:
    def test_lets_the_bot_into_a_public_channel(self, lab: labs.Lab) -> None:
        channel_id = lab.channel_id("open")
        with lab.as_user("deskbot") as client:
            me = client.get("/users/me").json()
            joined = client.post(f"/channels/{channel_id}/members", json={"user_id": me["id"]})

        assert (joined.status_code, joined.json()["user_id"]) == (201, me["id"])
        assert lab.post(channel="open")["channel_id"] == channel_id
        assert lab.shown_in("open", to="alice")[0]["type"] == "system_join_channel"

    def test_needs_an_invitation_for_a_private_one(self, lab: labs.Lab) -> None:
        path = f"/channels/{lab.channel_id('oncall')}/members"
        body = {"user_id": lab.user_id("deskbot")}
        with lab.as_user("deskbot") as client:
            alone = client.post(path, json=body)
        with lab.as_user("alice") as client:
            invited = client.post(path, json=body)

        assert (alone.status_code, invited.status_code) == (403, 201)


class TestChannelByName:
    def test_hides_a_private_channel(self, lab: labs.Lab) -> None:
        by_id = f"/teams/{lab.chat.team.id}/channels/name/"
        with lab.as_user("deskbot") as client:
            private = client.get(by_id + "oncall")
            public = client.get("/teams/name/lab/channels/name/open")
            direct = client.get(f"/channels/{lab.channel_id('oncall')}")

        assert (private.status_code, public.status_code, direct.status_code) == (404, 200, 403)


class TestDirectChannel:
    def test_is_the_same_each_time_and_from_both_sides(self, lab: labs.Lab) -> None:
        pair = [lab.user_id("deskbot"), lab.user_id("alice")]
        with lab.as_user("deskbot") as client:
            first = client.post("/channels/direct", json=pair)
            second = client.post("/channels/direct", json=pair[::-1])

        assert (first.status_code, second.status_code) == (201, 201)
        assert first.json()["id"] == second.json()["id"]
        assert first.json()["name"] == "__".join(sorted(pair))
        assert (first.json()["type"], first.json()["team_id"]) == ("D", "")

    def test_is_not_for_two_others(self, lab: labs.Lab) -> None:
        pair = [lab.user_id("bob"), lab.user_id("alice")]
        with lab.as_user("deskbot") as client:
            assert client.post("/channels/direct", json=pair).status_code == 403


class TestUsers:
    def test_are_found_by_name_and_by_id(self, lab: labs.Lab) -> None:
        alice = lab.user_id("alice")
        with lab.as_user("deskbot") as client:
            assert client.get("/users/username/alice").json()["id"] == alice
            assert client.get(f"/users/{alice}").json()["username"] == "alice"
            assert [row["id"] for row in client.post("/users/ids", json=[alice, "x"]).json()] == [alice]
            assert len(client.post("/users/usernames", json=["alice", "bob", "no"]).json()) == 2
            assert client.get("/users/username/nobody").status_code == 404
            assert client.get("/users/not_an_id").status_code == 404
            assert client.get("/users/short").status_code == 400
