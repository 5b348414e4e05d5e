"""Mattermost's payloads, against what a real server sent."""

import json
import pathlib
import typing
import urllib.parse

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import buttons, chatters, forms
from deskbot.outside.mattermost import control_wire, dialog_wire, wire

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
            "option": sent["context"].get("selected_option"),
        }

    @pytest.mark.parametrize("option", [None, "", 3, [], {}, "\ud800"])
    def test_refuses_what_is_no_option_of_a_menu(self, option):
        sent = {**sample("button_click_post")["json"], "context": {"selected_option": option}}

        with pytest.raises(wire.NotReadable):
            wire.button_click(json.dumps(sent).encode())

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
    def control(self, action: buttons.Action) -> control_wire.Control:
        button = buttons.Button(action=action, entity="c1")
        return control_wire.Control(of=button, label="Je prends", context={"signature": "s"})

    def menu(self, *labels: str, options: tuple[buttons.Option, ...] = ()) -> dict[str, object]:
        of = buttons.Menu(action=buttons.Action.SORT, entity="c1", options=options)
        control = control_wire.Control(of=of, label="Autre…", context={"signature": "s"}, options=labels)
        return control_wire.attachment([control], url="http://bot/action")[0]["actions"][0]

    def test_shows_each_button_with_its_context(self):
        (found,) = control_wire.attachment([self.control(buttons.Action.TAKE)], url="http://bot/action")

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
        (found,) = control_wire.attachment([self.control(action)], url="http://bot")

        assert found["actions"][0]["style"]

    def test_tells_buttons_of_one_kind_apart(self):
        actions = [buttons.Action.TAKE_TURN, buttons.Action.UNDO, *[buttons.Action.TAKE_TURN] * 11]

        (found,) = control_wire.attachment(map(self.control, actions), url="http://bot/action")

        ids = [one["id"] for one in found["actions"]]
        assert ids[:4] == ["taketurn", "undo", "taketurn2", "taketurn3"]
        assert len(set(ids)) == len(ids)
        assert all(one.isalnum() for one in ids)

    def test_is_none_without_buttons(self):
        assert control_wire.attachment([], url="http://bot/action") == []

    def test_shows_a_menu_with_what_it_offers(self):
        spam = buttons.Option(choice=buttons.Choice.SPAM)
        topic = buttons.Option(choice=buttons.Choice.TOPIC, about="accueil")

        assert self.menu("Spam", "Sujet : accueil", options=(spam, topic)) == {
            "id": "sort",
            "type": "select",
            "name": "Autre…",
            "options": [
                {"text": "Spam", "value": "spam"},
                {"text": "Sujet : accueil", "value": "topic:accueil"},
            ],
            "integration": {"url": "http://bot/action", "context": {"signature": "s"}},
        }

    def test_shows_everybody_in_a_menu_without_options(self):
        found = self.menu()

        assert (found["type"], found["data_source"]) == ("select", "users")
        assert "options" not in found


FORM = forms.Form(
    name="sample",
    action=buttons.Action.CORRECT,
    entity="e1",
    fields=(
        forms.Field(name="text", kind=forms.FieldKind.TEXT, max_length=10, default="x"),
        forms.Field(name="tel", kind=forms.FieldKind.TEL),
        forms.Field(name="area", kind=forms.FieldKind.TEXTAREA, optional=True),
        forms.Field(name="choice", kind=forms.FieldKind.SELECT, options=("a", "b")),
        forms.Field(name="box", kind=forms.FieldKind.CHECKBOX),
    ),
)


class TestOpening:
    def opened(self) -> dict:
        return dialog_wire.opening(
            FORM,
            trigger_id="t",
            url="http://bot/dialog",
            state={"a": "é"},
            introduction="**Lis** ceci.",
            word=lambda template, word: f"{template}.{word}",
        )

    def test_names_the_form_and_carries_its_state(self):
        options = self.opened()

        dialog = options["dialog"]
        assert (options["trigger_id"], options["url"]) == ("t", "http://bot/dialog")
        assert (dialog["callback_id"], dialog["title"]) == ("sample", "dialog.sample_title")
        assert (dialog["submit_label"], dialog["introduction_text"]) == (
            "dialog.sample_submit",
            "**Lis** ceci.",
        )
        assert wire.state_of(dialog["state"]) == {"a": "é"}

    def test_shows_each_kind_of_field_as_the_chat_knows_it(self):
        elements = self.opened()["dialog"]["elements"]

        assert [(one["name"], one["type"], one["subtype"]) for one in elements] == [
            ("text", "text", ""),
            ("tel", "text", "tel"),
            ("area", "textarea", ""),
            ("choice", "select", ""),
            ("box", "bool", ""),
        ]
        assert [one["optional"] for one in elements] == [False, False, True, False, False]
        assert [one["display_name"] for one in elements] == [f"dialog.{one['name']}" for one in elements]
        assert [one["help_text"] for one in elements] == [f"form_help.{one['name']}" for one in elements]

    def test_adds_what_only_some_fields_have(self):
        text, tel, _, choice, box = self.opened()["dialog"]["elements"]

        assert (text["max_length"], text["default"]) == (10, "x")
        assert not {"max_length", "default", "placeholder", "options"} & set(tel)
        assert choice["options"] == [
            {"text": "choice.a", "value": "a"},
            {"text": "choice.b", "value": "b"},
        ]
        assert box["placeholder"] == "dialog.box_box"

    def test_uses_only_names_that_a_server_sent_back(self):
        known = json.loads(sample("ws_open_dialog")["data"]["dialog"])["dialog"]
        dialog = self.opened()["dialog"]

        assert set(dialog) <= set(known)
        assert all(set(one) <= set(known["elements"][0]) for one in dialog["elements"])
        assert {one["type"] for one in dialog["elements"]} <= {one["type"] for one in known["elements"]}


class TestChatter:
    USER: typing.ClassVar = {
        "id": "u1",
        "username": "lea",
        "first_name": "Léa",
        "nickname": "L.",
        "delete_at": 0,
        "roles": "system_user",
    }

    def test_is_read_whole(self):
        assert wire.chatter(self.USER) == chatters.Chatter(
            user_id="u1", username="lea", name="Léa", is_active=True, is_guest=False, is_bot=False
        )

    @pytest.mark.parametrize(
        ("first", "nickname", "name"), [("Léa", "L.", "Léa"), ("", "L.", "L."), ("", "", "lea")]
    )
    def test_has_the_best_name_there_is(self, first, nickname, name):
        assert wire.chatter(self.USER | {"first_name": first, "nickname": nickname}).name == name

    @pytest.mark.parametrize(
        ("change", "field", "value"),
        [
            ({"delete_at": 1_722_500_000_000}, "is_active", False),
            ({"roles": "system_guest"}, "is_guest", True),
            ({"roles": "system_user system_admin"}, "is_guest", False),
            ({"is_bot": True}, "is_bot", True),
        ],
    )
    def test_tells_what_sort_of_account_it_is(self, change, field, value):
        assert getattr(wire.chatter(self.USER | change), field) is value

    @pytest.mark.parametrize("missing", ["id", "username"])
    def test_needs_to_know_who(self, missing):
        with pytest.raises(KeyError):
            wire.chatter({name: value for name, value in self.USER.items() if name != missing})


class TestAnswers:
    def test_are_for_one_person(self):
        assert wire.ephemeral("oui")["response_type"] == "ephemeral"
        # An update would strip the files of the post (facts/mattermost.md).
        assert wire.clicked("oui") == {"ephemeral_text": "oui"}
        assert wire.dialog_refused("non") == {"error": "non"}
        assert wire.dialog_refused("non", field="number") == {"errors": {"number": "non"}}

    def test_carry_their_buttons(self):
        assert "attachments" not in wire.ephemeral("oui")
        assert wire.ephemeral("oui", attachments=[{"actions": []}])["attachments"] == [{"actions": []}]


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
