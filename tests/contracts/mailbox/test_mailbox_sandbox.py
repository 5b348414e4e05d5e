"""The e-mails of the sandbox's voicemails: each is read for what it is, however it is written and sent."""

import datetime as dt
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.calls import letter
from deskbot.outside.mailbox import wire
from deskbot.sandbox import observer
from deskbot.sandbox import world as world_module
from deskbot.sandbox.mailbox import compose
from deskbot.sandbox.ovh import calling, control, recordings
from tests import mails

START = dt.datetime(2024, 8, 1, 20, 0, tzinfo=mails.PARIS)
LAYOUTS = ("fields", "sentence", "english", "page")
WAYS = ("once", "twice", "forwarded", "forwarded_in_text")
HOUSE = {"email": "standard@coop.example", "type": "attachment"}


@pytest.fixture
def world(tmp_path: pathlib.Path) -> Iterator[world_module.World]:
    """A line at night: whoever calls gets the voicemail, which sends an e-mail."""
    made = world_module.World(start=START, users=(), channels=(), maildir=tmp_path / "mail")
    with made.line.lock:
        made.line.mailbox.settings["redirectionEmails"] = [HOUSE]
    made.start()
    yield made
    made.stop()


def leaves_message(world: world_module.World, *, caller: str | None = mails.CALLER) -> Any:
    """Have somebody leave a message, and the time go on until its e-mail is there; return the message."""
    sample = control.samples()["rappel"]
    call = calling.place_call(
        world.line,
        caller=caller,
        outcome=calling.leaves_message(sample.duration_s),
        recording=sample.sound,
    )
    world.clock.jump_to(call.ended_at + dt.timedelta(minutes=1))
    return world.line.mailbox.messages[call.message_id or 0]


def delivered(tmp_path: pathlib.Path, count: int) -> list[pathlib.Path]:
    """Wait for so many mails, and return their files."""
    look = tmp_path / "mail" / "new"
    found: list[pathlib.Path] = observer.see(
        lambda: files if len(files := sorted(look.glob("*"))) >= count else None
    )
    return found


def read(path: pathlib.Path) -> letter.Letter:
    received = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    (found,) = wire.read(
        path.read_bytes(), expected=mails.expected("@voicemail.example"), received_at=received
    )
    return found


class TestMails:
    @pytest.mark.parametrize("comes", WAYS)
    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize("caller", [mails.CALLER, None])
    def test_tell_of_a_message(self, world, tmp_path, layout, comes, caller):
        world.line.change_switches({"mail_layout": layout, "mail_comes": comes})

        message = leaves_message(world, caller=caller)

        count = 2 if comes == "twice" else 1
        (found, *others) = [read(path) for path in delivered(tmp_path, count)]
        assert [one == found for one in others] == [True] * (count - 1)
        assert (found.mail.caller, found.mail.tells_caller) == (caller, True)
        assert found.mail.dialled == "+33353010199"
        assert abs(found.mail.at - message.created) < dt.timedelta(minutes=1)
        assert found.mail.is_exact
        assert found.mail.duration_s == message.duration_s
        assert found.sound == message.sound

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_have_one_name_however_they_come(self, world, layout):
        message = leaves_message(world)
        announced = recordings.Announced(
            message=message, settings=world.line.mailbox.settings, at=world.clock.now()
        )

        found = [
            wire.read(raw, expected=mails.expected(), received_at=announced.at)
            for comes in WAYS
            for raw in compose.mails_of(announced, HOUSE, layout=layout, comes=comes)
        ]

        assert len({one.mail.key for letters in found for one in letters}) == 1

    def test_come_without_a_sound_where_the_voicemail_says_so(self, world, tmp_path):
        world.line.mailbox.settings["redirectionEmails"] = [{**HOUSE, "type": "simple"}]

        leaves_message(world)

        found = read(delivered(tmp_path, 1)[0])
        assert (found.mail.has_sound, found.mail.caller) == (False, mails.CALLER)

    def test_come_to_each_address(self, world, tmp_path):
        world.line.mailbox.settings["redirectionEmails"] = [HOUSE, {**HOUSE, "email": "b@coop.example"}]

        leaves_message(world)

        assert len({read(path).mail.key for path in delivered(tmp_path, 2)}) == 2

    def test_come_when_their_time_has_come(self, world, tmp_path):
        world.line.change_switches({"mail_late_s": 3600})
        message = leaves_message(world)
        world.line.change_switches({"mail_late_s": 5})
        leaves_message(world)
        assert len(delivered(tmp_path, 1)) == 1

        world.clock.advance(3600)

        late = [path for path in delivered(tmp_path, 2) if path.stat().st_mtime > START.timestamp() + 3600]
        assert [abs(read(path).mail.at - message.created).total_seconds() < 1 for path in late] == [True]


class TestVoicemailBox:
    def test_keeps_nothing_where_all_goes_by_mail(self, world, tmp_path):
        world.line.mailbox.settings["keepMessage"] = False

        message = leaves_message(world)

        assert delivered(tmp_path, 1)
        assert world.line.mailbox.visible(at=message.visible_at) == []

    def test_keeps_what_no_mail_tells(self, world):
        world.line.mailbox.settings.update(keepMessage=False, redirectionEmails=[])

        message = leaves_message(world)

        assert world.line.mailbox.visible(at=message.visible_at) == [message]

    def test_may_show_a_message_long_after(self, world):
        world.line.change_switches({"voicemails_late_s": 600})

        message = leaves_message(world)

        assert world.line.mailbox.visible(at=world.clock.now()) == []
        assert world.line.mailbox.visible(at=message.visible_at) == [message]
