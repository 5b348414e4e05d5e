"""The bytes of a calendar, read back with the library as an agenda does."""

import datetime as dt

import hypothesis
import icalendar
from hypothesis import strategies as st

from deskbot.desk import hours, interval
from deskbot.outside.calendar import feed

PARIS = hours.PARIS
MADE_AT = dt.datetime(2024, 8, 6, 10, 30, tzinfo=PARIS)


def event(
    start: dt.datetime,
    end: dt.datetime,
    *,
    key: str = "s1-20240806-1",
    summary: str = "Standard : Léa",
    description: str = "",
    is_busy: bool = True,
) -> feed.Event:
    span = interval.Interval(start=start, end=end)
    return feed.Event(key=key, span=span, summary=summary, description=description, is_busy=is_busy)


def morning(day: dt.date) -> feed.Event:
    return event(
        dt.datetime.combine(day, dt.time(9), tzinfo=PARIS),
        dt.datetime.combine(day, dt.time(13), tzinfo=PARIS),
    )


def calendar(*events: feed.Event, name: str = "Standard : planning") -> feed.Calendar:
    return feed.Calendar(name=name, zone="Europe/Paris", made_at=MADE_AT, events=events)


def read_back(*events: feed.Event, name: str = "Standard : planning") -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(feed.to_bytes(calendar(*events, name=name)))


def lines_of(*events: feed.Event, name: str = "Standard : planning") -> list[str]:
    return feed.to_bytes(calendar(*events, name=name)).decode().split("\r\n")


class TestToBytes:
    def test_is_a_calendar_without_any_event(self):
        written = read_back()

        assert written.events == []
        assert (written["VERSION"], written["PRODID"]) == ("2.0", "-//deskbot//deskbot//FR")

    def test_tells_each_event(self):
        (found,) = read_back(
            event(MADE_AT, MADE_AT + dt.timedelta(hours=2), description="En 2e : Tom.")
        ).events

        assert found["UID"] == "s1-20240806-1@deskbot"
        assert found["SUMMARY"] == "Standard : Léa"
        assert found["DESCRIPTION"] == "En 2e : Tom."
        assert found["TRANSP"] == "OPAQUE"
        assert found.DTSTAMP == MADE_AT
        assert (found.start, found.end) == (MADE_AT, MADE_AT + dt.timedelta(hours=2))

    def test_leaves_out_a_description_that_says_nothing(self):
        (found,) = read_back(morning(dt.date(2024, 8, 6))).events

        assert "DESCRIPTION" not in found

    def test_leaves_whoever_reads_it_free_when_the_turn_is_not_theirs(self):
        (found,) = read_back(event(MADE_AT, MADE_AT + dt.timedelta(hours=2), is_busy=False)).events

        assert found["TRANSP"] == "TRANSPARENT"

    def test_says_its_name_and_when_to_be_read_again(self):
        lines = lines_of(name="Standard : planning")

        assert "NAME:Standard : planning" in lines
        assert "X-WR-CALNAME:Standard : planning" in lines
        assert "X-WR-TIMEZONE:Europe/Paris" in lines
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
        assert "X-PUBLISHED-TTL:PT1H" in lines

    def test_keeps_nine_o_clock_on_both_sides_of_the_change_to_winter_time(self):
        saturday, monday = read_back(morning(dt.date(2024, 10, 26)), morning(dt.date(2024, 10, 28))).events

        assert saturday.start == dt.datetime(2024, 10, 26, 7, tzinfo=dt.UTC)
        assert monday.start == dt.datetime(2024, 10, 28, 8, tzinfo=dt.UTC)

    def test_keeps_nine_o_clock_on_both_sides_of_the_change_to_summer_time(self):
        saturday, monday = read_back(morning(dt.date(2024, 3, 30)), morning(dt.date(2024, 4, 1))).events

        assert saturday.start == dt.datetime(2024, 3, 30, 8, tzinfo=dt.UTC)
        assert monday.start == dt.datetime(2024, 4, 1, 7, tzinfo=dt.UTC)

    def test_keeps_the_length_of_a_night_with_an_hour_more(self):
        night = event(dt.datetime(2024, 10, 27, 1, tzinfo=PARIS), dt.datetime(2024, 10, 27, 4, tzinfo=PARIS))

        (found,) = read_back(night).events

        assert found.end - found.start == dt.timedelta(hours=4)

    def test_keeps_a_name_with_commas_and_new_lines_as_text(self):
        evil = "Léa, Tom; \\n\r\nBEGIN:VEVENT\nSUMMARY:faux\rEND:VEVENT\u2028X:1\x0b\x00"

        written = read_back(event(MADE_AT, MADE_AT + dt.timedelta(hours=1), summary=evil), name=evil)

        (found,) = written.events
        assert found["SUMMARY"] == "Léa, Tom; \\n BEGIN:VEVENT SUMMARY:faux END:VEVENT X:1"
        assert [line for line in lines_of(name=evil) if line.startswith(("BEGIN", "X:", "SUMMARY"))] == [
            "BEGIN:VCALENDAR"
        ]

    @hypothesis.given(st.text(max_size=200))
    def test_takes_any_text_and_writes_short_lines(self, said):
        written = feed.to_bytes(calendar(event(MADE_AT, MADE_AT + dt.timedelta(hours=1), summary=said)))

        assert len(icalendar.Calendar.from_ical(written).events) == 1
        assert all(len(line) <= 75 for line in written.split(b"\r\n"))
