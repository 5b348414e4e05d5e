"""Forms: whose they are, what they hold, and that they are not opened too late."""

import datetime as dt
import json
import threading

import pytest

from deskbot.chat import buttons, errors, forms
from deskbot.outside.mattermost import wire
from deskbot.sandbox.mattermost import config
from tests.adapters.mattermost import lab as labs

URL = "https://wiki.example/confidentialite"
FORMS = {
    "closing": forms.closing("card1"),
    "introduction": forms.introduction("1-15 août", confidentiality_url=URL),
    "introduction, no note": forms.introduction("1-15 août"),
    "number": forms.number("lea"),
    "hours": forms.corrected_hours("2024-08", hours="2,5"),
}


def opened(lab: labs.Lab, form: forms.Form) -> labs.Json:
    """Return the form as alice's client gets it."""
    lab.bot.open_form(
        lab.trigger_id("alice"),
        form=form,
        channel_id=lab.chat.channel_named("standard").id,
        user_id=lab.chat.user_named("alice").id,
    )
    (found,) = lab.chat.dialogs.values()
    return found.definition


def press_of(lab: labs.Lab, shown: labs.Json, *, later: dt.timedelta = dt.timedelta()) -> buttons.Press:
    return buttons.verify(
        wire.state_of(shown["state"]),
        secret=labs.SECRET,
        channel=lab.chat.channel_named("standard").id,
        now=lab.chat.clock.now() + later,
    )


class TestOpenForm:
    @pytest.mark.parametrize("name", FORMS)
    def test_is_signed_for_one_person_and_half_a_day(self, lab: labs.Lab, name: str) -> None:
        form = FORMS[name]
        shown = opened(lab, form)

        nonce = buttons.form_nonce(lab.chat.user_named("alice").id)
        assert press_of(lab, shown) == buttons.Press(action=form.action, entity=form.entity, nonce=nonce)
        with pytest.raises(buttons.Expired):
            press_of(lab, shown, later=dt.timedelta(hours=13))
        assert labs.SECRET.decode() not in json.dumps(shown)

    @pytest.mark.parametrize("name", FORMS)
    def test_keeps_within_what_the_chat_shows(self, lab: labs.Lab, name: str) -> None:
        # facts/mattermost.md, section 3: bytes.
        shown = opened(lab, FORMS[name])

        elements = shown["elements"]
        labels = [shown["title"], shown["submit_label"], *(one["display_name"] for one in elements)]
        hints = [one[key] for one in elements for key in ("help_text", "placeholder") if key in one]
        assert all(0 < len(label.encode()) <= 24 for label in labels)
        assert all(len(hint.encode()) <= 150 for hint in hints)

    def test_keeps_what_the_person_typed(self, lab: labs.Lab) -> None:
        typed = "du 1er au 15 août 😀\n" * 200
        assert len(typed.encode()) > 4500

        assert press_of(lab, opened(lab, forms.introduction(typed))).entity == typed

    def test_closes_a_card(self, lab: labs.Lab) -> None:
        closing, note = opened(lab, FORMS["closing"])["elements"]

        assert closing["options"][0] == {"text": "Rappelé", "value": "reached"}
        assert (note["type"], note["optional"], note["max_length"]) == ("textarea", True, 1000)

    def test_introduces_somebody(self, lab: labs.Lab) -> None:
        shown = opened(lab, FORMS["introduction"])

        number, accepted = shown["elements"]
        assert (number["type"], number["subtype"], number["optional"]) == ("text", "tel", False)
        assert "06 39 98" in number["help_text"]
        assert (accepted["type"], accepted["optional"]) == ("bool", False)
        assert accepted["placeholder"] == "J'ai lu et j'accepte"
        assert f"({URL})" in shown["introduction_text"]

    def test_introduces_somebody_where_there_is_no_page_about_it(self, lab: labs.Lab) -> None:
        shown = opened(lab, FORMS["introduction, no note"])

        assert "jamais" in shown["introduction_text"]
        assert "](" not in shown["introduction_text"]

    def test_mends_hours(self, lab: labs.Lab) -> None:
        (hours,) = opened(lab, FORMS["hours"])["elements"]

        assert (hours["name"], hours["default"]) == ("hours", "2,5")

    def test_says_too_late_for_a_trigger_that_is_not_one(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.DialogTooLate):
            lab.bot.open_form("nonsense", form=FORMS["closing"], channel_id="c", user_id="u")


class TestOpenFormLate:
    @pytest.fixture
    def timings(self) -> config.Timings:
        return config.Timings(trigger_lifetime_s=0.05)

    def test_says_too_late(self, lab: labs.Lab) -> None:
        trigger_id = lab.trigger_id("alice")
        threading.Event().wait(0.1)

        with pytest.raises(errors.DialogTooLate):
            lab.bot.open_form(trigger_id, form=FORMS["closing"], channel_id="c", user_id="u")

        assert not lab.chat.dialogs
