"""The words of voicemail e-mails: layouts vary, in French and in English."""

import datetime as dt

import pytest

from tests import mails

AT_MINUTE = mails.LEFT.replace(second=0)
# Subject, body; what is told of each: the caller, the number of ours, when, how long.
LAYOUTS = {
    "fields": (
        "Nouveau message vocal",
        "Bonjour,\n\nVous avez un nouveau message sur votre répondeur 0033353010199.\n\n"
        "Numéro de l'appelant : 0033639980201\nDate : 01/08/2024 09:12:40\nDurée : 00:00:12\n",
        (mails.CALLER, "+33353010199", mails.LEFT, 12),
    ),
    "sentence": (
        "Message vocal de 06 39 98 02 01",
        "Vous avez reçu un message vocal de la part du 06 39 98 02 01, le jeudi 1er août 2024 à 9h12, "
        "sur votre ligne 03 53 01 01 99 (durée : 1 minute et 5 secondes).\n",
        (mails.CALLER, "+33353010199", AT_MINUTE, 65),
    ),
    "subject alone": (
        "[Messagerie vocale] 0639980201 - 01/08/2024 09:12:40",
        "Le message est en pièce jointe.\n",
        (mails.CALLER, None, mails.LEFT, None),
    ),
    "name in front": (
        "Nouveau message sur votre répondeur",
        "De : Jean Dupont (+33 6 39 98 02 01)\nReçu le 01-08-2024 à 09:12\nDurée : 12 s\n",
        (mails.CALLER, None, AT_MINUTE, 12),
    ),
    "english fields": (
        "New voicemail message",
        "You have received a new voicemail.\n\nFrom: +33639980201\nTo: +33353010199\n"
        "Date: Thu, 01 Aug 2024 07:12:40 +0000\nDuration: 0:12\n",
        (mails.CALLER, "+33353010199", mails.LEFT, 12),
    ),
    "english sentence": (
        "Voicemail from 0033639980201",
        "You have a new voice message from 0033639980201 on line 0353010199, left on August 1, 2024 at "
        "9:12 AM (12 seconds).\n",
        (mails.CALLER, "+33353010199", AT_MINUTE, 12),
    ),
    "caller id": (
        "Voicemail",
        'Caller ID: "DUPONT JEAN" <0639980201>\nReceived: 2024-08-01T09:12:40+02:00\nLength (s): 12\n',
        (mails.CALLER, None, mails.LEFT, 12),
    ),
    "american date": (
        "Voice message",
        "Caller: 33639980201\nReceived 08/01/2024 9:12:40 AM\n",
        (mails.CALLER, None, mails.LEFT, None),
    ),
    "date and hour apart": (
        "Messagerie vocale : 1 nouveau message",
        "Correspondant : 0639980201\nLigne : 0353010100\nDate : 1 août 2024\nHeure : 09:12\n",
        (mails.CALLER, "+33353010100", AT_MINUTE, None),
    ),
    "hour first": (
        "Message vocal",
        "Un message vocal a été laissé par 06.39.98.02.01 à 09:12 le 01/08/2024.\n",
        (mails.CALLER, None, AT_MINUTE, None),
    ),
    "from abroad": (
        "Message vocal",
        "Appelant : +41 44 668 18 00\nDate : 01/08/2024 09:12\n",
        ("+41446681800", None, AT_MINUTE, None),
    ),
    "from one of ours": (
        "Message vocal",
        "Appelant : 03 53 01 01 00\nDestinataire : 03 53 01 01 99\nDate : 01/08/2024 09:12\n",
        ("+33353010100", "+33353010199", AT_MINUTE, None),
    ),
}
HIDDEN = {
    "anonymous": ("New voicemail", "Caller: anonymous\nDate: 2024-08-01 09:12:40\n"),
    "masque": ("Message vocal", "Numéro de l'appelant : Numéro masqué\nDate : 01/08/2024 09:12:40\n"),
    "inconnu": ("Message vocal de la part d'un appelant inconnu", "Reçu le 01/08/2024 à 09:12:40\n"),
    "subject": ("Message vocal (anonyme) 01/08/2024 09:12:40", "\n"),
    "prive": ("Message vocal", "De : privé\nDate : 01/08/2024 09:12:40\n"),
}


class TestLayouts:
    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_are_read_whatever_they_are(self, layout):
        subject, body, (caller, dialled, at, duration_s) = LAYOUTS[layout]

        found = mails.told(mails.mail(body, subject=subject, files=(("m", mails.SOUND),)))

        assert (found.caller, found.tells_caller) == (caller, True)
        assert found.dialled == dialled
        assert (found.at, found.is_exact) == (at, True)
        assert found.duration_s == duration_s

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_are_read_in_a_page_without_plain_text(self, layout):
        subject, body, (caller, dialled, at, duration_s) = LAYOUTS[layout]
        escaped = body.replace("<", "&lt;").replace(">", "&gt;").replace("é", "&eacute;")
        rows = "".join(
            f"<tr><td><b>{line.replace(': ', ':</b></td><td>', 1)}</td></tr>\n"
            for line in escaped.splitlines()
        )
        page = f"<html><head><style>p {{ color: #063998 }}</style></head><body><table>{rows}</table></body>"

        found = mails.told(mails.mail("", subject=subject, html=page, files=(("m", mails.SOUND),)))

        assert (found.caller, found.dialled, found.at) == (caller, dialled, at)
        assert found.duration_s == duration_s

    @pytest.mark.parametrize("layout", HIDDEN)
    def test_tell_a_hidden_caller_by_a_word(self, layout):
        subject, body = HIDDEN[layout]

        found = mails.told(mails.mail(body, subject=subject, files=(("m", mails.SOUND),)))

        assert (found.caller, found.tells_caller) == (None, True)
        assert found.at == mails.LEFT

    def test_may_tell_no_caller(self):
        body = "Vous avez un message vocal.\nUne question ? Appelez le 09 72 10 10 07.\n"

        found = mails.told(mails.mail(body, files=(("m", mails.SOUND),)))

        assert (found.caller, found.tells_caller) == (None, False)

    def test_do_not_take_an_empty_field_for_the_next_one(self):
        body = "Message vocal\nAppelant :\nLigne : 0353010100\nDate : 01/08/2024 09:12\n"

        found = mails.told(mails.mail(body, files=(("m", mails.SOUND),)))

        assert (found.caller, found.tells_caller, found.dialled) == (None, False, "+33353010100")

    def test_do_not_take_a_date_for_a_number(self):
        found = mails.told(
            mails.mail(
                "Message vocal du 01.08.2024 09:12.\n", subject="Répondeur", files=(("m", mails.SOUND),)
            )
        )

        assert found.caller is None
        assert found.at == AT_MINUTE


class TestMoments:
    @pytest.mark.parametrize(
        "written",
        [
            "01/08/2023 09:12",  # a year ago
            "02/08/2024 09:12",  # to come
            "31/02/2024 09:12",  # no such day
            "01/08/2024 29:12",  # no such hour
            "01/08/2024",  # no hour
            "09:12",  # no day
            "",
        ],
    )
    def test_are_of_the_mail_where_its_words_tell_none_that_can_be(self, written):
        body = f"Message vocal\nAppelant : 0639980201\nDate : {written}\n"

        found = mails.told(mails.mail(body, files=(("m", mails.SOUND),)))

        assert (found.at, found.is_exact) == (mails.SENT, False)

    def test_are_of_the_receipt_where_the_mail_has_none(self):
        found = mails.told(mails.mail("Appelant : 0639980201\n", sent=None, files=(("m", mails.SOUND),)))

        assert (found.at, found.is_exact) == (mails.SENT + dt.timedelta(seconds=5), False)

    def test_are_of_the_receipt_where_the_mail_comes_from_tomorrow(self):
        tomorrow = mails.SENT + dt.timedelta(days=1)

        found = mails.told(mails.mail("Appelant : anonyme\n", sent=tomorrow, files=(("m", mails.SOUND),)))

        assert found.at == mails.SENT + dt.timedelta(seconds=5)

    def test_are_those_of_a_message_that_was_sent_days_later(self):
        late = mails.SENT + dt.timedelta(days=2)

        found = mails.told(mails.mail(sent=mails.SENT, files=(("m", mails.SOUND),)))
        again = mails.told(mails.mail(sent=late, files=(("m", mails.SOUND),)).as_bytes())

        assert found.at == again.at == mails.LEFT

    def test_are_on_the_wall_of_the_desk_in_winter_too(self):
        sent = dt.datetime(2024, 12, 2, 9, 13, tzinfo=mails.PARIS)
        body = "Message vocal\nAppelant : anonyme\nDate : 02/12/2024 09:12\n"

        (found,) = mails.letters(mails.mail(body, sent=sent), received_at=sent)

        assert found.mail.at == dt.datetime(2024, 12, 2, 8, 12, tzinfo=dt.UTC)


class TestLengths:
    @pytest.mark.parametrize(
        ("written", "seconds"),
        [
            ("Durée : 12", 12),
            ("Durée : 12 s", 12),
            ("Durée : 12 secondes", 12),
            ("Durée: 1 min 05", 65),
            ("d'une durée de 2 minutes", 120),
            ("Duration: 0:00:12", 12),
            ("Length: 01:05", 65),
            ("Durée (hh:mm:ss) : 00:01:05", 65),
            ("un message de 12 secondes", 12),
            ("(12 sec)", 12),
            ("Durée : 1 h 2 min 3 s", 3723),
            ("(12)", None),
            ("(09:12)", None),
            ("Durée : 99999", None),
            ("Durée : inconnue", None),
        ],
    )
    def test_are_read_in_words_and_in_figures(self, written, seconds):
        body = f"Message vocal\nAppelant : anonyme\n{written}\n"

        assert mails.told(mails.mail(body, files=(("m", mails.SOUND),))).duration_s == seconds
