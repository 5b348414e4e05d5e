"""What people are told of what they, or others, did with a card."""

from deskbot.calls import case, handling, merge
from deskbot.chat import buttons, messages
from deskbot.people import phone
from tests.prompts.fiction import CALLED, CALLER

MASKED = phone.mask(CALLER)
CARD_URL = "https://chat.example.org/coop/pl/card"
HEARD = "Bonjour, c'est Madame Dupont, rappelez-moi avant ce soir au 06 39 98 02 12."


def handed(number: str | None = CALLER, **changed: object) -> messages.HandedToYou:
    about = {one: changed.pop(one) for one in ("name", "costs", "line") if one in changed}
    is_told = bool(changed.pop("told_of", True))
    to_call = messages.NumberToCall(number=number, told=is_told, at=CALLED, case="c1", **about)
    known = {"case": "c1", "by": "Léa", "to_call": to_call, "is_note": False, "told": None, "url": CARD_URL}
    return messages.HandedToYou(**{**known, **changed})


def moved(**changed: object) -> messages.CardMoved:
    known = {
        "outcome": merge.Outcome.MISSED,
        "caller": MASKED,
        "at": CALLED,
        "channel": "administration",
        "url": CARD_URL,
    }
    return messages.CardMoved(**{**known, **changed})


def withdrawn(**changed: object) -> messages.CardWithdrawn:
    known = {"by": "Léa", "name": "", "caller": MASKED, "at": CALLED}
    return messages.CardWithdrawn(**{**known, **changed})


def noted(**changed: object) -> messages.NoteMade:
    known = {
        "case": "n1",
        "name": None,
        "is_own": False,
        "has_number": True,
        "channel": "administration",
        "urgent": False,
        "first": None,
    }
    return messages.NoteMade(**{**known, **changed})


SAMPLES: dict[str, messages.Message] = {
    "card_handed": messages.CardHanded(name="Tom"),
    "card_sorted_urgent": messages.CardSorted(choice=buttons.Choice.URGENT, first="Simon"),
    "card_sorted_urgent_nobody": messages.CardSorted(choice=buttons.Choice.URGENT),
    "card_sorted_not_urgent": messages.CardSorted(choice=buttons.Choice.NOT_URGENT),
    "card_sorted_topic": messages.CardSorted(
        choice=buttons.Choice.TOPIC, topic="comptabilite", channel="administration"
    ),
    "card_sorted_topic_here": messages.CardSorted(choice=buttons.Choice.TOPIC, topic="autre"),
    "card_sorted_channel": messages.CardSorted(choice=buttons.Choice.CHANNEL, channel="standard"),
    "card_sorted_channel_here": messages.CardSorted(choice=buttons.Choice.CHANNEL),
    "card_sorted_spam": messages.CardSorted(choice=buttons.Choice.SPAM),
    "card_sorted_wrong_number": messages.CardSorted(choice=buttons.Choice.WRONG_NUMBER),
    **{f"card_undone_{undone}": messages.CardUndone(undone=undone, name="") for undone in handling.Undone},
    "card_undone_hand_over_to_whom": messages.CardUndone(undone=handling.Undone.HAND_OVER, name="Léa"),
    "card_undone_closing_of_whom": messages.CardUndone(undone=handling.Undone.CLOSING, name="Tom"),
    "card_undone_hand_over_of_a_done_one": messages.CardUndone(
        undone=handling.Undone.HAND_OVER, name="Tom", is_done=True
    ),
    "nothing_to_undo": messages.NothingToUndo(),
    "handed_to_you": handed(told=HEARD),
    "handed_to_you_named": handed(name="Mme Dupont", url=None),
    "handed_to_you_premium": handed(number="+33899701234", costs=True),
    "handed_to_you_with_a_telephone": handed(line="+33353010150"),
    "handed_to_you_hidden": handed(number=None),
    "handed_to_you_not_told": handed(number=None, told_of=False),
    "handed_to_you_note": handed(is_note=True, told="Rappeler avant 17h, contrat"),
    "handed_to_you_note_without_number": handed(is_note=True, number=None, told="Rappeler Mme Dupont"),
    "card_withdrawn": withdrawn(),
    "card_withdrawn_by_whom": withdrawn(name="Léa"),
    "card_withdrawn_for_whom": withdrawn(name="Simon", caller=None),
    "card_ended": messages.CardEnded(by="Léa", closing=case.Closing.NOTHING_TO_DO, caller=MASKED, at=CALLED),
    "card_ended_hidden": messages.CardEnded(by="Léa", closing=case.Closing.SPAM, caller=None, at=CALLED),
    "same_call": messages.SameCall(name="Tom", caller=MASKED, at=CALLED),
    "same_call_hidden": messages.SameCall(name="Tom", caller=None, at=CALLED),
    "urgent_for_you": messages.UrgentForYou(caller=MASKED, at=CALLED, text=HEARD),
    "urgent_for_you_hidden": messages.UrgentForYou(caller=None, at=CALLED, text=HEARD),
    "message_since": messages.MessageSince(caller=MASKED, at=CALLED),
    "message_since_hidden": messages.MessageSince(caller=None, at=CALLED),
    "card_withdrawn_as_done": withdrawn(name="Léa", is_done=True),
    "card_is_yours_again": messages.CardIsYoursAgain(by="Simon", caller=MASKED, at=CALLED, url=CARD_URL),
    "card_is_yours_again_bare": messages.CardIsYoursAgain(by="Simon", caller=None, at=CALLED, url=None),
    "card_handed_back": messages.CardHandedBack(name="Tom", caller=MASKED, at=CALLED, url=CARD_URL),
    "card_handed_back_bare": messages.CardHandedBack(name="Tom", caller=None, at=CALLED, url=None),
    "note_made": noted(),
    "note_made_for_a_colleague": noted(name="Simon"),
    "note_made_for_oneself": noted(name="Léa", is_own=True),
    "note_made_without_number": noted(has_number=False),
    "note_made_of_a_call": noted(has_number=False, call="standard-1", caller=MASKED, called_at=CALLED),
    "note_made_urgent": noted(urgent=True, first="Simon"),
    "note_made_urgent_nobody": noted(urgent=True),
    "number_added": messages.NumberAdded(caller=MASKED),
    "no_such_colleague": messages.NoSuchColleague(name="simone"),
    "whole_transcript": messages.WholeTranscript(text=HEARD),
    "card_moved": moved(),
    "card_moved_voicemail": moved(outcome=merge.Outcome.VOICEMAIL),
    "card_moved_hidden": moved(caller=None),
    "card_moved_note": moved(outcome=None, caller=None),
    "channel_refuses_cards": messages.ChannelRefusesCards(channel="administration", instead="standard"),
}
