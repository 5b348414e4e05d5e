"""`deskbot doctor` against a sandbox in each state, and its settings in each."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
import typer.testing

from deskbot import bootstrap, cli, doctor, settings
from deskbot.outside.database import migrate
from tests import story

GOOD, NOT_READY = doctor.Verdict.GOOD, doctor.Verdict.NOT_READY
REFUSED, WRONG_CONFIG = doctor.Verdict.REFUSED, doctor.Verdict.WRONG_CONFIG
NOBODY_LISTENS = "postgresql://deskbot:the-password@127.0.0.1:9/deskbot"

Seen = tuple[doctor.Verdict, str]


def chosen(day: story.Story, **changes: Any) -> settings.Settings:
    return settings.build(day.written_with(changes))


def seen(day: story.Story, **changes: Any) -> dict[str, Seen]:
    """Return what doctor says of each part, by its name, and its detail where there are several."""
    return {
        f"{one.part} {one.detail}" if one.part == "chat" else one.part: (one.verdict, one.problem)
        for one in doctor.examine(chosen(day, **changes))
    }


def bad_parts(found: dict[str, Seen]) -> dict[str, Seen]:
    # No speech model here, which is no fault.
    return {part: what for part, what in found.items() if what[0] is not GOOD and part != "speech"}


@contextlib.contextmanager
def ovh_down(day: story.Story) -> Iterator[None]:
    day.ovh(down=True)
    try:
        yield
    finally:
        day.ovh(down=False)


@contextlib.contextmanager
def chat_down(day: story.Story) -> Iterator[None]:
    day.chat(down=True)
    try:
        yield
    finally:
        day.chat(down=False)


@contextlib.contextmanager
def bot_out_of(day: story.Story, channel: str) -> Iterator[None]:
    chat = day.world.chat
    members = chat.channel_named(channel).members
    bot = chat.user_named("deskbot").id
    members.discard(bot)
    try:
        yield
    finally:
        members.add(bot)


def desk_of(day: story.Story) -> dict[str, Any]:
    desk: dict[str, Any] = day.written_with({})["desks"]["standard"]
    return desk


class TestExamine:
    def test_finds_all_good(self, day):
        found = seen(day)

        assert bad_parts(found) == {}
        assert list(found) == [
            *("settings", "database", "engine", "line", "records"),
            *("chat ~admins", "chat ~standard", "rules", "speech"),
        ]

    def test_counts_what_the_directory_holds_and_names_its_bad_lines(self, day, tmp_path):
        book = tmp_path / "annuaire.csv"
        book.write_text("nom;tel\nMarie;06 39 98 02 01 / 03 53 01 01 20\nPaul;12\n", encoding="utf-8")

        found = [
            one for one in doctor.examine(chosen(day, directory={"file": book})) if one.part == "directory"
        ]

        assert [(one.verdict, one.problem, one.detail) for one in found] == [
            (GOOD, "", "1 fiches, 2 numéros"),
            (doctor.Verdict.TO_KNOW, "bad_lines", "1 (3)"),
        ]

    @pytest.mark.parametrize(("written", "problem"), [(None, "no_directory"), ("rien", "no_columns")])
    def test_finds_a_directory_that_is_none(self, day, tmp_path, written, problem):
        book = tmp_path / "annuaire.csv"
        if written is not None:
            book.write_text(written, encoding="utf-8")

        assert seen(day, directory={"file": book})["directory"] == (WRONG_CONFIG, problem)

    def test_says_that_there_is_no_model_and_that_it_may_be_so(self, day, tmp_path):
        (found,) = [
            one for one in doctor.examine(chosen(day, speech={"folder": tmp_path})) if one.part == "speech"
        ]

        assert found.verdict is NOT_READY
        assert found.optional

    def test_finds_a_wrong_secret_of_ovh_refused(self, day):
        found = seen(day, ovh={"application_secret": "not the secret"})

        assert bad_parts(found) == {
            "line": (REFUSED, "not_allowed"),
            "records": (REFUSED, "not_allowed"),
        }

    def test_finds_a_wrong_token_of_the_chat_refused(self, day):
        found = seen(day, chat={"bot_token": "not the token"})

        assert bad_parts(found) == {
            "chat ~admins": (REFUSED, "not_allowed"),
            "chat ~standard": (REFUSED, "not_allowed"),
        }

    def test_finds_ovh_not_ready_while_it_is_down(self, day):
        with ovh_down(day):
            found = seen(day)

        assert bad_parts(found) == {
            "line": (NOT_READY, "unreachable"),
            "records": (NOT_READY, "unreachable"),
        }

    def test_finds_the_chat_not_ready_while_it_is_down(self, day):
        with chat_down(day):
            found = seen(day)

        assert bad_parts(found) == {
            "chat ~admins": (NOT_READY, "unreachable"),
            "chat ~standard": (NOT_READY, "unreachable"),
        }

    def test_looks_at_everything_even_if_all_is_down(self, day):
        with ovh_down(day), chat_down(day):
            found = seen(day, database_url=NOBODY_LISTENS)

        assert {part for part, what in found.items() if what[0] is NOT_READY} >= {
            *("database", "engine", "line", "records", "chat ~admins", "chat ~standard")
        }

    def test_finds_a_channel_refused_that_the_bot_is_not_in(self, day):
        with bot_out_of(day, "admins"):
            found = seen(day)

        assert bad_parts(found) == {"chat ~admins": (REFUSED, "not_allowed")}

    def test_finds_a_channel_refused_that_does_not_exist(self, day):
        found = seen(day, chat={"cards_channel": "nowhere"})

        assert bad_parts(found) == {"chat ~nowhere": (REFUSED, "not_allowed")}

    def test_finds_fewer_agents_than_the_fallback_needs(self, day):
        found = seen(day, desks={"standard": {**desk_of(day), "fallback": ["bureau", "tom", "simon"]}})

        assert bad_parts(found) == {"line": (WRONG_CONFIG, "no_agents")}

    def test_finds_a_queue_that_does_not_exist_refused(self, day):
        found = seen(day, desks={"standard": {**desk_of(day), "number": "03 53 01 01 77"}})

        assert found["line"] == (REFUSED, "not_allowed")


class TestExamineRules:
    def test_names_a_broken_page_in_words(self, day, tmp_path):
        (tmp_path / "bonne.md").write_text("Une page.", encoding="utf-8")
        (tmp_path / "casse.md").write_text("---\ntitle: [\n---\nUne page.", encoding="utf-8")

        (found,) = [one for one in doctor.examine(chosen(day, rules=tmp_path)) if one.part == "rules"]

        assert (found.verdict, found.problem) == (WRONG_CONFIG, "broken_pages")
        assert found.detail == "casse.md (l'en-tête YAML est mal formé)"

    @pytest.mark.parametrize("name", ["", "nowhere"], ids=["empty", "missing"])
    def test_finds_a_folder_without_pages_wrong(self, day, tmp_path, name):
        assert bad_parts(seen(day, rules=tmp_path / name)) == {"rules": (WRONG_CONFIG, "no_pages")}


class TestExamineDatabase:
    def test_says_that_it_is_to_be_made_and_makes_no_file(self, day, tmp_path):
        file = tmp_path / "not yet" / "deskbot.sqlite3"

        found = seen(day, database_url=f"sqlite:///{file}")

        assert found["database"] == (GOOD, "to_be_made")
        assert found["engine"] == (GOOD, "")
        assert list(tmp_path.iterdir()) == []

    def test_says_that_it_is_to_be_upgraded_and_does_not(self, day, database, tmp_path):
        (tmp_path / "deskbot.sqlite3").touch()

        assert seen(day, database_url=database)["database"] == (GOOD, "to_be_upgraded")
        assert seen(day, database_url=database)["database"] == (GOOD, "to_be_upgraded")

    def test_finds_one_that_is_up_to_date_good(self, day, database):
        opened = bootstrap.open_store(chosen(day, database_url=database))
        assert migrate.is_current(opened.reader)
        opened.close()

        assert seen(day, database_url=database)["database"] == (GOOD, "")

    def test_finds_a_file_that_is_no_database_not_ready(self, day, database, tmp_path):
        (tmp_path / "deskbot.sqlite3").write_text("a letter\n" * 200, encoding="utf-8")

        found = seen(day, database_url=database)

        assert bad_parts(found) == {
            "database": (NOT_READY, "unreachable"),
            "engine": (NOT_READY, "unreachable"),
        }

    def test_finds_an_address_where_nobody_listens_not_ready(self, day, capfd):
        found = seen(day, database_url=NOBODY_LISTENS)

        assert bad_parts(found) == {
            "database": (NOT_READY, "unreachable"),
            "engine": (NOT_READY, "unreachable"),
        }
        said = "".join(capfd.readouterr())
        assert "Traceback" not in said
        assert "the-password" not in said


class TestDoctor:
    @pytest.fixture(autouse=True)
    def _environment(self, day: story.Story, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in day.environment.items():
            monkeypatch.setenv(name, value)

    def doctor(self, *arguments: str) -> Any:
        given = arguments or ("--config", str(story.CONFIG))
        return typer.testing.CliRunner().invoke(cli.app, ["doctor", *given])

    def test_ends_with_0_when_all_is_good(self):
        done = self.doctor()

        assert done.exit_code == 0
        assert "bon · ligne OVH · standard" in done.stdout
        assert "bon · Mattermost · ~admins" in done.stdout
        assert done.stdout.splitlines()[-1] == "Tout est en ordre."

    def test_ends_with_1_when_there_is_something_to_mend(self, day):
        with bot_out_of(day, "admins"):
            done = self.doctor()

        assert done.exit_code == 1
        said = "refusé (droits à corriger) · Mattermost · dit non : clé, droits ou nom à vérifier · ~admins"
        assert said in done.stdout
        assert done.stdout.splitlines()[-1] == "À corriger avant de compter dessus."

    def test_shows_no_traceback_and_no_password_of_a_database_that_does_not_answer(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_DATABASE_URL", NOBODY_LISTENS)

        done = self.doctor()

        assert done.exit_code == 1
        assert "pas prêt (à réessayer) · base de données · ne répond pas" in done.stdout
        assert done.stderr == ""
        assert "the-password" not in done.stdout

    def test_lists_all_bad_settings_at_once_and_ends_with_2(self, tmp_path, monkeypatch):
        monkeypatch.delenv("DESKBOT_CHAT__BOT_TOKEN")
        text = story.CONFIG.read_text(encoding="utf-8")
        text = text.replace('"06 39 98 01 01"', '"bonjour"').replace("poll_s = 5", 'poll_s = "vite"')
        text = text.replace('fallback = ["bureau"]', 'fallback = ["quelqu-un"]')
        config = tmp_path / "deskbot.toml"
        config.write_text(text, encoding="utf-8")

        done = self.doctor("--config", str(config))

        assert (done.exit_code, done.stdout) == (2, "")
        assert set(done.stderr.splitlines()) >= {
            "members.lea.number : ce n'est pas un numéro de téléphone",
            "poll_s : il faut un nombre",
            "chat.bot_token : ce réglage manque",
        }

    def test_names_who_is_not_a_member(self, tmp_path):
        text = story.CONFIG.read_text(encoding="utf-8").replace('["bureau"]', '["quelqu-un"]')
        config = tmp_path / "deskbot.toml"
        config.write_text(text, encoding="utf-8")

        done = self.doctor("--config", str(config))

        assert done.exit_code == 2
        assert done.stderr == "desks : ces noms ne sont pas des membres : quelqu-un\n"

    def test_says_that_there_is_no_such_file(self, tmp_path):
        done = self.doctor("--config", str(tmp_path / "nowhere.toml"))

        assert done.exit_code == 2
        assert done.stderr == f"{tmp_path / 'nowhere.toml'} : ce fichier n'existe pas\n"
