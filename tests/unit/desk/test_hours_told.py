"""What French texts tell of opening hours, and whether it is what a desk keeps."""

import datetime as dt

import pytest

from deskbot.desk import hours, hours_told

AGREES, DIFFERS, SILENT = hours_told.Verdict.AGREES, hours_told.Verdict.DIFFERS, hours_told.Verdict.SILENT

MORNING = hours.Span(start=dt.time(9), end=dt.time(12, 30))
AFTERNOON = hours.Span(start=dt.time(14), end=dt.time(18))
OFFICE = hours.OFFICE_WEEK
WITHOUT_WEDNESDAY = tuple(() if day == 2 else spans for day, spans in enumerate(OFFICE))
TWICE_A_DAY = ((MORNING, AFTERNOON),) * 5 + ((), ())
THREE_MORNINGS = ((MORNING,), (MORNING,), (), (MORNING,), (), (), ())


def said(text: str, weekly: tuple[tuple[hours.Span, ...], ...] = OFFICE) -> hours_told.Comparison:
    return hours_told.compare(hours_told.told(text), weekly=weekly)


class TestCompare:
    @pytest.mark.parametrize(
        "text",
        [
            "Le standard est ouvert du lundi au vendredi, de 9 h à 17 h 30. Laissez-nous un message.",
            "Nous répondons de 9h à 17h30 du lundi au vendredi.",
            "Horaires : lundi-vendredi 9:00-17:30",
            "Standard ouvert 5 jours sur 7, de 9h00 à 17h30.",
            "Ouvert 5j/7 de 9 à 17h30",
            "Nous sommes ouverts de neuf heures à dix-sept heures trente, cinq jours sur sept.",
            "Ouverture : lun. - ven. de 9 heures à 17 heures 30",
            "Le standard est joignable les jours ouvrés entre 9h et 17h30.",
            "Le standard est ouvert du lundi au vendredi.",
            "Ouvert à partir de 9h du lundi au vendredi.",
            "Ouvert jusqu'à 17h30.",
            "Fermé le week-end.",
            "Fermé le samedi et le dimanche",
            "## Horaires\n\n- Jours ouvrables : du lundi au vendredi\n- Plage conseillée : l'été aussi\n",
            "Le standard est ouvert :\n\n- lundi : 9h-17h30\n- du mardi au vendredi : 9h - 17h30\n",
            "| Jour | Horaires |\n|---|---|\n| lundi à vendredi | 9h–17h30 |\n",
            "Nous répondons du lundi au\nvendredi de 9h à\n17h30.",
            "Ouvert tous les jours de 9h à 17h30 sauf le samedi et le dimanche.",
        ],
    )
    def test_agrees_with_the_office_week(self, text):
        assert said(text).verdict is AGREES

    @pytest.mark.parametrize(
        ("text", "weekly"),
        [
            ("Ouvert du lundi au vendredi 9 h 00 - 12 h 30 et 14 h - 18 h", TWICE_A_DAY),
            ("Ouvert du lundi au vendredi de 9h à 18h, fermé entre 12h30 et 14h.", TWICE_A_DAY),
            ("Le standard répond le matin de 9h à 12h30 et l'après-midi de 14h à 18h.", TWICE_A_DAY),
            ("Ouvert lundi, mardi et jeudi matin.", THREE_MORNINGS),
            ("Ouvert les lundis, mardis et jeudis de 9h à 12h30", THREE_MORNINGS),
            ("Ouvert du lundi au vendredi de 9h à 17h30. Fermé le mercredi.", WITHOUT_WEDNESDAY),
            ("Ouvert du lundi au vendredi sauf le mercredi, de 9h à 17h30", WITHOUT_WEDNESDAY),
            ("Fermé le mercredi.", WITHOUT_WEDNESDAY),
            ("Permanence 24h/24, 7j/7", ((hours.Span(start=dt.time(0), end=dt.time(23, 59, 59)),),) * 7),
            (
                "Ouvert de 9h à 12h30 le lundi et de 14h à 18h le mardi",
                ((MORNING,), (AFTERNOON,), (), (), (), (), ()),
            ),
            (
                "Ouvert du lundi au vendredi de 9h à 17h30, le mercredi de 9h à 12h30.",
                tuple((MORNING,) if day == 2 else spans for day, spans in enumerate(OFFICE)),
            ),
        ],
    )
    def test_agrees_with_other_weeks(self, text, weekly):
        assert said(text, weekly).verdict is AGREES

    @pytest.mark.parametrize(
        "text",
        [
            "Ouvert du lundi au vendredi de 9h à 18h.",
            "Ouvert 6 jours sur 7.",
            "Nous répondons de 8h30 à 17h30.",
            "Fermé le mercredi.",
            "Ouvert du lundi au samedi.",
            "Ouvert du lundi au jeudi de 9h à 17h30.",
            "Ouvert lundi, mardi et jeudi matin.",
            "Ouvert jusqu'à 18h.",
            "Ouvert dès 8h.",
            "Le standard répond aussi le samedi.",
            "Horaires : de 9h à 12h et de 14h à 17h30",
        ],
    )
    def test_differs_from_the_office_week(self, text):
        assert said(text).verdict is DIFFERS

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Vous êtes bien au standard. Laissez-nous un message.",
            "La réunion d'équipe est le mardi de 10h à 11h.",
            "Le standard est ouvert à tous. La réunion commence à 10h.",
            "Ouverture de la réunion à 10h.",
            "Appelez le 03 53 01 01 00 pour joindre l'équipe.",
            "Le standard sera ouvert du 1er au 15 août de 10h à 12h.",
            "La coopérative ferme l'été, mais le standard peut continuer à fonctionner.",
            "Le standard est exceptionnellement fermé lundi.",
            "Déposez vos notes avant 17h.",
            "L'équipe se retrouve du lundi au vendredi de 8h à 9h.",
            "Nous vous rappellerons lundi.",
        ],
    )
    def test_says_nothing_of_other_hours(self, text):
        assert said(text).verdict is SILENT

    def test_groups_the_days_that_differ_alike(self):
        found = said("Ouvert du lundi au vendredi de 9h à 18h.")

        assert found.differences == (
            hours_told.Difference(
                weekdays=(0, 1, 2, 3, 4),
                told=(hours_told.Stretch(start=dt.time(9), end=dt.time(18)),),
                is_told_open=True,
                kept=(hours.OFFICE_SPAN,),
            ),
        )

    def test_tells_the_days_that_the_text_leaves_out(self):
        found = said("Ouvert du lundi au jeudi de 9h à 17h30.")

        assert found.differences == (
            hours_told.Difference(weekdays=(4,), is_told=False, kept=(hours.OFFICE_SPAN,)),
        )

    def test_tells_another_number_of_days(self):
        assert said("Ouvert 6 jours sur 7.").days_a_week == 6
        assert said("Ouvert six jours sur sept.").days_a_week == 6


class TestTold:
    PAGE = """# Les salles

La salle est ouverte de 8h à 22h, tous les jours.

## Le standard

Horaires : du lundi au vendredi, de 9h à 17h30.
"""

    def test_reads_only_what_is_about_the_subject(self):
        told = hours_told.told(self.PAGE, about=["standard"])

        assert hours_told.compare(told, weekly=OFFICE).verdict is AGREES

    def test_knows_what_a_page_is_about_by_its_headings(self):
        page = "# Le standard\n\n## Horaires\n\n- du lundi au vendredi\n- de 9h à 17h30\n"
        page += "\n# La salle\n\nOuverte de 8h à 9h."

        told = hours_told.told(page, about=["standard"])

        assert hours_told.compare(told, weekly=OFFICE).verdict is AGREES

    def test_reads_everything_without_a_subject(self):
        assert len(hours_told.told(self.PAGE).statements) == 2

    def test_is_linear_on_long_texts(self):
        assert hours_told.told("ouvert de 9h à " * 5000).statements == ()
