"""`deskbot init ovh` at a terminal: what the environment gives, and what is said when it stops."""

import os
import pathlib
from typing import Final

import typer

from deskbot import settings, wording
from deskbot.line import errors
from deskbot.outside import settings_file
from deskbot.setup import console as console_module
from deskbot.setup import consumer_keys
from deskbot.setup import init_ovh as init_module

_PACE: Final = "DESKBOT_OVH__CALLS_PER_SECOND"


def wanted(
    config: pathlib.Path, *, endpoint: str | None, url: str | None, takes_all: bool, wait_s: float
) -> init_module.Wanted:
    """Return what the command line asks for."""
    usual = float(settings.Ovh.model_fields["calls_per_second"].default)
    return init_module.Wanted(
        config=config,
        sample=wording.shared_folder("config") / "deskbot.toml",
        endpoint=endpoint,
        url=url,
        takes_all=takes_all,
        wait_s=wait_s,
        calls_per_second=float(os.environ.get(_PACE, usual)),
    )


_STOPS: Final[dict[type[BaseException], str]] = {
    typer.Abort: "stopped",
    KeyboardInterrupt: "stopped",
    consumer_keys.NotValidated: "not_validated_in_time",
    init_module.NoDesk: "no_desk",
    errors.LineUnavailable: "unreachable",
    errors.LineRefused: "not_allowed",
    settings_file.NotAPlainValue: "not_plain",
}


def init_ovh(chosen: init_module.Wanted) -> int:
    """Set OVH up with whoever sits at the terminal; return the exit status."""
    console = console_module.Terminal("init")
    try:
        init_module.init(chosen, environment=os.environ, console=console)
    except settings_file.NotSettings as problem:
        console.say("not_settings")
        typer.echo(str(problem))
        return 2
    except tuple(_STOPS) as problem:
        console.say(next(word for kind, word in _STOPS.items() if isinstance(problem, kind)))
        return 1
    return 0
