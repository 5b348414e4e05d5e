"""What callers should meet."""

import pytest

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, resolver
from deskbot.line import assumptions, chain
from deskbot.people import member

DESK = desk_module.Desk(
    key="standard",
    title="le standard",
    public_number="+33353010100",
    voicemail_number="+33353010199",
    channel="standard",
    hours=hours.DEFAULT,
    second=None,
    fallback=(),
    longest_wait_s=120,
)


class TestRingSeconds:
    @pytest.mark.parametrize(("rings", "seconds"), [(1, 9), (2, 14), (3, 19), (4, 24), (5, 24)])
    def test_leaves_the_mobile_its_delay_and_stays_under_its_own_voicemail(self, rings, seconds):
        assert chain.ring_seconds(rings) == seconds

    @pytest.mark.parametrize(("rings", "seconds"), [(1, 5), (4, 20)])
    def test_adds_no_delay_where_only_real_ringing_counts(self, rings, seconds):
        known = assumptions.Assumptions(ring_time_counts_from_dialling=False)

        assert chain.ring_seconds(rings, known=known) == seconds

    @pytest.mark.parametrize(("after_s", "seconds"), [(None, 24), (22, 24), (15, 17), (1, 5)])
    def test_stays_under_the_voicemail_of_the_phone_as_it_was_rehearsed(self, after_s, seconds):
        known = assumptions.Assumptions(mobile_voicemail_after_s=after_s)

        assert chain.ring_seconds(4, known=known) == seconds


class TestDesired:
    def test_rings_each_person_then_the_voicemail(self):
        people = [
            member.Member(username=name, name=name, number=f"+3363998010{index}", proved=True)
            for index, name in enumerate(["lea", "tom"])
        ]
        answering = resolver.Answering(
            reason=resolver.Reason.ON_DUTY,
            ringing=tuple(
                resolver.Ringing(who=one, rings=rings) for one, rings in zip(people, [2, 4], strict=True)
            ),
            holder="lea",
        )

        found = chain.desired(answering, desk=DESK)

        assert found == chain.Chain(
            steps=(
                chain.Step(number="+33639980100", ring_s=14),
                chain.Step(number="+33639980101", ring_s=24),
            ),
            voicemail="+33353010199",
            longest_wait_s=38,
        )

    def test_rings_one_round_within_the_wait_that_was_promised(self):
        people = [
            member.Member(username=name, name=name, number=f"+3363998010{index}", proved=True)
            for index, name in enumerate("abcdef")
        ]
        ringing = tuple(resolver.Ringing(who=one, rings=4) for one in people)
        answering = resolver.Answering(reason=resolver.Reason.FALLBACK, ringing=ringing, holder=None)

        assert chain.desired(answering, desk=DESK).longest_wait_s == 120

    def test_waits_for_the_setting_up_of_each_mobile_where_it_does_not_count(self):
        people = [
            member.Member(username="lea", name="lea", number="+33639980100", proved=True),
            member.Member(username="accueil", name="accueil", number="+33353010201", proved=True),
        ]
        ringing = tuple(resolver.Ringing(who=one, rings=2) for one in people)
        answering = resolver.Answering(reason=resolver.Reason.FALLBACK, ringing=ringing, holder=None)
        known = assumptions.Assumptions(ring_time_counts_from_dialling=False)

        found = chain.desired(answering, desk=DESK, known=known)

        assert [step.ring_s for step in found.steps] == [10, 10]
        assert found.longest_wait_s == 24

    def test_is_the_voicemail_alone_when_nobody_rings(self):
        answering = resolver.Answering(reason=resolver.Reason.CLOSED, ringing=(), holder=None)

        assert chain.desired(answering, desk=DESK).steps == ()
