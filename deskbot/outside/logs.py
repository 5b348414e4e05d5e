"""Structured logs: one JSON object a line on standard error, without personal numbers."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from deskbot.people import phone

# The last net, not the first: no call is given a number to log (design, section 8).


def _masked(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: phone.masked_in(value) if isinstance(value, str) else value for key, value in event.items()}


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
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
