"""Whatever kills the process while a card is posted or moves, one post of it is to be dealt with."""

import pathlib

import pytest

from deskbot.chat import messages
from deskbot.outside.database import store
from tests.adapters.database import card_chat, recorder
from tests.adapters.database.test_calls_recorded import ALICE, message, record


@pytest.fixture
def room(data: store.Store, tmp_path: pathlib.Path) -> card_chat.Room:
    line = recorder.Recorder(data)
    line.hears(record(0, lasting=40, caller=ALICE), message(28))
    return card_chat.Room(line, tmp_path)


def goes_to(room: card_chat.Room, channel: str) -> None:
    (card,) = room.line.cards()
    with room.line.data.write() as work:
        work.cases.save(card.changed(channel=channel))


def shows(room: card_chat.Room, *, dies_at: int | None = None) -> bool:
    """Show the card; return whether the process lived."""
    room.chat.calls, room.chat.dies_at = 0, dies_at
    (card,) = room.line.cards()
    try:
        room.shows_card(card.key)
    except card_chat.Killed:
        return False
    return True


def to_deal_with(room: card_chat.Room) -> list[str]:
    """Return the channels in which a card has its buttons."""
    return [
        channel
        for (channel, _), said in room.chat.cards().items()
        if isinstance(said, messages.Card) and said.buttons
    ]


@pytest.mark.parametrize("dies_at", range(1, 7))
@pytest.mark.parametrize("after", ["compta", "standard", "accueil"])
@pytest.mark.parametrize("is_posted", [True, False])
def test_one_post_has_the_buttons_wherever_it_goes_meanwhile(room, is_posted, after, dies_at):
    room.fetches()
    if is_posted:
        shows(room)
        goes_to(room, "compta")

    shows(room, dies_at=dies_at)
    goes_to(room, after)
    assert shows(room)

    assert to_deal_with(room) == [after]
    (card,) = room.line.cards()
    assert room.chat.posts[card.post_id].place.name == after
    left = [said for said in room.chat.cards().values() if isinstance(said, messages.CardMoved)]
    assert len(left) == len(room.chat.cards()) - 1
    assert card.post_id in {one.root_id for one in room.chat.posts.values() if one.files}


def test_a_card_that_nothing_disturbs_is_one_call_to_the_chat(room):
    shows(room)

    assert room.chat.calls == 1
