"""Calls: who rings and why, where they end, and the traces they leave."""

import datetime as dt

import httpx
import ovh
import pytest

from deskbot.sandbox import clock
from deskbot.sandbox.ovh import calling, control, routing

LEA, TOM = "0033639980001", "0033639980002"
VOICEMAIL = "0033353010199"
CALLER = "+33639980077"


def _rings(world, *, hidden=False):
    route = routing.who_would_ring(world.line, at=world.line.now(), is_hidden=hidden)
    return [(ring.number, ring.dialled_s) for ring in route.rings], route.then.kind, route.then_at_s


def _place(world, outcome, *, caller=CALLER, recording=None):
    return calling.place_call(world.line, caller=caller, outcome=outcome, recording=recording)


def _records(world, client):
    path = world.path(f"/service/{world.line.public}/voiceConsumption")
    return [client.get(f"{path}/{record_id}") for record_id in client.get(path)]


class TestWhoWouldRing:
    def test_is_nobody_when_all_are_logged_out(self, world):
        assert _rings(world) == ([], "voicemail", 0)

    def test_waits_instead_when_the_closure_needs_the_wait(self, world):
        world.switch(closure_runs_when_nobody_available=False)

        assert _rings(world) == ([], "voicemail", 180)

    def test_is_one_agent_again_and_again(self, world):
        world.arm(0, LEA, timeout=24)

        assert _rings(world) == ([(LEA, 24)] * 7 + [(LEA, 12)], "voicemail", 180)

    def test_is_one_round_when_the_queue_does_not_start_again(self, world):
        world.switch(queue_starts_again_until_max_wait=False)
        world.arm(0, LEA, timeout=24)
        world.arm(1, TOM, timeout=20)

        assert _rings(world) == ([(LEA, 24), (TOM, 20)], "voicemail", 44)

    def test_follows_the_places(self, world, client):
        world.arm(0, LEA)
        world.arm(1, TOM)
        first, queue = world.agent_ids()[0], world.queue_id()

        client.put(world.hunting(f"/hunting/agent/{first}/queue/{queue}"), position=9)

        assert [number for number, _ in _rings(world)[0][:2]] == [TOM, LEA]

    def test_skips_an_agent_on_a_break(self, world, client):
        world.arm(0, LEA)
        world.arm(1, TOM)

        client.put(world.hunting(f"/hunting/agent/{world.agent_ids()[0]}"), status="onBreak")

        assert {number for number, _ in _rings(world)[0]} == {TOM}

    @pytest.mark.parametrize(("from_dialling", "expected"), [(True, (20, 16)), (False, (24, 20))])
    def test_takes_the_setting_up_from_the_ringing_or_not(self, world, from_dialling, expected):
        world.switch(ring_time_counts_from_dialling=from_dialling)
        world.arm(0, LEA, timeout=20)

        first = routing.who_would_ring(world.line, at=world.line.now()).rings[0]

        assert (first.dialled_s, first.rang_s) == expected

    @pytest.mark.parametrize(("service_rules", "wait"), [(False, 60), (True, 180)])
    def test_obeys_one_of_the_two_pairs(self, world, client, service_rules, wait):
        world.switch(service_pair_rules=service_rules)
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), maxWaitTime=60)
        world.arm(0, LEA)

        assert _rings(world)[2] == wait

    def test_gives_reasons(self, world):
        world.arm(0, LEA)

        route = routing.who_would_ring(world.line, at=world.line.now())

        assert route.rings[0].why == "Agent « first », disponible : +33639980001 est appelé 20 s."
        assert route.then.why == "Après 180 s d'attente : messagerie +33353010199."


class TestClosure:
    def test_needs_a_number_that_has_a_voicemail(self, world, client):
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), actionOnClosureParam="+33353010199")

        assert _rings(world)[1] == "hangup"

    def test_uses_the_service_s_voicemail_when_the_param_is_no_number(self, world, client):
        world.switch(closure_param_is_line_number=False)
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), actionOnClosureParam="12")

        assert _rings(world)[1] == "voicemail"

    @pytest.mark.parametrize(("at_max_wait", "kind"), [(True, "voicemail"), (False, "playback")])
    def test_runs_when_the_wait_is_over_or_the_overflow_does(self, world, client, at_max_wait, kind):
        world.switch(closure_runs_at_max_wait=at_max_wait)
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), actionOnOverflow="playback")
        world.arm(0, LEA)

        assert _rings(world)[1] == kind

    def test_cuts_the_call_when_it_is_empty(self, world, client):
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), actionOnClosure=None)

        assert _rings(world)[1] == "hangup"


class TestTime:
    @pytest.fixture
    def timed(self, world, client):
        world.arm(0, LEA)
        client.put(
            world.hunting("/timeConditions"),
            enable=True,
            unavailableType="voicemail",
            unavailableNumber=VOICEMAIL,
            slot1Type="number",
            slot1Number=TOM,
        )
        for policy, since, until in [
            ("available", "09:00:00", "12:00:00"),
            ("slot1", "12:00:00", "14:00:00"),
        ]:
            client.post(
                world.hunting("/timeConditions/conditions"),
                policy=policy,
                weekDay="thursday",
                timeFrom=since,
                timeTo=until,
            )
        return world

    @pytest.mark.parametrize(
        ("hour", "rings", "kind"), [(11, LEA, "voicemail"), (13, TOM, "hangup"), (14, None, "voicemail")]
    )
    def test_chooses_the_destination(self, timed, hour, rings, kind):
        at = dt.datetime(2024, 8, 1, hour, tzinfo=clock.PARIS)

        route = routing.who_would_ring(timed.line, at=at)

        assert {ring.number for ring in route.rings} == ({rings} if rings else set())
        assert route.then.kind == kind

    def test_counts_only_when_enabled(self, timed, client):
        client.put(timed.hunting("/timeConditions"), enable=False)
        at = dt.datetime(2024, 8, 1, 22, tzinfo=clock.PARIS)

        assert routing.who_would_ring(timed.line, at=at).rings

    @pytest.mark.parametrize(
        ("category", "switches", "rings"),
        [
            ("holidays", {}, set()),
            ("holidays", {"holidays_send_to_unavailable": False}, {LEA}),
            ("scheduler1", {}, {TOM}),
            ("scheduler1", {"schedulers_send_to_slots": False}, {LEA}),
        ],
    )
    def test_yields_to_a_scheduler_event(self, timed, client, category, switches, rings):
        timed.switch(**switches)
        client.post(
            timed.path(f"/scheduler/{timed.line.public}/events"),
            category=category,
            title="Fermé",
            dateStart="2024-08-01T09:00:00+02:00",
            dateEnd="2024-08-01T10:00:00+02:00",
        )
        at = dt.datetime(2024, 8, 1, 9, 30, tzinfo=clock.PARIS)

        found = {ring.number for ring in routing.who_would_ring(timed.line, at=at).rings}
        after = routing.who_would_ring(timed.line, at=at + dt.timedelta(minutes=30))

        assert found == rings
        assert after.rings[0].number == LEA


class TestPlaceCall:
    def test_is_answered_by_the_nth(self, world):
        world.arm(0, LEA, timeout=20)
        world.arm(1, TOM, timeout=20)

        call = _place(world, calling.answered(2, talk_s=60))

        assert [(leg.number, leg.rang_s, leg.answered) for leg in call.legs] == [
            (LEA, 16, False),
            (TOM, 6, True),
        ]
        assert (call.end, call.total_s) == ("answered", 20 + 4 + 6 + 60)

    def test_ends_when_the_caller_gives_up_after_the_first_round(self, world):
        world.arm(0, LEA, timeout=20)
        world.arm(1, TOM, timeout=24)

        call = _place(world, calling.hangs_up())

        assert [leg.dialled_s for leg in call.legs] == [20, 24]
        assert (call.end, call.total_s, call.message_id) == ("hangup", 44, None)

    def test_ends_when_the_caller_loses_patience(self, world):
        world.arm(0, LEA, timeout=20)

        call = _place(world, calling.hangs_up(after_s=30))

        assert [(leg.dialled_s, leg.rang_s) for leg in call.legs] == [(20, 16), (10, 6)]
        assert call.total_s == 30

    def test_leaves_nothing_when_the_caller_hangs_up_on_the_greeting(self, world):
        call = _place(world, calling.hangs_up())

        assert (call.end, call.total_s, call.message_id) == ("voicemail", 3, None)

    def test_leaves_a_message(self, world, client):
        world.arm(0, LEA)
        call = _place(world, calling.leaves_message(16), recording=b"sound")
        hidden = client.get(world.voicemail("/directories"), dir="inbox")

        world.clock.jump_to(call.ended_at)

        (message_id,) = client.get(world.voicemail("/directories"), dir="inbox")
        message = client.get(world.voicemail(f"/directories/{message_id}"))
        assert hidden == []
        assert (call.end, call.total_s) == ("voicemail", 180 + 8 + 16)
        assert (message["caller"], message["duration"]) == ("0033639980077", 16)
        assert message["creationDatetime"] == "2024-08-01T09:03:08+02:00"

    def test_leaves_none_where_the_voicemail_only_announces(self, world, client):
        client.put(world.voicemail("/settings"), doNotRecord=True)

        call = _place(world, calling.leaves_message(16), recording=b"sound")

        assert (call.end, call.total_s, call.message_id) == ("voicemail", 8, None)

    @pytest.mark.parametrize(("action", "total_s"), [("playback", 12), (None, 0)])
    def test_ends_without_a_voicemail(self, world, client, action, total_s):
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), actionOnClosure=action)

        call = _place(world, calling.leaves_message(16), recording=b"sound")

        assert (call.end, call.total_s, call.message_id) == ("hangup", total_s, None)

    def test_goes_to_the_overflow_when_the_queue_is_full(self, world, client):
        client.put(world.hunting(f"/hunting/queue/{world.queue_id()}"), maxMember=1)
        world.arm(0, LEA)
        _place(world, calling.stays_silent())

        second = _place(world, calling.stays_silent())

        assert (second.legs, second.end) == ((), "voicemail")
        assert second.why.startswith("La file est pleine")

    def test_does_not_ring_somebody_who_talks(self, world):
        world.arm(0, LEA, timeout=20)
        world.arm(1, TOM, timeout=20)
        _place(world, calling.answered(1, talk_s=600))
        world.clock.advance(30)

        second = _place(world, calling.hangs_up())

        assert [leg.number for leg in second.legs] == [TOM]

    def test_waits_for_somebody_who_talks(self, world):
        world.arm(0, LEA, timeout=20)
        first = _place(world, calling.answered(1, talk_s=60))
        world.clock.advance(30)

        second = _place(world, calling.answered(1))

        assert second.at(second.legs[0].starts_s) >= first.ended_at
        assert second.end == "answered"

    @pytest.mark.parametrize(("after_s", "lost"), [(22, True), (None, False), (30, False)])
    def test_is_lost_in_a_mobile_s_own_voicemail(self, world, after_s, lost):
        world.switch(mobile_voicemail_after_s=after_s)
        world.arm(0, LEA, timeout=29)

        call = _place(world, calling.hangs_up())

        assert call.legs[0].by_private_voicemail is lost
        assert call.end == ("answered" if lost else "hangup")

    def test_is_rejected_when_hidden_calls_are(self, world, client):
        client.put(world.hunting(), anonymousRejection=True)

        assert _place(world, calling.stays_silent(), caller=None).end == "rejected"

    def test_does_not_move_the_clock(self, world):
        before = world.line.now()

        _place(world, calling.stays_silent())

        assert world.line.now() - before < dt.timedelta(seconds=5)

    def test_needs_the_sound_of_a_message(self, world):
        with pytest.raises(ValueError, match="recording"):
            _place(world, calling.leaves_message(16))


class TestLiveCalls:
    def test_show_who_waits_then_who_talks(self, world, client):
        world.arm(0, LEA, timeout=20)
        call = _place(world, calling.answered(1, talk_s=60))
        path = world.hunting(f"/hunting/queue/{world.queue_id()}/liveCalls")

        (call_id,) = client.get(path)
        waiting = client.get(f"{path}/{call_id}")
        world.clock.advance(15)
        talking = client.get(f"{path}/{call_id}")
        world.clock.jump_to(call.ended_at)

        assert (waiting["state"], waiting["agent"], waiting["answered"]) == ("Waiting", "", None)
        assert (talking["state"], talking["agent"]) == ("Answered", LEA)
        assert talking["answered"] == "2024-08-01T09:00:10+02:00"
        assert client.get(path) == []
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.get(f"{path}/{call_id}")

    def test_let_go_of_who_reached_the_voicemail(self, world, client):
        _place(world, calling.leaves_message(60), recording=b"sound")

        assert client.get(world.hunting(f"/hunting/queue/{world.queue_id()}/liveCalls")) == []


class TestRecords:
    @pytest.mark.parametrize("late_s", [0, 30, 600])
    def test_appear_late(self, world, client, late_s):
        world.switch(records_late_s=late_s)
        world.arm(0, LEA)
        call = _place(world, calling.hangs_up())
        begun = _records(world, client)
        world.clock.jump_to(call.ended_at + dt.timedelta(seconds=late_s - 2))
        just_before = _records(world, client)

        world.clock.advance(2)

        assert (begun, just_before) == ([], [])
        assert _records(world, client)

    def test_tell_the_legs(self, world, client):
        world.arm(0, LEA, timeout=20)
        world.arm(1, TOM, timeout=20)
        _over(world, _place(world, calling.answered(2, talk_s=60)))

        records = _records(world, client)

        assert [(r["wayType"], r["called"], r["duration"]) for r in records] == [
            ("incoming", "0033353010100", 60),
            ("transfer", LEA, 0),
            ("transfer", TOM, 60),
        ]
        assert {r["calling"] for r in records} == {"0033639980077"}
        assert [r["creationDatetime"] for r in records] == [
            "2024-08-01T09:00:00+02:00",
            "2024-08-01T09:00:00+02:00",
            "2024-08-01T09:00:20+02:00",
        ]

    def test_can_be_a_single_one(self, world, client):
        world.switch(call_leaves_several_legs=False)
        world.arm(0, LEA)
        _over(world, _place(world, calling.leaves_message(16), recording=b"sound"))

        assert [(r["wayType"], r["duration"]) for r in _records(world, client)] == [("incoming", 24)]

    @pytest.mark.parametrize(
        ("rule", "durations"), [("zero", [0, 0]), ("ring_time", [20, 16]), ("absent", [])]
    )
    def test_of_an_unanswered_call(self, world, client, rule, durations):
        world.switch(unanswered_incoming_record=rule)
        world.arm(0, LEA, timeout=20)
        _over(world, _place(world, calling.hangs_up()))

        assert [r["duration"] for r in _records(world, client)] == durations

    @pytest.mark.parametrize(("is_null", "calling_number"), [(True, None), (False, "inconnu")])
    def test_of_a_hidden_caller(self, world, client, is_null, calling_number):
        world.switch(hidden_caller_is_null_in_records=is_null, hidden_caller_word_in_voicemail="inconnu")
        call = _over(world, _place(world, calling.leaves_message(5), caller=None, recording=b"sound"))

        message = client.get(world.voicemail(f"/directories/{call.message_id}"))

        assert {r["calling"] for r in _records(world, client)} == {calling_number}
        assert message["caller"] == "inconnu"

    @pytest.mark.parametrize(
        ("presented", "shown"), [("alias", "0033353010100"), ("caller", "0033639980077")]
    )
    def test_show_what_number_the_agent_saw(self, world, client, presented, shown):
        client.put(world.hunting(), showCallerNumber=presented)
        world.arm(0, LEA)
        _over(world, _place(world, calling.answered()))

        assert [r["calling"] for r in _records(world, client)] == ["0033639980077", shown]

    def test_are_filtered(self, world, client):
        world.arm(0, LEA)
        _over(world, _place(world, calling.answered()))
        path = world.path(f"/service/{world.line.public}/voiceConsumption")
        noon = "2024-08-01T12:00:00+02:00"

        assert len(client.get(path, wayType="incoming")) == 1
        assert client.get(path, wayType="outgoing") == []
        assert client.get(path, **{"creationDatetime.from": noon}) == []
        assert len(client.get(path, **{"creationDatetime.to": noon})) == 2

    def test_change_place_with_the_month(self, world, client):
        _over(world, _place(world, calling.stays_silent()))
        service = world.path(f"/service/{world.line.public}")
        (record_id, _) = client.get(f"{service}/voiceConsumption")
        world.clock.jump_to(dt.datetime(2024, 9, 1, tzinfo=clock.PARIS))

        previous = client.get(f"{service}/previousVoiceConsumption/{record_id}")

        assert client.get(f"{service}/voiceConsumption") == []
        assert "dialed" not in previous
        world.clock.jump_to(dt.datetime(2024, 10, 1, tzinfo=clock.PARIS))
        assert client.get(f"{service}/previousVoiceConsumption") == []

    def test_are_of_the_public_number_only(self, world, client):
        _over(world, _place(world, calling.stays_silent()))

        assert client.get(world.path(f"/service/{VOICEMAIL}/voiceConsumption")) == []


class TestControl:
    def test_shows_the_line_in_e164(self, world):
        world.arm(0, LEA)
        world.arm(1, TOM, timeout=24)

        seen = httpx.get(world.url + "/sandbox/line").json()

        assert seen["public_number"] == "+33353010100"
        assert [a["number"] for a in seen["agents"]] == ["+33639980001", "+33639980002"]
        assert [(r["number"], r["seconds"]) for r in seen["would_ring"]] == [
            ("+33639980001", 20),
            ("+33639980002", 24),
        ]
        assert (seen["then"]["kind"], seen["then"]["number"]) == ("voicemail", "+33353010199")
        assert seen["queue"]["actionOnClosureParam"] == "+33353010199"

    def test_places_calls(self, world):
        world.arm(0, LEA)
        address = world.url + "/sandbox/line"

        call = httpx.post(f"{address}/calls", json={"caller": CALLER, "outcome": "message"}).json()
        world.clock.jump_to(dt.datetime.fromisoformat(call["ended_at"]))
        httpx.post(f"{address}/calls", json={"caller": None, "outcome": "answered", "talk_s": 10})

        seen = httpx.get(address).json()
        assert (call["end"], call["caller"]) == ("voicemail", CALLER)
        assert [c["end"] for c in seen["calls"]] == ["voicemail", "answered"]
        assert seen["calls"][1]["legs"][0]["number"] == "+33639980001"
        assert seen["voicemails"][0]["bytes"] == len(control.samples()["rappel"].sound)
        assert {r["calling"] for r in seen["records"]} == {CALLER, None}
        assert [r["visible"] for r in seen["records"]] == [False] * len(seen["records"])

    @pytest.mark.parametrize("wanted", [{"outcome": "later"}, {"outcome": "silent", "caller": "0639980001"}])
    def test_refuses_a_call_that_makes_no_sense(self, world, wanted):
        assert httpx.post(world.url + "/sandbox/line/calls", json=wanted).status_code == 422


def _over(world, call):
    """Move the clock to where the call's records are there."""
    world.clock.jump_to(call.ended_at + dt.timedelta(seconds=30))
    return call
