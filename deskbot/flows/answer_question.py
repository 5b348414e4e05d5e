"""A question about the house's rules: quote the paragraph, or say that the rules do not say."""

import datetime as dt
import uuid

from deskbot.chat import messages
from deskbot.flows import ports
from deskbot.rules import answer

# Rules that nobody checked for longer are quoted with a warning (design, section 1).
STALE_AFTER = dt.timedelta(days=180)


def ask(
    question: str, *, username: str, rules: ports.Rules, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Answer with a passage of the rules; keep the question for the page's keeper when there is none."""
    if not question.strip():
        return messages.InTrouble(trouble=messages.Trouble.EMPTY_QUESTION)
    now = clock.now()
    found = rules.find(question)
    if isinstance(found, answer.Answer):
        return quoted(found, today=now.date())
    with store.write() as work:
        work.questions.add(key=uuid.uuid4().hex[:16], asked_by=username, question=question, at=now)
    return messages.RuleUnknown()


def quoted(found: answer.Answer, *, today: dt.date) -> messages.RuleQuoted:
    """Return the message that quotes an answer, stale or not on `today`."""
    verified = found.last_verified
    return messages.RuleQuoted(
        text=found.passage.text,
        page=found.passage.page.title,
        section=found.passage.section,
        url=found.url,
        last_verified=verified,
        stale=verified is None or today - verified > STALE_AFTER,
    )
