"""What helps whoever deals with a card: the rule for this kind of call, quoted, and what to send."""

import collections.abc
import dataclasses
import datetime as dt
import re

import structlog

from deskbot.calls import case, dictation
from deskbot.chat import messages
from deskbot.flows import answer_question, desk_now, ports
from deskbot.people import member
from deskbot.rules import answer, markdown

log = structlog.get_logger(__name__)

# Two lines of a phone; the link has the rest.
LONGEST_RULE = 200
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Case:
    """What helps instead where one of `words` begins a word of what was said; else the topic's own."""

    words: tuple[str, ...]
    question: str = ""
    link: str | None = None
    label: str = ""

    def is_about(self, said: str) -> bool:
        """Whether it is the case of what was said, whatever its capitals and accents."""
        heard = dictation.folded(said)
        return any(re.search(rf"\b{re.escape(dictation.folded(word))}", heard) for word in self.words)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Advice:
    """What helps with one topic: what the rules are asked, what to send (an address, and what it is called).

    `premises`: whether anybody is at the premises. Of `cases`, the first that what was said is about counts.
    """

    question: str = ""
    link: str | None = None
    label: str = ""
    premises: bool = False
    cases: tuple[Case, ...] = ()

    def on(self, said: str) -> "Advice":
        """Return what helps with what was said of the topic."""
        found = next((one for one in self.cases if one.is_about(said)), None)
        if found is None:
            return self
        sent = found if found.link else self
        return dataclasses.replace(
            self, question=found.question or self.question, link=sent.link, label=sent.label
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Helper:
    """The advice for each topic that has one, and the rules."""

    advice: collections.abc.Mapping[str, Advice]
    rules: ports.Rules

    def about(
        self, work: ports.Work, card: case.Case, *, heard: str, team: member.Team, now: dt.datetime
    ) -> messages.CardHelp | None:
        """Return what to say on a card that is to be dealt with; None where there is nothing to say.

        `heard` is what was heard in its message.
        """
        topic = self.advice.get(card.topic or "")
        if topic is None or card.state is case.State.DONE:
            return None
        advice = topic.on("\n".join(filter(None, (card.told, *card.notes, heard))))
        rule = self._rule(advice.question, today=now.date())
        here = desk_now.premises_now(work, team=team, now=now) if advice.premises else None
        if rule is None and advice.link is None and here is None:
            return None
        return messages.CardHelp(rule=rule, link=advice.link, label=advice.label, premises=here)

    def _rule(self, question: str, *, today: dt.date) -> messages.RuleQuoted | None:
        """Return the beginning of the passage that answers; None when none does: nothing is made up."""
        if not question:
            return None
        try:
            found = self.rules.find(question)
        except OSError:
            # The card must be shown, with or without.
            log.error("The rules cannot be read.")
            return None
        if not isinstance(found, answer.Answer):
            return None
        quoted = answer_question.quoted(found, today=today)
        begins = _first_items if found.passage.is_list else _beginning
        return dataclasses.replace(quoted, text=begins(quoted.text))


def _beginning(text: str) -> str:
    """Return as many whole sentences as fit, the first one in any case."""
    first, *others = _SENTENCE_ENDS.split(markdown.plain(text))
    for sentence in others:
        if len(first) + 1 + len(sentence) > LONGEST_RULE:
            break
        first = f"{first} {sentence}"
    return first


def _first_items(text: str) -> str:
    """Return what announces a list and as many of its items as fit, the first one in any case."""
    blocks = markdown.blocks_in(text)
    announced = " ".join(markdown.plain(one.text) for one in blocks if one.kind is not markdown.Kind.LIST)
    first, *others = [_beginning(item).rstrip(" .;,") for one in blocks for item in one.items] or [""]
    said = f"{announced} {first}".strip()
    for item in others:
        if len(said) + 3 + len(item) > LONGEST_RULE:
            # The link has the rest: whoever reads must know that there is one.
            return f"{said} ; …"
        said = f"{said} ; {item}"
    return f"{said}."
