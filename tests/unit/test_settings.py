"""The configuration, refused as a whole with every problem and its place."""

import dataclasses
import pathlib
import tomllib
import types

import pytest

from deskbot import settings
from deskbot.desk import public_number
from deskbot.line import assumptions
from deskbot.people import phone
from tests.unit import good_settings

ROOT = pathlib.Path(__file__).parents[2]
ENVIRONMENT = {
    "DESKBOT_SECRET": good_settings.SECRETS[0],
    "DESKBOT_WEB__CALLBACK_URL": "http://127.0.0.1:8080",
    "DESKBOT_CHAT__URL": "http://127.0.0.1:8065",
    "DESKBOT_CHAT__BOT_TOKEN": good_settings.SECRETS[1],
    "DESKBOT_CHAT__COMMAND_TOKEN": good_settings.SECRETS[2],
    "DESKBOT_OVH__APPLICATION_KEY": "key",
    "DESKBOT_OVH__APPLICATION_SECRET": good_settings.SECRETS[3],
    "DESKBOT_OVH__CONSUMER_KEY": good_settings.SECRETS[4],
}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    import os

    for name in list(os.environ):
        if name.startswith("DESKBOT_"):
            monkeypatch.delenv(name)


def problems(**changed: object) -> list[tuple[str, str, str]]:
    with pytest.raises(settings.BadSettings) as refused:
        settings.build(good_settings.written(**changed))
    assert not any(secret in f"{refused.value} {refused.value.problems}" for secret in good_settings.SECRETS)
    return [(one.where, one.kind, one.detail) for one in refused.value.problems]


class TestBuild:
    def test_takes_good_settings(self):
        chosen = settings.build(good_settings.written())

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

        chosen = settings.build(good_settings.written(desks__standard__hours={"spans": spans}))

        assert [span.start.hour for span in chosen.desks["standard"].hours.spans] == [9, 14]

    def test_gives_each_weekday_its_hours(self):
        wednesday = [{"start": "14:00", "end": "17:00"}, {"start": "09:00", "end": "12:00"}]
        saturday = [{"start": "10:00", "end": "12:00"}]

        written_hours = {"by_weekday": {"2": wednesday, "4": [], "5": saturday}}
        found = (
            settings.build(good_settings.written(desks__standard__hours=written_hours))
            .desks["standard"]
            .hours
        )

        starts = [[span.start.hour for span in found.spans_of(weekday)] for weekday in range(7)]
        assert starts == [[9], [9], [9, 14], [9], [], [10], []]

    def test_takes_a_closure_of_one_day_without_a_reason(self):
        closures = [{"first": "2024-08-23", "last": "2024-08-23", "if_taken": True}]

        chosen = settings.build(good_settings.written(desks__standard__hours={"closures": closures}))

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
        found = settings.build(good_settings.written(desks__standard__takers=takers)).desks["standard"].takers

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

    @pytest.mark.parametrize(
        ("retention", "where", "kind"),
        [
            ({"recordings_days": 0}, ".recordings_days", "greater_than_equal"),
            ({"recordings_days": 181}, "", "sound_without_card"),
            ({"seen_days": 61}, "", "source_without_name"),
            ({"messages_days": 59}, ".messages_days", "greater_than_equal"),
            ({"cards_days": 1.5}, ".cards_days", "int_from_float"),
            ({"purge_at": "3h"}, ".purge_at", "time_parsing"),
            ({"forever": True}, ".forever", "extra_forbidden"),
        ],
    )
    def test_refuses_to_keep_what_makes_no_sense(self, retention, where, kind):
        assert problems(retention=retention) == [(f"retention{where}", kind, "")]

    def test_takes_a_duty_that_warns_nobody(self):
        duty = settings.build(good_settings.written(duty={"warn_before_h": [], "gaps_ahead_days": []})).duty

        assert (duty.warn_before_h, duty.gaps_ahead_days) == ([], [])

    @pytest.mark.parametrize(
        ("public_url", "expected"),
        [(None, "http://127.0.0.1:8080"), ("https://deskbot.example.org/", "https://deskbot.example.org")],
    )
    def test_gives_people_the_address_that_browsers_find(self, public_url, expected):
        assert (
            settings.build(good_settings.written(web__public_url=public_url)).web.address_for_people
            == expected
        )

    @pytest.mark.parametrize(
        ("changed", "where"),
        [
            ({"members__lea__rings": 5}, "members.lea.rings"),
            ({"poll_s": 0}, "poll_s"),
            ({"desks__standard__longest_wait_s": 5}, "desks.standard.longest_wait_s"),
            ({"on_call__delay_s": 0}, "on_call.delay_s"),
            ({"desks__standard__most_waiting": 0}, "desks.standard.most_waiting"),
            ({"desks__standard__most_waiting": 101}, "desks.standard.most_waiting"),
            ({"ovh__calls_per_second": 0}, "ovh.calls_per_second"),
            ({"ovh__calls_per_second": float("inf")}, "ovh.calls_per_second"),
            ({"ovh__assumptions__mobile_voicemail_after_s": 0}, "ovh.assumptions.mobile_voicemail_after_s"),
            ({"tolls__changes_a_day": 0}, "tolls.changes_a_day"),
            ({"web__port": 70_000}, "web.port"),
        ],
    )
    def test_refuses_amounts_out_of_range(self, changed, where):
        assert [place for place, _, _ in problems(**changed)] == [where]

    def test_shows_nobody_s_number(self):
        chosen = settings.build(good_settings.written(desks__standard__blocked=["06 39 98 02 01"]))

        assert "63998" not in f"{chosen!r} {chosen}"

    def test_wants_a_desk(self):
        assert problems(desks={}) == [("desks", "too_short", "")]

    def test_reads_names_as_people_write_them(self):
        chosen = settings.build(
            good_settings.written(
                members__Zoe={"name": "Zoé"}, admins=["@Lea", "ZOE"], desks__standard__second="Tom"
            )
        )

        assert "zoe" in chosen.members
        assert chosen.admins == ["lea", "zoe"]
        assert chosen.desks["standard"].second == "tom"

    def test_lets_the_environment_win(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_CHAT__TEAM", "other")
        monkeypatch.setenv("DESKBOT_POLL_S", "7")
        monkeypatch.setenv("DESKBOT_MEMBERS__TOM__NUMBER", "0639980102")

        chosen = settings.build(good_settings.written())

        assert (chosen.chat.team, chosen.poll_s, chosen.chat.cards_channel) == ("other", 7, "standard")
        assert chosen.members["tom"].number == "+33639980102"

    def test_says_which_variable_cannot_be_read(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_CHAT", "{not json " + good_settings.SECRETS[1])

        ((_, kind, detail),) = problems()

        assert kind == "environment"
        assert "chat" in detail

    def test_shows_no_secret(self):
        chosen = settings.build(good_settings.written())

        assert not any(secret in f"{chosen!r} {chosen}" for secret in good_settings.SECRETS)


class TestNumbersOfADesk:
    """Several numbers for one desk, each of one desk only, and a voicemail that is none of them."""

    OTHERS = (
        {"number": "03 53 01 01 20", "kind": "line"},
        {"number": "03 53 01 01 21", "kind": "redirect", "billing_account": "c"},
    )

    def test_are_a_queue_unless_told_otherwise(self):
        desk = settings.build(good_settings.written()).desks["standard"]

        assert desk.kind is public_number.Kind.EASY_HUNTING
        assert [(one.number, one.kind, one.billing_account) for one in desk.numbers] == [
            ("+33353010100", public_number.Kind.EASY_HUNTING, "b")
        ]

    def test_are_several_each_with_its_kind_and_account(self):
        changed = good_settings.written(
            desks__standard__kind="line", desks__standard__other_numbers=list(self.OTHERS)
        )

        desk = settings.build(changed).desks["standard"]

        assert [(one.number, one.kind.value, one.billing_account) for one in desk.numbers] == [
            ("+33353010100", "line", "b"),
            ("+33353010120", "line", "b"),
            ("+33353010121", "redirect", "c"),
        ]

    def test_are_of_a_kind_that_exists(self):
        kinds = "easyHunting, line, redirect"

        found = problems(
            desks__standard__kind="queue",
            desks__standard__other_numbers=[{"number": "0353010120", "kind": 3}],
        )

        assert found == [
            ("desks.standard.kind", "not_one_of", kinds),
            ("desks.standard.other_numbers.0.kind", "not_one_of", kinds),
        ]

    def test_are_of_one_desk_only(self):
        front = {**good_settings.GOOD["desks"]["standard"], "number": "+33353010121"}
        back = {**good_settings.GOOD["desks"]["standard"], "other_numbers": list(self.OTHERS)}

        assert problems(desks={"standard": back, "front": front, "third": front}) == [
            ("desks.front.number", "number_twice", "standard"),
            ("desks.third.number", "number_twice", "standard"),
        ]

    def test_are_written_once(self):
        again = [{"number": "0353010120"}, {"number": "03 53 01 01 00"}]

        assert problems(desks__standard__other_numbers=again) == [
            ("desks.standard.other_numbers.1.number", "number_twice", "standard")
        ]

    def test_may_have_the_voicemail_of_another_desk(self):
        front = {**good_settings.GOOD["desks"]["standard"], "number": "+33353010121"}

        chosen = settings.build(good_settings.written(desks__front=front))

        assert len({desk.voicemail for desk in chosen.desks.values()}) == 1

    @pytest.mark.parametrize("kind", ["easyHunting", "redirect"])
    def test_are_no_voicemail(self, kind):
        changed = {"desks__standard__kind": kind, "desks__standard__voicemail": "03 53 01 01 00"}

        assert problems(**changed) == [("desks.standard.voicemail", "voicemail_is_public", "")]

    @pytest.mark.parametrize("kind", ["easyHunting", "redirect"])
    def test_have_no_telephone(self, kind):
        changed = {"desks__standard__kind": kind, "desks__standard__click_to_call_line": "03 53 01 01 00"}

        assert problems(**changed) == [("desks.standard.click_to_call_line", "not_a_telephone", "")]

    def test_are_no_voicemail_of_another_desk_either(self):
        front = {**good_settings.GOOD["desks"]["standard"], "number": "0353010121", "voicemail": "0353010100"}

        assert problems(desks__front=front) == [("desks.front.voicemail", "voicemail_is_public", "")]

    def test_have_a_voicemail_of_their_own_on_a_line(self):
        changed = good_settings.written(
            desks__standard__kind="line", desks__standard__voicemail="03 53 01 01 00"
        )

        assert settings.build(changed).desks["standard"].voicemail == "+33353010100"

    def test_refuse_any_caller(self):
        blocked = ["08 99 70 12 34", "+41 79 123 45 67", "06 39 98 02 01"]

        chosen = settings.build(good_settings.written(desks__standard__blocked=blocked))

        assert chosen.desks["standard"].blocked == ["+33899701234", "+41791234567", "+33639980201"]
        assert problems(desks__standard__blocked=["0899701234", "spam"]) == [
            ("desks.standard.blocked.1", "not_a_number", "")
        ]

    def test_say_all_that_is_confused_at_once(self):
        found = problems(
            desks__standard__voicemail="03 53 01 01 00",
            desks__standard__second="ghost",
            desks__standard__other_numbers=[{"number": "0353010100"}],
        )

        assert sorted(found) == [
            ("desks", "not_a_member", "ghost"),
            ("desks.standard.other_numbers.0.number", "number_twice", "standard"),
            ("desks.standard.voicemail", "voicemail_is_public", ""),
        ]


class TestProfiles:
    """Named ways of answering."""

    def test_ring_members_or_nobody(self):
        profiles = {
            "dejeuner": {"title": "midi", "rings": ["@Tom", "lea"]},
            "reunion-2": {"title": "réunion"},
        }

        found = (
            settings.build(good_settings.written(desks__standard__profiles=profiles))
            .desks["standard"]
            .profiles
        )

        assert found["dejeuner"].rings == ["tom", "lea"]
        assert found["reunion-2"].rings == []

    def test_ring_no_stranger(self):
        profiles = {"dejeuner": {"title": "midi", "rings": ["zoe", "tom"]}}

        assert problems(desks__standard__profiles=profiles) == [("desks", "not_a_member", "zoe")]

    @pytest.mark.parametrize(
        "name", ["Midi", "déjeuner", "pause midi", "midi_1", "-midi", "midi-", "a--b", ""]
    )
    def test_have_a_name_that_can_be_typed(self, name):
        assert problems(desks__standard__profiles={name: {"title": "midi"}}) == [
            (f"desks.standard.profiles.{name}.[key]", "bad_name", "")
        ]

    @pytest.mark.parametrize("name", ["fin", "normal"])
    def test_have_no_name_that_ends_them(self, name):
        assert problems(desks__standard__profiles={name: {"title": "midi"}}) == [
            (f"desks.standard.profiles.{name}.[key]", "reserved_name", "")
        ]

    def test_have_a_title(self):
        assert problems(desks__standard__profiles={"midi": {"rings": []}}) == [
            ("desks.standard.profiles.midi.title", "missing", "")
        ]


class TestGreeting:
    """What the recorded greetings say."""

    def test_is_what_was_written_if_anything_was(self):
        greeting = {"text": "Ouvert de 9 h à 17 h.", "temporary_text": "Fermé."}

        assert settings.build(good_settings.written()).desks["standard"].greeting == settings.Greeting()
        chosen = settings.build(good_settings.written(desks__standard__greeting=greeting))
        assert chosen.desks["standard"].greeting.temporary_text == "Fermé."


class TestTolls:
    """Where calls may be sent."""

    def test_are_french_landlines_and_mobiles_unless_told_otherwise(self):
        tolls = settings.build(good_settings.written()).tolls

        assert tolls.allowed == phone.FRENCH
        assert tolls.changes_a_day == 50

    @pytest.mark.parametrize(
        "number", ["08 99 70 12 34", "0800 10 10 10", "+41 79 123 45 67", "+881 612 345 678", "0692 12 34 56"]
    )
    def test_refuse_a_member_s_number(self, number):
        assert problems(members__lea__number=number) == [("members.lea.number", "not_allowed", "")]

    def test_take_a_swiss_mobile_where_switzerland_is_allowed(self):
        changed = {"tolls__countries": ["fr", "CH"], "members__lea__number": "+41 79 123 45 67"}

        chosen = settings.build(good_settings.written(**changed))

        assert chosen.members["lea"].number == "+41791234567"
        assert chosen.tolls.countries == ["FR", "CH"]

    def test_refuse_landlines_where_mobiles_alone_are_allowed(self):
        landline = {"name": "le bureau", "number": "03 53 01 01 50"}

        found = problems(tolls__kinds=["mobile"], members__bureau=landline)

        assert found == [("members.bureau.number", "not_allowed", "")]

    def test_never_take_what_costs_more(self):
        for number in ("08 99 70 12 34", "+881 612 345 678", "+41 900 123 456"):
            found = problems(tolls__countries=["FR", "CH"], members__lea__number=number)
            assert found == [("members.lea.number", "not_allowed", "")]

    def test_say_every_number_at_once(self):
        found = problems(
            zone="Europe/Roubaix",
            members__lea__number="08 99 70 12 34",
            members__tom__number="+41 79 123 45 67",
        )

        assert sorted(found) == [
            ("members.lea.number", "not_allowed", ""),
            ("members.tom.number", "not_allowed", ""),
            ("zone", "no_such_zone", ""),
        ]

    @pytest.mark.parametrize(
        ("tolls", "problem"),
        [
            ({"countries": []}, ("tolls.countries", "too_short", "")),
            ({"countries": ["FR", "UK"]}, ("tolls.countries.1", "no_such_country", "")),
            ({"countries": ["001"]}, ("tolls.countries.0", "no_such_country", "")),
            ({"countries": "FR"}, ("tolls.countries", "list_type", "")),
            ({"kinds": []}, ("tolls.kinds", "too_short", "")),
            ({"kinds": ["premium"]}, ("tolls.kinds.0", "not_one_of", "mobile, landline")),
            ({"changes_a_day": 2.5}, ("tolls.changes_a_day", "int_from_float", "")),
        ],
    )
    def test_refuse_what_cannot_be(self, tolls, problem):
        assert problems(tolls=tolls) == [problem]


class TestMailbox:
    """The mailbox of the voicemail e-mails."""

    GOOD = types.MappingProxyType({"host": "imap.example.org", "user": "standard", "password": "sesame"})

    def built(self, **changed: object) -> settings.Mailbox:
        return settings.build(good_settings.written(mailbox={**self.GOOD, **changed})).mailbox

    def test_is_none_unless_there_is_a_host(self):
        assert settings.build(good_settings.written()).mailbox.host is None
        assert settings.build(good_settings.written(mailbox={"poll_s": 20})).mailbox.host is None

    @pytest.mark.parametrize(
        ("changed", "port"),
        [
            ({}, 993),
            ({"tls": "starttls"}, 143),
            ({"port": 1993}, 1993),
            ({"tls": "none", "host": "::1"}, 143),
        ],
    )
    def test_has_the_usual_port(self, changed, port):
        assert self.built(**changed).used_port == port

    @pytest.mark.parametrize(("done", "folder"), [("flag", None), ("folder:Traités", "Traités")])
    def test_says_what_becomes_of_a_mail(self, done, folder):
        assert self.built(done=done).done_folder == folder

    def test_reads_senders_as_people_write_them(self):
        assert self.built(senders=["No-Reply@OVH.example", "@ovh.example"]).senders == [
            "no-reply@ovh.example",
            "@ovh.example",
        ]

    def test_takes_its_password_from_the_environment(self, monkeypatch):
        monkeypatch.setenv("DESKBOT_MAILBOX__PASSWORD", "from the environment")
        written = good_settings.written(mailbox={"host": "imap.example.org", "user": "standard"})

        found = settings.build(written).mailbox.password

        assert found is not None
        assert found.get_secret_value() == "from the environment"
        assert "from the" not in repr(settings.build(written))

    @pytest.mark.parametrize(
        ("changed", "found"),
        [
            ({"user": None}, [("mailbox.user", "missing", "")]),
            (
                {"user": None, "password": ""},
                [("mailbox.user", "missing", ""), ("mailbox.password", "missing", "")],
            ),
            ({"tls": "none"}, [("mailbox.tls", "not_encrypted", "")]),
            ({"tls": "none", "host": "192.168.1.2"}, [("mailbox.tls", "not_encrypted", "")]),
            ({"tls": "ssl"}, [("mailbox.tls", "not_one_of", "tls, starttls, none")]),
            ({"done": "delete"}, [("mailbox.done", "not_done", "")]),
            ({"done": "folder:"}, [("mailbox.done", "not_done", "")]),
            ({"done": "folder:a\r\nb"}, [("mailbox.done", "not_done", "")]),
            ({"senders": ["ovh"]}, [("mailbox.senders.0", "not_a_sender", "")]),
            ({"poll_s": 0}, [("mailbox.poll_s", "greater_than_equal", "")]),
            ({"port": 0}, [("mailbox.port", "greater_than_equal", "")]),
        ],
    )
    def test_refuses_what_cannot_be(self, changed, found):
        assert problems(mailbox={**self.GOOD, **changed}) == found


class TestAssumptions:
    """How the operator is taken to behave."""

    def test_have_the_names_and_defaults_of_the_line(self):
        told = {name: field.default for name, field in settings.Assumptions.model_fields.items()}

        assert told == dataclasses.asdict(assumptions.AS_ASSUMED)

    def test_count_only_when_written(self, monkeypatch):
        assert settings.build(good_settings.written()).ovh.assumptions.written == {}

        monkeypatch.setenv("DESKBOT_OVH__ASSUMPTIONS__PUT_LEAVES_THE_REST", "false")
        chosen = settings.build(good_settings.written(ovh__assumptions={"service_pair_rules": False}))

        assert chosen.ovh.assumptions.written == {"service_pair_rules": False, "put_leaves_the_rest": False}

    @pytest.mark.parametrize(("seconds", "expected"), [("never", None), (25, 25)])
    def test_say_when_a_mobile_s_voicemail_answers(self, seconds, expected):
        chosen = settings.build(good_settings.written(ovh__assumptions={"mobile_voicemail_after_s": seconds}))

        assert chosen.ovh.assumptions.written == {"mobile_voicemail_after_s": expected}

    @pytest.mark.parametrize(
        ("answers", "where", "kind"),
        [
            ({"mobile_voicemail_after_s": "jamais"}, "mobile_voicemail_after_s", "int_parsing"),
            ({"put_leaves_the_rest": "peut-être"}, "put_leaves_the_rest", "bool_parsing"),
            ({"puts": True}, "puts", "extra_forbidden"),
        ],
    )
    def test_refuse_what_is_no_answer(self, answers, where, kind):
        assert problems(ovh__assumptions=answers) == [(f"ovh.assumptions.{where}", kind, "")]


class TestKinds:
    def test_are_all_that_can_be_said(self):
        assert len(set(settings.KINDS)) == len(settings.KINDS)


class TestLoad:
    def test_reads_the_demo_s_file_with_its_environment(self, monkeypatch):
        for name, value in ENVIRONMENT.items():
            monkeypatch.setenv(name, value)

        chosen = settings.load(ROOT / "config" / "demo.toml")

        assert chosen.desks["standard"].fallback == ["bureau"]
        assert chosen.secret.get_secret_value() == good_settings.SECRETS[0]
        assert "numéros de portable" in chosen.desks["standard"].instructions.lower()
        assert set(chosen.desks["standard"].profiles) == {"dejeuner", "reunion"}
        assert chosen.ovh.calls_per_second == 1000

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

    @pytest.mark.parametrize(
        "content", [f'secret = "{good_settings.SECRETS[0]}\n', "= 3", "a = 1\na = 2", "\xff"]
    )
    def test_says_what_is_no_toml_without_quoting_it(self, tmp_path, content):
        path = tmp_path / "deskbot.toml"
        path.write_bytes(content.encode("latin-1"))

        with pytest.raises(settings.BadSettings) as refused:
            settings.load(path)

        (problem,) = refused.value.problems
        assert (problem.where, problem.kind) == (str(path), "not_toml")
        assert good_settings.SECRETS[0] not in problem.detail

    def test_demo_s_file_is_toml(self):
        assert tomllib.loads((ROOT / "config" / "demo.toml").read_text(encoding="utf-8"))["desks"]


class TestSms:
    """Text messages to callers."""

    def test_are_off_without_a_service(self):
        assert settings.build(good_settings.written()).sms.service is None

    @pytest.mark.parametrize(
        "sender", ["", "+33353010100", "0353010100", "Ma Maison", "Éloi", "MaMaisonEstLa"]
    )
    def test_come_from_a_name_that_networks_take(self, sender):
        assert problems(sms={"service": "sms-1", "sender": sender}) == [("sms", "bad_sender", "")]

    def test_know_their_sender(self):
        chosen = settings.build(good_settings.written(sms={"service": "sms-1", "sender": "MaMaison"}))

        assert chosen.sms.sender == "MaMaison"
