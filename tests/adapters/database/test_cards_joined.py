"""Two calls turn out to be one: of their two cards one stays, with the message once, and one holder."""

import datetime as dt
import pathlib

import pytest

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.flows import escalate
from deskbot.outside.database import store
from tests.adapters.database import card_chat, recorder
from tests.adapters.database.test_calls_recorded import (
    BEGAN,
    RANG,
    SAID,
    SAID_TOO,
    leg,
    message,
    record,
)
from tests.unit.calls.line_day import TOM

STAYS, GOES = f"standard-VoicemailMessage-{SAID.key}", f"standard-CallRecord-{RANG.key}"


@pytest.fixture
def line(data: store.Store) -> recorder.Recorder:
    return recorder.Recorder(data)


@pytest.fixture
def room(line: recorder.Recorder, tmp_path: pathlib.Path) -> card_chat.Room:
    return card_chat.Room(line, tmp_path)


@pytest.fixture
def two(line: recorder.Recorder) -> recorder.Recorder:
    """The card of the message that seems to be that of one call, and the card of another."""
    line.hears(SAID)
    line.hears(BEGAN)
    line.hears(RANG)
    return line


def takes(line: recorder.Recorder, key: str, *, by: str, after_s: int = 0, assigned_by: str | None = None):
    with line.data.write() as work:
        at = line.clock.shown + dt.timedelta(seconds=after_s)
        work.cases.save(line.card(key).taken(by=by, at=at).changed(assigned_by=assigned_by))


def ends(line: recorder.Recorder, key: str, *, by: str) -> None:
    with line.data.write() as work:
        done = line.card(key).finished(by=by, closing=case.Closing.REACHED, at=line.clock.shown)
        work.cases.save(done)


def told(line: recorder.Recorder, username: str) -> list[messages.Message]:
    with line.data.read() as work:
        query = "SELECT key FROM desk_notice WHERE username = ? ORDER BY at, key"
        with line.data.reader.connect() as connection:
            keys = [row.key for row in connection.exec_driver_sql(query, (username,))]
        return [work.notices.get(key).message for key in keys]


class TestWhoHadEither:
    @pytest.mark.parametrize(("first", "second"), [(STAYS, GOES), (GOES, STAYS)])
    def test_keeps_it_who_took_theirs_first_and_the_other_is_told(self, two, first, second):
        takes(two, first, by="tom")
        takes(two, second, by="lea", after_s=60, assigned_by="simon")
        seen_at = two.card(second).at

        two.hears(SAID_TOO)

        card = two.card(STAYS)
        assert (card.state, card.taken_by, card.assigned_by) == (case.State.TAKEN, "tom", None)
        assert told(two, "lea") == [messages.SameCall(name="Tom", caller=None, at=seen_at)]
        assert told(two, "tom") == []

    def test_is_told_nothing_where_both_are_theirs(self, two):
        takes(two, STAYS, by="tom")
        takes(two, GOES, by="tom")

        two.hears(SAID_TOO)

        assert (two.card(STAYS).taken_by, told(two, "tom")) == ("tom", [])

    def test_has_it_from_whom_they_were_handed_it(self, two):
        takes(two, GOES, by="tom", assigned_by="simon")

        two.hears(SAID_TOO)

        card = two.card(STAYS)
        assert (card.taken_by, card.assigned_by) == ("tom", "simon")

    @pytest.mark.parametrize(("ended", "taken"), [(STAYS, GOES), (GOES, STAYS)])
    def test_is_told_that_the_other_one_ended_theirs(self, two, ended, taken):
        takes(two, taken, by="tom")
        ends(two, ended, by="lea")
        seen_at = two.card(taken).at

        two.hears(SAID_TOO)

        card = two.card(STAYS)
        assert (card.state, card.done_by, card.closing) == (case.State.DONE, "lea", case.Closing.REACHED)
        assert told(two, "tom") == [
            messages.CardEnded(by="Léa", closing=case.Closing.REACHED, caller=None, at=seen_at)
        ]

    @pytest.mark.parametrize(("raised", "taken"), [(STAYS, GOES), (GOES, STAYS)])
    def test_is_who_deals_with_what_was_urgent_in_the_other(self, two, raised, taken):
        with two.data.write() as work:
            urgent = two.card(raised).changed(urgent=True, urgent_by="ines")
            work.cases.save(urgent)
            escalate.raise_alert(
                work,
                key="a",
                desk="standard",
                text="vite",
                raised_by="ines",
                case=raised,
                now=two.clock.shown,
            )
        takes(two, taken, by="tom")

        two.hears(SAID_TOO)

        with two.data.read() as work:
            (alert,) = work.alerts.of_case(STAYS)
        card = two.card(STAYS)
        assert (alert.is_answered, alert.taken_by, two.due(escalate.KIND)) == (True, "tom", [])
        assert (card.urgent, card.urgent_by) == (True, "ines")


class TestWhatIsWritten:
    def test_is_on_the_card_that_stays(self, two):
        with two.data.write() as work:
            for key, note in ((STAYS, "Léa : à rappeler"), (GOES, "Tom : avant midi")):
                work.cases.save(two.card(key).changed(note=note))

        two.hears(SAID_TOO)

        assert two.card(STAYS).notes == ("Léa : à rappeler", "Tom : avant midi")


def sound(key: str) -> bytes:
    return f"ID3 {key}".encode()


class TestAMessage:
    @pytest.mark.parametrize("posted", ["both", "the one that stays", "none"])
    def test_hangs_once_in_the_thread_of_the_card_that_stays(self, line, room, posted):
        """The first card had the message, then the second one, and the first one again."""
        line.hears(RANG)
        line.hears(SAID)
        if posted != "none":
            room.settles()
        line.hears(BEGAN)
        if posted == "both":
            room.settles()
        else:
            room.fetches()
        assert [one.voicemail for one in line.calls()] == [None, SAID.key]

        line.hears(SAID_TOO)
        room.settles()

        first, second = line.calls()
        assert (first.voicemail, second.voicemail) == (SAID.key, SAID_TOO.key)
        of_first = [each for each in room.chat.sounds() if each[1] == sound(SAID.key)]
        assert of_first == [(first.case, sound(SAID.key))]
        assert (second.case, sound(SAID_TOO.key)) in room.chat.sounds()
        assert room.kept() == sorted(str(one.recording_name) for one in _with_sounds(line))

    @pytest.mark.parametrize("fetched", [True, False])
    def test_is_the_cards_own_where_the_call_that_stays_had_none(self, line, room, fetched):
        """Somebody seems to have answered the call that left it, until that phone is another call's."""
        line.hears(record(0, lasting=40, caller=None), leg(6, lasting=38, caller=None))
        line.hears(message(20, caller=None))
        (answered, left) = line.calls()
        assert (answered.case, left.case) == (None, left.key)
        if fetched:
            room.settles()

        line.hears(record(4, lasting=39, caller=None), leg(5, to=TOM, caller=None))
        room.settles()

        (call,) = [one for one in line.calls() if one.has_message]
        assert (call.key, call.case) == (answered.key, left.key)
        assert room.chat.sounds() == [(left.key, sound("20"))]
        card = line.card(left.key)
        assert (card.recording_name is not None, card.hearing) == (True, case.Hearing.WAITING)
        assert [one.key for one in _with_sounds(line)] == [left.key]


def _with_sounds(line: recorder.Recorder) -> list[case.Case]:
    with line.data.reader.connect() as connection:
        keys = [row.key for row in connection.exec_driver_sql("SELECT key FROM desk_case ORDER BY key")]
    return [card for card in map(line.card, keys) if card.recording_name is not None]
