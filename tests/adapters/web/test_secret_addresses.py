"""The pages over a real database: what an address opens, and what it does not any more."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator

import fastapi
import icalendar
import pytest
from starlette import testclient

from deskbot.desk import desks as desks_module
from deskbot.desk import hours, interval, roster
from deskbot.flows import house as house_module
from deskbot.flows import show_calendar, show_planning
from deskbot.outside.database import migrate, store, vault
from deskbot.people import member
from deskbot.web import pages
from tests.browser import planning_world

NOW = planning_world.NOW
at, slot = planning_world.at, planning_world.slot


class Clock:
    def now(self) -> dt.datetime:
        return NOW


@pytest.fixture
def data(tmp_path) -> Iterator[store.Store]:
    opened = store.Store(
        f"sqlite:///{tmp_path / 'deskbot.sqlite3'}", seal=vault.Vault("a secret of the tests"), busy_s=0.1
    )
    migrate.upgrade(opened.writer)
    yield opened
    opened.close()


@pytest.fixture
def house() -> house_module.House:
    accueil = dataclasses.replace(planning_world.desk(title="l'accueil"), key="accueil")
    known = {"standard": planning_world.desk(), "accueil": accueil}
    bureau = planning_world.house_second()
    people = member.Team(members={**planning_world.team().members, "bureau": bureau})
    return house_module.House(
        desks=desks_module.Desks(by_key=known),
        team=people,
        admins=frozenset(),
        admins_channel="admins",
    )


@pytest.fixture
def http(data: store.Store, house: house_module.House) -> Iterator[testclient.TestClient]:
    given = {"house": house, "store": data, "clock": Clock()}
    app = fastapi.FastAPI()
    shows = pages.Shows(
        planning=functools.partial(show_planning.show, **given),
        calendar=functools.partial(show_calendar.show, **given),
    )
    app.include_router(pages.router(shows))
    with testclient.TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def book(data: store.Store) -> store.Store:
    """The store with two addresses and some turns."""
    with data.write() as work:
        work.addresses.put("desk", "standard", "of-the-desk", at=NOW)
        work.addresses.put("desk", "gone", "of-a-desk-that-is-gone", at=NOW)
        work.addresses.put("member", "lea", "of-lea", at=NOW)
        work.addresses.put("member", "zoe", "of-nobody", at=NOW)
        for one in planning_world.SLOTS:
            work.slots.add(one, change="c1")
        elsewhere = slot("lea", at(7, 14), at(7, 16), key="s-accueil")
        work.slots.add(dataclasses.replace(elsewhere, desk="accueil"), change="c1")
        nowhere = slot("lea", at(9, 14), at(9, 16), key="s-gone")
        work.slots.add(dataclasses.replace(nowhere, desk="gone"), change="c1")
    return data


def events(http: testclient.TestClient, token: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(http.get(f"/calendrier/{token}.ics").content).events)


@pytest.mark.usefixtures("book")
class TestAddress:
    def test_of_a_desk_opens_its_page_and_its_calendar(self, http):
        page = http.get("/planning/of-the-desk")

        assert page.status_code == 200
        assert "Inès" in page.text
        assert "6 créneaux libres" in page.text
        assert "Standard : Inès (2e : le bureau)" in [one["SUMMARY"] for one in events(http, "of-the-desk")]

    def test_of_a_member_opens_their_turns_at_every_desk_and_no_page(self, http):
        found = events(http, "of-lea")

        assert http.get("/planning/of-lea").status_code == 404
        assert {str(one["SUMMARY"]) for one in found} == {
            "Standard téléphonique : Standard",
            "Standard téléphonique : Accueil",
        }

    @pytest.mark.parametrize(
        "token", ["of-a-desk-that-is-gone", "of-nobody", "of-the-des", "OF-THE-DESK", ""]
    )
    def test_opens_nothing_when_it_is_not_right_or_not_any_more(self, http, token):
        assert http.get(f"/planning/{token}").status_code == 404
        assert http.get(f"/calendrier/{token}.ics").status_code == 404

    def test_opens_nothing_once_it_was_replaced(self, http, book):
        with book.write() as work:
            work.addresses.put("desk", "standard", "another", at=NOW)

        assert http.get("/planning/of-the-desk").status_code == 404
        assert http.get("/planning/another").status_code == 200

    def test_opens_nothing_once_its_member_left(self, http, book):
        with book.write() as work:
            work.members.save(member.Profile(username="lea", name="Léa", is_active=False))

        assert http.get("/calendrier/of-lea.ics").status_code == 404

    def test_follows_what_was_said_since(self, http, book):
        friday = interval.Interval(start=at(9, 0), end=at(10, 0))
        with book.write() as work:
            closing = hours.Exceptional(kind=hours.Opening.CLOSED, span=friday, reason="pont")
            work.exceptions.add("standard", closing, change="c2")
            thursday = interval.Interval(start=at(8, 0), end=at(9, 0))
            work.exceptions.add_ignored("standard", thursday, change="c3")

        page = http.get("/planning/of-the-desk").text

        assert "Fermé : <bdi>pont</bdi>" in page
        assert "1 créneau libre" in page

    def test_forgets_a_turn_that_was_given_back(self, http, book):
        (given,) = [one for one in planning_world.SLOTS if one.member == "ines"]
        with book.write() as work:
            work.slots.end(given.key, change="c2")

        assert not [one for one in events(http, "of-the-desk") if "Inès" in one["SUMMARY"]]

    def test_tells_a_second_once_with_the_first(self, http):
        monday = [one for one in events(http, "of-the-desk") if one.start.date() == dt.date(2024, 8, 5)]

        assert [str(one["SUMMARY"]) for one in monday] == [
            "Standard : Léa (2e : le bureau)",
            "Standard : Léa (2e : Tom)",
        ]


class TestFeed:
    def test_of_a_year_of_half_days_is_soon_made(self, house):
        desk = house.desks["standard"]
        days = [at(1, 9) + dt.timedelta(days=offset) for offset in range(366)]
        slots = [
            slot(name, day.replace(hour=start), day.replace(hour=start + 4), key=f"{name}-{day:%Y%m%d}")
            for day in days
            for name, start in (("lea", 9), ("tom", 13))
        ]
        begun = dt.datetime.now(dt.UTC)  # noqa: TID251 - how long it takes in real time is what is tested

        feed = show_calendar.of_desk(desk, team=house.team, slots=slots, now=NOW)

        assert len(feed.turns) > 480
        assert dt.datetime.now(dt.UTC) - begun < dt.timedelta(seconds=2)  # noqa: TID251 - likewise
        assert all(one.rank is roster.Rank.FIRST for one in feed.turns)
