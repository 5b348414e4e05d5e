"""What is said of the line: what callers meet, what somebody else changed, agreements, profiles."""

from deskbot.chat import messages
from deskbot.desk import resolver
from deskbot.line import agreement, arming, limits, trace
from deskbot.people import phone
from tests.prompts.fiction import CALLED, CALLER, DESK_NUMBER, TITLE, VERIFIED, at

MASKED = phone.mask(CALLER)
LUNCH = "Pause déjeuner"
DRIFT = messages.DriftOutcome


def rung(name: str, seconds: int) -> messages.RungSaid:
    return messages.RungSaid(name=name, seconds=seconds)


def route(
    *rings: messages.RungSaid,
    end: trace.End = trace.End.VOICEMAIL,
    end_name: str = "",
    ends_s: int | None = None,
) -> messages.RouteSaid:
    rung_s = sum(one.seconds for one in rings)
    return messages.RouteSaid(
        rings=rings, end=end, end_name=end_name, ends_s=rung_s if ends_s is None else ends_s
    )


EXPECTED = route(rung("Léa", 24), rung("Tom", 19))
TO_A_STRANGER = route(rung(MASKED, 60), end=trace.End.OWN_VOICEMAIL, end_name=MASKED)
TO_A_MEMBER = route(rung("Inès", 24), end=trace.End.OWN_VOICEMAIL, end_name="Inès")
TO_A_PHONE = route(rung("Inès", 24), end=trace.End.OWN_VOICEMAIL)
AT_ONCE = route()
TO_NOTHING = route(end=trace.End.NOTHING)
TO_NOTHING_AFTER = route(rung("Léa", 24), end=trace.End.NOTHING, ends_s=180)
TO_AN_ANNOUNCEMENT = route(rung("Léa", 24), end=trace.End.ANNOUNCEMENT)
ELSEWHERE = route(end_name="03 53 •• •• 09", ends_s=180)

OTHER_NUMBER = "+33353010101"


def line_verified(reason: resolver.Reason, **changed: object) -> messages.LineVerified:
    known = {"title": TITLE, "names": (), "holder": None, "verified_at": VERIFIED}
    return messages.LineVerified(**{"reason": reason.value, **known, **changed})


def drift(**changed: object) -> messages.LineDrift:
    known = {"key": "d1", "title": TITLE, "seen_at": CALLED, "expected": EXPECTED, "actual": TO_A_STRANGER}
    return messages.LineDrift(**{**known, **changed})


def needs_agreement(subject: agreement.Subject, **changed: object) -> messages.LineNeedsAgreement:
    known = {"key": "a1", "title": TITLE, "name": "", "why": None}
    return messages.LineNeedsAgreement(**{"subject": subject, **known, **changed})


def simulated(**changed: object) -> messages.Simulated:
    known = {
        "title": TITLE,
        "at": at(1, 10, 15),
        "number": DESK_NUMBER,
        "reason": resolver.Reason.ON_DUTY.value,
        "holder": "Léa",
        "roster": EXPECTED,
        "line": EXPECTED,
        "read_at": at(1, 10, 14),
        "agrees": True,
        "is_now": True,
        "limits": (),
    }
    return messages.Simulated(**{**known, **changed})


def other(**changed: object) -> messages.OtherSimulated:
    known = {"number": OTHER_NUMBER, "roster": EXPECTED, "line": EXPECTED, "agrees": True}
    return messages.OtherSimulated(**{**known, **changed})


def profiles(**changed: object) -> messages.Profiles:
    known = {
        "title": TITLE,
        "profiles": (("dejeuner", LUNCH, ("Tom", "Inès")), ("journee", "Parti pour la journée", ())),
        "in_force": None,
        "until": None,
    }
    return messages.Profiles(**{**known, **changed})


def written(reason: resolver.Reason, *names: str, **changed: object) -> messages.LineJournalEntry:
    known = {"at": CALLED, "title": TITLE, "writes": 4}
    return messages.LineJournalEntry(**{"reason": reason.value, "names": names, **known, **changed})


SAMPLES: dict[str, messages.Message] = {
    "line_verified_closed": line_verified(resolver.Reason.CLOSED),
    "line_verified_on_duty": line_verified(resolver.Reason.ON_DUTY, names=("Léa", "Tom")),
    "line_verified_fallback": line_verified(resolver.Reason.FALLBACK, names=("le bureau",)),
    "line_verified_nobody": line_verified(resolver.Reason.FALLBACK),
    "line_verified_holder": line_verified(resolver.Reason.FALLBACK, names=("le bureau",), holder="Inès"),
    "line_verified_holder_alone": line_verified(resolver.Reason.FALLBACK, holder="Inès"),
    "line_verified_profile": line_verified(resolver.Reason.PROFILE, names=("Tom", "Inès"), profile=LUNCH),
    "line_verified_profile_nobody": line_verified(resolver.Reason.PROFILE, profile="Réunion"),
    "line_verified_limited": line_verified(
        resolver.Reason.ON_DUTY,
        names=("Léa",),
        limits=(
            limits.Limit.SECOND_NOT_RUNG,
            limits.Limit.OWN_VOICEMAIL_ANSWERS,
            limits.Limit.RINGS_NOT_COUNTED,
        ),
    ),
    "line_verified_withheld": line_verified(resolver.Reason.ON_DUTY, withheld=("Léa",)),
    "line_verified_withheld_both": line_verified(
        resolver.Reason.FALLBACK, names=("le bureau",), withheld=("Léa", "Tom")
    ),
    "line_back": messages.LineBack(title=TITLE, since=VERIFIED),
    "call_log_back": messages.CallLogBack(title=TITLE, since=VERIFIED),
    "call_log_trouble": messages.CallLogTrouble(title=TITLE, since=VERIFIED),
    "mailbox_back": messages.MailboxBack(since=VERIFIED),
    "mailbox_trouble": messages.MailboxTrouble(since=VERIFIED),
    **{
        f"line_trouble_{why}": messages.LineTrouble(title=TITLE, since=VERIFIED, why=why)
        for why in messages.LineTroubleWhy
    },
    "line_drift": drift(),
    "line_drift_of_one_number": drift(numbers=(OTHER_NUMBER,)),
    "line_drift_of_two_numbers": drift(numbers=(DESK_NUMBER, OTHER_NUMBER)),
    "line_drift_to_a_member": drift(actual=TO_A_MEMBER),
    "line_drift_to_a_phone": drift(actual=TO_A_PHONE),
    "line_drift_elsewhere": drift(expected=AT_ONCE, actual=ELSEWHERE),
    "line_drift_to_an_announcement": drift(actual=TO_AN_ANNOUNCEMENT),
    "line_drift_restored": drift(outcome=DRIFT.RESTORED, by="Simon"),
    "line_drift_restored_at_once": drift(outcome=DRIFT.RESTORED_AT_ONCE),
    "line_drift_restored_from_nothing": drift(outcome=DRIFT.RESTORED_AT_ONCE, actual=TO_NOTHING),
    "line_drift_restored_from_nothing_after": drift(outcome=DRIFT.RESTORED_AT_ONCE, actual=TO_NOTHING_AFTER),
    "line_drift_kept": drift(outcome=DRIFT.KEPT, by="Simon", until=at(2, 18)),
    "line_drift_gone": drift(outcome=DRIFT.GONE),
    "line_drift_overtaken": drift(outcome=DRIFT.OVERTAKEN),
    "line_restored": messages.LineRestored(title=TITLE),
    "line_kept": messages.LineKept(title=TITLE, until=at(1, 18)),
    **{
        f"drift_settled_{outcome}": messages.DriftSettled(outcome=outcome, by="Tom")
        for outcome in DRIFT
        if outcome is not DRIFT.OPEN
    },
    "drift_settled_restored_by_deskbot": messages.DriftSettled(outcome=DRIFT.RESTORED, by=None),
    "drift_settled_kept_by_nobody": messages.DriftSettled(outcome=DRIFT.KEPT, by=None),
    "not_a_moment": messages.NotAMoment(text="quand je reviens"),
    "too_far_ahead": messages.TooFarAhead(until=at(15, 18, month=9)),
    **{
        f"line_needs_agreement_{why}": needs_agreement(agreement.Subject.MEMBER, name="Léa", why=why)
        for why in arming.NotArmable
    },
    "line_needs_agreement_agreed": needs_agreement(
        agreement.Subject.MEMBER, name="Léa", why=arming.NotArmable.KIND, agreed_by="Simon"
    ),
    "line_needs_agreement_many": needs_agreement(agreement.Subject.MANY_CHANGES, count=14),
    "line_needs_agreement_many_agreed": needs_agreement(
        agreement.Subject.MANY_CHANGES, count=14, agreed_by="Simon"
    ),
    "line_needs_agreement_uncounted": needs_agreement(agreement.Subject.MANY_CHANGES),
    "line_needs_agreement_uncounted_a_day": needs_agreement(agreement.Subject.MANY_A_DAY),
    "line_needs_agreement_many_a_day": needs_agreement(agreement.Subject.MANY_A_DAY, count=50),
    "line_needs_agreement_many_a_day_agreed": needs_agreement(
        agreement.Subject.MANY_A_DAY, count=50, agreed_by="Simon"
    ),
    "line_agreed": messages.LineAgreed(name="Léa", title=TITLE),
    "line_agreed_before": messages.LineAgreed(name="Léa", title=TITLE, by="Simon"),
    "greeting_switched_on": messages.GreetingSwitched(title=TITLE, on=True),
    "greeting_switched_off": messages.GreetingSwitched(title=TITLE, on=False),
    "line_agreed_to_changes": messages.LineAgreed(name="", title=TITLE),
    "profile_set": messages.ProfileSet(
        change="x", title=TITLE, profile=LUNCH, names=("Tom", "Inès"), until=at(1, 14), by="Simon"
    ),
    "profile_set_nobody": messages.ProfileSet(
        change="x", title=TITLE, profile="Réunion", names=(), until=at(1, 14), by="Simon"
    ),
    "profile_set_undone": messages.ProfileSet(
        change="x", title=TITLE, profile=LUNCH, names=("Tom",), until=at(1, 14), by="Simon", undone=True
    ),
    "profile_ended": messages.ProfileEnded(change="x", title=TITLE, profile=LUNCH, by="Simon"),
    "profile_ended_undone": messages.ProfileEnded(
        change="x", title=TITLE, profile=LUNCH, by="Simon", undone=True
    ),
    "profile_started": messages.ProfileStarted(
        title=TITLE, profile=LUNCH, names=("Tom", "Inès"), until=at(1, 14)
    ),
    "profile_started_nobody": messages.ProfileStarted(
        title=TITLE, profile="Réunion", names=(), until=at(2, 9)
    ),
    "profile_stopped": messages.ProfileStopped(title=TITLE, profile=LUNCH),
    "profiles": profiles(),
    "profiles_in_force": profiles(in_force="dejeuner", until=at(1, 14)),
    "profiles_in_force_removed": profiles(in_force="reunion"),
    "profiles_none": profiles(profiles=()),
    "no_such_profile": messages.NoSuchProfile(name="@channel", known=("dejeuner", "journee", "reunion")),
    "no_such_profile_unnamed": messages.NoSuchProfile(name="", known=("dejeuner",)),
    "no_such_profile_at_all": messages.NoSuchProfile(name="dejeuner", known=()),
    "no_profile_in_force": messages.NoProfileInForce(title=TITLE),
    "profile_too_late": messages.ProfileTooLate(title=TITLE),
    "simulated_several_numbers": simulated(others=(other(), other(number="+33353010102"))),
    "simulated_another_number": simulated(others=(other(line=TO_NOTHING, agrees=False),)),
    "simulated_waiting_for_an_admin": simulated(roster=AT_ONCE, line=AT_ONCE, withheld=("Léa",)),
    "simulated_drifted": simulated(line=TO_NOTHING, agrees=False, drifted=True),
    "simulated": simulated(),
    "simulated_as_second": simulated(holder=""),
    "simulated_disagreeing": simulated(line=TO_A_STRANGER, agrees=False),
    "simulated_unread": simulated(line=None, read_at=None, agrees=False),
    "simulated_closed": simulated(
        reason=resolver.Reason.CLOSED.value, holder="", roster=AT_ONCE, line=AT_ONCE
    ),
    "simulated_fallback": simulated(
        reason=resolver.Reason.FALLBACK.value,
        holder="",
        roster=route(rung("le bureau", 24)),
        line=route(rung("le bureau", 24)),
    ),
    "simulated_holder": simulated(
        reason=resolver.Reason.FALLBACK.value, holder="Inès", roster=AT_ONCE, line=AT_ONCE
    ),
    "simulated_profile": simulated(
        reason=resolver.Reason.PROFILE.value,
        holder="Léa",
        profile=LUNCH,
        roster=route(rung("Tom", 24)),
        line=route(rung("Tom", 24)),
    ),
    "simulated_ahead": simulated(at=at(3, 22), is_now=False, line=AT_ONCE, agrees=False),
    "simulated_ahead_alike": simulated(
        at=at(3, 22),
        is_now=False,
        reason=resolver.Reason.CLOSED.value,
        holder="",
        roster=AT_ONCE,
        line=AT_ONCE,
    ),
    "simulated_limited": simulated(
        roster=TO_A_MEMBER,
        holder="Inès",
        line=TO_A_MEMBER,
        limits=tuple(limits.Limit),
    ),
    "line_journal": messages.LineJournal(
        entries=(
            written(resolver.Reason.ON_DUTY, "Léa", "Tom"),
            written(resolver.Reason.CLOSED, writes=1),
            written(resolver.Reason.FALLBACK, "le bureau"),
            written(resolver.Reason.PROFILE, "Tom"),
            written(resolver.Reason.FALLBACK, title="la compta"),
        )
    ),
    "line_journal_one_desk": messages.LineJournal(entries=(written(resolver.Reason.ON_DUTY, "Léa"),)),
    "line_journal_empty": messages.LineJournal(entries=()),
}
