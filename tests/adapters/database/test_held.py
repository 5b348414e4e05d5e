"""All that is kept about a number is found wherever it is, and erased; the rest stays."""

import dataclasses
import datetime as dt

import pytest

from deskbot.alerts import escalation
from deskbot.calls import case, events, merge
from deskbot.chat import messages, notice
from deskbot.desk import hours, interval, roster
from deskbot.outside.database import held, store, tables
from deskbot.people import member, privacy
from tests.prompts import samples

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
CALLER, OTHER, LEA = "+33639980212", "+33639980208", "+33639980101"
SPAN = interval.Interval(start=NOW, end=NOW + dt.timedelta(days=1))
RUN = privacy.Run(
    key="r1", task=privacy.Task.FORGET, at=NOW, asked_by="simon", number=CALLER, confirmed_at=NOW
)
Kind = privacy.Kind


def card(key: str, caller: str | None = CALLER, **changed: object) -> case.Case:
    known = {"note": "Madame Dupont", "opened_at": NOW, "state": case.State.DONE, "done_at": NOW}
    return case.Case(key=key, desk="standard", channel="standard", caller=caller, **{**known, **changed})


def keep_everywhere(data: store.Store) -> None:
    """Keep the number in every place that there is, and another number beside it."""
    told = "à rappeler au zéro six trente-neuf quatre-vingt-dix-huit zéro deux douze"
    with data.write() as work:
        for number, name in ((CALLER, "theirs"), (OTHER, "other")):
            leg = merge.Leg(at=NOW, number=LEA)
            work.calls.save(merge.Call(key=name, caller=number, at=NOW, legs=(leg,)), desk="standard")
            event = events.VoicemailMessage(key=name, caller=number, at=NOW, duration_s=3)
            work.sources.add("standard", name, event, at=NOW)
            work.cases.save(card(name, number))
            asked = messages.NumberToCall(number=number, at=NOW)
            place = messages.Direct(username="tom")
            work.notices.add(notice.Notice(key=name, place=place, message=asked, at=NOW))
            work.notices.posted(name, post_id=f"post-{name}")
        alert = escalation.Alert(key="a1", desk="standard", text="Bloquée", raised_by=None, case="theirs")
        work.alerts.save(dataclasses.replace(alert, state=escalation.State.TAKEN, last_told_at=NOW))
        work.alerts.save_post("a1", escalation.AlertPost(post_id="post-a1", username=None, direct=False))
        work.questions.add(key="q1", asked_by="lea", question=f"Qui est {told} ?", at=NOW)
        change = roster.Change(
            key="x1", desk="standard", kind=roster.ChangeKind.CLOSE, member="lea", by="lea", at=NOW, note=told
        )
        work.changes.add(change)
        closing = hours.Exceptional(kind=hours.Opening.CLOSED, span=SPAN, reason=told)
        work.exceptions.add("standard", closing, change="x1")
        work.texts_sent.claim(CALLER, day=NOW.date())
        work.members.save(member.Profile(username="ines", name="Inès", number=CALLER, is_active=False))
        export = privacy.Run(
            key="e1", task=privacy.Task.EXPORT, at=NOW, number=CALLER, confirmed_at=NOW, post_id="post-e1"
        )
        work.privacy_runs.save(export)
        work.privacy_runs.save(RUN)


def erase(data: store.Store, *, run: privacy.Run = RUN, limit: int = 2) -> dict[Kind, privacy.Erased]:
    """Erase page by page, as the flow does; return what came of each kind."""
    found: dict[Kind, privacy.Erased] = {}
    after: str | None = ""
    while after is not None:
        with data.write() as work:
            page = work.held.page(CALLER, after=after, limit=limit)
            assert len(page.keys) <= limit
            done = work.forgetting.erase(page.place, page.keys, run=run, now=NOW)
        before = found.get(page.kind, privacy.Erased(count=0))
        found[page.kind] = privacy.Erased(
            count=before.count + done.count,
            left=before.left + done.left,
            post_ids=before.post_ids + done.post_ids,
            cards=before.cards + done.cards,
            sounds=before.sounds + done.sounds,
        )
        after = page.after
    return found


def kinds(data: store.Store, number: str = CALLER) -> list[Kind]:
    with data.read() as work:
        return sorted(kind for kind, _ in work.held.told(number))


class TestPlaces:
    def test_are_every_table_that_holds_something_personal(self):
        every = {table.name for table in tables.METADATA.sorted_tables if held.personal(table)}

        assert set(held.PLACES) | {table.name for table in held.EXEMPT} == every
        assert not set(held.PLACES) & {table.name for table in held.EXEMPT}


class TestTold:
    def test_finds_the_number_everywhere(self, both):
        keep_everywhere(both)

        everywhere = set(Kind) - {Kind.RECORDINGS, Kind.SEEN, Kind.LINES}
        assert set(kinds(both)) == everywhere

    def test_masks_the_numbers_of_others(self, both):
        keep_everywhere(both)

        with both.read() as work:
            told = dict(work.held.told(CALLER))
        assert told[Kind.CALLS]["legs"][0]["number"] == "06 •• •• •• 01"
        assert told[Kind.CALLS]["caller"] == CALLER
        assert not any(name.endswith(("_sealed", "_hash")) for row in told.values() for name in row)

    def test_tells_a_transcript_as_it_was_said(self, data):
        heard = (
            '{"format": 1, "segments": [{"text": " Bonjour.", "start_s": 0, "end_s": 1, "words": []}],'
            ' "empty": null, "speech_s": 1, "duration_s": 1}'
        )
        with data.write() as work:
            work.cases.save(card("c1", transcript=heard))

            ((_, told),) = work.held.told(CALLER)

        assert told["transcript"] == "Bonjour."


class TestPreview:
    def test_counts_under_the_number_alone(self, both):
        keep_everywhere(both)
        with both.write() as work:
            work.cases.save(card("open", state=case.State.TAKEN, recording_name="message-1.mp3"))
            work.cases.save(card("joined", joined_to="open"))

            found = work.held.preview(CALLER)

        assert found == privacy.Preview(calls=1, cards=1, open_cards=1, recordings=1)


class TestForgetting:
    def test_leaves_nothing_of_the_number_and_all_of_another(self, both):
        keep_everywhere(both)
        others = kinds(both, OTHER)

        erased = erase(both)

        # The run itself holds the number until it is done.
        assert kinds(both) == [Kind.JOURNAL]
        assert kinds(both, OTHER) == others
        assert erased[Kind.MESSAGES].post_ids == ("post-theirs",)
        assert erased[Kind.ALERTS].post_ids == ("post-a1",)
        assert erased[Kind.JOURNAL].post_ids == ("post-e1",)
        assert erased[Kind.CARDS].cards == ("theirs",)
        with both.read() as work:
            kept = work.cases.get("theirs")
            assert (kept.caller, kept.note, kept.erased_at, kept.state) == (None, None, NOW, case.State.DONE)
            assert work.sources.unseen("standard", ["theirs"]) == ()
            assert work.calls.get("theirs").at == NOW

    def test_takes_the_sound_and_its_posts(self, both):
        posts = {"recording_post_id": "p1", "transcript_post_id": "p2", "recording_name": "message-1.mp3"}
        with both.write() as work:
            work.cases.save(card("c1", **posts))

        cards = erase(both)[Kind.CARDS]

        assert (cards.post_ids, cards.sounds) == (("p1", "p2"), ("c1",))
        with both.read() as work:
            kept = work.cases.get("c1")
        assert (kept.recording_post_id, kept.transcript_post_id, kept.recording_erased_at) == (
            None,
            None,
            NOW,
        )

    @pytest.mark.parametrize("state", [case.State.OPEN, case.State.TAKEN])
    def test_leaves_an_open_card_its_words_without_the_number(self, both, state):
        with both.write() as work:
            work.cases.save(card("open", state=state, done_at=None))
            work.cases.save(card("joined", joined_to="open", recording_name="message-2.mp3"))

        cards = erase(both)[Kind.CARDS]

        assert (cards.count, cards.left, cards.sounds) == (0, 2, ())
        with both.read() as work:
            kept = work.cases.get("open")
        assert (kept.caller, kept.note, kept.state, kept.erased_at) == (None, "Madame Dupont", state, None)

    def test_closes_it_where_that_was_confirmed(self, both):
        with both.write() as work:
            work.cases.save(card("open", state=case.State.OPEN, done_at=None))

        erase(both, run=RUN.confirmed(at=NOW, with_open=True))

        with both.read() as work:
            kept = work.cases.get("open")
        assert (kept.state, kept.closing, kept.done_by) == (
            case.State.DONE,
            case.Closing.NOTHING_TO_DO,
            "simon",
        )
        assert (kept.note, kept.caller, kept.erased_at) == (None, None, NOW)

    def test_takes_the_words_of_another_card_that_tell_the_number(self, both):
        with both.write() as work:
            work.cases.save(card("other", OTHER, note="Son autre numéro : 06.39.98.02.12"))

        erase(both)

        with both.read() as work:
            kept = work.cases.get("other")
        assert (kept.caller, kept.note, kept.erased_at) == (OTHER, None, None)

    def test_leaves_an_alert_that_still_rings(self, both):
        alert = escalation.Alert(key="a1", desk="standard", text=CALLER, raised_by=None, case=None)
        with both.write() as work:
            work.alerts.save(alert)

        assert erase(both)[Kind.ALERTS].left == 1

        with both.read() as work:
            assert work.alerts.get("a1")

    def test_leaves_a_channel_s_post_that_names_the_card_among_others(self, both):
        shown = dataclasses.replace(samples.SAMPLES["card"], case="c1")
        with both.write() as work:
            work.cases.save(card("c1"))
            for key, place in (
                ("n1", messages.Channel(name="standard")),
                ("n2", messages.Direct(username="tom")),
            ):
                work.notices.add(notice.Notice(key=key, place=place, message=shown, at=NOW))

        erase(both)

        with both.read() as work:
            assert work.notices.get("n1")
            assert work.notices.get("n2") is None
