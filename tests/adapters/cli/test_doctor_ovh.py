"""`deskbot doctor ovh` against an account in each state, and its settings in each."""

import dataclasses
import datetime as dt
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
import typer.testing

from deskbot import cli, doctor, settings, wording
from deskbot.bootstrap import adapters
from deskbot.desk import hours_told
from deskbot.doctor import ovh
from deskbot.line import arming, limits
from deskbot.outside.ovh import rights
from deskbot.sandbox.ovh import config as line_config
from deskbot.settings import rehearsed
from tests import story

GOOD, TO_KNOW = doctor.Verdict.GOOD, doctor.Verdict.TO_KNOW
REFUSED, WRONG_CONFIG = doctor.Verdict.REFUSED, doctor.Verdict.WRONG_CONFIG
REDIRECT = "+33353010120"
GREETING = "Le standard est ouvert du lundi au vendredi, de 9 h à 17 h 30."


@pytest.fixture
def day(tmp_path: pathlib.Path) -> Iterator[story.Story]:
    told = story.Story(
        tmp_path,
        more_numbers=[line_config.NumberConfig(public_number=REDIRECT, kind="redirect")],
        temporary_greeting_sound_id=1,
    )
    told.world.start()
    yield told
    told.people.close()
    told.world.stop()


def desk_of(day: story.Story) -> dict[str, Any]:
    desk: dict[str, Any] = day.written_with({})["desks"]["standard"]
    return desk


def chosen(day: story.Story, **desk: Any) -> settings.Settings:
    greeting = {"greeting": {"text": GREETING}}
    return settings.build(day.written_with({"desks": {"standard": {**desk_of(day), **greeting, **desk}}}))


def problems(day: story.Story, **desk: Any) -> dict[str, tuple[doctor.Verdict, str]]:
    """Return what is wrong or to be known, by its word, and its detail."""
    return {one.problem: (one.verdict, one.detail) for one in ovh.examine(chosen(day, **desk)) if one.problem}


def limit_rights(day: story.Story, rules: Any) -> None:
    account = day.world.account
    (key,) = account.credentials.values()
    account.keep_credential(dataclasses.replace(key, rules=tuple(rules)))


def mailbox(day: story.Story) -> dict[str, Any]:
    kept: dict[str, Any] = day.world.line.mailbox.settings
    return kept


class TestExamine:
    def test_finds_nothing_to_mend_on_a_line_that_is_set_up(self, day):
        found = problems(day)

        assert {word for word, (verdict, _) in found.items() if verdict not in (GOOD, TO_KNOW)} == set()

    def test_looks_at_the_telephone_that_calls_back(self, day):
        found = [
            one for one in ovh.examine(chosen(day, click_to_call_line=REDIRECT)) if one.part == "telephone"
        ]

        assert [(one.verdict, one.problem) for one in found] == [(WRONG_CONFIG, "other_kind")]

    def test_needs_the_right_to_call_back_only_with_a_telephone(self, day):
        limit_rights(day, rights_needed(day))

        assert "missing" not in problems(day)
        assert problems(day, click_to_call_line="+33353010199")["missing"][0] is REFUSED

    @pytest.mark.parametrize(
        ("sms", "found"),
        [
            ({"sender": "Standard"}, {"texts": (GOOD, ""), "sender": (GOOD, "")}),
            ({"sender": "Autre"}, {"texts": (GOOD, ""), "sender": (WRONG_CONFIG, "other_sender")}),
            (
                {"service": "sms-xx-1", "sender": "Standard"},
                {"texts": (WRONG_CONFIG, "no_sms_service"), "sender": (REFUSED, "not_allowed")},
            ),
        ],
    )
    def test_looks_at_what_sends_text_messages(self, day, sms, found):
        written = settings.build(day.written_with({"sms": {"service": "sms-de12345-1", **sms}}))

        seen = {one.part: (one.verdict, one.problem) for one in ovh.examine(written)}

        assert {part: seen[part] for part in found} == found

    @pytest.mark.parametrize(
        ("about", "problem"),
        [
            ({"credits_left": 3.0}, (TO_KNOW, "few_credits")),
            ({"is_enabled": False}, (WRONG_CONFIG, "sms_disabled")),
        ],
    )
    def test_looks_at_what_text_messages_are_left(self, day, about, problem):
        for name, value in about.items():
            setattr(day.world.account.outbox, name, value)
        sms = {"service": "sms-de12345-1", "sender": "Standard"}

        found = ovh.examine(settings.build(day.written_with({"sms": sms})))

        assert [(one.verdict, one.problem) for one in found if one.part == "texts"] == [problem]

    def test_finds_no_right_too_many_after_init(self, day):
        limit_rights(day, rights_needed(day))

        found = problems(day)

        assert "surplus" not in found
        assert "missing" not in found

    def test_names_the_rights_that_are_missing(self, day):
        needed = rights_needed(day)
        gone = ("PUT", "/telephony/deskbot-demo/easyHunting/0033353010100/hunting/agent/*")
        limit_rights(day, [one for one in needed if one != gone])

        assert problems(day)["missing"] == (REFUSED, " ".join(gone))

    def test_names_the_rights_that_are_too_many(self, day):
        limit_rights(day, [*rights_needed(day), ("POST", "/telephony/*")])

        assert problems(day)["surplus"] == (TO_KNOW, "POST /telephony/*")

    def test_says_when_the_key_expires(self, day):
        account = day.world.account
        (key,) = account.credentials.values()
        soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)  # noqa: TID251  credentials live in real time
        account.keep_credential(dataclasses.replace(key, expiration=soon))

        assert problems(day)["key_expires_soon"] == (WRONG_CONFIG, f"{soon:%d/%m/%Y}")

    def test_stops_at_a_key_that_is_not_valid(self, day):
        account = day.world.account
        (key,) = account.credentials.values()
        account.keep_credential(dataclasses.replace(key, status="refused"))

        found = problems(day)

        assert [verdict for verdict, _ in found.values()].count(REFUSED) == 1

    def test_finds_a_number_that_is_another_kind(self, day):
        found = problems(day, other_numbers=[{"number": REDIRECT, "kind": "line"}])

        assert found["other_kind"] == (WRONG_CONFIG, "03 53 01 01 20 : line ≠ redirect")

    def test_finds_a_number_that_the_account_has_not(self, day):
        found = problems(day, number="03 53 01 01 77")

        assert found["number_missing"] == (WRONG_CONFIG, "03 53 01 01 77 (deskbot-demo)")

    def test_names_the_rights_of_live_events_where_they_are_listened_to(self, day):
        limit_rights(day, rights_needed(day))

        found = {one.problem: one.detail for one in ovh.examine(listening(day))}

        token = "/telephony/deskbot-demo/eventToken"
        assert found["missing"] == f"GET {token}, POST {token}"
        assert found["not_allowed"] == "deskbot-demo"

    def test_takes_the_rights_of_live_events_for_none_too_many(self, day):
        limit_rights(day, rights_needed(day, live_events=True))

        assert "surplus" not in problems(day)

    def test_says_what_a_redirect_cannot_do(self, day):
        found = problems(day, other_numbers=[{"number": REDIRECT, "kind": "redirect"}])

        assert found["not_armable_kind"] == (TO_KNOW, "03 53 01 01 20")
        assert {word for word in found if word.startswith("limit_")} == {
            "limit_second_not_rung",
            "limit_own_voicemail_answers",
            "limit_rings_not_counted",
            "limit_callers_not_refused",
            "limit_waiting_not_seen",
        }

    def test_counts_the_agents(self, day):
        found = problems(day, fallback=["bureau", "tom", "simon"])

        assert found["few_agents"] == (WRONG_CONFIG, "03 53 01 01 00 : 2 < 3")

    def test_finds_no_calendar(self, day):
        day.ovh(scheduler_is_the_numbers=False)

        assert problems(day)["no_calendar"][0] is WRONG_CONFIG

    def test_looks_at_the_voicemail(self, day):
        mailbox(day).update(
            doNotRecord=True,
            keepMessage=False,
            redirectionEmails=[{"email": "a@example.org", "type": "simple"}],
        )

        found = problems(day)

        assert found["not_recording"] == (WRONG_CONFIG, "03 53 01 01 99")
        assert found["not_kept"][0] is WRONG_CONFIG
        assert "no_email" not in found

    def test_knows_that_a_mailbox_can_tell_of_messages_too(self, day, monkeypatch):
        mailbox(day).update(
            keepMessage=False, redirectionEmails=[{"email": "a@example.org", "type": "attachment"}]
        )
        for name in ("host", "user", "password"):
            monkeypatch.setenv(f"DESKBOT_MAILBOX__{name.upper()}", "imap.example.org")

        found = problems(day)

        assert found["kept_by_mail"][0] is TO_KNOW
        assert "not_kept" not in found

    def test_says_that_no_temporary_greeting_is_recorded(self, day):
        mailbox(day).update(temporaryGreetingSoundId=None)
        day.world.line.mailbox.greetings.clear()

        assert problems(day)["no_temporary"][0] is TO_KNOW

    def test_says_what_was_never_rehearsed(self, day):
        rehearsed.write(chosen(day).state_folder, {"put_leaves_the_rest": True})

        listed = problems(day)["never_rehearsed"][1]
        assert "scheduler_is_the_numbers" in listed
        assert "put_leaves_the_rest" not in listed

    def test_compares_the_hours_of_the_greeting(self, day):
        found = problems(day, greeting={"text": "Ouvert du lundi au vendredi de 9h à 18h."})

        days = "lundi, mardi, mercredi, jeudi, vendredi"
        said = f"le standard : {days} : 9 h-18 h, et 9 h-17 h 30 dans les réglages"
        assert found["greeting_differs"] == (WRONG_CONFIG, said)

    def test_compares_the_hours_of_the_wiki(self, day, tmp_path):
        (tmp_path / "standard.md").write_text("# Le standard\n\nOuvert 6 jours sur 7.", encoding="utf-8")
        (tmp_path / "autre.md").write_text("# La salle\n\nOuverte de 8h à 22h.", encoding="utf-8")
        found = [
            one
            for one in ovh.examine(chosen(day).model_copy(update={"rules": tmp_path}))
            if one.problem == "page_differs"
        ]

        assert [one.detail.partition(" : ")[0] for one in found] == ["standard"]

    def test_reads_the_hours_of_the_sample_pages(self, day):
        assert problems(day)["page_agrees"] == (GOOD, "Standard téléphonique")


class TestDoctorOvh:
    @pytest.fixture(autouse=True)
    def _environment(self, day: story.Story, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in day.environment.items():
            monkeypatch.setenv(name, value)

    def doctor(self) -> Any:
        return typer.testing.CliRunner().invoke(cli.app, ["doctor", "ovh", "--config", str(story.CONFIG)])

    def test_ends_with_0_when_nothing_is_to_mend(self):
        done = self.doctor()

        assert (done.exit_code, done.stderr) == (0, "")
        assert "bon · numéro · 03 53 01 01 00 (easyHunting)" in done.stdout
        assert done.stdout.splitlines()[-1] == "Rien n'empêche de compter sur cette ligne."

    def test_says_how_to_mend_and_ends_with_1(self, day):
        mailbox(day).update(doNotRecord=True)

        done = self.doctor()

        assert done.exit_code == 1
        assert "    → Dans l'espace client d'OVH, répondeur de cette ligne : activez" in done.stdout

    def test_goes_on_while_ovh_is_down(self, day):
        day.ovh(down=True)

        done = self.doctor()

        day.ovh(down=False)
        assert done.exit_code == 1
        assert "OVH ne répond pas" in done.stdout


class TestWords:
    @pytest.mark.parametrize(
        "problem",
        [
            *(f"not_armable_{one.value}" for one in arming.NotArmable),
            *(f"limit_{one.value}" for one in limits.Limit if one is not limits.Limit.NOT_ARMABLE),
            *(f"greeting_{one.value}" for one in hours_told.Verdict),
        ],
    )
    def test_tell_each_problem_and_how_to_mend_it(self, problem):
        words = wording.Wording()

        assert words.text("doctor_ovh", problem)
        words.text("doctor_ovh", f"mend_{problem}")


class TestLiveEvents:
    def test_are_not_looked_at_where_nobody_listens(self, day):
        assert not [one for one in ovh.examine(chosen(day)) if one.part == "live"]

    def test_can_be_heard(self, day):
        found = [one for one in ovh.examine(listening(day)) if one.part == "live"]

        assert found == [doctor.Finding(part="live", detail="deskbot-demo")]

    def test_cannot_be_heard_while_their_host_is_down(self, day):
        day.ovh(events_down=True)

        (found,) = [one for one in ovh.examine(listening(day)) if one.part == "live"]

        assert (found.verdict, found.problem) == (doctor.Verdict.NOT_READY, "unreachable")

    def test_are_told_in_the_report(self, day):
        assert "événements en direct · deskbot-demo" in ovh.report(listening(day)).text


def listening(day: story.Story) -> settings.Settings:
    return settings.build(day.written_with({"ovh": {"live_events": True}}))


def rights_needed(day: story.Story, *, live_events: bool = False) -> rights.Rules:
    (services,) = adapters.services_of(chosen(day)).values()
    return rights.rights_for(services.values(), live_events=live_events)
