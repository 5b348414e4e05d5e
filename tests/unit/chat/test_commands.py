"""The grammar of what follows `/standard`."""

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import commands, messages
from deskbot.desk import premises, roster

DESKS = ("standard", "compta", "Support.Nord")
SECOND = roster.Rank.SECOND
EMPTY, STAFFED = premises.Presence.EMPTY, premises.Presence.STAFFED
SHOW, NOW = commands.Show(), commands.Who(when="")


def take(dates: str, **said: object) -> commands.Take:
    return commands.Take(**{"dates": dates, **said})


def assign(username: str, dates: str, **said: object) -> commands.Assign:
    return commands.Assign(**{"username": username, "dates": dates, **said})


class TestParse:
    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("", SHOW),
            ("   \n ", SHOW),
            ("aide", SHOW),
            ("help me", SHOW),
            ("qui", NOW),
            ("qui?", NOW),
            ("Qui ?", NOW),
            ("who", NOW),
            ("qui maintenant ?", NOW),
            ("qui demain à 10h ?", commands.Who(when="demain à 10h")),
            ("simuler", commands.Simulate(when="")),
            ("simuler maintenant ?", commands.Simulate(when="")),
            ("simuler samedi 22h", commands.Simulate(when="samedi 22h")),
            ("simule demain à 9h !", commands.Simulate(when="demain à 9h")),
            ("simulate tomorrow 9h", commands.Simulate(when="tomorrow 9h")),
            ("je simule samedi", commands.Simulate(when="samedi")),
            ("prendre demain", take("demain")),
            (" prendre 2024-08-01..15", take("2024-08-01..15")),
            ("\n\tprendre\n du 1er au 15 août ", take("du 1er au 15 août")),
            ("take tomorrow", take("tomorrow")),
            ("PRENDRE lundi", take("lundi")),
            ("Préndre lundi", take("lundi")),
            ("prendre\u00a0lundi", take("lundi")),
            ("prendre:lundi", take("lundi")),
            ("prendre, lundi", take("lundi")),
            ("prendre. lundi", take("lundi")),
            ("prendre", take("")),
            ("prends 14h-16h", take("14h-16h")),
            ("prend lundi", take("lundi")),
            ("Je prends demain", take("demain")),
            ("je  PRENDS : demain", take("demain")),
            ("je veux prendre lundi en second", take("lundi", rank=SECOND)),
            ("je rends mardi", commands.Release(dates="mardi")),
            ("remplace-moi jeudi", commands.Cover(dates="jeudi")),
            ("remplacez-moi jeudi", commands.Cover(dates="jeudi")),
            ("remplace moi jeudi", commands.Cover(dates="moi jeudi")),
            ("j'ouvre samedi", commands.Open(text="samedi")),
            ("j’ouvre samedi", commands.Open(text="samedi")),
            ("je ferme lundi", commands.Close(text="lundi")),
            ("attribue @lea lundi", assign("lea", "lundi")),
            ("je numéro", commands.MyNumber(number="")),
            ("rendre 5 août", commands.Release(dates="5 août")),
            ("release 5 août", commands.Release(dates="5 août")),
            ("remplacer jeudi", commands.Cover(dates="jeudi")),
            ("cover", commands.Cover(dates="")),
            ("planning", commands.Plan(period="")),
            ("schedule semaine 34", commands.Plan(period="semaine 34")),
            ("trous", commands.Gaps(period="")),
            ("gaps en septembre", commands.Gaps(period="en septembre")),
            ("trous ignorer du 5 au 9 août", commands.IgnoreGaps(dates="du 5 au 9 août")),
            ("trous : ignorer", commands.IgnoreGaps(dates="")),
            ("ouvrir samedi portes ouvertes", commands.Open(text="samedi portes ouvertes")),
            ("open samedi", commands.Open(text="samedi")),
            ("membres", commands.Members()),
            ("members", commands.Members()),
            ("oublier 06 39 98 02 12", commands.ForgetCaller(number="06 39 98 02 12")),
            ("oublie le numéro +33639980212", commands.ForgetCaller(number="+33639980212")),
            ("forget 0639980212", commands.ForgetCaller(number="0639980212")),
            ("oublier", commands.ForgetCaller(number="")),
            ("dossier du 06 39 98 02 12", commands.ExportCaller(number="06 39 98 02 12")),
            ("export 06 39 98 02 12", commands.ExportCaller(number="06 39 98 02 12")),
            ("urgence quelqu'un est bloqué", commands.Urge(text="quelqu'un est bloqué")),
            (
                "urgence\nquelqu'un est bloqué\ndevant la porte",
                commands.Urge(text="quelqu'un est bloqué\ndevant la porte"),
            ),
            ("urgence : quelqu'un est bloqué", commands.Urge(text="quelqu'un est bloqué")),
            ("urgence: quelqu'un est bloqué", commands.Urge(text="quelqu'un est bloqué")),
            ("Urgent ! fuite d'eau", commands.Urge(text="fuite d'eau")),
            ("urgence", commands.Urge(text="")),
            ("appels", commands.ShowCards()),
            ("appel ?", commands.ShowCards()),
            ("cartes ouvertes", commands.ShowCards()),
            ("appels mes", commands.ShowCards(scope=messages.Scope.MINE)),
            ("appels les miens", commands.ShowCards(scope=messages.Scope.MINE)),
            ("appels libres", commands.ShowCards(scope=messages.Scope.FREE)),
            ("calls all", commands.ShowCards(scope=messages.Scope.ALL)),
            ("appels d'hier", commands.ShowCards(scope=None)),
            (
                "question qui peut tenir le standard ?",
                commands.Ask(question="qui peut tenir le standard ?"),
            ),
            ("ask who may", commands.Ask(question="who may")),
        ],
    )
    def test_reads_the_words_people_type(self, text, command):
        assert commands.parse(text) == command

    @pytest.mark.parametrize("word", [word for word in commands.FRENCH if word not in ("sonneries",)])
    def test_reads_every_command_that_is_told(self, word):
        assert not isinstance(commands.parse(word), commands.Unknown)

    @pytest.mark.parametrize(
        ("text", "nearest"),
        [
            ("prendr demain", ("prendre", "rendre")),
            ("prendrai demain", ("prendre",)),
            ("urgance porte", ("urgence",)),
            ("quetion", ("question",)),
            ("numro 06", ("numéro",)),
            ("simler samedi", ("simuler",)),
            ("profill dejeuner", ("profil",)),
            ("calandrier", ("calendrier",)),
            ("membre", ("membres",)),
            ("xyz", ()),
            (":)", ()),
            (".", ()),
        ],
    )
    def test_names_the_nearest_of_a_word_it_does_not_know(self, text, nearest):
        found = commands.parse(text)

        assert isinstance(found, commands.Unknown)
        assert found.word == text.split()[0]
        assert set(nearest) <= set(found.nearest) <= set(commands.FRENCH)

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("merci !", "merci"),
            ("Merci beaucoup", "merci"),
            ("annuler", "annuler"),
            ("annule lundi", "annuler"),
        ],
    )
    def test_tells_apart_the_words_that_have_an_answer(self, text, word):
        assert commands.parse(text) == commands.Unknown(word=word, nearest=())

    @pytest.mark.parametrize("text", ["je", "je suis là", "j'arrive", "jeprends demain"])
    def test_keeps_what_somebody_says_of_themselves(self, text):
        found = commands.parse(text)

        assert isinstance(found, commands.Unknown)
        assert found.word == text.split()[0]

    def test_cuts_a_word_that_nobody_types(self):
        assert commands.parse("x" * 500) == commands.Unknown(word="x" * 40, nearest=())

    @pytest.mark.parametrize(("length", "too_long"), [(4000, False), (4001, True)])
    def test_refuses_a_text_that_nobody_types(self, length, too_long):
        text = "urgence ".ljust(length, "a")

        assert (commands.parse(text) == commands.TooLong(length=length)) is too_long

    @hypothesis.given(
        st.text(max_size=60)
        | st.sampled_from([f"{word} " for word in commands.FRENCH]).flatmap(
            lambda start: st.text("@compta 2eà=sonneries12,.()\n", max_size=30).map(lambda rest: start + rest)
        )
    )
    def test_answers_whatever_is_typed(self, text):
        assert isinstance(commands.parse(text, desks=DESKS), commands.Command)


class TestFrench:
    def test_tells_the_admins_commands_among_the_others(self):
        assert set(commands.FRENCH) > commands.ADMIN_ONLY
        assert commands.FRENCH[0] == "prendre"


class TestDesk:
    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("@compta", commands.Show(desk="compta")),
            ("aide @compta", commands.Show(desk="compta")),
            ("@compta prendre demain", take("demain", desk="compta")),
            ("@compta je prends demain", take("demain", desk="compta")),
            ("je prends @compta demain", take("demain", desk="compta")),
            ("prendre demain @compta", take("demain", desk="compta")),
            ("prendre @COMPTA demain second", take("demain", desk="compta", rank=SECOND)),
            ("prendre demain sur @compta, sonneries=2", take("demain", rings=2, desk="compta")),
            ("prendre demain @support.nord", take("demain", desk="Support.Nord")),
            ("rendre demain @compta.", commands.Release(dates="demain .", desk="compta")),
            ("remplacer @compta lundi", commands.Cover(dates="lundi", desk="compta")),
            ("qui @compta ?", commands.Who(when="", desk="compta")),
            ("planning @compta", commands.Plan(period="", desk="compta")),
            ("trous @compta lundi", commands.Gaps(period="lundi", desk="compta")),
            ("trous ignorer lundi @compta", commands.IgnoreGaps(dates="lundi", desk="compta")),
            ("attribuer @lea @compta lundi", assign("lea", "lundi", desk="compta")),
            ("fermer @compta lundi", commands.Close(text="lundi", desk="compta")),
            ("ouvrir lundi @compta", commands.Open(text="lundi", desk="compta")),
            ("bilan @compta", commands.Bilan(month="", desk="compta")),
            ("rapport @compta juillet", commands.Rates(period="juillet", desk="compta")),
            ("calendrier @compta nouveau", commands.Calendar(renew=True, desk="compta")),
            ("urgence fuite\nà @compta vite", commands.Urge(text="fuite\n vite", desk="compta")),
        ],
    )
    def test_is_the_one_named_anywhere(self, text, command):
        assert commands.parse(text, desks=DESKS) == command

    @pytest.mark.parametrize("name", ["@lea", "@comptable", "@compta-nord", "@compta.fr", "x@compta"])
    def test_is_not_somebody_or_something_else(self, name):
        assert commands.parse(f"prendre demain {name}", desks=DESKS) == take(f"demain {name}")

    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("question à quoi sert @compta ?", commands.Ask(question="à quoi sert @compta ?")),
            ("je question à quoi sert @compta ?", commands.Ask(question="à quoi sert @compta ?")),
            ("@compta question qui vient ?", commands.Ask(question="qui vient ?")),
            ("numéro @compta ok", commands.Vouch(username="compta")),
        ],
    )
    def test_is_left_where_no_desk_is_meant(self, text, command):
        assert commands.parse(text, desks=DESKS) == command


class TestRings:
    @pytest.mark.parametrize(
        ("text", "dates", "rings"),
        [
            ("prendre demain sonneries=3", "demain", 3),
            ("prendre sonneries=1 demain", "demain", 1),
            ("prendre demain sonnerie = 2", "demain", 2),
            ("prendre demain RINGS=4", "demain", 4),
            ("prendre demain sonneries: 2", "demain", 2),
            ("prendre demain, sonneries=2, ", "demain", 2),
            ("prendre demain 3 sonneries", "demain", 3),
            ("prendre demain avec 3 sonneries", "demain", 3),
            ("prendre 3 sonneries le 5 août", "le 5 août", 3),
            ("prendre demain sonneries 3", "demain", 3),
            ("prendre lundi 3 sonneries=2", "lundi 3", 2),
            ("prendre sonneries=2", "", 2),
        ],
    )
    def test_are_read_beside_the_dates(self, text, dates, rings):
        assert commands.parse(text) == take(dates, rings=rings)

    @pytest.mark.parametrize("given", ["0", "5", "-1", "trois", "3.5", "٣", "44", "9" * 30])
    def test_are_refused_when_they_cannot_be(self, given):
        assert commands.parse(f"prendre demain sonneries={given}") == commands.BadRings(given=given[:20])

    @pytest.mark.parametrize(
        ("text", "given"),
        [
            ("prendre demain 5 sonneries", "5"),
            ("attribuer @lea demain 0 sonneries", "0"),
            # Either number could be that of the rings.
            ("prendre le 3 sonneries 2", "3 sonneries 2"),
        ],
    )
    def test_are_never_guessed(self, text, given):
        assert commands.parse(text) == commands.BadRings(given=given)

    @pytest.mark.parametrize("text", ["sonneries 3", "sonneries=3", "sonneries : 3.", "rings 3"])
    def test_are_set_for_every_turn(self, text):
        assert commands.parse(text) == commands.SetRings(rings=3)

    @pytest.mark.parametrize(
        ("text", "given"), [("sonneries", ""), ("sonneries 5", "5"), ("sonneries trois", "trois")]
    )
    def test_are_not_set_to_what_cannot_be(self, text, given):
        assert commands.parse(text) == commands.BadRings(given=given)


class TestRank:
    @pytest.mark.parametrize(
        "text",
        [
            "demain second",
            "demain, seconde",
            "demain en second",
            "demain (en second)",
            "demain en 2e",
            "demain 2ème",
            "demain 2nd",
            "demain comme second",
            "demain en tant que second",
            "demain as second",
            "demain en deuxième position",
            "demain deuxieme rang",
            "second demain",
            "second : demain",
            "en 2e, demain",
            "en second demain",
        ],
    )
    def test_is_second_when_it_is_said(self, text):
        assert commands.parse(f"prendre {text}") == take("demain", rank=SECOND)

    def test_is_second_for_a_weekday_when_it_cannot_be_a_date(self):
        assert commands.parse("prendre en second lundi") == take("lundi", rank=SECOND)

    @pytest.mark.parametrize(
        "text", ["demain second sonneries=2", "demain sonneries=2 second", "second demain 2 sonneries"]
    )
    def test_is_said_on_either_side_of_the_rings(self, text):
        assert commands.parse(f"prendre {text}") == take("demain", rings=2, rank=SECOND)

    @pytest.mark.parametrize(
        "dates",
        [
            "2e semaine d'août",
            "deuxième quinzaine d'août",
            "seconde semaine de septembre",
            "en deuxième semaine d'août",
            "second lundi de septembre",
            "la première semaine et la 2e",
            "première quinzaine, pas la seconde",
            "la 2e",
            "secondo",
            "2024-08-02",
        ],
    )
    def test_is_not_what_counts_weeks(self, dates):
        assert commands.parse(f"prendre {dates}") == take(dates)


class TestNumber:
    @pytest.mark.parametrize("text", ["numéro", "numero", "NUMÉRO ?", "number"])
    def test_is_shown(self, text):
        assert commands.parse(text) == commands.MyNumber(number="")

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("numéro 06 39 98 12 12", "06 39 98 12 12"),
            ("numéro: +33 6 39 98 12 12", "+33 6 39 98 12 12"),
            ("numéro @lea", "@lea"),
            ("numéro @lea peut-être", "@lea peut-être"),
        ],
    )
    def test_is_noted_as_typed(self, text, number):
        assert commands.parse(text) == commands.MyNumber(number=number)

    def test_is_in_no_log(self):
        assert "06 39" not in repr(commands.parse("numéro 06 39 98 12 12"))

    @pytest.mark.parametrize("word", ["oublier", "effacer", "Oublier !", "forget"])
    def test_is_forgotten(self, word):
        assert commands.parse(f"numéro {word}") == commands.ForgetNumber()

    @pytest.mark.parametrize("text", ["@lea vérifié", "@Lea verifie", "@lea ok", "@lea: vérifié.", "ok @lea"])
    def test_is_vouched_for(self, text):
        assert commands.parse(f"numéro {text}") == commands.Vouch(username="lea")


class TestAssign:
    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("attribuer @lea du 5 au 9", assign("lea", "du 5 au 9")),
            ("attribuer à @Lea, du 5 au 9", assign("lea", "du 5 au 9")),
            ("attribuer du 5 au 9 à @lea.b", assign("lea.b", "du 5 au 9")),
            ("attribuer lea demain", assign("lea", "demain")),
            (
                "assign @lea demain sonneries=2 second",
                assign("lea", "demain", rings=2, rank=SECOND),
            ),
            ("attribuer", assign("", "")),
        ],
    )
    def test_names_somebody_and_dates(self, text, command):
        assert commands.parse(text) == command


class TestClose:
    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("lundi sauf volontaires", "lundi"),
            ("du 5 au 9 août, sauf volontaire, congés", "du 5 au 9 août, congés"),
            ("du 5 au 9 août (sauf si volontaires) congés", "du 5 au 9 août congés"),
            ("du 5 au 9 (congés d'été), sauf s'il y a un volontaire", None),
            ("lundi si personne", "lundi"),
            ("lundi, pont, si personne ne le prend", "lundi, pont"),
            ("lundi unless taken", "lundi"),
        ],
    )
    def test_may_leave_it_to_volunteers(self, text, left):
        found = commands.parse(f"fermer {text}")

        assert isinstance(found, commands.Close)
        assert found.if_taken is (left is not None)
        assert left is None or found.text == left

    def test_keeps_the_dates_and_the_reason(self):
        assert commands.parse("close lundi, pont") == commands.Close(text="lundi, pont")


class TestPremises:
    @pytest.mark.parametrize(
        ("text", "presence", "until"),
        [
            ("vide", EMPTY, ""),
            ("Fermé !", EMPTY, ""),
            ("ouvert", STAFFED, ""),
            (": ouvert jusqu'à 16h", STAFFED, "jusqu'à 16h"),
            ("est vide jusqu'à lundi", EMPTY, "jusqu'à lundi"),
            ("empty", EMPTY, ""),
            ("", None, ""),
            ("jusqu'à lundi", None, "jusqu'à lundi"),
            ("à moitié vide", None, "à moitié vide"),
        ],
    )
    def test_are_empty_or_staffed_until_then(self, text, presence, until):
        assert commands.parse(f"bureau {text}") == commands.Premises(presence=presence, until=until)


class TestJournal:
    @pytest.mark.parametrize(
        ("text", "count"), [("", 20), ("50", 50), ("0", 1), ("500", 100), ("hier", 20), ("les 5 derniers", 5)]
    )
    def test_shows_as_much_as_was_asked_within_reason(self, text, count):
        assert commands.parse(f"journal {text}") == commands.Journal(count=count)

    @pytest.mark.parametrize(
        ("text", "count"), [("ligne", 20), ("de la ligne 50", 50), ("lignes", 20), ("LINE 5", 5)]
    )
    def test_shows_what_was_changed_on_the_lines(self, text, count):
        assert commands.parse(f"journal {text}") == commands.JournalOfLine(count=count)


class TestProfile:
    @pytest.mark.parametrize("text", ["", " ", "?", "@standard"])
    def test_shows_them_when_none_is_named(self, text):
        assert isinstance(commands.parse(f"profil {text}", desks=DESKS), commands.ShowProfiles)

    @pytest.mark.parametrize("text", ["fin", "normal", "Normale !", "terminé", "stop", "end", "off"])
    def test_ends_the_one_in_force(self, text):
        assert commands.parse(f"profil {text}") == commands.EndProfile()

    @pytest.mark.parametrize(
        ("text", "name", "until"),
        [
            ("dejeuner", "dejeuner", ""),
            ("Déjeuner.", "Déjeuner", ""),
            ("fin de journée", "fin de journée", ""),
            ("dejeuner jusqu'à 14h", "dejeuner", "14h"),
            ("dejeuner jusqu’à 14h.", "dejeuner", "14h"),
            ("dejeuner jusqua 14h", "dejeuner", "14h"),
            ("pause midi jusqu'au vendredi", "pause midi", "vendredi"),
            ("réunion, jusqu'à demain à 9h", "réunion", "demain à 9h"),
            ("lunch until 14h", "lunch", "14h"),
            ("dejeuner 14h", "dejeuner", "14h"),
            ("dejeuner à 14h30", "dejeuner", "14h30"),
            ("équipe 2", "équipe 2", ""),
            ("équipe 2 14h", "équipe 2", "14h"),
            ("dejeuner 2024-08-05", "dejeuner", "2024-08-05"),
            ("dejeuner jusqu'à", "dejeuner", ""),
            ("jusqu'à 14h", "", "14h"),
        ],
    )
    def test_is_put_in_force_until_then(self, text, name, until):
        assert commands.parse(f"profil {text}") == commands.SetProfile(name=name, until=until)

    def test_is_that_of_the_desk_named(self):
        wish = commands.parse("profil dejeuner jusqu'à 14h @standard", desks=DESKS)

        assert wish == commands.SetProfile(name="dejeuner", until="14h", desk="standard")

    def test_is_called_whatever_its_accents(self):
        assert commands.same_word("Déjeuner", "dejeuner")
        assert not commands.same_word("Déjeuner", "diner")


class TestBilan:
    @pytest.mark.parametrize(
        ("text", "month"),
        [
            ("", ""),
            ("août 2024", "août 2024"),
            ("de juillet", "juillet"),
            ("d'août", "août"),
            ("du mois de juillet 2024", "juillet 2024"),
            ("du mois dernier", "mois dernier"),
            ("décembre", "décembre"),
            ("2024-08", "2024-08"),
        ],
    )
    def test_is_about_a_month(self, text, month):
        assert commands.parse(f"bilan {text}") == commands.Bilan(month=month)


class TestRates:
    @pytest.mark.parametrize("word", ["rapport", "Rapports", "statistiques", "stats", "rates"])
    def test_is_called_in_french_and_in_english(self, word):
        assert commands.parse(word) == commands.Rates(period="")

    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("juillet", "juillet"),
            ("la semaine dernière ?", "la semaine dernière"),
            (": 30 derniers jours", "30 derniers jours"),
            ("2024-07-01..2024-07-15", "2024-07-01..2024-07-15"),
        ],
    )
    def test_is_about_a_period(self, text, period):
        assert commands.parse(f"rapport {text}") == commands.Rates(period=period)


class TestCalendar:
    @pytest.mark.parametrize(
        ("text", "renew"), [("", False), ("nouveau", True), ("Nouvelles adresses", True), ("semaine", False)]
    )
    def test_gives_the_addresses_or_new_ones(self, text, renew):
        assert commands.parse(f"calendrier {text}") == commands.Calendar(renew=renew)
