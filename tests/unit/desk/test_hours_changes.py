"""What closures and an admin's sentences make of the weekly hours."""

import datetime as dt
import zoneinfo

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.desk import hours, interval

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
OPEN, IF_TAKEN, CLOSED = hours.Opening.OPEN, hours.Opening.IF_TAKEN, hours.Opening.CLOSED

SUMMER = hours.Closure(
    first=dt.date(2024, 7, 29), last=dt.date(2024, 8, 23), reason="fermeture d'été", if_taken=True
)
NEW_YEAR = hours.Closure(first=dt.date(2024, 12, 23), last=dt.date(2025, 1, 3), reason="fin d'année")
FRIDAY, SATURDAY, MONDAY = dt.date(2024, 8, 2), dt.date(2024, 8, 3), dt.date(2024, 8, 5)
ASSUMPTION = dt.date(2024, 8, 15)
LUNCH_BREAK = (
    hours.Span(start=dt.time(9), end=dt.time(12)),
    hours.Span(start=dt.time(14), end=dt.time(18)),
)
SPLIT_WEEK = (LUNCH_BREAK,) * 5 + ((), ())


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def stretch(start: str, end: str) -> interval.Interval:
    return interval.Interval(start=at(start), end=at(end))


def said(kind: hours.Opening, start: str, end: str, *, reason: str = "") -> hours.Exceptional:
    return hours.Exceptional(kind=kind, span=stretch(start, end), reason=reason)


def desk(*exceptions: hours.Exceptional, closures=(), weekly=hours.OFFICE_WEEK) -> hours.OpeningHours:
    return hours.OpeningHours(weekly=weekly, closures=tuple(closures), exceptions=exceptions)


def clock(spans) -> list[str]:
    """Write spans of one day as people would: 9:00-17:30."""
    return [f"{span.start:%-H:%M}-{span.end:%-H:%M}" for span in spans]


class TestClosure:
    def test_refuses_to_end_before_it_starts(self):
        with pytest.raises(ValueError, match="ends after"):
            hours.Closure(first=MONDAY, last=FRIDAY)

    def test_closes_its_last_day_too(self):
        closed = desk(closures=[NEW_YEAR])

        assert clock(closed.spans_on(dt.date(2024, 12, 20))) == ["9:00-17:30"]
        assert closed.spans_on(dt.date(2024, 12, 23)) == closed.spans_on(dt.date(2025, 1, 3)) == ()
        assert clock(closed.spans_on(dt.date(2025, 1, 6))) == ["9:00-17:30"]

    def test_lasts_over_the_year_s_end(self):
        assert desk(closures=[NEW_YEAR]).next_change(after=at("2024-12-20T17:30")) == at("2025-01-06T09:00")

    @pytest.mark.parametrize(
        ("day", "kind", "name"),
        [
            (dt.date(2024, 12, 24), "exceptional", "fin d'année"),
            (dt.date(2024, 12, 25), "holiday", "Noël"),
            (dt.date(2024, 12, 28), "weekend", ""),
        ],
    )
    def test_is_the_reason_of_the_days_that_it_closes(self, day, kind, name):
        reason = desk(closures=[NEW_YEAR]).closed_reason(day)

        assert reason == hours.ClosedReason(kind=hours.ClosedKind(kind), name=name)

    def test_leaves_the_days_to_whoever_takes_them(self):
        summer = desk(closures=[SUMMER])

        assert summer.spans_on(MONDAY) == ()
        assert clock(summer.if_taken_spans_on(MONDAY)) == ["9:00-17:30"]
        assert clock(summer.served_spans_on(MONDAY)) == ["9:00-17:30"]
        assert summer.closed_reason(MONDAY) is None
        assert not summer.is_open(at=at("2024-08-05T10:00"))

    @pytest.mark.parametrize(("day", "name"), [(ASSUMPTION, "Assomption"), (SATURDAY, "")])
    def test_leaves_neither_holidays_nor_weekends_to_takers(self, day, name):
        summer = desk(closures=[SUMMER])

        assert summer.served_spans_on(day) == ()
        assert summer.closed_reason(day).name == name

    def test_gives_way_to_a_later_one(self):
        inside = hours.Closure(first=MONDAY, last=MONDAY, reason="travaux")

        assert desk(closures=[SUMMER, inside]).closed_reason(MONDAY).name == "travaux"
        assert desk(closures=[inside, SUMMER]).closed_reason(MONDAY) is None


class TestClosing:
    def test_cuts_a_part_of_a_day(self):
        closed = desk(said(CLOSED, "2024-08-05T11:00", "2024-08-05T14:30"))

        assert clock(closed.spans_on(MONDAY)) == ["9:00-11:00", "14:30-17:30"]
        assert closed.closed_reason(MONDAY) is None

    def test_takes_what_it_meets_of_each_span(self):
        closed = desk(said(CLOSED, "2024-08-05T11:00", "2024-08-05T15:00"), weekly=SPLIT_WEEK)

        assert clock(closed.spans_on(MONDAY)) == ["9:00-11:00", "15:00-18:00"]
        assert closed.day_bounds(MONDAY) == stretch("2024-08-05T09:00", "2024-08-05T18:00")

    def test_tells_its_reason_once_nothing_is_left(self):
        closed = desk(
            said(CLOSED, "2024-08-05T09:00", "2024-08-05T12:00", reason="panne"),
            said(CLOSED, "2024-08-05T12:00", "2024-08-05T18:00", reason="assemblée"),
        )

        reason = closed.closed_reason(MONDAY)

        assert reason == hours.ClosedReason(kind=hours.ClosedKind.EXCEPTIONAL, name="assemblée")

    @pytest.mark.parametrize(("day", "kind"), [(SATURDAY, "weekend"), (ASSUMPTION, "holiday")])
    def test_is_not_the_reason_of_a_day_that_was_closed(self, day, kind):
        closed = desk(said(CLOSED, "2024-08-01T09:00", "2024-08-31T17:30", reason="déménagement"))

        assert closed.closed_reason(day).kind == kind
        assert closed.closed_reason(MONDAY).name == "déménagement"

    def test_lasts_over_several_days(self):
        closed = desk(said(CLOSED, "2024-08-02T14:00", "2024-08-06T11:00"))

        assert clock(closed.spans_on(FRIDAY)) == ["9:00-14:00"]
        assert closed.spans_on(MONDAY) == ()
        assert clock(closed.spans_on(dt.date(2024, 8, 6))) == ["11:00-17:30"]

    def test_closes_to_takers_too(self):
        closed = desk(said(CLOSED, "2024-08-05T09:00", "2024-08-05T12:00"), closures=[SUMMER])

        assert clock(closed.if_taken_spans_on(MONDAY)) == ["12:00-17:30"]

    def test_counts_days_in_the_desk_s_zone(self):
        moments = (dt.datetime(2024, 8, 4, 22, tzinfo=dt.UTC), dt.datetime(2024, 8, 5, 8, tzinfo=dt.UTC))
        span = interval.Interval(start=moments[0], end=moments[1])

        closed = desk(hours.Exceptional(kind=CLOSED, span=span))

        assert clock(closed.spans_on(MONDAY)) == ["10:00-17:30"]


class TestOpening:
    def test_opens_what_was_typed_inside_one_day(self):
        opened = desk(said(OPEN, "2024-08-03T10:00", "2024-08-03T12:00"))

        assert clock(opened.spans_on(SATURDAY)) == ["10:00-12:00"]
        assert opened.closed_reason(SATURDAY) is None
        assert opened.is_open(at=at("2024-08-03T10:00"))

    def test_opens_up_to_midnight(self):
        opened = desk(said(OPEN, "2024-08-03T20:00", "2024-08-04T00:00"))

        assert opened.spans_on(SATURDAY) == (stretch("2024-08-03T20:00", "2024-08-04T00:00"),)
        assert opened.spans_on(dt.date(2024, 8, 4)) == ()

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("18:00", "20:00", ["9:00-17:30", "18:00-20:00"]),
            ("17:30", "20:00", ["9:00-20:00"]),
            ("08:00", "10:00", ["8:00-17:30"]),
            ("10:00", "11:00", ["9:00-17:30"]),
        ],
    )
    def test_joins_the_hours_that_it_touches(self, start, end, expected):
        opened = desk(said(OPEN, f"2024-08-05T{start}", f"2024-08-05T{end}"))

        assert clock(opened.spans_on(MONDAY)) == expected

    def test_opens_a_public_holiday(self):
        opened = desk(said(OPEN, "2024-08-15T09:00", "2024-08-15T17:30"))

        assert clock(opened.spans_on(ASSUMPTION)) == ["9:00-17:30"]
        assert opened.closed_reason(ASSUMPTION) is None

    def test_opens_each_day_of_several_and_never_the_night(self):
        opened = desk(
            said(OPEN, "2024-08-14T09:00", "2024-08-17T12:00"), closures=[SUMMER], weekly=SPLIT_WEEK
        )

        assert clock(opened.spans_on(dt.date(2024, 8, 14))) == ["9:00-12:00", "14:00-18:00"]
        assert clock(opened.spans_on(ASSUMPTION)) == ["9:00-12:00", "14:00-18:00"]
        assert opened.spans_on(dt.date(2024, 8, 17)) == ()
        assert opened.opening(at=at("2024-08-15T23:00")) is CLOSED

    def test_opens_the_default_hours_of_a_weekday_without_any(self):
        opened = desk(said(OPEN, "2024-08-03T11:00", "2024-08-04T17:30"))

        assert clock(opened.spans_on(SATURDAY)) == ["11:00-17:30"]
        assert clock(opened.spans_on(dt.date(2024, 8, 4))) == ["9:00-17:30"]

    def test_opens_surely_what_was_left_to_takers(self):
        opened = desk(said(OPEN, "2024-08-05T12:00", "2024-08-05T20:00"), closures=[SUMMER])

        assert clock(opened.spans_on(MONDAY)) == ["12:00-20:00"]
        assert clock(opened.if_taken_spans_on(MONDAY)) == ["9:00-12:00"]
        assert clock(opened.served_spans_on(MONDAY)) == ["9:00-20:00"]


class TestLeavingToTakers:
    def test_changes_that_stretch_only(self):
        left = desk(said(IF_TAKEN, "2024-08-05T12:00", "2024-08-06T11:00"))

        assert clock(left.spans_on(MONDAY)) == ["9:00-12:00"]
        assert clock(left.if_taken_spans_on(MONDAY)) == ["12:00-17:30"]
        assert clock(left.if_taken_spans_on(dt.date(2024, 8, 6))) == ["9:00-11:00"]
        assert clock(left.spans_on(dt.date(2024, 8, 6))) == ["11:00-17:30"]

    @pytest.mark.parametrize("day", [ASSUMPTION, dt.date(2024, 8, 17)])
    def test_keeps_holidays_and_weekends_closed(self, day):
        left = desk(said(IF_TAKEN, "2024-08-12T09:00", "2024-08-18T17:30"))

        assert left.served_spans_on(day) == ()

    def test_takes_up_a_closure(self):
        closed = hours.Closure(first=MONDAY, last=MONDAY)

        left = desk(said(IF_TAKEN, "2024-08-05T09:00", "2024-08-05T12:00"), closures=[closed])

        assert clock(left.if_taken_spans_on(MONDAY)) == ["9:00-12:00"]

    def test_keeps_what_was_opened_for_takers(self):
        left = desk(
            said(OPEN, "2024-08-15T09:00", "2024-08-15T12:00"),
            said(IF_TAKEN, "2024-08-15T00:00", "2024-08-16T00:00"),
        )

        assert left.spans_on(ASSUMPTION) == ()
        assert clock(left.if_taken_spans_on(ASSUMPTION)) == ["9:00-12:00"]


class TestWithExceptions:
    def test_lets_the_later_sentence_win(self):
        whole = ("2024-08-05T09:00", "2024-08-05T17:30")
        closing, opening, leaving = said(CLOSED, *whole), said(OPEN, *whole), said(IF_TAKEN, *whole)

        def monday(*sentences):
            return hours.DEFAULT.with_exceptions(sentences).opening(at=at("2024-08-05T10:00"))

        assert monday(closing, opening) is OPEN
        assert monday(opening, closing) is CLOSED
        assert monday(closing, leaving) is IF_TAKEN
        assert monday(leaving, opening) is OPEN
        assert monday(leaving, closing) is CLOSED

    def test_closes_a_part_of_what_was_opened(self):
        changed = desk(
            said(OPEN, "2024-08-15T09:00", "2024-08-15T17:30"),
            said(CLOSED, "2024-08-15T12:00", "2024-08-15T14:00", reason="repas"),
        )

        assert clock(changed.spans_on(ASSUMPTION)) == ["9:00-12:00", "14:00-17:30"]

    def test_replaces_those_that_were_there(self):
        closed = desk(said(CLOSED, "2024-08-05T09:00", "2024-08-05T17:30"))

        assert closed.with_exceptions([]) == hours.DEFAULT


class TestNextChange:
    def test_tells_open_from_left_to_takers(self):
        left = desk(said(IF_TAKEN, "2024-08-05T12:00", "2024-08-05T14:00"))

        changes = [left.next_change(after=at(f"2024-08-05T{hour:02}:00")) for hour in (8, 9, 12, 14)]

        assert changes == [at(f"2024-08-05T{text}") for text in ("09:00", "12:00", "14:00", "17:30")]

    def test_is_silent_where_nothing_changes(self):
        twice = desk(
            said(OPEN, "2024-08-03T20:00", "2024-08-04T00:00"),
            said(OPEN, "2024-08-04T00:00", "2024-08-04T02:00"),
        )

        assert twice.next_change(after=at("2024-08-03T21:00")) == at("2024-08-04T02:00")

    @pytest.mark.parametrize(
        ("night", "lasting_h", "changes"),
        [
            # The hour from 2:00 is said twice, then not at all.
            ("2024-10-27", 4, ("2024-10-26T23:00+00:00", "2024-10-27T03:00+00:00")),
            ("2025-03-30", 2, ("2025-03-30T00:00+00:00", "2025-03-30T02:00+00:00")),
        ],
    )
    def test_counts_instants_in_a_night_that_changes_its_hour(self, night, lasting_h, changes):
        opened = desk(said(OPEN, f"{night}T01:00", f"{night}T04:00"))

        first = opened.next_change(after=at(f"{night}T00:00"))
        last = opened.next_change(after=first)

        assert (first, last) == tuple(dt.datetime.fromisoformat(text) for text in changes)
        assert interval.instant(last) - interval.instant(first) == dt.timedelta(hours=lasting_h)

    def test_sees_the_second_half_of_an_hour_said_twice(self):
        opened = desk(said(OPEN, "2024-10-27T01:00", "2024-10-27T02:30"))
        second = dt.datetime(2024, 10, 27, 2, 15, fold=1, tzinfo=PARIS)

        assert opened.is_open(at=second.replace(fold=0))
        assert not opened.is_open(at=second)

    def test_passes_over_hours_that_a_night_skips(self):
        night = (hours.Span(start=dt.time(2, 30), end=dt.time(3, 15)),)

        skipped = desk(weekly=((),) * 6 + (night,))

        assert skipped.spans_on(dt.date(2025, 3, 30)) == ()
        assert skipped.next_change(after=at("2025-03-29T12:00")) == at("2025-04-06T02:30")


def moments() -> st.SearchStrategy[dt.datetime]:
    """Give moments around both changes of summer time and the year's end, in two zones."""
    starts = st.sampled_from(["2024-03-29", "2024-10-24", "2024-12-23", "2024-08-12"])
    quarters = st.integers(min_value=0, max_value=6 * 24 * 4)
    zones = st.sampled_from([PARIS, dt.UTC])
    return st.builds(
        lambda day, quarter, zone: (
            dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) + quarter * dt.timedelta(minutes=15)
        ).astimezone(zone),
        starts,
        quarters,
        zones,
    )


@st.composite
def sentences(draw: st.DrawFn) -> hours.Exceptional:
    start = draw(moments())
    lasting = dt.timedelta(minutes=15 * draw(st.integers(min_value=1, max_value=4 * 80)))
    end = (start.astimezone(dt.UTC) + lasting).astimezone(start.tzinfo)
    return hours.Exceptional(
        kind=draw(st.sampled_from(hours.Opening)), span=interval.Interval(start=start, end=end)
    )


@st.composite
def desks(draw: st.DrawFn) -> hours.OpeningHours:
    always = (hours.Span(start=dt.time(0), end=dt.time(23, 59)),)
    spans = st.sampled_from([(), LUNCH_BREAK, (hours.OFFICE_SPAN,), always, LUNCH_BREAK[:1]])
    closures = st.sampled_from([(), (SUMMER,), (NEW_YEAR,), (NEW_YEAR, SUMMER)])
    return hours.OpeningHours(
        weekly=tuple(draw(spans) for _ in range(7)),
        closures=draw(closures),
        exceptions=tuple(draw(st.lists(sentences(), max_size=5))),
        alsace_moselle=draw(st.booleans()),
    )


class TestOpeningHours:
    @hypothesis.given(desk=desks(), moment=moments())
    def test_give_stretches_of_a_day_in_order_that_never_meet(self, desk, moment):
        day = moment.astimezone(PARIS).date()
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=PARIS)
        labelled = [*desk.spans_on(day), *desk.if_taken_spans_on(day)]
        for spans in (desk.spans_on(day), desk.if_taken_spans_on(day), desk.served_spans_on(day)):
            edges = [interval.instant(edge) for span in spans for edge in (span.start, span.end)]
            limits = [interval.instant(midnight), interval.instant(midnight + dt.timedelta(days=1))]

            assert edges == sorted(set(edges))
            assert all(limits[0] <= edge <= limits[1] for edge in edges)
            assert all(edge.tzinfo is PARIS for span in spans for edge in (span.start, span.end))
        assert not any(
            one.overlaps(other) for index, one in enumerate(labelled) for other in labelled[index + 1 :]
        )
        assert (desk.closed_reason(day) is None) is bool(desk.served_spans_on(day))

    @hypothesis.given(desk=desks(), moment=moments())
    def test_say_of_each_moment_what_its_day_says(self, desk, moment):
        day = moment.astimezone(PARIS).date()
        found = desk.opening(at=moment)

        assert (found is OPEN) == any(span.holds(moment) for span in desk.spans_on(day))
        assert (found is IF_TAKEN) == any(span.holds(moment) for span in desk.if_taken_spans_on(day))
        assert (found is not CLOSED) == any(span.holds(moment) for span in desk.served_spans_on(day))

    @hypothesis.given(desk=desks(), moment=moments(), share=st.floats(min_value=0, max_value=1))
    def test_change_first_when_they_say(self, desk, moment, share):
        change = desk.next_change(after=moment)
        until = interval.instant(change or moment + dt.timedelta(days=300))
        between = interval.instant(moment) + share * (until - interval.instant(moment))

        if between < until:
            assert desk.opening(at=between) is desk.opening(at=moment)
        if change is not None:
            assert until > interval.instant(moment)
            assert desk.opening(at=change) is not desk.opening(at=moment)

    @hypothesis.given(desk=desks(), moment=moments(), sentence=sentences())
    def test_do_what_was_said_last(self, desk, moment, sentence):
        changed = desk.with_exceptions([*desk.exceptions, sentence])
        before, now = desk.opening(at=moment), changed.opening(at=moment)

        if not sentence.span.holds(moment):
            assert now is before
        elif sentence.kind is CLOSED:
            assert now is CLOSED
        elif sentence.kind is OPEN:
            assert now is OPEN or now is before
        else:
            assert now is not OPEN


class TestCutReason:
    def test_is_why_a_part_of_the_day_is_closed(self):
        closed = desk(said(CLOSED, "2024-08-05T14:00", "2024-08-05T17:30", reason="travaux"))

        assert closed.cut_reason(MONDAY) == "travaux"
        assert closed.cut_reason(MONDAY + dt.timedelta(days=1)) is None

    def test_is_empty_for_no_reason(self):
        assert desk(said(CLOSED, "2024-08-05T14:00", "2024-08-05T17:30")).cut_reason(MONDAY) == ""

    @pytest.mark.parametrize(
        "sentence",
        [
            # The whole day: there is a better word for that.
            said(CLOSED, "2024-08-05T00:00", "2024-08-06T00:00", reason="pont"),
            # The night.
            said(CLOSED, "2024-08-05T18:00", "2024-08-06T08:00", reason="alarme"),
        ],
    )
    def test_is_none_when_the_day_is_closed_or_whole(self, sentence):
        assert desk(sentence).cut_reason(MONDAY) is None

    def test_is_that_of_the_last_sentence(self):
        closed = desk(
            said(CLOSED, "2024-08-05T09:00", "2024-08-05T10:00", reason="réunion"),
            said(CLOSED, "2024-08-05T16:00", "2024-08-05T17:30", reason="travaux"),
            # Closed already.
            said(CLOSED, "2024-08-05T16:30", "2024-08-05T17:30", reason="départ"),
        )

        assert closed.cut_reason(MONDAY) == "travaux"

    @pytest.mark.parametrize("kind", [OPEN, IF_TAKEN])
    def test_is_none_once_it_opens_again(self, kind):
        closing = said(CLOSED, "2024-08-05T14:00", "2024-08-05T17:30", reason="travaux")

        assert desk(closing, said(kind, "2024-08-05T14:00", "2024-08-05T17:30")).cut_reason(MONDAY) is None

    def test_stays_for_what_is_left_of_a_closed_day(self):
        closing = said(CLOSED, "2024-08-05T00:00", "2024-08-06T00:00", reason="pont")

        assert desk(closing, said(OPEN, "2024-08-05T09:00", "2024-08-05T12:00")).cut_reason(MONDAY) == "pont"

    def test_is_about_usual_hours_alone(self):
        opened = said(OPEN, "2024-08-03T09:00", "2024-08-03T12:00")
        closed = said(CLOSED, "2024-08-03T11:00", "2024-08-03T12:00", reason="erreur")

        assert desk(opened, closed).cut_reason(SATURDAY) is None

    def test_tells_of_hours_that_were_left_to_takers_too(self):
        closing = said(CLOSED, "2024-08-05T14:00", "2024-08-05T17:30", reason="travaux")

        assert desk(closing, closures=[SUMMER]).cut_reason(MONDAY) == "travaux"
