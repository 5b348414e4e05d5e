"""What a card raised rings once, until somebody has the card, and again when that is undone."""

import pytest

from deskbot.alerts import escalation
from deskbot.calls import case, destination
from deskbot.calls.events import LiveKind
from deskbot.chat import buttons
from deskbot.flows import close_cards, escalate, follow_up, hand_card, sort_card
from deskbot.outside.database import store
from tests.adapters.database import recorder
from tests.adapters.database.test_calls_recorded import leg, live, record
from tests.unit.calls.line_day import LEA

CHANNELS = destination.Channels(home="standard", admins="admins", topics={}, desks={})
ON_CALL = escalate.OnCall(usernames=("simon",), channel="admins", delay_s=60)
SPAM = buttons.Option(choice=buttons.Choice.SPAM)
URGENT = buttons.Option(choice=buttons.Choice.URGENT)
State = escalation.State


class _NoContacts:
    def name_of(self, _number: str) -> None:
        return None


class Desk:
    """A desk with the card of a missed call that somebody said to be urgent."""

    def __init__(self, data: store.Store) -> None:
        self.line = recorder.Recorder(data)
        self.line.hears(record(0), leg(2))
        (self.card,) = self.line.cards()
        self._common = {"house": self.line.house, "store": data, "clock": self.line.clock}
        self.chooses("lea", URGENT)

    def chooses(self, username: str, option: buttons.Option) -> None:
        key = self.card.key
        sort_card.choose(key, option, username=username, channels=CHANNELS, on_call=ON_CALL, **self._common)

    def takes(self, username: str) -> None:
        follow_up.take(self.card.key, username=username, contacts=_NoContacts(), **self._common)

    def finishes(self, username: str) -> None:
        closing = case.Closing.NO_ANSWER
        follow_up.finish(self.card.key, username=username, closing=closing, note=None, **self._common)

    def undoes(self, username: str) -> None:
        hand_card.undo(self.card.key, username=username, link=str, **self._common)

    def answers(self, username: str) -> None:
        (alert,) = self.alerts()
        escalate.acknowledge(alert.key, username=username, **self._common)

    def alerts(self) -> tuple[escalation.Alert, ...]:
        with self.line.data.read() as work:
            return work.alerts.of_case(self.card.key)

    @property
    def state(self) -> escalation.State:
        (alert,) = self.alerts()
        return alert.state

    def rings(self) -> bool:
        """Whether the next admin is to be told."""
        with self.line.data.read() as work:
            return bool(work.due.kinds_until(self.line.clock.shown, kinds=[escalate.KIND]))


@pytest.fixture
def desk(data: store.Store) -> Desk:
    return Desk(data)


class TestAnAlert:
    def test_is_one_however_often_it_is_said(self, desk):
        desk.chooses("lea", URGENT)
        desk.chooses("tom", URGENT)

        assert desk.state is State.RINGING

    def test_rings_once_more_when_it_is_urgent_after_all(self, desk):
        desk.takes("tom")
        desk.chooses("lea", URGENT)

        assert [one.state for one in desk.alerts()] == [State.TAKEN, State.RINGING]

    @pytest.mark.parametrize(
        "end", [Desk.takes, Desk.finishes, lambda desk, username: desk.chooses(username, SPAM)]
    )
    def test_rings_again_when_what_ended_it_is_undone(self, desk, end):
        end(desk, "tom")
        assert (desk.state.value in ("taken", "calmed"), desk.rings()) == (True, False)

        desk.undoes("tom")

        assert (desk.state, desk.rings()) == (State.RINGING, True)

    def test_stays_with_whoever_has_the_card_still(self, desk):
        desk.takes("tom")
        desk.finishes("tom")

        desk.undoes("tom")

        assert (desk.state, desk.rings()) == (State.TAKEN, False)

    def test_stays_with_the_admin_who_answered_it(self, desk):
        desk.answers("simon")
        desk.line.clock.shown += desk.line.clock.shown - desk.card.at
        desk.takes("tom")

        desk.undoes("tom")

        assert (desk.state, desk.rings()) == (State.TAKEN, False)

    def test_rings_again_when_cards_that_nobody_had_are_opened_again(self, desk):
        said = close_cards.close(
            "old;standard", closing=case.Closing.NOTHING_TO_DO, username="simon", old_days=0, **desk._common
        )
        assert (desk.state, desk.rings()) == (State.TAKEN, False)

        close_cards.reopen(said.together, username="simon", **desk._common)

        assert (desk.state, desk.rings()) == (State.RINGING, True)

    def test_rings_again_when_the_talk_that_ended_it_was_none(self, desk):
        desk.line.hears(record(600, lasting=10), leg(600, lasting=10))
        assert (desk.state, desk.rings()) == (State.SETTLED, False)

        # It was the telephone's own voicemail that picked up.
        desk.line.hears(
            live(LiveKind.BEGINS, 600),
            live(LiveKind.RINGS, 600, agent=LEA),
            live(LiveKind.ANSWERED, 620, agent=LEA),
            live(LiveKind.HUNG_UP, 630, agent=LEA),
        )

        assert desk.line.card(desk.card.key).state is case.State.OPEN
        assert (desk.state, desk.rings()) == (State.RINGING, True)

    def test_stays_with_whoever_has_several_cards_that_are_opened_again(self, desk):
        desk.takes("tom")
        said = close_cards.close(
            "mine;standard", closing=case.Closing.REACHED, username="tom", old_days=7, **desk._common
        )
        assert not desk.rings()

        close_cards.reopen(said.together, username="tom", **desk._common)

        # Tom has it still.
        assert (desk.line.card(desk.card.key).state, desk.rings()) == (case.State.TAKEN, False)
