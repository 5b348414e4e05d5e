"""Renders messages, and the words of buttons and forms."""

import dataclasses
import datetime as dt
import functools
import pathlib
import re

import jinja2

from deskbot.chat import buttons, messages, wish
from deskbot.desk import hours as opening
from deskbot.people import phone
from deskbot.wording import french, harmless, labels, moments


def shared_folder(name: str) -> pathlib.Path:
    """Return the folder `prompts` or `config`: inside the wheel, or beside the package in a checkout."""
    package = pathlib.Path(__file__).parents[1]
    packed = package / "_shared" / name
    return packed if packed.is_dir() else package.parent / name


def template_name(kind: type[messages.Message]) -> str:
    """Return the name of the template of a message's class: `ClaimMade` is in `claim_made`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


class Wording:
    """Renders messages and the words of buttons and forms, in French."""

    def __init__(
        self, folder: pathlib.Path | None = None, *, hours: opening.OpeningHours = opening.DEFAULT
    ) -> None:
        """Read the templates of `folder`; days that open as `hours` say are named without hours."""
        self._hours = hours
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder or shared_folder("prompts") / "fr"),
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # Markdown, not HTML: free text goes through `defused`
        )
        self._templates.filters |= {
            "beginning": french.beginning,
            "counted": french.counted,
            "day": french.day,
            "decimal": french.decimal,
            "defused": harmless.defused,
            "defused_dates": harmless.defused_dates,
            "duration": french.duration,
            "first_upper": french.first_upper,
            "from_landline": functools.partial(phone.hiding, code=phone.HIDE_FROM_LANDLINE),
            "from_mobile": functools.partial(phone.hiding, code=phone.HIDE_FROM_MOBILE),
            "lasting": french.lasting,
            "length": french.length,
            "listed": french.listed,
            "month": french.month,
            "national": phone.national,
            "of": french.of,
            "on_one_line": french.on_one_line,
            "percent": french.percent,
            "quiet": harmless.quiet,
            "quoted": french.quoted,
            "short_day": french.short_day,
            "short_weekday": french.short_weekday,
        }
        self._templates.globals |= {
            "word": self.text,
            "part": functools.partial(labels.part, word=self.text, hours=hours),
        }

    def render(self, message: messages.Message, *, now: dt.datetime) -> str:
        """Return what people read for `message` at `now` (which decides whether a year is said)."""
        fields = {field.name: getattr(message, field.name) for field in dataclasses.fields(message)}
        at = moments.Moments(now, self._hours)
        text = self._templates.get_template(f"{template_name(type(message))}.md.j2").render(
            **fields,
            when=at.when,
            each=at.each,
            days=at.days,
            moment=at.moment,
            date=at.date,
            up_to=at.up_to,
            up_to_date=at.up_to_date,
            brief=at.brief,
            since_when=at.since_when,
            clock=at.clock,
        )
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def text(self, name: str, word: str) -> str:
        """Return one of the short words of the template `name`: a button's label, an outcome."""
        return self._templates.get_template(f"{name}.md.j2").render(word=word).strip()

    def label(self, button: buttons.Button | buttons.Menu, *, now: dt.datetime) -> str:
        """Return what is written on a button or a menu: short enough for a phone."""
        if isinstance(button, buttons.Menu):
            return self.text("button", button.action.value)
        if button.label is not None:
            return labels.cut(french.first_upper(french.on_one_line(harmless.defused(button.label))))
        if button.action is buttons.Action.TAKE_TURN and button.span is not None:
            return labels.turn(
                button.span,
                is_second=button.word == "as_second",
                pieces=self._pieces(button.entity),
                now=now,
                word=self.text,
                hours=self._hours,
            )
        return self.text("button", button.word or button.action.value)

    def options(self, menu: buttons.Button | buttons.Menu) -> tuple[str, ...]:
        """Return what is written on each line of a menu; nothing for a button."""
        return tuple(map(self._option, menu.options)) if isinstance(menu, buttons.Menu) else ()

    def _option(self, option: buttons.Option) -> str:
        said = self.text("choice", option.choice.value)
        if option.about is None:
            return said
        is_topic = option.choice is buttons.Choice.TOPIC
        return f"{said} {self.text('topic', option.about) if is_topic else option.about}"

    def _pieces(self, entity: str) -> int:
        try:
            return labels.pieces(wish.from_text(entity).spans, hours=self._hours)
        except wish.NotAWish:
            return 1
