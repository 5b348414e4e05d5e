"""Signed contexts: what a click says is believed only when it is whole, ours, for here and for now."""

import datetime as dt
import json
import re

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import buttons
from deskbot.desk import interval

SECRET = b"thirty-two bytes of a secret key"
NOW = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
TAKE = buttons.Button(action=buttons.Action.TAKE, entity="card-1")

JUNK = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.lists(st.none(), max_size=2)
    | st.dictionaries(st.text(max_size=3), st.none(), max_size=2)
)


def signed(button: buttons.Button = TAKE, **changed: object) -> dict[str, object]:
    context = buttons.sign(button, secret=SECRET, channel="c1", nonce="n1", expires_at=LATER)
    return {**context, **changed}


def verify(context: dict[str, object], *, channel: str = "c1", now: dt.datetime = NOW) -> buttons.Press:
    return buttons.verify(context, secret=SECRET, channel=channel, now=now)


class TestAction:
    @pytest.mark.parametrize("action", buttons.Action)
    def test_is_a_word_that_the_chat_accepts(self, action):
        # Letters alone: the second button of its kind has a number after it.
        assert re.fullmatch(r"[A-Za-z]+", action.value)


class TestOption:
    @pytest.mark.parametrize("choice", buttons.Choice)
    @pytest.mark.parametrize("about", [None, "administration", "r-d", "a:b", ""])
    def test_is_read_back_as_it_was_offered(self, choice, about):
        option = buttons.Option(choice=choice, about=about)

        assert buttons.Option.read(option.value) == option

    @pytest.mark.parametrize("value", ["", ":", "topics", "TOPIC:x", "note ", "6e1xect59fd8tf9ubxgj339osr"])
    def test_is_none_of_ours(self, value):
        with pytest.raises(buttons.NotAnOption):
            buttons.Option.read(value)


class TestPress:
    def press(self, nonce: str) -> buttons.Press:
        return buttons.Press(action=buttons.Action.TAKE, entity="card-1", nonce=nonce)

    def test_tells_whose_answer_or_form_it_is_of(self):
        answer, form = self.press(buttons.answer_nonce("u1")), self.press(buttons.form_nonce("u1"))

        assert answer.is_of_an_answer_to("u1")
        assert not answer.is_of_an_answer_to("u2")
        assert not answer.is_of_a_form
        assert form.is_of_a_form
        assert not form.is_of_an_answer_to("u1")

    def test_of_a_post_is_of_neither(self):
        press = self.press("claim-1")

        assert not press.is_of_a_form
        assert not press.is_of_an_answer_to("1")


class TestSign:
    def test_takes_no_notice_of_what_is_written_on_the_button(self):
        worded = buttons.Button(
            action=TAKE.action,
            entity=TAKE.entity,
            label="Lun. 5 matin",
            span=interval.Interval(start=NOW, end=LATER),
        )

        assert signed(worded) == signed(TAKE)


class TestVerify:
    @pytest.mark.parametrize("action", buttons.Action)
    def test_believes_what_we_signed(self, action):
        context = json.loads(json.dumps(signed(buttons.Button(action=action, entity="é😀\n"))))

        assert verify(context) == buttons.Press(action=action, entity="é😀\n", nonce="n1")

    @pytest.mark.parametrize("field", ["action", "entity", "nonce", "channel", "expires", "signature"])
    @hypothesis.given(value=JUNK)
    def test_refuses_any_changed_field(self, field, value):
        context = signed(**{field: value})
        hypothesis.assume(context != signed())

        with pytest.raises(buttons.Forged):
            verify(context)

    @pytest.mark.parametrize("field", ["action", "entity", "nonce", "channel", "expires", "signature"])
    def test_refuses_a_missing_field(self, field):
        context = signed()
        del context[field]

        with pytest.raises(buttons.Forged):
            verify(context)

    @hypothesis.given(st.dictionaries(st.sampled_from([*signed(), "other"]), JUNK))
    def test_refuses_junk(self, context):
        with pytest.raises(buttons.Forged):
            verify(context)

    def test_refuses_fields_that_changed_places(self):
        context = signed()
        context["entity"], context["nonce"] = context["nonce"], context["entity"]

        with pytest.raises(buttons.Forged):
            verify(context)

    def test_refuses_half_a_character(self):
        with pytest.raises(buttons.Forged):
            verify(signed(entity="\ud800"))
        with pytest.raises(buttons.Forged):
            verify(signed(signature="\ud800"))

    def test_refuses_another_channel(self):
        with pytest.raises(buttons.Forged):
            verify(signed(), channel="c2")

    def test_refuses_another_secret(self):
        with pytest.raises(buttons.Forged):
            buttons.verify(signed(), secret=b"another", channel="c1", now=NOW)

    @pytest.mark.parametrize("late_s", [0, 1])
    def test_expires(self, late_s):
        now = LATER + dt.timedelta(seconds=late_s)

        if late_s:
            with pytest.raises(buttons.Expired):
                verify(signed(), now=now)
        else:
            assert verify(signed(), now=now).entity == "card-1"

    def test_refuses_an_action_of_another_version(self):
        class Older:
            value = "dance"

        context = buttons.sign(
            buttons.Button(action=Older(), entity="card-1"),
            secret=SECRET,
            channel="c1",
            nonce="n1",
            expires_at=LATER,
        )

        with pytest.raises(buttons.Forged):
            verify(context)

    def test_ignores_what_the_chat_adds(self):
        assert verify(signed(selected_option="x", more=[1])).entity == "card-1"
