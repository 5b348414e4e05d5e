"""Who is in the team and in its channels, and what only one person is shown."""

import dataclasses

import pytest

from deskbot.chat import buttons, chatters, errors
from deskbot.outside.mattermost import client
from deskbot.sandbox.mattermost import membership
from tests.adapters.mattermost import lab as labs

TURNS = tuple(
    buttons.Button(action=buttons.Action.TAKE_TURN, entity=f"span{number}", label=label)
    for number, label in enumerate(("Lun. 5 matin", "Lun. 5 après-midi", None))
)


def chatter(lab: labs.Lab, username: str) -> chatters.Chatter:
    return next(one for one in lab.bot.people() if one.username == username)


class TestPeople:
    def test_are_everybody_in_the_team(self, lab: labs.Lab) -> None:
        assert [one.username for one in lab.bot.people()] == ["alice", "bob", "deskbot", "zoe"]
        assert chatter(lab, "alice") == chatters.Chatter(
            user_id=lab.chat.user_named("alice").id,
            username="alice",
            name="Alice",
            is_active=True,
            is_guest=False,
            is_bot=False,
        )
        assert chatter(lab, "deskbot").is_bot
        assert chatter(lab, "bob").is_guest

    def test_are_called_as_people_call_them(self, lab: labs.Lab) -> None:
        assert [one.name for one in lab.bot.people()] == ["Alice", "Bobby", "deskbot", "zoe"]
        assert lab.bot.person(lab.chat.user_named("bob").id).name == "Bobby"
        assert lab.bot.person(lab.chat.user_named("bob").id).username == "bob"

    def test_stay_when_deactivated_and_not_when_they_leave(self, lab: labs.Lab) -> None:
        membership.deactivate(lab.chat, lab.chat.user_named("alice"))
        membership.leave_team(lab.chat, lab.chat.user_named("bob"))

        assert [(one.username, one.is_active) for one in lab.bot.people()] == [
            ("alice", False),
            ("deskbot", True),
            ("zoe", True),
        ]

    @pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
    def test_come_whole_however_many_pages_they_fill(
        self, lab: labs.Lab, size: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(client, "_PER_PAGE", size)

        assert [one.username for one in lab.bot.people()] == ["alice", "bob", "deskbot", "zoe"]
        assert lab.calls("GET", "/users") == 4 // size + 1

    @pytest.mark.parametrize("size", [1, 60])
    def test_of_a_channel_are_its_members(
        self, lab: labs.Lab, size: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(client, "_PER_PAGE", size)

        assert lab.bot.members_of("standard") == {"alice", "deskbot"}

    @pytest.mark.parametrize("name", ["open", "closed", "nowhere"])
    def test_of_a_channel_are_for_its_members_alone(self, lab: labs.Lab, name: str) -> None:
        with pytest.raises(errors.ChatRefused):
            lab.bot.members_of(name)


class TestShown:
    def shown(self, lab: labs.Lab) -> tuple[str, list[labs.Json]]:
        channel = lab.chat.channel_named("standard").id
        nonce = buttons.answer_nonce(lab.chat.user_named("alice").id)
        text, (attachment,) = lab.bot.shown(labs.AlertTaken(given=TURNS), channel_id=channel, key=nonce)
        return text, attachment["actions"]

    def test_tells_buttons_of_one_kind_apart(self, lab: labs.Lab) -> None:
        text, actions = self.shown(lab)

        assert text
        assert [one["id"] for one in actions] == ["taketurn", "taketurn2", "taketurn3"]
        assert [one["name"] for one in actions] == ["Lun. 5 matin", "Lun. 5 après-midi", "Je prends"]

    def test_signs_them_for_whoever_is_answered(self, lab: labs.Lab) -> None:
        _, actions = self.shown(lab)

        for number, action in enumerate(actions):
            press = buttons.verify(
                action["integration"]["context"],
                secret=labs.SECRET,
                channel=lab.chat.channel_named("standard").id,
                now=lab.chat.clock.now(),
            )
            assert (press.action, press.entity) == (buttons.Action.TAKE_TURN, f"span{number}")
            assert press.is_of_an_answer_to(lab.chat.user_named("alice").id)
            assert not press.is_of_an_answer_to(lab.chat.user_named("bob").id)

    def test_is_what_a_post_shows_too(self, lab: labs.Lab) -> None:
        message = labs.AlertTaken(given=TURNS)

        post_id = lab.bot.post(message, place=labs.STANDARD, key="k1")
        lab.bot.edit(
            post_id, message=dataclasses.replace(message, given=TURNS[:2]), place=labs.STANDARD, key="k1"
        )

        (shown,) = lab.posts()
        assert [one["id"] for one in shown["buttons"]] == ["taketurn", "taketurn2"]
