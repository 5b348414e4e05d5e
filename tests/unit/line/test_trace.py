"""A call walked through a number. That it goes where the operator sends it: `tests/contracts/line`."""

import dataclasses

import pytest

from deskbot.line import assumptions as assumed
from deskbot.line import observed, trace
from deskbot.people import phone
from tests.unit.line import office

MOBILE, LANDLINE = "+33639980101", "+33353010201"
NOW = office.at("2024-09-10 10:00")
OFF = observed.Forward(active=False, to=None)


def walk(line: observed.Observed, *, known: assumed.Assumptions = assumed.AS_ASSUMED) -> trace.Path:
    return trace.walk(line, at=NOW, own_number=office.OWN, voicemail=office.VOICEMAIL, known=known)


def to_number(number: str) -> observed.Forward:
    to = observed.Destination(nature=observed.Nature.NUMBER, number=number)
    return observed.Forward(active=True, to=to)


def sip_line(*, unconditional: observed.Forward = OFF, no_reply: observed.Forward = OFF) -> observed.SipLine:
    return observed.SipLine(
        unconditional=unconditional, no_reply=no_reply, no_reply_delay=20, busy=OFF, unreachable=OFF
    )


def rung(*agents: tuple[str, int], wait_s: int = 60) -> observed.HuntGroup:
    found = office.hunt_group(
        *(
            office.agent(str(place), number, status="available", ring_s=ring_s)
            for place, (number, ring_s) in enumerate(agents, start=1)
        )
    )
    return dataclasses.replace(found, queue=dataclasses.replace(found.queue, longest_wait_s=wait_s))


class TestWalk:
    def test_rings_each_agent_for_its_time_then_ends_when_the_wait_is_over(self):
        found = walk(rung((MOBILE, 19), (LANDLINE, 24), wait_s=40))

        assert [(one.starts_s, one.ring_s) for one in found.rings] == [(0, 19), (19, 21)]
        assert (found.end, found.ends_s) == (trace.End.VOICEMAIL, 40)
        assert found.why == (trace.Why.ALWAYS_OPEN, trace.Why.WAIT_OVER)

    def test_ends_in_the_voicemail_of_a_mobile_that_is_rung_too_long(self):
        found = walk(rung((MOBILE, 40), (LANDLINE, 20)))

        assert found.numbers == (MOBILE,)
        assert (found.end, found.end_number, found.ends_s) == (trace.End.OWN_VOICEMAIL, MOBILE, 26)

    def test_waits_for_a_landline_however_long_it_rings(self):
        assert walk(rung((LANDLINE, 60))).end is trace.End.VOICEMAIL

    def test_says_nobody_is_available(self):
        found = walk(office.hunt_group())

        assert (found.rings, found.ends_s, found.why[-1]) == ((), 0, trace.Why.NOBODY_AVAILABLE)

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            (office.hunt_group(calendar=office.times(enabled=True)), trace.Why.OUT_OF_HOURS),
            (
                office.hunt_group(
                    calendar=office.times(
                        enabled=True, events=(office.event("x", "2024-09-10 09:00", "2024-09-10 11:00"),)
                    )
                ),
                trace.Why.EVENT,
            ),
        ],
    )
    def test_is_lost_where_the_calendar_sends_nowhere(self, line, why):
        found = walk(line)

        assert (found.end, found.why) == (trace.End.NOTHING, (why,))

    def test_of_a_line_sent_to_itself_is_lost(self):
        assert walk(sip_line(unconditional=to_number(office.OWN))).end is trace.End.NOTHING

    def test_of_a_line_without_a_forward_rings_its_phone_and_is_lost(self):
        found = walk(sip_line())

        assert (found.numbers, found.end) == ((office.OWN,), trace.End.NOTHING)

    def test_of_a_redirect_to_the_voicemail_ends_there(self):
        found = walk(observed.Redirect(destination=office.VOICEMAIL))

        assert (found.rings, found.end) == ((), trace.End.VOICEMAIL)

    def test_does_not_show_numbers(self):
        assert MOBILE not in repr(walk(rung((MOBILE, 20))))


class TestGoesLike:
    def test_does_not_mind_how_long_each_phone_rings(self):
        assert walk(rung((MOBILE, 20))).goes_like(walk(rung((MOBILE, 9))))

    def test_minds_the_order(self):
        one, other = rung((MOBILE, 9), (LANDLINE, 9)), rung((LANDLINE, 9), (MOBILE, 9))

        assert not walk(one).goes_like(walk(other))


class TestForbidden:
    def test_is_each_number_to_which_calls_may_not_be_sent_but_the_houses_own(self):
        path = walk(rung((MOBILE, 9), ("+33899000000", 9)))

        assert trace.forbidden(path, allowed=phone.FRENCH, own_numbers=set()) == ("+33899000000",)
        assert trace.forbidden(path, allowed=phone.FRENCH, own_numbers={"+33899000000"}) == ()
