"""The planning page and the calendars: what whoever has the address reads, and what nobody else learns."""

import datetime as dt
import re
from collections.abc import Iterator

import icalendar
import pytest
from starlette import testclient
from structlog import testing

from deskbot.desk import hours, interval, roster
from deskbot.outside.database import store
from tests.browser import planning_world

DESK, LEA = planning_world.DESK, planning_world.LEA
at, slot = planning_world.at, planning_world.slot


@pytest.fixture
def world() -> planning_world.World:
    return planning_world.World()


@pytest.fixture
def http(world: planning_world.World) -> Iterator[testclient.TestClient]:
    with testclient.TestClient(planning_world.application(world), raise_server_exceptions=False) as client:
        yield client


def text_of(html: str) -> str:
    body = html.split("</style>")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


class TestAnyPage:
    @pytest.mark.parametrize(
        "path", [f"/planning/{DESK}", "/planning/x", f"/calendrier/{LEA}.ics", "/calendrier/x.ics"]
    )
    def test_is_kept_and_told_by_nobody(self, http, path):
        headers = http.get(path).headers

        assert headers["cache-control"] == "private, no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("token", [DESK, "x"])
    def test_may_run_nothing(self, http, token):
        answer = http.get(f"/planning/{token}")

        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "<script" not in answer.text
        assert "style=" not in answer.text

    @pytest.mark.parametrize(
        "path",
        [
            "/planning/x",
            f"/planning/{LEA}",
            "/calendrier/x.ics",
            f"/planning/{'x' * 5000}",
            "/planning/%00%ff",
        ],
    )
    def test_of_an_unknown_address_is_a_french_one(self, http, path):
        answer = http.get(path)

        assert answer.status_code == 404
        assert "Cette adresse n&#39;ouvre rien" in answer.text or "Cette adresse n'ouvre rien" in answer.text

    @pytest.mark.parametrize("path", [f"/planning/{DESK}", f"/calendrier/{LEA}.ics"])
    def test_says_in_french_that_the_database_is_busy(self, http, world, path):
        world.problem = store.StoreBusy("locked")

        answer = http.get(path)

        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "dans quelques secondes" in answer.text

    @pytest.mark.parametrize("path", [f"/planning/{DESK}", f"/calendrier/{LEA}.ics"])
    def test_says_in_french_that_it_broke_and_logs_no_address(self, http, world, path):
        world.problem = RuntimeError(f"about {DESK} {LEA}")

        with testing.capture_logs() as logs:
            answer = http.get(path)

        assert answer.status_code == 500
        assert "panne de deskbot" in answer.text
        assert logs
        assert "secret" not in str(logs)

    def test_answers_those_who_ask_for_the_head_alone(self, http):
        assert http.head(f"/calendrier/{LEA}.ics").status_code == 200
        assert http.head("/planning/x").status_code == 404

    def test_is_not_in_the_description_of_the_routes(self, http):
        assert http.get("/planning").status_code == 404


class TestPlanning:
    def test_shows_this_week_first(self, http):
        said = text_of(http.get(f"/planning/{DESK}").text)

        assert "Semaine 32, du 5 au 11 août 2024" in said
        assert "mardi 6 août aujourd'hui 9h – 17h30 Léa 2e : le bureau" in said.replace("&#39;", "'")
        assert "mercredi 7 août 9h – 13h Inès 2e : le bureau 13h – 17h30 Libre" in said
        assert "6 créneaux libres" in said
        assert "samedi 10 août Fermé" in said

    def test_names_who_took_the_second_place_rather_than_the_house_s(self, http):
        said = text_of(http.get(f"/planning/{DESK}").text)

        assert "lundi 5 août 9h – 13h Léa 2e : le bureau 13h – 17h30 Léa 2e : Tom" in said

    def test_shows_a_month_with_its_holidays(self, http):
        said = text_of(http.get(f"/planning/{DESK}?mois=2024-08").text)

        assert "Août 2024" in said
        assert "jeudi 15 Férié : Assomption" in said
        assert "jeudi 1er 9h – 13h Personne" in said
        assert "passés sans personne" in said
        assert "Septembre" not in said

    def test_shows_the_week_of_any_of_its_days(self, http):
        said = text_of(http.get(f"/planning/{DESK}?semaine=2024-08-15").text)

        assert "Semaine 33, du 12 au 18 août 2024" in said

    def test_tells_the_years_of_a_week_in_two_of_them(self, http):
        said = text_of(http.get(f"/planning/{DESK}?semaine=2024-12-31").text)

        assert "Semaine 1, du 30 décembre 2024 au 5 janvier 2025" in said

    def test_tells_what_is_open_if_somebody_takes_it_and_what_nobody_must_hold(self, http, world):
        summer = hours.Closure(
            first=dt.date(2024, 8, 8), last=dt.date(2024, 8, 8), if_taken=True, reason="Été"
        )
        meant = interval.Interval(start=at(9, 0), end=at(10, 0))
        world.held = planning_world.held((), opening=hours.OpeningHours(closures=(summer,)), ignored=(meant,))

        said = text_of(http.get(f"/planning/{DESK}").text).replace("&#39;", "'")

        assert "jeudi 8 août 9h – 13h Ouvert si quelqu'un prend" in said
        assert "vendredi 9 août 9h – 13h Sans permanence, c'est voulu" in said
        assert "4 créneaux libres · 2 créneaux passés sans personne" in said

    def test_says_that_nothing_is_left_to_take(self, http, world):
        world.held = planning_world.held((slot("lea", at(5, 9), at(9, 17, 30)),))

        assert "Aucun créneau libre" in text_of(http.get(f"/planning/{DESK}").text)

    def test_masks_a_number_that_somebody_typed_as_a_reason(self, http, world):
        closing = hours.Closure(
            first=dt.date(2024, 8, 8), last=dt.date(2024, 8, 8), if_taken=False, reason="voir 06 39 98 02 12"
        )
        world.held = planning_world.held((), opening=hours.OpeningHours(closures=(closing,)))

        page = http.get(f"/planning/{DESK}").text

        assert "Fermé : <bdi>voir 06 •• •• •• 12</bdi>" in page

    @pytest.mark.parametrize("token", [DESK, LEA, "x"])
    def test_shows_nobody_s_number(self, http, token):
        page = http.get(f"/planning/{token}?mois=2024-08").text.split("</style>")[1]

        assert not re.search(r"\+33|0\d( ?\d\d){4}", page)

    @pytest.mark.parametrize(
        "query",
        [
            "semaine=",
            "semaine=jamais",
            "semaine=2024-02-30",
            "semaine=20240805",
            "semaine=2024-W32-1",
            "semaine=٢٠٢٤-٠٨-٠٥",
            "semaine=0001-01-01",
            "semaine=9999-12-31",
            "semaine=2030-08-06",
            "semaine=" + "9" * 5000,
            "semaine=%00",
        ],
    )
    def test_shows_this_week_with_a_hint_when_it_cannot_read_which_one(self, http, query):
        answer = http.get(f"/planning/{DESK}?{query}")

        assert answer.status_code == 200
        said = text_of(answer.text)
        assert "Cette date ne se lit pas ou est trop lointaine : voici cette semaine" in said
        assert "Semaine 32" in said

    @pytest.mark.parametrize(
        "query", ["mois=", "mois=2024-13", "mois=2024-08-05", "mois=0000-01", "mois=août"]
    )
    def test_shows_this_month_with_a_hint_when_it_cannot_read_which_one(self, http, query):
        said = text_of(http.get(f"/planning/{DESK}?{query}").text)

        assert "voici ce mois-ci" in said
        assert "Août 2024" in said

    @pytest.mark.parametrize("query", ["semaine=2029-08-10", "semaine=2019-08-03"])
    def test_leads_no_farther_than_five_years(self, http, query):
        page = http.get(f"/planning/{DESK}?{query}").text

        assert ('rel="next"' in page, 'rel="prev"' in page) in ((False, True), (True, False))
        assert "trop lointaine" not in page


class TestCalendar:
    def turns(self, http: testclient.TestClient, token: str) -> list[icalendar.Event]:
        answer = http.get(f"/calendrier/{token}.ics")
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        return list(icalendar.Calendar.from_ical(answer.content).events)

    def test_of_a_desk_tells_who_answers_first_and_second(self, http):
        said = [(one.start.astimezone(hours.PARIS), one["SUMMARY"]) for one in self.turns(http, DESK)]

        assert said[:4] == [
            (at(5, 9), "Standard : Léa (2e : le bureau)"),
            (at(5, 13), "Standard : Léa (2e : Tom)"),
            (at(6, 9), "Standard : Léa (2e : le bureau)"),
            (at(7, 9), "Standard : Inès (2e : le bureau)"),
        ]

    def test_of_a_member_tells_their_own_turns(self, http):
        found = self.turns(http, LEA)

        assert {str(one["SUMMARY"]) for one in found} == {"Standard téléphonique"}
        assert found[1]["DESCRIPTION"] == "En 2e : Tom."
        assert {str(one["TRANSP"]) for one in found} == {"OPAQUE"}

    def test_has_only_the_hours_that_are_served(self, http):
        days = [one.start.astimezone(hours.PARIS).date() for one in self.turns(http, DESK)]

        assert dt.date(2024, 8, 13) in days
        assert not {day for day in days if day.weekday() >= 5}

    def test_keeps_the_name_of_an_event_as_days_pass(self, http, world):
        before = {one["UID"]: one.start for one in self.turns(http, DESK)}
        world.now += dt.timedelta(days=33)

        after = {one["UID"]: one.start for one in self.turns(http, DESK)}

        assert after
        assert len(after) < len(before)
        assert after.items() <= before.items()

    def test_has_a_name_for_each_event(self, http):
        names = [one["UID"] for one in self.turns(http, DESK)]

        assert len(names) == len(set(names))

    def test_forgets_a_turn_that_was_given_back(self, http, world):
        world.held = planning_world.held(())

        assert self.turns(http, DESK) == []

    def test_tells_a_second_who_is_alone(self, http, world):
        world.held = planning_world.held((slot("lea", at(7, 9), at(7, 13), rank=roster.Rank.SECOND),))

        (of_desk,) = self.turns(http, DESK)
        (of_lea,) = self.turns(http, LEA)

        assert of_desk["SUMMARY"] == "Standard : libre (2e : Léa)"
        assert of_lea["SUMMARY"] == "Standard téléphonique (en 2e)"
        assert of_lea["DESCRIPTION"] == "Personne n'est en premier."

    def test_keeps_office_hours_over_both_changes_of_summer_time(self, http, world):
        world.now = at(1, 12, month=10)
        world.held = planning_world.held(
            (
                slot("lea", at(25, 9, month=10), at(28, 17, 30, month=10)),
                slot(
                    "tom",
                    dt.datetime(2025, 3, 28, 9, tzinfo=hours.PARIS),
                    dt.datetime(2025, 3, 31, 17, 30, tzinfo=hours.PARIS),
                ),
            )
        )

        starts = [one.start.astimezone(dt.UTC) for one in self.turns(http, DESK)]

        assert [(one.month, one.day, one.hour) for one in starts] == [
            (10, 25, 7), (10, 28, 8), (3, 28, 8), (3, 31, 7),
        ]  # fmt: skip
