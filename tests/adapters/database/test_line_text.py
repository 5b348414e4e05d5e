"""Readings and lines come back equal from their text, whatever the night and the zone."""

import dataclasses
import datetime as dt
import json

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import interval
from deskbot.line import arming, observed, reading, wanted
from deskbot.outside.database import line_text
from tests.adapters.database import line_read

ZONES = st.timezones() | st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=2))])
# Hours that the clocks skip and hours that they show twice are drawn too.
BOUNDS = (dt.datetime.fromisoformat(f"{year}-01-01") for year in (2000, 2060))
MOMENTS = st.datetimes(*BOUNDS, timezones=ZONES)


@st.composite
def spans(draw: st.DrawFn) -> interval.Interval:
    start = draw(MOMENTS)
    return interval.Interval(
        start=start, end=start + draw(st.timedeltas(dt.timedelta(days=2), dt.timedelta(90)))
    )


EVENTS = st.builds(observed.Event, start=MOMENTS, end=MOMENTS)
TIMES = st.builds(observed.Times, events=st.lists(EVENTS, max_size=2).map(tuple))
OBSERVED = (
    st.builds(observed.HuntGroup, times=TIMES) | st.builds(observed.SipLine) | st.builds(observed.Redirect)
)
TIMETABLES = st.builds(
    arming.Timetable, closings=st.lists(spans(), max_size=2).map(tuple), lease_end=st.none() | MOMENTS
)
WANTED = st.builds(wanted.Wanted, timetable=st.none() | TIMETABLES)
READINGS = st.builds(
    reading.Reading,
    read_at=MOMENTS,
    observed=OBSERVED,
    wanted=st.none() | WANTED,
    asked_at=st.none() | MOMENTS,
    drifted=st.none() | OBSERVED,
)
HARDLY = hypothesis.settings(max_examples=40)


class TestReadReading:
    @HARDLY
    @hypothesis.given(READINGS)
    def test_gives_back_what_was_written(self, one):
        assert line_text.read_reading(line_text.written(one)) == one

    @hypothesis.given(MOMENTS)
    def test_gives_back_each_instant(self, at):
        one = reading.Reading(
            number="+33353010100", desk="d", read_at=at, observed=line_read.REDIRECT, wanted=None
        )

        kept = line_text.read_reading(line_text.written(one)).read_at

        assert kept == at
        assert interval.instant(kept) == interval.instant(at)

    def test_keeps_the_hour_that_october_shows_twice(self):
        kept = line_text.read_reading(line_text.written(line_read.READING))

        assert kept == line_read.READING
        (closing,) = kept.wanted.timetable.closings
        assert interval.instant(closing.end) - interval.instant(closing.start) == dt.timedelta(hours=1)

    @pytest.mark.parametrize(
        "change",
        [
            lambda found: found.pop("observed"),
            lambda found: found.update(observed={"pbx": {}}),
            lambda found: found.update(observed={"redirect": {}}),
            lambda found: found.update(observed={"redirect": None}),
            lambda found: found.update(read_at={"wall": "2024-08-01T09:00:00", "zone": "Europe/Nowhere"}),
            lambda found: found.update(read_at={"wall": "yesterday", "zone": "Europe/Paris"}),
            lambda found: found["wanted"].pop("chain"),
            lambda found: found["wanted"]["timetable"]["closings"][0].pop("end"),
        ],
    )
    def test_refuses_what_another_version_wrote(self, change):
        found = json.loads(line_text.written(line_read.READING))
        change(found)

        with pytest.raises(line_text.UnreadableText) as refused:
            line_text.read_reading(json.dumps(found))

        assert str(refused.value) == ""
        assert refused.value.__suppress_context__

    @pytest.mark.parametrize("text", ["", "null", "[]", "{", '"+33639980101"'])
    def test_refuses_what_is_no_reading(self, text):
        with pytest.raises(line_text.UnreadableText):
            line_text.read_reading(text)


class TestReadLines:
    @HARDLY
    @hypothesis.given(st.dictionaries(st.sampled_from(["+33353010100", "+33199000101"]), OBSERVED))
    def test_gives_back_what_was_written(self, lines):
        assert line_text.read_lines(line_text.written(lines)) == lines


class TestWritten:
    def test_refuses_what_it_has_no_word_for(self):
        with pytest.raises(TypeError, match="object"):
            line_text.written({"+33353010100": object()})

    def test_refuses_a_moment_without_a_zone(self):
        naive = dataclasses.replace(line_read.READING, read_at=line_read.NOW.replace(tzinfo=None))

        with pytest.raises(interval.NaiveDatetime):
            line_text.written(naive)
