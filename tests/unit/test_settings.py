"""The configuration, refused as a whole with every problem and its place."""

import copy
import pathlib
import tomllib

import pytest

from deskbot import settings

ROOT = pathlib.Path(__file__).parents[2]
SECRETS = (
    "0123456789abcdef-secret",
    "bot-token-secret",
    "command-token-secret",
    "application-secret",
    "consumer-key",
)
ENVIRONMENT = {
    "DESKBOT_SECRET": SECRETS[0],
    "DESKBOT_WEB__CALLBACK_URL": "http://127.0.0.1:8080",
    "DESKBOT_CHAT__URL": "http://127.0.0.1:8065",
    "DESKBOT_CHAT__BOT_TOKEN": SECRETS[1],
    "DESKBOT_CHAT__COMMAND_TOKEN": SECRETS[2],
    "DESKBOT_OVH__APPLICATION_KEY": "key",
    "DESKBOT_OVH__APPLICATION_SECRET": SECRETS[3],
    "DESKBOT_OVH__CONSUMER_KEY": SECRETS[4],
}
GOOD = {
    "secret": SECRETS[0],
    "web": {"callback_url": "http://127.0.0.1:8080"},
    "chat": {
        "url": "http://127.0.0.1:8065",
        "team": "coop",
        "bot_token": SECRETS[1],
        "command_token": SECRETS[2],
        "admins_channel": "admins",
        "cards_channel": "standard",
    },
    "ovh": {"application_key": "key", "application_secret": SECRETS[3], "consumer_key": SECRETS[4]},
    "members": {
        "lea": {"name": "Léa", "number": "06 39 98 01 01", "proved": True},
        "tom": {"name": "Tom"},
    },
    "admins": ["lea"],
    "desks": {
        "standard": {
            "title": "le standard",
            "channel": "standard",
            "billing_account": "b",
            "number": "03 53 01 01 00",
            "voicemail": "+33353010199",
            "second": "tom",
        }
    },
}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    import os

    for name in list(os.environ):
        if name.startswith("DESKBOT_"):
            monkeypatch.delenv(name)


def written(**changed: object) -> dict:
    """Return the good settings, with `a__b__c` of them changed; `...` takes one away."""
    found = copy.deepcopy(GOOD)
    for path, value in changed.items():
        *sections, last = path.split("__")
        inner = found
        for name in sections:
            inner = inner.setdefault(name, {})
        if value is ...:
            del inner[last]
        else:
            inner[last] = value
    return found


def problems(**changed: object) -> list[tuple[str, str, str]]:
    with pytest.raises(settings.BadSettings) as refused:
        settings.build(written(**changed))
    assert not any(secret in f"{refused.value} {refused.value.problems}" for secret in SECRETS)
    return [(one.where, one.kind, one.detail) for one in refused.value.problems]


class TestBuild:
    def test_takes_good_settings(self):
        chosen = settings.build(written())

        assert chosen.members["lea"].number == "+33639980101"
        assert chosen.desks["standard"].number == "+33353010100"
        assert chosen.zone == "Europe/Paris"

    def test_says_every_problem_at_once_with_its_place(self):
        found = problems(
            zone="Europe/Roubaix",
            secret="short",
            chat__bot_token=...,
            chat__colour="red",
            members__lea__number="trois",
            admins=["lea", "zoe", "max"],
            on_call={"members": ["zoe"]},
            desks__standard__second="ghost",
            desks__standard__fallback=["lea", "phantom"],
        )

        assert sorted(found) == [
            ("chat.bot_token", "missing", ""),
            ("chat.colour", "extra_forbidden", ""),
            ("members.lea.number", "not_a_number", ""),
            ("secret", "string_too_short", ""),
            ("zone", "no_such_zone", ""),
        ]

    def test_says_every_unknown_name_at_once_with_its_place(self):
        found = problems(
            zone="Europe/Roubaix",
            admins=["lea", "zoe", "max", "zoe"],
            on_call={"members": ["zoe", "tom"]},
            desks__standard__second="ghost",
            desks__standard__fallback=["lea", "phantom"],
        )

        assert sorted(found) == [
            ("admins", "not_a_member", "zoe, max"),
            ("desks", "not_a_member", "phantom, ghost"),
            ("on_call", "not_a_member", "zoe"),
            ("zone", "no_such_zone", ""),
        ]

    @pytest.mark.parametrize("number", ["trois", "12", "", "06 39 98 01", "0639980101 ou 0639980102"])
    def test_refuses_a_bad_number(self, number):
        assert problems(desks__standard__voicemail=number) == [
            ("desks.standard.voicemail", "not_a_number", "")
        ]

    def test_refuses_a_number_of_another_type(self):
        assert [kind for _, kind, _ in problems(members__lea__number=639980101)] == ["string_type"]

    @pytest.mark.parametrize(
        ("hours", "where", "kind"),
        [
            ({"spans": []}, "spans", "too_short"),
            ({"weekdays": []}, "weekdays", "too_short"),
            ({"weekdays": [7]}, "weekdays.0", "less_than_equal"),
            ({"spans": [{"start": "18:00", "end": "09:00"}]}, "spans.0", "bad_span"),
            ({"spans": [{"start": "09:00", "end": "09:00"}]}, "spans.0", "bad_span"),
            ({"spans": [{"start": "09:00Z", "end": "10:00"}]}, "spans.0", "bad_span"),
            (
                {"spans": [{"start": "09:00", "end": "13:00"}, {"start": "12:00", "end": "17:00"}]},
                "spans",
                "overlapping_spans",
            ),
            ({"closed": {"soon": "fermé"}}, "closed.soon.[key]", "date_from_datetime_parsing"),
            ({"by_weekday": {"7": []}}, "by_weekday.7.[key]", "less_than_equal"),
            ({"by_weekday": {"2": [{"start": "12:00", "end": "09:00"}]}}, "by_weekday.2.0", "bad_span"),
            (
                {
                    "by_weekday": {
                        "2": [{"start": "09:00", "end": "13:00"}, {"start": "13:00", "end": "17:00"}]
                    }
                },
                "by_weekday.2",
                "overlapping_spans",
            ),
            ({"closures": [{"first": "2024-08-23", "last": "2024-07-29"}]}, "closures.0", "reversed_dates"),
            ({"closures": [{"first": "2024-08-23"}]}, "closures.0.last", "missing"),
        ],
    )
    def test_refuses_hours_that_cannot_be(self, hours, where, kind):
        found = problems(desks__standard__hours=hours)

        assert [(place, said) for place, said, _ in found] == [(f"desks.standard.hours.{where}", kind)]

    def test_orders_the_spans_of_a_day(self):
        spans = [{"start": "14:00", "end": "17:00"}, {"start": "09:00", "end": "12:00"}]

        chosen = settings.build(written(desks__standard__hours={"spans": spans}))

        assert [span.start.hour for span in chosen.desks["standard"].hours.spans] == [9, 14]

    def test_gives_each_weekday_its_hours(self):
        wednesday = [{"start": "14:00", "end": "17:00"}, {"start": "09:00", "end": "12:00"}]
        saturday = [{"start": "10:00", "end": "12:00"}]

        written_hours = {"by_weekday": {"2": wednesday, "4": [], "5": saturday}}
        found = settings.build(written(desks__standard__hours=written_hours)).desks["standard"].hours

        starts = [[span.start.hour for span in found.spans_of(weekday)] for weekday in range(7)]
        assert starts == [[9], [9], [9, 14], [9], [], [10], []]

    def test_takes_a_closure_of_one_day_without_a_reason(self):
        closures = [{"first": "2024-08-23", "last": "2024-08-23", "if_taken": True}]

        chosen = settings.build(written(desks__standard__hours={"closures": closures}))

        (closure,) = chosen.desks["standard"].hours.closures
        assert (closure.first, closure.reason, closure.if_taken) == (closure.last, "", True)

    @pytest.mark.parametrize(
        ("takers", "expected"),
        [
            ({}, (True, [], [])),
            ({"everybody": True}, (True, [], [])),
            ({"channels": ["accompagnement"]}, (False, ["accompagnement"], [])),
            ({"members": ["@Lea"]}, (False, [], ["lea"])),
            (
                {"everybody": False, "channels": ["accompagnement"], "members": ["tom"]},
                (False, ["accompagnement"], ["tom"]),
            ),
        ],
    )
    def test_lets_everybody_take_turns_unless_some_are_named(self, takers, expected):
        found = settings.build(written(desks__standard__takers=takers)).desks["standard"].takers

        assert (found.everybody, found.channels, found.members) == expected

    @pytest.mark.parametrize(
        ("takers", "kind"),
        [
            ({"everybody": True, "channels": ["accompagnement"]}, "everybody_and_some"),
            ({"everybody": True, "members": ["lea"]}, "everybody_and_some"),
            ({"everybody": False}, "nobody_takes"),
        ],
    )
    def test_refuses_takers_that_contradict_each_other(self, takers, kind):
        assert problems(desks__standard__takers=takers) == [("desks.standard.takers", kind, "")]

    @pytest.mark.parametrize(
        ("duty", "where", "kind"),
        [
            ({"confirm_before_h": 0}, "confirm_before_h", "greater_than"),
            ({"confirm_before_h": 24}, "warn_before_h", "warned_too_soon"),
            ({"warn_before_h": [24, 0]}, "warn_before_h.1", "greater_than"),
            ({"warn_before_h": [1, 24]}, "warn_before_h", "not_nearer"),
            ({"warn_before_h": [24, 24]}, "warn_before_h", "not_nearer"),
            ({"warn_before_h": 24}, "warn_before_h", "list_type"),
            ({"gaps_ahead_days": [2, 7]}, "gaps_ahead_days", "not_nearer"),
            ({"gaps_ahead_days": [0.5]}, "gaps_ahead_days.0", "int_from_float"),
            ({"gaps_at": "10:00Z"}, "gaps_at", "zoned_time"),
            ({"week_post_at": "16h"}, "week_post_at", "time_parsing"),
            ({"week_post_weekday": 7}, "week_post_weekday", "less_than_equal"),
            ({"directory_s": 0}, "directory_s", "greater_than_equal"),
            ({"norm_h": [3, 2]}, "norm_h", "not_a_range"),
            ({"norm_h": [2]}, "norm_h", "not_a_range"),
            ({"norm_h": [0, 2]}, "norm_h.0", "greater_than"),
            ({"promised_days": 8}, "promised_days", "less_than_equal"),
            ({"promised_h": 25}, "promised_h", "less_than_equal"),
            ({"confidentiality_url": "wiki"}, "confidentiality_url", "not_an_address"),
        ],
    )
    def test_refuses_a_duty_that_cannot_be(self, duty, where, kind):
        assert problems(duty=duty) == [(f"duty.{where}", kind, "")]

    def test_takes_a_duty_that_warns_nobody(self):
        duty = settings.build(written(duty={"warn_before_h": [], "gaps_ahead_days": []})).duty

        assert (duty.warn_before_h, duty.gaps_ahead_days) == ([], [])

    @pytest.mark.parametrize(
        ("public_url", "expected"),
        [(None, "http://127.0.0.1:8080"), ("https://deskbot.example.org/", "https://deskbot.example.org")],
    )
    def test_gives_people_the_address_that_browsers_find(self, public_url, expected):
        assert settings.build(written(web__public_url=public_url)).web.address_for_people == expected

    @pytest.mark.parametrize(
        ("changed", "where"),
        [
            ({"members__lea__rings": 5}, "members.lea.rings"),
            ({"poll_s": 0}, "poll_s"),
            ({"desks__standard__longest_wait_s": 5}, "desks.standard.longest_wait_s"),
            ({"on_call__delay_s": 0}, "on_call.delay_s"),
            ({"web__port": 70_000}, "web.port"),
        ],
    )
    def test_refuses_amounts_out_of_range(self, changed, where):
        assert [place for place, _, _ in problems(**changed)] == [where]

    def test_wants_a_desk(self):
        assert problems(desks={}) == [("desks", "too_short", "")]

    def test_reads_names_as_people_write_them(self):
        chosen = settings.build(
            written(members__Zoe={"name": "Zoé"}, admins=["@Lea", "ZOE"], desks__standard__second="Tom")
        )

        assert "zoe" in chosen.members
        assert chosen.admins == ["lea", "zoe"]
        assert chosen.desks["standard"].second == "tom"

    def test_lets_the_environment_win(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_CHAT__TEAM", "other")
        monkeypatch.setenv("DESKBOT_POLL_S", "7")
        monkeypatch.setenv("DESKBOT_MEMBERS__TOM__NUMBER", "0639980102")

        chosen = settings.build(written())

        assert (chosen.chat.team, chosen.poll_s, chosen.chat.cards_channel) == ("other", 7, "standard")
        assert chosen.members["tom"].number == "+33639980102"

    def test_says_which_variable_cannot_be_read(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_CHAT", "{not json " + SECRETS[1])

        ((_, kind, detail),) = problems()

        assert kind == "environment"
        assert "chat" in detail

    def test_shows_no_secret(self):
        chosen = settings.build(written())

        assert not any(secret in f"{chosen!r} {chosen}" for secret in SECRETS)


class TestKinds:
    def test_are_all_that_can_be_said(self):
        assert len(set(settings.KINDS)) == len(settings.KINDS)


class TestLoad:
    def test_reads_the_demo_s_file_with_its_environment(self, monkeypatch):
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)

        chosen = settings.load(ROOT / "config" / "demo.toml")

        assert chosen.desks["standard"].fallback == ["bureau"]
        assert chosen.secret.get_secret_value() == SECRETS[0]
        assert "numéros de portable" in chosen.desks["standard"].instructions.lower()

    def test_says_what_the_demo_s_file_leaves_to_the_environment(self):
        with pytest.raises(settings.BadSettings) as refused:
            settings.load(ROOT / "config" / "demo.toml")

        assert {one.kind for one in refused.value.problems} == {"missing"}
        assert "secret" in {one.where for one in refused.value.problems}

    def test_says_that_there_is_no_file(self):
        with pytest.raises(settings.MissingFile) as refused:
            settings.load(ROOT / "config" / "nowhere.toml")

        assert refused.value.problems[0].kind == "no_such_file"

    def test_says_that_a_folder_is_no_file(self):
        with pytest.raises(settings.BadSettings) as refused:
            settings.load(ROOT / "config")

        assert refused.value.problems[0].kind == "not_readable"

    @pytest.mark.parametrize("content", [f'secret = "{SECRETS[0]}\n', "= 3", "a = 1\na = 2", "\xff"])
    def test_says_what_is_no_toml_without_quoting_it(self, tmp_path, content):
        path = tmp_path / "deskbot.toml"
        path.write_bytes(content.encode("latin-1"))

        with pytest.raises(settings.BadSettings) as refused:
            settings.load(path)

        (problem,) = refused.value.problems
        assert (problem.where, problem.kind) == (str(path), "not_toml")
        assert SECRETS[0] not in problem.detail

    def test_demo_s_file_is_toml(self):
        assert tomllib.loads((ROOT / "config" / "demo.toml").read_text(encoding="utf-8"))["desks"]
