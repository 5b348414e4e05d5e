"""A message of each kind, and of each turn of phrase, with what people could read in it."""

import dataclasses
import datetime as dt

from deskbot.calls import call_back, case, merge
from deskbot.chat import commands, forms, messages, wish
from deskbot.desk import interval, planning, premises, public_number, roster
from deskbot.people import permissions, phone
from deskbot.reports import grid, rates
from tests.prompts import card_samples, line_samples, list_samples, privacy_samples
from tests.prompts.fiction import CALLED, CALLER, DESK_NUMBER, TITLE, VERIFIED, at


def stretch(day: int, start: int, end: int, end_minute: int = 0) -> interval.Interval:
    return interval.Interval(start=at(day, start), end=at(day, end, end_minute))


def days(first: int, last: int, *, month: int = 8) -> interval.Interval:
    return interval.Interval(start=at(first, 9, month=month), end=at(last, 17, 30, month=month))


MORNING = stretch(5, 9, 13)
AFTERNOON = stretch(5, 13, 17, 30)
WEEK = days(5, 9)
TOM = messages.HeldBy(name="Tom", span=days(8, 9))
INES = messages.HeldBy(name="Inès", span=MORNING)
EMPTY = messages.PremisesNow(presence=premises.Presence.EMPTY, by="Simon", until=at(5, 9))
STAFFED = messages.PremisesNow(presence=premises.Presence.STAFFED, by="Simon", until=None)


def wished(*spans: interval.Interval, rank: roster.Rank = roster.Rank.FIRST) -> wish.Wish:
    return wish.Wish(desk="standard", spans=spans, rank=rank)


FREE = (wished(MORNING), wished(stretch(6, 13, 17, 30)), wished(days(7, 7)))
AS_SECOND = wished(days(8, 9), rank=roster.Rank.SECOND)


def desk_state(**changed: object) -> messages.DeskState:
    known = {
        "title": TITLE,
        "open": True,
        "names": ("Léa", "Tom"),
        "until": at(1, 17, 30),
        "verified_at": VERIFIED,
        "premises": None,
        "with_help": False,
    }
    return messages.DeskState(**{**known, **changed})


def board(**changed: object) -> messages.Board:
    known = {
        "title": TITLE,
        "open": True,
        "names": ("Léa", "Tom"),
        "until": at(15, 17, 30),
        "verified_at": VERIFIED,
        "open_cards": 2,
        "upcoming": (
            messages.HeldBy(name="Tom", span=days(16, 20)),
            messages.HeldBy(name="Inès", span=MORNING),
        ),
        "premises": EMPTY,
        "page_url": "https://standard.example.org/p/abc",
    }
    return messages.Board(**{**known, **changed})


def claim_made(**changed: object) -> messages.ClaimMade:
    known = {
        "title": TITLE,
        "public_number": DESK_NUMBER,
        "rank": roster.Rank.FIRST,
        "won": (days(1, 15),),
        "held": (),
        "closed": (),
        "second": "Tom",
        "rings": 4,
        "serves": True,
        "proved": True,
    }
    return messages.ClaimMade(**{**known, **changed})


def held(
    span: interval.Interval, first: str | None = "Léa", *, second: str | None = None, gap: bool | None = None
) -> messages.StretchShown:
    return messages.StretchShown(
        span=span, first=first, second=second, gap=first is None if gap is None else gap
    )


def half(part: planning.Part, *stretches: messages.StretchShown) -> messages.HalfShown:
    return messages.HalfShown(part=part, stretches=stretches)


def day(
    number: int,
    *halves: messages.HalfShown,
    closed: str | None = None,
    cut: str | None = None,
    if_taken: bool = False,
) -> messages.DayShown:
    return messages.DayShown(
        day=dt.date(2024, 8, number), closed=closed, cut=cut, if_taken=if_taken, halves=halves
    )


def whole_day(
    number: int, first: str | None, *, second: str | None = None, **changed: object
) -> messages.DayShown:
    return day(
        number,
        half(planning.Part.MORNING, held(stretch(number, 9, 13), first, second=second, **changed)),
        half(planning.Part.AFTERNOON, held(stretch(number, 13, 17, 30), first, second=second, **changed)),
    )


WEEK_SHOWN = messages.WeekShown(
    monday=dt.date(2024, 8, 5),
    days=(
        day(
            5,
            half(planning.Part.MORNING, held(MORNING, second="Tom")),
            half(planning.Part.AFTERNOON, held(AFTERNOON, None)),
        ),
        day(
            6,
            half(
                planning.Part.MORNING, held(stretch(6, 9, 11)), held(stretch(6, 11, 13), None, second="Tom")
            ),
            half(planning.Part.AFTERNOON, held(stretch(6, 13, 17, 30), "Inès")),
        ),
        whole_day(7, "Léa", second="Tom"),
        day(8, half(planning.Part.MORNING, held(stretch(8, 9, 12), "Inès"))),
        day(9, closed="Pont"),
        day(10, closed=""),
        day(11, closed=""),
    ),
)
CUT_WEEK = messages.WeekShown(
    monday=dt.date(2024, 8, 5),
    days=(
        day(5, half(planning.Part.MORNING, held(MORNING)), cut="inventaire"),
        day(6, half(planning.Part.AFTERNOON, held(stretch(6, 13, 17, 30), None)), cut=""),
        day(
            7,
            half(planning.Part.MORNING, held(stretch(7, 9, 13), None)),
            half(planning.Part.AFTERNOON, held(stretch(7, 13, 17, 30), None, gap=False)),
            closed="Pont",
            if_taken=True,
        ),
        whole_day(8, None, gap=False),
        whole_day(9, "Léa"),
    ),
)
CLOSED_WEEK = messages.WeekShown(
    monday=dt.date(2024, 8, 5), days=tuple(day(one, closed="Congés d'été") for one in range(5, 10))
)
FULL_WEEK = messages.WeekShown(
    monday=dt.date(2024, 8, 5), days=tuple(whole_day(one, "Léa") for one in range(5, 10))
)
SUMMER_WEEK = messages.WeekShown(
    monday=dt.date(2024, 8, 12),
    days=(
        day(12, *whole_day(12, None, gap=False).halves, closed="Congés d'été", if_taken=True),
        day(13, *whole_day(13, "Tom").halves, closed="Congés d'été", if_taken=True),
        day(
            14,
            half(planning.Part.MORNING, held(stretch(14, 9, 13), "Tom")),
            half(planning.Part.AFTERNOON, held(stretch(14, 13, 17, 30), None, gap=False)),
            closed="",
            if_taken=True,
        ),
        day(15, closed="Assomption"),
        whole_day(16, None),
        day(17, *whole_day(17, "Léa").halves),
        day(18, closed=""),
    ),
)


def month_line(**changed: object) -> messages.MonthLine:
    known = {
        "month": dt.date(2024, 8, 1),
        "member": "lea",
        "name": "Léa",
        "claimed_min": 180,
        "held_min": 750,
        "answered": 8,
        "missed": 1,
        "norm_h": (2.0, 3.0),
        "mended": False,
    }
    return messages.MonthLine(**{**known, **changed})


def member_month(name: str, **changed: object) -> messages.MemberMonth:
    known = {
        "held_min": 150,
        "second_min": 0,
        "answered": 8,
        "missed": 1,
        "claimed_min": 150,
        "over_norm_min": 0,
    }
    return messages.MemberMonth(**{"name": name, **known, **changed})


def week_kept(monday: int, **changed: object) -> messages.WeekKept:
    known = {"days_open": 5, "days_kept": 5, "kept": True, "partial": False}
    return messages.WeekKept(**{"monday": dt.date(2024, 8, monday), **known, **changed})


def load_shown(name: str, minutes: int, share: float) -> messages.LoadShown:
    return messages.LoadShown(name=name, minutes=minutes, share=share)


def spread(median_s: int, p90_s: int | None, *, longest_s: int = 30000, count: int = 40) -> rates.Spread:
    return rates.Spread(count=count, median_s=median_s, p90_s=p90_s, longest_s=longest_s)


def hour_rates(weekday: int, hour: int, calls: int, missed: int, *, closed: int = 0) -> rates.HourRates:
    known = {"weekday": weekday, "hour": hour, "calls": calls, "missed": missed, "while_closed": closed}
    return rates.HourRates(is_open=hour < 18, **known)


def call_rates(**changed: object) -> messages.CallRates:
    known = {
        "answered": 110,
        "missed": 15,
        "abandoned": 3,
        "while_closed": 12,
        "blocked": 1,
        "left_message": 8,
        "repeats": 4,
        "waiting": spread(25, 40),
        "taking": spread(245, 3600),
        "calling_back": spread(7800, 18040),
        "hours": (
            *(hour_rates(0, hour, hour, hour % 4) for hour in range(9, 12)),
            *(hour_rates(1, hour, 9 - hour % 9, 0, closed=hour - 9) for hour in (9, 11)),
            hour_rates(5, 20, 0, 0, closed=10),
        ),
        "topics": (
            rates.TopicCount(topic="admission", calls=12),
            rates.TopicCount(topic="comptabilite", calls=3),
        ),
    }
    found = rates.Rates(**{**known, **changed})
    return messages.CallRates(
        title=TITLE,
        first=dt.date(2024, 7, 3),
        last=dt.date(2024, 8, 1),
        rates=found,
        table=grid.of(found.hours),
    )


NO_CALL = {
    **dict.fromkeys(("answered", "missed", "abandoned", "while_closed", "blocked", "left_message"), 0),
    **{"repeats": 0, "waiting": None, "taking": None, "calling_back": None, "hours": (), "topics": ()},
}


def bilan(**changed: object) -> messages.Bilan:
    known = {
        "title": TITLE,
        "month": dt.date(2024, 8, 1),
        "members": (
            member_month("Léa", held_min=750, claimed_min=180, over_norm_min=570),
            member_month("Tom", second_min=1230),
            member_month(
                "Inès | Zoé", held_min=45, answered=0, missed=0, claimed_min=None, over_norm_min=-75
            ),
        ),
        "calls": 128,
        "missed_rate": 0.125,
        "staffed_rate": 0.874,
        "weeks": (
            week_kept(5),
            week_kept(12, days_kept=3, days_open=4, kept=False),
            week_kept(19, days_kept=0, days_open=0, kept=False),
            week_kept(26, days_kept=1, kept=False, partial=True),
        ),
        "promised_days": 5,
        "promised_h": 7.0,
        "loads": (load_shown("Léa", 1840, 0.71), load_shown("Tom", 750, 0.29)),
        "loads_since": dt.date(2024, 6, 1),
        "next_to_ask": ("Inès", "Tom"),
        "newcomers": ("Zoé",),
        "gaps": 3,
        "norm_h": (2.0, 2.5),
        "missed": 16,
        "waiting": spread(25, 40),
        "calling_back": spread(7800, 18040),
    }
    return messages.Bilan(**{**known, **changed})


def member(username: str, name: str, **changed: object) -> messages.MemberShown:
    known = {"has_number": True, "proved": True, "accepted_at": VERIFIED, "accepted": True, "is_active": True}
    return messages.MemberShown(**{"username": username, "name": name, **known, **changed})


def entry(kind: roster.ChangeKind, **changed: object) -> messages.JournalEntry:
    known = {
        "at": CALLED,
        "title": TITLE,
        "by": "Léa",
        "name": "Léa",
        "spans": (MORNING,),
        "note": "",
        "undone_by": None,
    }
    return messages.JournalEntry(**{"kind": kind, **known, **changed})


def hand_over(**changed: object) -> messages.HandOver:
    known = {
        "title": TITLE,
        "span": days(1, 15),
        "rings": 4,
        "can_be_rung": True,
        "has_number": True,
        "public_number": DESK_NUMBER,
        "second": "Tom",
        "after": "Inès",
        "instructions": "Pour une admission, envoie vers le formulaire.\n\n- Ne donne aucun numéro privé.",
        "calls": (
            messages.OpenCall(
                link="https://chat.example.org/coop/pl/abc",
                caller=phone.mask(CALLER),
                at=CALLED,
                taken_by="Tom",
            ),
            messages.OpenCall(link=None, caller=None, at=CALLED, taken_by=None),
        ),
        "premises": EMPTY,
    }
    return messages.HandOver(**{**known, **changed})


def turn_at_risk(**changed: object) -> messages.TurnAtRisk:
    known = {
        "title": TITLE,
        "name": "Léa",
        "span": days(2, 2),
        "begins": days(2, 2).start,
        "hours": 24.0,
        "confirmed": False,
        "proved": True,
        "has_number": True,
    }
    return messages.TurnAtRisk(**{**known, **changed})


def number_state(**changed: object) -> messages.NumberState:
    known = {
        "number": phone.mask(CALLER),
        "proved": True,
        "rings": 3,
        "public_number": DESK_NUMBER,
        "accepted_at": VERIFIED,
    }
    return messages.NumberState(**{**known, **changed})


def cover_wanted(**changed: object) -> messages.CoverWanted:
    known = {"cover": "x", "title": TITLE, "name": "Léa", "spans": (MORNING,)}
    return messages.CoverWanted(**{**known, **changed})


def hours_changed(**changed: object) -> messages.HoursChanged:
    known = {"opens": False, "if_taken": False, "title": TITLE, "spans": (WEEK,), "held_by": ()}
    return messages.HoursChanged(**{**known, **changed})


# More than are read in one sentence.
SCATTERED = (days(5, 6), stretch(8, 9, 13), days(12, 12), days(14, 16), days(20, 20))


def desk_opened(**changed: object) -> messages.DeskOpened:
    known = {"change": "x", "title": TITLE, "by": "Simon", "spans": (MORNING,), "reason": "", "held_by": ()}
    return messages.DeskOpened(**{**known, **changed})


def assigned(**changed: object) -> messages.Assigned:
    known = {
        "change": "x",
        "title": TITLE,
        "name": "Léa",
        "by": "Simon",
        "rank": roster.Rank.FIRST,
        "won": (WEEK,),
    }
    return messages.Assigned(**{**known, **changed})


def member_left(**changed: object) -> messages.MemberLeft:
    known = {
        "change": "x",
        "title": TITLE,
        "name": "Léa",
        "spans": (MORNING, TOM.span),
        "turns": (wished(MORNING), wished(TOM.span)),
    }
    return messages.MemberLeft(**{**known, **changed})


def prove_number(**changed: object) -> messages.ProveNumber:
    known = {"proof": "x", "number": phone.mask(CALLER), "at": CALLED, "title": TITLE}
    return messages.ProveNumber(**{**known, **changed})


def turn_over(**changed: object) -> messages.TurnOver:
    known = {"title": TITLE, "next_name": "Tom", "next_can_be_rung": True, "calls": 12}
    return messages.TurnOver(**{**known, **changed})


def addresses(**changed: object) -> messages.Addresses:
    known = {
        "title": TITLE,
        "page_url": "https://standard.example.org/p/abc",
        "desk_calendar_url": "https://standard.example.org/c/abc.ics",
        "own_calendar_url": "https://standard.example.org/c/def.ics",
        "own_renewed": False,
        "desk_renewed": False,
    }
    return messages.Addresses(**{**known, **changed})


def desk_closed(**changed: object) -> messages.DeskClosed:
    known = {
        "change": "x",
        "title": TITLE,
        "by": "Simon",
        "spans": (WEEK,),
        "reason": "Congés d'été",
        "if_taken": False,
    }
    return messages.DeskClosed(**{**known, **changed})


def assign_made(**changed: object) -> messages.AssignMade:
    known = {
        "title": TITLE,
        "username": "ines",
        "name": "Léa",
        "rank": roster.Rank.FIRST,
        "won": (WEEK,),
        "held": (),
        "has_number": True,
        "proved": True,
    }
    return messages.AssignMade(**{**known, **changed})


def assigned_to_you(**changed: object) -> messages.AssignedToYou:
    known = {
        "title": TITLE,
        "rank": roster.Rank.FIRST,
        "by": "Simon",
        "won": (WEEK,),
        "has_number": True,
        "proved": True,
        "public_number": DESK_NUMBER,
    }
    return messages.AssignedToYou(**{**known, **changed})


def confirm_turn(**changed: object) -> messages.ConfirmTurn:
    known = {
        "slot": "x",
        "title": TITLE,
        "rank": roster.Rank.FIRST,
        "span": days(3, 4),
        "begins": days(3, 4).start,
        "proved": True,
        "has_number": True,
        "public_number": DESK_NUMBER,
    }
    return messages.ConfirmTurn(**{**known, **changed})


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


def rang(**seconds: int | None) -> tuple[messages.PhoneRung, ...]:
    return tuple(messages.PhoneRung(name=name, seconds=one) for name, one in seconds.items())


def card(**changed: object) -> messages.Card:
    known = {
        "case": "c1",
        "title": TITLE,
        "dialled": "03 53 01 01 00",
        "caller": phone.mask(CALLER),
        "caller_name": None,
        "at": CALLED,
        "rung": rang(Léa=None, Tom=None),
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
    }
    return messages.Card(**{**known, **changed})


def gathered() -> messages.Gathered:
    later = CALLED + dt.timedelta(hours=2)
    return messages.Gathered(
        calls=3,
        last_at=later,
        again=(
            messages.CallAgain(
                at=CALLED + dt.timedelta(hours=1), outcome=merge.Outcome.MISSED, rung=rang(Léa=24, Tom=36)
            ),
            messages.CallAgain(
                at=later,
                outcome=merge.Outcome.VOICEMAIL,
                rung=(),
                message_s=21,
                recording_url="https://chat.example.org/pl/2",
                transcript_url="https://chat.example.org/pl/3",
            ),
        ),
    )


def voicemail(**changed: object) -> messages.Card:
    known = {
        "message_s": 72,
        "recording_url": "https://chat.example.org/coop/pl/abc",
        "hearing": case.Hearing.HEARD,
        "outcome": merge.Outcome.VOICEMAIL,
    }
    return card(**{**known, **changed})


def note(**changed: object) -> messages.Card:
    known = {
        "origin": case.Origin.NOTE,
        "opened_by": "Léa",
        "told": "Rappeler avant 17h, contrat",
        "rung": None,
        "topic": "administration",
    }
    return card(**{**known, **changed})


HELP = messages.CardHelp(
    rule=rule(text="Renvoyez vers le formulaire de contact du site : il est obligatoire."),
    link="https://www.example.org/contact",
    label="le formulaire de contact",
    premises=None,
)
SAID = "Bonjour, ici Madame Dupont (?), rappelez-moi au 06 39 98 02 12, c'est pour un contrat CAPE."


def urgent(**changed: object) -> messages.Urgent:
    known = {
        "alert": "a1",
        "title": TITLE,
        "username": "simon",
        "text": "Quelqu'un est bloqué devant la porte.",
        "raised_by": "Léa",
        "from_call": False,
    }
    return messages.Urgent(**{**known, **changed})


WHY_NOT_HEARD = ["not_installed", "nothing_recognised", "gone", "undecodable", "crashed"]
REASONS = [
    *("empty", "no_such_day", "reversed", "over", "too_long", "no_end", "weekday_contradicts", "no_date"),
    *("to_come", "not_understood"),
]

# What a button undoes, and one that none does: in order, since a set has none.
UNDOABLE = [*sorted(roster.UNDOABLE), roster.ChangeKind.DESK_REMOVED]

SAMPLES: dict[str, messages.Message] = {
    "card_in_part": voicemail(transcript=SAID, caveats=("truncated", "doubtful_number"), topic="admission"),
    "desk_state_own_voicemail": desk_state(names=("Léa",), own_voicemail=True),
    "desk_state_kept": desk_state(verified_at=None, kept_until=at(2, 18)),
    "board_kept": board(verified_at=None, kept_until=at(2, 18)),
    "desk_state": desk_state(),
    "desk_state_alone": desk_state(names=("Léa",), premises=STAFFED),
    "desk_state_nobody": desk_state(names=(), premises=EMPTY),
    "desk_state_closed": desk_state(open=False, names=(), until=at(2, 9), verified_at=None),
    "desk_state_for_ever": desk_state(until=None),
    "desk_state_closed_for_ever": desk_state(open=False, names=(), until=None),
    "desk_state_drifted": desk_state(drifted=True),
    "desk_state_profile": desk_state(profile="Pause déjeuner", names=("Léa",), until=at(1, 14)),
    "desk_state_profile_nobody": desk_state(profile="Réunion", names=(), until=at(1, 14)),
    "desk_state_help": desk_state(with_help=True),
    "desk_state_help_for_admin": desk_state(with_help=True, for_admin=True),
    "who_then": messages.WhoThen(title=TITLE, at=at(2, 10), open=True, names=("Léa", "Tom")),
    "who_then_nobody": messages.WhoThen(title=TITLE, at=at(5, 10), open=True, names=()),
    "who_then_closed": messages.WhoThen(title=TITLE, at=at(10, 22), open=False, names=()),
    "claim_made": claim_made(),
    "claim_made_alone": claim_made(won=(MORNING,), second=None, rings=1),
    "claim_made_for_nothing": claim_made(won=(days(15, 15),), serves=False),
    "claim_made_as_second": claim_made(rank=roster.Rank.SECOND, second=None),
    "claim_made_on_a_redirect": claim_made(kind=public_number.Kind.REDIRECT),
    "claim_made_as_second_on_a_line": claim_made(
        kind=public_number.Kind.LINE, rank=roster.Rank.SECOND, second=None
    ),
    "claim_made_first_time": claim_made(proved=False),
    "claim_made_in_part": claim_made(
        won=(days(1, 7), days(10, 15)),
        held=(INES, TOM, messages.HeldBy(name="Inès", span=days(12, 12))),
        closed=(
            *(messages.ClosedDay(day=dt.date(2024, 8, day), name=None) for day in (3, 4, 10, 11)),
            *(messages.ClosedDay(day=dt.date(2024, 8, day), name=None) for day in (5, 6, 7, 12)),
            messages.ClosedDay(day=dt.date(2024, 8, 15), name="Assomption"),
        ),
        second="Inès",
        rings=2,
        instead=(AS_SECOND,),
    ),
    "claim_made_on_a_holiday": claim_made(
        closed=(messages.ClosedDay(day=dt.date(2024, 8, 15), name="Assomption"),), second=None
    ),
    "nothing_won": messages.NothingWon(held=(TOM,)),
    "nothing_won_own": messages.NothingWon(held=(TOM,), own=True),
    "nothing_won_own_free_near": messages.NothingWon(held=(TOM,), own=True, instead=FREE),
    "nothing_won_several": messages.NothingWon(
        held=(INES, TOM, messages.HeldBy(name="Zoé", span=days(12, 12)))
    ),
    "nothing_won_as_second": messages.NothingWon(held=(TOM,), instead=(AS_SECOND,)),
    "nothing_won_free_near": messages.NothingWon(held=(TOM,), instead=FREE),
    "nothing_won_either": messages.NothingWon(held=(TOM,), instead=(AS_SECOND, *FREE)),
    "cover_asked": messages.CoverAsked(title=TITLE, spans=(MORNING,)),
    "cover_given": messages.CoverGiven(title=TITLE, name="Léa", spans=(MORNING,)),
    "cover_not_free": messages.CoverNotFree(name="Tom"),
    "cover_not_free_nothing": messages.CoverNotFree(name=None),
    "cover_wanted": cover_wanted(),
    "cover_wanted_taken": cover_wanted(taken_by="Tom"),
    "cover_wanted_over": cover_wanted(over=True),
    "covered": messages.Covered(change="x", title=TITLE, name="Tom", asker="Léa", spans=(MORNING,)),
    "covered_undone": messages.Covered(
        change="x", title=TITLE, name="Tom", asker="Léa", spans=(MORNING,), undone=True
    ),
    "turn_back": messages.TurnBack(title=TITLE, by="Simon", spans=(MORNING, TOM.span)),
    "covered_for_you": messages.CoveredForYou(title=TITLE, name="Tom", spans=(MORNING,)),
    "assign_made": assign_made(),
    "assign_made_in_part": assign_made(held=(TOM, INES), proved=False),
    "assign_made_without_number": assign_made(has_number=False, proved=False),
    "assign_made_for_nothing": assign_made(won=(), held=(TOM,)),
    "assign_made_as_second": assign_made(rank=roster.Rank.SECOND),
    "assign_made_as_second_for_nothing": assign_made(rank=roster.Rank.SECOND, won=(), held=(TOM,)),
    "assigned": assigned(),
    "assigned_as_second": assigned(rank=roster.Rank.SECOND),
    "assigned_oneself": assigned(name="Simon"),
    "assigned_oneself_as_second": assigned(name="Simon", rank=roster.Rank.SECOND),
    "assigned_undone": assigned(undone=True),
    "assigned_to_you": assigned_to_you(),
    "assigned_to_you_as_second": assigned_to_you(rank=roster.Rank.SECOND),
    "assigned_to_you_unproved": assigned_to_you(proved=False),
    "assigned_to_you_without_number": assigned_to_you(has_number=False, proved=False),
    "turn_confirmed": messages.TurnConfirmed(span=days(3, 4)),
    "choose_desk": messages.ChooseDesk(
        desks=(("standard", "le standard"), ("compta", "la compta")), command="prendre demain"
    ),
    "member_left": member_left(),
    "member_left_as_second": member_left(turns=()),
    "member_left_free": member_left(spans=(), turns=()),
    "member_left_undone": member_left(undone=True),
    "desk_removed": messages.DeskRemoved(desk="compta", held=(INES, TOM)),
    "desk_removed_free": messages.DeskRemoved(desk="compta", held=()),
    "turn_dropped": messages.TurnDropped(desk="compta", spans=(MORNING, TOM.span)),
    "hours_changed_closed": hours_changed(),
    "hours_changed_closed_held": hours_changed(held_by=("Léa", "Tom", "Inès")),
    "hours_changed_closed_held_by_one": hours_changed(held_by=("Léa",)),
    "hours_changed_closed_scattered": hours_changed(spans=SCATTERED, held_by=("Léa",)),
    "hours_changed_open_held": hours_changed(opens=True, spans=(days(10, 10),), held_by=("Léa", "Tom")),
    "hours_changed_closed_if_taken": hours_changed(if_taken=True, held_by=("Léa",)),
    "hours_changed_open": hours_changed(opens=True, spans=(days(10, 10),)),
    "desk_closed": desk_closed(),
    "desk_closed_if_taken": desk_closed(reason="", if_taken=True),
    "desk_closed_scattered": desk_closed(spans=SCATTERED),
    "desk_closed_undone": desk_closed(undone=True),
    "desk_opened": desk_opened(spans=(days(10, 10),), reason="Portes ouvertes"),
    "desk_opened_bare": desk_opened(),
    "desk_opened_held": desk_opened(held_by=("Léa", "Tom")),
    "desk_opened_scattered": desk_opened(spans=SCATTERED, reason="Portes ouvertes"),
    "desk_opened_undone": desk_opened(undone=True),
    "gaps_ignored": messages.GapsIgnored(change="x", title=TITLE, by="Simon", spans=(WEEK,)),
    "gaps_ignored_undone": messages.GapsIgnored(
        change="x", title=TITLE, by="Simon", spans=(WEEK,), undone=True
    ),
    "gaps_silenced": messages.GapsSilenced(title=TITLE, spans=(WEEK,)),
    "planning": messages.Planning(
        title=TITLE, weeks=(WEEK_SHOWN, SUMMER_WEEK), page_url="https://standard.example.org/p/abc"
    ),
    "planning_cut": messages.Planning(title=TITLE, weeks=(CUT_WEEK,), page_url=None),
    "planning_full": messages.Planning(title=TITLE, weeks=(FULL_WEEK,), page_url=None),
    "planning_empty": messages.Planning(title=TITLE, weeks=(), page_url=None),
    "gaps": messages.Gaps(title=TITLE, period=WEEK, free=FREE),
    "gaps_many": messages.Gaps(title=TITLE, period=WEEK, free=FREE, more=4),
    "gaps_one": messages.Gaps(title=TITLE, period=WEEK, free=FREE[:1]),
    "gaps_none": messages.Gaps(title=TITLE, period=WEEK, free=()),
    "week_post": messages.WeekPost(title=TITLE, week=WEEK_SHOWN, free=FREE),
    "week_post_full": messages.WeekPost(title=TITLE, week=FULL_WEEK, free=()),
    "week_post_closed": messages.WeekPost(title=TITLE, week=CLOSED_WEEK, free=()),
    "week_post_over": messages.WeekPost(title=TITLE, week=WEEK_SHOWN, free=()),
    "gaps_ahead": messages.GapsAhead(
        title=TITLE, day=dt.date(2024, 8, 5), free=(wished(MORNING), wished(AFTERNOON))
    ),
    "gaps_ahead_hours": messages.GapsAhead(
        title=TITLE, day=dt.date(2024, 8, 5), free=(wished(stretch(5, 9, 10), stretch(5, 11, 13)),)
    ),
    "gaps_ahead_day": messages.GapsAhead(title=TITLE, day=dt.date(2024, 8, 7), free=(wished(days(7, 7)),)),
    "gaps_ahead_none": messages.GapsAhead(title=TITLE, day=dt.date(2024, 8, 5), free=()),
    "board": board(),
    "board_drifted": board(drifted=True),
    "board_profile": board(profile="Pause déjeuner", names=("Inès",), until=at(1, 14)),
    "board_profile_nobody": board(profile="Réunion", names=(), until=at(1, 14)),
    "board_nobody": board(names=(), open_cards=1, upcoming=(), verified_at=None),
    "board_closed": board(
        open=False, names=(), open_cards=0, until=at(2, 9), premises=None, page_url=None, upcoming=()
    ),
    "board_for_ever": board(until=None, premises=STAFFED),
    "board_closed_for_ever": board(open=False, names=(), until=None),
    "journal": messages.Journal(
        entries=(
            *(entry(kind) for kind in roster.ChangeKind),
            entry(roster.ChangeKind.ASSIGN, by="Simon", undone_by="Léa"),
            entry(
                roster.ChangeKind.PURGE, by=None, name="", title="", spans=(), note="recordings=3 cards=12"
            ),
            entry(
                roster.ChangeKind.CLOSE, by="Simon", name="", note="Congés\n@channel", spans=(WEEK, MORNING)
            ),
            entry(roster.ChangeKind.MEMBER_LEFT, by=None, title="la compta", spans=()),
            entry(roster.ChangeKind.OPEN, by=None, name="", title="", spans=()),
            entry(roster.ChangeKind.AGREE_LINE, by="Simon", spans=()),
            entry(roster.ChangeKind.RESTORE_LINE, by=None, name="", spans=()),
            entry(roster.ChangeKind.PROFILE, by="Simon", name="Simon", note="dejeuner"),
        )
    ),
    "journal_one_desk": messages.Journal(entries=(entry(roster.ChangeKind.CLAIM),)),
    "journal_empty": messages.Journal(entries=()),
    "addresses": addresses(),
    "addresses_renewed": addresses(own_renewed=True, desk_renewed=True),
    "addresses_own_renewed": addresses(own_renewed=True),
    "addresses_desk_renewed": addresses(desk_renewed=True),
    "month_line": month_line(),
    "month_line_over": month_line(claimed_min=750, mended=True),
    "month_line_below": month_line(claimed_min=90, held_min=90, answered=1, missed=0, mended=True),
    "month_line_in_the_norm": month_line(claimed_min=150, held_min=150, answered=0, missed=0),
    "line_mended": messages.LineMended(month=dt.date(2024, 8, 1), claimed_min=210),
    "bilan": bilan(),
    "bilan_of_a_few_calls": bilan(
        **{"calls": 4, "missed_rate": None, "missed": 1, "waiting": spread(25, None, longest_s=55, count=4)},
        **{"taking": spread(90, None, count=1), "calling_back": None},
    ),
    "bilan_no_gap": bilan(gaps=0, missed_rate=0.0, next_to_ask=(), newcomers=()),
    "bilan_of_many": bilan(
        loads=tuple(load_shown(f"Membre {number}", 60 * (13 - number), 0.08) for number in range(1, 13)),
        newcomers=("Ali", "Béa", "Chloé", "Dany", "Éva", "Fanny", "Gil"),
    ),
    "bilan_empty": bilan(
        members=(),
        **{"calls": 0, "missed_rate": None, "missed": 0, "waiting": None, "calling_back": None},
        staffed_rate=None,
        weeks=(),
        loads=(),
        next_to_ask=(),
        newcomers=(),
        gaps=0,
    ),
    "call_rates": call_rates(),
    "call_rates_for_admin": dataclasses.replace(call_rates(), files_follow=True),
    "call_rates_of_a_few": call_rates(
        **{
            **NO_CALL,
            **{"answered": 1, "missed": 3, "left_message": 1, "repeats": 1},
            **{"waiting": spread(25, None, longest_s=55, count=4), "taking": spread(90, None, count=1)},
            "hours": (hour_rates(0, 10, 4, 3),),
        }
    ),
    "call_rates_while_closed": call_rates(
        **{**NO_CALL, "while_closed": 2, "hours": (hour_rates(5, 20, 0, 0, closed=2),)}
    ),
    "call_rates_of_a_day": dataclasses.replace(call_rates(**NO_CALL), first=dt.date(2024, 8, 1)),
    "call_rates_files": messages.CallRatesFiles(
        title=TITLE, first=dt.date(2024, 7, 3), last=dt.date(2024, 8, 1), chart=True
    ),
    "call_rates_files_of_a_day": messages.CallRatesFiles(
        title=TITLE, first=dt.date(2024, 8, 1), last=dt.date(2024, 8, 1), chart=False
    ),
    "bilan_files": messages.BilanFiles(title=TITLE, month=dt.date(2024, 8, 1), chart=True),
    "number_state": number_state(),
    "number_state_unproved": number_state(proved=False, accepted_at=None),
    "number_state_none": number_state(number=None, proved=False),
    "number_noted": messages.NumberNoted(number=phone.mask(CALLER), public_number=DESK_NUMBER),
    "number_forgotten": messages.NumberForgotten(upcoming=0),
    "number_forgotten_one": messages.NumberForgotten(upcoming=1),
    "number_forgotten_several": messages.NumberForgotten(upcoming=3),
    "number_lost": messages.NumberLost(name="Léa", changed=False, spans=(MORNING, TOM.span)),
    "number_lost_changed": messages.NumberLost(name="Léa", changed=True, spans=(MORNING, TOM.span)),
    "prove_number": prove_number(),
    "prove_number_was_them": prove_number(was_them=True),
    "prove_number_was_not_them": prove_number(was_them=False),
    "number_proved": messages.NumberProved(),
    "number_proved_again": messages.NumberProved(again=True),
    "number_denied": messages.NumberDenied(),
    "caller_forged": messages.CallerForged(name="Inès", at=CALLED),
    "member_vouched": messages.MemberVouched(name="Léa", had_number=True),
    "member_vouched_without_number": messages.MemberVouched(name="Léa", had_number=False),
    "vouched_for_you": messages.VouchedForYou(by="Simon"),
    "rings_set": messages.RingsSet(rings=3),
    "members": messages.Members(
        members=(
            member("lea", "Léa"),
            member("tom", "Tom", proved=False, accepted_at=None),
            member("ines", "Inès", has_number=False, proved=False, accepted=False, accepted_at=None),
            member("zoe", "Zoé", is_active=False),
        )
    ),
    "members_empty": messages.Members(members=()),
    "confirm_turn": confirm_turn(),
    "confirm_turn_unproved": confirm_turn(proved=False),
    "confirm_turn_without_number": confirm_turn(proved=False, has_number=False),
    "confirm_turn_as_second": confirm_turn(rank=roster.Rank.SECOND),
    "confirm_turn_confirmed": confirm_turn(confirmed=True),
    "confirm_turn_confirmed_unproved": confirm_turn(confirmed=True, proved=False),
    "confirm_turn_over": confirm_turn(over=True, confirmed=True, proved=False),
    "turn_at_risk": turn_at_risk(),
    "turn_at_risk_unproved": turn_at_risk(hours=1.004, confirmed=True, proved=False),
    "turn_at_risk_in_all": turn_at_risk(hours=0.5, proved=False, has_number=False),
    "hand_over": hand_over(),
    "hand_over_of_a_redirect": hand_over(kind=public_number.Kind.REDIRECT, calls=(), instructions=""),
    "hand_over_bare": hand_over(
        span=days(1, 1), second=None, after=None, instructions="", calls=(), premises=None, rings=1
    ),
    "hand_over_unproved": hand_over(can_be_rung=False, premises=STAFFED, calls=hand_over().calls[1:]),
    "hand_over_without_number": hand_over(can_be_rung=False, has_number=False, calls=(), instructions=""),
    "turn_over": turn_over(),
    "turn_over_one_call": turn_over(calls=1),
    "turn_over_no_call": turn_over(calls=0),
    "turn_over_to_nobody_rung": turn_over(next_can_be_rung=False),
    "turn_closed": messages.TurnClosed(
        title=TITLE, by="Simon", spans=(MORNING,), reason="Coupure de courant"
    ),
    "turn_closed_bare": messages.TurnClosed(title=TITLE, by="Simon", spans=(MORNING,), reason=""),
    "turn_closed_scattered": messages.TurnClosed(
        title=TITLE, by="Simon", spans=SCATTERED, reason="Coupure de courant"
    ),
    "turn_opened": messages.TurnOpened(title=TITLE, by="Simon", spans=(MORNING,), reason="Portes ouvertes"),
    "turn_opened_scattered": messages.TurnOpened(title=TITLE, by="Simon", spans=SCATTERED, reason=""),
    "premises_set": messages.PremisesSet(presence=premises.Presence.EMPTY, until=at(1, 17, 30)),
    "premises_set_for_ever": messages.PremisesSet(presence=premises.Presence.STAFFED, until=None),
    "premises_told": messages.PremisesTold(presence=premises.Presence.EMPTY, until=at(5, 9), name="Simon"),
    "premises_told_for_ever": messages.PremisesTold(
        presence=premises.Presence.EMPTY, until=None, name="Simon"
    ),
    "premises_told_open": messages.PremisesTold(
        presence=premises.Presence.STAFFED, until=at(5, 9), name="Simon"
    ),
    "premises_told_open_for_ever": messages.PremisesTold(
        presence=premises.Presence.STAFFED, until=None, name="Simon"
    ),
    "form_introduction": forms.FormIntroduction(confidentiality_url=None),
    "form_introduction_with_note": forms.FormIntroduction(
        confidentiality_url="https://wiki.example.org/confidentialite"
    ),
    "release_made": messages.ReleaseMade(title=TITLE, released=(days(5, 6),)),
    "nothing_to_release": messages.NothingToRelease(asked=(MORNING,), held=(days(8, 9), days(12, 13))),
    "nothing_to_release_many": messages.NothingToRelease(asked=(MORNING,), held=SCATTERED),
    "nothing_to_release_none": messages.NothingToRelease(asked=(MORNING,), held=()),
    **{
        f"dates_not_understood_{reason}": messages.DatesNotUnderstood(
            reason=reason, fragment="31 juin", example="du 1er au 15 août"
        )
        for reason in REASONS
    },
    "dates_not_understood_at_all": messages.DatesNotUnderstood(
        reason="not_understood", fragment="quand je peux", example="lundi matin"
    ),
    "dates_not_understood_in_figures": messages.DatesNotUnderstood(
        reason="too_long", fragment="2024-08-12..2025-12-01", example="du 1er au 15 août"
    ),
    **{f"refused_{reason}": messages.Refused(reason=reason) for reason in permissions.Refusal},
    **{f"in_trouble_{trouble}": messages.InTrouble(trouble=trouble) for trouble in messages.Trouble},
    "unknown_command": messages.UnknownCommand(
        word_typed="prendr", nearest=("prendre", "rendre"), commands=("prendre", "rendre", "qui")
    ),
    "unknown_command_alone": messages.UnknownCommand(
        word_typed="@channel", nearest=(), commands=commands.FRENCH
    ),
    **{
        f"unknown_command_{word}": messages.UnknownCommand(
            word_typed=word, nearest=(), commands=commands.FRENCH
        )
        for word in commands.ANSWERED
    },
    "urgency_received": messages.UrgencyReceived(first="Simon"),
    "urgency_received_nobody": messages.UrgencyReceived(first=None),
    "rule_quoted": rule(),
    "rule_quoted_stale": rule(last_verified=dt.date(2023, 6, 1), stale=True),
    "rule_quoted_bare": rule(section="Standard téléphonique", url=None, last_verified=None, stale=True),
    "rule_unknown": messages.RuleUnknown(),
    "card_taken": messages.CardTaken(),
    "card_not_free": messages.CardNotFree(name="Tom"),
    "card_not_free_since": messages.CardNotFree(name="Tom", since=CALLED),
    "card_not_free_done": messages.CardNotFree(name="Tom", since=CALLED, is_done=True),
    "card_taken_without_number": messages.CardTaken(has_number=False),
    **card_samples.SAMPLES,
    "card_not_free_nobody": messages.CardNotFree(name=""),
    "card_closed": messages.CardClosed(),
    "alert_taken": messages.AlertTaken(),
    "change_undone_again": messages.ChangeUndone(
        again=True, kind=roster.ChangeKind.CLAIM, name="Léa", spans=(MORNING,)
    ),
    "change_undone_claim_of_nothing": messages.ChangeUndone(
        again=False, kind=roster.ChangeKind.CLAIM, name="Léa", spans=()
    ),
    **{
        f"change_undone_{kind}": messages.ChangeUndone(again=False, kind=kind, name="Léa", spans=(MORNING,))
        for kind in UNDOABLE
    },
    "claimed": messages.Claimed(
        change="x", title=TITLE, name="Léa", rank=roster.Rank.FIRST, won=(days(1, 15),)
    ),
    "claimed_as_second": messages.Claimed(
        change="x", title=TITLE, name="Léa", rank=roster.Rank.SECOND, won=(days(1, 15),)
    ),
    "claimed_several": messages.Claimed(
        change="x", title=TITLE, name="Léa", rank=roster.Rank.FIRST, won=(MORNING, days(8, 9))
    ),
    "claimed_undone": messages.Claimed(
        change="x", title=TITLE, name="Léa", rank=roster.Rank.FIRST, won=(days(1, 15),), undone=True
    ),
    "released_undone": messages.Released(
        change="x", title=TITLE, name="Léa", released=(days(5, 6),), undone=True
    ),
    "released": messages.Released(change="x", title=TITLE, name="Léa", released=(days(5, 6),)),
    **{
        f"undone_{kind}": messages.Undone(kind=kind, title=TITLE, name="Léa", by="Simon", spans=(MORNING,))
        for kind in UNDOABLE
    },
    **{
        f"undone_{kind}_oneself": messages.Undone(
            kind=kind, title=TITLE, name="Léa", by="Léa", spans=(MORNING,)
        )
        for kind in (
            *(roster.ChangeKind.CLAIM, roster.ChangeKind.RELEASE, roster.ChangeKind.ASSIGN),
            roster.ChangeKind.ASK_COVER,
        )
    },
    "undone_claim_of_nothing": messages.Undone(
        kind=roster.ChangeKind.CLAIM, title=TITLE, name="Léa", by="Simon", spans=()
    ),
    **line_samples.SAMPLES,
    **privacy_samples.SAMPLES,
    **list_samples.SAMPLES,
    "card": card(),
    **{
        f"card_{outcome.value}": card(outcome=outcome)
        for outcome in merge.Outcome
        if merge.Call(key="c", caller=None, at=CALLED, outcome=outcome).needs_a_card
    },
    "card_caller_unknown": card(caller=None, caller_told=False, rung=None),
    "card_joined_message": card(
        outcome=merge.Outcome.VOICEMAIL,
        message_s=12,
        state=case.State.DONE,
        closing=case.Closing.JOINED,
        joined_url="https://chat.example.org/pl/1",
    ),
    "card_joined": card(
        state=case.State.DONE, closing=case.Closing.JOINED, joined_url="https://chat.example.org/pl/1"
    ),
    "card_gathered": card(gathered=gathered()),
    "card_gathered_with_message": card(gathered=gathered(), head=merge.Outcome.VOICEMAIL),
    "card_voicemail_out_of_hours": card(outcome=merge.Outcome.VOICEMAIL, message_s=12, was_open=False),
    "card_message_since": card(has_message_since=True),
    "card_gathered_taken": card(gathered=gathered(), state=case.State.TAKEN, taken_by="Tom"),
    "card_number_unknown": card(dialled=""),
    "card_named": card(caller_name="Marie Dupont"),
    "card_named_oddly": card(caller_name="Marie [@all](https://example.org)\n06 39 98 02 12"),
    "card_handed_over": card(state=case.State.TAKEN, taken_by="Tom", assigned_by="Léa"),
    "card_note": note(),
    "card_note_without_number": note(caller=None, opened_by=None, topic=None),
    "card_note_handed_over": note(
        state=case.State.TAKEN, taken_by="Simon", assigned_by="Léa", notes=("Simon : Rappelé, absent.",)
    ),
    "card_long": voicemail(
        transcript=f"{SAID} " * 8, cut_at=420, rest_url="https://chat.example.org/coop/pl/whole"
    ),
    "card_long_soon": voicemail(transcript=f"{SAID} " * 8, cut_at=420),
    "card_help": card(topic="admission", help=HELP),
    "card_help_bare": card(topic="admission", help=dataclasses.replace(HELP, rule=None)),
    "card_help_premises": card(
        topic="accueil",
        help=dataclasses.replace(
            HELP,
            rule=rule(url=None, text="Si le bureau est vide, signalez-le à l'accueil."),
            link=None,
            premises=EMPTY,
        ),
    ),
    "card_help_all": voicemail(
        topic="accueil", transcript=SAID, help=dataclasses.replace(HELP, premises=STAFFED)
    ),
    "card_help_stale": card(
        topic="admission",
        help=dataclasses.replace(HELP, rule=rule(stale=True, text="Renvoyez @all vers [ici](x).")),
    ),
    "card_refused": card(
        topic="comptabilite", topic_channel="administration", refused_channel="administration"
    ),
    "card_done_spam": card(state=case.State.DONE, closing=case.Closing.SPAM, done_by="Tom"),
    "card_hidden": card(caller=None, rung=None),
    "card_nobody": card(rung=()),
    "card_rang": card(rung=rang(Léa=20, Tom=24)),
    "card_rang_long": card(rung=rang(Léa=60, Tom=72)),
    "card_rang_partly_known": card(rung=rang(Léa=None, Tom=24)),
    "card_rang_not_at_all": card(rung=rang(Léa=0, Tom=24)),
    "card_one_rung": card(rung=rang(Léa=None)),
    "card_taken_by": card(state=case.State.TAKEN, taken_by="Tom"),
    "card_done": card(state=case.State.DONE, taken_by="Tom", closing=case.Closing.REACHED, done_by="Tom"),
    "card_done_got_through": card(state=case.State.DONE, closing=case.Closing.GOT_THROUGH),
    "card_done_proof": card(state=case.State.DONE, closing=case.Closing.PROOF),
    "card_recording_erased": voicemail(
        recording_url=None,
        recording_erased_at=at(4, 3, 30),
        state=case.State.DONE,
        closing=case.Closing.REACHED,
        done_by="Tom",
    ),
    "card_erased": voicemail(
        caller=None,
        erased=True,
        recording_url=None,
        recording_erased_at=at(4, 3, 30),
        state=case.State.DONE,
        closing=case.Closing.REACHED,
        done_by="Tom",
    ),
    "card_done_note": voicemail(
        transcript=SAID,
        topic="administration",
        state=case.State.DONE,
        taken_by="Tom",
        closing=case.Closing.NO_ANSWER,
        done_by="Tom",
        notes=("Tom : Rappeler lundi. ~~~ au zéro six trente-neuf quatre-vingt-dix-huit zéro deux douze",),
    ),
    "card_voicemail": voicemail(transcript=SAID, topic="administration", topic_channel="administration"),
    "card_voicemail_urgent": voicemail(transcript=SAID, topic="accueil", urgent=True),
    "card_voicemail_taken": voicemail(transcript=SAID, state=case.State.TAKEN, taken_by="Tom"),
    "card_voicemail_by_mail_alone": voicemail(
        hearing=case.Hearing.NONE, recording_url=None, message_s=None, rung=None
    ),
    "card_voicemail_unmeasured": voicemail(transcript=SAID, message_s=None),
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
    "number_to_call_named": messages.NumberToCall(number=CALLER, name="Marie Dupont, Mairie", at=CALLED),
    "number_to_call_premium": messages.NumberToCall(number="+33899701234", costs=True, at=CALLED),
    "number_to_call_by_click": messages.NumberToCall(
        number=CALLER, line="+33353010130", case="c1", at=CALLED
    ),
    "call_back_asked": messages.CallBackAsked(line="+33353010130"),
    **{
        f"call_back_refused_{why.value}": messages.CallBackRefused(reason=why, most_a_day=20)
        for why in call_back.WhyNot
    },
    **{
        f"call_back_failed_{outcome.value}": messages.CallBackFailed(outcome=outcome)
        for outcome in call_back.Outcome
        if outcome is not call_back.Outcome.PLACED
    },
    "caller_text": messages.CallerText(house="MaMaisonBle", left_message=False),
    "caller_text_message": messages.CallerText(house="MaMaisonBle", left_message=True),
    "text_refused": messages.TextRefused(),
    "number_to_call_not_told": messages.NumberToCall(number=None, told=False, at=CALLED),
    "number_to_call_hidden": messages.NumberToCall(number=None, at=CALLED),
    "urgent": urgent(),
    "urgent_from_a_call": urgent(from_call=True, raised_by=None, text=SAID),
    "urgent_settled": urgent(from_call=True, raised_by=None, text=SAID, settled=True),
    "urgent_everybody": urgent(username=None),
    "urgent_from_a_card": urgent(from_call=True, card_url=card_samples.CARD_URL),
    "urgent_from_a_silent_card": urgent(from_call=True, text="", card_url=card_samples.CARD_URL),
    "urgent_calmed": urgent(calmed_by="Tom"),
    "urgent_taken": urgent(taken_by="Simon", taken_at=CALLED),
}
