"""What is left of the chat's rate limit."""

import random

import pytest

from deskbot.outside.mattermost import allowance
from deskbot.sandbox.mattermost import ratelimit, switches


def headers(*, limit=101, left=101, reset=0, retry=None) -> dict[str, str]:
    said = {
        "X-Ratelimit-Limit": f"{limit}, {limit}",
        "X-Ratelimit-Remaining": f"{left}, {left}",
        "X-Ratelimit-Reset": f"{reset}, {reset}",
    }
    return said if retry is None else {**said, "Retry-After": str(retry)}


def told(**said: int) -> allowance.Allowance:
    """Return what is known after one answer, at 100 s."""
    made = allowance.Allowance()
    made.begun(100.0, most_s=0)
    made.answered(headers(**said), 100.0)
    return made


class TestBegun:
    def test_waits_for_nothing_where_there_is_no_limit(self):
        made = allowance.Allowance()

        for _ in range(500):
            assert made.begun(100.0, most_s=0) == 0
            made.answered({}, 100.0)

    def test_waits_for_nothing_while_much_is_left(self):
        assert told(left=80, reset=3).begun(100.0, most_s=0) == 0

    def test_leaves_something_to_people_who_wait(self):
        made = told(left=10, reset=10)

        assert made.begun(100.0, most_s=5) == pytest.approx(1 / (91 / 9.5))
        assert made.begun(100.0, most_s=5, is_awaited=True) == 0

    def test_comes_one_after_the_other_once_nothing_is_left(self):
        made = told(left=10, reset=10)

        waits = [made.begun(100.0, most_s=60) for _ in range(5)]

        assert waits == pytest.approx([place * 9.5 / 91 for place in range(1, 6)])

    def test_takes_what_has_come_back_meanwhile(self):
        made = told(left=10, reset=10)

        assert made.begun(101.0, most_s=0) == 0

    def test_does_not_wait_for_long(self):
        made = told(limit=1, left=0, reset=60)

        assert made.begun(100.0, most_s=8) is None
        assert made.begun(100.0, most_s=8) is None
        assert made.begun(170.0, most_s=8) == 0

    def test_believes_no_limit_any_more_when_it_is_lifted(self):
        made = told(left=0, reset=10)

        made.begun(100.0, most_s=60)
        made.answered({}, 100.0)

        assert made.begun(100.0, most_s=0) == 0

    @pytest.mark.parametrize("written", ["", "many", "-3", "1e9", "٣"])
    def test_survives_what_no_server_should_say(self, written):
        made = allowance.Allowance()
        for name in ("X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset", "Retry-After"):
            made.begun(100.0, most_s=0)
            made.answered({**headers(left=50, reset=5), name: written}, 100.0)
            made.begun(100.0, most_s=0)
            made.refused({**headers(left=0, reset=5), name: written}, 100.0)

        assert made.begun(200.0, most_s=1) == 0


class TestRefused:
    def test_waits_for_as_long_as_the_chat_says(self):
        made = told(left=50, reset=5)
        made.begun(100.0, most_s=0)

        made.refused(headers(left=0, reset=10, retry=3), 100.0)

        assert made.begun(100.0, most_s=8) == pytest.approx(3 + 10 / (101 / 9.5))

    def test_waits_where_nothing_else_is_said(self):
        made = allowance.Allowance()
        made.begun(100.0, most_s=0)

        made.refused({}, 100.0)

        assert made.begun(100.0, most_s=8) == pytest.approx(1)

    def test_asks_again_after_a_minute_whatever_is_said(self):
        made = told()
        made.begun(100.0, most_s=0)

        made.refused(headers(limit=1, left=0, reset=1000, retry=1000), 100.0)

        assert made.begun(100.0, most_s=8) is None
        assert made.begun(160.0, most_s=8) == 0

    def test_lets_through_what_a_person_waits_for(self):
        made = told()
        made.begun(100.0, most_s=0)
        made.refused(headers(left=0, reset=10, retry=3), 100.0)

        assert made.begun(100.0, most_s=0, is_awaited=True) == 0


class TestLost:
    def test_is_not_waited_for(self):
        made = told(left=12, reset=9)
        for _ in range(50):
            made.begun(100.0, most_s=0, is_awaited=True)
            made.lost()

        assert made.begun(100.0, most_s=0) == 0


@pytest.mark.parametrize(("per_s", "burst"), [(10, 100), (5, 10), (50, 50), (2, 30)])
def test_a_thousand_calls_are_hardly_ever_refused_and_use_the_limit_up(per_s, burst):
    """Eight at once, answers that take their time, against the algorithm of the real server."""
    now_s = 1000.0
    limiter, made = ratelimit.Limiter(clock=lambda: now_s), allowance.Allowance()
    rule = switches.RateLimit(per_s=per_s, burst=burst)
    chance, refused, done = random.Random(1), 0, 0
    waiting = [now_s + (made.begun(now_s, most_s=1e9) or 0.0) for _ in range(8)]
    while done < 1000:
        waiting.sort()
        now_s = max(now_s, waiting.pop(0))
        verdict = limiter.check("bot", rule=rule)
        now_s += chance.uniform(0, 0.02)
        if verdict.limited:
            refused += 1
            made.refused(dict(verdict.headers()), now_s)
        else:
            done += 1
            made.answered(dict(verdict.headers()), now_s)
        waiting.append(now_s + (made.begun(now_s, most_s=1e9) or 0.0))

    # What is told is rounded up to a second, so the rate is not known better than that.
    assert refused <= 50
    assert now_s - 1000 < 1.3 * (1000 - burst) / per_s + 10
