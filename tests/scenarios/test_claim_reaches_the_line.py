"""A member takes the desk in chat, and the line really forwards to her, no earlier and no longer."""

from tests import story


def test_claim_reaches_the_line(day: story.Story) -> None:
    answer = day.lea.types("/standard prendre 2024-08-01..15")

    assert "du jeudi 1er au jeudi 15 août" in answer
    assert "Tom" in answer
    assert "Assomption" in answer
    day.channel_says("Léa", "prend", "15 août")
    assert day.ringing() == []

    day.clock_shows(story.at(1, 9))

    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond", "Vérifié")


def test_her_number_leaves_the_line_each_evening(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01..02")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)

    day.clock_shows(story.at(1, 17, 30))

    day.sees(lambda: day.lea.number not in day.numbers_on_the_line(), "the line without Léa")
    assert day.ringing() == []
    day.clock_shows(story.at(2, 9))
    day.line_rings(day.lea, day.tom)


def test_what_is_told_is_what_was_read_back(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9))

    day.channel_says("**Léa** répond")

    assert day.ringing() == [day.lea.number, day.tom.number]


def test_a_claim_is_undone_by_its_button(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    announced = day.channel_says("Léa", "prend")
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)

    assert "Seule" in day.tom.clicks("Annuler", announced)
    behind = day.context_of(announced, "Annuler")
    assert "annulé" in day.lea.clicks("Annuler", announced)

    day.line_rings(day.bureau)
    day.sees_button_go(announced, "Annuler")
    assert "déjà" in day.lea.clicks_late(announced, context=behind)


def test_days_that_somebody_holds_are_said(day: story.Story) -> None:
    day.tom.types("/standard prendre 2024-08-05..06")

    answer = day.lea.types("/standard prendre 2024-08-05..09")

    assert "Déjà pris par Tom" in answer
    assert "du mercredi 7 au vendredi 9 août" in answer
    assert "Tom" in day.lea.types("/standard prendre 2024-08-05")


def test_a_turn_on_closed_days_is_said_to_serve_nothing(day: story.Story) -> None:
    answer = day.tom.types("/standard prendre le 15 août")

    assert "Assomption" in answer
    assert "ton téléphone ne sonnera pas" in answer


def test_the_second_is_not_said_to_ring_after_himself(day: story.Story) -> None:
    assert "celui de Tom" not in day.tom.types("/standard prendre demain")
