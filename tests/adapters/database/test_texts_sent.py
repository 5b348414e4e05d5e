"""Once per caller and day, in a real database."""

import datetime as dt

import sqlalchemy as sa

from deskbot.desk import hours
from deskbot.outside.database import tables
from deskbot.people import privacy

CALLER, OTHER = "+33639980201", "+33639980202"
NOW = dt.datetime(2024, 8, 1, 10, tzinfo=hours.PARIS)
DAY = NOW.date()


def rows(data) -> list[tuple[str, str]]:
    with data.reader.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(tables.texts_sent))]


class TestClaim:
    def test_is_had_once_a_day_and_caller(self, both):
        with both.write() as work:
            got = [work.texts_sent.claim(number, day=DAY) for number in (CALLER, CALLER, OTHER)]
        with both.write() as work:
            got += [work.texts_sent.claim(CALLER, day=day) for day in (DAY, DAY + dt.timedelta(days=1))]

        assert got == [True, False, True, False, True]

    def test_keeps_no_number_and_nothing_long(self, both):
        with both.write() as work:
            work.texts_sent.claim(CALLER, day=DAY)
        assert "639980201" not in str(rows(both))

        with both.write() as work:
            work.texts_sent.claim(OTHER, day=DAY + dt.timedelta(days=3))

        assert [day for _, day in rows(both)] == ["2024-08-04"]

    def test_is_told_and_forgotten_with_the_rest_of_a_caller(self, both):
        run = privacy.Run(key="r1", task=privacy.Task.FORGET, number=CALLER, at=NOW)
        with both.write() as work:
            work.texts_sent.claim(CALLER, day=DAY)
            work.texts_sent.claim(OTHER, day=DAY)

            assert [(kind, row["day"]) for kind, row in work.held.told(CALLER)] == [
                (privacy.Kind.TEXTS, "2024-08-01")
            ]
            page = work.held.page(CALLER, after=None, limit=9)
            while page.place != "desk_text_sent":
                page = work.held.page(CALLER, after=page.after, limit=9)
            assert work.forgetting.erase(page.place, page.keys, run=run, now=NOW).count == 1
            assert work.texts_sent.claim(CALLER, day=DAY)
            assert not work.texts_sent.claim(OTHER, day=DAY)
