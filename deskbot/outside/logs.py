"""Structured logs: one JSON object a line on standard error, without personal numbers."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from deskbot.people import phone

# The last net, not the first: no call is given a number to log (design, section 8).


def _masked(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _quiet(value) for key, value in event.items()}


def _quiet(value: Any) -> Any:
    """Return `value` without any number in it, however deep; what is not plain data becomes its `repr`."""
    if value is None or isinstance(value, bool | int | float):
        masked = phone.masked_in(str(value))
        return value if masked == str(value) else masked
    if isinstance(value, Mapping):
        return {phone.masked_in(str(key)): _quiet(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_quiet(inner) for inner in value]
    return phone.masked_in(value if isinstance(value, str) else repr(value))


class _AsOurs(logging.Handler):
    """Writes what libraries log on their own as one of our lines: it may quote an address with a number."""

    def emit(self, record: logging.LogRecord) -> None:
        said = structlog.get_logger(record.name)
        said.log(record.levelno, "A library says something.", library=record.name, said=record.getMessage())


def configure(*, level: int = logging.INFO) -> None:
    """Send every log line of the process to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_AsOurs()])
    # Each retry is a warning of theirs, and an outage one line of ours; a tick that is late is none.
    for name in ("urllib3", "apscheduler"):
        logging.getLogger(name).setLevel(logging.ERROR)
