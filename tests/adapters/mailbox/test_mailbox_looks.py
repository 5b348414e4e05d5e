"""What is found in a mailbox, and what is left there as it was."""

import base64
import datetime as dt

import pytest

from deskbot.calls import errors
from tests import dovecot, mails
from tests.adapters.mailbox import lab


def everything(box):
    return [one for key in box.unread(since=lab.SINCE) for one in box.read(key)]


class TestUnread:
    def test_finds_what_came_in_order(self, server):
        minute = dt.timedelta(minutes=1)
        lab.deliver(server, "Message vocal, second", at=mails.SENT + minute, name="<2@x>")
        lab.deliver(server, "Message vocal, first", at=mails.SENT, name="<1@x>")

        with lab.reading(server) as box:
            keys = box.unread(since=lab.SINCE)
            found = [box.read(key)[0] for key in keys]

        assert [one.mail.key for one in found] == [
            mails.told(mails.mail(name=name, subject="Message vocal")).key for name in ("<1@x>", "<2@x>")
        ]

    def test_leaves_what_came_before(self, server):
        lab.deliver(server, at=lab.SINCE - dt.timedelta(seconds=1))

        with lab.reading(server) as box:
            assert box.unread(since=lab.SINCE) == ()
            assert len(box.unread(since=lab.SINCE - dt.timedelta(days=1))) == 1

    def test_finds_a_mail_that_somebody_opened_first(self, server):
        lab.deliver(server)
        with server.somebody() as person:
            person.select("INBOX")
            person.store("1", "+FLAGS", "(\\Seen)")

        with lab.reading(server) as box:
            assert len(everything(box)) == 1

    def test_sees_what_comes_while_connected(self, server):
        with lab.reading(server) as box:
            assert box.unread(since=lab.SINCE) == ()

            lab.deliver(server)

            assert len(box.unread(since=lab.SINCE)) == 1

    def test_looks_in_the_folder_that_is_named(self, server):
        with server.somebody() as person:
            person.create("R&AOk-pondeur")
        lab.deliver(server)
        server.deliver(mails.mail(name="<f@x>").as_bytes(), at=mails.SENT, folder="R&AOk-pondeur")

        with lab.reading(server, folder="Répondeur") as box:
            (found,) = everything(box)

        assert found.mail == mails.told(mails.mail(name="<f@x>"))


class TestRead:
    def test_leaves_other_mails_as_they_are(self, server):
        server.deliver(mails.mail("Bonjour.\n", subject="Facture").as_bytes(), at=mails.SENT)
        lab.deliver(server, "Message vocal")

        with lab.reading(server) as box:
            read = {key: box.read(key) for key in box.unread(since=lab.SINCE)}
            for key in [key for key, found in read.items() if found]:
                box.settle(key)

            assert [bool(found) for found in read.values()] in ([True, False], [False, True])
            assert server.mails()["Facture"] == set()
            # It is not read again and again.
            assert box.unread(since=lab.SINCE) == ()

    def test_changes_nothing_of_a_voicemail_either(self, server):
        lab.deliver(server, "Message vocal")

        with lab.reading(server) as box:
            assert everything(box)

        assert server.mails() == {"Message vocal": set()}

    def test_reads_a_mail_of_30_megabytes(self, server):
        sound = mails.SOUND + bytes(22_000_000)
        head = mails.mail().as_bytes().replace(b"text/plain", b"multipart/mixed; boundary=zz; x")
        packed = base64.encodebytes(sound)
        raw = b"".join(
            (
                head.replace(b"Content-Transfer-Encoding", b"X-Was"),
                b"\r\n--zz\r\nContent-Type: text/plain\r\n\r\n" + mails.BODY.encode(),
                b"\r\n--zz\r\nContent-Type: audio/mpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n",
                packed,
                b"\r\n--zz--\r\n",
            )
        )
        assert len(raw) > 29_000_000
        server.deliver(raw, at=mails.SENT)

        with lab.reading(server) as box:
            (found,) = everything(box)

        assert found.mail.caller == mails.CALLER
        assert found.sound == sound[:20_000_000]

    def test_reads_the_beginning_of_a_mail_that_is_too_long(self, server):
        raw = mails.mail(files=(("message.mp3", mails.SOUND),)).as_bytes() + b"\r\nzzzz" * 7_000_000
        server.deliver(raw, at=mails.SENT)

        with lab.reading(server) as box:
            (found,) = everything(box)

        assert found.sound == mails.SOUND

    def test_reads_what_was_forwarded(self, server):
        before = mails.mail(files=(("message.mp3", mails.SOUND),))
        server.deliver(mails.forwarded(before).as_bytes(), at=mails.SENT)

        with lab.reading(server) as box:
            assert everything(box) == list(mails.letters(before))

    @pytest.mark.parametrize(
        "broken",
        [b"", b"\r\n", bytes(1000), b"Content-Type: message/rfc822\r\n\r\n" * 5000, b"\xff" * 70_000],
    )
    def test_reads_the_others_where_one_is_broken(self, server, broken):
        server.deliver(broken, at=mails.SENT)
        lab.deliver(server, at=mails.SENT)

        with lab.reading(server) as box:
            assert len(everything(box)) == 1
            assert len(box.unread(since=lab.SINCE)) == 1

    def test_says_that_a_mail_is_gone(self, server):
        lab.deliver(server)
        with lab.reading(server) as box:
            (key,) = box.unread(since=lab.SINCE)
            with server.somebody() as person:
                person.select("INBOX")
                person.store("1", "+FLAGS", "(\\Deleted)")
                person.expunge()

            with pytest.raises(errors.MailGone):
                box.read(key)
            assert box.unread(since=lab.SINCE) == ()

    def test_takes_no_mail_for_that_of_another_life_of_the_folder(self, server):
        lab.deliver(server)
        with lab.reading(server) as box:
            (key,) = box.unread(since=lab.SINCE)

            with pytest.raises(errors.MailGone):
                box.read(f"1{key}")


class TestSettle:
    def test_flags_what_was_read(self, server):
        lab.deliver(server, "Message vocal")
        with lab.reading(server) as box:
            (key,) = box.unread(since=lab.SINCE)

            box.settle(key)
            box.settle(key)

            assert server.mails() == {"Message vocal": {"\\Seen", "deskbot"}}
            assert box.unread(since=lab.SINCE) == ()

    @pytest.mark.parametrize("capabilities", ["", "IMAP4rev1 UIDPLUS", "IMAP4rev1"])
    def test_moves_what_was_read(self, capabilities):
        for server in dovecot.running(capabilities=capabilities):
            lab.deliver(server, "Message vocal")
            server.deliver(mails.mail(subject="Condamné").as_bytes(), at=lab.SINCE - dt.timedelta(days=9))
            with server.somebody() as person:
                person.select("INBOX")
                person.store("1:2", "-FLAGS", "(\\Seen)")
                _, found = person.search(None, "BEFORE", "01-Aug-2024")
                person.store(found[0].decode(), "+FLAGS", "(\\Deleted)")
            with lab.reading(server, done_folder="Traités") as box:
                (key,) = box.unread(since=lab.SINCE)

                box.settle(key)
                if capabilities != "IMAP4rev1":
                    box.settle(key)

                assert box.unread(since=lab.SINCE) == ()
                assert list(server.mails("Trait&AOk-s")) == ["Message vocal"]
                left = server.mails()
            # What somebody has marked as deleted is theirs to remove.
            assert "\\Deleted" in left.pop("=?utf-8?q?Condamn=C3=A9?=")
            assert all("\\Deleted" in flags for flags in left.values())
