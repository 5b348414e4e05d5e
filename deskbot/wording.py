"""Every sentence people read: templates of `prompts/fr`, one file for each message."""

import collections.abc
import dataclasses
import datetime as dt
import pathlib
import re

import jinja2

from deskbot.calls import numbers
from deskbot.chat import messages
from deskbot.desk import dates, interval
from deskbot.people import phone

# U+200B, a space of no width: what follows it can be read, and does nothing.
_APART = "\u200b"
# The chat takes an at sign for a mention unless a letter or a digit stands before it, as in an address; it
# trims dots, dashes and underscores first. The full-width signs are for whatever normalises text on the way.
_MENTION = re.compile(r"(?<![^\W_])([@＠﹫])(?=\w)")
# "[text](address)", "[text][name]", and "[name]: address" that gives the second one its address.
_LINK = re.compile(r"\](?=\s*[\[(:])")
_FENCE = re.compile(r"~{3,}")


def shared_folder(name: str) -> pathlib.Path:
    """Return the folder `prompts` or `config`: inside the wheel, or beside the package in a checkout."""
    package = pathlib.Path(__file__).parent
    packed = package / "_shared" / name
    return packed if packed.is_dir() else package.parent / name


def template_name(kind: type[messages.Message]) -> str:
    """Return the name of the template of a message's class: `ClaimMade` is in `claim_made`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


class Wording:
    """Renders messages and the words of buttons and forms, in French."""

    def __init__(self, folder: pathlib.Path | None = None) -> None:
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder or shared_folder("prompts") / "fr"),
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # Markdown, not HTML: free text goes through `defused`
        )
        self._templates.filters |= {
            "day": _day,
            "defused": defused,
            "first_upper": _first_upper,
            "length": _length,
            "national": phone.national,
            "of": _of,
            "on_one_line": _on_one_line,
            "quoted": _quoted,
        }

    def render(self, message: messages.Message, *, now: dt.datetime) -> str:
        """Return what people read for `message` at `now` (which decides whether a year is said)."""
        fields = {field.name: getattr(message, field.name) for field in dataclasses.fields(message)}
        return self._render(template_name(type(message)), fields, now=now)

    def text(self, name: str, word: str) -> str:
        """Return one of the short words of the template `name`: a button's label, an outcome."""
        return self._templates.get_template(f"{name}.md.j2").render(word=word).strip()

    def _render(self, name: str, fields: dict[str, object], *, now: dt.datetime) -> str:
        template = self._templates.get_template(f"{name}.md.j2")

        def spans(found: collections.abc.Iterable[interval.Interval]) -> str:
            return dates.describe(tuple(found), now=now)

        def moment(at: dt.datetime) -> str:
            return dates.describe_moment(at, now=now)

        def clock(at: dt.datetime) -> str:
            return _clock(at.astimezone(now.tzinfo))

        def date(at: dt.datetime) -> str:
            # For posts that are read on other days too: "aujourd'hui" would become wrong.
            return dates.describe_date(at, now=now)

        text = template.render(**fields, spans=spans, moment=moment, date=date, clock=clock, word=self.text)
        return re.sub(r"\n{3,}", "\n\n", text).strip()


def defused(text: str) -> str:
    """Return free text as it may be shown in a channel: numbers masked, nobody pinged, no link hidden."""
    quiet = _MENTION.sub(rf"\1{_APART}", numbers.masked_in(text))
    return _FENCE.sub("~", _LINK.sub(f"]{_APART}", quiet)).replace("`", "'")


def _of(name: str) -> str:
    """Return "du standard" for "le standard"."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d'{name}" if name[:1].lower() in "aeiouyàâéèêîôh" else f"de {name}"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _clock(at: dt.datetime) -> str:
    return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
