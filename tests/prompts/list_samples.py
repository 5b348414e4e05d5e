"""Lists of cards, and what reminds people of them."""

from deskbot.calls import case
from deskbot.chat import forms, messages
from deskbot.people import phone
from tests.prompts.fiction import CALLED, CALLER, TITLE, at

MASKED = phone.mask(CALLER)
URL = "https://chat.example.org/coop/pl/abc"


def listed(**changed: object) -> messages.ListedCard:
    known = {"link": URL, "caller": MASKED, "at": CALLED}
    return messages.ListedCard(**{**known, **changed})


MISSED = listed()
NAMED = listed(caller_name="Mme Durand", has_message=True, message_s=42, calls=3, urgent=True, taken_by="Tom")
HIDDEN = listed(link=None, caller=None, has_message=True, at=at(31, 18, 5, month=7))
NOTE = listed(origin=case.Origin.NOTE, told="Rappeler avant 17h pour le contrat", taken_by="Simon")
BARE_NOTE = listed(origin=case.Origin.NOTE, caller=None, told="Le colis est au 2e étage")
CARDS = (NAMED, HIDDEN, MISSED, NOTE, BARE_NOTE)


def reminder(card: messages.ListedCard) -> messages.CardReminder:
    return messages.CardReminder(case="c1", card=card, taken_at=at(1, 9, 10))


def night(**changed: object) -> messages.NightCalls:
    known = {
        "title": TITLE,
        "closed_at": at(31, 17, 30, month=7),
        "cards": CARDS,
        "more": 0,
        "on_duty": "Léa",
    }
    return messages.NightCalls(**{**known, **changed})


def end_of_day(**changed: object) -> messages.EndOfDay:
    known = {
        "title": TITLE,
        "since": at(31, 17, 30, month=7),
        "calls": 14,
        "while_closed": 3,
        "answered": 8,
        "missed": 2,
        "done": (
            messages.DoneBy(name="Léa", cards=4),
            messages.DoneBy(name="Tom", cards=1),
            messages.DoneBy(name=None, cards=1),
        ),
        "cards": CARDS,
        "more": 0,
    }
    return messages.EndOfDay(**{**known, **changed})


def open_cards(scope: messages.Scope = messages.Scope.OPEN, **changed: object) -> messages.OpenCards:
    known = {"title": TITLE, "desk": "standard", "scope": scope, "cards": CARDS, "more": 0}
    return messages.OpenCards(**{**known, **changed})


SAMPLES: dict[str, messages.Message] = {
    "card_reminder": reminder(MISSED),
    "card_reminder_named": reminder(NAMED),
    "card_reminder_hidden": reminder(HIDDEN),
    "card_reminder_note": reminder(NOTE),
    "still_nobody": messages.StillNobody(cards=(MISSED,), more=0, on_duty=None),
    "still_nobody_many": messages.StillNobody(cards=CARDS, more=12, on_duty="Léa"),
    "night_calls": night(),
    "night_calls_one": night(cards=(HIDDEN,), on_duty=None),
    "night_calls_many": night(more=1),
    "end_of_day": end_of_day(),
    "end_of_day_all_done": end_of_day(calls=1, while_closed=0, answered=1, missed=0, done=(), cards=()),
    "end_of_day_many": end_of_day(more=7),
    "open_cards": open_cards(),
    "open_cards_with_numbers": open_cards(cards=(listed(number=CALLER), NAMED)),
    "open_cards_many": open_cards(more=12),
    "open_cards_rest": open_cards(skipped=12, more=1),
    **{f"open_cards_{scope.value}": open_cards(scope, cards=(NAMED,)) for scope in messages.Scope},
    **{f"open_cards_none_{scope.value}": open_cards(scope, cards=()) for scope in messages.Scope},
    "many_introduction": forms.ManyIntroduction(cards=12),
    "many_introduction_one": forms.ManyIntroduction(cards=1),
    "many_introduction_none": forms.ManyIntroduction(cards=0),
    "cards_closed": messages.CardsClosed(together="t1", cards=12, closing=case.Closing.NOTHING_TO_DO),
    "cards_closed_one": messages.CardsClosed(together="t1", cards=1, closing=case.Closing.REACHED),
    "cards_closed_none": messages.CardsClosed(together="t1", cards=0, closing=case.Closing.REACHED),
    "cards_reopened": messages.CardsReopened(cards=12),
    "cards_reopened_none": messages.CardsReopened(cards=0),
}
