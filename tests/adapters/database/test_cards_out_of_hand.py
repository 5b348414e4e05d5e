"""A card that another one stands for, or whose texts are erased, is nobody's to deal with any more."""

import dataclasses

import pytest

from deskbot.calls import case
from deskbot.chat import buttons, messages
from deskbot.flows import follow_up, hand_card, sort_card
from deskbot.outside.database import store
from tests.adapters.database import recorder
from tests.adapters.database.test_calls_recorded import leg, record


class _NoContacts:
    def name_of(self, _number: str) -> None:
        return None


@pytest.fixture
def line(data: store.Store) -> recorder.Recorder:
    told = recorder.Recorder(data)
    told.hears(record(0), leg(2))
    return told


def everything(line: recorder.Recorder, key: str) -> dict[str, messages.Message | None]:
    """Have somebody try all that can be done with a card; return what each was answered."""
    common = {"username": "tom", "house": line.house, "store": line.data, "clock": line.clock}
    contacts, link = _NoContacts(), str
    option = buttons.Option(choice=buttons.Choice.URGENT)
    return {
        "take": follow_up.take(key, contacts=contacts, **common),
        "finish": follow_up.finish(key, closing=case.Closing.REACHED, note=None, **common),
        "hand": hand_card.hand(key, to="lea", contacts=contacts, link=link, **common),
        "undo": hand_card.undo(key, link=link, **common),
        "note": sort_card.add_note(key, "rappeler demain", **common),
        "sort": sort_card.choose(key, option, channels=None, on_call=None, **common),
    }


class TestFound:
    @pytest.mark.parametrize("of_a_message", [False, True])
    def test_is_nothing_to_work_with_where_another_card_stands_for_it(self, line, of_a_message):
        (whole,) = line.cards()
        joined = dataclasses.replace(whole, key="told-twice")
        joined = dataclasses.replace(
            joined.closed(case.Closing.JOINED, at=line.clock.shown),
            joined_to=whole.key,
            post_id=None if of_a_message else "p1",
        )
        with line.data.write() as work:
            work.cases.save(joined)

        answers = everything(line, joined.key)

        told = messages.InTrouble(trouble=messages.Trouble.CARD_JOINED)
        assert answers == dict.fromkeys(answers, told)
        assert line.card(joined.key) == joined
        assert line.cards() == (whole,)

    def test_is_nothing_to_work_with_once_its_texts_are_erased(self, line):
        (card,) = line.cards()
        done = card.finished(by="lea", closing=case.Closing.REACHED, at=line.clock.shown)
        erased = dataclasses.replace(done, caller=None, erased_at=line.clock.shown)
        with line.data.write() as work:
            work.cases.save(erased)

        answers = everything(line, card.key)

        told = messages.InTrouble(trouble=messages.Trouble.CARD_ERASED)
        assert answers == dict.fromkeys(answers, told)
        assert line.card(card.key) == erased

    def test_is_not_opened_again_by_what_is_told_late_once_its_texts_are_erased(self, line):
        (card,) = line.cards()
        closed = card.closed(case.Closing.GOT_THROUGH, at=line.clock.shown)
        with line.data.write() as work:
            work.cases.save(dataclasses.replace(closed, caller=None, erased_at=line.clock.shown))

        line.hears(leg(4))

        assert line.card(card.key).state is case.State.DONE
