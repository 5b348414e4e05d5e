"""The hours of a week as a table."""

from deskbot.reports import grid, rates


def hour(weekday, hour, *, is_open=True, **counts):
    known = {"calls": 0, "missed": 0, "while_closed": 0, **counts}
    return rates.HourRates(weekday=weekday, hour=hour, is_open=is_open, **known)


class TestOf:
    def test_goes_from_the_first_open_hour_to_the_last(self):
        found = grid.of([hour(0, 9), hour(0, 11), hour(3, 10), hour(0, 22, is_open=False, while_closed=1)])

        assert [line.hour for line in found.lines] == [9, 10, 11]
        assert found.weekdays == (0, 3)
        assert [[cell is not None for cell in line.cells] for line in found.lines] == [
            [True, False],
            [False, True],
            [True, False],
        ]

    def test_counts_the_calls_of_closed_hours_by_weekday(self):
        found = grid.of(
            [
                hour(0, 17, while_closed=1),
                hour(0, 22, is_open=False, while_closed=2),
                hour(5, 3, is_open=False, while_closed=4),
            ]
        )

        assert (found.weekdays, found.while_closed) == ((0, 5), (3, 4))

    def test_tells_the_most_missed(self):
        assert grid.of([hour(0, 9, calls=5, missed=2), hour(1, 9, calls=3, missed=3)]).most_missed == 3

    def test_is_empty_without_an_hour(self):
        found = grid.of([])

        assert (found.weekdays, found.lines, found.while_closed, found.most_missed) == ((), (), (), 0)
