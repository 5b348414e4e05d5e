import datetime as dt
import json
import pathlib

import pytest

from deskbot.desk import dates, hours

CASES = [
    json.loads(line)
    for line in (pathlib.Path(__file__).parents[2] / "evals" / "dates.jsonl").read_text("utf-8").splitlines()
]


def understood(case):
    """Say what the language makes of a case, in the words of the file."""
    try:
        slots = dates.parse(case["text"], now=dt.datetime.fromisoformat(case["now"]), hours=hours.DEFAULT)
    except dates.NotUnderstood as refusal:
        return str(refusal.reason)
    return [[slot.start.isoformat(), slot.end.isoformat()] for slot in slots]


class TestDates:
    @pytest.mark.parametrize("case", CASES, ids=[f"{case['now'][:16]} {case['text']}" for case in CASES])
    def test_are_read_as_people_mean_them(self, case):
        assert understood(case) == case.get("slots", case.get("error"))
