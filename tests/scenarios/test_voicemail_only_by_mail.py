"""A message that only an e-mail tells of, for a while or for good."""

import contextlib
import datetime as dt
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from deskbot.sandbox.ovh import switches
from tests import dovecot, story

MINUTES = 60
MAILS = {"email": "standard@coop.example", "type": "attachment"}


@pytest.fixture
def server() -> Iterator[dovecot.DovecotServer]:
    yield from dovecot.running()


def told_by_mail(
    folder: pathlib.Path,
    server: dovecot.DovecotServer,
    *,
    mailbox: dict[str, Any] | None = None,
    **changes: Any,
) -> story.Story:
    """Return a day at whose line e-mails are quick, the voicemail box slow, and the records slower."""
    late = {"records_late_s": 60 * MINUTES, "voicemails_late_s": 30 * MINUTES}
    known = {
        "host": "127.0.0.1",
        "port": server.port,
        "tls": "none",
        "user": dovecot.USER,
        "password": server.password,
        "senders": ["@voicemail.example"],
    }
    return story.Story(
        folder,
        line_switches=switches.Switches(**(late | changes)),
        maildir=server.maildir,
        changes={"mailbox": known | (mailbox or {}), "trouble_after_s": 120},
    )


def sends_mails(day: story.Story, **settings: Any) -> None:
    """Have somebody tell the operator to send the messages by e-mail too."""
    with day.world.line.lock:
        day.world.line.mailbox.settings.update(redirectionEmails=[MAILS], **settings)


def opens(day: story.Story) -> None:
    """Let the desk open."""
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)


def is_settled(server: dovecot.DovecotServer) -> bool:
    return all("deskbot" in flags for flags in server.mails().values())


@pytest.mark.parametrize("layout", ["fields", "page"])
def test_makes_one_card_whoever_tells_of_it_later(
    tmp_path: pathlib.Path, server: dovecot.DovecotServer, layout: str
) -> None:
    # Only what the server tells by itself makes deskbot look in time.
    with told_by_mail(tmp_path, server, mailbox={"poll_s": 86_400}, mail_layout=layout) as day:
        sends_mails(day)
        opens(day)
        day.somebody_calls(outcome="message")

        card = day.card("Message vocal", "06 •• •• •• 01", "on ne sait pas encore")
        day.sees(lambda: day.replies(card), "the recording")
        assert [one["mime"] for one in day.replies(card)[0]["files"]] == ["audio/mpeg"]
        assert day.world.line.mailbox.visible(at=day.world.clock.now()) == []
        day.sees(lambda: is_settled(server), "the mail is settled")

        day.minutes_pass(31)
        assert day.world.line.mailbox.visible(at=day.world.clock.now())
        day.nothing_is_left_to_do()
        day.minutes_pass(31)
        day.card("Message vocal", "a sonné chez")
        day.nothing_is_left_to_do()
        assert len(day.replies(card)) == 1


def test_is_all_there_is_where_the_voicemail_keeps_nothing(tmp_path: pathlib.Path) -> None:
    with (
        contextlib.closing(dovecot.running(capabilities="IMAP4rev1")) as servers,
        told_by_mail(tmp_path, next(servers), mailbox={"poll_s": 30}, mail_comes="forwarded") as day,
    ):
        sends_mails(day, keepMessage=False)
        opens(day)
        day.somebody_calls(outcome="message")

        card = day.card("Message vocal", "06 •• •• •• 01")
        day.sees(lambda: day.replies(card), "the recording")
        day.minutes_pass(61)
        day.card("Message vocal", "a sonné chez")


def test_waits_for_the_voicemail_box_where_the_mail_has_no_sound(
    tmp_path: pathlib.Path, server: dovecot.DovecotServer
) -> None:
    with told_by_mail(tmp_path, server) as day:
        sends_mails(day)
        day.world.line.mailbox.settings["redirectionEmails"] = [{**MAILS, "type": "simple"}]
        day.somebody_calls(outcome="message")
        card = day.card("Message vocal", "06 •• •• •• 01", "L'enregistrement n'est pas là")
        day.nothing_is_left_to_do()
        assert day.replies(card) == []

        day.minutes_pass(31)

        day.sees(lambda: day.replies(card), "the recording")
        day.card("Message vocal")


def test_comes_late_where_the_mailbox_was_out_of_reach(
    tmp_path: pathlib.Path, server: dovecot.DovecotServer
) -> None:
    with told_by_mail(tmp_path, server, mailbox={"poll_s": 30, "done": "folder:Lus"}) as day:
        sends_mails(day, keepMessage=False)
        day.nothing_is_left_to_do()
        server.stop()
        day.somebody_calls(outcome="message")
        day.minutes_pass(1)
        day.cannot_read_the_mailbox()
        day.minutes_pass(3)
        day.channel_says("boîte aux lettres des messages vocaux", "Je n'arrive plus", channel="admins")
        assert not [one for one in day.posts() if "Message vocal" in one["message"]]

        server.start()
        day.minutes_pass(1)

        day.card("Message vocal", "06 •• •• •• 01")
        day.channel_says("Je lis de nouveau la boîte aux lettres", channel="admins")
        day.sees(lambda: len(server.mails("Lus")) == 1 and not server.mails(), "the mail was moved")


def test_leaves_what_came_before_deskbot(tmp_path: pathlib.Path, server: dovecot.DovecotServer) -> None:
    with told_by_mail(tmp_path, server, records_late_s=0, voicemails_late_s=0) as day:
        sends_mails(day)
        day.deskbot_stops()
        (tmp_path / "deskbot.sqlite3").unlink()
        day.somebody_calls(outcome="message")
        day.clock_shows(day.world.clock.now() + dt.timedelta(hours=3))

        day.deskbot_starts()

        day.nothing_is_left_to_do()
        assert not [one for one in day.posts() if "Message vocal" in one["message"]]
        assert not any(server.mails().values())
