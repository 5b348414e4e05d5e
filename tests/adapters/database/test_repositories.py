"""What each repository keeps comes back equal, and nothing personal can be read in the file."""

import dataclasses
import datetime as dt
import pathlib
import zoneinfo

import pytest
from cryptography import fernet

from deskbot.alerts import escalation
from deskbot.calls import case, events, intake, merge
from deskbot.chat import messages, notice
from deskbot.desk import hours, interval, roster
from deskbot.line import state
from deskbot.outside.database import instants, store, tables, vault
from deskbot.people import member
from tests.adapters.database import conftest
from tests.prompts import samples

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NOW = dt.datetime(2024, 8, 1, 10, 12, 31, 4, tzinfo=PARIS)
CALLER = "+33639980212"

CALL = merge.Call(
    key="standard-cdr-1",
    caller=CALLER,
    caller_told=False,
    at=NOW,
    number="+33353010100",
    outcome=merge.Outcome.VOICEMAIL,
    knows_rings=True,
    legs=(
        merge.Leg(at=NOW, number="+33639980101", rang_s=24, cause=events.Cause.NO_ANSWER),
        merge.Leg(at=NOW, number="+33639980102", answered=True),
    ),
    voicemail="12",
    mail="m-3",
    message_s=9,
    waited_s=48,
    was_open=True,
    case="standard-cdr-0",
)
CARD = case.Case(
    key="standard-cdr-1",
    desk="standard",
    channel="standard",
    origin=case.Origin.NOTE,
    caller=CALLER,
    opened_at=NOW,
    opened_by="ines",
    reopened_at=NOW,
    reopened_by="lea",
    state=case.State.DONE,
    taken_by="tom",
    taken_at=NOW,
    assigned_by="lea",
    taken_before="ines",
    assigned_before="simon",
    ended=case.Ended(closing=case.Closing.REACHED, done_by="lea", done_at=NOW, taken_by=None, taken_at=None),
    closing=case.Closing.REACHED,
    note="rappeler au 06 39 98 02 12",
    done_by="tom",
    done_at=NOW,
    version=3,
    shown_version=2,
    post_id="p1",
    posted_in="standard",
    left_post_id="p0",
    left_channel="accueil",
    moves=1,
    channel_by="tom",
    refused_channel="compta",
    transcript_post_id="p3",
    recording_post_id="p2",
    recording_name="message-1.mp3",
    hearing=case.Hearing.HEARD,
    hearing_why=None,
    transcript='{"text": "ici Madame Dupont au 06.39.98.02.12"}',
    topic="autre",
    topic_by="tom",
    urgent=True,
    urgent_by="tom",
    calls=3,
    last_call_at=NOW,
    reminded=1,
    closed_with="t1",
    tried="card-standard-cdr-1",
    tried_in="standard",
)
ALERT = escalation.Alert(
    key="a1",
    desk="standard",
    text="Madame Dupont est bloquée, 0639980212",
    raised_by="lea",
    case=None,
    state=escalation.State.TAKEN,
    told=2,
    last_told_at=NOW,
    taken_by="simon",
    taken_at=NOW,
)
SPAN = interval.Interval(start=NOW, end=NOW + dt.timedelta(days=1))
CHANGE = roster.Change(
    key="x1",
    desk="standard",
    kind=roster.ChangeKind.CLOSE,
    member="lea",
    by="lea",
    at=NOW,
    spans=(SPAN,),
    note="Madame Dupont, 06 39 98 02 12",
)
LEA = member.Profile(username="lea", name="Léa", number=CALLER, declared_at=NOW)


class TestCalls:
    @pytest.mark.parametrize("call", [CALL, merge.Call(key="standard-vm-2", caller=None, at=NOW)])
    def test_come_back(self, data, call):
        with data.write() as work:
            work.calls.save(merge.Call(key=call.key, caller=None, at=NOW), desk="standard")
            work.calls.save(call, desk="standard")

        with data.read() as work:
            assert work.calls.get(call.key) == call
            assert work.calls.get("other") is None

    def test_are_found_around_a_moment_at_their_desk(self, data):
        with data.write() as work:
            work.calls.save(CALL, desk="standard")

        def near(desk: str, before_s: int, after_s: int) -> int:
            span = interval.Interval(
                start=NOW.astimezone(dt.UTC) + dt.timedelta(seconds=before_s),
                end=NOW + dt.timedelta(seconds=after_s),
            )
            with data.read() as work:
                return len(work.calls.near(desk, span=span))

        assert (near("standard", -60, 60), near("standard", 0, 1), near("standard", -60, 0)) == (1, 1, 0)
        assert near("medecins", -60, 60) == 0

    def test_are_found_in_order(self, both):
        with both.write() as work:
            for key, minutes in (("b", 2), ("a", 3), ("c", 1)):
                at = NOW + dt.timedelta(minutes=minutes)
                work.calls.save(merge.Call(key=key, caller=None, at=at), desk="standard")

            span = interval.Interval(start=NOW, end=NOW + dt.timedelta(hours=1))
            assert [call.key for call in work.calls.near("standard", span=span)] == ["c", "b", "a"]


RECORD = events.CallRecord(
    key="1", caller=CALLER, called="+33353010100", way=events.RecordWay.INCOMING, at=NOW, duration_s=9
)
MESSAGE = events.VoicemailMessage(key="2", caller=None, at=NOW, duration_s=7)
MAIL = events.VoicemailMail(
    key="m",
    caller=None,
    tells_caller=False,
    dialled=None,
    at=NOW,
    is_exact=False,
    duration_s=None,
    has_sound=True,
)
LIVE = events.LiveEvent(
    key="l",
    call="q1",
    kind=events.LiveKind.GAVE_UP,
    at=NOW,
    number="+33353010100",
    caller=CALLER,
    agent="+33639980101",
    cause=events.Cause.NO_ANSWER,
)


class TestSources:
    @pytest.mark.parametrize("event", [RECORD, MESSAGE, MAIL, LIVE])
    def test_come_back(self, data, event):
        with data.write() as work:
            work.sources.add("standard", "one", event, at=NOW)

        with data.read() as work:
            (told,) = work.sources.waiting("standard")
        assert told == events.Told(desk="standard", name="one", event=event, told_at=NOW)

    def test_are_kept_once(self, both):
        with both.write() as work:
            work.sources.add("standard", "cdr-1", RECORD, at=NOW)
            work.sources.add("standard", "cdr-1", MESSAGE, at=NOW)

        with both.read() as work:
            assert [told.event for told in work.sources.waiting("standard")] == [RECORD]
            assert work.sources.unseen("standard", ["cdr-2", "cdr-1", "vm-1"]) == ("cdr-2", "vm-1")
            assert work.sources.unseen("medecins", ["cdr-1"]) == ("cdr-1",)
            assert work.sources.unseen("standard", []) == ()

    def test_wait_until_their_call_is_known(self, both):
        with both.write() as work:
            for number, minutes in enumerate((2, 3, 1)):
                event = dataclasses.replace(RECORD, at=NOW + dt.timedelta(minutes=minutes))
                work.sources.add("standard", f"cdr-{number}", event, at=NOW)
            work.sources.belongs("standard", "cdr-0", call="c1")
            work.sources.belongs("standard", "cdr-1", call="")

        span = interval.Interval(start=NOW, end=NOW + dt.timedelta(minutes=3))
        with both.read() as work:
            assert [told.name for told in work.sources.waiting("standard")] == ["cdr-2"]
            found = [(told.name, told.call) for told in work.sources.between("standard", span=span)]
        assert found == [("cdr-2", None), ("cdr-0", "c1")]


class TestCases:
    @pytest.mark.parametrize("card", [CARD, case.Case(key="c2", desk="standard", channel="standard")])
    def test_come_back(self, data, card):
        with data.write() as work:
            work.cases.save(case.Case(key=card.key, desk="standard", channel="standard"))
            work.cases.save(card)

        with data.read() as work:
            assert work.cases.get(card.key) == card
            assert work.cases.get("other") is None

    def test_are_open_until_they_are_done_the_oldest_call_first(self, both):
        states = {"b": case.State.OPEN, "a": case.State.TAKEN, "c": case.State.OPEN, "d": case.State.DONE}
        with both.write() as work:
            for minutes, (key, state_of_card) in enumerate(states.items()):
                at = NOW + dt.timedelta(minutes=minutes)
                work.calls.save(merge.Call(key=key, caller=CALLER, at=at), desk="standard")
                card = case.Case(key=key, desk="standard", channel="standard", state=state_of_card)
                work.cases.save(card)
            work.cases.save(case.Case(key="e", desk="medecins", channel="standard"))

        with both.read() as work:
            assert [card.key for card in work.cases.open_of("standard")] == ["b", "a", "c"]
            assert (work.cases.count_open("standard"), work.cases.count_open("medecins")) == (3, 1)
            assert (work.cases.open_of("archives"), work.cases.count_open("archives")) == ((), 0)

    def test_are_found_by_what_came_of_them(self, both):
        closings = {"a": case.Closing.PROOF, "b": case.Closing.REACHED, "c": None, "d": case.Closing.PROOF}
        with both.write() as work:
            for key, closing in closings.items():
                desk = "medecins" if key == "d" else "standard"
                work.cases.save(case.Case(key=key, desk=desk, channel="standard", closing=closing))

        with both.read() as work:
            assert work.cases.closed_as("standard", case.Closing.PROOF) == {"a"}
            assert work.cases.closed_as("standard", case.Closing.MESSAGE_LEFT) == frozenset()

    def test_are_found_by_when_they_were_done(self, both):
        with both.write() as work:
            for minutes, key in enumerate(("a", "b", "c", "d")):
                done_at = NOW + dt.timedelta(minutes=minutes)
                card = case.Case(key=key, desk="standard", channel="standard", done_at=done_at)
                work.cases.save(dataclasses.replace(card, state=case.State.DONE))
            work.cases.save(case.Case(key="e", desk="standard", channel="standard"))

        later = NOW + dt.timedelta(minutes=1)
        span = interval.Interval(start=later, end=NOW + dt.timedelta(minutes=3))
        with both.read() as work:
            assert [card.key for card in work.cases.done_in("standard", span=span)] == ["b", "c"]
            assert work.cases.done_in("medecins", span=span) == ()

    def test_are_found_by_those_that_they_were_ended_with(self, both):
        done = case.Case(key="a", desk="standard", channel="standard", state=case.State.DONE)
        with both.write() as work:
            work.cases.save(dataclasses.replace(done, closed_with="t1"))
            work.cases.save(dataclasses.replace(done, key="b", closed_with="t2"))
            work.cases.save(dataclasses.replace(done, key="c", closed_with="t1", state=case.State.OPEN))

        with both.read() as work:
            assert [card.key for card in work.cases.closed_with("t1")] == ["a"]


class TestAlerts:
    def test_are_found_by_the_card_that_raised_them(self, data):
        of_card = escalation.Alert(key="a2", desk="standard", text="x", raised_by=None, case="c1")
        with data.write() as work:
            work.alerts.save(of_card)
            work.alerts.save(dataclasses.replace(of_card, key="a3", case="c2"))
            work.alerts.save(ALERT)

        with data.read() as work:
            assert work.alerts.of_case("c1") == (of_card,)
            assert work.alerts.of_case("c3") == ()

    @pytest.mark.parametrize(
        "alert", [ALERT, escalation.Alert(key="a2", desk="standard", text="", raised_by=None, case="c1")]
    )
    def test_come_back(self, data, alert):
        with data.write() as work:
            work.alerts.save(dataclasses.replace(alert, told=0))
            work.alerts.save(alert)

        with data.read() as work:
            assert work.alerts.get(alert.key) == alert
            assert work.alerts.get("other") is None

    def test_keep_their_posts(self, data):
        posts = (
            escalation.AlertPost(post_id="p1", username="simon", direct=True),
            escalation.AlertPost(post_id="p2", username=None, direct=False),
        )
        with data.write() as work:
            for post in (*posts, *posts):
                work.alerts.save_post("a1", post)

        with data.read() as work:
            assert work.alerts.posts("a1") == posts
            assert work.alerts.posts("a2") == ()


class TestLines:
    def test_are_unknown_at_first(self, data):
        with data.read() as work:
            assert work.lines.get("standard") == state.LineState(desk="standard")

    def test_come_back(self, data):
        known = state.LineState(
            desk="standard",
            verified_at=NOW,
            told="on_duty:lea:lea",
            failing_since=NOW,
            waiting_since=NOW,
            polled_at=NOW,
            trouble_told=True,
            drift="drift-standard-1",
            greeting="2024-08-01:closed",
        )
        with data.write() as work:
            work.lines.save(state.LineState(desk="standard"))
            work.lines.save(known)

        with data.read() as work:
            assert work.lines.get("standard") == known


class TestIntakes:
    def test_keeps_what_is_known_of_a_place(self, data):
        known = intake.Intake(
            key="mailbox", begun_at=NOW, looked_at=NOW, blind_since=NOW, blindness_told=True
        )
        with data.write() as work:
            assert work.intakes.get("mailbox") == intake.Intake(key="mailbox")
            work.intakes.save(intake.Intake(key="mailbox"))
            work.intakes.save(known)

        with data.read() as work:
            assert work.intakes.get("mailbox") == known


# All but what only stands at the head of a form.
POSTED = [name for name, one in samples.SAMPLES.items() if hasattr(messages, type(one).__name__)]


class TestNotices:
    @pytest.mark.parametrize("name", POSTED)
    def test_come_back_whatever_the_message(self, data, name):
        message = samples.SAMPLES[name]
        item = notice.Notice(key=name, place=messages.Channel(name="standard"), message=message)
        with data.write() as work:
            work.notices.add(item)

        with data.read() as work:
            assert work.notices.get(name) == item

    def test_are_kept_once_and_remember_their_post(self, data):
        item = notice.Notice(key="n1", place=messages.Direct(username="tom"), message=messages.CardTaken())
        with data.write() as work:
            work.notices.add(item)
            work.notices.posted("n1", post_id="p1")
            work.notices.add(dataclasses.replace(item, message=messages.CardClosed()))

        with data.read() as work:
            assert work.notices.get("n1") == dataclasses.replace(item, post_id="p1")
            assert work.notices.get("n2") is None


class TestQuestions:
    def test_are_kept_once_and_sealed(self, data):
        with data.write() as work:
            for _ in range(2):
                work.questions.add(key="q1", asked_by="lea", question="Qui paie Madame Dupont ?", at=NOW)
            rows = work.connection.execute(tables.questions.select()).all()

        (row,) = rows
        assert (row.asked_by, instants.from_text(row.at)) == ("lea", NOW)
        assert vault.Vault(conftest.SECRET).unseal(row.question_sealed) == "Qui paie Madame Dupont ?"


class TestPrivacy:
    def test_leaves_no_number_and_no_free_text_in_the_file(self, data: store.Store, file: pathlib.Path):
        with data.write() as work:
            work.calls.save(CALL, desk="standard")
            work.cases.save(CARD)
            work.alerts.save(ALERT)
            work.questions.add(key="q1", asked_by="lea", question="Où joindre Dupont, 0639980212 ?", at=NOW)
            work.members.save(LEA)
            work.addresses.put("member", "lea", "un-jeton-secret", at=NOW)
            closing = hours.Exceptional(kind=hours.Opening.CLOSED, span=SPAN, reason="Madame Dupont")
            work.exceptions.add("standard", closing, change="x1")
            work.changes.add(CHANGE)
            for name, message in samples.SAMPLES.items():
                work.notices.add(
                    notice.Notice(key=name, place=messages.Channel(name="standard"), message=message)
                )

        # The write-ahead log lies beside the file.
        found = b"".join(path.read_bytes() for path in file.parent.iterdir())

        assert b"standard-cdr-1" in found
        for text in ("39980212", "39 98 02 12", "39.98.02.12", "Dupont", "bloqu", "rappeler au", "jeton"):
            assert text.encode() not in found
            assert text.encode("utf-16-le") not in found

    def test_finds_the_same_number_by_its_hash(self):
        mine = vault.Vault(conftest.SECRET)

        assert mine.hash(CALLER) == mine.hash(CALLER) != vault.Vault("another secret").hash(CALLER)
        assert mine.hash(None) is None


class TestVault:
    def test_opens_what_it_sealed(self):
        mine = vault.Vault(conftest.SECRET)

        assert mine.unseal(mine.seal("é😀")) == "é😀"
        assert mine.unseal(mine.seal(None)) is None
        assert mine.seal("x") != mine.seal("x")

    def test_refuses_what_another_secret_sealed(self):
        with pytest.raises(fernet.InvalidToken):
            vault.Vault("another secret").unseal(vault.Vault(conftest.SECRET).seal("x"))

    def test_has_a_key_for_each_purpose(self):
        assert vault.subkey("s", purpose="seal") != vault.subkey("s", purpose="buttons")


class TestInstants:
    def test_compare_as_text(self):
        moments = [NOW, NOW.replace(microsecond=0), NOW.astimezone(dt.UTC) + dt.timedelta(microseconds=1)]

        assert sorted(moments) == [
            instants.from_text(text) for text in sorted(map(instants.to_text, moments))
        ]

    def test_refuse_a_moment_without_a_zone(self):
        with pytest.raises(ValueError, match="zone"):
            instants.to_text(NOW.replace(tzinfo=None))
