"""Every sentence: a template for each message, each rendered as it was last read and approved."""

import dataclasses
import enum
import inspect
import re

import pytest

from deskbot import settings, wording
from deskbot.calls import case, merge, triage
from deskbot.chat import buttons, commands, forms, messages
from deskbot.desk import dates, hours, planning, premises, roster
from deskbot.line import limits, writes
from deskbot.outside.wiki import folder
from deskbot.people import privacy
from deskbot.reports import coverage, rates_table, table
from deskbot.voicemail import failures, transcript
from tests.prompts import fiction, list_samples, samples, write_golden

WORDS = wording.Wording()
FOLDER = wording.shared_folder("prompts") / "fr"
# A name that begins with "_" is that of phrases that several templates share.
TEMPLATES = {path.name.removesuffix(".md.j2") for path in FOLDER.glob("[!_]*.md.j2")}
KINDS = [
    forms.FormIntroduction,
    forms.ManyIntroduction,
    *(
        kind
        for _, kind in inspect.getmembers(messages, inspect.isclass)
        # A class that others are made from says nothing by itself.
        if issubclass(kind, messages.Message) and kind not in (messages.Message, messages.Undoable)
    ),
]
FORMS = [
    forms.closing("c1"),
    forms.note("c1"),
    forms.closing_many("mine;standard", cards=3),
    forms.introduction("x"),
    forms.number("x"),
    forms.corrected_hours("x"),
    forms.keep_until("x"),
]


def dialog_words(form: forms.Form) -> list[str]:
    boxes = [f"{field.name}_box" for field in form.fields if field.kind is forms.FieldKind.CHECKBOX]
    names = [field.name for field in form.fields]
    return [f"{form.name}_title", f"{form.name}_submit", *names, *boxes]


CHART_WORDS = ("members_title", "nobody", "weeks_title", "open_hours", "staffed_hours", "norm")
HEAT_WORDS = ("heat_title", "heat_cell", "heat_shade", "from", "to", "closed", "no_call")
# What the command line alone says (`deskbot.inspection`), in words of its own tests.
COMMAND_LINE = {
    "plan_shown",
    "plan_summed",
    "plan_without_us",
    "plan_without_us_summed",
    "register",
    "trace_shown",
}
# Templates of short words, each with those that the program may ask for; None: asked for by the command line.
LISTS: dict[str, type[enum.StrEnum] | tuple[str, ...] | None] = {
    "button": buttons.Action,
    "choice": buttons.Choice,
    "closing": case.Closing,
    "outcome": merge.Outcome,
    "change_kind": roster.ChangeKind,
    "held": privacy.Kind,
    "held_one": privacy.Kind,
    "limit": limits.Limit,
    "dialog": tuple(word for form in FORMS for word in dialog_words(form)),
    "part": planning.Part,
    "presence": premises.Presence,
    "rank": roster.Rank,
    "rates_sheet": (*rates_table.HourWord, *rates_table.SumWord, *HEAT_WORDS),
    "setting": tuple(settings.KINDS),
    "sheet": (*table.Word, *CHART_WORDS),
    "topic": triage.Topic,
    "verdict": coverage.Verdict,
    "trouble": messages.Trouble,
    "broken_page": folder.Reason,
    "caveat": transcript.Caveat,
    "batch": None,
    "demo": None,
    "form_help": None,
    "doctor": None,
    "doctor_ovh": None,
    "event_title": writes.Purpose,
    "init": None,
    "plan_word": None,
    "rehearse": None,
    "models": None,
    "run": None,
}


# What only whoever may call back reads.
WHOLE = ("number_to_call", "handed_to_you", "open_cards_with_numbers")


def rendered(name: str) -> str:
    return WORDS.render(samples.SAMPLES[name], now=fiction.NOW)


class TestTemplates:
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
    def test_exist_for_each_message(self, kind):
        assert wording.template_name(kind) in TEMPLATES

    def test_each_belong_to_a_message_or_are_words(self):
        assert {wording.template_name(kind) for kind in KINDS} | set(LISTS) | COMMAND_LINE == TEMPLATES

    @pytest.mark.parametrize("name", [name for name, words in LISTS.items() if words])
    def test_have_every_word_that_is_asked_for(self, name):
        for word in LISTS[name] or ():
            assert WORDS.text(name, str(word)).strip()

    @pytest.mark.parametrize("name", sorted(TEMPLATES))
    def test_speak_no_python(self, name):
        assert "None" not in (FOLDER / f"{name}.md.j2").read_text(encoding="utf-8")


class TestSamples:
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
    def test_exist_for_each_message(self, kind):
        assert any(type(message) is kind for message in samples.SAMPLES.values())

    def test_have_every_reason_that_dates_are_refused_for(self):
        assert set(samples.REASONS) >= {reason.value for reason in dates.Reason}

    def test_have_every_way_in_which_a_message_is_not_heard(self):
        for why in [*failures.Why, *transcript.Empty]:
            card = dataclasses.replace(samples.SAMPLES["card_not_heard_gone"], hearing_why=why.value)

            assert len(WORDS.render(card, now=fiction.NOW).splitlines()) == 4


class TestRender:
    @pytest.mark.parametrize("name", samples.SAMPLES)
    def test_is_what_was_read_and_approved(self, name):
        golden = (write_golden.GOLDEN / f"{name}.md").read_text(encoding="utf-8")

        assert rendered(name) + "\n" == golden

    def test_has_no_golden_text_too_many(self):
        assert {path.stem for path in write_golden.GOLDEN.iterdir()} == set(samples.SAMPLES)

    @pytest.mark.parametrize("name", samples.SAMPLES)
    def test_is_tidy(self, name):
        text = rendered(name)

        assert text == text.strip() != ""
        assert "  " not in text
        assert "\n\n\n" not in text
        assert not re.search(r"(?<!^)[ \t]$", text, re.MULTILINE)
        # A list needs a blank line before it, and what follows a quotation would become part of it.
        assert not re.search(r"^(?!- |> )[^\n]+\n- ", text, re.MULTILINE)
        assert not re.search(r"^>[^\n]*\n(?!>|\n|$)", text, re.MULTILINE)
        # Not "de le standard", "celui de Inès".
        assert not re.search(r"\b(de le|à le|de [AEIOUYÉ])\b", text)

    @pytest.mark.parametrize("name", samples.SAMPLES)
    def test_begins_with_a_capital(self, name):
        for line in rendered(name).splitlines():
            first = re.search(r"[^\W\d_]", re.sub(r"^[^\w`«/]+|`[^`]*`|«[^»]*»", "", line))

            # A row of a table may begin with an hour, "9h".
            if first and not line.startswith((">", "-", "«", "Par exemple", "| **")):
                assert first[0].isupper(), line

    @pytest.mark.parametrize(
        "name",
        [
            name
            for name in samples.SAMPLES
            if name.startswith(("in_trouble", "refused", "dates_not", "unknown"))
        ],
    )
    def test_says_an_error_in_two_sentences_at_most(self, name):
        text = re.sub(r"`[^`]*`|« [^»]* »|\d\.", "", rendered(name))

        assert len(re.findall(r"[.?!](?=\s|$)|:$", text, re.MULTILINE)) <= 2

    @pytest.mark.parametrize("name", [name for name in samples.SAMPLES if not name.startswith(WHOLE)])
    def test_shows_no_whole_number_but_the_desk_s_own(self, name):
        digits = re.sub(r"\D", "", rendered(name).replace("03 53 01 01 00", ""))

        assert "39980212" not in digits


class TestMentions:
    @pytest.mark.parametrize("name", [name for name in samples.SAMPLES if not name.startswith("urgent")])
    def test_are_made_by_alerts_only(self, name):
        # Between backticks an example of a command mentions nobody.
        assert not re.search(r"(?<![^\W_])@\w", re.sub(r"`[^`\n]*`", "", rendered(name)))

    def test_name_whoever_must_answer(self):
        assert "@simon" in rendered("urgent")
        assert "@channel" in rendered("urgent_everybody")


class TestDialog:
    def test_fits_in_the_chat_s_form(self):
        # facts/mattermost.md, section 3: bytes.
        for word in LISTS["dialog"]:
            assert len(WORDS.text("dialog", word).encode()) <= 24


TROUBLE = [
    *("@channel", "@ALL", "@Here", "@all_", "_@all", "a.@all", "-@channel", "(@here)", "@channel:", "@simon"),
    *(
        "＠channel",
        "@ｃｈａｎｎｅｌ",
        "﹫all",
        "**@all**",
        "@@all",
        "x @all y",
        "«@all»",
        "`@all`",
        "\n@channel",
    ),
    *(
        "[x](http://evil.example)",
        "![x](http://evil.example)",
        "[x][1]\n\n[1]: http://evil.example",
        "[x] [1]",
    ),
    *("```\n@all", "`code`", "~~~\nx", "> ```", "    ```", "[x]\n(http://evil.example)"),
    *("06 39 98 02 12", "+33 6 39 98 02 12", "zéro six trente-neuf quatre-vingt-dix-huit zéro deux douze"),
    "# titre\n- liste\n1. liste",
]
MENTION = re.compile(r"(?<![^\W_])[@＠﹫]\w")


def closed_week(reason: str) -> messages.WeekShown:
    return dataclasses.replace(samples.WEEK_SHOWN, days=(samples.day(5, closed=reason),))


def cut_week(reason: str) -> messages.WeekShown:
    (monday, *_) = samples.CUT_WEEK.days
    return dataclasses.replace(samples.CUT_WEEK, days=(dataclasses.replace(monday, cut=reason),))


def places(text: str) -> dict[str, messages.Message]:
    """Return every message that shows what people typed or said."""
    card = samples.SAMPLES["card_done_note"]
    return {
        "transcript": dataclasses.replace(card, transcript=text, notes=()),
        "note": dataclasses.replace(card, notes=tuple(text.split("\n"))),
        "colleague": messages.NoSuchColleague(name=text),
        "told": dataclasses.replace(samples.SAMPLES["card_note"], told=text),
        "whole": messages.WholeTranscript(text=text),
        "handed": dataclasses.replace(samples.SAMPLES["handed_to_you_hidden"], told=text),
        "listed": dataclasses.replace(
            samples.SAMPLES["still_nobody"], cards=(list_samples.listed(told=text, caller_name="Mme Durand"),)
        ),
        "caller": dataclasses.replace(
            samples.SAMPLES["still_nobody"], cards=(list_samples.listed(caller_name=text or "calme"),)
        ),
        "alert": dataclasses.replace(samples.SAMPLES["urgent"], text=text, username=None),
        "dates": dataclasses.replace(samples.SAMPLES["dates_not_understood_no_date"], fragment=text),
        "word": dataclasses.replace(samples.SAMPLES["unknown_command"], word_typed=text),
        "closing": dataclasses.replace(samples.SAMPLES["desk_closed"], reason=text),
        "moment": messages.NotAMoment(text=text),
        "profile": messages.NoSuchProfile(name=text, known=("dejeuner",)),
        "opening": dataclasses.replace(samples.SAMPLES["desk_opened"], reason=text),
        "turn closed": dataclasses.replace(samples.SAMPLES["turn_closed"], reason=text),
        "turn opened": dataclasses.replace(samples.SAMPLES["turn_opened"], reason=text),
        "cut": dataclasses.replace(samples.SAMPLES["planning_cut"], weeks=(cut_week(text),)),
        "holiday": dataclasses.replace(
            samples.SAMPLES["claim_made"],
            closed=(messages.ClosedDay(day=fiction.NOW.date(), name=text),),
        ),
        "planning": dataclasses.replace(samples.SAMPLES["planning"], weeks=(closed_week(text),)),
        "journal": messages.Journal(entries=(samples.entry(roster.ChangeKind.CLOSE, note=text),)),
    }


class TestFreeText:
    @pytest.mark.parametrize("typed", TROUBLE)
    @pytest.mark.parametrize("place", places(""))
    def test_does_nothing(self, typed, place):
        calm = WORDS.render(places("calme")[place], now=fiction.NOW)
        text = WORDS.render(places(typed)[place], now=fiction.NOW)

        assert len(MENTION.findall(text)) == len(MENTION.findall(calm))
        for mark in ("](", "```", "~~~", "]["):
            assert text.count(mark) == calm.count(mark)
        assert not re.search(r"\]\s*\[|\]:", text)
        assert "39980212" not in re.sub(r"\D", "", text)
        assert "trente-neuf" not in text

    @pytest.mark.parametrize("typed", ["~~~\nsuite", "# titre", "ligne\n\n> autre\n- liste"])
    def test_leaves_the_rest_of_a_card_alone(self, typed):
        for place in ("transcript", "note"):
            text = WORDS.render(places(typed)[place], now=fiction.NOW)
            shown = [line for line in text.splitlines() if not line.startswith(">")]

            assert not any(line.startswith(("#", "- ", "~", "```")) for line in shown)
            assert "✅ Pas de réponse · **Tom**" in shown

    @pytest.mark.parametrize(
        "typed", ["jean@coop.example", "100 % (vraiment) [ok]", "a_b*c", "C'est l'été : 30°"]
    )
    def test_stays_readable(self, typed):
        assert typed in WORDS.render(places(typed)["alert"], now=fiction.NOW)


class TestExamples:
    """What people are told to type is understood."""

    @pytest.mark.parametrize("name", samples.SAMPLES)
    def test_are_commands(self, name):
        typed = re.findall(r"`/standard ?([^`…]*)`", rendered(name))

        for one in typed:
            known = commands.parse(one, desks=("standard",))
            assert not isinstance(known, commands.Unknown | commands.BadRings), one

    @pytest.mark.parametrize("name", samples.SAMPLES)
    def test_hold_dates_that_are_read(self, name):
        for one in re.findall(r"`/standard (?:prendre|rendre|remplacer) ([^`…=]+)`", rendered(name)):
            assert dates.parse(one, now=fiction.NOW, hours=hours.DEFAULT)

    @pytest.mark.parametrize("reason", dates.Reason)
    def test_of_dates_are_read_as_they_stand(self, reason):
        problem = messages.DatesNotUnderstood.of(dates.NotUnderstood(reason, fragment="x"))
        examples = re.findall(r"`([^`]*)`", WORDS.render(problem, now=fiction.NOW))

        assert examples
        for one in examples:
            assert dates.parse(one, now=fiction.NOW, hours=hours.DEFAULT)

    @pytest.mark.parametrize("name", ["not_a_moment", "too_far_ahead"])
    def test_of_a_moment_are_read_as_they_stand(self, name):
        examples = re.findall(r"`([^`]*)`", rendered(name))

        assert examples
        for one in examples:
            assert dates.moment_named(one, now=fiction.NOW, hours=hours.DEFAULT) > fiction.NOW

    def test_of_an_unknown_command_are_few_and_everybody_s(self):
        typed = re.findall(r"`/standard ([^`]+)`", rendered("unknown_command_alone"))

        assert len(typed) == 6
        assert not commands.ADMIN_ONLY & set(typed)


class TestTitles:
    @pytest.mark.parametrize(
        ("title", "said"),
        [
            ("le standard", "du standard"),
            ("les médecins", "des médecins"),
            ("la permanence", "de la permanence"),
            ("l'accueil", "de l'accueil"),
            ("accueil", "d'accueil"),
        ],
    )
    def test_are_said_with_the_right_word_before_them(self, title, said):
        message = dataclasses.replace(samples.SAMPLES["undone_claim"], title=title)

        assert f"la prise {said} par" in WORDS.render(message, now=fiction.NOW)
