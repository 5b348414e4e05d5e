"""An admin types one sentence: line, planning and answers are closed, or open, all at once."""

from tests import story, story_posts


def test_closing_by_one_sentence(day: story.Story) -> None:
    day.lea.types("/standard prendre demain")
    planned = day.tom.types("/standard planning 2 août")

    answer = day.simon.types("/standard fermer demain après-midi inventaire")

    assert "vendredi 2 août de 13h à 17h30" in answer
    assert "Léa" in answer
    closed = day.reads("standard", "inventaire", "2 août", button="Annuler")
    day.lea.reads("inventaire")
    assert day.tom.types("/standard planning 2 août") != planned
    day.clock_shows(story.at(2, 12, 59))
    day.line_rings(day.lea, day.tom)

    day.clock_shows(story.at(2, 13))

    day.line_rings()
    day.is_off_the_line(day.lea)
    assert story_posts.says(day.tom.types("/standard qui"), "fermé")

    assert "annulé" in day.simon.clicks("Annuler", closed)

    day.line_rings(day.lea, day.tom)
    assert day.tom.types("/standard planning 2 août") == planned


def test_at_once(day: story.Story) -> None:
    day.lea.types("/standard prendre aujourd'hui")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)

    day.simon.types("/standard fermer aujourd'hui alerte incendie")

    day.line_rings()


def test_a_turn_taken_inside_is_said_to_serve_nothing(day: story.Story) -> None:
    day.simon.types("/standard fermer 5 août inventaire")

    assert "inventaire" in day.lea.types("/standard prendre 5 août")
    assert "inventaire" in day.tom.types("/standard planning 5 août")

    day.clock_shows(story.at(5, 9))
    day.line_rings()


def test_a_gap_inside_is_no_gap(day: story.Story) -> None:
    day.simon.types("/standard fermer 2024-08-05..06 inventaire")

    gaps = day.tom.asks("/standard trous 2024-08-05..07")

    assert len(gaps["buttons"]) == 2
    assert story_posts.has_button(gaps, "mer", "7")


def test_a_saturday_opens(day: story.Story) -> None:
    day.simon.types("/standard ouvrir samedi 9h-12h")

    day.reads("standard", "samedi 3 août de 9h à 12h", button="Annuler")
    day.lea.types("/standard prendre samedi")
    day.clock_shows(story.at(3, 9))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(3, 12))
    day.line_rings()
    day.is_off_the_line(day.lea)


def test_closed_unless_somebody_takes_it(day: story.Story) -> None:
    day.simon.types("/standard fermer 5..9 août sauf volontaires")
    day.lea.types("/standard prendre 6 août")

    day.clock_shows(story.at(5, 9))
    day.line_rings()
    day.clock_shows(story.at(6, 9))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(7, 9))
    day.line_rings()


def test_it_is_for_admins(day: story.Story) -> None:
    assert story_posts.says(day.lea.types("/standard fermer demain inventaire"), "admin")
    assert story_posts.says(day.lea.types("/standard ouvrir samedi 9h-12h"), "admin")

    day.everything_settles()
    assert not story_posts.holding(day.posts(), button="Annuler")
    day.clock_shows(story.at(2, 9))
    day.line_rings(day.bureau)
