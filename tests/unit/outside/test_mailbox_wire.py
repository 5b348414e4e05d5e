"""Which mails are voicemail e-mails, what is attached to them, and how each is named."""

import base64
import contextlib
import dataclasses
import email.message
import email.policy
import io
import wave

import hypothesis
import hypothesis.strategies as st
import pytest

from deskbot.outside.mailbox import wire
from tests import mails

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def wav() -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 800)
    return target.getvalue()


def with_sound(**about):
    return mails.mail(files=(("message.mp3", mails.SOUND),), **about)


class TestRead:
    def test_gives_what_is_told_and_the_sound(self):
        (found,) = mails.letters(with_sound())

        assert found.mail.caller == mails.CALLER
        assert found.mail.at == mails.LEFT
        assert found.mail.has_sound
        assert found.sound == mails.SOUND

    def test_shows_no_number_and_no_sound_in_a_log(self):
        (found,) = mails.letters(with_sound())

        assert "39980201" not in repr(found)
        assert len(repr(found)) < 400

    def test_gives_a_message_without_sound(self):
        (found,) = mails.letters(mails.mail())

        assert not found.mail.has_sound
        assert found.sound is None

    @pytest.mark.parametrize(
        "other",
        [
            mails.mail("Bonjour, tu peux me rappeler au 06 39 98 02 01 ?\n", subject="Rappel"),
            mails.mail("Voici.\n", subject="La chanson", files=(("chanson.mp3", mails.SOUND),)),
            mails.mail("Le répondeur est en panne, le message vocal est à refaire.\n", subject="Répondeur"),
            mails.mail("Votre facture du mois.\n", subject="Facture", files=(("facture.pdf", b"%PDF-1.4"),)),
            mails.mail("Je m'en occupe.\n> Appelant : 0639980201\n", subject="Re: Nouveau message vocal"),
            mails.mail("", subject="", name=None, sent=None),
        ],
        ids=["a question", "a song", "a talk of it", "an invoice", "an answer", "nothing"],
    )
    def test_leaves_other_mails_alone(self, other):
        assert mails.letters(other) == ()

    def test_believes_the_senders_alone_where_some_are_named(self):
        stranger = with_sound(sender="quelqu.un@elsewhere.example")

        assert mails.letters(stranger, mails.SENDER) == ()
        assert mails.letters(stranger)
        assert mails.letters(with_sound(), mails.SENDER)
        assert mails.letters(with_sound(sender="x@VOICEMAIL.example"), "@voicemail.example")
        assert mails.letters(with_sound(sender="x@notvoicemail.example"), "@voicemail.example") == ()

    def test_believes_a_sender_by_the_sound_though_the_words_changed(self):
        changed = mails.mail("Hola.\n", subject="Buzón", files=(("a.bin", mails.SOUND),))

        found = mails.told(changed, mails.SENDER)

        assert (found.has_sound, found.tells_caller) == (True, False)
        assert mails.letters(mails.mail("Hola.\n", subject="Factura"), mails.SENDER) == ()


class TestSounds:
    @pytest.mark.parametrize(
        "filename", ["message.mp3", "message.txt", "invoice.pdf", "m", "son vocal é.exe"]
    )
    def test_are_known_by_their_content(self, filename):
        (found,) = mails.letters(mails.mail(files=((filename, mails.SOUND),)))

        assert found.sound == mails.SOUND

    @pytest.mark.parametrize(
        "content", [b"#EXTM3U\nfile:///etc/passwd\n", PNG, b"", "texte".encode("utf-16"), b"RIFF\0\0\0\0AVI "]
    )
    def test_are_not_known_by_their_name(self, content):
        (found,) = mails.letters(mails.mail(files=(("message.wav", content),)))

        assert (found.mail.has_sound, found.sound) == (False, None)

    @pytest.mark.parametrize("sound", [wav(), mails.SOUND, b"OggS\0\2" + bytes(50), b"fLaC\0\0" + bytes(50)])
    def test_are_of_every_format(self, sound):
        (found,) = mails.letters(mails.mail(files=(("logo.png", PNG), ("x", sound), ("y.mp3", mails.SOUND))))

        assert found.sound == sound

    def test_are_found_where_parts_hold_parts(self):
        inside = email.message.EmailMessage()
        inside.set_content("<p>Appelant : 0639980201</p>", subtype="html")
        inside.add_related(PNG, maintype="image", subtype="png")
        inside.add_alternative("Appelant : 0639980201")
        inside.make_mixed()
        inside.add_attachment(mails.SOUND, maintype="text", subtype="plain", filename="a.txt")
        inside["Subject"] = "Message vocal"
        inside["From"] = mails.SENDER

        (found,) = mails.letters(inside)

        assert found.sound == mails.SOUND
        assert found.mail.caller == mails.CALLER

    @pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "x-unknown", ""])
    def test_are_decoded_however_they_travel(self, encoding):
        packed = {
            "base64": base64.encodebytes(mails.SOUND),
            "quoted-printable": "".join(f"={byte:02X}=\r\n" for byte in mails.SOUND[:3000]).encode(),
        }.get(encoding, mails.SOUND.replace(b"\n--", b"\n-0"))
        raw = (
            mails.mail()
            .as_bytes()
            .partition(b"\r\n\r\n")[0]
            .replace(b"text/plain", b"multipart/mixed; boundary=zz")
        )
        raw = raw.replace(b"Content-Transfer-Encoding", b"X-None")
        head = f"Content-Type: audio/x-odd\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()

        (found,) = mails.letters(raw + b"\r\n\r\n--zz\r\n" + head + packed + b"\r\n--zz--\r\n", mails.SENDER)

        assert found.sound is not None
        assert found.sound[:1000] == mails.SOUND[:1000]

    def test_are_kept_to_a_size(self):
        short = dataclasses.replace(mails.expected(), most_sound_bytes=1000)

        (found,) = wire.read(with_sound().as_bytes(), expected=short, received_at=mails.SENT)

        assert found.sound == mails.SOUND[:1000]


class TestForwarded:
    def test_is_what_it_was_before(self):
        before = with_sound()

        assert mails.letters(mails.forwarded(before)) == mails.letters(before)
        assert mails.letters(mails.forwarded(mails.forwarded(before))) == mails.letters(before)

    def test_needs_the_sender_of_before(self):
        assert mails.letters(mails.forwarded(with_sound()), mails.SENDER)
        assert mails.letters(mails.forwarded(with_sound(sender="x@elsewhere.example")), mails.SENDER) == ()

    def test_may_hold_several(self):
        found = mails.letters(
            mails.forwarded(with_sound(), with_sound(name="<other@x>"), mails.mail("Rien.\n", subject="Non"))
        )

        assert len({one.mail.key for one in found}) == 2

    @pytest.mark.parametrize("maintype", ["application", "text"])
    def test_is_read_in_a_file_of_any_type(self, maintype):
        made = mails.mail("Voir ci-joint.\n", subject="Pour toi", sender="simon@coop.example")
        made.add_attachment(with_sound().as_bytes(), maintype=maintype, subtype="x", filename="mail.eml")

        assert mails.letters(made) == mails.letters(with_sound())

    def test_is_read_though_it_travels_in_base64(self):
        packed = base64.encodebytes(with_sound().as_bytes())
        head = (
            b"From: a@b.example\r\nSubject: TR\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\n"
        )
        kind = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"

        assert mails.letters(head + kind + packed + b"\r\n--zz--\r\n") == mails.letters(with_sound())
        assert mails.letters(head + kind + b"A\r\n--zz--\r\n") == ()

    def test_is_read_to_a_depth(self):
        made = with_sound()
        for _ in range(20):
            made = mails.forwarded(made)

        assert mails.letters(made) == ()


HEADS = {
    "gmail": "---------- Forwarded message ---------\nDe : Messagerie vocale <{sender}>\n"
    "Date: jeu. 1 août 2024 à 09:14\nSubject: Nouveau message vocal\nTo: <standard@coop.example>\n\n\n",
    "thunderbird": "-------- Message transféré --------\nSujet : \tNouveau message vocal\n"
    "Date : \tThu, 1 Aug 2024 09:14:02 +0200\nDe : \tMessagerie vocale <{sender}>\n"
    "Pour : \tstandard@coop.example\n\n\n",
    "outlook": "________________________________\nDe : Messagerie vocale <{sender}>\n"
    "Envoyé : jeudi 1 août 2024 09:14\nÀ : standard@coop.example\nObjet : Nouveau message vocal\n\n",
    "outlook english": "-----Original Message-----\nFrom: Voicemail [mailto:{sender}]\n"
    "Sent: Thursday, August 1, 2024 9:14 AM\nTo: standard@coop.example\nSubject: Nouveau message vocal\n\n",
    "apple": "Début du message réexpédié :\n\n> De: Messagerie vocale <{sender}>\n"
    "> Objet: Nouveau message vocal\n> Date: 1 août 2024 à 09:14:02 UTC+2\n> À: standard@coop.example\n> \n",
    "zimbra": "---- Message transféré ----\n*De :* {sender}\n*À :* standard@coop.example\n"
    "*Envoyé :* Jeudi 1 Août 2024 09:14:02\n*Objet :* Nouveau message vocal\n",
}


class TestForwardedInItsText:
    @pytest.mark.parametrize("program", HEADS)
    def test_is_what_it_was_before(self, program):
        before = with_sound(name="<origin@voicemail.example>")
        written = HEADS[program].format(sender=mails.SENDER)
        made = mails.mail(
            "Tu peux rappeler ?\n\nSimon, 06 39 98 01 04\n\n" + written + mails.BODY,
            subject="TR: Nouveau message vocal",
            sender="simon@coop.example",
            sent=mails.SENT.replace(day=3),
            name="<forward@coop.example>",
            References="<origin@voicemail.example>",
            files=(("message.mp3", mails.SOUND),),
        )

        (found,) = mails.letters(made, mails.SENDER, received_at=mails.SENT.replace(day=3))

        (expected,) = mails.letters(before)
        assert found == expected

    def test_is_dated_by_the_lines_above_it(self):
        written = HEADS["outlook"].format(sender=mails.SENDER)
        made = mails.mail(written + "Message vocal\nAppelant : 0639980201\n", sender="simon@coop.example")

        (found,) = mails.letters(made, mails.SENDER)

        assert (found.mail.at, found.mail.is_exact) == (mails.SENT.replace(second=0), False)

    def test_is_the_first_of_all_where_it_went_on_and_on(self):
        inner = HEADS["outlook"].format(sender=mails.SENDER) + mails.BODY
        outer = HEADS["gmail"].format(sender="lea@coop.example") + "Voilà.\n" + inner

        assert mails.told(mails.mail(outer, sender="tom@coop.example"), mails.SENDER).caller == mails.CALLER

    def test_is_not_what_an_answer_quotes(self):
        written = HEADS["outlook"].format(sender=mails.SENDER) + mails.BODY

        assert mails.letters(mails.mail(written, subject="RE : message", sender="tom@coop.example")) == ()


class TestKeys:
    def test_are_the_same_when_a_mail_comes_twice(self):
        raw = with_sound().as_bytes()
        again = b"Received: from there by here\r\nDelivered-To: other@coop.example\r\n" + raw

        assert mails.told(raw).key == mails.told(again).key

    def test_are_those_of_a_forward_by_hand_too(self):
        made = with_sound(name="<new@coop>", X_Forwarded_Message_Id="<1.2.3@voicemail.example>")
        written = HEADS["thunderbird"].format(sender=mails.SENDER) + mails.BODY
        made.get_body().set_content(written)

        assert mails.told(made).key == mails.told(with_sound()).key

    def test_differ_from_mail_to_mail(self):
        assert mails.told(with_sound()).key != mails.told(with_sound(name="<4@voicemail.example>")).key

    def test_are_of_the_content_where_the_mail_has_no_name(self):
        first, same = with_sound(name=None), with_sound(name=None)
        other = mails.mail(name=None, files=(("m", mails.SOUND + b"\0"),))

        assert mails.told(first).key == mails.told(same).key != mails.told(other).key

    def test_hold_no_number(self):
        named = with_sound(name="<0033639980201.1722496360@voicemail.example>")

        assert "39980201" not in mails.told(named).key


class TestHeaders:
    @pytest.mark.parametrize(
        "subject",
        [
            b"=?utf-8?B?TWVzc2FnZSB2b2NhbCBkdSAwNiAzOSA5OCAwMiAwMQ==?=",
            b"=?iso-8859-1?Q?R=E9pondeur_:_message?=\r\n =?iso-8859-1?Q?_vocal_de_0639980201?=",
            b"=?x-unknown?Q?Message_vocal_de_0639980201?=",
            b"=?utf-8?Q?Message_vocal_de_06=C2=A039=C2=A098=C2=A002=C2=A001?=",
            "Répondeur : message vocal de 0639980201".encode(),
            "Répondeur : message vocal de 0639980201".encode("cp1252"),
            b"Message vocal de 0639980201 =?utf-8?B?A?=",
        ],
    )
    def test_are_decoded(self, subject):
        raw = mails.mail("Bonjour.\n", files=(("m", mails.SOUND),)).as_bytes()

        found = mails.told(raw.replace(b"Nouveau message vocal", subject))

        assert found.caller == mails.CALLER

    @pytest.mark.parametrize(
        ("claimed", "real"),
        [
            ("utf-8", "utf-8"),
            ("iso-8859-1", "utf-8"),
            ("us-ascii", "utf-8"),
            ("utf-8", "cp1252"),
            ("utf-16", "utf-16"),
            ("nonsense-9", "cp1252"),
            ("iso-8859-15", "iso-8859-15"),
            ("utf-8", "mac-roman"),
        ],
    )
    def test_need_not_tell_the_truth_of_the_text(self, claimed, real):
        body = base64.encodebytes("Message vocal\nCaller: private\nLength: 12 s ÅéÅ\n".encode(real))
        head = (
            f"From: {mails.SENDER}\r\nSubject: =?utf-8?Q?R=C3=A9pondeur?=\r\nContent-Type: text/plain; "
            f"charset={claimed}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        )

        found = mails.told(head.encode() + body)

        assert (found.tells_caller, found.duration_s) == (True, 12)


NESTED = b"Content-Type: message/rfc822\r\n\r\n"
BROKEN = {
    "empty": b"",
    "no header": b"\r\n\r\nrien",
    "zeros": bytes(1000),
    "cut": mails.mail(files=(("m", mails.SOUND),)).as_bytes()[:4000],
    "no boundary": b"Subject: Message vocal\r\nContent-Type: multipart/mixed\r\n\r\nrien",
    "never closed": b'Subject: x\r\nContent-Type: multipart/mixed; boundary="a\r\n\r\n--a\r\n\r\nrien',
    "bad base64": b"Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=\r\n",
    "bad date": mails.mail(sent=None).as_bytes().replace(b"To:", b"Date: 99 Foo 99999 99:99\r\nTo:"),
    "charset of none": b'Subject: x\r\nContent-Type: text/plain; charset="u\0tf"\r\n\r\nr\xe9pondu\r\n',
    "deep": NESTED * 5000,
    "many parts": b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 5000,
    "a type without end": b"Content-Type: text/plain" + b';"' * 200_000 + b"\r\n\r\n",
    "a folded type": b"Content-Type: text/plain\r\n" + b' ;"\r\n' * 100_000 + b"\r\n",
    "a long subject": b"Subject: " + b"=?utf-8?Q?=C3?= " * 50_000 + b"\r\n\r\n",
    "open tags": b"Subject: x\r\nContent-Type: text/html\r\n\r\n" + b"<style" * 50_000 + b"<!--" * 50_000,
    "digits": b"Subject: Message vocal\r\n\r\n" + b"Appelant : " * 5_000 + b"1 2 3 4 " * 20_000,
}


class TestBrokenMails:
    @pytest.mark.parametrize("name", BROKEN)
    def test_are_read_or_refused_but_break_nothing(self, name):
        try:
            found = mails.letters(BROKEN[name], mails.SENDER)
        except wire.NotReadable:
            found = ()

        assert [one.mail.caller for one in found] in ([], [mails.CALLER])

    @hypothesis.settings(max_examples=60)
    @hypothesis.given(
        cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)), max_size=6)
    )
    def test_of_whatever_kind_break_nothing(self, cuts):
        raw = mails.forwarded(with_sound(html="<p>Appelant : anonyme</p>")).as_bytes()[:20_000]
        for where, length, put in cuts:
            place = int(where * len(raw))
            raw = raw[:place] + put + raw[place + length :]

        with contextlib.suppress(wire.NotReadable):
            mails.letters(raw)
        wire.bare(raw, expected=mails.expected(mails.SENDER), received_at=mails.SENT)

    def test_are_told_by_their_headers_where_a_known_sender_sent_them(self):
        raw = mails.mail(subject="Message vocal de 0639980201").as_bytes()
        raw = raw.replace(b"Content-Type: text/plain", b"Content-Type: text/plain" + b';"' * 5000)
        with pytest.raises(wire.NotReadable):
            mails.letters(raw)

        (found,) = wire.bare(raw, expected=mails.expected(mails.SENDER), received_at=mails.SENT)

        assert found.mail.caller == mails.CALLER
        assert (found.mail.at, found.mail.is_exact, found.sound) == (mails.SENT, False, None)
        assert wire.bare(raw, expected=mails.expected("a@b.example"), received_at=mails.SENT) == ()

    def test_that_were_cut_still_tell(self):
        (found,) = mails.letters(BROKEN["cut"])

        assert found.mail.caller == mails.CALLER
        assert mails.SOUND.startswith(found.sound)
        assert dataclasses.replace(found.mail, has_sound=True) == mails.told(
            with_sound(name="<1.2.3@voicemail.example>")
        )
