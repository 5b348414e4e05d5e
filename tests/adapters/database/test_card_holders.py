"""Whoever has a card is told what others, or its message, make of it; nobody else is called for it."""

import datetime as dt

import pytest

from deskbot.calls import case, destination, merge
from deskbot.chat import buttons, messages
from deskbot.flows import close_cards, escalate, follow_up, hand_card, sort_card, transcribe
from deskbot.outside.database import store
from deskbot.voicemail import transcript
from tests.adapters.database import desk_of_summer

AT = desk_of_summer.at("2024-08-26T09:00")
CALLER = "+33639980212"
CHANNELS = destination.Channels(home="standard", admins="admins", topics={}, desks={})
ON_CALL = escalate.OnCall(usernames=("simon",), channel="admins", delay_s=60)
URGENT = transcript.Transcript(
    segments=(
        transcript.Segment(
            text="Je suis devant la porte, c'est fermé et il pleut", start_s=0, end_s=2, words=()
        ),
    ),
    empty=None,
    speech_s=2,
    duration_s=2,
)


class _NoContacts:
    def name_of(self, _number: str) -> None:
        return None


class Desk:
    """A desk with the card of one call, and what people do with it."""

    def __init__(self, data: store.Store) -> None:
        self.data = data
        self.clock = desk_of_summer.Clock(shown=AT + dt.timedelta(minutes=5))
        self._every_story = {"house": desk_of_summer.house(), "store": data, "clock": self.clock}
        card = case.Case(key="c", desk="standard", channel="standard", caller=CALLER, opened_at=AT)
        with data.write() as work:
            call = merge.Call(key="c", caller=CALLER, at=AT, outcome=merge.Outcome.VOICEMAIL, case="c")
            work.calls.save(call, desk="standard")
            work.cases.save(card)

    @property
    def card(self) -> case.Case:
        """The card, as it is now."""
        with self.data.read() as work:
            found = work.cases.get("c")
        assert found is not None
        return found

    def takes(self, username: str) -> None:
        """Have somebody take the card."""
        with self.data.write() as work:
            work.cases.save(self.card.taken(by=username, at=self.clock.shown))

    def finishes(self, username: str) -> None:
        """Have somebody say that nothing is to be done."""
        follow_up.finish(
            "c", username=username, closing=case.Closing.NOTHING_TO_DO, note=None, **self._every_story
        )

    def finishes_the_old_ones(self, username: str) -> None:
        """Have somebody end every card that is old: all of them."""
        close_cards.close(
            "old;",
            closing=case.Closing.NOTHING_TO_DO,
            username=username,
            old_days=0,
            **self._every_story,
        )

    def hands(self, username: str, *, to: str) -> None:
        """Have somebody hand the card to somebody."""
        hand_card.hand("c", to=to, username=username, contacts=_NoContacts(), link=str, **self._every_story)

    def undoes(self, username: str) -> None:
        """Have somebody take back the last thing done with the card."""
        hand_card.undo("c", username=username, link=str, **self._every_story)

    def calls_spam(self, username: str) -> None:
        """Have somebody say that it is spam."""
        chosen = buttons.Option(choice=buttons.Choice.SPAM)
        sort_card.choose(
            "c", chosen, username=username, channels=CHANNELS, on_call=ON_CALL, **self._every_story
        )

    def hears_something_urgent(self) -> None:
        """Have the message of the call read, once it was heard."""
        with self.data.write() as work:
            heard = {"hearing": case.Hearing.HEARD, "transcript": URGENT.to_json()}
            work.cases.save(self.card.changed(**heard))
        transcribe.run(
            "c",
            step=lambda name, call: call() if name == "read" else None,
            speech=None,
            recordings=None,
            store=self.data,
            clock=self.clock,
            own_numbers=frozenset(),
            channels=CHANNELS,
        )

    def alerts(self) -> int:
        """Return how many alerts the card raised."""
        with self.data.read() as work:
            return len(work.alerts.of_case("c"))

    def told(self, username: str) -> list[messages.Message]:
        """Return what somebody is told by direct message, in order."""
        query = "SELECT key FROM desk_notice WHERE username = ? ORDER BY at, key"
        with self.data.reader.connect() as connection:
            keys = [row.key for row in connection.exec_driver_sql(query, (username,))]
        with self.data.read() as work:
            return [work.notices.get(key).message for key in keys]


@pytest.fixture
def desk(data: store.Store) -> Desk:
    return Desk(data)


class TestAnUrgentMessage:
    def test_calls_the_admins_while_nobody_has_its_card(self, desk):
        desk.hears_something_urgent()

        assert (desk.alerts(), desk.card.urgent) == (1, True)

    def test_is_told_to_whoever_has_its_card_and_to_nobody_else(self, desk):
        desk.takes("tom")
        desk.hears_something_urgent()

        assert (desk.alerts(), desk.card.urgent) == (0, True)
        assert desk.told("tom") == [
            messages.UrgentForYou(caller="06 •• •• •• 12", at=desk.card.at, text=URGENT.text)
        ]

    def test_calls_nobody_once_its_card_is_done(self, desk):
        desk.finishes("tom")
        desk.hears_something_urgent()

        assert (desk.alerts(), desk.told("tom")) == (0, [])


class TestWhoHasACard:
    @pytest.mark.parametrize(
        ("how", "closing"),
        [(Desk.finishes, case.Closing.NOTHING_TO_DO), (Desk.calls_spam, case.Closing.SPAM)],
    )
    def test_is_told_that_somebody_else_ended_it(self, desk, how, closing):
        desk.takes("tom")
        how(desk, "lea")

        assert desk.told("tom") == [
            messages.CardEnded(by="Léa", closing=closing, caller="06 •• •• •• 12", at=desk.card.at)
        ]

    def test_is_told_that_an_admin_ended_it_with_others(self, desk):
        desk.takes("tom")
        desk.finishes_the_old_ones("simon")

        closing = case.Closing.NOTHING_TO_DO
        assert desk.told("tom") == [
            messages.CardEnded(by="Simon", closing=closing, caller="06 •• •• •• 12", at=desk.card.at)
        ]

    def test_is_told_nothing_of_what_they_end_themselves(self, desk):
        desk.takes("tom")
        desk.finishes("tom")

        assert desk.told("tom") == []

    def test_is_told_that_it_is_theirs_again(self, desk):
        again = messages.CardIsYoursAgain(by="Simon", caller="06 •• •• •• 12", at=desk.card.at, url=None)
        desk.takes("tom")
        desk.hands("simon", to="lea")

        desk.undoes("simon")

        assert desk.card.taken_by == "tom"
        assert again in desk.told("tom")
        assert any(isinstance(one, messages.CardWithdrawn) for one in desk.told("lea"))

    def test_is_told_that_it_is_not_done_after_all(self, desk):
        desk.takes("tom")
        desk.finishes("simon")

        desk.undoes("simon")

        assert any(isinstance(one, messages.CardIsYoursAgain) for one in desk.told("tom"))
        assert desk.told("simon") == []

    def test_is_told_nothing_of_what_they_undo_themselves(self, desk):
        desk.takes("tom")
        desk.finishes("tom")

        desk.undoes("tom")

        assert desk.told("tom") == []
