"""Calls asked for by a click, in a real database: each reaches the operator once, or not at all."""

import dataclasses
import datetime as dt

import pytest

from deskbot.calls import call_back, case
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import hours
from deskbot.flows import call_back as flow
from deskbot.flows import house as house_module
from deskbot.line import errors
from deskbot.people import member, privacy

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=hours.PARIS)
LINE, CALLER = "+33353010130", "+33639980201"
ASKED = call_back.CallBack(key="c1;1", case="c1", username="tom", at=NOW)
DESK = desk_module.Desk(
    key="standard",
    title="le standard",
    public_number="+33353010100",
    voicemail_number="+33353010199",
    channel="standard",
    hours=hours.DEFAULT,
    second=None,
    fallback=(),
    click_to_call_line=LINE,
)


@dataclasses.dataclass
class Telephone:
    """Keeps whom it calls; `problem` is what comes of it instead."""

    problem: Exception | None = None
    called: list[tuple[str, str]] = dataclasses.field(default_factory=list)

    def dial(self, number: str, *, line: str) -> None:
        self.called.append((line, number))
        if self.problem is not None:
            raise self.problem


@dataclasses.dataclass
class Clock:
    at: dt.datetime = NOW

    def now(self) -> dt.datetime:
        return self.at


def house(desk: desk_module.Desk = DESK) -> house_module.House:
    return house_module.House(
        desks=desks_module.Desks(by_key={desk.key: desk}),
        team=member.Team(members={}),
        admins=frozenset(),
        admins_channel="admins",
    )


@pytest.fixture
def asked(both):
    """A database where Tom asked for a call a moment ago."""
    with both.write() as work:
        work.cases.save(case.Case(key="c1", desk="standard", channel="standard", caller=CALLER))
        work.call_backs.add(ASKED)
    return both


def run(data, telephone: Telephone, *, at: dt.datetime = NOW, desk: desk_module.Desk = DESK) -> None:
    def step(name, call):
        return call()

    flow.run(ASKED.key, step=step, house=house(desk), dialler=telephone, store=data, clock=Clock(at))


def told(data) -> call_back.Outcome | None:
    with data.read() as work:
        item = work.notices.get(f"call-back-{ASKED.key}")
    if item is None:
        return None
    assert item.place == messages.Direct(username="tom")
    assert isinstance(item.message, messages.CallBackFailed)
    return item.message.outcome


class TestCallBacks:
    def test_come_back(self, both):
        later = dataclasses.replace(ASKED, key="c1;2", at=NOW + dt.timedelta(hours=1))
        with both.write() as work:
            for one in (later, ASKED, dataclasses.replace(ASKED, key="c2;1", username="lea")):
                work.call_backs.add(one)
            work.call_backs.passed_on("c1;2", at=NOW)

            assert work.call_backs.get("nothing") is None
            assert work.call_backs.of("tom", since=NOW) == (ASKED, dataclasses.replace(later, asked_at=NOW))
            assert work.call_backs.of("tom", since=NOW + dt.timedelta(minutes=1))[0].key == "c1;2"

    def test_are_kept_as_long_as_the_journal(self, both):
        with both.write() as work:
            work.call_backs.add(ASKED)

            gone = work.purging.erase(privacy.Kind.JOURNAL, before=NOW, limit=9, now=NOW)
            assert gone == ()
            later = NOW + dt.timedelta(seconds=1)
            assert work.purging.erase(privacy.Kind.JOURNAL, before=later, limit=9, now=NOW) == (ASKED.key,)
            assert work.call_backs.get(ASKED.key) is None


class TestRun:
    def test_has_the_telephone_call(self, asked):
        telephone = Telephone()

        run(asked, telephone)

        assert telephone.called == [(LINE, CALLER)]
        assert told(asked) is None

    def test_never_asks_twice(self, asked):
        run(asked, Telephone())
        again = Telephone()

        run(asked, again)

        assert again.called == []
        assert told(asked) is call_back.Outcome.UNKNOWN

    def test_calls_nobody_once_it_is_late(self, asked):
        telephone = Telephone()

        run(asked, telephone, at=NOW + dt.timedelta(minutes=5))

        assert telephone.called == []
        assert told(asked) is call_back.Outcome.TOO_LATE

    @pytest.mark.parametrize(
        ("problem", "outcome"),
        [
            (errors.LineRefused("no"), call_back.Outcome.REFUSED),
            (errors.LineUnavailable("nobody"), call_back.Outcome.UNKNOWN),
        ],
    )
    def test_says_what_the_operator_made_of_it(self, asked, problem, outcome):
        run(asked, Telephone(problem))

        assert told(asked) is outcome

    def test_calls_nobody_without_a_telephone(self, asked):
        telephone = Telephone()

        run(asked, telephone, desk=dataclasses.replace(DESK, click_to_call_line=None))

        assert telephone.called == []
        assert told(asked) is call_back.Outcome.REFUSED

    def test_forgets_what_is_not_there(self, both):
        telephone = Telephone()

        run(both, telephone)

        assert telephone.called == []
        assert told(both) is None
