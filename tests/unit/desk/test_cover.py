"""A wish to be replaced."""

from deskbot.desk import cover
from tests.unit.desk import rota

WISH = cover.Cover(
    key="w1",
    desk="standard",
    asker="lea",
    spans=(rota.span("2024-08-05T09:00", "2024-08-05T13:00"),),
    at=rota.at("2024-08-01T11:00"),
)


class TestCover:
    def test_is_nobody_s_until_somebody_takes_it(self):
        assert WISH.taken_by is None

    def test_keeps_everything_else_once_taken(self):
        left = (rota.span("2024-08-05T09:00", "2024-08-05T11:00"),)

        taken = WISH.taken(by="tom", spans=left)

        assert (taken.taken_by, taken.asker, taken.spans, taken.key) == ("tom", "lea", left, "w1")
        assert WISH.taken_by is None
