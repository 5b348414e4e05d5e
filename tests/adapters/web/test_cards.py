"""What is chosen in the menus of a card, and its forms: nothing of it is signed, so all of it is checked."""

import pathlib
from collections.abc import Iterator

import pytest
from starlette import testclient

from deskbot.calls import case
from deskbot.chat import buttons, errors, forms
from tests.adapters.web import lab as labs

HAND_OVER, SORT = buttons.Action.HAND_OVER, buttons.Action.SORT


@pytest.fixture
def world(tmp_path: pathlib.Path) -> Iterator[labs.World]:
    data = labs.opened(tmp_path)
    yield labs.World(data=data)
    data.close()


@pytest.fixture
def http(world: labs.World) -> Iterator[testclient.TestClient]:
    with testclient.TestClient(world.application(), raise_server_exceptions=False) as client:
        yield client


def chosen(http: testclient.TestClient, action: buttons.Action, option: object, **changes: object) -> str:
    context = {**labs.signed(action), "selected_option": option}
    answer = http.post("/mattermost/action", content=labs.click(context, **changes))
    assert answer.status_code == 200
    return str(answer.json().get("ephemeral_text", ""))


class TestHandOver:
    def test_gives_the_card_to_whom_was_chosen(self, http: testclient.TestClient, world: labs.World) -> None:
        assert "Simon" in chosen(http, HAND_OVER, labs.SIMON)

        card = world.card()
        assert (card.state, card.taken_by, card.assigned_by) == (case.State.TAKEN, "simon", "lea")
        (told,) = world.told("handed-")
        assert told.to_call.number == labs.CALLER
        assert ("show_card", labs.CARD) in world.waiting()

    @pytest.mark.parametrize(
        "option",
        [labs.STRANGER, labs.GUEST, "../users/me", "x" * 27, "spam", "s" * 26],
    )
    def test_refuses_whoever_is_not_of_the_team(
        self, http: testclient.TestClient, world: labs.World, option: str
    ) -> None:
        assert "n'est pas de l'équipe" in chosen(http, HAND_OVER, option)

        assert world.card().state is case.State.OPEN

    def test_says_when_the_chat_does_not_answer(self, http: testclient.TestClient, world: labs.World) -> None:
        world.chat.problem = errors.ChatUnavailable("x")

        assert "ne me répond pas" in chosen(http, HAND_OVER, labs.SIMON)
        assert world.card().state is case.State.OPEN


class TestSort:
    @pytest.mark.parametrize(
        ("option", "closing"),
        [("spam", case.Closing.SPAM), ("wrong_number", case.Closing.WRONG_NUMBER)],
    )
    def test_ends_what_nobody_calls_back(
        self, http: testclient.TestClient, world: labs.World, option: str, closing: case.Closing
    ) -> None:
        assert "Rouvrir" in chosen(http, SORT, option)

        assert (world.card().closing, world.card().done_by) == (closing, "lea")

    def test_puts_the_card_in_the_channel_of_its_topic(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        assert "~compta" in chosen(http, SORT, "topic:comptabilite")

        assert (world.card().topic, world.card().channel) == ("comptabilite", "compta")

    def test_opens_the_form_of_a_note(self, http: testclient.TestClient, world: labs.World) -> None:
        assert chosen(http, SORT, "note") == ""

        assert world.chat.opened == [(labs.USER, forms.note(labs.CARD))]

    @pytest.mark.parametrize(
        "option",
        [
            "topic:argent",
            "topic",
            "channel:admins",
            "channel:prive",
            "channel",
            "spam:x",
            "urgent:x",
            "note:x",
            "autre",
        ],
    )
    def test_does_nothing_that_no_menu_offers(
        self, http: testclient.TestClient, world: labs.World, option: str
    ) -> None:
        before = world.card()

        assert "n'est pas à moi" in chosen(http, SORT, option)

        assert world.card() == before
        assert world.waiting() == []

    @pytest.mark.parametrize("option", [None, "", 12, ["spam"], "\ud800"])
    def test_does_nothing_of_what_cannot_be_read(
        self, http: testclient.TestClient, world: labs.World, option: object
    ) -> None:
        assert "pas pu lire" in chosen(http, SORT, option)

        assert world.card().state is case.State.OPEN

    def test_is_for_members(self, http: testclient.TestClient, world: labs.World) -> None:
        assert "Je ne te connais pas" in chosen(http, SORT, "spam", user_name="zoe")

        assert world.card().state is case.State.OPEN

    def test_leaves_what_is_done(self, http: testclient.TestClient, world: labs.World) -> None:
        chosen(http, SORT, "spam")
        before = world.card()

        assert "Léa a déjà terminé" in chosen(http, SORT, "urgent")
        assert world.card() == before


class TestNote:
    def sent(self, http: testclient.TestClient, note: str) -> str:
        body = labs.dialog(buttons.Action.ADD_NOTE, submission={"note": note}, user_id=labs.TOM)
        return str(http.post("/mattermost/dialog", content=body).json().get("error", ""))

    def test_is_written_under_the_last_one(self, http: testclient.TestClient, world: labs.World) -> None:
        assert self.sent(http, "absent jusqu'à lundi") == ""
        assert self.sent(http, "son numéro\nest bon") == ""

        assert world.card().notes == ("Tom : absent jusqu'à lundi", "Tom : son numéro est bon")

    def test_says_something(self, http: testclient.TestClient, world: labs.World) -> None:
        assert "Il manque la note" in self.sent(http, " \n ")

        assert world.card().notes == ()
