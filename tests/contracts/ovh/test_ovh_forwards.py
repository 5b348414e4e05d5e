"""A SIP line: its options, its four forwards, and where a call ends."""

import ovh
import pytest

from deskbot.sandbox.ovh import calling, routing, schema

NUMBER, VOICEMAIL, DOCTOR = "0033353010110", "0033353010110", "0033639980001"
OTHER_VOICEMAIL = "0033353010199"
CALLER = "+33639980077"


@pytest.fixture
def phone(world):
    return world.add("+33353010110", kind="line")


@pytest.fixture
def options(world, phone, client):
    """Write options through the API."""

    def write(**changes):
        client.put(world.path(f"/line/{NUMBER}/options"), **changes)

    return write


def _forward(name, nature, number):
    return {f"forward{name}": True, f"forward{name}Nature": nature, f"forward{name}Number": number}


def _route(line, **about):
    route = routing.who_would_ring(line, at=line.now(), **about)
    return [(ring.number, ring.dialled_s) for ring in route.rings], route.then.kind, route.then_at_s


class TestOptions:
    def test_are_all_those_of_the_schema(self, world, phone, client):
        seen = client.get(world.path(f"/line/{NUMBER}/options"))

        assert set(seen) == set(schema.load().models["telephony.LineOptions"])
        assert seen["voicemailExternalNumber"] == VOICEMAIL
        assert not any(seen[f"forward{name}"] for name in ("Unconditional", "NoReply", "Busy", "Backup"))

    def test_are_changed(self, world, options, client):
        options(**_forward("Busy", "number", DOCTOR))

        seen = client.get(world.path(f"/line/{NUMBER}/options"))
        assert (seen["forwardBusy"], seen["forwardBusyNature"]) == (True, "number")
        assert seen["forwardBusyNumber"] == DOCTOR

    @pytest.mark.parametrize(
        ("body", "message"),
        [
            ({"voicemailExternalNumber": DOCTOR}, "Read-only"),
            ({"forwardBusyNature": "phone"}, "must be one of"),
            ({"forwardBusyNumber": "0033899000000"}, "forbidden"),
            ({"forwardBusyNumber": None}, "phoneNumber"),
            ({"forwardNoReplyDelay": 61}, "0 to 60"),
        ],
    )
    def test_refuse_what_makes_no_sense(self, options, body, message):
        with pytest.raises(ovh.exceptions.BadParametersError, match=message):
            options(**body)

    @pytest.mark.parametrize("leaves", [True, False])
    def test_leave_the_other_forwards_or_switch_them_off(self, world, phone, options, leaves):
        world.switch(put_leaves_the_rest=leaves)
        options(**_forward("Busy", "number", DOCTOR))

        options(**_forward("Backup", "number", DOCTOR))

        assert phone.options["forwardBusy"] is leaves
        assert phone.options["forwardBusyNumber"] == DOCTOR

    def test_of_the_line_itself(self, world, phone, client):
        assert client.get(world.path(f"/line/{NUMBER}"))["serviceName"] == NUMBER


class TestOwnPhone:
    def test_rings_then_the_call_is_cut(self, phone):
        assert _route(phone) == ([(NUMBER, 60)], "hangup", 60)

    @pytest.mark.parametrize(("in_seconds", "rang_s"), [(True, 12), (False, 60)])
    def test_rings_for_the_delay_then_forwards(self, world, phone, options, in_seconds, rang_s):
        world.switch(forward_delay_in_seconds=in_seconds)

        options(**_forward("NoReply", "voicemail", VOICEMAIL), forwardNoReplyDelay=12)

        assert _route(phone) == ([(NUMBER, rang_s)], "voicemail", rang_s)

    def test_does_not_ring_without_a_delay(self, phone, options):
        options(**_forward("NoReply", "number", DOCTOR), forwardNoReplyDelay=0)

        assert _route(phone) == ([(DOCTOR, 60)], "hangup", 60)

    def test_is_followed_by_the_number_it_forwards_to(self, phone, options):
        options(**_forward("NoReply", "number", DOCTOR), forwardNoReplyDelay=15)

        assert _route(phone) == ([(NUMBER, 15), (DOCTOR, 60)], "hangup", 75)

    @pytest.mark.parametrize(("name", "state"), [("Busy", "phone_busy"), ("Backup", "phone_registered")])
    def test_that_cannot_ring_forwards_at_once(self, phone, options, name, state):
        setattr(phone, state, name == "Busy")
        without = _route(phone)

        options(**_forward(name, "number", DOCTOR))

        assert without == ([], "hangup", 0)
        assert _route(phone) == ([(DOCTOR, 60)], "hangup", 60)

    def test_that_cannot_ring_may_have_a_fax(self, phone, options):
        phone.phone_busy = True

        options(**_forward("Busy", "fax", VOICEMAIL))

        assert _route(phone) == ([], "hangup", 0)

    def test_forwards_to_the_voicemail_of_another(self, world, phone, options):
        options(**_forward("Unconditional", "voicemail", OTHER_VOICEMAIL))

        call = calling.place_call(phone, caller=CALLER, outcome=calling.leaves_message(9), recording=b"sound")

        assert (call.end, call.voicemail) == ("voicemail", OTHER_VOICEMAIL)
        assert list(world.line.mailbox.messages) == [call.message_id]
        assert phone.mailbox.messages == {}

    def test_refuses_hidden_callers_when_asked_to(self, phone, options):
        options(anonymousCallRejection=True)

        assert _route(phone, is_hidden=True) == ([], "rejected", 0)


class TestUnconditional:
    def test_hides_the_others(self, phone, options):
        options(
            **_forward("Unconditional", "number", DOCTOR),
            **_forward("NoReply", "voicemail", VOICEMAIL),
            forwardNoReplyDelay=20,
        )

        assert _route(phone) == ([(DOCTOR, 60)], "hangup", 60)

    def test_leaves_the_no_reply_when_it_does_not_hide(self, world, phone, options):
        world.switch(unconditional_forward_hides_others=False)
        options(
            **_forward("Unconditional", "number", DOCTOR),
            **_forward("NoReply", "voicemail", VOICEMAIL),
            forwardNoReplyDelay=20,
        )

        assert _route(phone) == ([(DOCTOR, 20)], "voicemail", 20)

    @pytest.mark.parametrize(("after_s", "end"), [(22, "answered"), (None, "hangup")])
    def test_ends_in_the_mobile_s_own_voicemail(self, world, phone, options, after_s, end):
        world.switch(mobile_voicemail_after_s=after_s)
        options(**_forward("Unconditional", "number", DOCTOR))

        call = calling.place_call(phone, caller=CALLER, outcome=calling.stays_silent())

        assert call.end == end
        assert call.legs[0].by_private_voicemail is (after_s is not None)

    def test_leads_to_another_number_of_the_account(self, world, phone, options):
        world.arm(0, DOCTOR)
        options(**_forward("Unconditional", "number", world.line.public))

        rings, kind, at_s = _route(phone)

        assert (rings[0], kind, at_s) == ((DOCTOR, 20), "voicemail", 180)

    def test_does_not_turn_for_ever(self, world, phone, options):
        other = world.add(
            "+33353010111",
            kind="line",
            options={
                "forwardUnconditional": True,
                "forwardUnconditionalNature": "number",
                "forwardUnconditionalNumber": NUMBER,
            },
        )

        options(**_forward("Unconditional", "number", other.public))

        assert _route(phone) == ([], "hangup", 0)


class TestRecords:
    def test_do_not_call_the_own_phone_a_transfer(self, phone, options):
        options(**_forward("NoReply", "number", DOCTOR), forwardNoReplyDelay=15)

        calling.place_call(phone, caller=CALLER, outcome=calling.answered(2, talk_s=40))

        assert [(r.way, r.called, r.duration_s) for r in phone.records] == [
            ("incoming", NUMBER, 40),
            ("transfer", DOCTOR, 40),
        ]


class TestVoicemailLine:
    def test_takes_messages_without_any_phone(self, world):
        alone = world.line.account.services[OTHER_VOICEMAIL]

        assert _route(alone) == ([], "voicemail", 0)
