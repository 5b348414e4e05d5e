"""What `deskbot init ovh` has obtained so far: a file beside the settings, removed at the end."""

import dataclasses
import json
import pathlib

from deskbot.outside import settings_file
from deskbot.outside.ovh import found


@dataclasses.dataclass(frozen=True, kw_only=True)
class Progress:
    """The application's keys, the consumer keys asked for, and whether the desks were chosen and written.

    `discovery` only looks; `work` is the one to keep, with `work_rules` as its rights.
    """

    application_key: str = ""
    application_secret: str = dataclasses.field(default="", repr=False)
    discovery: found.Asked | None = None
    work: found.Asked | None = None
    work_rules: tuple[found.Rule, ...] = ()
    are_desks_written: bool = False


def file_of(config: pathlib.Path) -> pathlib.Path:
    """Return where the progress towards these settings is kept."""
    return config.parent / f".{config.name}.init"


def load(config: pathlib.Path) -> Progress:
    """Return what was obtained before; nothing without a file, or with one that cannot be read."""
    try:
        kept = json.loads(file_of(config).read_text(encoding="utf-8"))
        return Progress(
            application_key=str(kept["application_key"]),
            application_secret=str(kept["application_secret"]),
            discovery=_asked(kept["discovery"]),
            work=_asked(kept["work"]),
            work_rules=tuple((str(method), str(path)) for method, path in kept["work_rules"]),
            are_desks_written=bool(kept["are_desks_written"]),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return Progress()


def save(progress: Progress, *, config: pathlib.Path) -> None:
    """Keep it, for its owner only."""
    settings_file.keep_secret(file_of(config), json.dumps(dataclasses.asdict(progress)))


def forget(config: pathlib.Path) -> None:
    """Remove it: all is in the settings and in the file of secrets."""
    file_of(config).unlink(missing_ok=True)


def _asked(kept: dict[str, str] | None) -> found.Asked | None:
    return None if kept is None else found.Asked(consumer_key=kept["consumer_key"], url=kept["url"])
