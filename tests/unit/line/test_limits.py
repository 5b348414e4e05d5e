"""What a kind of number cannot do."""

import pytest

from deskbot.desk import public_number
from deskbot.line import chain, limits
from tests.unit.line import office

OTHERS = ("+33639980101", "+33639980102")
BEYOND = [limits.Limit.OWN_VOICEMAIL_ANSWERS, limits.Limit.RINGS_NOT_COUNTED]
SECOND = limits.Limit.SECOND_NOT_RUNG


def met(kind: public_number.Kind, *numbers: str) -> list[limits.Limit]:
    number = public_number.PublicNumber(number=office.OWN, kind=kind)
    steps = tuple(chain.Step(number=one, ring_s=24) for one in numbers)
    wanted = chain.Chain(steps=steps, voicemail=office.VOICEMAIL, longest_wait_s=48)
    return list(limits.met(number, desired=wanted))


class TestMet:
    @pytest.mark.parametrize("numbers", [(), OTHERS[:1], OTHERS])
    def test_is_nothing_for_a_queue(self, numbers):
        assert met(public_number.Kind.EASY_HUNTING, *numbers) == []

    @pytest.mark.parametrize("kind", [public_number.Kind.LINE, public_number.Kind.REDIRECT])
    def test_is_nothing_where_nobody_rings(self, kind):
        assert met(kind) == []

    @pytest.mark.parametrize("kind", [public_number.Kind.LINE, public_number.Kind.REDIRECT])
    def test_is_the_second_and_the_voicemail_where_all_calls_are_sent_away(self, kind):
        assert met(kind, *OTHERS[:1]) == BEYOND
        assert met(kind, *OTHERS) == [SECOND, *BEYOND]

    def test_is_nothing_where_a_line_rings_its_own_phone_alone(self):
        assert met(public_number.Kind.LINE, office.OWN) == []

    def test_is_the_voicemail_of_the_second_where_a_line_rings_its_own_phone_first(self):
        assert met(public_number.Kind.LINE, office.OWN, OTHERS[0]) == BEYOND
        assert met(public_number.Kind.LINE, office.OWN, *OTHERS) == [SECOND, *BEYOND]


class TestOfKind:
    def test_is_nothing_for_a_queue(self):
        assert limits.of_kind(public_number.Kind.EASY_HUNTING) == ()

    @pytest.mark.parametrize("kind", [public_number.Kind.LINE, public_number.Kind.REDIRECT])
    def test_is_all_that_the_others_never_do(self, kind):
        assert set(limits.of_kind(kind)) == set(limits.Limit)
