"""Clocks: the system's, or one told by another process (the sandbox's, in the demo and the tests)."""

import datetime as dt
import zoneinfo

import httpx

# It is of this machine, which may be busy with much else.
_TIMEOUT_S = 60.0


class SystemClock:
    """The machine's clock."""

    def __init__(self, zone: str) -> None:
        self._zone = zoneinfo.ZoneInfo(zone)

    def now(self) -> dt.datetime:
        """Return the time, aware."""
        return dt.datetime.now(self._zone)

    def close(self) -> None:
        """Do nothing: there is no connection to let go."""


class RemoteClock:
    """A clock behind an address that answers `{"now": "<ISO, with its offset>"}`.

    It may jump at any moment, so it is asked each time.
    """

    def __init__(self, url: str, *, zone: str) -> None:
        self._url = url
        self._zone = zoneinfo.ZoneInfo(zone)
        self._http = httpx.Client(timeout=_TIMEOUT_S)

    def now(self) -> dt.datetime:
        """Return the time, aware.

        :raises httpx.HTTPError: if the other process does not answer.
        """
        answer = self._http.get(self._url)
        answer.raise_for_status()
        return dt.datetime.fromisoformat(answer.json()["now"]).astimezone(self._zone)

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()
