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

    def test_gives_no_more_than_it_is_asked_for(self, data):
        with data.write() as work:
            for minutes in (3, 1, 2):
                work.due.put("poll", str(minutes), at=later(minutes))
            work.due.put("tell", "2", at=later(2))

        with data.write() as work:
            found = work.due.pop_until(later(9), kinds=["poll", "tell"], most=2)

        assert [row.key for row in found] == ["1", "2"]
        assert len(popped(data, later(9))) == 2

    def test_leaves_what_is_run_now(self, data):
        with data.write() as work:
            for kind, key in (("poll", "a"), ("poll", "b"), ("tell", "a")):
                work.due.put(kind, key, at=NOW)

        with data.write() as work:
            found = work.due.pop_until(NOW, kinds=["poll", "tell"], busy=[("poll", "a")])

        assert sorted((row.kind, row.key) for row in found) == [("poll", "b"), ("tell", "a")]
        assert popped(data, NOW) == [("poll", "a", 0)]


def first_ones(data, at: dt.datetime, *, always=(), most=9) -> list[str]:
    with data.write() as work:
        found = work.due.pop_first(at, kinds=["poll", "tell"], always=always, most=most)
    return [row.key for row in found]


class TestPopFirst:
    def test_gives_what_was_put_first_and_leaves_the_rest(self, data):
        with data.write() as work:
            work.due.put("poll", "usual", at=NOW)
            work.due.put("poll", "urgent", at=later(1), first=True)

        assert first_ones(data, later(1)) == ["urgent"]
        assert popped(data, later(1)) == [("poll", "usual", 0)]

    def test_gives_the_kinds_that_always_go_first(self, data):
        with data.write() as work:
            work.due.put("poll", "usual", at=NOW)
            work.due.put("tell", "asked", at=later(1))

        assert first_ones(data, later(1), always=["tell"]) == ["asked"]

    def test_gives_no_more_than_it_is_asked_for(self, data):
        with data.write() as work:
            for minutes in (2, 1, 3):
                work.due.put("poll", str(minutes), at=later(minutes), first=True)

        assert first_ones(data, later(9), most=2) == ["1", "2"]

    def test_gives_a_row_that_waited_already_and_is_urgent_now(self, data):
        with data.write() as work:
            work.due.put("poll", "a", at=NOW, attempt=3)
            work.due.put("poll", "a", at=later(1), first=True)

        with data.write() as work:
            (row,) = work.due.pop_first(later(1), kinds=["poll"], always=(), most=9)

        assert (row.due_at, row.attempt, row.first) == (NOW, 3, True)

    def test_leaves_what_only_goes_first_later(self, data):
        # A boundary of tomorrow, on the row of a look of now.
        with data.write() as work:
            work.due.put("poll", "a", at=later(60), first=True)
            work.due.put("poll", "a", at=NOW)

        assert first_ones(data, NOW) == []
        assert popped(data, NOW) == [("poll", "a", 0)]

    def test_keeps_the_earliest_of_two_wishes_to_go_first(self, data):
        with data.write() as work:
            work.due.put("poll", "a", at=later(5), first=True)
            work.due.put("poll", "a", at=later(1), first=True)
            work.due.put("poll", "a", at=later(9), first=True)

        assert first_ones(data, later(0.9)) == []
        assert first_ones(data, later(1)) == ["a"]


class TestKindsUntil:
    @pytest.mark.parametrize(
        ("minutes", "kinds", "found"),
        [
            (0.99, ["poll"], set()),
            (1, ["poll", "tell"], {("poll", False)}),
            (1, ["tell"], set()),
            (1, [], set()),
            (2, ["poll"], {("poll", False), ("poll", True)}),
        ],
    )
    def test_tells_what_is_due_and_whether_it_goes_first(self, data, minutes, kinds, found):
        with data.write() as work:
            work.due.put("poll", "a", at=later(1))
            work.due.put("poll", "b", at=NOW)
            work.due.drop("poll", "b")
            work.due.put("poll", "c", at=later(2), first=True)

        with data.read() as work:
            assert work.due.kinds_until(later(minutes), kinds=kinds) == found


class TestDrop:
    def test_forgets_one_row(self, data):
        with data.write() as work:
            work.due.put("poll", "a", at=NOW)
            work.due.put("poll", "b", at=NOW)
            work.due.drop("poll", "a")
            work.due.drop("poll", "nothing")

        assert popped(data, NOW) == [("poll", "b", 0)]
