"""One connection to an IMAP server, logged in, with its folder open; every wait on it is bounded."""

import collections.abc
import contextlib
import dataclasses
import enum
import imaplib
import io
import socket
import ssl
import typing

import imap_tools

from deskbot.calls import errors

_TIMEOUT_S = 15.0

# Ours: a person who reads the mailbox too does not hide a mail from deskbot by opening it.
KEYWORD = "deskbot"
_SEEN = imap_tools.MailMessageFlags.SEEN
_ANY_KEYWORD = b"\\*"
# What a reading of something that is no IMAP may raise.
_ODD = (AttributeError, EOFError, IndexError, KeyError, TypeError, ValueError)


class Tls(enum.StrEnum):
    """How the connection is encrypted; `none` is for a server on the same machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Server:
    """Where the mails are. Those that were read are moved to `done_folder`, or flagged where it is None."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str = dataclasses.field(repr=False)
    folder: str
    done_folder: str | None
    timeout_s: float = _TIMEOUT_S


@contextlib.contextmanager
def understood(why: errors.Refusal = errors.Refusal.COMMAND) -> collections.abc.Iterator[None]:
    """Tell what went wrong by its kind alone: errors of the library quote what was sent.

    :raises MailboxUnavailable: try again.
    :raises MailboxRefused: the mailbox said no.
    """
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise errors.MailboxRefused(errors.Refusal.CERTIFICATE) from None
    except (OSError, imaplib.IMAP4.abort, imap_tools.MailboxTaggedResponseError) as problem:
        raise errors.MailboxUnavailable(type(problem).__name__) from None
    except (imap_tools.UnexpectedCommandStatusError, imaplib.IMAP4.error) as problem:
        # A server that is overloaded says no with a word for it (RFC 5530).
        if "[UNAVAILABLE]" in str(problem):
            raise errors.MailboxUnavailable(type(problem).__name__) from None
        raise errors.MailboxRefused(why) from None
    except _ODD as problem:
        raise errors.MailboxUnavailable(type(problem).__name__) from None


class Session:
    """A connection. Belongs to one thread at a time; the errors of `understood`."""

    def __init__(self, server: Server) -> None:
        """Connect, log in and open the folder."""
        self._server = server
        with understood():
            try:
                self.box = _connected(server)
            except imaplib.IMAP4.error as problem:
                # Whatever answers is not ready to be a mailbox, and nobody has asked for anything yet.
                raise errors.MailboxUnavailable(type(problem).__name__) from None
            try:
                self._enter()
            except BaseException:
                self.close()
                raise

    def _enter(self) -> None:
        user, password = self._server.user, self._server.password
        # LOGIN knows plain ASCII alone.
        is_plain = (user + password).isascii() and (user + password).isprintable()
        login = self.box.login if is_plain else self.box.login_utf8
        with understood(errors.Refusal.LOGIN):
            login(user, password, initial_folder=None)
        with understood(errors.Refusal.FOLDER):
            self.box.folder.set(self._server.folder)
        self.validity = _number(self.box.client.response("UIDVALIDITY"))
        allowed = b" ".join(one or b"" for one in self.box.client.response("PERMANENTFLAGS")[1])
        self.keeps_keywords = _ANY_KEYWORD in allowed or KEYWORD.encode() in allowed.lower().split()
        self.keeps_seen = _SEEN.encode() in allowed
        # What a server can do before it knows who asks is less.
        listed = b" ".join(one or b"" for one in self.box.client.capability()[1])
        self.capabilities = frozenset(listed.decode("ascii", "replace").upper().split())
        self.told_of_mail()

    @property
    def knows_idle(self) -> bool:
        """Whether the server tells by itself that a mail came."""
        return "IDLE" in self.capabilities

    def told_of_mail(self) -> bool:
        """Whether the server told that a mail came, since the last time that this was asked."""
        return self.box.client.untagged_responses.pop("EXISTS", None) is not None

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags that say that a mail was read here."""
        return (_SEEN, KEYWORD) if self.keeps_keywords else (_SEEN,)

    def has_read_more(self) -> bool:
        """Whether the server said something behind its last line."""
        client = self.box.client
        client.sock.settimeout(0)
        try:
            return bool(typing.cast(io.BufferedReader, client.file).peek(1))
        except OSError:
            return False
        finally:
            client.sock.settimeout(self._server.timeout_s)

    def uid(self, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes] | None]:
        """Give a command about mails, and return the lines of its answer."""
        kind, lines = self.box.client.uid(command, *arguments)
        if kind != "OK":
            raise imap_tools.UnexpectedCommandStatusError((kind, lines), "OK")
        return list(lines)

    def has_folder(self, name: str) -> bool:
        """Whether there is a folder of that name."""
        return self.box.folder.exists(name)

    def cut(self) -> None:
        """End what another thread waits for on this connection."""
        with contextlib.suppress(OSError):
            self.box.client.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let the connection go, whatever state it is in."""
        with contextlib.suppress(OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError, *_ODD):
            self.box.logout()
        # The library leaves the socket open where it cannot say goodbye.
        with contextlib.suppress(OSError):
            self.box.client.shutdown()


def _connected(server: Server) -> imap_tools.BaseMailBox:
    if server.tls is Tls.NONE:
        return imap_tools.MailBoxUnencrypted(server.host, server.port, timeout=server.timeout_s)
    # The name and the chain are verified.
    context = ssl.create_default_context()
    made = imap_tools.MailBox if server.tls is Tls.TLS else imap_tools.MailBoxStartTls
    return made(server.host, server.port, timeout=server.timeout_s, ssl_context=context)


def _number(answer: tuple[str, list[bytes | None]]) -> str:
    return (answer[1][-1] or b"0").decode("ascii", "replace")
