"""What is counted of calls, read back in one query."""

import dataclasses
import datetime as dt

from deskbot.calls import case, merge
from deskbot.desk import interval
from deskbot.reports import facts
from tests.adapters.database import roster_book

NOW = roster_book.NOW


class TestFacts:
    def test_tell_what_became_of_the_card_once(self, both):
        missed = merge.Call(key="b", caller="+33639980212", at=NOW, waited_s=25, case="card")
        taken = case.Case(
            key="card",
            desk="standard",
            channel="standard",
            opened_at=NOW,
            taken_by="lea",
            taken_at=NOW + dt.timedelta(minutes=1),
            done_by="lea",
            done_at=NOW + dt.timedelta(minutes=2),
            closing=case.Closing.REACHED,
            topic="admission",
        )
        again = dataclasses.replace(missed, key="a", at=NOW + dt.timedelta(seconds=1))
        with both.write() as work:
            work.calls.save(missed, desk="standard")
            work.calls.save(again, desk="standard")
            work.cases.save(taken)

            span = interval.Interval(start=NOW, end=NOW + dt.timedelta(seconds=2))
            first, second = work.calls.facts("standard", span=span)

        assert first == facts.CallKept(
            at=NOW,
            outcome=merge.Outcome.MISSED,
            waited_s=25,
            opened_at=NOW,
            taken_at=taken.taken_at,
            done_at=taken.done_at,
            by_somebody=True,
            closing=case.Closing.REACHED,
            topic="admission",
        )
        assert second == facts.CallKept(
            at=again.at, outcome=merge.Outcome.MISSED, waited_s=25, is_gathered=True
        )

    def test_are_those_of_a_desk_and_a_time_but_of_no_number_proved(self, both):
        with both.write() as work:
            for key, desk, minutes in (("a", "standard", 0), ("b", "medecins", 0), ("c", "standard", 60)):
                call = merge.Call(key=key, caller=None, at=NOW + dt.timedelta(minutes=minutes))
                work.calls.save(call, desk=desk)
            proof = merge.Call(key="d", caller=None, at=NOW, case="d")
            work.calls.save(proof, desk="standard")
            work.cases.save(
                case.Case(key="d", desk="standard", channel="standard", closing=case.Closing.PROOF)
            )

            span = interval.Interval(start=NOW, end=NOW + dt.timedelta(hours=1))
            assert [one.at for one in work.calls.facts("standard", span=span)] == [NOW]

    def test_leave_out_what_is_not_over_and_what_the_desk_dialled(self, both):
        with both.write() as work:
            for outcome in merge.Outcome:
                call = merge.Call(key=outcome.value, caller=None, at=NOW, outcome=outcome)
                work.calls.save(call, desk="standard")

            span = interval.Interval(start=NOW, end=NOW + dt.timedelta(hours=1))
            found = {one.outcome for one in work.calls.facts("standard", span=span)}

        assert found == set(merge.Outcome) - {merge.Outcome.RUNNING, merge.Outcome.CALLED}
