"""Days given back: the line goes to the fallback, and comes back to her after them."""

from tests import story


def test_release_restores_the_fallback(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..15")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)

    assert "du lundi 5 au vendredi 9 août" in day.lea.types("/standard rendre du 5 au 9 août")

    day.channel_says("Léa** rend", "9 août")
    day.clock_shows(story.at(5, 9))
    day.line_rings(day.bureau)
    day.channel_says("Personne", "le bureau", "Vérifié")
    day.clock_shows(story.at(14, 10))
    day.line_rings(day.lea, day.tom)


def test_a_release_is_undone_unless_somebody_took_the_days(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-05..09")
    day.lea.types("/standard rendre 6 août")
    released = day.channel_says("Léa** rend")
    day.tom.types("/standard prendre 6 août")

    assert "a pris ces jours" in day.lea.clicks("Annuler", released)

    day.tom.types("/standard rendre 6 août")
    assert "annulé" in day.lea.clicks("Annuler", released)
    assert "déjà pris" in day.tom.types("/standard prendre 6 août").lower()


def test_what_one_does_not_hold_cannot_be_given_back(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-05..09")

    assert "Tu n'as pas de tour" in day.tom.types("/standard rendre 6 août")
    assert "du lundi 5 au vendredi 9 août" in day.lea.types("/standard rendre 12 août")
