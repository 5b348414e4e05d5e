"""Keeping DBOS's own words out of the log: they may quote a number."""

import logging

import structlog

log = structlog.get_logger(__name__)


class _Scrub(logging.Filter):
    """Replaces DBOS's own lines, whose texts quote errors and arguments, by where they come from.

    Its warnings say that a step is tried again: `step` says that already, with the flow and its key.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            log.error("DBOS reports an error.", where=f"{record.module}:{record.lineno}")
        return False


def scrub_log() -> None:
    """Have DBOS's lines replaced from now on; once is enough."""
    logger = logging.getLogger("dbos")
    if not any(isinstance(one, _Scrub) for one in logger.filters):
        logger.addFilter(_Scrub())
