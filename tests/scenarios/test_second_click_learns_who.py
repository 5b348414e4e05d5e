"""Two people want the same call: the second one learns who has it, and since when."""

from tests import story


def test_second_click_learns_who(day: story.Story) -> None:
    day.clock_shows(story.at(1, 10, 11))
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    day.clock_shows(story.at(1, 10, 22))
    day.lea.clicks("Je prends", card)

    assert day.tom.clicks("Je prends", card) == "Léa s'en occupe depuis 10h22."

    assert not day.tom.direct_messages()


def test_the_next_day_the_day_is_said_too(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    day.clock_shows(story.at(1, 17))
    day.lea.clicks("Je prends", card)
    day.clock_shows(story.at(2, 9, 30))

    assert "depuis hier à 17h" in day.tom.clicks("Je prends", card)


def test_once_it_is_done_who_did_it_is_said(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    context = day.context_of(card, "Je prends")
    day.clock_shows(story.at(1, 10, 22))
    day.lea.chooses("Autre…", "C'est une erreur de numéro", card)
    day.card("Erreur de numéro")

    said = day.tom.clicks_late(card, context=context)

    assert "Léa a déjà terminé (10h22)" in said
    assert "Rouvrir" in said
