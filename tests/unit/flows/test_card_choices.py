"""What the menu under a card offers."""

import datetime as dt

from deskbot.calls import case, destination
from deskbot.flows import card_choices

CHANNELS = destination.Channels(
    home="standard", admins="admins", topics={"comptabilite": "compta"}, desks={"standard": "standard"}
)
CARD = case.Case(key="c1", desk="standard", channel="standard")


def offered(card: case.Case) -> list[str]:
    return [one.value for one in card_choices.of(card, channels=CHANNELS)]


class TestOf:
    def test_begins_with_what_is_wanted_most(self):
        assert offered(CARD)[:2] == ["note", "urgent"]
        assert offered(CARD)[-2:] == ["spam", "wrong_number"]

    def test_takes_back_that_it_is_urgent(self):
        assert "not_urgent" in offered(CARD.changed(urgent=True))
        assert "urgent" not in offered(CARD.changed(urgent=True))

    def test_offers_what_the_card_is_not(self):
        about_money = CARD.changed(topic="comptabilite", channel="compta")

        assert {"topic:comptabilite", "channel:compta"} <= set(offered(CARD))
        assert not {"topic:comptabilite", "channel:compta"} & set(offered(about_money))
        assert "channel:standard" in offered(about_money)

    def test_is_nothing_once_it_is_done(self):
        now = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)

        assert offered(CARD.finished(by="lea", closing=case.Closing.REACHED, at=now)) == []
