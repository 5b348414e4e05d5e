"""A message's life: listed, prepared, fetched, moved, deleted."""

import threading
import time

import httpx
import ovh
import pytest

from deskbot.sandbox.ovh import calling, control, line


@pytest.fixture
def message(world):
    """A message that is in the inbox: its path."""
    sample = control.samples()["porte"]
    call = calling.place_call(
        world.line,
        caller="+33639980077",
        outcome=calling.leaves_message(sample.duration_s),
        recording=sample.sound,
    )
    world.clock.jump_to(call.ended_at)
    return world.voicemail(f"/directories/{call.message_id}")


def _fetched(client, message, *, sound_format="mp3"):
    """Poll as a client must, and return the file once it is no longer in the making."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        file = client.get(f"{message}/download", format=sound_format)
        if file["status"] not in ("todo", "doing"):
            return file
        threading.Event().wait(0.02)
    raise AssertionError("never ready")


class TestDownload:
    def test_takes_a_while(self, world, client, message):
        statuses = [client.get(f"{message}/download", format="mp3")["status"] for _ in range(2)]

        file = _fetched(client, message)

        assert statuses == ["todo", "doing"]
        assert file["status"] == "done"
        assert file["filename"].endswith(".mp3")

    def test_is_ready_at_the_second_poll_at_the_earliest(self, world, client, message):
        world.switch(download_s=0.0)

        statuses = [client.get(f"{message}/download", format="mp3")["status"] for _ in range(2)]

        assert statuses == ["todo", "done"]

    def test_gives_an_address_that_needs_no_signature(self, client, message):
        file = _fetched(client, message)

        assert httpx.get(file["url"]).content == control.samples()["porte"].sound

    def test_gives_an_address_that_expires(self, world, client, message):
        file = _fetched(client, message)

        world.clock.advance(world.line.config.file_life_s)

        assert httpx.get(file["url"]).status_code == 403
        assert client.get(f"{message}/download", format="mp3")["status"] == "todo"
        assert httpx.get(_fetched(client, message)["url"]).status_code == 200

    def test_address_cannot_be_guessed(self, world):
        assert httpx.get(world.url + "/pcs/guess/voicemail.mp3").status_code == 404

    def test_uses_the_voicemail_s_own_format_by_default(self, world, client, message):
        client.put(world.voicemail("/settings"), audioFormat="ogg")

        assert client.get(f"{message}/download")["filename"].endswith(".ogg")

    @pytest.mark.parametrize(("error", "status"), [("status", "error"), ("never_done", "doing")])
    def test_can_fail_in_the_making(self, world, client, message, error, status):
        world.switch(download_s=0.0, download_error=error)
        client.get(f"{message}/download")

        assert client.get(f"{message}/download")["status"] == status

    def test_can_fail_at_the_address(self, world, client, message):
        file = _fetched(client, message)

        world.switch(download_error="http_500")
        broken = httpx.get(file["url"]).status_code
        world.switch(download_error="cut")
        cut = httpx.get(file["url"]).content
        world.switch(download_error=None, down=True)

        assert broken == 500
        assert len(cut) == len(control.samples()["porte"].sound) // 2
        with pytest.raises(httpx.TransportError):
            httpx.get(file["url"])


class TestDirectories:
    def test_are_moved_and_deleted(self, world, client, message):
        client.post(f"{message}/move", dir="old")
        inbox = client.get(world.voicemail("/directories"), dir="inbox")
        old = client.get(world.voicemail("/directories"), dir="old")

        client.delete(message)

        assert (len(inbox), len(old)) == (0, 1)
        assert client.get(world.voicemail("/directories")) == []
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(message)


class TestSettings:
    def test_count_the_inbox(self, world, client, message):
        assert client.get(world.voicemail("/settings"))["unreadMessages"] == 1

    def test_are_changed(self, world, client):
        where = [{"email": "standard@example.org", "type": "attachment"}]

        client.put(world.voicemail("/settings"), redirectionEmails=where, temporaryGreetingActivated=True)

        seen = client.get(world.voicemail("/settings"))
        assert (seen["redirectionEmails"], seen["temporaryGreetingActivated"]) == (where, True)

    def test_refuse_a_bad_address_list(self, world, client):
        with pytest.raises(ovh.exceptions.BadParametersError):
            client.put(world.voicemail("/settings"), redirectionEmails=[{"email": "a@b.c", "type": "fax"}])


class TestGreeting:
    @pytest.fixture
    def config(self):
        return line.LineConfig(temporary_greeting_sound_id=4210)

    def test_is_listed_when_it_was_recorded(self, world, client):
        path = world.voicemail("/greetings")

        assert client.get(path, dir="temp") == [4210]
        assert client.get(path, dir="greet") == []
        assert client.get(f"{path}/4210") == {"callee": world.line.voicemail, "dir": "temp", "id": 4210}
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(f"{path}/4211")

    @pytest.mark.parametrize(("is_on", "heard"), [(True, "temporary"), (False, "usual")])
    def test_is_what_the_caller_hears(self, world, client, is_on, heard):
        client.put(world.voicemail("/settings"), temporaryGreetingActivated=is_on)

        call = calling.place_call(world.line, caller=None, outcome=calling.stays_silent())

        assert client.get(world.voicemail("/settings"))["temporaryGreetingSoundId"] == 4210
        assert (call.greeting, call.voicemail) == (heard, world.line.voicemail)

    @pytest.mark.parametrize(("needs", "heard"), [(True, "usual"), (False, "temporary")])
    def test_needs_a_sound_or_not(self, world, client, needs, heard):
        world.switch(temporary_greeting_needs_its_sound=needs)
        changes = {"temporaryGreetingActivated": True, "temporaryGreetingSoundId": None}
        client.put(world.voicemail("/settings"), **changes)

        call = calling.place_call(world.line, caller=None, outcome=calling.stays_silent())

        assert call.greeting == heard

    def test_is_none_where_somebody_answers(self, world):
        world.arm(0, "0033639980001")

        call = calling.place_call(world.line, caller=None, outcome=calling.answered())

        assert (call.greeting, call.voicemail) == (None, None)


class TestSamples:
    @pytest.mark.parametrize("name", ["rappel", "porte"])
    def test_are_short_mp3_files(self, name):
        sample = control.samples()[name]

        assert sample.sound[:3] == b"ID3" or sample.sound[0] == 0xFF
        assert len(sample.sound) < 60_000
        assert 5 < sample.duration_s < 60
