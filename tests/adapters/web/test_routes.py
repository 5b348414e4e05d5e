"""The three routes and `/health`, whatever comes in: 200, JSON, French, and a line in the log."""

import json
from collections.abc import Iterator

import pytest
from starlette import testclient
from structlog import testing

from deskbot.chat import buttons, errors, messages
from deskbot.outside.database import store
from tests.adapters.web import lab as labs

ROUTES = {"command": "text", "action": "ephemeral_text", "dialog": "error"}
VALID = {
    "command": labs.form(),
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


@pytest.fixture
def asked() -> labs.Asked:
    return labs.Asked()


@pytest.fixture
def http(asked: labs.Asked) -> Iterator[testclient.TestClient]:
    with testclient.TestClient(labs.application(asked), raise_server_exceptions=False) as client:
        yield client


def sent(http: testclient.TestClient, route: str, body: bytes, kind: str = "application/json") -> str:
    """Send a body and return the sentence that answers; "" for none."""
    answer = http.post(f"/mattermost/{route}", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    return str(answer.json().get(ROUTES[route], ""))


class TestAnyRoute:
    @pytest.mark.parametrize("route", ROUTES)
    @pytest.mark.parametrize("name", NOT_WHAT_IT_SAYS)
    def test_says_that_it_cannot_read_this(
        self, http: testclient.TestClient, asked: labs.Asked, route: str, name: str
    ) -> None:
        other = VALID["action" if route == "command" else "command"]
        body = NOT_WHAT_IT_SAYS[name]

        with testing.capture_logs() as lines:
            said = sent(http, route, other if body is None else body)

        assert said.startswith("Je n'ai pas pu lire cette demande")
        assert labs.sentences(said) <= 2
        assert [(line["what"], line["trouble"]) for line in lines] == [(route, "not_readable")]
        assert not asked.calls

    @pytest.mark.parametrize("route", ROUTES)
    @pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/x-www-form-urlencoded", ""])
    def test_does_not_mind_what_a_body_is_called(
        self, http: testclient.TestClient, asked: labs.Asked, route: str, kind: str
    ) -> None:
        sent(http, route, VALID[route], kind)

        assert len(asked.calls) == 1

    @pytest.mark.parametrize("route", ROUTES)
    def test_says_that_five_megabytes_are_too_long(
        self, http: testclient.TestClient, asked: labs.Asked, route: str
    ) -> None:
        with testing.capture_logs() as lines:
            said = sent(http, route, b"x" * 5_000_000)

        assert said.startswith("Ce texte est trop long")
        assert [line["trouble"] for line in lines] == ["too_long"]
        assert not asked.calls

    def test_does_not_read_for_ever(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        def endless() -> Iterator[bytes]:
            for _ in range(70):
                yield bytes(1_000_000)

        assert http.post("/mattermost/command", content=endless()).status_code == 413
        assert not asked.calls

    @pytest.mark.parametrize("route", ROUTES)
    @pytest.mark.parametrize(
        ("problem", "words"),
        [
            (store.StoreBusy("OperationalError"), "Je suis occupé"),
            (RuntimeError("06 39 98 02 01"), "Quelque chose s'est mal passé"),
            (errors.ChatUnavailable("what"), ""),
        ],
        ids=["busy", "unexpected", "chat_down"],
    )
    def test_has_a_sentence_for_every_trouble(
        self, http: testclient.TestClient, asked: labs.Asked, route: str, problem: Exception, words: str
    ) -> None:
        asked.problem = problem

        with testing.capture_logs() as lines:
            said = sent(http, route, VALID[route])

        assert said.startswith(words)
        assert 1 <= labs.sentences(said) <= 2
        assert lines
        assert {line["what"] for line in lines} == {route}
        assert "39 98" not in repr(lines)

    @pytest.mark.parametrize("route", ROUTES)
    def test_is_for_posts_only(self, http: testclient.TestClient, route: str) -> None:
        assert http.get(f"/mattermost/{route}").status_code == 405


class TestCommand:
    @pytest.mark.parametrize("token", ["", "wrong", labs.TOKEN + " ", labs.TOKEN.upper(), "é\ud7ff"])
    def test_wants_our_token(self, http: testclient.TestClient, asked: labs.Asked, token: str) -> None:
        with testing.capture_logs() as lines:
            said = sent(http, "command", labs.form(token=token))

        assert said.startswith("Cette commande ne vient pas de notre serveur")
        assert [line["trouble"] for line in lines] == ["bad_token"]
        assert not asked.calls

    def test_does_not_do_without_a_token(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        without = labs.form().replace(labs.TOKEN.replace(" ", "+").encode(), b"").replace(b"token=&", b"")

        assert "jeton" in sent(http, "command", without)
        assert not asked.calls

    def test_is_not_believed_for_its_header_alone(
        self, http: testclient.TestClient, asked: labs.Asked
    ) -> None:
        headers = {"Authorization": f"Token {labs.TOKEN}"}

        answer = http.post("/mattermost/command", content=labs.form(token="wrong"), headers=headers)

        assert "jeton" in answer.json()["text"]
        assert not asked.calls

    @pytest.mark.parametrize(
        ("text", "call"),
        [
            ("prendre lundi", "claim"),
            ("rendre lundi", "release"),
            ("urgence x", "urge"),
            ("question x", "ask"),
            ("", "show"),
            ("qui", "show"),
        ],
    )
    def test_starts_one_story(
        self, http: testclient.TestClient, asked: labs.Asked, text: str, call: str
    ) -> None:
        assert sent(http, "command", labs.form(text=text))

        assert [one[0] for one in asked.calls] == [call]

    @pytest.mark.parametrize("text", ["x" * 4001, "urgence " + "é" * 1_000_000, "prendre lundi sonneries=9"])
    def test_says_what_is_wrong_with_a_text(
        self, http: testclient.TestClient, asked: labs.Asked, text: str
    ) -> None:
        said = sent(http, "command", labs.form(text=text))

        assert 1 <= labs.sentences(said) <= 2
        assert not asked.calls

    def test_keeps_a_huge_or_odd_name_as_it_is(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        for name in ("x" * 50_000, "<script>", "@channel", "\u202eael", "a\x00b", "😀"):
            sent(http, "command", labs.form(text="urgence x", user_name=name))

        assert len(asked.calls) == 6
        assert asked.calls[-1][2]["username"] == "😀"


class TestAction:
    def test_wants_our_signature(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        good = labs.signed(buttons.Action.TAKE)
        bad: list[object] = [{**good, name: good[name] + "0"} for name in good]
        bad += [{name: value for name, value in good.items() if name != left_out} for left_out in good]
        bad += [{**good, name: [good[name]]} for name in good]
        bad += [{}, None, "x", [good], {**good, "signature": "é" * 64}, {**good, "action": "\ud800"}]

        with testing.capture_logs() as lines:
            for context in bad:
                assert "n'est pas à moi" in sent(http, "action", labs.click(context))
            assert "n'est pas à moi" in sent(http, "action", labs.click(good, channel_id="elsewhere"))

        assert {line["trouble"] for line in lines} == {"forged"}
        assert not asked.calls

    def test_wants_our_post(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        asked.on_our_post = False

        said = sent(http, "action", VALID["action"])

        assert "n'est pas à moi" in said
        assert not asked.calls

    def test_does_not_take_the_state_of_a_form(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        seen = labs.signed(buttons.Action.FINISH, nonce=buttons.form_nonce(labs.USER))

        assert "n'est pas à moi" in sent(http, "action", labs.click(seen))
        assert not asked.calls

    def test_is_too_old_one_day(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        old = labs.click(labs.signed(buttons.Action.TAKE, hours=-1))

        assert "trop ancien" in sent(http, "action", old)
        assert not asked.calls

    @pytest.mark.parametrize(
        ("problem", "words"),
        [(errors.DialogTooLate(), "n'a pas pu s'ouvrir"), (errors.ChatUnavailable("x"), "ne me répond pas")],
        ids=["too_late", "chat_down"],
    )
    def test_says_when_no_form_could_be_opened(
        self, http: testclient.TestClient, asked: labs.Asked, problem: Exception, words: str
    ) -> None:
        asked.problem = problem

        assert words in sent(http, "action", labs.click(labs.signed(buttons.Action.FINISH)))

    def test_that_opens_a_form_says_nothing(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        body = labs.click(labs.signed(buttons.Action.FINISH))

        assert http.post("/mattermost/action", content=body).json() == {}
        assert [one[0] for one in asked.calls] == ["open_closing"]


class TestDialog:
    def test_wants_our_state(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        good = labs.signed(buttons.Action.FINISH, nonce=buttons.form_nonce(labs.USER))
        states = [json.dumps({**good, name: "other"}) for name in good]
        states += [json.dumps(labs.signed(buttons.Action.FINISH, nonce=labs.USER)), "nonsense", "[]", "1"]

        for state in states:
            assert "n'est pas à moi" in sent(http, "dialog", labs.dialog(state=state))
        assert "n'est pas à moi" in sent(http, "dialog", labs.dialog(user_id="somebodyelse"))
        assert "n'est pas à moi" in sent(http, "dialog", labs.dialog(channel_id="elsewhere"))

        assert not asked.calls

    @pytest.mark.parametrize(
        ("submission", "words"),
        [
            ({"closing": "unknown"}, "Choisis un résultat"),
            ({"closing": None}, "Choisis un résultat"),
            ({"closing": ["reached"]}, "Choisis un résultat"),
            ({"closing": "answered"}, "Choisis un résultat"),
            ({}, "Choisis un résultat"),
            (None, "Choisis un résultat"),
            ({"closing": "reached", "note": 12}, "pas pu lire"),
            ({"closing": "reached", "note": {"a": 1}}, "pas pu lire"),
            ({"closing": "reached", "note": "\ud800"}, "pas pu lire"),
            ({"closing": "reached", "note": "x" * 1001}, "trop long"),
        ],
    )
    def test_says_what_is_wrong_in_the_form(
        self, http: testclient.TestClient, asked: labs.Asked, submission: object, words: str
    ) -> None:
        said = sent(http, "dialog", labs.dialog(submission=submission))

        assert words in said
        assert not asked.calls

    def test_that_is_cancelled_does_nothing(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        assert sent(http, "dialog", labs.dialog(cancelled=True, submission={})) == ""

        assert not asked.calls

    def test_closes_for_its_author(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        asked.answer = messages.CardClosed()

        assert sent(http, "dialog", labs.dialog()) == ""

        ((name, key, named),) = asked.calls
        assert (name, key, named["username"]) == ("finish", "e1", "name-of-6e1x")


class TestHealth:
    def test_says_whether_deskbot_works(self, http: testclient.TestClient, asked: labs.Asked) -> None:
        assert (http.get("/health").status_code, http.get("/health").json()) == (200, {"ready": True})

        asked.ready = False

        assert http.get("/health").status_code == 503
