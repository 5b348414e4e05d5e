"""A message of each kind, and of each turn of phrase, with what people could read in it."""

import datetime as dt
import zoneinfo

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.desk import interval, resolver
from deskbot.people import permissions, phone

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
NOW = dt.datetime(2024, 8, 1, 10, 15, tzinfo=PARIS)
VERIFIED = dt.datetime(2024, 8, 1, 9, 0, 4, tzinfo=PARIS)
CALLED = dt.datetime(2024, 8, 1, 10, 12, 31, tzinfo=PARIS)
CALLER = "+33639980212"


def days(first: int, last: int, *, month: int = 8) -> interval.Interval:
    return interval.Interval(
        start=dt.datetime(2024, month, first, 9, tzinfo=PARIS),
        end=dt.datetime(2024, month, last, 17, 30, tzinfo=PARIS),
    )


MORNING = interval.Interval(
    start=dt.datetime(2024, 8, 5, 9, tzinfo=PARIS), end=dt.datetime(2024, 8, 5, 13, tzinfo=PARIS)
)
TOM = messages.HeldBy(name="Tom", span=days(8, 9))
INES = messages.HeldBy(name="Inès", span=MORNING)


def desk_state(**changed: object) -> messages.DeskState:
    known = {
        "title": "le standard",
        "open": True,
        "names": ("Léa", "Tom"),
        "until": dt.datetime(2024, 8, 1, 17, 30, tzinfo=PARIS),
        "verified_at": VERIFIED,
        "with_help": False,
    }
    return messages.DeskState(**{**known, **changed})


def claim_made(**changed: object) -> messages.ClaimMade:
    known = {
        "title": "le standard",
        "won": (days(1, 15),),
        "held": (),
        "closed": (),
        "second": "Tom",
        "rings": 4,
        "serves": True,
    }
    return messages.ClaimMade(**{**known, **changed})


def rule(**changed: object) -> messages.RuleQuoted:
    known = {
        "text": "Le standard est tenu par deux membres :\n\n- une personne de garde\n- un second",
        "page": "Standard téléphonique",
        "section": "Qui répond",
        "url": "https://wiki.example.org/standard#qui-repond",
        "last_verified": dt.date(2024, 6, 1),
        "stale": False,
    }
    return messages.RuleQuoted(**{**known, **changed})


def card(**changed: object) -> messages.Card:
    known = {
        "case": "c1",
        "title": "le standard",
        "dialled": "03 53 01 01 00",
        "caller": phone.mask(CALLER),
        "at": CALLED,
        "rung": ("Léa", "Tom"),
        "message_s": None,
        "recording_url": None,
        "hearing": case.Hearing.NONE,
        "hearing_why": None,
        "transcript": None,
        "caveats": (),
        "topic": None,
        "topic_channel": None,
        "urgent": False,
        "state": case.State.OPEN,
        "taken_by": None,
        "closing": None,
        "done_by": None,
        "note": None,
    }
    return messages.Card(**{**known, **changed})


def voicemail(**changed: object) -> messages.Card:
    known = {
        "message_s": 72,
        "recording_url": "https://chat.example.org/coop/pl/abc",
        "hearing": case.Hearing.HEARD,
    }
    return card(**{**known, **changed})


SAID = "Bonjour, ici Madame Dupont (?), rappelez-moi au 06 39 98 02 12, c'est pour un contrat CAPE."


def urgent(**changed: object) -> messages.Urgent:
    known = {
        "alert": "a1",
        "title": "le standard",
        "username": "simon",
        "text": "Quelqu'un est bloqué devant la porte.",
        "raised_by": "Léa",
        "from_call": False,
    }
    return messages.Urgent(**{**known, **changed})


WHY_NOT_HEARD = ["not_installed", "nothing_recognised", "gone", "undecodable", "crashed"]
REASONS = [
    *("empty", "no_such_day", "reversed", "over", "too_long", "no_end", "weekday_contradicts", "no_date"),
    "not_understood",
]

SAMPLES: dict[str, messages.Message] = {
    "card_in_part": voicemail(transcript=SAID, caveats=("truncated", "doubtful_number"), topic="admission"),
    "desk_state": desk_state(),
    "desk_state_alone": desk_state(names=("Léa",)),
    "desk_state_nobody": desk_state(names=()),
    "desk_state_closed": desk_state(
        open=False, names=(), until=dt.datetime(2024, 8, 2, 9, tzinfo=PARIS), verified_at=None
    ),
    "desk_state_help": desk_state(with_help=True),
    "claim_made": claim_made(),
    "claim_made_alone": claim_made(won=(MORNING,), second=None, rings=1),
    "claim_made_for_nothing": claim_made(won=(days(15, 15),), serves=False),
    "claim_made_in_part": claim_made(
        won=(days(1, 7), days(10, 15)),
        held=(INES, TOM),
        closed=(
            *(messages.ClosedDay(day=dt.date(2024, 8, day), name=None) for day in (3, 4, 10, 11)),
            messages.ClosedDay(day=dt.date(2024, 8, 12), name=None),
            messages.ClosedDay(day=dt.date(2024, 8, 15), name="Assomption"),
        ),
        second="Inès",
        rings=2,
    ),
    "claim_made_on_a_holiday": claim_made(
        closed=(messages.ClosedDay(day=dt.date(2024, 8, 15), name="Assomption"),), second=None
    ),
    "nothing_won": messages.NothingWon(held=(TOM,)),
    "nothing_won_own": messages.NothingWon(held=(TOM,), own=True),
    "nothing_won_several": messages.NothingWon(held=(INES, TOM)),
    "release_made": messages.ReleaseMade(title="le standard", released=(days(5, 6),)),
    "nothing_to_release": messages.NothingToRelease(held=(days(8, 9), days(12, 13))),
    "nothing_to_release_none": messages.NothingToRelease(held=()),
    **{
        f"dates_not_understood_{reason}": messages.DatesNotUnderstood(
            reason=reason, fragment="31 juin", example="/standard prendre 2024-08-01..15"
        )
        for reason in REASONS
    },
    **{f"refused_{reason}": messages.Refused(reason=reason) for reason in permissions.Refusal},
    **{f"in_trouble_{trouble}": messages.InTrouble(trouble=trouble) for trouble in messages.Trouble},
    "unknown_command": messages.UnknownCommand(
        word_typed="prendr", nearest=("prendre", "rendre"), commands=("prendre", "rendre", "qui")
    ),
    "unknown_command_alone": messages.UnknownCommand(
        word_typed="@channel", nearest=(), commands=("prendre", "rendre", "qui")
    ),
    "urgency_received": messages.UrgencyReceived(first="Simon"),
    "urgency_received_nobody": messages.UrgencyReceived(first=None),
    "rule_quoted": rule(),
    "rule_quoted_stale": rule(last_verified=dt.date(2023, 6, 1), stale=True),
    "rule_quoted_bare": rule(section="Standard téléphonique", url=None, last_verified=None, stale=True),
    "rule_unknown": messages.RuleUnknown(),
    "card_taken": messages.CardTaken(),
    "card_not_free": messages.CardNotFree(name="Tom"),
    "card_not_free_nobody": messages.CardNotFree(name=""),
    "card_closed": messages.CardClosed(),
    "alert_taken": messages.AlertTaken(),
    "change_undone": messages.ChangeUndone(again=False),
    "change_undone_again": messages.ChangeUndone(again=True),
    "claimed": messages.Claimed(change="x", title="le standard", name="Léa", won=(days(1, 15),)),
    "claimed_several": messages.Claimed(
        change="x", title="le standard", name="Léa", won=(MORNING, days(8, 9))
    ),
    "released": messages.Released(change="x", title="le standard", name="Léa", released=(days(5, 6),)),
    "undone_claim": messages.Undone(kind="claim", title="le standard", name="Léa", by="Simon"),
    "undone_claim_oneself": messages.Undone(kind="claim", title="le standard", name="Léa", by="Léa"),
    "undone_release": messages.Undone(kind="release", title="le standard", name="Léa", by="Simon"),
    "undone_release_oneself": messages.Undone(kind="release", title="le standard", name="Léa", by="Léa"),
    **{
        f"line_verified_{reason}": messages.LineVerified(
            title="le standard", reason=reason, names=names, verified_at=VERIFIED
        )
        for reason, names in (
            (resolver.Reason.CLOSED.value, ()),
            (resolver.Reason.ON_DUTY.value, ("Léa", "Tom")),
            (resolver.Reason.FALLBACK.value, ("le bureau",)),
        )
    },
    "line_verified_nobody": messages.LineVerified(
        title="le standard", reason="fallback", names=(), verified_at=VERIFIED
    ),
    "line_trouble": messages.LineTrouble(title="le standard", since=VERIFIED, refused=False),
    "call_log_back": messages.CallLogBack(title="le standard", since=VERIFIED),
    "call_log_trouble": messages.CallLogTrouble(title="le standard", since=VERIFIED),
    "line_trouble_refused": messages.LineTrouble(title="le standard", since=VERIFIED, refused=True),
    "line_back": messages.LineBack(title="le standard", since=VERIFIED),
    "card": card(),
    "card_hidden": card(caller=None, rung=None),
    "card_nobody": card(rung=()),
    "card_one_rung": card(rung=("Léa",)),
    "card_taken_by": card(state=case.State.TAKEN, taken_by="Tom"),
    "card_done": card(state=case.State.DONE, taken_by="Tom", closing=case.Closing.REACHED, done_by="Tom"),
    "card_done_note": voicemail(
        transcript=SAID,
        topic="administration",
        state=case.State.DONE,
        taken_by="Tom",
        closing=case.Closing.NO_ANSWER,
        done_by="Tom",
        note="Rappeler lundi.\n~~~\nau zéro six trente-neuf quatre-vingt-dix-huit zéro deux douze",
    ),
    "card_voicemail": voicemail(transcript=SAID, topic="administration", topic_channel="administration"),
    "card_voicemail_urgent": voicemail(transcript=SAID, topic="accueil", urgent=True),
    "card_voicemail_taken": voicemail(transcript=SAID, state=case.State.TAKEN, taken_by="Tom"),
    "card_waiting": voicemail(hearing=case.Hearing.WAITING, recording_url=None, message_s=9),
    **{
        f"card_not_heard_{why}": voicemail(hearing=case.Hearing.IMPOSSIBLE, hearing_why=why)
        for why in WHY_NOT_HEARD
    },
    "recording": messages.Recording(message_s=72, playable=True),
    "recording_unmeasured": messages.Recording(message_s=None, playable=True),
    "recording_unreadable": messages.Recording(message_s=72, playable=False),
    "number_to_call": messages.NumberToCall(number=CALLER, at=CALLED),
    "number_to_call_abroad": messages.NumberToCall(number="+41791234567", at=CALLED),
    "number_to_call_hidden": messages.NumberToCall(number=None, at=CALLED),
    "urgent": urgent(),
    "urgent_from_a_call": urgent(from_call=True, raised_by=None, text=SAID),
    "urgent_everybody": urgent(username=None),
    "urgent_taken": urgent(taken_by="Simon", taken_at=CALLED),
}
