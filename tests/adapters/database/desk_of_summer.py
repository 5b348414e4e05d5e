"""A house of one desk over a real database, for the tests of what is told of the past."""

import dataclasses
import datetime as dt

from deskbot import wording
from deskbot.calls import case, merge
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import hours, interval, roster
from deskbot.flows import addresses, close_month, look, month_counted, tell_rates
from deskbot.flows import house as house_module
from deskbot.outside.charts import sheets as charts_sheets
from deskbot.outside.database import store
from deskbot.people import member
from tests.adapters.database import roster_book

PARIS = roster_book.PARIS
BOOKS = month_counted.Books(zone=PARIS)


def at(text: str) -> dt.datetime:
    """Return a moment in Paris."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def house() -> house_module.House:
    """Return a house with an admin, two introduced members, a newcomer, a guest and a post."""
    people = (
        *(
            member.Member(username=name, name=shown, number=number, proved=True, accepted=True)
            for name, shown, number in (
                ("lea", "Léa", "+33639980101"),
                ("tom", "Tom", "+33639980102"),
                ("simon", "Simon", "+33639980103"),
            )
        ),
        member.Member(username="zoe", name="Zoé"),
        member.Member(username="gil", name="Gil", is_guest=True),
        member.Member(username="ana", name="Ana", is_active=False),
        member.Member(username="bureau", name="le bureau", number="+33353010150", has_account=False),
    )
    team = member.Team(members={one.username: one for one in people})
    desk = desk_module.Desk(
        key="standard",
        title="le standard",
        public_number="+33353010100",
        voicemail_number="+33353010199",
        channel="standard",
        hours=hours.OpeningHours(),
        second=None,
        fallback=(),
    )
    return house_module.House(
        desks=desks_module.Desks(by_key={"standard": desk}),
        team=team,
        admins=frozenset({"simon"}),
        admins_channel="admins",
    )


@dataclasses.dataclass(kw_only=True)
class Clock:
    """Shows what it was set to."""

    shown: dt.datetime

    def now(self) -> dt.datetime:
        """Return the time."""
        return self.shown


class Summer:
    """What people do at the desk, and what they are then told."""

    def __init__(self, data: store.Store) -> None:
        self.data = data
        self.clock = Clock(shown=at("2024-08-26T08:00"))
        self.house = house()

    def takes(self, member: str, start: str, end: str) -> None:
        """Keep a turn, made when the clock shows."""
        key = f"{member}-{start}"
        slot = roster.Slot(
            key=key,
            desk="standard",
            member=member,
            starts=dt.datetime.fromisoformat(start),
            ends=dt.datetime.fromisoformat(end),
            zone="Europe/Paris",
            rings=4,
        )
        with self.data.write() as work:
            work.changes.add(roster_book.change(key, member=member, at=self.clock.now()))
            work.slots.add(slot, change=key)

    def declares(self, kind: hours.Opening, start: str, end: str, *, reason: str = "") -> None:
        """Close or open the desk."""
        span = interval.Interval(start=at(start), end=at(end))
        with self.data.write() as work:
            work.changes.add(roster_book.change(start, roster.ChangeKind.CLOSE, at=self.clock.now()))
            said = hours.Exceptional(kind=kind, span=span, reason=reason)
            work.exceptions.add("standard", said, change=start)

    def ignores(self, start: str, end: str) -> None:
        """Say that a gap is meant."""
        with self.data.write() as work:
            span = interval.Interval(start=at(start), end=at(end))
            work.exceptions.add_ignored("standard", span, change=f"ignore-{start}")

    def gets_call(self, start: str, *, closing: case.Closing | None = None) -> None:
        """Keep a call that nobody answered, its card done if it is closed."""
        state = case.State.DONE if closing else case.State.OPEN
        with self.data.write() as work:
            call = merge.Call(key=start, caller=None, at=at(start), case=start)
            work.calls.save(call, desk="standard")
            card = case.Case(key=start, desk="standard", channel="standard", state=state, closing=closing)
            work.cases.save(card)

    def answers_call(self, start: str) -> None:
        """Keep a call that somebody answered."""
        with self.data.write() as work:
            call = merge.Call(key=start, caller=None, at=at(start), outcome=merge.Outcome.ANSWERED)
            work.calls.save(call, desk="standard")

    def calls_back(self, start: str, *, taken: str, done: str, topic: str | None = None) -> None:
        """Have Léa take the card of the call that began then, and phone."""
        with self.data.write() as work:
            card = work.cases.get(start)
            assert card is not None
            opened = dataclasses.replace(card, opened_at=at(start), topic=topic)
            phoned = opened.taken(by="lea", at=at(taken)).finished(
                by="lea", closing=case.Closing.REACHED, at=at(done)
            )
            work.cases.save(phoned)

    def rates(self, period: str = "", *, username: str = "lea") -> messages.Message:
        """Return what `rapport` answers."""
        return tell_rates.look(
            period, username=username, desk="standard", house=self.house, store=self.data, clock=self.clock
        )

    def bilan(self, month: str = "", *, username: str = "simon") -> messages.Message:
        """Return what `bilan` answers."""
        return close_month.look(
            month,
            username=username,
            desk="standard",
            house=self.house,
            books=BOOKS,
            store=self.data,
            clock=self.clock,
        )

    def closes_the_month(self) -> int:
        """Do what the 1st does, and return how many lines went out."""
        sent = []

        def step(name: str, call):
            sent.append(call())
            return sent[-1]

        close_month.run(
            close_month.KEY, step=step, house=self.house, books=BOOKS, store=self.data, clock=self.clock
        )
        return int(sent[0])

    def mends(self, entity: str, *, by_minutes: int, username: str) -> None:
        """Click on more, or less."""
        close_month.mend(entity, by_minutes=by_minutes, username=username, store=self.data, clock=self.clock)

    def csv(self, month: dt.date) -> str:
        """Return the table that goes with a month."""
        now = self.clock.now()
        with self.data.read() as work:
            known = month_counted.known(work, month, house=self.house, books=BOOKS, now=now)
            files = month_counted.files(
                work,
                month,
                desk=known.desks["standard"],
                house=known,
                books=BOOKS,
                sheets=charts_sheets.MonthSheets(wording.Wording()),
                now=now,
            )
        return files[0][1].decode()

    def plan(self, period: str = "") -> messages.Message:
        """Return what `planning` answers."""
        links = addresses.Links(base_url="http://deskbot.invalid")
        return look.plan(
            period, desk="standard", links=links, house=self.house, store=self.data, clock=self.clock
        )

    def who(self, when: str) -> messages.Message:
        """Return what `qui` answers."""
        links = addresses.Links(base_url="http://deskbot.invalid")
        return look.then(
            when, desk="standard", links=links, house=self.house, store=self.data, clock=self.clock
        )

    def gaps(self, period: str) -> messages.Message:
        """Return what `trous` answers."""
        return look.gaps(period, desk="standard", house=self.house, store=self.data, clock=self.clock)
