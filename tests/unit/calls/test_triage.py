"""A message sorted from its words alone."""

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import triage

OWN = frozenset(("+33353010100",))


class TestRead:
    def test_reads_everything_that_a_message_says(self):
        text = (
            "Bonjour, ici Madame Dupont de la société Cartonnages, nous n'avons pas reçu le paiement de notre"
            " facture, rappelez-moi au zéro trois cinquante-trois zéro un trente-trois zéro huit."
        )

        read = triage.read(text)

        assert read == triage.Triage(
            urgent=False,
            topic=triage.Topic.COMPTABILITE,
            callback_number="+33353013308",
            caller_name="Dupont",
            empty=False,
            reasons=(),
        )

    def test_never_takes_the_house_number_for_the_caller_s(self):
        read = triage.read("J'ai appelé au 03 53 01 01 00, sans réponse.", own_numbers=OWN)

        assert read.callback_number is None

    @hypothesis.given(st.text(max_size=200))
    def test_never_fails(self, text):
        read = triage.read(text)

        assert not (read.empty and read.urgent)


class TestUrgent:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Je suis devant la porte, c'est fermé et il pleut", "waiting"),
            ("Je suis enfermée dans l'ascenseur", "waiting"),
            ("Une visiteuse attend à l'accueil depuis dix minutes", "waiting"),
            ("Ça sent le gaz dans le couloir", "safety"),
            ("Il y a de l'eau qui coule du plafond", "safety"),
            ("Une dame a fait un malaise dans le hall", "health"),
            ("Le serveur est en panne, on est tous bloqués, on ne peut plus travailler", "outage"),
            ("J'ai donné mon mot de passe à un faux conseiller", "fraud"),
            ("Le virement doit partir avant 17 heures aujourd'hui sinon on a des pénalités", "deadline"),
            ("L'avenant doit être signé avant ce soir", "deadline"),
            ("Je n'en peux plus, j'ai envie d'en finir", "distress"),
        ],
    )
    def test_tells_why_somebody_must_react(self, text, reason):
        read = triage.read(text)

        assert read.urgent
        assert reason in read.reasons

    @pytest.mark.parametrize(
        "text",
        [
            "C'est urgent, rappelez-moi",
            "C'est très urgent, je voudrais rejoindre la coopérative",
            "Rien d'urgent, je suis devant la porte de chez moi, rappelez-moi",
            "Il n'y a pas de fumée ni de feu, c'était une fausse alerte",
            "L'exercice incendie aura lieu jeudi prochain",
            "Rappelez-moi avant 17 heures pour mon contrat",
            "Rappelez-moi aujourd'hui pour le paiement de ma facture",
            "Le virement doit partir la semaine prochaine",
            "J'ai eu un malaise la semaine dernière, je suis en arrêt",
            "J'ai reçu un mail suspect mais je n'ai pas cliqué",
            "La personne attend votre réponse",
            "J'attends le feu vert de la gérante",
        ],
    )
    def test_lets_the_rest_wait(self, text):
        assert not triage.read(text).urgent

    @pytest.mark.parametrize(
        "text",
        [
            "Offre exceptionnelle, il faut signer aujourd'hui avant 17 heures pour en profiter",
            "Votre alarme incendie sonne ? Nous vous proposons nos détecteurs de fumée sans engagement",
        ],
    )
    def test_is_never_hurried_by_a_seller(self, text):
        read = triage.read(text)

        assert (read.urgent, read.topic, read.reasons) == (False, "commercial", (triage.SELLING,))


class TestTopic:
    @pytest.mark.parametrize(
        ("text", "topic"),
        [
            ("Je voudrais entrer en CAPE chez vous", "admission"),
            ("Il me manque mon bulletin de paie de juin", "administration"),
            ("Ma note de frais n'est pas remboursée", "comptabilite"),
            ("Je vous propose une offre pour réduire vos factures d'électricité", "commercial"),
            ("Un colis est arrivé à l'accueil d'Euratechnologies", "accueil"),
            ("Je n'arrive plus à me connecter au chat", "interne"),
            ("Bonjour, rappelez-moi", "autre"),
            ("Je suis en CAPE et j'ai besoin d'une attestation", "administration"),
        ],
    )
    def test_is_what_the_message_is_about(self, text, topic):
        assert triage.read(text).topic == topic


class TestCallerName:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Bonjour, ici Madame Dupont de la société X", "Dupont"),
            ("Bonjour, c'est Karim Haddad, je rappelle", "Karim Haddad"),
            ("je m'appelle karim haddad et je voudrais un renseignement", "Karim Haddad"),
            ("Je suis Jean-Marc Le Goff", "Jean-Marc Le Goff"),
            ("Anne Vasseur à l'appareil", "Anne Vasseur"),
            ("Rappelez-moi au 06 39 98 01 02. Merci, Paul Martin.", "Paul Martin"),
            ("c'est Léa(?) du cercle Accompagnement", "Léa"),
            ("Bonjour, maître Lenoir, avocat", "Lenoir"),
            ("Je voudrais parler à Simon", None),
            ("C'est pour Patricia", None),
            ("C'est Simon qui m'a dit d'appeler", None),
            ("Bonjour, c'est Enedis", None),
            ("Je suis adhérente", None),
            ("Rappelez-moi.", None),
        ],
    )
    def test_is_the_person_speaking(self, text, name):
        assert triage.read(text).caller_name == name


class TestEmpty:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            " \n",
            "...",
            "Sous-titres réalisés par la communauté d'Amara.org",
            "Sous-titrage Société Radio-Canada",
            "Sous-titrage ST' 501",
            "❤️ par SousTitreur.com",
            "Merci d'avoir regardé cette vidéo !",
            "Abonnez-vous",
            "[Musique]",
            "Générique",
            "Bip. Bip.",
            "(silence) Allô ? Allô ?",
        ],
    )
    def test_is_what_nobody_said(self, text):
        read = triage.read(text)

        assert (read.empty, read.urgent, read.reasons) == (True, False, (triage.EMPTY,))

    @pytest.mark.parametrize("text", ["Merci.", "Au revoir.", "Oui.", "Allô ? Rappelez-moi.", "0639980102"])
    def test_is_not_a_short_message(self, text):
        assert not triage.read(text).empty

    def test_is_not_a_message_that_an_invention_follows(self):
        read = triage.read("Bonjour, c'est Karim Haddad. Sous-titrage ST' 501")

        assert (read.empty, read.caller_name) == (False, "Karim Haddad")
