"""A call, as its sources tell it together."""

import datetime as dt

from deskbot.calls import merge

LEA, TOM = "+33639980101", "+33639980102"
AT = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)


def call(*rang: tuple[str, int | None]) -> merge.Call:
    legs = tuple(merge.Leg(at=AT, number=number, rang_s=seconds) for number, seconds in rang)
    return merge.Call(key="c", caller=None, at=AT, legs=legs, knows_rings=True)


class TestRangS:
    def test_is_that_of_the_phone(self):
        assert call((LEA, 20), (TOM, 24)).rang_s(TOM) == 24

    def test_counts_each_time_it_rang(self):
        assert call((LEA, 20), (TOM, 24), (LEA, 11)).rang_s(LEA) == 31

    def test_is_not_known_while_that_of_one_time_is_not(self):
        assert call((LEA, 20), (TOM, 24), (LEA, None)).rang_s(LEA) is None

    def test_of_a_phone_that_did_not_ring_is_not_known(self):
        assert call((LEA, 20)).rang_s(TOM) is None
