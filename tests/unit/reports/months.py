"""A desk and its calls for the tests of the reports."""

import datetime as dt

from deskbot.calls import merge
from deskbot.desk import hours
from deskbot.reports import desk_log, facts
from tests.unit.desk import rota

AUGUST = dt.date(2024, 8, 1)
SEPTEMBER_1ST = rota.at("2024-09-01T09:00")


def log(*slots, opening=hours.DEFAULT, calls=(), desk="standard") -> desk_log.DeskLog:
    """Return what is known of a desk."""
    return desk_log.DeskLog(desk=desk, hours=opening, slots=slots, calls=calls)


def answered(at: str) -> facts.CallKept:
    """Return a call that somebody answered."""
    return facts.CallKept(at=rota.at(at), outcome=merge.Outcome.ANSWERED)


def missed(at: str) -> facts.CallKept:
    """Return a call that nobody answered."""
    return facts.CallKept(at=rota.at(at), outcome=merge.Outcome.MISSED)


def voicemail(at: str) -> facts.CallKept:
    """Return a call that left a message."""
    return facts.CallKept(at=rota.at(at), outcome=merge.Outcome.VOICEMAIL)


def abandoned(at: str) -> facts.CallKept:
    """Return a call whose caller left at once."""
    return facts.CallKept(at=rota.at(at), outcome=merge.Outcome.ABANDONED)


def blocked(at: str) -> facts.CallKept:
    """Return a call that was not let in."""
    return facts.CallKept(at=rota.at(at), outcome=merge.Outcome.BLOCKED)
