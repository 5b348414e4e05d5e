"""A desk of three, its slots by hand, and the pages that show them."""

import datetime as dt

import fastapi

from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import hours, interval, roster
from deskbot.flows import house as house_module
from deskbot.flows import show_calendar, show_planning
from deskbot.people import member
from deskbot.web import pages

PARIS = hours.PARIS
# A Tuesday; the Thursday of the next week, 15 August, is a holiday.
NOW = dt.datetime(2024, 8, 6, 10, 30, tzinfo=PARIS)
DESK, LEA = "the-secret-of-the-desk", "the-secret-of-lea"
LONG_NAME = "Marie-Antoinette de Saint-Exupéry-Montgolfier " + "x" * 60
EVIL_NAME = "<script>alert(1)</script> & « Léa »"


def at(day: int, hour: int, minute: int = 0, *, month: int = 8) -> dt.datetime:
    return dt.datetime(2024, month, day, hour, minute, tzinfo=PARIS)


def team(**names: str) -> member.Team:
    known = {"lea": "Léa", "tom": "Tom", "ines": "Inès"} | names
    numbers = {name: f"+3363998010{place}" for place, name in enumerate(known)}
    people = {
        name: member.Member(username=name, name=said, number=numbers[name], proved=True)
        for name, said in known.items()
    }
    return member.Team(members=people)


def slot(
    member_name: str,
    starts: dt.datetime,
    ends: dt.datetime,
    *,
    rank: roster.Rank = roster.Rank.FIRST,
    key: str = "",
) -> roster.Slot:
    return roster.Slot(
        key=key or f"{member_name}-{starts:%m%d%H}",
        desk="standard",
        member=member_name,
        starts=starts.replace(tzinfo=None),
        ends=ends.replace(tzinfo=None),
        zone="Europe/Paris",
        rings=4,
        rank=rank,
    )


SLOTS = (
    slot("lea", at(5, 9), at(6, 17, 30)),
    slot("tom", at(5, 13), at(5, 17, 30), rank=roster.Rank.SECOND),
    slot("ines", at(7, 9), at(7, 13)),
    slot("tom", at(8, 10), at(8, 12)),
    slot("tom", at(12, 9), at(14, 17, 30)),
    slot("lea", at(19, 9), at(30, 17, 30)),
)


def house_second() -> member.Member:
    return member.Member(
        username="bureau", name="le bureau", number="+33353010150", proved=True, has_account=False
    )


def desk(opening: hours.OpeningHours = hours.DEFAULT, *, title: str = "le standard") -> desk_module.Desk:
    return desk_module.Desk(
        key="standard",
        title=title,
        public_number="+33353010100",
        voicemail_number="+33353010199",
        channel="standard",
        hours=opening,
        second=house_second(),
        fallback=(),
    )


def held(
    slots: tuple[roster.Slot, ...] = SLOTS,
    *,
    opening: hours.OpeningHours = hours.DEFAULT,
    people: member.Team | None = None,
    ignored: tuple[interval.Interval, ...] = (),
) -> show_planning.Roster:
    return show_planning.Roster(desk=desk(opening), team=people or team(), slots=slots, ignored=ignored)


def house(known: show_planning.Roster) -> house_module.House:
    return house_module.House(
        desks=desks_module.Desks(by_key={"standard": known.desk}),
        team=known.team,
        admins=frozenset(),
        admins_channel="admins",
    )


class World:
    """What the pages show; a test changes it, or has it fail."""

    def __init__(self) -> None:
        self.held = held()
        self.now = NOW
        self.problem: Exception | None = None
        self.asked: list[str] = []

    def planning(
        self, token: str, *, view: show_planning.View, day: dt.date | None
    ) -> show_planning.Page | None:
        self._ask(token)
        return show_planning.page(self.held, view=view, day=day, now=self.now) if token == DESK else None

    def calendar(self, token: str) -> show_calendar.Feed | None:
        self._ask(token)
        if token == LEA:
            lea = self.held.team.members["lea"]
            slots = {"standard": self.held.slots}
            return show_calendar.of_member(lea, house=house(self.held), slots=slots, now=self.now)
        if token != DESK:
            return None
        return show_calendar.of_desk(self.held.desk, team=self.held.team, slots=self.held.slots, now=self.now)

    def _ask(self, token: str) -> None:
        self.asked.append(token)
        if self.problem is not None:
            raise self.problem


def application(world: World) -> fastapi.FastAPI:
    app = fastapi.FastAPI(openapi_url=None)
    app.include_router(pages.router(pages.Shows(planning=world.planning, calendar=world.calendar)))
    return app
