"""The rehearsal with whoever sits at the terminal."""

import collections.abc
import contextlib
import os
from typing import Final

import typer

from deskbot import settings
from deskbot.bootstrap import adapters
from deskbot.bootstrap import house as house_module
from deskbot.line import errors
from deskbot.outside.database import connect, hold
from deskbot.outside.ovh import api as api_module
from deskbot.setup import console as console_module
from deskbot.setup.rehearse import story

_STOPS: Final[dict[type[BaseException], str]] = {
    typer.Abort: "stopped",
    KeyboardInterrupt: "stopped",
    story.NotAgreed: "not_agreed",
    hold.FileTaken: "is_running",
    errors.LineUnavailable: "unreachable",
    errors.LineRefused: "not_allowed",
    errors.NotReadBack: "not_put_back",
}


def at_terminal(chosen: settings.Settings) -> int:
    """Rehearse with whoever sits at the terminal; return the exit status."""
    console = console_module.Terminal("rehearse")
    api = api_module.OvhApi(adapters.account_of(chosen), calls_per_second=chosen.ovh.calls_per_second)
    clock = adapters.clock_of(chosen)
    try:
        with contextlib.closing(api), contextlib.closing(clock), _alone(chosen):
            story.rehearse(place_of(chosen), api=api, console=console, now=clock.now)
    except tuple(_STOPS) as problem:
        console.say(next(word for kind, word in _STOPS.items() if isinstance(problem, kind)))
        return 1
    return 0


def place_of(chosen: settings.Settings) -> story.Place:
    """Return where these settings would have the rehearsal made."""
    house = house_module.house_of(chosen)
    by_desk = adapters.services_of(chosen)
    return story.Place(
        services={number: one for every in by_desk.values() for number, one in every.items()},
        desks={number: house.desks.by_key[key] for key, every in by_desk.items() for number in every},
        state_folder=chosen.state_folder,
        allowed=chosen.tolls.allowed,
        written=chosen.ovh.assumptions.written,
    )


@contextlib.contextmanager
def _alone(chosen: settings.Settings) -> collections.abc.Iterator[None]:
    """Keep deskbot from running meanwhile: it would take what is prepared for somebody's change.

    :raises hold.FileTaken: if it runs.
    """
    url = chosen.database_url
    if not connect.is_embedded(url) or not connect.file_of(url).parent.is_dir():
        yield
        return
    handle = hold.hold(connect.file_of(url), wait_s=0)
    try:
        yield
    finally:
        os.close(handle)
