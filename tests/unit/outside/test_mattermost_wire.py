"""Mattermost's payloads, against what a real server sent."""

import json
import pathlib
import urllib.parse

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import buttons
from deskbot.outside.mattermost import wire

SAMPLES = pathlib.Path(__file__).parents[2] / "samples" / "mattermost"

COMMANDS = ["slash_command_post", "slash_command_post_dm", "slash_command_post_thread"]
CLICKS = [
    "button_click_post",
    "button_click_ephemeral_post",
    "menu_select_options_post",
    "menu_select_users_post",
]
DIALOGS = ["dialog_submit_post", "dialog_cancel_post"]
READERS = [wire.slash_command, wire.button_click, wire.dialog_submission]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    *("user_id", "user_name", "channel_id", "post_id", "trigger_id", "context"),
    *("state", "cancelled", "submission", "token", "text"),
]


def sample(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def body(name: str) -> bytes:
    return sample(name)["body"].encode()


def reads_or_refuses(junk: bytes) -> None:
    for read in READERS:
        try:
            read(junk)
        except wire.NotReadable:
            continue


class TestSlashCommand:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_reads_what_a_server_sent(self, name):
        sent = dict(sample(name)["form"])

        asked = wire.slash_command(body(name))

        assert vars(asked) == {
            "token": sent["token"],
            "user_id": sent["user_id"],
            "username": sent["user_name"],
            "channel_id": sent["channel_id"],
            "channel_name": sent["channel_name"],
            "text": sent.get("text", ""),
            "trigger_id": sent["trigger_id"],
        }

    def test_keeps_the_text_as_it_was_typed(self):
        asked = wire.slash_command(body("slash_command_post"))

        assert asked.text == ' prends 14h-16h @bob @nobody ~town-square @alice, ~oncall "x y" é😀'

    @pytest.mark.parametrize("missing", ["user_id", "user_name", "channel_id"])
    def test_needs_to_know_who_and_where(self, missing):
        form = {name: value for name, value in sample("slash_command_post")["form"] if name != missing}

        with pytest.raises(wire.NotReadable):
            wire.slash_command(urllib.parse.urlencode(form).encode())

    @pytest.mark.parametrize(
        "junk", [b"", b"\xff\xfe", "é=1".encode(), b"user_id=%ff&user_name=x&channel_id=y", b"a=1&" * 300]
    )
    def test_refuses_what_is_no_form(self, junk):
        with pytest.raises(wire.NotReadable):
            wire.slash_command(junk)

    def test_shows_neither_token_nor_text(self):
        asked = wire.slash_command(body("slash_command_post"))

        assert asked.token not in repr(asked)
        assert "prends" not in repr(asked)


class TestButtonClick:
    @pytest.mark.parametrize("name", CLICKS)
    def test_reads_what_a_server_sent(self, name):
        sent = sample(name)["json"]

        click = wire.button_click(body(name))

        assert vars(click) == {
            "user_id": sent["user_id"],
            "username": sent["user_name"],
            "channel_id": sent["channel_id"],
            "post_id": sent["post_id"],
            "trigger_id": sent["trigger_id"],
            "context": sent["context"],
        }

    @pytest.mark.parametrize("context", [None, [], "x", 3])
    def test_gives_an_empty_context_for_another_type(self, context):
        sent = {**sample("button_click_post")["json"], "context": context}

        assert wire.button_click(json.dumps(sent).encode()).context == {}

    @pytest.mark.parametrize("field", ["user_id", "user_name", "channel_id", "post_id"])
    @pytest.mark.parametrize("value", [None, "", 3, [], {}, "\ud800"])
    def test_refuses_a_field_of_another_type(self, field, value):
        sent = {**sample("button_click_post")["json"], field: value}

        with pytest.raises(wire.NotReadable):
            wire.button_click(json.dumps(sent).encode())


class TestDialogSubmission:
    @pytest.mark.parametrize("name", DIALOGS)
    def test_reads_what_a_server_sent(self, name):
        sent = sample(name)["json"]

        form = wire.dialog_submission(body(name))

        assert vars(form) == {
            "user_id": sent["user_id"],
            "channel_id": sent["channel_id"],
            "state": sent["state"],
            "cancelled": sent["cancelled"],
            "submission": sent["submission"],
        }

    @pytest.mark.parametrize("cancelled", [None, "true", 1, {}])
    def test_is_cancelled_by_true_alone(self, cancelled):
        sent = {**sample("dialog_submit_post")["json"], "cancelled": cancelled}

        assert wire.dialog_submission(json.dumps(sent).encode()).cancelled is False


class TestJunk:
    @hypothesis.given(st.binary(max_size=80))
    def test_bytes_are_read_or_refused(self, junk):
        reads_or_refuses(junk)

    @hypothesis.given(JSON | st.fixed_dictionaries({}, optional={name: JSON for name in FIELDS}))
    def test_json_is_read_or_refused(self, junk):
        reads_or_refuses(json.dumps(junk).encode())

    @hypothesis.given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=10)))
    def test_forms_are_read_or_refused(self, form):
        reads_or_refuses(urllib.parse.urlencode(form).encode())

    @pytest.mark.parametrize(
        "junk",
        [
            b"[" * 100_000,
            b'{"a":' * 100_000,
            b'{"user_id": ' + b"9" * 5000 + b"}",
            b"null",
            b"[]",
            b'"x"',
            b"{}",
            b"\xef\xbb\xbf{}",
            "é".encode("latin-1"),
        ],
    )
    def test_odd_bodies_are_refused(self, junk):
        for read in READERS:
            with pytest.raises(wire.NotReadable):
                read(junk)

    @pytest.mark.parametrize("depth", [200, 900, 990, 2000])
    def test_deep_values_are_read_or_refused(self, depth):
        deep = "[" * depth + "]" * depth
        sent = json.dumps({**sample("button_click_post")["json"], "trigger_id": "@"})

        reads_or_refuses(sent.replace('"@"', deep).encode())


class TestStateOf:
    def test_reads_our_own_state(self):
        assert wire.state_of('{"a": "b"}') == {"a": "b"}

    @pytest.mark.parametrize("text", ["", "opaque-state", "[]", "null", "3", "[" * 100_000, "\ud800"])
    def test_is_empty_when_it_is_not_ours(self, text):
        assert wire.state_of(text) == {}


class TestAttachment:
    def test_shows_each_button_with_its_context(self):
        button = buttons.Button(action=buttons.Action.TAKE, entity="c1")

        (found,) = wire.attachment([(button, "Je prends", {"signature": "s"})], url="http://bot/action")

        assert found["actions"] == [
            {
                "id": "take",
                "type": "button",
                "name": "Je prends",
                "style": "primary",
                "integration": {"url": "http://bot/action", "context": {"signature": "s"}},
            }
        ]

    @pytest.mark.parametrize("action", buttons.Action)
    def test_has_a_style_for_each_action(self, action):
        button = buttons.Button(action=action, entity="c1")

        assert wire.attachment([(button, "x", {})], url="http://bot")[0]["actions"][0]["style"]

    def test_is_none_without_buttons(self):
        assert wire.attachment([], url="http://bot/action") == []


class TestClosingDialog:
    def test_keeps_within_what_the_chat_shows(self):
        # facts/mattermost.md, section 3: bytes.
        words = {"title": "Terminer l'appel", "submit": "Terminer", "outcome": "Résultat", "note": "Note"}

        options = wire.closing_dialog(
            trigger_id="t",
            url="http://bot/dialog",
            state={"a": "b"},
            words=words,
            outcomes=[("reached", "Rappelé")],
        )

        dialog = options["dialog"]
        assert len(dialog["title"].encode()) <= 24
        assert all(len(element["display_name"].encode()) <= 24 for element in dialog["elements"])
        assert dialog["elements"][0]["options"] == [{"text": "Rappelé", "value": "reached"}]
        assert wire.state_of(dialog["state"]) == {"a": "b"}


class TestAnswers:
    def test_are_for_one_person(self):
        assert wire.ephemeral("oui")["response_type"] == "ephemeral"
        # An update would strip the files of the post (facts/mattermost.md).
        assert wire.clicked("oui") == {"ephemeral_text": "oui"}
        assert wire.dialog_refused("non") == {"error": "non"}


class TestFitting:
    @pytest.mark.parametrize("length", [0, 16_383, 16_384, 40_000])
    def test_is_never_longer_than_a_post(self, length):
        found = wire.fitting("😀" * length)

        assert len(found) == min(length, wire.LONGEST_MESSAGE_RUNES)
        assert found.endswith("…") is (length > wire.LONGEST_MESSAGE_RUNES)


class TestKeyOf:
    @pytest.mark.parametrize(
        ("post", "key"),
        [
            ({"props": {"deskbot_key": "k"}}, "k"),
            ({"props": {"deskbot_key": 3}}, None),
            ({"props": {}}, None),
            ({"props": None}, None),
            ({}, None),
        ],
    )
    def test_is_the_key_that_we_gave(self, post, key):
        assert wire.key_of(post) == key
