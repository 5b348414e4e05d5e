"""Where the house does not post recordings, whoever takes cards hears them on a page of deskbot's own."""

import re
from collections.abc import Iterator

import httpx
import pytest

from tests import story, story_posts
from tests.scenarios import kept

LINK = {"chat": {"recordings": "link"}}


@pytest.fixture
def by_link(tmp_path) -> Iterator[story.Story]:
    with story.Story(tmp_path, changes=LINK) as told:
        yield told


def leaves_a_message(day: story.Story) -> story.Json:
    """Somebody leaves a message; return its card once it can be heard."""
    day.somebody_calls(outcome="message")
    return day.reads("standard", "Message vocal", "06 •• •• •• 01", button="Écouter")


def address_of(answer: str) -> str:
    """Return the address that an answer gives."""
    (found,) = re.findall(r"\((http[^)]+/ecouter/[^)]+)\)", answer)
    return str(found)


def get(address: str, **headers: str) -> httpx.Response:
    return httpx.get(address, headers=headers, timeout=40)


def test_the_channel_hears_nothing_and_who_takes_cards_does(by_link: story.Story) -> None:
    day = by_link
    card = leaves_a_message(day)
    day.nothing_is_left_to_do()
    assert day.replies(card) == []

    answer = day.tom.clicks("Écouter", card)

    assert story_posts.says(answer, "pour toi", "15 minutes")
    address = address_of(answer)
    page = get(address)
    assert page.status_code == 200
    (source,) = re.findall(r'<audio[^>]*src="([^"]+)"', page.text)
    assert page.headers["cache-control"] == "private, no-store"
    assert "media-src 'self'" in page.headers["content-security-policy"]
    sound = get(str(httpx.URL(address).join(source)))
    assert sound.status_code == 200
    assert sound.headers["content-type"] == "audio/mpeg"
    (file,) = day.folder.rglob("message-*")
    assert sound.content == file.read_bytes()
    part = get(str(httpx.URL(address).join(source)), Range="bytes=0-9")
    assert (part.status_code, part.content) == (206, file.read_bytes()[:10])


def test_the_address_is_over_after_a_while(by_link: story.Story) -> None:
    address = address_of(by_link.tom.clicks("Écouter", leaves_a_message(by_link)))

    by_link.minutes_pass(16)

    page = get(address)
    assert page.status_code == 410
    assert "ne vaut plus" in page.text
    assert get(f"{address}/1").status_code == 404


@pytest.mark.parametrize("changed", ["x", "", "é", "a.b", "..%2F..%2Fdeskbot.sqlite3"])
def test_no_other_address_opens_anything(by_link: story.Story, changed: str) -> None:
    address = address_of(by_link.tom.clicks("Écouter", leaves_a_message(by_link)))
    base, _, ticket = address.rpartition("/")

    for wrong in (f"{base}/{changed}", f"{base}/{ticket}{changed or '0'}", f"{address}/0", f"{address}/2"):
        assert get(wrong).status_code == 404


def test_a_joined_message_is_heard_on_the_same_page(by_link: story.Story) -> None:
    card = leaves_a_message(by_link)
    by_link.somebody_calls(outcome="message")
    by_link.nothing_is_left_to_do()
    by_link.minutes_pass(1)
    by_link.nothing_is_left_to_do()

    page = get(address_of(by_link.tom.clicks("Écouter", card)))

    assert page.text.count("<audio") == 2
    assert len(kept.sounds(by_link.folder)) == 2


def test_what_is_forgotten_is_heard_no_more(by_link: story.Story) -> None:
    card = leaves_a_message(by_link)
    address = address_of(by_link.tom.clicks("Écouter", card))
    answer = by_link.simon.asks("/standard oublier 06 39 98 02 01")

    by_link.simon.clicks("Oublier tout", answer)
    by_link.simon.gets_direct("J'ai oublié")
    by_link.minutes_pass(1)
    by_link.nothing_is_left_to_do()

    assert get(address).status_code == 404
    shown = by_link.sees_post(card, lambda one: "Enregistrement effacé" in one["message"])
    assert shown["buttons"] == []
    assert kept.sounds(by_link.folder) == []
