"""`deskbot doctor ovh --rehearse` on lines that behave either way: what it finds, and what it leaves."""

import copy
import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any

import ovh
import pytest
import typer.testing

from deskbot import cli, settings, wording
from deskbot.line import assumptions, errors
from deskbot.outside.database import connect, hold
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import rights
from deskbot.sandbox.ovh import calling, numbers, placed
from deskbot.sandbox.ovh import config as line_config
from deskbot.sandbox.ovh import line as lines
from deskbot.settings import rehearsed
from deskbot.setup import console as console_module
from deskbot.setup.rehearse import experiments, questions, story, terminal
from tests import story as day_story

SIP_LINE = "+33353010101"
MOBILE, CALLER = "+33639980190", "+33353010160"
WORDS = wording.Wording()
# Read within a quarter of a minute, and nothing else.
AT_ONCE_S, SOON_S = 10, 18


class Admin:
    """Places each call that is asked for on the sandbox, and tells what happened."""

    def __init__(self, world: Any, *, phone: str = MOBILE) -> None:
        self.world = world
        self.phone = phone
        self.said: list[str] = []
        self.words: list[str] = []
        self.answers: dict[str, Any] = {}
        self.call: placed.PlacedCall | None = None
        self._number = ""

    def word(self, word: str) -> str:
        return WORDS.text("rehearse", word)

    def say(self, word: str, values: console_module.Values = console_module.NOTHING) -> None:
        self.words.append(word)
        self.said.append(self.word(word).format_map(values))
        if word.startswith("call_"):
            self._place(str(values["number"]))

    def ask(
        self, word: str, values: console_module.Values = console_module.NOTHING, *, default: str = ""
    ) -> str:
        self.words.append(word)
        self.said.append(self.word(word).format_map(values))
        if word in self.answers:
            return str(self._given(word))
        if word == "phone":
            return self.phone
        return self._told(word) if word.startswith("ask_") else default

    def secret(self, word: str) -> str:
        raise AssertionError(word)

    def agrees(
        self, word: str, values: console_module.Values = console_module.NOTHING, *, default: bool
    ) -> bool:
        self.words.append(word)
        self.said.append(self.word(word).format_map(values))
        return bool(self._given(word)) if word in self.answers else word == "agree"

    def _given(self, word: str) -> Any:
        answer = self.answers[word]
        if isinstance(answer, BaseException):
            raise answer
        return answer() if callable(answer) else answer

    def _place(self, number: str) -> None:
        line = next(
            one for e164, one in self.world.numbers.items() if e164[-9:] == number.replace(" ", "")[-9:]
        )
        self.call = calling.place_call(line, caller=CALLER, outcome=calling.stays_silent())
        # The phones are free again, and everybody has drawn breath.
        self.world.clock.advance(300)

    def _told(self, word: str) -> str:
        call = self.call
        assert call is not None
        voicemail_at_s = call.total_s - call.voicemail_s if call.end == "voicemail" else None
        rang = [leg for leg in call.legs if numbers.to_e164(leg.number) == self.phone]
        match word.removeprefix("ask_"):
            case "holidays_send_to_unavailable" | "schedulers_send_to_slots" | "control":
                return yes(voicemail_at_s is not None and not rang)
            case "queue_starts_again_until_max_wait":
                return yes(len(rang) > 1)
            case "service_pair_rules":
                return yes(voicemail_at_s is not None and voicemail_at_s <= SOON_S)
            case "closure_runs_when_nobody_available":
                return yes(voicemail_at_s is not None and voicemail_at_s <= AT_ONCE_S)
            case "ring_time_counts_from_dialling":
                return str(rang[0].rang_s)
            case "mobile_voicemail_after_s":
                answered = [leg.rang_s for leg in rang if leg.by_private_voicemail]
                return f"{answered[0]} s" if answered else "jamais"
            case "forward_delay_in_seconds":
                return str(voicemail_at_s)
            case _:
                return yes(voicemail_at_s is not None)


def yes(answer: bool) -> str:
    return "oui" if answer else "non"


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[day_story.Story]:
    told = day_story.Story(
        tmp_path,
        start=day_story.at(1, 19),
        more_numbers=[line_config.NumberConfig(public_number=SIP_LINE, kind="line")],
    )
    told.world.start()
    yield told
    told.people.close()
    told.world.stop()
    ovh.client.ENDPOINTS.pop("deskbot-sandbox", None)


def chosen(day: day_story.Story, **changes: Any) -> settings.Settings:
    desk = day.written_with({})["desks"]["standard"]
    more = {"other_numbers": [{"number": SIP_LINE, "kind": "line"}]}
    return settings.build(day.written_with({"desks": {"standard": {**desk, **more}}, **changes}))


def rehearse(day: day_story.Story, admin: Admin, **changes: Any) -> dict[str, rehearsed.Answer]:
    known = chosen(day, **changes)
    api = api_module.OvhApi(terminal.adapters.account_of(known), calls_per_second=10_000)
    try:
        return story.rehearse(terminal.place_of(known), api=api, console=admin, now=day.world.clock.now)
    finally:
        api.close()


def state_of(account: lines.Account) -> dict[str, Any]:
    """Return all that the API could have changed, uids of events aside."""
    return copy.deepcopy(
        {
            name: (
                line.service,
                line.queues,
                line.agents,
                line.positions,
                line.time_settings,
                list(line.time_conditions.values()),
                [{**event, "uid": ""} for event in account.schedulers[name].events.values()],
                line.options,
                line.redirections,
            )
            for name, line in account.services.items()
        }
    )


FIELDS = [field.name for field in dataclasses.fields(assumptions.Assumptions)]
OTHER = {name: not getattr(assumptions.AS_ASSUMED, name) for name in FIELDS} | {
    "mobile_voicemail_after_s": 17
}


class TestExperiments:
    def test_are_one_an_assumption(self):
        assert sorted(one.name for one in experiments.ALL) == sorted(FIELDS)

    @pytest.mark.parametrize("one", experiments.ALL, ids=lambda one: one.name)
    def test_have_their_words(self, one):
        names = ["about"] if isinstance(one, experiments.Look) else ["about", "call", "ask"]

        assert all(WORDS.text("rehearse", f"{name}_{one.name}") for name in names)


class TestRehearse:
    def test_finds_what_is_assumed_where_it_is_true(self, day):
        found = rehearse(day, Admin(day.world))

        assert found == dataclasses.asdict(assumptions.AS_ASSUMED)

    @pytest.mark.parametrize("name", FIELDS)
    def test_finds_what_is_otherwise(self, day, name):
        day.ovh(**{name: OTHER[name]})

        found = rehearse(day, Admin(day.world))

        # Where nothing else depends on it, the rest is found too.
        assert found[name] == OTHER[name]
        usual = dataclasses.asdict(assumptions.AS_ASSUMED)
        assert {one: answer for one, answer in found.items() if one != name}.items() <= usual.items()

    def test_finds_that_a_mobile_has_no_voicemail(self, day):
        day.ovh(mobile_voicemail_after_s=None)

        assert rehearse(day, Admin(day.world))["mobile_voicemail_after_s"] is None

    def test_finds_everything_otherwise_at_once(self, day):
        # Without `scheduler_is_the_numbers`, whose calendar the rights of the key may not reach.
        day.ovh(**OTHER)

        assert rehearse(day, Admin(day.world)) == OTHER

    def test_needs_no_more_rights_than_a_line_that_is_run(self, day):
        services = terminal.place_of(chosen(day)).services.values()
        account = day.world.account
        (key,) = account.credentials.values()
        account.keep_credential(dataclasses.replace(key, rules=rights.rights_for(services)))

        assert rehearse(day, Admin(day.world)) == dataclasses.asdict(assumptions.AS_ASSUMED)

    def test_keeps_the_answers_for_the_settings(self, day):
        day.ovh(holidays_send_to_unavailable=False)

        rehearse(day, Admin(day.world))

        assert terminal.house_module.assumptions_of(chosen(day)) == dataclasses.replace(
            assumptions.AS_ASSUMED, holidays_send_to_unavailable=False
        )

    def test_says_what_it_changes(self, day):
        day.ovh(holidays_send_to_unavailable=False, schedulers_send_to_slots=False)
        admin = Admin(day.world)

        rehearse(day, admin)

        assert "not_armable_no_category" in admin.words
        assert sum(word == "otherwise" for word in admin.words) == 2

    def test_decides_nothing_where_the_control_answers_alike(self, day):
        admin = Admin(day.world)
        admin.answers["ask_control"] = "oui"

        found = rehearse(day, admin)

        assert "holidays_send_to_unavailable" not in found

    def test_leaves_what_needs_a_mobile_to_another_time(self, day):
        found = rehearse(day, Admin(day.world, phone="+33353010161"))

        assert set(FIELDS) - set(found) == {"ring_time_counts_from_dialling", "mobile_voicemail_after_s"}

    def test_asks_again_what_was_not_understood(self, day):
        typed = iter(["peut-être", "refaire", "non"])
        admin = Admin(day.world)
        admin.answers["ask_queue_starts_again_until_max_wait"] = lambda: next(typed)

        assert rehearse(day, admin)["queue_starts_again_until_max_wait"] is False


class TestPuttingBack:
    def busy(self, day: day_story.Story) -> None:
        """Have the number armed, described and closed, as a turn leaves it."""
        line = day.world.line
        line.time_settings.update(enable=True, unavailableType="voicemail", unavailableNumber=line.voicemail)
        now = day.world.clock.now().replace(microsecond=0)
        line.events["deskbot-lease"] = {
            "categories": "holidays",
            "dateStart": now.replace(hour=17),
            "dateEnd": now.replace(year=2025),
            "description": None,
            "title": "deskbot : fin du tour",
            "uid": "deskbot-lease",
        }
        for agent in line.agents.values():
            agent.update(number="0033639980101", status="available")

    def test_leaves_everything_as_it_was(self, day):
        self.busy(day)
        before = state_of(day.world.account)

        rehearse(day, Admin(day.world))

        assert state_of(day.world.account) == before

    def test_leaves_everything_as_it_was_where_a_put_clears_the_rest(self, day):
        self.busy(day)
        day.ovh(put_leaves_the_rest=False, scheduler_event_keeps_uid=False)
        before = state_of(day.world.account)

        rehearse(day, Admin(day.world))

        assert state_of(day.world.account) == before

    @pytest.mark.parametrize(
        "name", [one.name for one in experiments.ALL if isinstance(one, experiments.Call)]
    )
    def test_leaves_everything_as_it_was_on_ctrl_c(self, day, name):
        self.busy(day)
        before = state_of(day.world.account)
        admin = Admin(day.world)
        admin.answers[f"ask_{name}"] = KeyboardInterrupt()

        with pytest.raises(KeyboardInterrupt):
            rehearse(day, admin)

        assert state_of(day.world.account) == before
        assert not (day.folder / story.RECORD_NAME).exists()

    def test_is_put_back_by_the_next_run_when_ovh_went_down(self, day):
        self.busy(day)
        before = state_of(day.world.account)
        admin = Admin(day.world)

        def fall() -> str:
            day.ovh(down=True)
            return "oui"

        admin.answers["ask_closure_param_is_line_number"] = fall
        with pytest.raises(errors.LineUnavailable):
            rehearse(day, admin)
        day.ovh(down=False)
        assert state_of(day.world.account) != before

        rehearse(day, Admin(day.world))

        assert state_of(day.world.account) == before

    def test_goes_on_where_it_was_left(self, day):
        first = Admin(day.world)
        first.answers["ask_service_pair_rules"] = KeyboardInterrupt()
        with pytest.raises(KeyboardInterrupt):
            rehearse(day, first)
        second = Admin(day.world)

        found = rehearse(day, second)

        assert found == dataclasses.asdict(assumptions.AS_ASSUMED)
        assert "call_queue_starts_again_until_max_wait" not in second.words
        assert "call_service_pair_rules" in second.words


class TestRefusals:
    def test_does_nothing_while_the_desk_is_open(self, tmp_path):
        told = day_story.Story(tmp_path, start=day_story.at(1, 10))
        told.world.start()
        try:
            with pytest.raises(story.NotAgreed):
                rehearse_standard(told)
            assert told.world.account.writes == []
        finally:
            told.people.close()
            told.world.stop()

    def test_does_nothing_without_agreement(self, day):
        admin = Admin(day.world)
        admin.answers["agree"] = False

        with pytest.raises(story.NotAgreed):
            rehearse(day, admin)

        assert day.world.account.writes == []

    def test_rings_no_number_that_the_settings_refuse(self, day):
        admin = Admin(day.world)
        typed = iter(["+33899701234", "bonjour", "03 53 01 01 00", "+33639980190"])
        admin.answers["phone"] = lambda: next(typed)

        rehearse(day, admin)

        assert admin.words.count("bad_phone") == 3

    def test_does_not_start_while_deskbot_runs(self, day, capsys):
        known = chosen(day)
        handle = hold.hold(connect.file_of(known.database_url), wait_s=0)
        try:
            assert terminal.at_terminal(known) == 1
        finally:
            terminal.os.close(handle)

        assert "Arrêtez-le le temps de la répétition." in capsys.readouterr().out


def rehearse_standard(told: day_story.Story) -> None:
    known = told.settings
    api = api_module.OvhApi(terminal.adapters.account_of(known), calls_per_second=10_000)
    try:
        story.rehearse(terminal.place_of(known), api=api, console=Admin(told.world), now=told.world.clock.now)
    finally:
        api.close()


class TestAtTerminal:
    def test_goes_through_without_an_answer(self, day, monkeypatch):
        for name, value in day.environment.items():
            monkeypatch.setenv(name, value)
        before = state_of(day.world.account)
        given = ["doctor", "ovh", "--rehearse", "--config", str(day_story.CONFIG)]

        # The number, the agreement, the phone; then each question is passed over.
        done = typer.testing.CliRunner().invoke(cli.app, given, input="\no\n06 39 98 01 90\n" + "?\n" * 9)

        assert done.exit_code == 0, done.output
        assert "Il reste 14 suppositions à vérifier." in done.output
        assert (
            "le calendrier des fermetures est celui du numéro : oui, comme deskbot le suppose." in done.output
        )
        assert state_of(day.world.account) == before

    def test_says_that_it_stopped(self, day, monkeypatch):
        for name, value in day.environment.items():
            monkeypatch.setenv(name, value)
        given = ["doctor", "ovh", "--rehearse", "--config", str(day_story.CONFIG)]

        done = typer.testing.CliRunner().invoke(cli.app, given, input="\nn\n")

        assert (done.exit_code, day.world.account.writes) == (1, [])
        assert "Rien n'a été changé." in done.output


class TestRead:
    @pytest.mark.parametrize(
        ("typed", "question", "answer"),
        [
            ("Oui", questions.YesNo(), True),
            ("n", questions.YesNo(), False),
            ("o", questions.YesNo(yes=False), False),
            ("6", questions.Seconds(up_to_s=15), True),
            ("30 s", questions.Seconds(up_to_s=15), False),
            ("jamais", questions.SecondsOrNever(), None),
            ("22 secondes", questions.SecondsOrNever(), 22),
            ("0", questions.SecondsOrNever(), questions.Not.UNDERSTOOD),
            ("jamais", questions.Seconds(up_to_s=15), questions.Not.UNDERSTOOD),
            ("?", questions.YesNo(), questions.Not.DECIDED),
            ("", questions.Seconds(up_to_s=1), questions.Not.DECIDED),
            ("refaire", questions.YesNo(), questions.Not.YET),
            ("12", questions.YesNo(), questions.Not.UNDERSTOOD),
        ],
    )
    def test_understands(self, typed, question, answer):
        assert questions.read(typed, question=question) == answer
