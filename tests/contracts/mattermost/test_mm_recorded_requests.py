"""What the sandbox sends, against what a real 5.37 server sent (tests/samples/mattermost), field by field."""

import base64
import json
import re
import urllib.parse

import httpx
import pytest

from tests.contracts.mattermost import lab as labs
from tests.contracts.mattermost import raw_bot

ID = re.compile(r"(?<![a-z0-9])[a-z0-9]{26}(?![a-z0-9])")
HOST = re.compile(r"127\.0\.0\.1:\d+")


def recorded(name: str) -> raw_bot.Request:
    given = labs.sample(name)
    return raw_bot.Request(
        method=given["method"],
        target=given["path"],
        version=given["http"],
        headers=[(key, value) for key, value in given["headers"]],
        body=given["body"],
    )


def blank(text: str) -> str:
    """Hide what differs from one server to the next: ids, ports. Not the tokens, which are the lab's own."""
    hidden = ID.sub(lambda match: match[0] if match[0] == labs.COMMAND_TOKEN else "<id>", text)
    return HOST.sub("<host>", hidden)


def headers_of(request: raw_bot.Request) -> list[tuple[str, str]]:
    found = []
    for name, value in request.headers:
        if name == "Content-Length":
            assert int(value) == len(request.body.encode())
            value = "<length>"
        found.append((name, HOST.sub("<host>", value)))
    return found


def fields_of(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, "<trigger>" if key == "trigger_id" else blank(value)) for key, value in pairs]


def types_of(value: object) -> object:
    if isinstance(value, dict):
        return {key: types_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [types_of(item) for item in value]
    return type(value)


def blank_json(body: dict) -> dict:
    return json.loads(blank(json.dumps(body | ({"trigger_id": "t"} if "trigger_id" in body else {}))))


def assert_same_json(sent: raw_bot.Request, name: str) -> None:
    expected = recorded(name)
    assert (sent.method, sent.version) == (expected.method, expected.version)
    assert headers_of(sent) == headers_of(expected)
    assert list(sent.json) == list(expected.json)
    assert types_of(sent.json) == types_of(expected.json)
    assert blank_json(sent.json) == blank_json(expected.json)
    # Nothing but the ids and the trigger id differs, down to the byte.
    trigger = re.compile(r'"trigger_id":"[^"]*"')
    assert blank(trigger.sub("", sent.body)) == blank(trigger.sub("", expected.body))


def assert_same_form(sent: raw_bot.Request, name: str) -> None:
    expected = recorded(name)
    assert (sent.method, sent.target, sent.version) == (
        expected.method,
        expected.target,
        expected.version,
    )
    assert headers_of(sent) == headers_of(expected)
    assert [key for key, _ in sent.form] == [key for key, _ in expected.form]
    # Values of a repeated key come in a random order, there as here.
    assert sorted(fields_of(sent.form)) == sorted(fields_of(expected.form))
    assert urllib.parse.urlencode(sent.form) == sent.body


def assert_trigger_shape(trigger_id: str, *, user_id: str) -> None:
    client_id, whose, stamp, signature = base64.b64decode(trigger_id).decode().split(":")
    assert ID.fullmatch(client_id)
    assert whose == user_id
    assert len(stamp) == 13
    der = base64.b64decode(signature)
    assert (der[0], der[1]) == (0x30, len(der) - 2)


class TestSlashCommand:
    def test_is_sent_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        text = dict(recorded("slash_command_post").form)["text"]

        lab.type_command("/standard " + text)

        assert_same_form(bot.last, "slash_command_post")

    def test_is_sent_from_a_direct_channel_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        direct = lab.chat.direct_channel(lab.chat.user_named("alice"), lab.chat.bot)

        lab.type_command("/standard dm", channel_id=direct.id, team_id=lab.chat.team.id)

        assert_same_form(bot.last, "slash_command_post_dm")

    def test_is_sent_from_a_thread_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        root = lab.post("alice")

        lab.type_command("/standard in thread", root_id=root["id"])

        assert_same_form(bot.last, "slash_command_post_thread")

    def test_is_sent_by_get_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        lab.type_command("/getcmd a b")

        expected = recorded("slash_command_get")
        path, _, query = bot.last.target.partition("?")
        expected_path, _, expected_query = expected.target.partition("?")
        assert path == expected_path
        assert fields_of(urllib.parse.parse_qsl(query)) == fields_of(urllib.parse.parse_qsl(expected_query))
        assert headers_of(bot.last) == headers_of(expected)
        assert bot.last.body == ""

    def test_aligns_the_mentions_with_their_ids(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        lab.type_command("/standard @bob @alice @carol")

        names = [value for key, value in bot.last.form if key == "user_mentions"]
        found = [value for key, value in bot.last.form if key == "user_mentions_ids"]
        assert sorted(names) == ["alice", "bob", "carol"]
        assert found == [lab.user_id(name) for name in names]

    def test_carries_a_trigger_id_of_the_recorded_shape(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        lab.type_command("/standard x")

        theirs = dict(recorded("slash_command_post").form)
        assert_trigger_shape(theirs["trigger_id"], user_id=theirs["user_id"])
        assert_trigger_shape(dict(bot.last.form)["trigger_id"], user_id=lab.user_id("alice"))

    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ("/STANDARD qui", "qui"),
            ("/standard  qui ", " qui "),
            ("/standard\nqui", "qui"),
            ("/standard a\nb", "a\nb"),
            ("/standard", ""),
            ("/standard " + "é" * 60_000, "é" * 60_000),
        ],
    )
    def test_keeps_the_text_after_the_first_blank(
        self, lab: labs.Lab, bot: raw_bot.RawBot, typed: str, text: str
    ) -> None:
        lab.type_command(typed)

        form = dict(bot.last.form)
        assert form["command"] == "/standard"
        assert form["text"] == text


class TestClick:
    def test_is_sent_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        context = recorded("button_click_post").json["context"]
        unsorted = dict(reversed(context.items()))
        integration = {"url": lab.bot_url + "/mattermost/action?x=1", "context": unsorted}
        post = lab.post(props=lab.buttons(lab.button(integration=integration)))

        lab.click(post["id"])

        assert bot.last.target == recorded("button_click_post").target
        assert_same_json(bot.last, "button_click_post")
        assert_trigger_shape(bot.last.json["trigger_id"], user_id=lab.user_id("alice"))

    def test_is_sent_from_an_ephemeral_post_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        action = lab.button(integration={"url": lab.bot_url + "/mattermost/action", "context": {"a": 1}})
        bot.answer = raw_bot.json_answer({"attachments": [{"text": "t", "actions": [action]}]})
        lab.type_command("/standard")
        shown = lab.chat.ephemerals[-1]
        cookie = shown.props["attachments"][0]["actions"][0]["cookie"]

        lab.click(shown.id, cookie=cookie)

        assert_same_json(bot.last, "button_click_ephemeral_post")

    @pytest.mark.parametrize(
        ("name", "action"),
        [
            ("menu_select_options_post", {"options": [{"text": "A", "value": "va"}]}),
            ("menu_select_users_post", {"data_source": "users"}),
        ],
    )
    def test_of_a_menu_is_sent_as_recorded(
        self, lab: labs.Lab, bot: raw_bot.RawBot, name: str, action: dict
    ) -> None:
        context = recorded(name).json["context"]
        integration = {"url": lab.bot_url + "/mattermost/action", "context": {"a": context["a"]}}
        menu = lab.button("opt", type="select", integration=integration, **action)
        post = lab.post(props=lab.buttons(menu))
        option = lab.user_id("bob") if "data_source" in action else "va"

        lab.click(post["id"], "opt", selected_option=option)

        assert_same_json(bot.last, name)

    def test_escapes_markup_as_go_does(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        integration = {"url": lab.bot_url + "/a", "context": {"q": "a<b>&é"}}
        post = lab.post(props=lab.buttons(lab.button(integration=integration)))

        lab.click(post["id"])

        assert '"q":"a\\u003cb\\u003e\\u0026é"' in bot.last.body


class TestDialog:
    @pytest.mark.parametrize("name", ["dialog_submit_post", "dialog_cancel_post"])
    def test_is_sent_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot, name: str) -> None:
        values = recorded(name).json["submission"]
        body = {
            "url": lab.bot_url + "/mattermost/dialog",
            "callback_id": "cb1",
            "state": "opaque-state",
            "channel_id": lab.channel_id("standard"),
            "team_id": lab.chat.team.id,
            "submission": dict(reversed(values.items())),
            "cancelled": recorded(name).json["cancelled"],
        }

        with lab.as_user("alice") as alice:
            alice.post("/actions/dialogs/submit", json=body)

        assert bot.last.target == recorded(name).target
        assert_same_json(bot.last, name)

    def test_gives_the_errors_back_as_recorded(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        expected = labs.sample("dialog_submit_validation_error_response")
        bot.answer = raw_bot.json_answer(expected["bot_response"])
        body = {
            "url": lab.bot_url,
            "channel_id": lab.channel_id("standard"),
            "team_id": lab.chat.team.id,
            "submission": {},
        }

        with lab.as_user("alice") as alice:
            answer = alice.post("/actions/dialogs/submit", json=body)

        assert answer.json() == expected["client_sees"]


class TestPostShape:
    def test_is_the_recorded_one_with_buttons(self, lab: labs.Lab) -> None:
        expected = labs.sample("api_post_with_buttons_response_to_author")
        given = expected["props"]["attachments"][0]["actions"]
        actions = [
            action | {"integration": {"url": lab.bot_url, "context": {"secret": 1}}} for action in given
        ]

        post = lab.post(message="shift?", props={"attachments": [{"text": "Take?", "actions": actions}]})

        hidden = {key: "" for key in ("id", "create_at", "update_at", "user_id", "channel_id")}
        assert list(post) == list(expected)
        assert post | hidden == expected | hidden

    def test_is_the_recorded_one_with_a_file(self, lab: labs.Lab) -> None:
        expected = labs.sample("post_with_audio_file")
        with lab.as_user("deskbot") as client:
            uploaded = client.post(
                "/files",
                data={"channel_id": lab.channel_id("standard")},
                files={"files": ("only.mp3", b"x", "application/x-nonsense")},
            ).json()

        post = lab.post(message="", file_ids=[uploaded["file_infos"][0]["id"]])

        assert list(post) == list(expected)
        assert types_of(post) == types_of(expected)
        assert list(uploaded["file_infos"][0]) == list(labs.sample("file_upload_response")["file_infos"][0])
        mine, theirs = post["metadata"]["files"][0], expected["metadata"]["files"][0]
        same = ("channel_id", "name", "extension", "size", "mime_type", "mini_preview", "remote_id")
        assert list(mine) == list(theirs)
        assert [mine[key] for key in same] == [theirs[key] for key in same]

    def test_of_an_ephemeral_answer_is_the_recorded_one(self, lab: labs.Lab, bot: raw_bot.RawBot) -> None:
        expected = json.loads(labs.sample("ws_ephemeral_from_slash")["data"]["post"])
        bot.answer = raw_bot.json_answer(
            {"text": "choose", "attachments": [{"text": "t", "actions": [lab.button("go", name="Go")]}]}
        )

        lab.type_command("/standard")

        shown = lab.chat.ephemerals[-1]
        props = json.loads(json.dumps(shown.props))
        for action in props["attachments"][0]["actions"]:
            del action["integration"]
            action["cookie"] = expected["props"]["attachments"][0]["actions"][0]["cookie"]
        assert props == expected["props"]
        assert (shown.type, shown.update_at, shown.user_id) == ("system_ephemeral", 0, lab.user_id("alice"))


class TestUnknownAddress:
    def test_is_the_servers_own_404(self, lab: labs.Lab) -> None:
        answer = httpx.get(lab.url + "/api/v4/nowhere")

        assert answer.status_code == 404
        assert answer.json()["id"] == "api.context.404.app_error"
        assert answer.headers["X-Version-Id"].startswith("5.37.0")
        assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
