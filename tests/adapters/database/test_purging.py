"""What is too old goes a few rows at a time; what is open, young or counted stays."""

import contextlib
import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa

from deskbot.alerts import escalation
from deskbot.calls import case, events, merge
from deskbot.chat import messages, notice
from deskbot.desk import hours, interval, roster
from deskbot.outside.database import instants, store, tables
from deskbot.people import member, privacy

NOW = dt.datetime(2024, 8, 1, 3, 30, tzinfo=dt.UTC)
EDGE = NOW - dt.timedelta(days=100)
OLD, YOUNG = EDGE - dt.timedelta(days=1), EDGE + dt.timedelta(days=1)
CALLER = "+33639980212"
Kind = privacy.Kind


def erase(data: store.Store, kind: Kind, *, limit: int = 500) -> tuple[str, ...]:
    with data.write() as work:
        return work.purging.erase(kind, before=EDGE, limit=limit, now=NOW)


def done(key: str, at: dt.datetime | None, **changed: object) -> case.Case:
    known = {
        "caller": CALLER,
        "note": "Madame Dupont",
        "transcript": "bonjour",
        "recording_name": "message-1.mp3",
        "state": case.State.DONE,
        "opened_at": OLD,
        "done_at": at,
    }
    return case.Case(key=key, desk="standard", channel="standard", **{**known, **changed})


@pytest.fixture
def cards(both):
    """Cards of each sort that a purge must tell apart."""
    with both.write() as work:
        for card in (
            done("old", OLD),
            done("young", YOUNG),
            done("undated", None),
            done("open", None, state=case.State.OPEN),
            done("taken", None, state=case.State.TAKEN),
            done("silent", OLD, recording_name=None, transcript=None),
            done("joined", OLD, joined_to="open"),
        ):
            work.cases.save(card)
    return both


class TestRecordings:
    def test_of_old_cards_that_are_done_go(self, cards):
        assert set(erase(cards, Kind.RECORDINGS)) == {"old", "undated"}

        with cards.read() as work:
            card = work.cases.get("old")
        assert (card.transcript, card.recording_erased_at, card.note) == (None, NOW, "Madame Dupont")
        # Its file is still to be erased, under this name.
        assert card.recording_name == "message-1.mp3"
        assert card.version == 2

    def test_go_once(self, cards):
        erase(cards, Kind.RECORDINGS)

        assert erase(cards, Kind.RECORDINGS) == ()


class TestCards:
    def test_that_are_old_and_done_lose_number_and_texts(self, cards):
        assert set(erase(cards, Kind.CARDS)) == {"old", "undated", "silent"}

        with cards.read() as work:
            card = work.cases.get("old")
            kept = {key: work.cases.get(key).caller for key in ("young", "open", "taken", "joined")}
        assert (card.caller, card.note, card.transcript, card.erased_at) == (None, None, None, NOW)
        assert (card.state, card.done_at) == (case.State.DONE, OLD)
        assert kept == dict.fromkeys(kept, CALLER)

    def test_go_a_few_at_a_time_the_oldest_first(self, cards):
        with cards.write() as work:
            work.cases.save(done("oldest", OLD - dt.timedelta(days=1)))

        assert erase(cards, Kind.CARDS, limit=1) == ("oldest",)
        assert len(erase(cards, Kind.CARDS, limit=2)) == 2


class TestCalls:
    def test_stay_without_their_numbers(self, both):
        legs = (merge.Leg(at=OLD, number="+33639980101"),)
        with both.write() as work:
            for key, at in (("old", OLD), ("young", YOUNG)):
                call = merge.Call(key=key, caller=CALLER, at=at, legs=legs, waited_s=9)
                work.calls.save(call, desk="standard")

        assert erase(both, Kind.CALLS) == ("old",)
        assert erase(both, Kind.CALLS) == ()

        with both.read() as work:
            old, young = work.calls.get("old"), work.calls.get("young")
        assert (old.caller, old.legs, old.at, old.waited_s) == (None, (), OLD, 9)
        assert young.caller == CALLER


class TestSources:
    @pytest.fixture
    def told(self, both):
        with both.write() as work:
            for name, at in (("old", OLD), ("young", YOUNG)):
                event = events.VoicemailMessage(key=name, caller=CALLER, at=at, duration_s=3)
                work.sources.add("standard", name, event, at=at)
        return both

    def test_lose_what_they_told_and_keep_their_name(self, told):
        assert erase(told, Kind.SOURCES) == ("old",)

        with told.read() as work:
            assert [one.name for one in work.sources.waiting("standard")] == ["young"]
            assert work.sources.unseen("standard", ["old", "young"]) == ()

    def test_are_forgotten_later(self, told):
        assert erase(told, Kind.SEEN) == ("old",)

        with told.read() as work:
            assert work.sources.unseen("standard", ["old", "young"]) == ("old",)


class TestMessages:
    def drop(self, data: store.Store) -> privacy.Dropped:
        with data.write() as work:
            private = messages.private_kinds()
            return work.purging.drop_messages(before=EDGE, limit=500, now=NOW, private=private)

    def test_go_and_the_posts_of_those_that_tell_a_number(self, both):
        number = messages.NumberToCall(number=CALLER, at=OLD)
        with both.write() as work:
            for key, at, message in (
                ("old", OLD, number),
                ("young", YOUNG, number),
                ("plain", OLD, messages.CardTaken()),
            ):
                place = messages.Direct(username="tom")
                work.notices.add(notice.Notice(key=key, place=place, message=message, at=at))
                work.notices.posted(key, post_id=f"post-{key}")

        dropped = self.drop(both)

        assert set(dropped.keys) == {"old", "plain"}
        assert dropped.post_ids == ("post-old",)

    def test_of_before_it_was_noted_when_are_as_old_as_tonight(self, both):
        with both.write() as work:
            item = notice.Notice(key="n", place=messages.Channel(name="x"), message=messages.CardTaken())
            work.notices.add(item)

        assert self.drop(both).keys == ()
        with both.read() as work:
            assert work.notices.get("n").at == NOW


class TestAlerts:
    def test_that_ended_go_with_their_posts(self, both):
        alert = escalation.Alert(
            key="old", desk="standard", text="Dupont", raised_by=None, case=None, last_told_at=OLD
        )
        taken = dataclasses.replace(alert, state=escalation.State.TAKEN, taken_at=OLD)
        with both.write() as work:
            work.alerts.save(taken)
            work.alerts.save(dataclasses.replace(taken, key="young", last_told_at=YOUNG))
            work.alerts.save(dataclasses.replace(alert, key="ringing"))
            work.alerts.save_post("old", escalation.AlertPost(post_id="p1", username="simon", direct=True))

            dropped = work.purging.drop_alerts(before=EDGE, limit=500)

            assert dropped == privacy.Dropped(keys=("old",), post_ids=("p1",))
            assert work.alerts.posts("old") == ()
            assert work.alerts.get("young")
            assert work.alerts.get("ringing")


class TestJournal:
    def test_goes_and_the_reasons_of_what_is_over(self, both):
        over = interval.Interval(start=OLD - dt.timedelta(days=9), end=OLD - dt.timedelta(days=8))
        with both.write() as work:
            for key, at in (("old", OLD), ("young", YOUNG)):
                change = roster.Change(
                    key=key, desk="standard", kind=roster.ChangeKind.CLAIM, member="lea", by="lea", at=at
                )
                work.changes.add(change)
            closing = hours.Exceptional(kind=hours.Opening.CLOSED, span=over, reason="Madame Dupont")
            work.exceptions.add("standard", closing, change="old")

        assert len(erase(both, Kind.JOURNAL)) == 2

        with both.read() as work:
            assert [one.key for one in work.changes.recent(9)] == ["young"]
            (left,) = work.exceptions.of("standard", until_after=over.start)
        assert (left.reason, left.span) == ("", over)


class TestTexts:
    def test_are_forgotten_by_the_day(self, both):
        with both.write() as work:
            work.texts_sent.claim(CALLER, day=OLD.date())

        assert len(erase(both, Kind.TEXTS)) == 1

        with both.write() as work:
            assert work.texts_sent.claim(CALLER, day=OLD.date())
            assert work.texts_sent.claim(CALLER, day=YOUNG.date())
        assert len(erase(both, Kind.TEXTS)) == 1
        with both.write() as work:
            assert not work.texts_sent.claim(CALLER, day=YOUNG.date())


class TestMembers:
    def test_who_left_lose_their_number_after_a_while(self, both):
        gone = member.Profile(username="lea", name="Léa", number=CALLER, is_active=False)
        here = member.Profile(username="tom", name="Tom", number="+33639980102")
        with both.write() as work:
            work.members.save(gone)
            work.members.save(here)

        assert erase(both, Kind.MEMBERS) == ()
        with both.write() as work:
            later = NOW + dt.timedelta(days=31)
            edge = later - dt.timedelta(days=30)
            assert work.purging.erase(Kind.MEMBERS, before=edge, limit=9, now=later) == ("lea",)
            assert work.members.get("lea") == dataclasses.replace(gone, number=None)
            assert work.members.get("tom") == here

    def test_who_came_back_keep_it(self, both):
        gone = member.Profile(username="lea", name="Léa", number=CALLER, is_active=False)
        with both.write() as work:
            work.members.save(gone)
        erase(both, Kind.MEMBERS)
        with both.write() as work:
            work.members.save(dataclasses.replace(gone, is_active=True))
        erase(both, Kind.MEMBERS)
        with both.write() as work:
            work.members.save(gone)

            later = NOW + dt.timedelta(days=31)
            assert work.purging.erase(Kind.MEMBERS, before=NOW, limit=9, now=later) == ()


class TestBatches:
    ROWS = 100_000

    def test_of_a_hundred_thousand_calls_change_few_rows_each(self, data):
        sealed = "sealed"
        row = {
            "desk": "standard",
            "caller_sealed": sealed,
            "caller_hash": sealed,
            "at": instants.to_text(OLD),
            "caller_told": True,
            "knows_rings": False,
            "outcome": "missed",
        }
        with data.writer.begin() as connection:
            keys = [{**row, "key": f"c{number}"} for number in range(self.ROWS)]
            connection.execute(sa.insert(tables.calls), keys)

        changed = []
        for _ in range(3):
            with data.write() as work, counted(work.connection) as rows:
                work.purging.erase(Kind.CALLS, before=EDGE, limit=500, now=NOW)
            changed.append(rows[0])

        assert changed == [500, 500, 500]

    @pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.MESSAGES, Kind.ALERTS)])
    def test_are_found_by_an_index(self, data, kind):
        with data.writer.begin() as connection:
            plans: list[str] = []

            @sa.event.listens_for(connection, "before_cursor_execute")
            def explain(connection, cursor, statement, parameters, *_rest):
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                plans.extend(row[3] for row in cursor.fetchall())

            work = store.Work(connection, seal=None)
            work.purging.erase(kind, before=EDGE, limit=500, now=NOW)

        assert plans
        small = ("desk_member", "desk_text_sent", "desk_exception", "desk_kept_line", "desk_reading")
        assert [plan for plan in plans if plan.startswith("SCAN") and plan.split()[1] not in small] == []


@contextlib.contextmanager
def counted(connection: sa.Connection):
    """Count the rows that change until the end of the block."""
    raw = connection.connection.driver_connection
    rows: list[int] = []
    before = raw.total_changes
    yield rows
    rows.append(raw.total_changes - before)
