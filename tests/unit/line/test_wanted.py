"""What a number must be, and what a call meets once it is."""

import dataclasses

import pytest

from deskbot.desk import public_number
from deskbot.line import arming, expected, observed, trace
from deskbot.line import assumptions as assumed
from deskbot.line import wanted as wanted_module
from tests.unit.line import office

NOW = office.at("2024-09-10 10:00")
DESK = dataclasses.replace(office.DESK, second=office.RECEPTION)
TURN = office.slot("2024-09-10 09:00", "2024-09-10 12:00")
REDIRECT = public_number.PublicNumber(number=office.OWN, kind=public_number.Kind.REDIRECT)


def of(
    number: public_number.PublicNumber = office.NUMBER,
    *,
    known: assumed.Assumptions = assumed.AS_ASSUMED,
    agreed: frozenset[str] = frozenset(),
) -> wanted_module.Wanted:
    answering = office.Office(desk=DESK, slots=(TURN,)).answering(NOW)
    return wanted_module.of(NOW, number=number, desk=DESK, answering=answering, known=known, agreed=agreed)


class TestOf:
    def test_is_armed_where_the_number_can_be(self):
        found = of()

        assert [step.number for step in found.chain.steps] == [office.LEA.number, office.RECEPTION.number]
        assert found.timetable.lease_end == TURN.span.end
        assert (found.not_armable, found.withheld) == (None, ())

    def test_withholds_a_private_number_where_nothing_can_be_armed(self):
        found = of(REDIRECT)

        assert found.withheld == ("lea",)
        assert [step.number for step in found.chain.steps] == [office.RECEPTION.number]
        assert (found.timetable, found.not_armable) == (None, arming.NotArmable.KIND)

    def test_rings_whoever_an_admin_agreed_to(self):
        found = of(REDIRECT, agreed=frozenset({"lea"}))

        assert found.withheld == ()
        assert found.chain.steps[0].number == office.LEA.number

    @pytest.mark.parametrize(
        ("holidays", "category"),
        [(True, observed.Category.HOLIDAYS), (False, observed.Category.SCHEDULER1)],
    )
    def test_arms_with_the_category_that_closes(self, holidays, category):
        known = assumed.Assumptions(holidays_send_to_unavailable=holidays)

        assert of(known=known).timetable.category is category

    def test_shortens_the_ringing_where_the_phone_really_rings_that_long(self):
        known = assumed.Assumptions(ring_time_counts_from_dialling=False)

        assert [step.ring_s for step in of(known=known).chain.steps] == [20, 20]

    def test_does_not_show_numbers(self):
        assert office.LEA.number not in repr(of())


class TestExpectedPath:
    def test_rings_nobody_once_the_wait_is_over(self):
        wanted = of()
        chain = dataclasses.replace(wanted.chain, longest_wait_s=24)
        wanted = dataclasses.replace(wanted, chain=chain)

        found = expected.path(wanted, number=office.NUMBER, at=NOW, known=assumed.AS_ASSUMED)

        assert found.numbers == (office.LEA.number,)
        assert (found.end, found.ends_s) == (trace.End.VOICEMAIL, 24)

    def test_goes_like_what_the_operator_is_brought_to(self):
        for known in (assumed.AS_ASSUMED, assumed.Assumptions(ring_time_counts_from_dialling=False)):
            house = office.Office(desk=DESK, slots=(TURN,), known=known)
            line = house.keep(office.hunt_group(), now=NOW)

            found = expected.path(house.wanted(NOW), number=office.NUMBER, at=NOW, known=known)

            assert found.goes_like(
                trace.walk(line, at=NOW, own_number=office.OWN, voicemail=office.VOICEMAIL, known=known)
            )

    def test_of_a_redirect_ends_in_the_voicemail_of_whoever_rings(self):
        found = expected.path(of(REDIRECT), number=REDIRECT, at=NOW, known=assumed.AS_ASSUMED)

        assert (found.numbers, found.end) == ((office.RECEPTION.number,), trace.End.OWN_VOICEMAIL)
