"""What a real server sent, against deskbot's routes: refused as it is, obeyed with our token or signature."""

import json

import pytest
from structlog import testing

from deskbot.calls import case
from deskbot.chat import buttons
from tests.contracts.recordings import conftest, replay

COMMANDS = ("slash_command_post", "slash_command_post_dm", "slash_command_post_thread")
DIALOGS = ("dialog_submit_post", "dialog_cancel_post")
REFUSED = {
    **dict.fromkeys(COMMANDS, ("bad_token", "text", "Cette commande ne vient pas de notre serveur")),
    **dict.fromkeys(conftest.CLICKS, ("forged", "ephemeral_text", "Ce bouton n'est pas à moi")),
    **dict.fromkeys(DIALOGS, ("forged", "error", "Ce bouton n'est pas à moi")),
}


class TestVerbatim:
    @pytest.mark.parametrize("name", REFUSED)
    def test_is_refused_in_words_and_changes_nothing(self, lab: conftest.Lab, name: str) -> None:
        trouble, field, words = REFUSED[name]
        before = replay.settled_dump(lab.day)

        with testing.capture_logs() as lines:
            answer = replay.send(replay.recorded(name), to=lab.url).json

        assert answer[field].startswith(words)
        refused = [line for line in lines if line["event"] == "A request was not served."]
        assert [line["trouble"] for line in refused] == [trouble]
        assert replay.settled_dump(lab.day) == before

    def test_by_get_there_is_no_such_route(self, lab: conftest.Lab) -> None:
        before = replay.settled_dump(lab.day)

        assert replay.send(replay.recorded("slash_command_get"), to=lab.url).status == 404

        assert replay.dump(lab.database) == before

    def test_no_recording_is_left_out(self) -> None:
        requests = {
            path.stem
            for path in replay.SAMPLES.glob("*.json")
            if "headers" in json.loads(path.read_text(encoding="utf-8"))
            and json.loads(path.read_text(encoding="utf-8")).get("method")
        }

        assert requests == {*REFUSED, "slash_command_get"}


class TestCommandWithOurToken:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_is_believed_as_recorded(self, lab: conftest.Lab, name: str) -> None:
        token = lab.day.settings.chat.command_token.get_secret_value()

        answer = replay.send(replay.recorded(name).with_form(token=token), to=lab.url).json

        # "prends @bob" names no day, "dm" and "in" are no commands: each is answered as something typed.
        assert answer["response_type"] == "ephemeral"
        assert answer["text"].startswith(("Je ne connais pas «", "Je n'ai pas compris «"))

    @pytest.mark.parametrize(("name", "day"), [*zip(COMMANDS, ("2", "6", "7"), strict=True)])
    def test_is_obeyed(self, lab: conftest.Lab, name: str, day: str) -> None:
        token = lab.day.settings.chat.command_token.get_secret_value()
        request = replay.recorded(name).with_form(token=token, text=f" prendre 2024-08-0{day}")

        answer = replay.send(request, to=lab.url).json

        assert f" {day} août" in answer["text"]
        lab.day.channel_says("Alice", "prend", f" {day} août")
        with lab.store.read() as work:
            slots = work.slots.held("standard", until_after=lab.day.people.now())
        assert [slot.starts.day for slot in slots if slot.member == "alice"].count(int(day)) == 1


class TestClickWithOurSignature:
    @pytest.mark.parametrize("name", conftest.CLICKS)
    def test_is_obeyed(self, lab: conftest.Lab, name: str) -> None:
        request = replay.recorded(name)
        key = lab.cards[name]
        ours = lab.sign(buttons.Action.TAKE, entity=key, channel=request.json["channel_id"])
        # deskbot has no menu yet: one that carries our signature is a button, whatever is chosen in it.
        chosen = {
            field: value for field, value in request.json["context"].items() if field == "selected_option"
        }

        answer = replay.send(request.with_json(context=ours | chosen), to=lab.url).json

        assert answer == {"ephemeral_text": "C'est pour toi. Je t'envoie le numéro en message direct."}
        with lab.store.read() as work:
            card = work.cases.get(key)
        assert card is not None
        assert (card.state, card.taken_by) == (case.State.TAKEN, "alice")
        lab.day.sees(
            lambda: "Alice" in lab.day.world.chat.posts[request.json["post_id"]].message, "the card says who"
        )

    def test_is_refused_under_another_post(self, lab: conftest.Lab) -> None:
        request = replay.recorded("button_click_post")
        other = lab.cards["menu_select_users_post"]
        stolen = lab.sign(buttons.Action.TAKE, entity=other, channel=request.json["channel_id"])

        answer = replay.send(request.with_json(context=stolen), to=lab.url).json

        assert answer["ephemeral_text"].startswith("Ce bouton n'est pas à moi")


class TestDialogWithOurState:
    def _state(self, lab: conftest.Lab, request: replay.Recorded) -> str:
        ours = lab.sign(
            buttons.Action.FINISH,
            entity=lab.cards["button_click_post"],
            channel=request.json["channel_id"],
            nonce=buttons.form_nonce(request.json["user_id"]),
        )
        return json.dumps(ours)

    def test_is_believed_and_its_unknown_fields_are_not(self, lab: conftest.Lab) -> None:
        request = replay.recorded("dialog_submit_post")
        before = replay.settled_dump(lab.day)

        answer = replay.send(request.with_json(state=self._state(lab, request)), to=lab.url).json

        # The recorded form is not ours: it has no outcome.
        assert answer == {"error": "Choisis un résultat dans la liste."}
        assert replay.settled_dump(lab.day) == before

    def test_that_is_cancelled_changes_nothing(self, lab: conftest.Lab) -> None:
        request = replay.recorded("dialog_cancel_post")
        before = replay.settled_dump(lab.day)

        assert replay.send(request.with_json(state=self._state(lab, request)), to=lab.url).json == {}

        assert replay.settled_dump(lab.day) == before

    def test_is_obeyed(self, lab: conftest.Lab) -> None:
        request = replay.recorded("dialog_submit_post")
        submission = request.json["submission"] | {"closing": "reached", "note": "rappelée à midi"}
        filled = request.with_json(state=self._state(lab, request), submission=submission)

        assert replay.send(filled, to=lab.url).json == {}

        with lab.store.read() as work:
            card = work.cases.get(lab.cards["button_click_post"])
        assert card is not None
        assert (card.state, card.closing) == (case.State.DONE, case.Closing.REACHED)
        assert (card.done_by, card.note) == ("alice", "Alice : rappelée à midi")
