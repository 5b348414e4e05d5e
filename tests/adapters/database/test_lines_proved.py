"""What was read back of a line, kept of it, agreed to and written on it, on both databases."""

import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa
from structlog import testing

from deskbot.desk import interval
from deskbot.line import agreement, change, kept
from deskbot.outside.database import store, tables, vault
from tests.adapters.database import conftest, line_read, roster_book

NOW = roster_book.NOW
days = roster_book.days
LATER = NOW + dt.timedelta(hours=1)
OTHER = "+33199000101"


def rewrite(data: store.Store, column: sa.Column, text: str, *, secret: str = conftest.SECRET) -> None:
    """Have every row say `text`, as another version would, or another `secret`."""
    with data.write() as work:
        work.connection.execute(sa.update(column.table).values({column: vault.Vault(secret).seal(text)}))


class TestReadings:
    @pytest.mark.parametrize("seen", [line_read.HUNT_GROUP, line_read.SIP_LINE, line_read.REDIRECT])
    @pytest.mark.parametrize("wanted", [line_read.WANTED, line_read.NOTHING_ARMED, None])
    def test_come_back_whatever_the_number_is(self, both, seen, wanted):
        one = dataclasses.replace(
            line_read.READING, observed=seen, wanted=wanted, asked_at=None, drifted=None
        )
        with both.write() as work:
            work.readings.save(one)

        with both.read() as work:
            assert work.readings.get(line_read.NUMBER) == one
            assert work.readings.get(OTHER) is None

    def test_replace_the_one_before(self, both):
        other = dataclasses.replace(line_read.READING, number=OTHER)
        again = dataclasses.replace(line_read.READING, read_at=LATER, wanted=None)
        with both.write() as work:
            for one in (line_read.READING, other, again):
                work.readings.save(one)

        with both.read() as work:
            assert work.readings.get(line_read.NUMBER) == again
            assert work.readings.get(OTHER) == other

    @pytest.mark.parametrize("secret", [conftest.SECRET, "another secret than that of this house"])
    def test_that_cannot_be_read_any_more_are_absent(self, both, secret):
        with both.write() as work:
            work.readings.save(line_read.READING)
        rewrite(both, tables.readings.c.reading_sealed, f'{{"of": "{line_read.NUMBER}"}}', secret=secret)

        with both.read() as work, testing.capture_logs() as lines:
            assert work.readings.get(line_read.NUMBER) is None

        (line,) = lines
        assert (line["log_level"], line["desk"]) == ("warning", "standard")
        assert line_read.NUMBER not in str(lines)
        with both.write() as work:
            work.readings.save(line_read.READING)
            assert work.readings.get(line_read.NUMBER) == line_read.READING


def keeping(
    key: str, first: int = 1, last: int = 2, *, desk: str = "standard", number: str = line_read.NUMBER
) -> kept.Kept:
    lines = {number: line_read.HUNT_GROUP, OTHER: line_read.REDIRECT}
    return kept.Kept(key=key, desk=desk, span=days(first, last), by="simon", lines=lines)


class TestKeptLines:
    INSIDE = days(1, 2).start

    def at(self, both, moment: dt.datetime) -> kept.Kept | None:
        with both.read() as work:
            return work.kept_lines.at("standard", moment=moment)

    def test_hold_over_their_span(self, both):
        one = keeping("k1")
        with both.write() as work:
            work.kept_lines.add(one)
            work.kept_lines.add(keeping("k2", desk="medecins"))

        assert self.at(both, one.span.start) == one
        assert self.at(both, one.span.start - dt.timedelta(seconds=1)) is None
        assert self.at(both, one.span.end - dt.timedelta(seconds=1)) == one
        assert self.at(both, one.span.end) is None

    def test_are_the_last_said_of_several_and_each_once(self, both):
        first, second = keeping("k1", 1, 9), keeping("k2", 1, 1)
        with both.write() as work:
            for one in (first, second, first):
                work.kept_lines.add(one)

        assert self.at(both, self.INSIDE) == second
        assert self.at(both, second.span.end) == first

    def test_hold_no_more_once_they_were_ended(self, both):
        one, other = keeping("k1"), keeping("k3", desk="medecins")
        with both.write() as work:
            work.kept_lines.add(one)
            work.kept_lines.add(other)
            work.kept_lines.end("standard", at=self.INSIDE + dt.timedelta(hours=1))
            work.kept_lines.end("standard", at=self.INSIDE + dt.timedelta(hours=2))

        assert self.at(both, self.INSIDE) == one
        assert self.at(both, self.INSIDE + dt.timedelta(hours=1)) is None
        with both.write() as work:
            assert work.kept_lines.at("medecins", moment=self.INSIDE + dt.timedelta(hours=1)) == other
            work.kept_lines.add(keeping("k2"))
        assert self.at(both, self.INSIDE + dt.timedelta(hours=1)) == keeping("k2")

    def test_that_cannot_be_read_any_more_leave_nothing_kept(self, both):
        with both.write() as work:
            work.kept_lines.add(keeping("k1"))
            work.kept_lines.add(keeping("k2"))
        rewrite(both, tables.kept_lines.c.lines_sealed, f'{{"{line_read.NUMBER}": {{"pbx": {{}}}}}}')

        with testing.capture_logs() as lines:
            assert self.at(both, self.INSIDE) is None

        (line,) = lines
        assert (line["log_level"], line["desk"]) == ("warning", "standard")
        assert line_read.NUMBER not in str(lines)


class TestAgreements:
    MEMBER = agreement.Agreement(
        desk="standard", subject=agreement.Subject.MEMBER, about="lea", by="simon", at=NOW
    )
    TODAY = agreement.Agreement(
        desk="standard",
        subject=agreement.Subject.MANY_A_DAY,
        about="",
        by="simon",
        at=NOW + dt.timedelta(minutes=1),
        until=LATER,
    )

    @pytest.fixture
    def agreed(self, both) -> store.Store:
        with both.write() as work:
            for one in (self.TODAY, self.MEMBER, self.TODAY):
                work.agreements.add(one)
            work.agreements.add(dataclasses.replace(self.MEMBER, desk="medecins"))
        return both

    @pytest.mark.parametrize(
        ("moment", "held"),
        [
            (NOW - dt.timedelta(seconds=1), ()),
            (NOW, (MEMBER,)),
            (TODAY.at, (MEMBER, TODAY)),
            (LATER, (MEMBER,)),
            (NOW + dt.timedelta(days=400), (MEMBER,)),
        ],
    )
    def test_hold_from_when_they_were_given_to_their_end(self, agreed, moment, held):
        with agreed.read() as work:
            assert work.agreements.of("standard", at=moment) == held


def written(
    minutes: int, *, desk: str = "standard", usernames: tuple[str, ...] = ("lea",)
) -> change.LineChange:
    return change.LineChange(
        desk=desk,
        at=NOW + dt.timedelta(minutes=minutes),
        reason="on_duty",
        usernames=usernames,
        writes=3,
        adds_people=bool(usernames),
    )


class TestLineChanges:
    FIRST, SAME, LAST = written(1), written(1, usernames=("léa", "tom")), written(5, usernames=())
    ELSEWHERE = written(3, desk="medecins")

    @pytest.fixture
    def journal(self, both) -> store.Store:
        with both.write() as work:
            for one in (self.LAST, self.FIRST, self.SAME, self.ELSEWHERE):
                work.line_changes.add(one)
        return both

    def test_since_a_moment_are_those_of_the_desk_in_order(self, journal):
        with journal.read() as work:
            assert work.line_changes.since("standard", at=NOW) == (self.FIRST, self.SAME, self.LAST)
            assert work.line_changes.since("standard", at=self.FIRST.at) == (self.FIRST, self.SAME, self.LAST)
            assert work.line_changes.since("standard", at=self.ELSEWHERE.at) == (self.LAST,)

    def test_recent_are_those_of_every_desk_the_newest_first(self, journal):
        with journal.read() as work:
            assert work.line_changes.recent(9) == (self.LAST, self.ELSEWHERE, self.SAME, self.FIRST)
            assert work.line_changes.recent(2) == (self.LAST, self.ELSEWHERE)


class TestPrivacy:
    def test_leaves_no_number_of_a_line_in_the_file(self, data, file):
        with data.write() as work:
            work.readings.save(line_read.READING)
            work.kept_lines.add(keeping("kept-one"))

        # The write-ahead log lies beside the file.
        found = b"".join(path.read_bytes() for path in file.parent.iterdir())

        assert b"kept-one" in found
        numbers = (line_read.NUMBER, line_read.VOICEMAIL, line_read.PRIVATE, line_read.REFUSED, OTHER)
        for number in numbers:
            assert number.removeprefix("+33").encode() not in found
            assert number.removeprefix("+33").encode("utf-16-le") not in found

    def test_shows_no_number_of_what_it_reads(self, data):
        with data.write() as work:
            work.readings.save(line_read.READING)
            work.kept_lines.add(
                dataclasses.replace(keeping("k1"), span=interval.Interval(start=NOW, end=LATER))
            )

            told = f"{work.readings.get(line_read.NUMBER)} {work.kept_lines.at('standard', moment=NOW)}"

        assert line_read.PRIVATE not in told
        assert line_read.REFUSED not in told
