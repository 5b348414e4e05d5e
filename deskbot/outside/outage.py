"""An outage is one line in the log when it begins and one when it ends (style, rule 14)."""

import structlog

log = structlog.get_logger(__name__)


class Outage:
    """Remembers whether `system` is known to be down."""

    def __init__(self, system: str) -> None:
        self._system = system
        self._is_down = False

    def failed(self, *, what: str, error: str) -> None:
        """Note that a call was not answered as it should be."""
        if not self._is_down:
            log.warning(f"{self._system} does not answer as it should.", what=what, error=error)
        self._is_down = True

    def worked(self) -> None:
        """Note that a call was answered."""
        if self._is_down:
            log.info(f"{self._system} answers again.")
        self._is_down = False
