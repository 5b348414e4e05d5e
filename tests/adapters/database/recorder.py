"""What the sources tell, in the order in which they do, and the calls and cards that become of it."""

import dataclasses
import datetime as dt

from deskbot.calls import case, events, merge
from deskbot.desk import desks as desks_module
from deskbot.desk import interval
from deskbot.flows import ports, read_call_log, record_call, watch
from deskbot.outside.contacts import file as contacts_file
from deskbot.outside.database import store
from tests.adapters.database import desk_of_summer
from tests.unit.calls import line_day

DESK = "standard"
START = line_day.START
_DAY = dt.timedelta(days=1)


class Recorder:
    """A desk whose line is that of `line_day`, over a real database."""

    def __init__(self, data: store.Store, **desk: object) -> None:
        """Begin with nothing told; `desk` is what differs of the desk."""
        house = desk_of_summer.house()
        made = dataclasses.replace(
            house.desks[DESK],
            longest_wait_s=line_day.WAIT_S,
            voicemail_number=line_day.VOICEMAIL,
            **desk,
        )
        self.house = dataclasses.replace(house, desks=desks_module.Desks(by_key={DESK: made}))
        self.data = data
        self.clock = desk_of_summer.Clock(shown=START + dt.timedelta(hours=1))

    def hears(self, *told: events.Event, names: tuple[str, ...] = (), desk: str = DESK) -> None:
        """Have a source tell something a second later than what was told before, and calls made of it."""
        self.clock.shown += dt.timedelta(seconds=1)
        with self.data.write() as work:
            for place, event in enumerate(told):
                name = names[place] if names else f"{type(event).__name__}-{event.key}"
                work.sources.add(desk, name, event, at=self.clock.shown)
        self.records()

    def looks(self, operator: ports.CallLog) -> None:
        """Have the operator's log of calls read, and what is new there kept."""
        read_call_log.run(
            DESK,
            step=lambda _, call: call(),
            house=self.house,
            watch=watch.Watch(admins_channel="admins", trouble_after_s=600),
            log_of_calls=operator,
            store=self.data,
            clock=self.clock,
        )

    def records(self) -> None:
        """Have calls made of what was told."""
        record_call.run(
            DESK,
            step=lambda _, call: call(),
            house=self.house,
            cards_channel="standard",
            ringing_counts=False,
            manners=None,
            contacts=contacts_file.FileContacts(None),
            store=self.data,
            clock=self.clock,
        )

    def calls(self) -> tuple[merge.Call, ...]:
        """Return the calls to the desk, in order."""
        with self.data.read() as work:
            return work.calls.near(DESK, span=interval.Interval(start=START - _DAY, end=START + _DAY))

    def cards(self) -> tuple[case.Case, ...]:
        """Return the cards that are not done."""
        with self.data.read() as work:
            return work.cases.open_of(DESK)

    def card(self, key: str) -> case.Case:
        """Return a card."""
        with self.data.read() as work:
            found = work.cases.get(key)
        assert found is not None
        return found

    def takes(self, key: str, *, by: str = "tom") -> None:
        """Have somebody take a card."""
        with self.data.write() as work:
            card = work.cases.get(key)
            assert card is not None
            work.cases.save(card.taken(by=by, at=self.clock.shown))

    def unplaced(self) -> int:
        """Return how much of what was told is in no call that there is."""
        with self.data.read() as work:
            span = interval.Interval(start=START - _DAY, end=START + _DAY)
            return sum(
                work.calls.get(one.call or "") is None for one in work.sources.between(DESK, span=span)
            )

    def due(self, kind: str) -> list[str]:
        """Return the keys for which a flow is due."""
        query = "SELECT key FROM desk_due WHERE kind = ? ORDER BY key"
        with self.data.reader.connect() as connection:
            return [row.key for row in connection.exec_driver_sql(query, (kind,))]
