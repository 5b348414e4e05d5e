"""One text or one JSON row in, one answer out: dates, triage, rules (design, section 10)."""

import datetime as dt
import pathlib
import zoneinfo
from typing import Any

from deskbot import wording
from deskbot.calls import triage
from deskbot.chat import messages
from deskbot.desk import dates, hours, interval
from deskbot.flows import answer_question
from deskbot.outside import clock
from deskbot.outside.wiki import rules as wiki
from deskbot.people import phone
from deskbot.rules import answer

_ZONE = "Europe/Paris"
# Beyond, adding days leaves the calendar of `datetime`.
_YEARS = range(1970, 3000)
Row = dict[str, Any]


class BadRow(ValueError):
    """A row cannot be answered; `word` is of `prompts/fr/batch.md.j2`."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class NoPages(ValueError):
    """There is no page of rules there."""


def refusal(row_id: object, word: str) -> Row:
    """Return the answer to a row that cannot be read."""
    return {"id": row_id, "error": True, "message": wording.Wording().text("batch", word)}


def dates_of_row(row: Row) -> Row:
    """Answer `{id, now, text}` with `{id, slots}` or `{id, error, message}`.

    :raises BadRow: if the row itself is not one.
    """
    found, _ = _dates(_text(row, "text"), now=_moment(row.get("now")))
    return {"id": row.get("id"), **found}


def dates_of_text(text: str) -> tuple[Row, str]:
    """Return the slots of `text`, as a row and for people."""
    return _dates(text, now=clock.SystemClock(_ZONE).now())


def triage_of_row(row: Row) -> Row:
    """Answer `{id, text}` with what the words say.

    :raises BadRow: if the row itself is not one.
    """
    return {"id": row.get("id"), **_triage(_text(row, "text"))}


def triage_of_text(text: str) -> tuple[Row, str]:
    """Return what the words of `text` say, as a row and for people."""
    found = _triage(text)
    word = wording.Wording().text
    if found["empty"]:
        return found, word("batch", "empty")
    said = [word("batch", "urgent" if found["urgent"] else "not_urgent")]
    said.append(f"{word('batch', 'topic')} : {word('topic', found['topic'])}")
    if found["callback_number"]:
        said.append(f"{word('batch', 'number')} {phone.national(found['callback_number'])}")
    if found["caller_name"]:
        said.append(f"{word('batch', 'name')} : {found['caller_name']}")
    return found, "\n".join(said)


class Rules:
    """The pages of a folder; the samples when none is named.

    :raises NoPages: if there is no such folder, or no page in it.
    """

    def __init__(self, folder: pathlib.Path | None) -> None:
        if folder is not None and not list(folder.glob("*.md")):
            raise NoPages(str(folder))
        self._rules = wiki.WikiRules(folder or wording.shared_folder("config") / "rules", public_numbers=())

    def of_row(self, row: Row) -> Row:
        """Answer `{id, question}` with the passage, or an abstention.

        :raises BadRow: if the row itself is not one.
        """
        return {"id": row.get("id"), **_passage(self._rules.find(_text(row, "question")))}

    def of_text(self, question: str) -> tuple[Row, str]:
        """Return the answer to `question`, as a row and for people."""
        found = self._rules.find(question)
        now = clock.SystemClock(_ZONE).now()
        message: messages.Message = messages.RuleUnknown()
        if isinstance(found, answer.Answer):
            message = answer_question.quoted(found, today=now.date())
        return _passage(found), wording.Wording().render(message, now=now)


def _dates(text: str, *, now: dt.datetime) -> tuple[Row, str]:
    try:
        slots = dates.parse(text, now=now, hours=hours.OpeningHours())
    except dates.NotUnderstood as problem:
        message = messages.DatesNotUnderstood(
            reason=problem.reason.value, fragment=problem.fragment, example=problem.example
        )
        said = wording.Wording().render(message, now=now)
        return {"error": True, "message": said}, said
    return {"slots": [_bounds(slot) for slot in slots]}, dates.describe(slots, now=now)


def _bounds(slot: interval.Interval) -> list[str]:
    zone = zoneinfo.ZoneInfo(_ZONE)
    return [edge.astimezone(zone).isoformat() for edge in (slot.start, slot.end)]


def _text(row: Row, name: str) -> str:
    text = row.get(name)
    if not isinstance(text, str):
        raise BadRow("bad_text")
    return text


def _moment(written: object) -> dt.datetime:
    zone = zoneinfo.ZoneInfo(_ZONE)
    if written is None:
        return clock.SystemClock(_ZONE).now()
    try:
        # Anything but a text has no `fromisoformat` either.
        moment = dt.datetime.fromisoformat(written)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise BadRow("bad_now") from None
    if moment.year not in _YEARS:
        raise BadRow("bad_now")
    return moment.replace(tzinfo=zone) if moment.utcoffset() is None else moment.astimezone(zone)


def _triage(text: str) -> Row:
    read = triage.read(text)
    return {
        "urgent": read.urgent,
        "topic": read.topic.value,
        "callback_number": read.callback_number,
        "caller_name": read.caller_name,
        "empty": read.empty,
        "reasons": [str(reason) for reason in read.reasons],
    }


def _passage(found: answer.Answer | answer.Abstention) -> Row:
    if isinstance(found, answer.Abstention):
        return {
            "abstained": True,
            "page": None,
            "section": None,
            "answer": None,
            "url": None,
            "confidence": found.confidence,
        }
    return {
        "abstained": False,
        "page": found.passage.page.slug,
        "section": found.passage.section,
        "answer": found.passage.text,
        "url": found.url,
        "confidence": found.confidence,
    }
