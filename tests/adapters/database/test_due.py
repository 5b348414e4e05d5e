"""The rows that wait."""

import datetime as dt

import pytest

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)


def later(minutes: float) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def popped(data, at: dt.datetime, *, kinds=("poll", "tell")) -> list[tuple[str, str, int]]:
    with data.write() as work:
        return [(row.kind, row.key, row.attempt) for row in work.due.pop_until(at, kinds=kinds)]


class TestPut:
    @pytest.mark.parametrize("order", [(5, 1, 9), (1, 5, 9), (9, 5, 1)])
    def test_lets_the_earliest_wish_win(self, data, order):
        with data.write() as work:
            for minutes in order:
                work.due.put("poll", "standard", at=later(minutes), attempt=minutes)

        assert popped(data, later(0.99)) == []
        assert popped(data, later(1)) == [("poll", "standard", 1)]
        assert popped(data, later(60)) == []

    def test_keeps_one_row_for_each_kind_and_key(self, data):
        with data.write() as work:
            for kind, key in (("poll", "a"), ("poll", "b"), ("tell", "a")):
                work.due.put(kind, key, at=NOW)

        assert sorted(popped(data, NOW)) == [("poll", "a", 0), ("poll", "b", 0), ("tell", "a", 0)]


class TestPopUntil:
    def test_gives_the_earliest_first_and_forgets_them(self, data):
        with data.write() as work:
            for minutes in (3, 1, 2):
                work.due.put("poll", str(minutes), at=later(minutes))

        assert [key for _, key, _ in popped(data, later(2))] == ["1", "2"]
        assert [key for _, key, _ in popped(data, later(9))] == ["3"]

    def test_leaves_kinds_that_it_does_not_know(self, data):
        with data.write() as work:
            work.due.put("newer", "a", at=NOW)

        assert popped(data, later(60)) == []
        assert popped(data, later(60), kinds=["newer"]) == [("newer", "a", 0)]

    def test_keeps_what_a_failed_transaction_popped(self, data):
        with data.write() as work:
            work.due.put("poll", "a", at=NOW)

        def pop_and_fail() -> None:
            with data.write() as work:
                work.due.pop_until(NOW, kinds=["poll"])
                raise KeyError

        with pytest.raises(KeyError):
            pop_and_fail()

        assert popped(data, NOW) == [("poll", "a", 0)]


class TestAnyUntil:
    @pytest.mark.parametrize(
        ("minutes", "kinds", "found"),
        [(0.99, ["poll"], False), (1, ["poll"], True), (1, ["tell"], False), (1, [], False)],
    )
    def test_says_whether_something_is_due(self, data, minutes, kinds, found):
        with data.write() as work:
            work.due.put("poll", "a", at=later(1))

        with data.read() as work:
            assert work.due.any_until(later(minutes), kinds=kinds) is found


class TestDrop:
    def test_forgets_one_row(self, data):
        with data.write() as work:
            work.due.put("poll", "a", at=NOW)
            work.due.put("poll", "b", at=NOW)
            work.due.drop("poll", "a")
            work.due.drop("poll", "nothing")

        assert popped(data, NOW) == [("poll", "b", 0)]
