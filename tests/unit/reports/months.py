"""A desk and its calls for the tests of the reports."""

import datetime as dt

from deskbot.calls import merge
from deskbot.desk import hours
from deskbot.reports import desk_log
from tests.unit.desk import rota

AUGUST = dt.date(2024, 8, 1)
SEPTEMBER_1ST = rota.at("2024-09-01T09:00")


def log(*slots, opening=hours.DEFAULT, calls=(), desk="standard") -> desk_log.DeskLog:
    """Return what is known of a desk."""
    return desk_log.DeskLog(desk=desk, hours=opening, slots=slots, calls=calls)


def answered(at: str) -> merge.Call:
    """Return a call that somebody answered."""
    return merge.Call(key=at, caller=None, at=rota.at(at), incoming_s=60, leg_answered=True)


def missed(at: str) -> merge.Call:
    """Return a call that nobody answered."""
    return merge.Call(key=at, caller=None, at=rota.at(at), incoming_s=0)


def voicemail(at: str) -> merge.Call:
    """Return a call that left a message."""
    return merge.Call(
        key=at, caller=None, at=rota.at(at), reached_voicemail=True, voicemail=f"vm {at}", message_s=12
    )
