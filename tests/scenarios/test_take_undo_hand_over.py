"""A card goes from hand to hand: taken, given back, handed to somebody, ended, opened again."""

from tests import story, story_posts


def missed(day: story.Story) -> story.Json:
    day.somebody_calls(outcome="silent")
    return day.card("06 •• •• •• 01")


def test_take_undo_hand_over(day: story.Story) -> None:
    card = missed(day)
    assert "C'est pour toi" in day.lea.clicks("Je prends", card)
    card = day.card("Léa", "s'en occupe")

    assert "de nouveau à prendre" in day.lea.clicks("Annuler", card)

    card = day.sees_button_go(card, "Annuler")
    assert story_posts.button_names(card) == ["Je prends", "Terminé"]
    assert "Tom" in day.lea.chooses("Confier à…", "@tom", card)
    card = day.card("Tom", "s'en occupe (confié par Léa)")
    told = day.tom.gets_direct("Léa", "te confie", "06 39 98 02 01")
    assert story_posts.button_names(told) == ["Terminé", "Je rends"]


def test_the_colleague_hands_it_back(day: story.Story) -> None:
    card = missed(day)
    day.lea.chooses("Confier à…", "@tom", card)
    told = day.tom.gets_direct("te confie")

    assert "C'est rendu" in day.tom.clicks("Je rends", told)

    day.lea.gets_direct("Tom", "te rend l'appel", "06 •• •• •• 01")
    card = day.sees_button_go(card, "Annuler")
    assert story_posts.button_names(card) == ["Je prends", "Terminé"]


def test_the_colleague_ends_it_from_the_message_they_got(day: story.Story) -> None:
    day.lea.chooses("Confier à…", "@tom", missed(day))
    told = day.tom.gets_direct("te confie")

    day.tom.clicks("Terminé", told)
    assert day.tom.fills(day.tom.gets_form(), closing="message_left") == {}

    day.card("Message laissé", "Tom")


def test_whoever_handed_it_over_takes_it_back(day: story.Story) -> None:
    card = missed(day)
    day.lea.clicks("Je prends", card)
    card = day.card("Léa", "s'en occupe")
    day.lea.chooses("Confier à…", "@tom", card)
    card = day.card("Tom", "s'en occupe (confié par Léa)")

    assert "Léa s'en occupe de nouveau" in day.lea.clicks("Annuler", card)

    day.card("Léa", "s'en occupe.")
    day.tom.gets_direct("Léa", "reprend l'appel", "plus à rappeler")


def test_what_was_done_and_handed_over_by_mistake_is_done_again(day: story.Story) -> None:
    card = missed(day)
    day.lea.chooses("Autre…", "C'est un indésirable (spam)", card)
    card = day.card("spam", "Léa")
    day.lea.chooses("Confier à…", "@tom", card)
    card = day.card("Tom", "s'en occupe (confié par Léa)")

    assert "de nouveau terminé" in day.lea.clicks("Annuler", card)

    day.card("spam", "Léa")
    day.tom.gets_direct("Léa", "déjà terminé avant", "plus à rappeler")


def test_nobody_else_takes_it_from_them_but_an_admin(day: story.Story) -> None:
    card = missed(day)
    day.lea.clicks("Je prends", card)
    card = day.card("Léa", "s'en occupe")

    assert "Léa s'en occupe" in day.ines.chooses("Confier à…", "@tom", card)
    assert "la personne concernée ou un admin" in day.ines.clicks("Annuler", card)
    assert "Tom" in day.simon.chooses("Confier à…", "@tom", card)

    day.lea.gets_direct("Simon", "confie à Tom")
    day.tom.gets_direct("Simon", "te confie", "06 39 98 02 01")
    assert not day.ines.direct_messages()


def test_what_came_of_it_is_one_tap_away(day: story.Story) -> None:
    day.lea.clicks("Je prends", missed(day))
    told = day.lea.gets_direct("06 39 98 02 01")
    assert story_posts.button_names(told) == ["Rappelé", "Pas de réponse", "Message laissé"]

    assert "terminé" in day.lea.clicks("Message laissé", told)

    day.card("Message laissé", "Léa")
    assert "Léa a déjà terminé" in day.lea.clicks("Rappelé", told)


def test_what_was_ended_is_opened_again(day: story.Story) -> None:
    card = missed(day)
    assert "Rouvrir" in day.lea.chooses("Autre…", "C'est un indésirable (spam)", card)
    card = day.card("spam", "Léa")
    assert story_posts.button_names(card) == ["Rouvrir"]
    assert "la personne concernée ou un admin" in day.ines.clicks("Rouvrir", card)

    assert "C'est rouvert" in day.lea.clicks("Rouvrir", card)

    card = day.sees_button_go(card, "Rouvrir")
    assert story_posts.button_names(card) == ["Je prends", "Terminé"]
    assert "spam" not in card["message"]
    journal = day.simon.types("/standard journal", channel="admins")
    assert "a terminé un appel" in journal
    assert "a rouvert un appel" in journal
    assert "02 01" not in journal


def test_nobody_is_handed_a_call_who_is_not_of_the_team(day: story.Story) -> None:
    card = missed(day)
    day.people.becomes_guest("ines")
    day.clock_shows(story.at(1, 9, 30))
    day.nothing_is_left_to_do()

    assert "n'est pas de l'équipe" in day.lea.chooses("Confier à…", "@ines", card)
    assert "n'est pas de l'équipe" in day.lea.chooses("Confier à…", "@deskbot", card)

    assert story_posts.button_names(day.card("06 •• •• •• 01")) == ["Je prends", "Terminé"]


def test_a_note_is_written_on_the_card(day: story.Story) -> None:
    card = missed(day)

    day.lea.chooses("Autre…", "Ajouter une note", card)
    assert day.lea.fills(day.lea.gets_form(), note="c'était Mme Dupont, 06 39 98 02 12 aussi") == {}

    card = day.card("Léa : c'était Mme Dupont, 06 •• •• •• 12 aussi")
    assert story_posts.button_names(card) == ["Je prends", "Terminé"]


def test_said_urgent_the_admins_are_told_until_somebody_has_it(day: story.Story) -> None:
    card = missed(day)
    assert "je préviens Simon" in day.lea.chooses("Autre…", "🚨 C'est urgent", card)
    alert = day.one_post("admins", "@simon", "signalé par Léa", card["id"])
    day.card("🚨")

    day.tom.clicks("Je prends", day.card("🚨"))

    alert = day.sees_button_go(alert, "Je m'en occupe", channel="admins")
    assert "Tom" in alert["message"]
    day.minutes_pass(30)
    day.everything_settles()
    assert not [one for one in day.patricia.direct_messages() if "signalé par Léa" in one["message"]]


def test_said_not_urgent_nobody_is_told_any_more(day: story.Story) -> None:
    card = missed(day)
    day.lea.chooses("Autre…", "🚨 C'est urgent", card)
    alert = day.one_post("admins", "@simon", "signalé par Léa")

    assert "plus personne" in day.tom.chooses("Autre…", "Ce n'est pas urgent", day.card("🚨"))

    alert = day.sees_button_go(alert, "Je m'en occupe", channel="admins")
    assert "Tom** dit que ce n'est pas urgent" in alert["message"]
    assert "🚨 C'est urgent" in story_posts.menu_lines(day.card("📵"), "Autre…")
    day.minutes_pass(30)
    day.everything_settles()
    assert not [one for one in day.patricia.direct_messages() if "signalé par Léa" in one["message"]]
