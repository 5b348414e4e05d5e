"""Who is in the team and in a channel: pages, permissions, and people who leave (facts, section 6)."""

import httpx
import pytest

from tests.contracts.mattermost import lab as labs


def names(lab: labs.Lab, *, by: str = "deskbot", **wanted: object) -> list[str]:
    with lab.as_user(by) as client:
        answer = client.get("/users", params=wanted)
    assert answer.status_code == 200, answer.text
    return [row["username"] for row in answer.json()]


def change(lab: labs.Lab, user: str, change: str, *, channel: str = "") -> dict:
    return lab.control("chat/people", {"user": user, "change": change, "channel": channel})


class TestUsers:
    def test_are_listed_by_name_and_page(self, lab: labs.Lab) -> None:
        everybody = ["alice", "bob", "carol", "deskbot"]

        assert names(lab, in_team=lab.chat.team.id) == everybody
        assert names(lab, in_team=lab.chat.team.id, per_page=3) == everybody[:3]
        assert names(lab, in_team=lab.chat.team.id, per_page=3, page=1) == everybody[3:]
        assert names(lab, in_team=lab.chat.team.id, per_page=3, page=2) == []
        assert names(lab, page="x", per_page="y") == everybody

    def test_are_listed_by_channel(self, lab: labs.Lab) -> None:
        assert names(lab, in_channel=lab.channel_id("standard")) == ["alice", "bob", "deskbot"]

    @pytest.mark.parametrize("wanted", ["in_team", "in_channel"])
    def test_are_not_shown_to_strangers(self, lab: labs.Lab, wanted: str) -> None:
        change(lab, "carol", "leave_team")
        where = {"in_team": lab.chat.team.id, "in_channel": lab.channel_id("oncall")}
        with lab.as_user("carol") as client:
            assert client.get("/users", params={wanted: where[wanted]}).status_code == 403
        with lab.as_user("deskbot") as client:
            assert client.get("/users", params={wanted: "a" * 26}).status_code == 403

    def test_have_the_fields_that_tell_who_they_are(self, lab: labs.Lab) -> None:
        change(lab, "bob", "make_guest")
        with lab.as_user("deskbot") as client:
            rows = client.get("/users", params={"in_team": lab.chat.team.id}).json()

        alice, bob, _, bot = rows
        assert (alice["first_name"], bob["nickname"]) == ("Alice", "Bob")
        assert (alice["roles"], bob["roles"]) == ("system_user", "system_guest")
        assert (alice.get("is_bot"), bot["is_bot"]) == (None, True)
        assert {row["delete_at"] for row in rows} == {0}


class TestDeactivated:
    def test_stays_where_they_were_and_may_do_nothing(self, lab: labs.Lab) -> None:
        change(lab, "alice", "deactivate")

        said = lab.control("chat/say", {"user": "alice", "channel": "standard", "text": "hello"})
        with lab.as_user("alice") as client:
            assert client.get("/users/me").status_code == 401
        with lab.as_user("deskbot") as client:
            assert client.get("/users/username/alice").json()["delete_at"] > 0
        assert "expired" in said["error"]
        assert names(lab, in_channel=lab.channel_id("standard")) == ["alice", "bob", "deskbot"]

    def test_can_be_left_out_of_a_list(self, lab: labs.Lab) -> None:
        change(lab, "alice", "deactivate")

        assert names(lab, in_team=lab.chat.team.id, active="true") == ["bob", "carol", "deskbot"]
        assert names(lab, in_team=lab.chat.team.id, inactive="true") == ["alice"]


class TestLeavingTheTeam:
    def test_leaves_its_channels_and_keeps_the_account(self, lab: labs.Lab) -> None:
        direct = lab.chat.direct_channel(lab.chat.bot, lab.chat.user_named("bob"))
        change(lab, "bob", "leave_team")

        assert names(lab, in_team=lab.chat.team.id) == ["alice", "carol", "deskbot"]
        assert names(lab, in_channel=lab.channel_id("standard")) == ["alice", "deskbot"]
        with lab.as_user("deskbot") as client:
            assert client.get("/users/username/bob").json()["delete_at"] == 0
        assert direct.members == {lab.user_id("bob"), lab.user_id("deskbot")}

    def test_takes_the_command_away_even_in_a_direct_channel(self, lab: labs.Lab) -> None:
        change(lab, "bob", "leave_team")

        for channel in ("standard", "@deskbot"):
            said = lab.control("chat/say", {"user": "bob", "channel": channel, "text": "/standard"})
            assert "permissions" in said["error"]


class TestChannelMembers:
    def members(self, lab: labs.Lab, **page: int) -> httpx.Response:
        with lab.as_user("deskbot") as client:
            return client.get(f"/channels/{lab.channel_id('standard')}/members", params=page)

    def test_come_in_pages(self, lab: labs.Lab) -> None:
        first, last = (self.members(lab, per_page=2, page=number).json() for number in (0, 1))

        found = [row["user_id"] for row in [*first, *last]]
        assert (len(first), len(last)) == (2, 1)
        assert sorted(found) == sorted(lab.user_id(name) for name in ("alice", "bob", "deskbot"))

    def test_come_and_go(self, lab: labs.Lab) -> None:
        assert change(lab, "carol", "join", channel="standard") == {}
        assert change(lab, "carol", "join", channel="oncall") == {}
        assert change(lab, "bob", "quit", channel="standard") == {}

        assert names(lab, in_channel=lab.channel_id("standard")) == ["alice", "carol", "deskbot"]
        kinds = [row["type"] for row in lab.shown_in("standard", to="alice")]
        assert kinds == ["system_join_channel", "system_leave_channel"]
        # Somebody had to let her in there.
        assert [row["type"] for row in lab.shown_in("oncall", to="alice")] == ["system_add_to_channel"]

    def test_are_told_from_guests_who_join_nothing_alone(self, lab: labs.Lab) -> None:
        change(lab, "carol", "make_guest")
        with lab.as_user("carol") as client:
            alone = client.post(
                f"/channels/{lab.channel_id('standard')}/members", json={"user_id": lab.user_id("carol")}
            )
        change(lab, "carol", "join", channel="standard")

        (guest,) = [row for row in self.members(lab).json() if row["user_id"] == lab.user_id("carol")]
        assert alone.status_code == 403
        assert (guest["roles"], guest["scheme_guest"], guest["scheme_user"]) == ("channel_guest", True, False)

    def test_are_changed_for_people_and_channels_that_exist(self, lab: labs.Lab) -> None:
        assert "error" in change(lab, "nobody", "deactivate")
        assert "error" in change(lab, "alice", "join", channel="nowhere")
        assert "error" in change(lab, "carol", "quit", channel="standard")
