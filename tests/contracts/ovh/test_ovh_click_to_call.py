"""A SIP line's telephone that calls when told to, and the record that it leaves."""

import ovh
import pytest

NUMBER, CALLED = "0033353010130", "0033639980201"


@pytest.fixture
def line(world):
    return world.add("+33353010130", kind="line")


@pytest.fixture
def dial(world, line, client):
    def ask(number=CALLED, **more):
        return client.post(world.path(f"/line/{NUMBER}/click2Call"), calledNumber=number, **more)

    return ask


def shown(world, client, **asked):
    base = world.path(f"/service/{NUMBER}/voiceConsumption")
    return [client.get(f"{base}/{key}") for key in client.get(base, **asked)]


class TestClickToCall:
    @pytest.mark.parametrize("talk_s", [0, 60])
    def test_leaves_a_record_of_a_call_out(self, world, dial, client, talk_s):
        world.switch(click_to_call_talk_s=talk_s, records_late_s=30)

        answer = dial()

        assert answer is None
        assert shown(world, client) == []
        world.clock.advance(talk_s + 30)
        (record,) = shown(world, client)
        assert (record["wayType"], record["calling"], record["called"]) == ("outgoing", NUMBER, CALLED)
        assert record["duration"] == talk_s
        assert shown(world, client, wayType="incoming") == []
        assert len(shown(world, client, wayType="outgoing")) == 1

    def test_takes_what_the_schema_has_besides(self, dial, line):
        dial(callingNumber=NUMBER, intercom=False)

        assert len(line.records) == 1

    @pytest.mark.parametrize("number", ["", "06 39 98 02 01", "+33639980201"])
    def test_refuses_what_is_no_number(self, dial, line, number):
        with pytest.raises(ovh.exceptions.BadParametersError):
            dial(number)

        assert line.records == []

    @pytest.mark.parametrize("needs", [True, False])
    def test_calls_nobody_without_a_telephone(self, world, dial, line, needs):
        world.switch(click_to_call_needs_a_phone=needs)
        line.phone_registered = False

        if needs:
            with pytest.raises(ovh.exceptions.BadParametersError):
                dial()
        else:
            dial()

        assert line.records == []

    def test_is_of_lines_alone(self, world, client):
        with pytest.raises(ovh.exceptions.ResourceNotFoundError):
            client.post(world.path(f"/line/{world.line.public}/click2Call"), calledNumber=CALLED)
