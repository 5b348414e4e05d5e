"""Where a card goes."""

import datetime as dt

from deskbot.calls import case, destination, handling

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
CHANNELS = destination.Channels(
    home="standard",
    admins="admins",
    topics={"comptabilite": "compta", "admission": "accueil", "administration": "compta"},
    desks={"cabinet": "cabinet", "standard": "standard"},
)
CARD = case.Case(key="c1", desk="cabinet", channel="standard")


class TestChannels:
    def test_are_those_of_topics_of_the_desk_and_home_each_once(self):
        assert CHANNELS.all_of("cabinet") == ("standard", "cabinet", "compta", "accueil")
        assert CHANNELS.all_of("standard") == ("standard", "compta", "accueil")

    def test_have_others_to_go_to(self):
        assert CHANNELS.instead_of("compta", desk="cabinet") == ("cabinet", "standard", "admins")
        assert CHANNELS.instead_of("cabinet", desk="cabinet") == ("standard", "admins")
        assert CHANNELS.instead_of("compta", desk="removed") == ("standard", "admins")

    def test_have_one_for_each_desk(self):
        assert CHANNELS.of_desk("cabinet") == "cabinet"
        assert CHANNELS.of_desk("removed") == "standard"


class TestWithTopic:
    def test_sends_the_card_to_the_topic_s_channel(self):
        there = destination.with_topic(CARD, "comptabilite", channels=CHANNELS)

        assert (there.topic, there.channel, there.topic_by) == ("comptabilite", "compta", None)

    def test_leaves_it_where_the_topic_has_no_channel(self):
        there = destination.with_topic(CARD, "autre", channels=CHANNELS)

        assert (there.topic, there.channel) == ("autre", "standard")

    def test_leaves_it_where_somebody_put_it(self):
        put = handling.placed(CARD, channel="accueil", by="lea")

        there = destination.with_topic(put, "comptabilite", channels=CHANNELS)

        assert (there.topic, there.channel) == ("comptabilite", "accueil")

    def test_believes_whoever_said_what_it_is_about(self):
        said = handling.sorted_as(CARD, topic="admission", channel="accueil", by="lea")

        assert destination.with_topic(said, "comptabilite", channels=CHANNELS) == said

    def test_moves_nothing_that_is_done(self):
        done = CARD.finished(by="lea", closing=case.Closing.REACHED, at=NOW)

        assert destination.with_topic(done, "comptabilite", channels=CHANNELS).channel == "standard"
