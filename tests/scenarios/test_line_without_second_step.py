"""A simple line rings one phone and cannot be armed: an admin agrees first, no second step is promised."""

import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.sandbox.ovh import calling, numbers
from tests import story

LINE: dict[str, Any] = {"desks": {"standard": {"kind": "line"}}}
OWN = "03 53 01 01 00"
OWN_PHONE = {**LINE, "members": {"bureau": {"number": OWN}}}
VOICEMAIL = "+33353010199"
AGREE = "D'accord"
FORWARDS = ("Unconditional", "NoReply", "Busy", "Backup")


def forwards(day: story.Story) -> dict[str, tuple[bool, str, str]]:
    """Return of each forward whether it is on, its kind and its number (E.164)."""
    with day.world.line.lock:
        options = dict(day.world.line.options)
    return {
        one: (
            options[f"forward{one}"],
            str(options[f"forward{one}Nature"]),
            numbers.to_e164(str(options[f"forward{one}Number"])),
        )
        for one in FORWARDS
    }


def to_voicemail() -> tuple[bool, str, str]:
    return True, "voicemail", VOICEMAIL


def lea_is_asked_for(day: story.Story) -> story.Json:
    """Have Léa's turn begin, and return the post that asks the admins."""
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    return day.reads("admins", "Léa", "ne sonne pas encore", button=AGREE)


def lea_rings(day: story.Story) -> None:
    """Have Léa's turn begin, with Simon's agreement."""
    day.simon.clicks(AGREE, lea_is_asked_for(day))
    day.sees(lambda: day.ringing() == [day.lea.number], "Léa rings, alone")
    day.channel_says("**Léa** répond", "Vérifié")


@pytest.fixture
def line_day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """The desk's number is a simple line."""
    with story.Story(tmp_path, changes=LINE, kind="line") as told:
        yield told


class TestAPrivateNumber:
    def test_rings_nowhere_before_an_admin_agrees(self, line_day: story.Story) -> None:
        lea_is_asked_for(line_day)
        for _ in range(3):
            line_day.minutes_pass(1.1)
            line_day.nothing_is_left_to_do()

        assert line_day.ringing() == []
        assert line_day.line()["then"]["kind"] == "voicemail"
        line_day.one_post("admins", "ne sonne pas encore")
        line_day.channel_says("**Léa** ne sonne pas encore", "admin")
        assert "Vérifié" not in line_day.lea.types("/standard qui")

    def test_rings_once_an_admin_agreed(self, line_day: story.Story) -> None:
        asked = lea_is_asked_for(line_day)
        assert line_day.ringing() == []

        assert "Léa" in line_day.simon.clicks(AGREE, asked)

        line_day.sees(lambda: line_day.ringing() == [line_day.lea.number], "Léa rings, alone")
        line_day.sees_button_go(asked, AGREE, channel="admins")
        line_day.channel_says("**Simon** est d'accord", channel="admins")

    def test_tells_the_second_admin_who_agreed(self, line_day: story.Story) -> None:
        asked = lea_is_asked_for(line_day)
        behind = line_day.context_of(asked, AGREE)
        line_day.simon.clicks(AGREE, asked)
        line_day.sees_button_go(asked, AGREE, channel="admins")

        answer = line_day.patricia.clicks_late(asked, context=behind)

        assert "**Simon** a déjà donné son accord" in answer

    def test_is_asked_about_once_for_all_turns(self, line_day: story.Story) -> None:
        line_day.lea.types("/standard prendre 2024-08-02")
        lea_rings(line_day)
        line_day.clock_shows(story.at(1, 17, 30))
        line_day.line_rings()

        line_day.clock_shows(story.at(2, 9))

        line_day.sees(lambda: line_day.ringing() == [line_day.lea.number], "Léa rings again")
        line_day.nothing_is_left_to_do()
        line_day.one_post("admins", "Léa", "peut sonner")

    def test_is_in_no_channel(self, line_day: story.Story) -> None:
        lea_rings(line_day)

        said = [one["message"] for name in ("standard", "admins") for one in line_day.posts(name)]
        assert "639980101" not in "".join(said).replace(" ", "")


class TestTheSecond:
    def test_is_not_rung(self, line_day: story.Story) -> None:
        lea_rings(line_day)

        assert forwards(line_day) == {
            "Unconditional": (True, "number", line_day.lea.number),
            "NoReply": to_voicemail(),
            "Busy": to_voicemail(),
            "Backup": to_voicemail(),
        }
        call = calling.place_call(line_day.world.line, caller=story.CALLER, outcome=calling.stays_silent())
        assert {numbers.to_e164(leg.number) for leg in call.legs} <= {line_day.lea.number}

    def test_is_said_not_to_be_rung(self, line_day: story.Story) -> None:
        lea_rings(line_day)

        said = line_day.channel_says("**Léa** répond", "Vérifié")["message"]

        assert "il ne sonne pas chez la personne suivante" in said
        assert "Tom" not in said
        assert "puis le répondeur" not in said

    def test_is_not_promised_to_whoever_asks(self, line_day: story.Story) -> None:
        lea_rings(line_day)

        answer = line_day.ines.types("/standard qui")

        assert "Léa répond" in answer
        assert "Vérifié" in answer
        assert "Tom" not in answer
        assert "puis le répondeur" not in answer

    @pytest.mark.parametrize("moment", ["aujourd'hui 15h", "demain 10h"])
    def test_is_not_promised_for_later(self, line_day: story.Story, moment: str) -> None:
        line_day.lea.types("/standard prendre 2024-08-02")
        lea_rings(line_day)

        answer = line_day.ines.types(f"/standard qui {moment}")

        assert "Léa répondra" in answer
        assert "Tom" not in answer
        assert "puis le répondeur" not in answer


class TestTheEndOfTheTurn:
    def test_leads_all_to_the_voicemail(self, line_day: story.Story) -> None:
        lea_rings(line_day)

        line_day.clock_shows(story.at(1, 17, 30))

        line_day.line_rings()
        assert forwards(line_day) == dict.fromkeys(FORWARDS, to_voicemail())


@pytest.fixture
def own_day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    """The office's phone is the line's own."""
    with story.Story(tmp_path, changes=OWN_PHONE, kind="line") as told:
        told.clock_shows(story.at(1, 9))
        told.sees(lambda: told.ringing() == ["+33353010100"], "the line's own phone rings")
        yield told


class TestTheHousesOwnPhone:
    def test_rings_without_an_agreement(self, own_day: story.Story) -> None:
        own_day.nothing_is_left_to_do()

        own_day.line_rings(own_day.bureau)
        is_on, _nature, _number = forwards(own_day)["Unconditional"]
        assert not is_on
        assert {one: forwards(own_day)[one] for one in FORWARDS[1:]} == dict.fromkeys(
            FORWARDS[1:], to_voicemail()
        )
        assert not [one for one in own_day.posts("admins") if "ne sonne pas" in one["message"]]

    def test_ends_in_the_voicemail_without_reply(self, own_day: story.Story) -> None:
        own_day.nothing_is_left_to_do()

        call = calling.place_call(own_day.world.line, caller=story.CALLER, outcome=calling.stays_silent())

        assert [numbers.to_e164(leg.number) for leg in call.legs] == ["+33353010100"]
        own_day.line_rings(own_day.bureau)

    @pytest.mark.parametrize("state", [{"phone_busy": True}, {"phone_registered": False}])
    def test_ends_in_the_voicemail_where_it_cannot_ring(
        self, own_day: story.Story, state: dict[str, bool]
    ) -> None:
        own_day.nothing_is_left_to_do()

        for name, value in state.items():
            setattr(own_day.world.line, name, value)

        assert own_day.ringing() == []
        assert own_day.line()["then"]["kind"] == "voicemail"

    def test_is_promised_with_the_voicemail(self, own_day: story.Story) -> None:
        said = own_day.channel_says("le bureau répond", "Vérifié")["message"]

        assert "puis le répondeur" in said
        assert "💡" not in said
