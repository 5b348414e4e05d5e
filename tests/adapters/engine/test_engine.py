"""Rows become flows, once, in order, again when they fail; on both databases."""

import datetime as dt
import threading

from structlog import testing

from tests.adapters.engine import lab as labs


class TestRow:
    def test_runs_its_flow_once(self, lab: labs.Lab) -> None:
        lab.put("note", "once")

        assert lab.told("once", lines=1) == [("note", "once")]

        lab.engine.tick()
        lab.clock.advance(86_400)
        lab.stays_at("once", lines=1)
        assert lab.row("note", "once") is None

    def test_waits_for_its_time(self, lab: labs.Lab) -> None:
        lab.put("note", "later", late_s=-30)
        lab.stays_at("later", lines=0)

        lab.clock.advance(30)

        lab.told("later", lines=1)

    def test_runs_again_when_it_is_put_again(self, lab: labs.Lab) -> None:
        lab.put("note", "twice")
        lab.told("twice", lines=1)
        lab.clock.advance(1)

        lab.put("note", "twice")

        lab.told("twice", lines=2)

    def test_for_a_moment_that_ran_already_runs_too(self, lab: labs.Lab) -> None:
        lab.put("note", "same")
        lab.told("same", lines=1)

        lab.put("note", "same")

        lab.told("same", lines=2)
        lab.stays_at("same", lines=2)

    def test_goes_with_its_transaction(self, lab: labs.Lab) -> None:
        class _Changed(Exception):
            pass

        try:
            with lab.store.write() as work:
                work.due.put("note", "undone", at=lab.clock.now())
                raise _Changed
        except _Changed:
            pass

        lab.stays_at("undone", lines=0)

    def test_of_an_unknown_kind_stays(self, lab: labs.Lab) -> None:
        lab.put("of_another_version", "kept")

        lab.stays_at("kept", lines=0)

        assert lab.row("of_another_version", "kept") is not None
        assert lab.engine.stuck() == []

    def test_that_is_late_runs_once(self, lab: labs.Lab) -> None:
        lab.put("note", "late", late_s=3 * 86_400)

        lab.told("late", lines=1)
        lab.stays_at("late", lines=1)

    def test_that_is_too_late_for_its_kind_is_dropped_and_said(self, lab: labs.Lab) -> None:
        with testing.capture_logs() as lines:
            lab.put("timed", "too_late", late_s=61)
            labs.until(lambda: lab.row("timed", "too_late") is None)
            lab.put("timed", "in_time", late_s=59)
            lab.told("in_time", lines=1)

        lab.stays_at("too_late", lines=0)
        (said,) = [line for line in lines if line["event"] == "A row came too late and is dropped."]
        assert (said["kind"], said["key"], said["late_s"]) == ("timed", "too_late", 61)


class TestPeriodic:
    def test_is_moved_from_the_end_of_each_run(self, lab: labs.Lab) -> None:
        lab.put("periodic", "poll", late_s=500)
        lab.told("poll", lines=1)
        assert lab.again("periodic", "poll") == (60.0, 0)

        lab.clock.advance(3600)

        lab.told("poll", lines=2)
        assert lab.again("periodic", "poll") == (60.0, 0)


class TestOrdered:
    def test_runs_one_at_a_time_and_once_more_for_all_that_was_put_meanwhile(self, lab: labs.Lab) -> None:
        gate = lab.said.gates["desk"] = threading.Event()
        lab.put("ordered", "desk")
        lab.told("desk", lines=1)
        for _ in range(5):
            lab.clock.advance(1)
            lab.put("ordered", "desk")
        lab.stays_at("desk", lines=1)
        assert lab.row("ordered", "desk") is not None

        gate.set()

        assert [line[2] for line in lab.told("desk", lines=4)] == ["begins", "ends"] * 2
        lab.stays_at("desk", lines=4)
        assert lab.row("ordered", "desk") is None

    def test_lets_other_keys_go_on(self, lab: labs.Lab) -> None:
        for key in ("one", "other"):
            lab.said.gates[key] = threading.Event()
            lab.put("ordered", key)

        lab.told("one", lines=1)
        lab.told("other", lines=1)

        for key in ("one", "other"):
            lab.said.gates[key].set()
            lab.told(key, lines=2)


class TestLane:
    def test_of_heavy_work_runs_one_in_all_and_holds_no_other_lane_up(self, lab: labs.Lab) -> None:
        for key in ("big1", "big2"):
            lab.said.gates[key] = threading.Event()
            lab.put("heavy", key)
        labs.until(lambda: lab.said.about("big1") or lab.said.about("big2"))

        lab.put("note", "meanwhile")
        lab.told("meanwhile", lines=1)
        assert len(lab.said.about("big1") + lab.said.about("big2")) == 1

        for key in ("big1", "big2"):
            lab.said.gates[key].set()
        for key in ("big1", "big2"):
            lab.told(key, lines=2)

    def test_that_is_full_loses_nothing_and_takes_the_earliest_first(self, lab: labs.Lab) -> None:
        gate = threading.Event()
        keys = [f"crowd{place:02d}" for place in range(30)]
        for key in keys:
            lab.said.gates[key] = gate
        with lab.store.write() as work:
            for place, key in enumerate(reversed(keys)):
                work.due.put("ordered", key, at=lab.clock.now() + dt.timedelta(seconds=30 - place))

        lab.clock.advance(60)
        labs.until(lambda: len(lab.begun(keys)) == 6)
        lab.stays_at(keys[29], lines=0)
        assert set(lab.begun(keys)) == set(keys[:6])

        gate.set()
        for key in keys:
            lab.told(key, lines=2)
        assert len(lab.begun(keys)) == 30

    def test_keeps_room_for_what_goes_first(self, lab: labs.Lab) -> None:
        crowd, urgent = [f"slow{place}" for place in range(9)], ["urgent1", "urgent2"]
        for key in (*crowd, *urgent):
            lab.said.gates[key] = threading.Event()
        for key in crowd:
            lab.put("ordered", key)
        labs.until(lambda: len(lab.begun(crowd)) == 6)

        # One of them was put already, as one of the crowd.
        lab.put("ordered", urgent[0])
        for key in urgent:
            lab.put("ordered", key, first=True)

        for key in urgent:
            lab.told(key, lines=1)
        assert len(lab.begun(crowd)) == 6
        for key in (*crowd, *urgent):
            lab.said.gates[key].set()
        for key in (*crowd, *urgent):
            lab.told(key, lines=2)

    def test_runs_a_kind_that_always_goes_first(self, lab: labs.Lab) -> None:
        crowd = [f"calm{place}" for place in range(9)]
        for key in crowd:
            lab.said.gates[key] = threading.Event()
            lab.put("ordered", key)
        labs.until(lambda: len(lab.begun(crowd)) == 6)

        lab.put("alert", "alert")

        lab.told("alert", lines=1)
        for key in crowd:
            lab.said.gates[key].set()
        for key in crowd:
            lab.told(key, lines=2)


class TestFailure:
    def test_comes_back_in_1_2_5_10_and_10_minutes(self, lab: labs.Lab) -> None:
        keys = [f"broken{attempt}" for attempt in range(5)]
        with testing.capture_logs() as lines:
            # A step that returns something else than a key fails too.
            lab.put("odd", "odd")
            for attempt, key in enumerate(keys):
                lab.put("fails", key, attempt=attempt)
            rows = [lab.again("fails", key) for key in keys]
            assert lab.again("odd", "odd") == (60.0, 1)

        assert rows == [(60.0, 1), (120.0, 2), (300.0, 3), (600.0, 4), (600.0, 5)]
        assert {len(lab.said.about(key)) for key in keys} == {3}
        failed = [line for line in lines if line["event"] == "A step failed."]
        assert [line["error"] for line in failed].count("Broken") == 15
        assert [line["error"] for line in failed].count("NotAKey") == 3
        for_good = [line for line in lines if line["log_level"] == "error"]
        assert {line["key"] for line in for_good} == {*keys, "odd"}
        assert "39 98" not in repr(lines)

        lab.said.well = True
        lab.clock.advance(600)
        for key in keys:
            assert lab.told(key, lines=5)[3:] == [("fails", key), ("after", key)]
            assert lab.row("fails", key) is None
        lab.said.well = False

    def test_is_stored_without_what_it_said(self, lab: labs.Lab) -> None:
        steps = lab.stored("operation_outputs", "output", "error")
        flows = [*lab.stored("workflow_status", "*"), *lab.stored("workflow_output", "*")]

        assert len(steps) > 20
        assert "39 98" not in repr((steps, flows))
        assert "DBOSMaxStepRetriesExceeded" in repr(steps)


class TestWhatGoesFirst:
    def test_still_does_once_it_failed(self, lab: labs.Lab) -> None:
        lab.put("fails", "urgent", first=True)
        assert lab.again("fails", "urgent") == (60.0, 1)

        with lab.store.write() as work:
            (row,) = work.due.pop_first(
                lab.clock.now() + dt.timedelta(seconds=60), kinds=["fails"], always=(), most=9
            )

        assert row.key == "urgent"


class TestFlowThatBreaksBetweenItsSteps:
    def test_is_started_again_within_a_quarter_of_an_hour(self, lab: labs.Lab) -> None:
        lab.put("breaks", "b")
        lab.told("b", lines=1)
        labs.until(lambda: ("ERROR",) in lab.stored("workflow_status", "status"))
        lab.said.well = True

        lab.clock.advance(901)

        assert lab.told("b", lines=3)[1:] == [("breaks", "b"), ("after", "b")]
        lab.said.well = False

    def test_is_stored_without_what_it_said(self, lab: labs.Lab) -> None:
        lab.put("breaks", "quiet")
        lab.told("quiet", lines=1)

        labs.until(lambda: ("ERROR",) in lab.stored("workflow_status", "status"))

        kept = repr(lab.stored("workflow_output", "error"))
        assert "FlowBroke" in kept
        assert "between two steps" not in kept


class TestStep:
    def test_gives_back_what_it_was_given(self, lab: labs.Lab) -> None:
        lab.put("values", "v")

        assert lab.told("v", lines=1) == [("values", "v", "[None, True, 7, 'a key']")]
