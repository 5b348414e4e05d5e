"""The chat is down for an hour: nothing is lost, nothing is doubled."""

from deskbot.sandbox import observer
from tests import story


def test_chat_down_then_back(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    day.channel_says("Léa", "prend")
    day.chat(down=True)
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.somebody_calls()
    day.minutes_pass(60)
    day.line_rings(day.lea, day.tom)

    day.chat(down=False)
    day.minutes_pass(10)

    day.card("Appel manqué", "06 •• •• •• 01")
    day.channel_says("**Léa** répond", "Vérifié")
    day.minutes_pass(10)
    day.everything_settles()
    assert len(observer.those_with(day.posts(), "Appel manqué")) == 1
    told = [one for one in observer.those_with(day.posts(), "Léa", "répond") if "📌" not in one["message"]]
    assert len(told) == 1


def test_an_answer_that_was_lost_is_not_posted_twice(day: story.Story) -> None:
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)
    day.everything_settles()
    day.chat(fault="lost_answer", fault_calls=1, fault_path="/api/v4/posts")

    day.somebody_calls()

    day.card("Appel manqué")
    day.everything_settles()
    assert len(observer.those_with(day.posts(), "Appel manqué")) == 1
