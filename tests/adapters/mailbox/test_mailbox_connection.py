"""How a mailbox is reached, waited for, lost and found again."""

import contextlib
import socket
import threading
import time

import pytest
import structlog.testing

from deskbot.calls import errors
from deskbot.outside.mailbox import session
from tests import dovecot, mails
from tests.adapters.mailbox import lab


@contextlib.contextmanager
def greeting(said: bytes):
    """Yield the port of a server that says this to whoever comes, and nothing more."""
    listening = socket.create_server(("127.0.0.1", 0))
    kept = []

    def serve():
        with contextlib.suppress(OSError):
            while True:
                kept.append(listening.accept()[0])
                kept[-1].sendall(said)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=40)
        for one in kept:
            one.close()


def waiting(box, seconds=600):
    """Wait in a thread; return what to call to get what came of it, long before it ends by itself."""
    found = []

    def wait():
        try:
            found.append(box.wait(seconds))
        except errors.MailboxUnavailable as problem:
            found.append(problem)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()

    def result():
        thread.join(timeout=60)
        return found[0]

    return result


def is_idle(server):
    """Wait until somebody waits on the server."""
    deadline = time.monotonic() + 40
    while "Login" not in server.log:
        assert time.monotonic() < deadline, server.log


class TestSession:
    @pytest.mark.parametrize("password", ["sesame", 'ses"ame\\', "sésame"])
    def test_logs_in_with_any_password(self, password):
        for server in dovecot.running(password=password):
            with lab.reading(server) as box:
                assert box.unread(since=lab.SINCE) == ()

    def test_tells_a_wrong_password_and_never_says_it(self, server):
        for password in ("SECRET-plain", "SECRÉT"):
            with (
                structlog.testing.capture_logs() as logs,
                lab.reading(server, password=password) as box,
                pytest.raises(errors.MailboxRefused) as caught,
            ):
                box.unread(since=lab.SINCE)

            assert "SECR" not in f"{caught.value!r} {logs}"
            assert caught.value.__suppress_context__

    def test_tells_a_folder_that_is_not_there(self, server):
        with lab.reading(server, folder="Nulle part") as box, pytest.raises(errors.MailboxRefused):
            box.unread(since=lab.SINCE)

    @pytest.mark.parametrize("tls", [session.Tls.TLS, session.Tls.STARTTLS])
    def test_speaks_only_to_a_server_that_is_who_it_says(self, server, tls, monkeypatch):
        port = server.tls_port if tls is session.Tls.TLS else server.port

        def looks(host):
            with lab.reading(server, tls=tls, port=port, host=host) as box:
                return box.unread(since=lab.SINCE)

        with pytest.raises(errors.MailboxRefused, match="certificate"):
            looks("localhost")
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        assert looks("localhost") == ()
        with pytest.raises(errors.MailboxRefused, match="certificate"):
            looks("127.0.0.1")

    @pytest.mark.parametrize("said", [b"", b"* OK hello\r\n", b"* OK hello\r\n* garbage", b"* BYE busy\r\n"])
    def test_waits_for_no_server_without_end(self, server, said):
        with (
            greeting(said) as port,
            lab.reading(server, port=port, timeout_s=0.3) as box,
            pytest.raises(errors.MailboxUnavailable),
        ):
            box.unread(since=lab.SINCE)

    def test_refuses_what_is_no_mailbox(self, server):
        with (
            greeting(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port,
            lab.reading(server, port=port, timeout_s=0.3) as box,
            pytest.raises((errors.MailboxUnavailable, errors.MailboxRefused)),
        ):
            box.unread(since=lab.SINCE)


class TestAgain:
    def test_finds_the_server_again(self, server):
        with lab.reading(server) as box, structlog.testing.capture_logs() as logs:
            assert box.unread(since=lab.SINCE) == ()
            server.stop()
            for _ in range(2):
                with pytest.raises(errors.MailboxUnavailable):
                    box.unread(since=lab.SINCE)
            lab.deliver(server)
            server.start()

            assert len(box.unread(since=lab.SINCE)) == 1

        # Once down, once up.
        assert [one["log_level"] for one in logs] == ["warning", "info"]

    def test_does_not_notice_that_a_connection_died_in_between(self, server):
        lab.deliver(server)
        with lab.reading(server) as box:
            (key,) = box.unread(since=lab.SINCE)
            server.stop()
            server.start()

            (found,) = box.read(key)

        assert found.mail.caller == mails.CALLER


class TestWait:
    @pytest.mark.parametrize("tls", [session.Tls.NONE, session.Tls.TLS])
    def test_wakes_when_a_mail_comes(self, server, tls, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        port = server.port if tls is session.Tls.NONE else server.tls_port
        with lab.reading(server, host="localhost", port=port, tls=tls) as box:
            # Whatever came before it waited is to be looked at.
            assert box.wait(20) is True
            result = waiting(box)
            is_idle(server)

            lab.deliver(server)

            assert result() is True

    def test_does_not_wake_for_what_others_do(self, server):
        lab.deliver(server)
        with lab.reading(server) as box:
            box.wait(20)
            result = waiting(box, seconds=2)
            with server.somebody() as person:
                person.select("INBOX")
                person.store("1", "+FLAGS", "(\\Flagged)")

            assert result() is False

    def test_misses_no_mail_between_two_waits(self, server):
        with lab.reading(server) as box:
            box.wait(20)
            assert box.wait(0.2) is False

            lab.deliver(server)

            assert box.wait(10) is True

    def test_returns_at_once_where_the_server_tells_nothing(self):
        for server in dovecot.running(capabilities="IMAP4rev1"):
            with lab.reading(server) as box:
                box.wait(20)
                assert (waiting(box)(), box.knows_idle) == (False, False)
                lab.deliver(server)
                assert len(box.unread(since=lab.SINCE)) == 1

    def test_is_told_that_the_server_went_and_comes_back(self, server):
        with lab.reading(server) as box:
            box.wait(20)
            result = waiting(box)
            is_idle(server)
            server.stop()

            assert isinstance(result(), errors.MailboxUnavailable)
            server.start()
            assert box.wait(20) is True

    def test_ends_when_the_mailbox_is_let_go(self, server):
        with lab.reading(server) as box:
            box.wait(20)
            result = waiting(box)
            is_idle(server)

            box.close()

            assert result() is False


class TestCanMark:
    def test_tells_whether_what_was_read_can_be_told_from_the_rest(self, server):
        with server.somebody() as person:
            person.create("Done")

        for folder, expected in ((None, True), ("Done", True), ("Nowhere", False)):
            with lab.reading(server, done_folder=folder) as box:
                assert box.can_mark() is expected
