"""Which buttons stand under a message."""

import dataclasses
import datetime as dt

import pydantic
import pytest

from deskbot.calls import case
from deskbot.chat import buttons, messages, wish
from deskbot.desk import dates, hours, interval, roster
from deskbot.line import agreement, arming, trace

NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)


def card(state: case.State) -> messages.Card:
    return messages.Card(
        case="c1",
        title="le standard",
        dialled="03 53 01 01 00",
        caller=None,
        caller_name=None,
        at=NOW,
        rung=(),
        message_s=None,
        recording_url=None,
        hearing=case.Hearing.NONE,
        hearing_why=None,
        transcript=None,
        caveats=(),
        topic=None,
        topic_channel=None,
        urgent=False,
        state=state,
        taken_by=None,
        closing=None,
        done_by=None,
    )


SPAM = buttons.Option(choice=buttons.Choice.SPAM)
TO_CALL = messages.NumberToCall(number="+33639980201", line="+33353010150", case="c1", at=NOW)
HANDED = messages.HandedToYou(
    case="c1",
    by="Léa",
    to_call=messages.NumberToCall(number="+33639980201", at=NOW),
    is_note=False,
    told="rappelez-moi",
    url=None,
)
MORNING = interval.Interval(start=NOW, end=NOW + dt.timedelta(hours=4))
AFTERNOON = interval.Interval(start=NOW + dt.timedelta(hours=4), end=NOW + dt.timedelta(hours=8))
FREE = wish.Wish(desk="standard", spans=(MORNING, AFTERNOON))
AS_SECOND = wish.Wish(desk="standard", spans=(MORNING,), rank=roster.Rank.SECOND, rings=2)
HELD = messages.HeldBy(name="Tom", span=MORNING)


def claim_made(instead: tuple[wish.Wish, ...]) -> messages.ClaimMade:
    return messages.ClaimMade(
        title="le standard",
        public_number="+33353010100",
        rank=roster.Rank.FIRST,
        won=(MORNING,),
        held=(HELD,),
        closed=(),
        second=None,
        rings=4,
        serves=True,
        proved=True,
        instead=instead,
    )


def cover_wanted(**changed: object) -> messages.CoverWanted:
    known = {"cover": "v1", "title": "le standard", "name": "Léa", "spans": (MORNING,)}
    return messages.CoverWanted(**{**known, **changed})


def about(kind: type[messages.Message], **fields: object) -> messages.Message:
    return kind(change="x", title="le standard", **fields)


def month_line() -> messages.MonthLine:
    return messages.MonthLine(
        month=dt.date(2024, 8, 1),
        member="lea",
        name="Léa",
        claimed_min=180,
        held_min=180,
        answered=1,
        missed=0,
        norm_h=(2, 3),
        mended=False,
    )


def gaps(*free: wish.Wish) -> messages.Gaps:
    return messages.Gaps(title="le standard", period=MORNING, free=free)


CONFIRM = messages.ConfirmTurn(
    slot="s1",
    title="le standard",
    rank=roster.Rank.FIRST,
    span=MORNING,
    begins=MORNING.start,
    proved=True,
    has_number=True,
    public_number="x",
)
PROVE = messages.ProveNumber(proof="p1", number="06 •• •• •• 12", at=NOW, title="le standard")
WEEK = messages.WeekShown(monday=NOW.date(), days=())


AT_ONCE = messages.RouteSaid(rings=(), end=trace.End.VOICEMAIL, end_name="", ends_s=0)
DRIFT = messages.LineDrift(key="d1", title="le standard", seen_at=NOW, expected=AT_ONCE, actual=AT_ONCE)
NEEDS_AGREEMENT = messages.LineNeedsAgreement(
    key="a1",
    title="le standard",
    subject=agreement.Subject.MEMBER,
    name="Léa",
    why=arming.NotArmable.KIND,
)


def profile_set(*, undone: bool) -> messages.ProfileSet:
    return messages.ProfileSet(
        change="x", title="le standard", profile="Pause", names=(), until=NOW, by="Simon", undone=undone
    )


def urgent(taken_by: str | None) -> messages.Urgent:
    return messages.Urgent(
        alert="a1",
        title="le standard",
        username="simon",
        text="bloqué",
        raised_by=None,
        from_call=True,
        taken_by=taken_by,
        taken_at=None,
    )


LISTED = messages.ListedCard(link=None, caller=None, at=NOW)
REMINDER = messages.CardReminder(case="c1", card=LISTED, taken_at=NOW)


def open_cards(**counts: int) -> messages.OpenCards:
    return messages.OpenCards(
        title="le standard", desk="standard", scope=messages.Scope.OPEN, cards=(LISTED,), more=0, **counts
    )


class TestButtons:
    @pytest.mark.parametrize(
        ("message", "actions"),
        [
            (card(case.State.OPEN), ["take", "finish"]),
            (card(case.State.TAKEN), ["finish", "undocard"]),
            (card(case.State.DONE), ["undocard"]),
            (HANDED, ["finish", "undocard"]),
            (dataclasses.replace(HANDED, to_call=TO_CALL), ["finish", "undocard", "callback"]),
            (TO_CALL, ["callback", "end", "end", "end"]),
            (dataclasses.replace(TO_CALL, line=None), ["end", "end", "end"]),
            (dataclasses.replace(TO_CALL, number=None, line=None), []),
            (urgent(None), ["acknowledge"]),
            (urgent("Simon"), []),
            (dataclasses.replace(urgent(None), calmed_by="Tom"), []),
            (about(messages.Claimed, name="Léa", rank=roster.Rank.FIRST, won=()), ["undo"]),
            (about(messages.Released, name="Léa", released=()), ["undo"]),
            (about(messages.Assigned, name="Léa", by="Simon", rank=roster.Rank.FIRST, won=()), ["undo"]),
            (about(messages.Covered, name="Tom", asker="Léa", spans=()), ["undo"]),
            (about(messages.Covered, name="Tom", asker="Léa", spans=(), undone=True), []),
            (about(messages.MemberLeft, name="Léa", spans=(), turns=()), ["undo"]),
            (about(messages.MemberLeft, name="Léa", spans=(), turns=(FREE,)), ["taketurn", "undo"]),
            (about(messages.MemberLeft, name="Léa", spans=(), turns=(FREE,), undone=True), []),
            (about(messages.DeskClosed, by="Simon", spans=(), reason="", if_taken=False), ["undo"]),
            (about(messages.DeskOpened, by="Simon", spans=(), reason="", held_by=()), ["undo"]),
            (about(messages.GapsIgnored, by="Simon", spans=()), ["undo"]),
            (claim_made(()), []),
            (claim_made((AS_SECOND,)), ["taketurn"]),
            (messages.NothingWon(held=(HELD,), instead=(AS_SECOND, FREE)), ["taketurn", "taketurn"]),
            (cover_wanted(), ["cover", "undo"]),
            (cover_wanted(taken_by="Tom"), []),
            (cover_wanted(over=True), []),
            (gaps(FREE, FREE), ["taketurn", "taketurn"]),
            (messages.WeekPost(title="le standard", week=WEEK, free=(FREE,)), ["taketurn"]),
            (messages.GapsAhead(title="le standard", day=NOW.date(), free=()), []),
            (messages.GapsAhead(title="le standard", day=NOW.date(), free=(FREE,)), ["taketurn"]),
            (cover_wanted().withdrawn(), []),
            (CONFIRM, ["confirm", "giveback"]),
            (CONFIRM.answered(), []),
            (CONFIRM.ended(), []),
            (PROVE, ["prove", "notme"]),
            (PROVE.answered(was_them=True), []),
            (PROVE.answered(was_them=False), []),
            (
                messages.NumberState(number=None, proved=False, rings=4, public_number="x", accepted_at=None),
                ["setnumber"],
            ),
            (DRIFT, ["restoreline", "keepline"]),
            *(
                (DRIFT.settled(outcome), [])
                for outcome in messages.DriftOutcome
                if outcome is not messages.DriftOutcome.OPEN
            ),
            (NEEDS_AGREEMENT, ["agreeline"]),
            (NEEDS_AGREEMENT.agreed(by="Simon"), []),
            (profile_set(undone=False), ["undo"]),
            (profile_set(undone=True), []),
            (about(messages.ProfileEnded, profile="Pause", by="Simon"), ["undo"]),
            (month_line(), ["more", "less", "correct"]),
            (messages.RuleUnknown(), []),
            (REMINDER, ["finish", "undocard"]),
            (open_cards(), []),
            (open_cards(mine=1), []),
            (open_cards(mine=2), ["finishmany"]),
            (open_cards(old=1), ["finishmany"]),
            (open_cards(mine=2, old=1), ["finishmany", "finishmany"]),
            (messages.CardsClosed(together="t1", cards=2, closing=case.Closing.REACHED), ["reopenmany"]),
            (messages.CardsClosed(together="t1", cards=0, closing=case.Closing.REACHED), []),
        ],
    )
    def test_are_those_that_still_make_sense(self, message, actions):
        assert [button.action.value for button in message.buttons] == actions

    def test_are_about_the_thing_shown(self):
        assert card(case.State.OPEN).buttons[0] == buttons.Button(action=buttons.Action.TAKE, entity="c1")
        assert {button.entity for button in DRIFT.buttons} == {"d1"}
        assert {button.entity for button in NEEDS_AGREEMENT.buttons} == {"a1"}
        mine, old = open_cards(mine=2, old=1).buttons
        assert (mine.entity, old.entity) == ("mine;standard", "old;standard")


class TestMenus:
    def test_of_a_card_hand_it_to_somebody_and_sort_it(self):
        shown = dataclasses.replace(card(case.State.OPEN), choices=(SPAM,))

        assert shown.menus == (
            buttons.Menu(action=buttons.Action.HAND_OVER, entity="c1"),
            buttons.Menu(action=buttons.Action.SORT, entity="c1", options=(SPAM,)),
        )

    def test_of_a_card_that_is_done_still_hand_it_to_somebody(self):
        assert [one.action for one in card(case.State.DONE).menus] == [buttons.Action.HAND_OVER]

    @pytest.mark.parametrize("fields", [{"erased": True}, {"closing": case.Closing.JOINED}])
    def test_are_not_under_a_card_with_which_nothing_is_to_be_done(self, fields):
        shown = dataclasses.replace(card(case.State.DONE), **fields)

        assert (shown.buttons, shown.menus) == ((), ())

    @pytest.mark.parametrize("state", case.State)
    def test_is_listened_to_where_it_is_not_posted(self, state):
        shown = dataclasses.replace(card(state), listens=True)

        assert shown.buttons == (
            *card(state).buttons,
            buttons.Button(action=buttons.Action.LISTEN, entity=shown.case),
        )

    def test_are_under_nothing_else(self):
        assert DRIFT.menus == ()


class TestHandedToYou:
    def test_does_not_show_the_number_in_a_log(self):
        assert "639980201" not in repr(HANDED)
        assert "rappelez" not in repr(HANDED)


class TestNumberToCall:
    def test_does_not_show_the_number_in_a_log(self):
        assert "639980201" not in repr(messages.NumberToCall(number="+33639980201", at=NOW))


class TestTakeButton:
    def test_takes_what_is_free(self):
        (button,) = gaps(FREE).buttons

        assert wish.from_text(button.entity) == FREE
        assert button.span == interval.Interval(start=MORNING.start, end=AFTERNOON.end)
        assert button.word is None

    def test_says_when_it_is_for_the_second_rank(self):
        (button,) = claim_made((AS_SECOND,)).buttons

        assert wish.from_text(button.entity) == AS_SECOND
        assert button.word == "as_second"


class TestChooseDesk:
    def test_has_a_button_named_after_each_desk(self):
        asked = messages.ChooseDesk(
            desks=(("standard", "le standard"), ("compta", "la compta")), command="qui"
        )

        assert [(button.entity, button.label) for button in asked.buttons] == [
            ("standard;qui", "le standard"),
            ("compta;qui", "la compta"),
        ]


class TestLineDrift:
    def test_says_what_came_of_it(self):
        kept = DRIFT.settled(messages.DriftOutcome.KEPT, by="Simon", until=NOW)

        assert (kept.outcome, kept.by, kept.until) == (messages.DriftOutcome.KEPT, "Simon", NOW)
        assert kept.actual == DRIFT.actual


class TestKept:
    """A message to post waits in the database as text."""

    @pytest.mark.parametrize(
        "message",
        [DRIFT, HANDED, NEEDS_AGREEMENT, profile_set(undone=False)],
        ids=lambda one: type(one).__name__,
    )
    def test_is_read_back_as_it_was(self, message):
        kind = pydantic.TypeAdapter(type(message))

        assert kind.validate_json(kind.dump_json(message)) == message


class TestMonthLine:
    def test_names_the_month_and_the_member(self):
        assert {button.entity for button in month_line().buttons} == {"2024-08-01;lea"}


class TestDatesNotUnderstood:
    def test_tells_what_the_parser_did_not_read(self):
        with pytest.raises(dates.NotUnderstood) as problem:
            dates.parse("31 juin", now=NOW, hours=hours.DEFAULT)

        assert messages.DatesNotUnderstood.of(problem.value).reason == "no_such_day"
