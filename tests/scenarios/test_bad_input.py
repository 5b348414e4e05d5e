"""Bad input: two French sentences at most, a line in the log, nothing lost and nothing doubled."""

import base64
import contextlib
import json
import logging
import pathlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from structlog import testing

from deskbot.sandbox import observer
from deskbot.sandbox import world as world_module
from tests import story

NUMBER = "639980201"
# One phone number, as people write it.
WRITTEN = (
    "0639980201",
    "06 39 98 02 01",
    "06.39.98.02.01",
    "06-39-98-02-01",
    "06/39/98/02/01",
    "06,39,98,02,01",
    "06_39_98_02_01",
    "06 39980201",
    "0 6 3 9 9 8 0 2 0 1",
    "+33639980201",
    "+33 6 39 98 02 01",
    "+33 (0)6 39 98 02 01",
    "(+33) 6 39 98 02 01",
    "0033639980201",
    "00 33 6 39 98 02 01",
    "33639980201",
    "tel:+33-6-39-98-02-01",
    "**06**39980201",
    "06\u00a039\u202f98\u00a002\u00a001",
    "06\u201139\u201198\u201102\u201101",
    "06\u200b39\u200b98\u200b02\u200b01",
    "06\u200e39\u200f98\u202a02\u202c01",
    "０６ ３９ ９８ ０２ ０１",
)
SPELLED = "zéro six trente-neuf quatre-vingt-dix-huit zéro deux zéro un"


# For a class, not for the file: two engines cannot live in one process.
@pytest.fixture(scope="class")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[story.Story]:
    """A day that has three cards; its clock stands still, so that nobody is told of anything twice."""
    with story.Story(tmp_path_factory.mktemp("bad_input")) as told:
        for last in range(1, 4):
            told.somebody_calls(caller=f"+3363998025{last}", outcome="silent")
            told.card(f"•• 5{last}")
        yield told


class Watched:
    """The log of a while, and what was said about what went wrong."""

    def __init__(self, lines: list[Any]) -> None:
        self.lines = lines

    def troubles(self) -> list[tuple[str, str]]:
        return [
            (line["what"], line["trouble"])
            for line in self.lines
            if line["event"] == "A request was not served."
        ]


@contextlib.contextmanager
def watching() -> Iterator[Watched]:
    with testing.capture_logs() as lines:
        yield Watched(lines)


def short(said: str) -> str:
    """Return what somebody read, once it is seen to be short."""
    assert 1 <= len(re.findall(r"[.!?…](?:\s|$)", said)) <= 2, said
    return said


def send(day: story.Story, route: str, body: bytes, kind: str = "application/json") -> dict[str, Any]:
    """Send a body as the chat would, and return what deskbot answers."""
    answer = httpx.post(
        f"{day.world.callback_url}/mattermost/{route}",
        content=body,
        headers={"Content-Type": kind},
        timeout=40,
    )
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def form_of(day: story.Story, person: story.Person, card: story.Json) -> dict[str, Any]:
    """Have somebody open the form of a card, and return what their client would send."""
    assert person.clicks("Terminé", card) == ""
    person.gets_form()
    (opened,) = [
        one
        for one in day.world.chat.dialogs.values()
        if one.user_id == day.world.chat.user_named(person.name).id
    ]
    with day.world.chat.lock:
        day.world.chat.dialogs.clear()
    return {
        "type": "dialog_submission",
        "callback_id": opened.definition["callback_id"],
        "state": opened.definition["state"],
        "user_id": opened.user_id,
        "channel_id": day.world.chat.channel_named("standard").id,
        "submission": {"closing": "reached", "note": None},
        "cancelled": False,
    }


def submit(day: story.Story, form: dict[str, Any], **changes: object) -> str:
    """Send a form and return what is wrong with it."""
    return str(send(day, "dialog", json.dumps(form | changes).encode()).get("error", ""))


class TestPeople:
    """What people and their clients send; the day is the same for all."""

    def test_a_wrong_or_missing_token(self, day: story.Story) -> None:
        command = day.world.chat.commands["standard"]
        with watching() as log:
            for token in ("wrong", "", world_module.COMMAND_TOKEN.upper()):
                command.token = token
                said = short(day.lea.types("/standard prendre 2024-08-20"))
                assert said.startswith("Cette commande ne vient pas de notre serveur")
        command.token = world_module.COMMAND_TOKEN

        assert log.troubles() == [("command", "bad_token")] * 3
        assert "20 août" in day.lea.types("/standard prendre 2024-08-20")

    def test_a_forged_button(self, day: story.Story) -> None:
        card = day.card("•• 51")
        good = day.context_of(card, "Je prends")
        chat = day.world.chat
        click = {
            "user_id": chat.user_named("lea").id,
            "user_name": "lea",
            "channel_id": chat.channel_named("standard").id,
            "post_id": card["id"],
            "trigger_id": "t",
            "type": "button",
        }
        other = day.context_of(day.card("•• 52"), "Je prends")
        forged: list[object] = [{**good, name: f"{value}0"} for name, value in good.items()]
        forged += [{**good, "entity": other["entity"]}, {**good, "action": "finish"}, {}, None, other]

        with watching() as log:
            for context in forged:
                answer = send(day, "action", json.dumps({**click, "context": context}).encode())
                assert short(answer["ephemeral_text"]).startswith("Ce bouton n'est pas à moi")

        assert log.troubles() == [("action", "forged")] * len(forged)
        assert day.card("•• 51")["message"] == card["message"]
        assert not day.lea.direct_messages()

    def test_a_form_that_is_not_as_it_was_opened(self, day: story.Story) -> None:
        card = day.card("•• 52")
        form = form_of(day, day.lea, card)
        signed = json.loads(form["state"])
        states = [json.dumps({**signed, name: f"{value}0"}) for name, value in signed.items()]
        states += ["", "{}", "nonsense", json.dumps(day.context_of(card, "Terminé"))]
        tom = day.world.chat.user_named("tom").id

        with watching() as log:
            for state in states:
                assert short(submit(day, form, state=state))
            assert "n'est pas à moi" in short(submit(day, form, user_id=tom))
            assert "n'est pas à moi" in short(submit(day, form, channel_id="elsewhere"))

        assert {what for what, _ in log.troubles()} == {"dialog"}
        assert [trouble for _, trouble in log.troubles()].count("forged") == len(states) + 1
        assert day.card("•• 52")["message"] == card["message"]

    def test_a_form_filled_with_anything(self, day: story.Story) -> None:
        card = day.card("•• 52")
        form = form_of(day, day.lea, card)

        with watching() as log:
            for closing in ("unknown", "", None, 3, ["reached"], {"reached": True}):
                said = short(submit(day, form, submission={"closing": closing}))
                assert said == "Choisis un résultat dans la liste."
            for note in (12, ["a"], {"a": 1}, True, "\ud800"):
                said = short(submit(day, form, submission={"closing": "reached", "note": note}))
                assert said.startswith("Je n'ai pas pu lire")
            said = short(submit(day, form, submission={"closing": "reached", "note": "x" * 1001}))
            assert said.startswith("Ce texte est trop long")
            assert short(submit(day, form, submission="reached"))

        assert len(log.troubles()) == 13
        assert day.card("•• 52")["message"] == card["message"]
        assert submit(day, form, submission={"closing": "reached", "note": "x" * 1000}) == ""
        day.card("•• 52", "Léa", "x" * 1000)

    def test_a_body_that_is_not_what_it_says(self, day: story.Story) -> None:
        as_form = b"token=a&user_id=u&user_name=n&channel_id=c&text=urgence+au+feu"
        as_json = json.dumps({"user_id": "u", "user_name": "n", "channel_id": "c", "post_id": "p"}).encode()

        with watching() as log:
            for body in (as_json, as_json[:20], b"", b"\xff\xfe\x00", b"[" * 50_000, b"null"):
                said = send(day, "command", body, "application/x-www-form-urlencoded")["text"]
                assert short(said).startswith("Je n'ai pas pu lire")
            for body in (as_form, as_json[:40], b"", b"\xff\xfe\x00", b"[" * 50_000, b"null"):
                assert short(send(day, "action", body)["ephemeral_text"]).startswith("Je n'ai pas pu lire")
                assert short(send(day, "dialog", body)["error"]).startswith("Je n'ai pas pu lire")
            for route, field in (("command", "text"), ("action", "ephemeral_text"), ("dialog", "error")):
                assert short(send(day, route, b"x" * 5_000_000)[field]).startswith("Ce texte est trop long")

        troubles = [trouble for _, trouble in log.troubles()]
        assert (troubles.count("not_readable"), troubles.count("too_long")) == (18, 3)
        assert "standard" in day.ines.types("/standard qui")

    def test_a_text_of_one_megabyte(self, day: story.Story) -> None:
        with watching() as log:
            for text in ("x" * 1_000_000, "é" * 1_000_000, "😀" * 1_000_000, "mot " * 250_000):
                for command in ("urgence", "question", "prendre", ""):
                    said = short(day.ines.types(f"/standard {command} {text}"))
                    assert said.startswith("Ce texte est trop long")

        assert log.troubles() == [("command", "too_long")] * 16
        assert not observer.those_with(day.posts("admins"), "xxxx")

    def test_the_database_is_locked(self, day: story.Story) -> None:
        card = day.card("•• 53")
        with watching() as log, contextlib.closing(_database(day.folder)) as other:
            other.execute("BEGIN IMMEDIATE")
            for act in (
                lambda: day.tom.types("/standard prendre 2024-08-21"),
                lambda: day.tom.types("/standard urgence la base est prise"),
                lambda: day.tom.clicks("Je prends", card),
            ):
                assert short(act()).startswith("Je suis occupé")
            assert "standard" in day.tom.types("/standard qui")
            other.execute("ROLLBACK")

        assert [trouble for _, trouble in log.troubles()] == ["busy"] * 3
        assert "21 août" in day.tom.types("/standard prendre 2024-08-21")
        assert "C'est pour toi" in day.tom.clicks("Je prends", card)
        day.one_post("standard", "Tom", "prend", "21 août")
        day.tom.gets_direct("06 39 98 02 53")
        day.everything_settles()
        assert len(day.tom.direct_messages()) == 1
        assert not observer.those_with(day.posts("admins"), "la base est prise")

    def test_names_that_nobody_has(self, day: story.Story) -> None:
        fields = {
            "token": world_module.COMMAND_TOKEN,
            "user_id": "u",
            "channel_id": "c",
            "channel_name": "nowhere",
        }
        for name in (
            "x" * 100_000,
            "<b>lea</b>",
            "@channel",
            "\u202eael",
            "l\x00ea",
            "😀",
            "lea ",
            "lea\nlea",
        ):
            for text in ("prendre 2024-08-22", "urgence au feu", "rendre 2024-08-20"):
                body = str(httpx.QueryParams({**fields, "user_name": name, "text": text})).encode()
                said = short(send(day, "command", body)["text"])
                assert name.strip() not in said

        day.everything_settles()
        assert not observer.those_with(day.posts("admins"), "au feu")
        assert not observer.those_with(day.posts(), "22 août")

    def test_a_text_that_would_like_to_do_something(self, day: story.Story) -> None:
        nasty = (
            "fin du monde @channel @all @here @lea ＠channel\n[clique](http://evil.example) <b>gras</b>\n"
            "<!channel> ``` ~~~ \u202e RTL \u200f \x00 NUL 😀👩‍👩‍👧 # Titre\n> citation\n| a | b |\n~standard"
        )

        assert short(day.ines.types(f"/standard urgence {nasty}"))

        post = day.one_post("admins", "fin du monde")
        quoted = post["message"].partition("\n")[2]
        assert not re.search(r"(?<![^\W_])[@＠﹫]\w", quoted)
        assert "](" not in quoted
        assert "`" not in quoted
        assert "~~~" not in quoted
        assert "\x00" not in quoted
        assert "😀👩‍👩‍👧" in quoted
        lines = quoted.strip().splitlines()
        assert [line for line in lines[:6] if not line.startswith(">")] == []

    def test_phone_numbers_are_masked_wherever_they_are_typed(self, day: story.Story) -> None:
        card = day.card("•• 51")
        for form in WRITTEN:
            day.ines.types(f"/standard urgence appelez {form} pour moi")
            day.ines.types(f"/standard question qui a le {form} ?")
            assert not _whole_numbers(day.ines.types(f"/standard {form}"))
        day.ines.types(f"/standard urgence appelez le {SPELLED} merci")
        filled = form_of(day, day.simon, card)
        note = " | ".join([*WRITTEN, SPELLED])
        assert submit(day, filled, submission={"closing": "reached", "note": note}) == ""

        day.card("•• 51", "🗒️ Simon : ")
        day.sees(
            lambda: len(observer.those_with(day.posts("admins"), "Urgent", "appelez")) == len(WRITTEN) + 1,
            "every urgency",
        )
        shown = [
            post["message"] for one in day.people.channels() for post in one["posts"] if one["type"] != "D"
        ]
        assert [found for message in shown for found in _whole_numbers(message)] == []
        assert not [message for message in shown if "trente-neuf" in message]


_NO_ANSWER = "OVH does not answer as it should."


class TestOperator:
    """What the operator answers; a day for each."""

    def test_ovh_says_anything_while_calls_are_read(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path) as day, watching() as log:
            for number, fault in enumerate(("500", "429", "garbage", "nothing"), start=1):
                day.ovh(fault=fault)
                failed = _count(log, _NO_ANSWER)
                day.somebody_calls(caller=f"+3363998026{number}", outcome="silent")
                day.cannot_read_the_calls()
                assert _count(log, _NO_ANSWER) > failed
                day.ovh(fault=None)
                day.minutes_pass(2)
                day.card(f"•• 6{number}")

            day.minutes_pass(5)
            day.everything_settles()
            # Two of them came before the desk opened.
            assert len(observer.those_with(day.posts(), "(03 53 01 01 00)", "•• 6")) == 4

    def test_ovh_fails_while_a_recording_is_fetched(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path) as day, watching() as log:
            errors = ("status", "http_500", "never_done", "cut")
            for number, error in enumerate(errors, start=1):
                day.ovh(download_error=error)
                failed = _count(log, "A step failed.", flow="keep_recording")
                day.somebody_calls(caller=f"+3363998027{number}", outcome="message")
                card = day.card("Message vocal", f"•• 7{number}")
                if error != "cut":
                    # The first look is always too early; the second one meets the fault.
                    day.sees(
                        lambda failed=failed: (
                            _count(log, "A step failed.", flow="keep_recording") >= failed + 2
                        ),
                        f"the recording fails: {error}",
                    )
                if error == "never_done":
                    day.sees(
                        lambda: _count(log, "A step failed for good; its flow comes back later."),
                        "the flow waits",
                    )
                    assert not day.replies(card)
                if error != "cut":
                    day.ovh(download_error=None)
                    day.minutes_pass(2)
                reply = day.sees(lambda card=card: day.replies(card), f"the recording after {error}")[0]
                assert reply["files"][0]["mime"] == "audio/mpeg"

            day.minutes_pass(5)
            day.everything_settles()
            cards = observer.those_with(day.posts(), "Message vocal")
            assert [len(day.replies(card)) for card in cards] == [1] * len(errors)


class TestTraces:
    """What is left behind."""

    def test_nothing_personal_is_logged_or_kept_by_the_engine(
        self, tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        caplog.set_level(logging.WARNING)
        with watching() as log:
            with story.Story(tmp_path) as day:
                day.lea.types("/standard prendre 2024-08-01")
                day.lea.types("/standard prendre zzdates")
                day.lea.types("/standard zzcommande")
                day.ines.types("/standard urgence zzurgence appelez le 06 39 98 02 01")
                day.ines.types("/standard question zzquestion ?")
                day.clock_shows(story.at(1, 9))
                day.line_rings(day.lea, day.tom)
                day.chat(fault="500", fault_calls=2)
                day.ovh(fault="500")
                day.minutes_pass(1)
                day.sees(lambda: _count(log, _NO_ANSWER), "something fails")
                day.somebody_calls(outcome="message")
                day.ovh(fault=None)
                day.minutes_pass(3)
                card = day.card("Message vocal", "deskbot models download")
                assert "C'est pour toi" in day.lea.clicks("Je prends", card)
                day.lea.gets_direct("06 39 98 02 01")
                assert (
                    submit(
                        day, form_of(day, day.lea, card), submission={"closing": "reached", "note": "zznote"}
                    )
                    == ""
                )
                day.card("zznote")
                day.everything_settles()
            said = capfd.readouterr()

        assert {line["event"] for line in log.lines} >= {
            "The chat does not answer as it should.",
            _NO_ANSWER,
            "A step failed.",
            "A call was recorded.",
        }
        logged = "\n".join([repr(log.lines), caplog.text, said.out, said.err])
        assert _personal_in(logged) == []
        with contextlib.closing(_database(tmp_path)) as connection:
            names = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            kept = [
                text
                for name in names
                for row in connection.execute(f'SELECT * FROM "{name}"')
                for value in row
                for text in _readings(value)
            ]
        assert {"workflow_status", "operation_outputs", "desk_call"} <= set(names)
        assert _personal_in("\n".join(kept)) == []
        raw = b"".join(file.read_bytes() for file in tmp_path.glob("deskbot.sqlite3*"))
        assert _personal_in(raw.decode("latin-1")) == []


def _database(folder: pathlib.Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "deskbot.sqlite3", isolation_level=None)


def _count(log: Watched, event: str, **fields: str) -> int:
    wanted = {"event": event, **fields}
    return sum(wanted.items() <= dict(line).items() for line in list(log.lines))


def _whole_numbers(message: str) -> list[str]:
    """Return the lines of a message in which the whole number can be read."""
    plain = unicodedata.normalize("NFKC", message)
    return [line for line in plain.splitlines() if NUMBER in re.sub(r"[^\d•]", "", line)]


def _readings(value: object) -> list[str]:
    """Return what a stored value says, as it is and decoded."""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    try:
        return [text, base64.b64decode(text, validate=True).decode("latin-1")]
    except ValueError:
        return [text]


def _personal_in(text: str) -> list[str]:
    secrets = ["zzdates", "zzcommande", "zzurgence", "zzquestion", "zznote"]
    numbers = [NUMBER, "6 39 98 02 01", "639980101", "6 39 98 01 01", "639980102", "6 39 98 01 02"]
    return [one for one in (*secrets, *numbers) if one in text]
