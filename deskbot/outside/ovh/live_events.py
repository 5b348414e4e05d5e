"""What happens on the line while it happens: a session on the operator's events host, polled."""

import collections.abc

import requests
import structlog

from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh.wire import live, paths

log = structlog.get_logger(__name__)

#: How many tokens a session takes (facts/ovh.md, "Live events").
MOST_ACCOUNTS = 5
# A poll is held open by the host, for how long nobody wrote down; a public client gives it 65 s.
_TIMEOUT_S = (5, 90)
# A token that ends would end what is heard without a word: nobody knows that the host says so.
_EXPIRATION = "unlimited"
_REFUSALS = (requests.codes.unauthorized, requests.codes.forbidden)
_SESSION_IS_OVER = (*_REFUSALS, requests.codes.not_found, requests.codes.gone)
_NOT_WITH_THIS_TOKEN = (*_REFUSALS, requests.codes.bad_request)


class OvhLiveEvents:
    """Listens to some billing accounts; blocks, and belongs to one thread.

    What happens while no session is open is never told: this is for speed, and the call log is the truth.
    """

    def __init__(
        self, api: api_module.OvhApi, *, url: str, billing_accounts: collections.abc.Collection[str]
    ) -> None:
        """Listen at `url` to at most `MOST_ACCOUNTS` billing accounts; nothing is asked yet."""
        if len(billing_accounts) > MOST_ACCOUNTS:
            raise ValueError("too many billing accounts for one session")
        self._api = api
        self._url = f"{url.rstrip('/')}/v2/session"
        #: Whose numbers it hears of.
        self.billing_accounts = tuple(billing_accounts)
        self._http = requests.Session()
        self._session: str | None = None
        self._has_worked = False

    def listen(self) -> tuple[events.LiveEvent, ...]:
        """Wait until something is told, and return it; nothing when nothing was for a while.

        :raises LineUnavailable: try again, later.
        :raises LineRefused: the operator said no.
        """
        session = self._session or self.open()
        answer = self._ask("GET", f"/{session}/events/poll")
        if answer.status_code in _SESSION_IS_OVER:
            self._open_again()
            return ()
        self._has_worked = True
        return _read(live.payloads_of(_text(answer)))

    def open(self) -> str:
        """Open a session that hears of each billing account, and return its name; the errors of `listen`."""
        self._session, self._has_worked = None, False
        session = live.session_of(_text(self._ask("POST", "")))
        for billing_account in self.billing_accounts:
            self._subscribe(session, billing_account)
        self._session = session
        return session

    def close(self) -> None:
        """Let the connection go."""
        self._http.close()

    def _open_again(self) -> None:
        """Open another session in place of one that is gone, so that little is missed."""
        self._session = None
        if not self._has_worked:
            # One that goes before it has told anything is no accident: not again and again at once.
            raise errors.LineUnavailable("session")
        self.open()

    def _subscribe(self, session: str, billing_account: str) -> None:
        if self._is_let_in(session, self._token(billing_account)):
            return
        # Somebody may have made it to last a day, which is over.
        if not self._is_let_in(session, self._make_token(billing_account)):
            raise errors.LineRefused("token")

    def _is_let_in(self, session: str, token: str) -> bool:
        answer = self._ask("POST", f"/{session}/subscribe/{token}")
        if answer.status_code in _NOT_WITH_THIS_TOKEN:
            return False
        if not live.is_subscribed(_text(answer)):
            raise errors.LineUnavailable("not subscribed")
        return True

    def _token(self, billing_account: str) -> str:
        try:
            return live.token_of(self._api.get(paths.event_token(billing_account)))
        except errors.NotThere:
            return self._make_token(billing_account)

    def _make_token(self, billing_account: str) -> str:
        body = {"expiration": _EXPIRATION}
        return live.name_of(self._api.post(paths.event_token(billing_account), body))

    def _ask(self, method: str, rest: str) -> requests.Response:
        # Tokens and sessions stand in the address, and let anybody listen: it never reaches a log.
        try:
            return self._http.request(method, self._url + rest, timeout=_TIMEOUT_S)
        except requests.RequestException as problem:
            raise errors.LineUnavailable(type(problem).__name__) from None


def _text(answer: requests.Response) -> str:
    if answer.status_code in _REFUSALS:
        raise errors.LineRefused(f"events {answer.status_code}")
    if answer.status_code != requests.codes.ok:
        raise errors.LineUnavailable(f"events {answer.status_code}")
    return answer.content.decode("utf-8", errors="replace")


def _read(payloads: collections.abc.Iterable[object]) -> tuple[events.LiveEvent, ...]:
    """Return the events in `payloads`; what cannot be read is left out, and the log says so."""
    heard, left_out = [], []
    for payload in payloads:
        try:
            event = live.event_of(payload)
        except errors.LineUnavailable:
            left_out.append(live.kind_of(payload))
            continue
        if event is not None:
            heard.append(event)
    if left_out:
        kinds = sorted(set(left_out))
        log.warning("Live events that cannot be read are left out.", count=len(left_out), kinds=kinds)
    return tuple(heard)
