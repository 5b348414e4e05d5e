"""What members said of themselves, on both databases."""

import dataclasses
import datetime as dt

import pytest

from deskbot.people import member
from tests.adapters.database import roster_book

NOW = roster_book.NOW
NUMBER = "+33639980101"
LEA = member.Profile(
    username="lea",
    name="Léa",
    number=NUMBER,
    declared_at=NOW,
    proved_at=NOW + dt.timedelta(hours=1),
    proved_by="call",
    rings=3,
    accepted_at=NOW,
    is_active=False,
    is_guest=True,
)
TOM = member.Profile(username="tom", name="Tom", number=NUMBER, declared_at=NOW)


def save(data, *profiles: member.Profile) -> None:
    with data.write() as work:
        for one in profiles:
            work.members.save(one)


class TestSave:
    @pytest.mark.parametrize("profile", [LEA, member.Profile(username="lea", name="Léa D.")])
    def test_keeps_a_profile_whole(self, both, profile):
        save(both, member.Profile(username="lea", name="x", number="+33639980199"), profile)

        with both.read() as work:
            assert work.members.get("lea") == profile
            assert work.members.get("tom") is None

    def test_leaves_the_circles_alone(self, both):
        with both.write() as work:
            work.members.set_circle("cercle-accueil", ["lea"])
        save(both, dataclasses.replace(LEA, circles=frozenset({"cercle-achats"})))

        with both.read() as work:
            assert work.members.get("lea").circles == {"cercle-accueil"}


class TestAll:
    def test_gives_everybody_with_their_circles(self, both):
        save(both, TOM, LEA)
        with both.write() as work:
            work.members.set_circle("cercle-accueil", ["lea", "tom", "lea"])
            work.members.set_circle("cercle-achats", ["tom", "somebody-new"])

        with both.read() as work:
            circles = {one.username: one.circles for one in work.members.all()}
        assert list(circles) == ["lea", "tom"]
        assert circles == {"lea": {"cercle-accueil"}, "tom": {"cercle-accueil", "cercle-achats"}}


class TestSetCircle:
    def test_puts_out_who_left(self, both):
        save(both, LEA, TOM)
        with both.write() as work:
            work.members.set_circle("cercle-accueil", ["lea", "tom"])
            work.members.set_circle("cercle-achats", ["lea"])

            work.members.set_circle("cercle-accueil", ["tom"])

            assert work.members.get("lea").circles == {"cercle-achats"}
            assert work.members.get("tom").circles == {"cercle-accueil"}
