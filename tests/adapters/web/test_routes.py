"""The three routes and `/health`, whatever comes in: 200, JSON, French, and a line in the log."""

import json
import pathlib
from collections.abc import Iterator

import pytest
from starlette import testclient
from structlog import testing

from deskbot.calls import case
from deskbot.chat import buttons, errors, forms, messages, wish
from deskbot.desk import roster
from deskbot.people import permissions
from tests.adapters.web import lab as labs

ROUTES = {"command": "text", "action": "ephemeral_text", "dialog": "error"}
# Each of them changes something.
VALID = {
    "command": labs.form(text="prendre lundi"),
    "action": labs.click(labs.signed(buttons.Action.TAKE)),
    "dialog": labs.dialog(),
}
NOT_WHAT_IT_SAYS = {
    "empty": b"",
    "other_kind": None,
    "truncated": b'{"user_id": "u", "user_na',
    "truncated_form": b"user_id=u&user_name=%C3",
    "not_utf8": b"\xff\xfe\x00user_id=\x80",
    "list": b"[1, 2]",
    "null": b"null",
    "number": b"1e400",
    "deep": b"[" * 100_000,
    "deep_object": b'{"context":' * 5_000,
    "nothing_in_it": b"{}",
    "half_a_letter": json.dumps({"user_id": "\ud800", "user_name": "l", "channel_id": "c"}).encode(),
    "other_types": json.dumps(
        {"user_id": 1, "user_name": [], "channel_id": {}, "post_id": None, "state": 3, "context": "x"}
    ).encode(),
    "many_fields": b"a=b&" * 10_000,
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
}
MONDAY = wish.to_text(wish.Wish(desk="standard", spans=(labs.MONDAY,)))
# What stands behind each button; a card's key where nothing else is wanted.
ENTITIES = {
    buttons.Action.END: f"{labs.CARD};reached",
    buttons.Action.TAKE_TURN: MONDAY,
    buttons.Action.CHOOSE_DESK: "standard;qui",
    buttons.Action.LIST_MORE: "open;standard;12",
} | dict.fromkeys((buttons.Action.MORE, buttons.Action.LESS, buttons.Action.CORRECT), "2024-07-01;lea")
FORMS = {
    one.action: one
    for one in (
        forms.closing(labs.CARD),
        forms.closing_many("mine", cards=1),
        forms.note(labs.CARD),
        forms.introduction(f"take:{MONDAY}"),
        forms.number(""),
        forms.corrected_hours("2024-07-01;lea"),
        forms.keep_until("drift;standard;1"),
    )
}
# What no button asks for: a form does, or what is chosen in a menu.
ELSEWHERE = (
    buttons.Action.FIRST_TURN,
    buttons.Action.ADD_NOTE,
    buttons.Action.HAND_OVER,
    buttons.Action.SORT,
)
NOT_OURS = "Ce bouton n'est pas à moi"
NUMBER = "06 39 98 01 03"


@pytest.fixture
def world(tmp_path: pathlib.Path) -> Iterator[labs.World]:
    data = labs.opened(tmp_path)
    yield labs.World(data=data)
    data.close()


@pytest.fixture
def http(world: labs.World) -> Iterator[testclient.TestClient]:
    with testclient.TestClient(world.application(), raise_server_exceptions=False) as client:
        yield client


def sent(http: testclient.TestClient, route: str, body: bytes, kind: str = "application/json") -> str:
    """Send a body and return the sentence that answers; "" for none."""
    answer = http.post(f"/mattermost/{route}", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    return str(answer.json().get(ROUTES[route], ""))


def shown(http: testclient.TestClient, body: bytes) -> dict[str, dict[str, str]]:
    """Type a command and return the buttons under its answer: what is written on them, and their contexts."""
    (attachment,) = http.post("/mattermost/command", content=body).json()["attachments"]
    return {one["name"]: one["integration"]["context"] for one in attachment["actions"]}


def is_untouched(world: labs.World) -> bool:
    """Whether nothing was done: whatever changes leaves something to be told or shown."""
    return not world.waiting() and not world.chat.opened and world.card().version == 1


def of_tom(**changes: str) -> bytes:
    return labs.form(user_id=labs.TOM, user_name="tom", **changes)


class TestAnyRoute:
    @pytest.mark.parametrize("route", ROUTES)
    @pytest.mark.parametrize("name", NOT_WHAT_IT_SAYS)
    def test_says_that_it_cannot_read_this(
        self, http: testclient.TestClient, world: labs.World, route: str, name: str
    ) -> None:
        other = VALID["action" if route == "command" else "command"]
        body = NOT_WHAT_IT_SAYS[name]

        with testing.capture_logs() as lines:
            said = sent(http, route, other if body is None else body)

        assert said.startswith("Je n'ai pas pu lire cette demande")
        assert labs.sentences(said) <= 2
        assert [(line["what"], line["trouble"]) for line in lines] == [(route, "not_readable")]
        assert is_untouched(world)

    @pytest.mark.parametrize("route", ROUTES)
    @pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/x-www-form-urlencoded", ""])
    def test_does_not_mind_what_a_body_is_called(
        self, http: testclient.TestClient, world: labs.World, route: str, kind: str
    ) -> None:
        sent(http, route, VALID[route], kind)

        assert not is_untouched(world)

    @pytest.mark.parametrize("route", ROUTES)
    def test_says_that_five_megabytes_are_too_long(
        self, http: testclient.TestClient, world: labs.World, route: str
    ) -> None:
        with testing.capture_logs() as lines:
            said = sent(http, route, b"x" * 5_000_000)

        assert said.startswith("Ce texte est trop long")
        assert [line["trouble"] for line in lines] == ["too_long"]
        assert is_untouched(world)

    def test_does_not_read_for_ever(self, http: testclient.TestClient, world: labs.World) -> None:
        def endless() -> Iterator[bytes]:
            for _ in range(70):
                yield bytes(1_000_000)

        assert http.post("/mattermost/command", content=endless()).status_code == 413
        assert is_untouched(world)

    @pytest.mark.parametrize("route", ROUTES)
    def test_says_that_it_is_busy_while_somebody_else_writes(
        self, http: testclient.TestClient, world: labs.World, route: str
    ) -> None:
        with world.data.writer.begin(), testing.capture_logs() as lines:
            said = sent(http, route, VALID[route])

        assert said.startswith("Je suis occupé")
        assert [(line["what"], line["trouble"]) for line in lines] == [(route, "busy")]
        assert is_untouched(world)

    @pytest.mark.parametrize("route", ROUTES)
    def test_says_that_something_broke_and_logs_no_text(
        self, http: testclient.TestClient, world: labs.World, route: str
    ) -> None:
        world.data.problem = RuntimeError("06 39 98 02 01")

        with testing.capture_logs() as lines:
            said = sent(http, route, VALID[route])

        assert said.startswith("Quelque chose s'est mal passé")
        assert 1 <= labs.sentences(said) <= 2
        assert {line["what"] for line in lines} == {route}
        assert "39 98" not in repr(lines)

    @pytest.mark.parametrize("route", ROUTES)
    def test_is_for_posts_only(self, http: testclient.TestClient, route: str) -> None:
        assert http.get(f"/mattermost/{route}").status_code == 405


class TestCommand:
    @pytest.mark.parametrize("token", ["", "wrong", labs.TOKEN + " ", labs.TOKEN.upper(), "é\ud7ff"])
    def test_wants_our_token(self, http: testclient.TestClient, world: labs.World, token: str) -> None:
        with testing.capture_logs() as lines:
            said = sent(http, "command", labs.form(text="prendre lundi", token=token))

        assert said.startswith("Cette commande ne vient pas de notre serveur")
        assert [line["trouble"] for line in lines] == ["bad_token"]
        assert is_untouched(world)

    def test_does_not_do_without_a_token(self, http: testclient.TestClient, world: labs.World) -> None:
        written = labs.TOKEN.replace(" ", "+").encode()
        without = VALID["command"].replace(written, b"").replace(b"token=&", b"")

        assert "jeton" in sent(http, "command", without)
        assert is_untouched(world)

    def test_is_not_believed_for_its_header_alone(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        headers = {"Authorization": f"Token {labs.TOKEN}"}
        body = labs.form(text="prendre lundi", token="wrong")

        answer = http.post("/mattermost/command", content=body, headers=headers)

        assert "jeton" in answer.json()["text"]
        assert is_untouched(world)

    def test_takes_and_gives_back(self, http: testclient.TestClient, world: labs.World) -> None:
        sent(http, "command", labs.form(text="prendre lundi"))
        assert world.held() == [("lea", roster.Rank.FIRST, labs.MONDAY)]

        sent(http, "command", labs.form(text="rendre lundi"))
        assert world.held() == []

    def test_raises_an_alert(self, http: testclient.TestClient, world: labs.World) -> None:
        assert sent(http, "command", labs.form(text="urgence quelqu'un est bloqué"))

        assert [kind for kind, _ in world.waiting()] == ["escalate"]

    @pytest.mark.parametrize(
        "text",
        [
            *("", "aide", "qui", "qui samedi 22h", "qui lundi", "planning", "trous", "bilan", "calendrier"),
            *(
                "numéro",
                "numéro 06 39 98 01 09",
                "numéro oublier",
                "sonneries 2",
                "bureau vide",
                "question x",
            ),
            *("remplacer lundi", "membres", "journal", "prendre hier", "fermer lundi", "blurp"),
        ],
    )
    @pytest.mark.parametrize("username", ["lea", "simon", "zoe"])
    def test_has_an_answer(self, http: testclient.TestClient, text: str, username: str) -> None:
        with testing.capture_logs() as lines:
            said = sent(http, "command", labs.form(text=text, user_name=username))

        assert said
        assert not lines

    @pytest.mark.parametrize("text", ["x" * 4001, "urgence " + "é" * 1_000_000, "prendre lundi sonneries=9"])
    def test_says_what_is_wrong_with_a_text(
        self, http: testclient.TestClient, world: labs.World, text: str
    ) -> None:
        said = sent(http, "command", labs.form(text=text))

        assert 1 <= labs.sentences(said) <= 2
        assert is_untouched(world)

    @pytest.mark.parametrize(
        "name", ["x" * 50_000, "<script>", "@channel", "\u202eael", "a\x00b", "😀", "lea"]
    )
    def test_has_an_answer_for_a_huge_or_odd_name(self, http: testclient.TestClient, name: str) -> None:
        for text in ("urgence x", "qui", "numéro", "rendre lundi"):
            assert sent(http, "command", labs.form(text=text, user_name=name))

    def test_opens_a_form_for_who_comes_for_the_first_time(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        body = labs.form(text="prendre lundi", user_id=labs.ZOE, user_name="zoe")

        assert sent(http, "command", body) == ""

        ((user_id, form),) = world.chat.opened
        assert (user_id, form.action, form.entity) == (
            labs.ZOE,
            buttons.Action.FIRST_TURN,
            f"take:{MONDAY}",
        )
        assert world.held() == []

    @pytest.mark.parametrize(
        ("problem", "words"),
        [(errors.DialogTooLate(), "n'a pas pu s'ouvrir"), (errors.ChatUnavailable("x"), "ne me répond pas")],
        ids=["too_late", "chat_down"],
    )
    def test_says_when_no_form_could_be_opened(
        self, http: testclient.TestClient, world: labs.World, problem: Exception, words: str
    ) -> None:
        world.chat.problem = problem

        assert words in sent(http, "command", labs.form(text="prendre lundi", user_name="zoe"))


class TestChooseDesk:
    @pytest.fixture
    def world(self, tmp_path: pathlib.Path) -> Iterator[labs.World]:
        data = labs.opened(tmp_path)
        yield labs.World(data=data, desks=("standard", "accueil"))
        data.close()

    def test_is_asked_and_then_obeyed_for_who_clicked(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        offered = shown(http, of_tom(text=" prendre lundi sonneries=2 ", channel_name="town-square"))
        assert set(offered) == {"Le standard", "Le accueil"}
        assert is_untouched(world)

        click = labs.click(offered["Le accueil"], user_id=labs.TOM, user_name="tom")
        assert "n'est pas à moi" not in sent(http, "action", click)

        assert world.held("accueil") == [("tom", roster.Rank.FIRST, labs.MONDAY)]
        assert world.held("standard") == []

    def test_is_not_asked_by_who_only_looks(self, http: testclient.TestClient) -> None:
        answer = http.post("/mattermost/command", content=labs.form(channel_name="town-square")).json()

        assert "attachments" not in answer

    @pytest.mark.parametrize("text", ["prendre lundi", "prendre lundi @accueil"])
    def test_is_not_asked_where_one_is_named_or_has_the_channel(
        self, http: testclient.TestClient, world: labs.World, text: str
    ) -> None:
        sent(http, "command", labs.form(text=text, channel_name="accueil"))

        assert [name for name, *_ in world.held("accueil")] == ["lea"]

    def test_says_that_a_desk_is_gone(self, http: testclient.TestClient, world: labs.World) -> None:
        gone = labs.signed(
            buttons.Action.CHOOSE_DESK, entity="parti;prendre lundi", nonce=buttons.answer_nonce(labs.USER)
        )

        assert "n'existe pas" in sent(http, "action", labs.click(gone))
        assert is_untouched(world)


class TestAction:
    def test_wants_our_signature(self, http: testclient.TestClient, world: labs.World) -> None:
        good = labs.signed(buttons.Action.TAKE)
        bad: list[object] = [{**good, name: good[name] + "0"} for name in good]
        bad += [{name: value for name, value in good.items() if name != left_out} for left_out in good]
        bad += [{**good, name: [good[name]]} for name in good]
        bad += [{}, None, "x", [good], {**good, "signature": "é" * 64}, {**good, "action": "\ud800"}]

        with testing.capture_logs() as lines:
            for context in bad:
                assert NOT_OURS in sent(http, "action", labs.click(context))
            assert NOT_OURS in sent(http, "action", labs.click(good, channel_id="elsewhere"))

        assert {line["trouble"] for line in lines} == {"forged"}
        assert is_untouched(world)

    def test_wants_our_post(self, http: testclient.TestClient, world: labs.World) -> None:
        copied = labs.click(labs.signed(buttons.Action.TAKE), post_id="anotherpost")

        assert NOT_OURS in sent(http, "action", copied)
        assert is_untouched(world)

    def test_wants_the_post_that_a_notice_became(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        sent(http, "command", labs.form(text="prendre lundi"))
        ((key, change),) = (
            (key, key.removeprefix("change-")) for kind, key in world.waiting() if kind == "tell"
        )
        with world.data.write() as work:
            work.notices.posted(key, post_id=labs.POST)
        undo = labs.signed(buttons.Action.UNDO, entity=change, nonce=key)

        assert NOT_OURS in sent(http, "action", labs.click(undo, post_id="anotherpost"))
        assert len(world.held()) == 1

        assert NOT_OURS not in sent(http, "action", labs.click(undo))
        assert world.held() == []

    def test_does_not_take_the_state_of_a_form(self, http: testclient.TestClient, world: labs.World) -> None:
        seen = labs.signed(buttons.Action.FINISH, nonce=buttons.form_nonce(labs.USER))

        assert NOT_OURS in sent(http, "action", labs.click(seen))
        assert is_untouched(world)

    @pytest.mark.parametrize("nonce", ["a post", buttons.answer_nonce(labs.USER)])
    def test_has_no_button_for_what_only_a_form_asks(
        self, http: testclient.TestClient, world: labs.World, nonce: str
    ) -> None:
        under = labs.signed(buttons.Action.FIRST_TURN, entity=f"take:{MONDAY}", nonce=nonce)

        assert NOT_OURS in sent(http, "action", labs.click(under))
        assert is_untouched(world)

    def test_is_too_old_one_day(self, http: testclient.TestClient, world: labs.World) -> None:
        old = labs.click(labs.signed(buttons.Action.TAKE, hours_left=-1))

        assert "trop ancien" in sent(http, "action", old)
        assert is_untouched(world)

    @pytest.mark.parametrize("action", buttons.Action)
    def test_has_a_story_for_every_button_or_a_form(
        self, http: testclient.TestClient, action: buttons.Action
    ) -> None:
        entity = ENTITIES.get(action, labs.CARD)
        nonce = buttons.answer_nonce(labs.USER)

        with testing.capture_logs() as lines:
            said = sent(http, "action", labs.click(labs.signed(action, entity=entity, nonce=nonce)))

        # GONE and NOTHING_HELD are honest answers about things that this database has not.
        assert not [line for line in lines if line["trouble"] not in ("forged", "gone", "nothing_held")]
        # What these ask for is in a form or a menu alone.
        assert (NOT_OURS in said) is (action in ELSEWHERE)

    def test_of_an_answer_is_for_who_was_answered_alone(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        sent(http, "command", of_tom(text="prendre lundi"))
        offered = shown(http, labs.form(text="prendre lundi"))
        (second,) = [context for name, context in offered.items() if name.startswith("En second")]

        stolen = labs.click(second, user_id=labs.TOM, user_name="tom", post_id="ephemeral")
        assert NOT_OURS in sent(http, "action", stolen)
        elsewhere = labs.click(second, channel_id="elsewhere", post_id="ephemeral")
        assert NOT_OURS in sent(http, "action", elsewhere)
        assert len(world.held()) == 1

        assert NOT_OURS not in sent(http, "action", labs.click(second, post_id="ephemeral"))
        assert ("lea", roster.Rank.SECOND, labs.MONDAY) in world.held()

    @pytest.mark.parametrize(
        "entity",
        [
            *("", "lundi", ";;;;", "standard;first;;Europe/Paris;", "standard;third;;Europe/Paris;x/y"),
            *("standard;first;;Europe/Atlantide;2024-08-05T09:00/2024-08-05T13:00", "x" * 300, "\x00"),
            "standard;first;;Europe;2024-08-05T09:00/2024-08-05T13:00",
            "standard;first;4;Europe/Paris;2024-08-05T13:00/2024-08-05T09:00",
            "standard;first;4;Europe/Paris;0001-01-01T00:00/0001-01-01T00:01",
        ],
    )
    def test_says_that_a_turn_of_another_version_is_not_its_own(
        self, http: testclient.TestClient, world: labs.World, entity: str
    ) -> None:
        older = labs.signed(buttons.Action.TAKE_TURN, entity=entity, nonce=buttons.answer_nonce(labs.USER))

        assert NOT_OURS in sent(http, "action", labs.click(older))
        assert is_untouched(world)

    def test_says_that_the_desk_of_a_turn_is_gone(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        gone = wish.to_text(wish.Wish(desk="parti", spans=(labs.MONDAY,)))
        button = labs.signed(buttons.Action.TAKE_TURN, entity=gone, nonce=buttons.answer_nonce(labs.USER))

        assert "Je ne retrouve pas" in sent(http, "action", labs.click(button))
        assert is_untouched(world)

    @pytest.mark.parametrize(
        ("problem", "words"),
        [(errors.DialogTooLate(), "n'a pas pu s'ouvrir"), (errors.ChatUnavailable("x"), "ne me répond pas")],
        ids=["too_late", "chat_down"],
    )
    def test_says_when_no_form_could_be_opened(
        self, http: testclient.TestClient, world: labs.World, problem: Exception, words: str
    ) -> None:
        world.chat.problem = problem

        assert words in sent(http, "action", labs.click(labs.signed(buttons.Action.FINISH)))

    @pytest.mark.parametrize(
        "action", [buttons.Action.FINISH, buttons.Action.SET_NUMBER, buttons.Action.CORRECT]
    )
    def test_that_opens_a_form_says_nothing(
        self, http: testclient.TestClient, world: labs.World, action: buttons.Action
    ) -> None:
        body = labs.click(labs.signed(action, entity=FORMS[action].entity))
        if action is buttons.Action.FINISH:
            body = labs.click(labs.signed(action))

        assert http.post("/mattermost/action", content=body).json() == {}
        assert world.chat.opened == [(labs.USER, FORMS[action])]

    def test_is_done_for_who_clicked(self, http: testclient.TestClient, world: labs.World) -> None:
        sent(http, "action", labs.click(labs.signed(buttons.Action.TAKE), user_id=labs.TOM, user_name="tom"))

        assert (world.card().state, world.card().taken_by) == (case.State.TAKEN, "tom")


class TestDialog:
    def test_wants_our_state(self, http: testclient.TestClient, world: labs.World) -> None:
        good = labs.signed(buttons.Action.FINISH, nonce=buttons.form_nonce(labs.USER))
        states = [json.dumps({**good, name: "other"}) for name in good]
        states += [json.dumps(labs.signed(buttons.Action.FINISH, nonce=labs.USER)), "nonsense", "[]", "1"]

        for state in states:
            assert NOT_OURS in sent(http, "dialog", labs.dialog(state=state))
        assert NOT_OURS in sent(http, "dialog", labs.dialog(state=json.dumps(good), user_id=labs.TOM))
        assert NOT_OURS in sent(http, "dialog", labs.dialog(channel_id="elsewhere"))

        assert is_untouched(world)

    @pytest.mark.parametrize("nonce", ["a post", buttons.answer_nonce(labs.USER)])
    @pytest.mark.parametrize("action", [buttons.Action.FINISH, buttons.Action.FIRST_TURN])
    def test_does_not_take_what_stands_behind_a_button(
        self, http: testclient.TestClient, world: labs.World, action: buttons.Action, nonce: str
    ) -> None:
        state = json.dumps(labs.signed(action, nonce=nonce))

        assert NOT_OURS in sent(http, "dialog", labs.dialog(action, state=state))
        assert is_untouched(world)

    @pytest.mark.parametrize("action", [one for one in buttons.Action if one not in FORMS])
    def test_takes_no_form_that_we_never_open(
        self, http: testclient.TestClient, world: labs.World, action: buttons.Action
    ) -> None:
        body = labs.dialog(action, entity=ENTITIES.get(action, labs.CARD), submission={})

        assert NOT_OURS in sent(http, "dialog", body)
        assert is_untouched(world)

    def test_is_too_old_one_day(self, http: testclient.TestClient, world: labs.World) -> None:
        old = labs.signed(buttons.Action.FINISH, nonce=buttons.form_nonce(labs.USER), hours_left=-1)

        assert "trop ancien" in sent(http, "dialog", labs.dialog(state=json.dumps(old)))
        assert is_untouched(world)

    @pytest.mark.parametrize(
        ("submission", "words"),
        [
            ({"closing": "unknown"}, "Choisis un résultat"),
            ({"closing": None}, "Choisis un résultat"),
            ({"closing": True}, "Choisis un résultat"),
            ({"closing": "answered"}, "Choisis un résultat"),
            ({"closing": "proof"}, "Choisis un résultat"),
            ({}, "Choisis un résultat"),
            (None, "Choisis un résultat"),
            ({"closing": ["reached"]}, "Choisis un résultat"),
            ({"closing": "reached", "note": 12}, "pas pu lire"),
            ({"closing": "reached", "note": {"a": 1}}, "pas pu lire"),
            ({"closing": "reached", "note": "\ud800"}, "pas pu lire"),
            ({"closing": "reached", "note": "x" * 1001}, "trop long"),
            ({"closing": "x" * 201}, "Choisis un résultat"),
        ],
    )
    def test_says_what_is_wrong_in_the_form(
        self, http: testclient.TestClient, world: labs.World, submission: object, words: str
    ) -> None:
        said = sent(http, "dialog", labs.dialog(submission=submission))

        assert words in said
        assert is_untouched(world)

    def test_that_is_cancelled_does_nothing(self, http: testclient.TestClient, world: labs.World) -> None:
        assert sent(http, "dialog", labs.dialog(cancelled=True, submission={})) == ""

        assert is_untouched(world)

    def test_closes_for_its_author(self, http: testclient.TestClient, world: labs.World) -> None:
        note = "rappelé, à suivre"

        body = labs.dialog(submission={"closing": "reached", "note": note}, user_id=labs.TOM)
        assert sent(http, "dialog", body) == ""

        card = world.card()
        assert (card.done_by, card.closing, card.note) == ("tom", case.Closing.REACHED, f"Tom : {note}")

    @pytest.mark.parametrize("problem", [errors.ChatUnavailable("x"), errors.ChatRefused("x")])
    def test_says_when_the_chat_does_not_tell_who_sent_it(
        self, http: testclient.TestClient, world: labs.World, problem: Exception
    ) -> None:
        world.chat.problem = problem

        assert "Mattermost ne me répond pas" in sent(http, "dialog", labs.dialog())
        assert is_untouched(world)

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            ("bonjour", "Je ne lis pas de numéro"),
            ("+41 22 555 01 02", "fixe ou un mobile français"),
            ("", "numéro"),
        ],
    )
    def test_keeps_no_number_that_cannot_ring(
        self, http: testclient.TestClient, world: labs.World, number: str, words: str
    ) -> None:
        body = labs.dialog(buttons.Action.SET_NUMBER, submission={"number": number})

        assert words in sent(http, "dialog", body)
        assert world.profile("lea") is None

    def test_notes_another_number_without_believing_it(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        assert (
            sent(http, "dialog", labs.dialog(buttons.Action.SET_NUMBER, submission={"number": NUMBER})) == ""
        )

        profile = world.profile("lea")
        assert profile is not None
        assert (profile.number, profile.proved_at) == ("+33639980103", None)

    @pytest.mark.parametrize("entity", ["2024-07-01;tom", "2024-07-01;lea"])
    def test_mends_no_line_that_is_not_there_or_somebody_else_s(
        self, http: testclient.TestClient, world: labs.World, entity: str
    ) -> None:
        body = labs.dialog(buttons.Action.CORRECT, entity=entity, submission={"hours": "2,5"})

        assert sent(http, "dialog", body)
        assert is_untouched(world)


class TestFirstTurn:
    def body(self, user_id: str = labs.ZOE, *, entity: str = f"take:{MONDAY}", **fields: object) -> bytes:
        submission = {"number": NUMBER, "accepted": True} | fields
        return labs.dialog(buttons.Action.FIRST_TURN, entity=entity, user_id=user_id, submission=submission)

    def test_takes_what_it_was_opened_for(self, http: testclient.TestClient, world: labs.World) -> None:
        assert sent(http, "dialog", self.body()) == ""

        profile = world.profile("zoe")
        assert profile is not None
        assert (profile.number, profile.accepted_at, profile.proved_at) == ("+33639980103", labs.NOW, None)
        assert world.held() == [("zoe", roster.Rank.FIRST, labs.MONDAY)]
        (outcome,) = world.told("outcome-")
        assert isinstance(outcome, messages.ClaimMade)
        assert not outcome.proved

    def test_covers_whom_it_was_opened_for(self, http: testclient.TestClient, world: labs.World) -> None:
        sent(http, "command", labs.form(text="prendre lundi"))
        sent(http, "command", labs.form(text="remplacer lundi"))
        (wanted,) = world.told("cover-")
        assert isinstance(wanted, messages.CoverWanted)

        assert sent(http, "dialog", self.body(entity=f"cover:{wanted.cover}")) == ""

        assert [name for name, *_ in world.held()] == ["zoe"]
        assert [type(one) for one in world.told("outcome-")] == [messages.CoverGiven]

    def test_says_what_became_of_days_that_were_taken_meanwhile(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        sent(http, "command", of_tom(text="prendre lundi"))

        assert sent(http, "dialog", self.body()) == ""

        assert [name for name, *_ in world.held()] == ["tom"]
        assert [type(one) for one in world.told("outcome-")] == [messages.NothingWon]

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"number": "bonjour"}, "Je ne lis pas de numéro"),
            ({"number": "06 39 98 01"}, "Je ne lis pas de numéro"),
            ({"number": ""}, "Je ne lis pas de numéro"),
            ({"number": None}, "Je ne lis pas de numéro"),
            ({"number": True}, "pas pu lire"),
            ({"number": "03 53 01 01 00"}, "numéro de la maison"),
            ({"number": "03 53 01 01 90"}, "numéro de la maison"),
            ({"number": "0899 10 20 30"}, "fixe ou un mobile français"),
            ({"accepted": False}, "Coche la case"),
            ({"accepted": None}, "Coche la case"),
            ({"accepted": "true"}, "Coche la case"),
            ({"accepted": 1}, "accept"),
            ({"number": 33639980103}, "pas pu lire"),
            ({"number": [NUMBER]}, "pas pu lire"),
            ({"number": "\ud800"}, "pas pu lire"),
            ({"number": "0" * 201}, "trop long"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_nothing(
        self, http: testclient.TestClient, world: labs.World, fields: dict[str, object], words: str
    ) -> None:
        said = sent(http, "dialog", self.body(**fields))

        assert words in said
        assert 1 <= labs.sentences(said) <= 2
        assert world.profile("zoe") is None
        assert is_untouched(world)

    def test_is_not_for_robots(self, http: testclient.TestClient, world: labs.World) -> None:
        assert "Je ne te connais pas" in sent(http, "dialog", self.body(labs.ROBOT))
        assert is_untouched(world)

    def test_tells_a_guest_that_the_desk_is_not_theirs(
        self, http: testclient.TestClient, world: labs.World
    ) -> None:
        assert sent(http, "dialog", self.body(labs.GUEST)) == ""

        assert world.held() == []
        assert world.told("outcome-") == [messages.Refused(reason=permissions.Refusal.NOT_A_TAKER)]

    @pytest.mark.parametrize("entity", ["", "lundi", "take:lundi", "cover:", "dance:x"])
    def test_of_another_version_keeps_the_number_and_takes_nothing(
        self, http: testclient.TestClient, world: labs.World, entity: str
    ) -> None:
        assert sent(http, "dialog", self.body(entity=entity)) == ""

        assert world.held() == []
        assert world.profile("zoe") is not None


class TestHealth:
    def test_says_whether_deskbot_works(self, http: testclient.TestClient, world: labs.World) -> None:
        assert (http.get("/health").status_code, http.get("/health").json()) == (200, {"ready": True})

        world.ready = False

        assert http.get("/health").status_code == 503
