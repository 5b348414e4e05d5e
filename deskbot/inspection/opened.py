"""The parts of a deskbot that only looks: no engine, and a roster that is read, never made."""

import collections.abc
import contextlib
import dataclasses
import pathlib
import tempfile

import sqlalchemy as sa

from deskbot import bootstrap, settings, wording
from deskbot.line import errors
from deskbot.outside.database import connect, migrate, store


class CannotLook(Exception):
    """A sentence says why the lines, or the roster, cannot be looked at."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Opened:
    """What the looks are given; `is_new`: deskbot never ran, the roster is empty because nobody typed yet."""

    parts: bootstrap.Parts
    words: wording.Wording
    is_new: bool


@contextlib.contextmanager
def opened(chosen: settings.Settings) -> collections.abc.Iterator[Opened]:
    """Open what is needed to look, and let it go again.

    :raises CannotLook: if the operator or the database does not answer, or not as it should.
    """
    words = wording.Wording()
    with contextlib.ExitStack() as stack:
        is_new = _never_ran(chosen)
        if is_new:
            # Looking would make an empty file where `deskbot run` expects none: this one goes away again.
            folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="deskbot-")))
            chosen = chosen.model_copy(update={"database_url": f"sqlite:///{folder / 'empty.sqlite3'}"})
        try:
            parts = bootstrap.parts_of(chosen, upgrade=is_new)
            stack.callback(parts.close)
            if not migrate.is_current(parts.data.reader):
                raise CannotLook(words.text("plan_word", "database_is_old"))
            yield Opened(parts=parts, words=words, is_new=is_new)
        except settings.BadSettings as bad:
            raise CannotLook(_listed(bad, words)) from None
        except errors.LineUnavailable:
            raise CannotLook(words.text("plan_word", "operator_silent")) from None
        except errors.LineRefused:
            raise CannotLook(words.text("plan_word", "operator_refuses")) from None
        except (sa.exc.SQLAlchemyError, store.StoreBusy):
            raise CannotLook(words.text("plan_word", "no_database")) from None


def _never_ran(chosen: settings.Settings) -> bool:
    url = chosen.database_url
    return connect.is_embedded(url) and not connect.file_of(url).exists()


def _listed(bad: settings.BadSettings, words: wording.Wording) -> str:
    return "\n".join(
        f"{one.where} : {words.text('setting', one.kind)} {one.detail}".strip(" :") for one in bad.problems
    )
