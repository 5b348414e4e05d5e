"""A SIP line and a redirect, brought to what they must be in one write; the sandbox's routing judges."""

import dataclasses
import datetime as dt
import random

import pytest

from deskbot.desk import public_number
from deskbot.line import after, arming, chain, limits, observed, plan
from deskbot.line import assumptions as assumed
from deskbot.line import wanted as wanted_module
from tests.contracts.line import house, operator_number
from tests.contracts.line.test_line_trace import OF_LINES, sip_line

CHANGES = 400
NOW = dt.datetime(2024, 10, 26, 15, tzinfo=house.PARIS)
LINE = public_number.PublicNumber(number=operator_number.OWN, kind=public_number.Kind.LINE)
REDIRECT = public_number.PublicNumber(number=operator_number.OWN, kind=public_number.Kind.REDIRECT)
OTHERS = ("+33639980101", "+33639980102", "+33353010201")
Ends = operator_number.Ends


def wanted(*numbers: str, voicemail: str, known: assumed.Assumptions) -> wanted_module.Wanted:
    steps = tuple(
        chain.Step(number=number, ring_s=chain.ring_seconds(4 - place, known=known))
        for place, number in enumerate(numbers)
    )
    return wanted_module.Wanted(
        chain=chain.Chain(steps=steps, voicemail=voicemail, longest_wait_s=180),
        timetable=None,
        not_armable=arming.NotArmable.KIND,
        withheld=(),
        blocked=frozenset(),
        most_waiting=10,
    )


def numbers_of(pick: random.Random) -> list[str]:
    others = pick.sample(OTHERS, k=pick.randrange(3))
    return [operator_number.OWN, *others] if pick.random() < 0.5 else others


@dataclasses.dataclass(frozen=True, kw_only=True)
class Phone:
    """What the line's own phone is doing."""

    registered: bool = True
    busy: bool = False

    @property
    def rings(self) -> bool:
        return self.registered and not self.busy


def check_line(met: operator_number.Met, *, numbers: list[str], phone: Phone, says: plan.Plan) -> None:
    own_first = numbers[:1] == [operator_number.OWN]
    rung = numbers[:2] if own_first else numbers[:1]
    if own_first and not phone.rings:
        rung = rung[1:]
    assert list(met.numbers) == rung
    assert met.end in (Ends.VOICEMAIL, Ends.SOMEBODY_ELSES)
    if all(number == operator_number.OWN for number in rung):
        assert met.end is Ends.VOICEMAIL
    if met.end is Ends.SOMEBODY_ELSES:
        assert limits.Limit.OWN_VOICEMAIL_ANSWERS in says.limits
    assert (limits.Limit.SECOND_NOT_RUNG in says.limits) == (len(numbers) > (2 if own_first else 1))


class TestOfALine:
    @pytest.mark.parametrize("is_told", [True, False])
    def test_one_write_ends_in_the_voicemail_or_says_that_it_cannot(self, is_told):
        operator = operator_number.Operator(kind="line")
        for seed in range(CHANGES):
            pick = random.Random(seed)
            start, numbers = sip_line(pick), numbers_of(pick)
            voicemail = pick.choice([operator_number.VOICEMAIL, operator_number.OWN])
            phone = pick.choice([Phone(), Phone(), Phone(registered=False), Phone(busy=True)])
            operator.line.phone_registered, operator.line.phone_busy = phone.registered, phone.busy
            for world in OF_LINES:
                known = dataclasses.replace(assumed.AS_ASSUMED, **(world if is_told else {}))
                goal = wanted(*numbers, voicemail=voicemail, known=known)
                operator.set_world(world)
                operator.load(start)

                found = plan.between(line=start, wanted=goal, number=LINE, now=NOW, known=known)
                end: observed.Observed = start
                for write in found.writes:
                    operator.write(write)
                    end = after.written(end, write)

                assert len(found.writes) <= 1
                met = operator.call(NOW)
                check_line(met, numbers=numbers, phone=phone, says=found)
                assert met.end is not Ends.VOICEMAIL or met.end_number == voicemail
                again = plan.between(line=end, wanted=goal, number=LINE, now=NOW, known=known)
                assert again.is_empty
                assert again.limits == found.limits

    def test_the_house_takes_the_call_back_where_the_operator_lets_it(self):
        world = {"unconditional_forward_hides_others": False}
        known = dataclasses.replace(assumed.AS_ASSUMED, **world)
        operator = operator_number.Operator(kind="line")
        operator.set_world(world)
        goal = wanted(OTHERS[0], voicemail=operator_number.VOICEMAIL, known=known)
        for seed in range(50):
            start = sip_line(random.Random(seed))
            operator.load(start)
            for write in plan.between(line=start, wanted=goal, number=LINE, now=NOW, known=known).writes:
                operator.write(write)

            met = operator.call(NOW)

            assert (met.numbers, met.end) == ((OTHERS[0],), Ends.VOICEMAIL)

    @pytest.mark.parametrize("is_in_seconds", [True, False])
    def test_its_own_phone_rings_no_longer_than_asked(self, is_in_seconds):
        known = dataclasses.replace(assumed.AS_ASSUMED, forward_delay_in_seconds=is_in_seconds)
        operator = operator_number.Operator(kind="line")
        operator.set_world({"forward_delay_in_seconds": is_in_seconds})
        start = sip_line(random.Random(1))
        goal = wanted(operator_number.OWN, voicemail=operator_number.VOICEMAIL, known=known)
        for write in plan.between(line=start, wanted=goal, number=LINE, now=NOW, known=known).writes:
            operator.write(write)

        assert 15 <= operator.rings_s(NOW)[0] <= 24


class TestOfARedirect:
    @pytest.mark.parametrize("numbers", [(), OTHERS[:1], OTHERS[:2]])
    @pytest.mark.parametrize("before", [*OTHERS, operator_number.VOICEMAIL])
    def test_one_write_sends_to_whoever_is_first_or_to_the_voicemail(self, numbers, before):
        operator = operator_number.Operator(kind="redirect")
        start = observed.Redirect(destination=before)
        goal = wanted(*numbers, voicemail=operator_number.VOICEMAIL, known=assumed.AS_ASSUMED)
        operator.load(start)

        found = plan.between(line=start, wanted=goal, number=REDIRECT, now=NOW)
        for write in found.writes:
            operator.write(write)

        met = operator.call(NOW)
        assert len(found.writes) <= 1
        assert met.numbers == tuple(numbers[:1])
        assert met.end is (Ends.SOMEBODY_ELSES if numbers else Ends.VOICEMAIL)
        assert (limits.Limit.OWN_VOICEMAIL_ANSWERS in found.limits) == bool(numbers)
        assert (limits.Limit.SECOND_NOT_RUNG in found.limits) == (len(numbers) > 1)
        assert found.not_armable is arming.NotArmable.KIND
