"""The file of the address book: read when first asked, and again when it changed."""

import enum
import pathlib
import threading

import structlog

from deskbot.outside import outage
from deskbot.outside.contacts import wire
from deskbot.people import directory

log = structlog.get_logger(__name__)

# With a picture a person, some thousands of people.
_LARGEST = 100_000_000
_MOST_LINES_NAMED = 20


class Trouble(enum.StrEnum):
    """Why a file is no address book; each has its words in `prompts/fr/doctor.md.j2`."""

    NO_FILE = "no_directory"
    NOT_READABLE = "directory_not_readable"
    TOO_LARGE = "directory_too_large"
    NO_COLUMNS = "no_columns"


class CannotRead(Exception):
    """The file cannot be used as an address book; `why` says it."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why.value)
        self.why = why


def read(path: pathlib.Path) -> wire.Reading:
    """Return what the file at `path` holds.

    :raises CannotRead: if that is no address book.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise CannotRead(Trouble.TOO_LARGE)
        return wire.read(path.read_bytes())
    except FileNotFoundError:
        raise CannotRead(Trouble.NO_FILE) from None
    except OSError:
        raise CannotRead(Trouble.NOT_READABLE) from None
    except wire.NoColumns:
        raise CannotRead(Trouble.NO_COLUMNS) from None


class FileContacts:
    """Names from a file; without one, nobody is known. While it cannot be read, what was read last counts."""

    def __init__(self, path: pathlib.Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._directory = directory.Directory()
        self._outage = outage.Outage("The file of the directory")

    def name_of(self, number: str) -> str | None:
        """Return how to call whoever has that number (E.164); None when nobody known has it."""
        if self._path is None:
            return None
        with self._lock:
            self._refresh(self._path)
            return self._directory.name_of(number)

    def _refresh(self, path: pathlib.Path) -> None:
        try:
            seen = _seen(path)
            if seen == self._seen:
                return
            # A bad file too is read again only once it changed.
            self._seen = seen
            found = read(path)
        except (CannotRead, OSError) as problem:
            why = problem.why.value if isinstance(problem, CannotRead) else type(problem).__name__
            self._outage.failed(what=path.name, error=why)
            return
        self._directory = found.directory
        self._outage.worked()
        _log(found)


def _seen(path: pathlib.Path) -> tuple[int, int, int]:
    """Return what changes with a file: written over, replaced by another, made readable."""
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size


def _log(found: wire.Reading) -> None:
    known = found.directory
    log.info("The directory was read.", people=len(known.entries), numbers=known.number_count)
    if found.bad_lines:
        # Lines by their number: people's names and numbers are in them.
        named = list(found.bad_lines[:_MOST_LINES_NAMED])
        log.warning("Lines of the directory cannot be read.", count=len(found.bad_lines), lines=named)
