"""Something urgent: the admins are told one after the other, until one answers."""

import importlib.util
import pathlib

from tests import services, story


def test_urgent_message_until_acknowledged(day: story.Story) -> None:
    assert "Simon" in day.ines.types("/standard urgence quelqu'un est bloqué devant la porte")
    alert = day.one_post("admins", "@simon", "bloqué devant la porte")
    day.simon.gets_direct("bloqué devant la porte")

    assert "Merci" in day.simon.clicks("Je m'en occupe", alert)

    alert = day.one_post("admins", "Simon", "s'en occupe")
    assert alert["buttons"] == []
    day.minutes_pass(30)
    day.everything_settles()
    assert not [
        one for one in day.posts("admins") if "@patricia" in one["message"] and "bloqué" in one["message"]
    ]
    assert not [one for one in day.patricia.direct_messages() if "bloqué" in one["message"]]


def test_the_next_one_is_told_then_everybody(day: story.Story) -> None:
    day.ines.types("/standard urgence fuite d'eau")
    day.one_post("admins", "@simon", "fuite d'eau")

    day.minutes_pass(5)
    day.one_post("admins", "@patricia", "fuite d'eau")
    day.minutes_pass(5)
    everybody = day.one_post("admins", "@channel", "fuite d'eau")
    assert "Merci" in day.patricia.clicks("Je m'en occupe", everybody)

    day.sees(
        lambda: len([one for one in day.posts("admins") if "Patricia" in one["message"]]) == 3,
        "every post says who answers",
    )


def test_a_jump_of_the_clock_never_tells_everybody_at_once(day: story.Story) -> None:
    day.ines.types("/standard urgence panne")
    day.one_post("admins", "@simon", "panne")

    day.minutes_pass(60)

    day.one_post("admins", "@patricia", "panne")
    day.everything_settles()
    assert not [one for one in day.posts("admins") if "@channel" in one["message"]]


def test_an_urgent_voicemail_does_the_same(tmp_path: pathlib.Path) -> None:
    services.require(
        importlib.util.find_spec("faster_whisper") is not None, "the extra `speech` is not installed"
    )
    from tests import tiny_model

    model = tiny_model.make(tmp_path / "model", tiny_model.LOCKED_OUT)
    with story.Story(tmp_path, changes={"speech": {"folder": str(model)}}) as day:
        day.somebody_calls(outcome="message", message_sample="porte")

        alert = day.one_post("admins", "@simon", "message vocal")
        day.simon.gets_direct("message vocal")
        day.simon.clicks("Je m'en occupe", alert)
        day.one_post("admins", "Simon", "s'en occupe")
        assert day.card("Message vocal", "🚨")
        day.minutes_pass(30)
        day.everything_settles()
        assert not [one for one in day.patricia.direct_messages() if "message vocal" in one["message"]]


def test_who_cannot_be_told_holds_nobody_back(tmp_path: pathlib.Path) -> None:
    changes = {"on_call": {"members": ["bureau", "patricia"]}}
    with story.Story(tmp_path, changes=changes) as day:
        day.ines.types("/standard urgence fuite d'eau")
        day.one_post("admins", "@bureau", "fuite d'eau")
        day.everything_settles()

        day.minutes_pass(6)

        day.patricia.gets_direct("fuite d'eau")


def test_an_empty_urgency_is_asked_again(day: story.Story) -> None:
    assert "Dis-moi" in day.ines.types("/standard urgence   ")
