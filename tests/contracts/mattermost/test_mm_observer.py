"""What the scenarios act and look through."""

import collections.abc

import pytest

from deskbot.sandbox import observer
from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot


@pytest.fixture
def people(lab: labs.Lab) -> collections.abc.Iterator[observer.Observer]:
    found = observer.Observer(lab.url)
    yield found
    found.close()


def usernames(people: observer.Observer, channel: str) -> list[str]:
    return next(row["members"] for row in people.channels() if row["name"] == channel)


class TestAnswer:
    def test_is_seen_whole_and_clicked_by_who_typed(
        self, lab: labs.Lab, bot: raw_bot.RawBot, people: observer.Observer
    ) -> None:
        choices = [lab.button("take", name="Lun."), lab.button("take2", name="Mar.")]
        bot.answer = raw_bot.json_answer({"text": "Quand ?", "attachments": [{"actions": choices}]})
        answer = people.answer_of("alice", "/standard prendre")
        bot.answer = raw_bot.json_answer({"ephemeral_text": "C'est noté."})

        said = people.click_answer("alice", answer, "Mar.")

        assert (answer["message"], [one["name"] for one in answer["buttons"]]) == (
            "Quand ?",
            ["Lun.", "Mar."],
        )
        assert said == "C'est noté."
        assert (bot.last.json["user_name"], bot.last.json["post_id"]) == ("alice", answer["id"])
        assert not people.posts("standard")

    def test_is_not_there_for_others(
        self, lab: labs.Lab, bot: raw_bot.RawBot, people: observer.Observer
    ) -> None:
        bot.answer = raw_bot.json_answer({"attachments": [{"actions": [lab.button()]}]})
        answer = people.answer_of("alice", "/standard")

        assert people.click_answer("bob", answer, "Take") == "Unable to get the post."
        assert len(bot.requests) == 1

    def test_is_missed_loudly(self, bot: raw_bot.RawBot, people: observer.Observer) -> None:
        bot.answer = raw_bot.http_answer()

        assert people.say("alice", "/standard") == ""
        with pytest.raises(observer.NotDone):
            people.answer_of("alice", "/standard")


class TestPeople:
    def test_come_and_go(self, lab: labs.Lab, people: observer.Observer) -> None:
        people.joins("carol", "standard")
        people.quits("bob", "standard")
        assert usernames(people, "standard") == ["alice", "carol", "deskbot"]

        people.leaves_team("carol")
        people.is_deactivated("alice")
        people.becomes_guest("bob")

        assert usernames(people, "standard") == ["alice", "deskbot"]
        alice, bob = (lab.chat.user_named(name) for name in ("alice", "bob"))
        assert (bool(alice.delete_at), bob.is_guest) == (True, True)

    def test_who_do_not_exist_are_an_error(self, people: observer.Observer) -> None:
        with pytest.raises(observer.NotDone):
            people.leaves_team("nobody")
