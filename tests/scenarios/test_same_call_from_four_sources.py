"""One call that four sources tell of, in any order and some of them twice: one card, one recording."""

import pathlib
from collections.abc import Iterator

import pytest

from deskbot.sandbox.ovh import switches
from tests import dovecot, story, story_posts

MAILS = {"email": "standard@coop.example", "type": "attachment"}
TURN_S = 600
# What makes each source come late.
LATE = {
    "live": "events_late_s",
    "mail": "mail_late_s",
    "box": "voicemails_late_s",
    "records": "records_late_s",
}


@pytest.fixture
def server() -> Iterator[dovecot.DovecotServer]:
    yield from dovecot.running()


def told_in_order(folder: pathlib.Path, server: dovecot.DovecotServer, order: list[str]) -> story.Story:
    """Return a day at whose line each source tells ten minutes after the one before it."""
    late = {LATE[source]: place * TURN_S for place, source in enumerate(order)}
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
        line_switches=switches.Switches(events_poll_s=0.5, events_doubled=True, mail_comes="twice", **late),
        maildir=server.maildir,
        changes={"ovh": {"live_events": True}, "mailbox": known},
    )


def begins(day: story.Story) -> None:
    """Let Léa hold the desk, with Tom behind her, and deskbot listen to the operator."""
    with day.world.line.lock:
        day.world.line.mailbox.settings.update(redirectionEmails=[MAILS])
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    stream = day.world.account.stream
    day.sees(lambda: any(one.tokens for one in stream.sessions), "a session on the events host")


def calls_and_leaves_a_message(day: story.Story) -> None:
    """Let somebody call; the operator then lists each record twice."""
    day.somebody_calls(outcome="message")
    with day.world.line.lock:
        day.world.line.records.extend(day.world.line.records[:])


def cards(day: story.Story) -> list[story.Json]:
    found = story_posts.holding(day.posts(), "(03 53 01 01 00)")
    return [one for one in found if not one["root_id"]]


def has_told(day: story.Story, server: dovecot.DovecotServer, source: str) -> None:
    """Wait until deskbot has taken what a source tells."""
    if source == "mail":
        day.sees(lambda: server.mails() and all("deskbot" in one for one in server.mails().values()), "mails")
    else:
        day.has_kept({"live": "live-", "box": "vm-", "records": "cdr-"}[source])
    day.nothing_is_left_to_do()


@pytest.mark.parametrize(
    "order",
    [
        ["live", "mail", "box", "records"],
        ["records", "box", "mail", "live"],
        ["mail", "records", "live", "box"],
        ["box", "live", "records", "mail"],
    ],
    ids="-".join,
)
def test_same_call_from_four_sources(
    tmp_path: pathlib.Path, server: dovecot.DovecotServer, order: list[str]
) -> None:
    with told_in_order(tmp_path, server, order) as day:
        begins(day)
        calls_and_leaves_a_message(day)
        has_told(day, server, order[0])
        first = day.card("06 •• •• •• 01")

        for source in order[1:]:
            assert len(cards(day)) == 1
            day.minutes_pass(TURN_S / 60)
            has_told(day, server, source)

        card = day.card("Message vocal", "06 •• •• •• 01", "Léa", "Tom")
        assert card["id"] == first["id"]
        (recording,) = day.replies(card)
        assert [one["mime"] for one in recording["files"]] == ["audio/mpeg"]
        # It is not taken for a second call of the same caller either.
        assert "Déjà" not in card["message"]
