"""What an examination finds."""

import collections.abc
import dataclasses
import enum

import httpx
import sqlalchemy as sa

from deskbot.chat import errors as chat_errors
from deskbot.line import errors as line_errors
from deskbot.outside.database import store


class Verdict(enum.StrEnum):
    """What a finding asks for: nothing, to be known, patience, other rights, another configuration."""

    GOOD = "good"
    TO_KNOW = "to_know"
    NOT_READY = "not_ready"
    REFUSED = "refused"
    WRONG_CONFIG = "wrong_config"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found of one part; `problem` is a word of the report's template, as is `mend_<problem>`."""

    part: str
    verdict: Verdict = Verdict.GOOD
    problem: str = ""
    detail: str = ""
    optional: bool = False

    @property
    def is_harmless(self) -> bool:
        """Whether deskbot can be counted on all the same."""
        return self.optional or self.verdict in (Verdict.GOOD, Verdict.TO_KNOW)


def asked(part: str, detail: str, look: collections.abc.Callable[[], Finding]) -> Finding:
    """Return what `look` finds, or that the system behind does not answer or refuses."""
    try:
        return look()
    except (
        line_errors.LineUnavailable,
        chat_errors.ChatUnavailable,
        sa.exc.SQLAlchemyError,
        store.StoreBusy,
        httpx.HTTPError,
    ):
        return Finding(part=part, verdict=Verdict.NOT_READY, problem="unreachable", detail=detail)
    except (line_errors.LineRefused, chat_errors.ChatRefused):
        return Finding(part=part, verdict=Verdict.REFUSED, problem="not_allowed", detail=detail)
