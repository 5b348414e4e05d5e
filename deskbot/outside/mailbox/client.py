"""The mailbox by IMAP: which mails are new, what they tell, and the mark on those that were read."""

import collections.abc
import datetime as dt
import threading
import time
import typing

import imap_tools
import structlog

from deskbot.calls import errors, letter
from deskbot.outside import outage
from deskbot.outside.mailbox import session as session_module
from deskbot.outside.mailbox import wire
from deskbot.outside.mailbox.wire import listing

log = structlog.get_logger(__name__)

# A recording of 20 MB, in base64, and the rest of its mail; of a longer one the beginning is read.
_MOST_BYTES = 32_000_000
_AT_ONCE = 500
_STOP_S = 2.0
# The server compares days, and they begin when it says so.
_A_DAY = dt.timedelta(days=1)

Answer = typing.TypeVar("Answer")


class ImapMailbox:
    """A folder of an IMAP server. A mail's key is its number and that of the folder's present life.

    Looks may be called from any thread; `wait` has a connection of its own.
    """

    def __init__(self, server: session_module.Server, *, expected: wire.Expected) -> None:
        self._server = server
        self._expected = expected
        self._lock, self._wait_lock = threading.Lock(), threading.Lock()
        self._session: session_module.Session | None = None
        self._waiting: session_module.Session | None = None
        self._is_closed = False
        self._outage = outage.Outage("The mailbox")
        # Mails that tell of no message: they stay as they are, and are read once a process.
        self._others: set[str] = set()

    def unread(self, *, since: dt.datetime) -> tuple[str, ...]:
        """Return the keys of the mails that came in since then and may tell of messages, in order.

        :raises MailboxUnavailable: try again.
        :raises MailboxRefused: the mailbox said no.
        """
        return self._ask(lambda session: self._unread(session, since=since))

    def read(self, key: str) -> tuple[letter.Letter, ...]:
        """Return what a mail tells, nothing when it is no voicemail e-mail; its flags stay as they are.

        :raises MailGone: there is no such mail any more.
        """
        fetched = self._ask(lambda session: _fetched(session, key))
        try:
            found = wire.read(fetched.raw, expected=self._expected, received_at=fetched.received_at)
        except wire.NotReadable as problem:
            log.warning("A mail cannot be read.", mail=key, why=str(problem))
            found = wire.bare(fetched.raw, expected=self._expected, received_at=fetched.received_at)
        if not found:
            self._others.add(key)
        return found

    def settle(self, key: str) -> None:
        """Mark a mail as read by deskbot, or move it to the folder for that; again changes nothing."""
        self._ask(lambda session: self._settle(session, key))

    def wait(self, seconds: float) -> bool:
        """Wait until a mail comes, for so long at most; whether one may have come.

        False at once where the server cannot tell: then looks alone find mails. The errors of `unread`.
        """
        with self._wait_lock:
            if self._is_closed:
                return False
            if self._waiting is None:
                self._waiting = session_module.Session(self._server)
                # What came while nobody waited is not told again.
                return not self._is_closed
            try:
                with session_module.understood():
                    return self._waiting.knows_idle and _comes(self._waiting, seconds)
            except errors.MailboxUnavailable:
                self._stop_waiting()
                if self._is_closed:
                    return False
                raise

    @property
    def knows_idle(self) -> bool:
        """Whether the server tells by itself that a mail came; the errors of `unread`."""
        return self._ask(lambda session: session.knows_idle)

    def can_mark(self) -> bool:
        """Whether mails that were read can be flagged, or the folder for them is there; the same errors."""
        return self._ask(self._can_mark)

    def close(self) -> None:
        """Let the connections go, and end what waits."""
        self._is_closed = True
        waiting = self._waiting
        if waiting is not None:
            waiting.cut()
        # Who is connecting at this moment lets go by himself, or with the process.
        for lock, let_go in ((self._wait_lock, self._stop_waiting), (self._lock, self._drop)):
            if lock.acquire(timeout=_STOP_S):
                let_go()
                lock.release()

    def _ask(self, call: collections.abc.Callable[[session_module.Session], Answer]) -> Answer:
        """Call with a connection; once more with another one when the one at hand had died in between."""
        with self._lock:
            try:
                if self._session is not None:
                    try:
                        return self._call(call, self._session)
                    except errors.MailboxUnavailable:
                        self._drop()
                self._session = session_module.Session(self._server)
                answer = self._call(call, self._session)
            except (errors.MailboxUnavailable, errors.MailboxRefused) as problem:
                self._drop()
                self._outage.failed(what="imap", error=f"{type(problem).__name__} {problem}")
                raise
        self._outage.worked()
        return answer

    def _call(
        self,
        call: collections.abc.Callable[[session_module.Session], Answer],
        session: session_module.Session,
    ) -> Answer:
        with session_module.understood():
            return call(session)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.close()
        self._waiting = None

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None

    def _unread(self, session: session_module.Session, *, since: dt.datetime) -> tuple[str, ...]:
        # Mails that came since the last command are told now.
        session.box.client.noop()
        by_flag = self._server.done_folder is None
        wanted = imap_tools.AND(
            deleted=False,
            date_gte=(since - _A_DAY).date(),
            no_keyword=session_module.KEYWORD if by_flag and session.keeps_keywords else None,
            seen=False if by_flag and not session.keeps_keywords else None,
        )
        uids = session.box.uids(wanted)
        self._others.intersection_update(_key(session, uid) for uid in uids)
        new = [uid for uid in uids if _key(session, uid) not in self._others]
        found = [one for part in _parts(new) for one in _received(session, part)]
        in_time = sorted((one.received_at, int(one.uid)) for one in found if one.received_at >= since)
        return tuple(_key(session, str(uid)) for _, uid in in_time)

    def _settle(self, session: session_module.Session, key: str) -> None:
        uid = _uid(session, key)
        if self._server.done_folder is None:
            # Not `flag` of the library, which expunges what others have marked as deleted; nor its `move`.
            session.uid("STORE", uid, "+FLAGS.SILENT", f"({' '.join(session.flags)})")
        else:
            _move(session, uid, self._server.done_folder)

    def _can_mark(self, session: session_module.Session) -> bool:
        if self._server.done_folder is None:
            return session.keeps_seen
        return session.has_folder(self._server.done_folder)


def _key(session: session_module.Session, uid: str) -> str:
    return f"{session.validity}-{uid}"


def _uid(session: session_module.Session, key: str) -> str:
    validity, _, uid = key.partition("-")
    if validity != session.validity or not uid.isdecimal():
        raise errors.MailGone(key)
    return uid


def _parts(uids: list[str]) -> collections.abc.Iterator[list[str]]:
    for start in range(0, len(uids), _AT_ONCE):
        yield uids[start : start + _AT_ONCE]


def _received(session: session_module.Session, uids: list[str]) -> list[listing.Fetched]:
    return list(listing.fetched_in(session.uid("FETCH", ",".join(uids), "(INTERNALDATE)")))


def _fetched(session: session_module.Session, key: str) -> listing.Fetched:
    uid = _uid(session, key)
    # The server keeps a mail that somebody removed until it could tell.
    session.box.client.noop()
    lines = session.uid("FETCH", uid, f"(INTERNALDATE BODY.PEEK[]<0.{_MOST_BYTES}>)")
    found = next((one for one in listing.fetched_in(lines) if one.uid == uid), None)
    if found is None:
        raise errors.MailGone(key)
    return found


def _move(session: session_module.Session, uid: str, folder: str) -> None:
    if not session.has_folder(folder):
        session.box.folder.create(folder)
    name = imap_tools.utils.encode_folder(folder).decode("ascii")
    if "MOVE" in session.capabilities:
        session.uid("MOVE", uid, name)
        return
    session.uid("COPY", uid, name)
    session.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)")
    # A plain EXPUNGE would remove what others have marked as deleted: without this one it stays, hidden.
    if "UIDPLUS" in session.capabilities:
        session.uid("EXPUNGE", uid)


def _comes(session: session_module.Session, seconds: float) -> bool:
    client, idle = session.box.client, session.box.idle
    client.noop()
    if session.told_of_mail():
        return True
    deadline = time.monotonic() + seconds
    told: list[bytes] = []
    with idle:
        # What was read already is taken in as IDLE ends; `poll` looks at the socket alone.
        while not session.has_read_more() and not _tells_new(told):
            lines = idle.poll(timeout=max(0.0, deadline - time.monotonic()))
            if not lines:
                # Nothing came, or the connection is gone: the end of IDLE tells which.
                break
            told += lines
    return _tells_new(told) or session.told_of_mail()


def _tells_new(lines: collections.abc.Iterable[bytes]) -> bool:
    # The server also says that it is still there, and what others do.
    return any(line.upper().endswith(b" EXISTS") for line in lines)
