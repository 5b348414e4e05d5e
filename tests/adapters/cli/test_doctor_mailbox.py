"""`deskbot doctor` and the mailbox of the voicemail e-mails: a real Dovecot."""

from collections.abc import Iterator
from typing import Any

import pytest

from deskbot import doctor, settings
from tests import dovecot, story


@pytest.fixture
def server() -> Iterator[dovecot.DovecotServer]:
    yield from dovecot.running()


def seen(day: story.Story, server: dovecot.DovecotServer, **changes: Any) -> list[tuple[str, str]]:
    """Return what doctor says of the mailbox."""
    known = {
        "host": "127.0.0.1",
        "port": server.port,
        "tls": "none",
        "user": dovecot.USER,
        "password": server.password,
    }
    chosen = settings.build(day.written_with({"mailbox": {**known, **changes}}))
    return [(one.verdict.value, one.problem) for one in doctor.examine(chosen) if one.part == "mailbox"]


class TestExamine:
    def test_says_nothing_of_a_mailbox_that_nobody_named(self, day):
        assert [one.part for one in doctor.examine(settings.build(day.written_with({})))].count(
            "mailbox"
        ) == 0

    def test_finds_it_good(self, day, server):
        assert seen(day, server) == [("good", "")]

    def test_says_what_refuses(self, day, server):
        assert seen(day, server, password="wrong") == [("refused", "mailbox_login")]
        assert seen(day, server, folder="Nulle part") == [("wrong_config", "mailbox_folder")]
        assert seen(day, server, port=server.tls_port, tls="tls", host="localhost") == [
            ("refused", "mailbox_certificate")
        ]

    def test_says_that_nobody_answers(self, day, server):
        server.stop()

        assert seen(day, server) == [("not_ready", "unreachable")]

    def test_says_which_folder_will_be_made(self, day, server):
        assert seen(day, server, done="folder:Traités") == [("to_know", "folder_to_be_made")]

    def test_says_that_mails_are_waited_for_in_vain(self, day):
        for server in dovecot.running(capabilities="IMAP4rev1"):
            assert seen(day, server) == [("good", ""), ("to_know", "no_idle")]
