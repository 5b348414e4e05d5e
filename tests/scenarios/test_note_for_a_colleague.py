"""Somebody answered for somebody else: the call is noted, and its card is like any other."""

from tests import story, story_posts


def noted(day: story.Story, *texts: str, channel: str = "standard") -> story.Json:
    """Wait for the one card of a note."""
    return day.one_post(channel, "Note", *texts)


def test_note_for_a_colleague(day: story.Story) -> None:
    said = day.lea.types("/standard note 06 39 98 02 12 pour @simon : rappeler avant 17h, contrat")

    assert "confié à Simon" in said
    told = day.simon.gets_direct("Léa", "te confie une note", "06 39 98 02 12", "rappeler avant 17h, contrat")
    assert story_posts.button_names(told) == ["Terminé", "Je rends"]
    card = noted(day, "de Léa", "06 •• •• •• 12", "rappeler avant 17h", "Simon", channel="administration")
    assert "02 12" not in card["message"]
    assert story_posts.button_names(card) == ["Terminé", "Annuler"]

    day.simon.clicks("Terminé", told)
    assert day.simon.fills(day.simon.gets_form(), closing="reached") == {}
    noted(day, "Rappelé", "Simon", channel="administration")


def test_the_colleague_hands_it_back(day: story.Story) -> None:
    day.lea.types("/standard note 06 39 98 02 12 pour @simon : Mme Dupont veut le rappeler")
    told = day.simon.gets_direct("te confie une note")

    assert "C'est rendu" in day.simon.clicks("Je rends", told)

    day.lea.gets_direct("Simon", "te rend l'appel")
    card = day.sees(
        lambda: story_posts.holding(day.posts(), "Note", "Mme Dupont", button="Je prends"), "it is free"
    )[0]
    assert "C'est pour toi" in day.tom.clicks("Je prends", card)
    day.tom.gets_direct("06 39 98 02 12")


def test_for_nobody_in_particular_anybody_takes_it(day: story.Story) -> None:
    assert "C'est noté dans ~standard" in day.lea.types("/standard note 0639980212 : voudrait qu'on rappelle")

    card = noted(day, "voudrait qu'on rappelle", "06 •• •• •• 12")
    assert story_posts.button_names(card) == ["Je prends", "Terminé"]
    day.tom.clicks("Je prends", card)
    day.tom.gets_direct("06 39 98 02 12")
    assert not day.simon.direct_messages()


def test_without_a_number_it_is_said(day: story.Story) -> None:
    said = day.lea.types("/standard note pour @tom : Mme Dupont est passée au bureau")

    assert "pas de numéro" in said
    told = day.tom.gets_direct("te confie une note", "Mme Dupont est passée")
    assert "À rappeler" not in told["message"]
    assert "masqué" not in noted(day, "Mme Dupont est passée", channel="standard")["message"]


def test_of_a_call_that_was_just_answered_the_number_is_offered(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-01")
    day.clock_shows(story.at(1, 9, 30))
    day.line_rings(day.lea, day.tom)
    day.somebody_calls(caller="+33639980212", outcome="answered", answered_by=1)
    day.minutes_pass(1)
    day.nothing_is_left_to_do()

    answer = day.lea.asks("/standard note pour @simon : voudrait le rappeler pour un contrat")

    assert "06 •• •• •• 12" in answer["message"]
    assert "est-ce pour cet appel" in answer["message"]
    day.simon.gets_direct("te confie une note")
    assert "C'est ajouté" in day.people.click_answer("lea", answer, "Ajouter ce numéro")
    day.simon.gets_direct("te confie une note", "06 39 98 02 12")
    noted(day, "06 •• •• •• 12", channel="administration")


def test_for_somebody_who_is_not_of_the_team_nothing_is_noted(day: story.Story) -> None:
    said = day.lea.types("/standard note 06 39 98 02 12 pour @simone : rappeler")

    assert "Je ne connais pas « simone »" in said
    assert "02 12" not in said
    day.nothing_is_left_to_do()
    assert not story_posts.holding(day.posts(), "Note")


def test_an_empty_note_says_what_is_missing(day: story.Story) -> None:
    assert "Il manque la note" in day.lea.types("/standard note 06 39 98 02 12 pour @simon :")

    assert not day.simon.direct_messages()


def test_named_without_an_at_sign_a_colleague_is_found(day: story.Story) -> None:
    assert "confié à Inès" in day.lea.types("/standard note 06 39 98 02 12 pour Inès : rappeler")

    day.ines.gets_direct("te confie une note", "06 39 98 02 12")


def test_something_urgent_tells_the_admins_too(day: story.Story) -> None:
    said = day.lea.types("/standard note 06 39 98 02 12 : quelqu'un est bloqué dehors devant la porte")

    assert "urgent" in said
    day.one_post("admins", "@simon", "bloqué dehors")
    noted(day, "🚨", "bloqué dehors")


def test_a_call_of_the_same_person_has_a_card_of_its_own(day: story.Story) -> None:
    day.lea.types("/standard note 06 39 98 02 12 pour @simon : rappeler")
    noted(day, "06 •• •• •• 12")

    day.somebody_calls(caller="+33639980212", outcome="silent")

    day.card("06 •• •• •• 12")


def test_stopped_while_the_chat_is_down_the_colleague_is_told_later(day: story.Story) -> None:
    day.chat(fault="500", fault_path="/api/v4/posts")
    day.lea.types("/standard note 06 39 98 02 12 pour @simon : rappeler avant 17h")
    day.deskbot_stops()
    day.chat(fault=None)

    day.deskbot_starts()
    day.minutes_pass(2)

    day.simon.gets_direct("te confie une note", "06 39 98 02 12")
    noted(day, "rappeler avant 17h")
    day.nothing_is_left_to_do()
    assert len(day.simon.direct_messages()) == 1
