"""A channel that will not have a card: archived, closed to deskbot, or not there. No call is lost by it."""

import pathlib

from deskbot.sandbox import observer
from tests import story, story_posts

COMPTA = "Sujet : comptabilité"


def missed(day: story.Story) -> story.Json:
    day.somebody_calls(outcome="silent")
    return day.card("06 •• •• •• 01")


def test_channel_archived(day: story.Story) -> None:
    card = missed(day)
    day.people.archives("simon", "administration")

    day.lea.chooses("Autre…", COMPTA, card)

    card = day.card(COMPTA, "devrait être dans ~administration", "reste ici")
    assert story_posts.button_names(card) == ["Je prends", "Terminé"]
    day.one_post("admins", "~administration", "~standard", "archivé")
    assert len([one for one in day.posts() if "06 •• •• •• 01" in one["message"]]) == 1


def test_archived_while_the_card_is_there(day: story.Story) -> None:
    day.somebody_calls(outcome="message")
    card = day.card("Message vocal", "06 •• •• •• 01")
    day.lea.chooses("Autre…", COMPTA, card)
    there = day.one_post("administration", "(03 53 01 01 00)")
    day.sees(lambda: day.replies(there, channel="administration"), "the recording there")
    day.nothing_is_left_to_do()
    day.people.archives("simon", "administration")

    # Whoever still has it on a screen clicks, or it is closed by itself: the card says so where it can.
    context = day.context_of(there, "Je prends")
    assert "C'est pour toi" in day.tom.clicks_late(there, context=context)

    back = day.card("Tom", "s'en occupe", "devrait être dans ~administration")
    day.sees(lambda: day.replies(back), "the recording again")


def test_deskbot_is_taken_out_of_the_channel(day: story.Story) -> None:
    card = missed(day)
    day.people.quits("deskbot", "administration")

    day.lea.chooses("Autre…", COMPTA, card)

    day.card(COMPTA, "devrait être dans ~administration")
    day.one_post("admins", "~administration", "membre")


def test_the_channel_of_the_configuration_is_not_there(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, changes={"chat": {"topics": {"commercial": "vendeurs"}}}) as day:
        card = missed(day)

        day.lea.chooses("Autre…", "Sujet : démarche commerciale", card)

        day.card("Sujet : démarche commerciale", "devrait être dans ~vendeurs")
        day.one_post("admins", "~vendeurs")


def test_the_admins_are_told_once(day: story.Story) -> None:
    day.people.archives("simon", "administration")
    for last in (1, 2, 3):
        day.somebody_calls(caller=f"+3363998020{last}", outcome="silent")
        day.lea.chooses("Autre…", COMPTA, day.card(f"06 •• •• •• 0{last}"))
        day.card(f"06 •• •• •• 0{last}", "devrait être dans ~administration")

    day.nothing_is_left_to_do()
    assert len(observer.those_with(day.posts("admins"), "~administration")) == 1


def test_corrected_again_it_goes_where_it_may(day: story.Story) -> None:
    day.people.archives("simon", "administration")
    day.lea.chooses("Autre…", COMPTA, missed(day))
    card = day.card("devrait être dans ~administration")

    day.lea.chooses("Autre…", "Sujet : rejoindre la coopérative", card)

    there = day.one_post("accompagnement", "(03 53 01 01 00)", "rejoindre la coopérative")
    assert "devrait" not in there["message"]


def test_with_the_desk_s_channel_closed_too_the_admins_have_it(day: story.Story) -> None:
    day.people.archives("simon", "standard")
    day.somebody_calls(outcome="silent")

    card = day.one_post("admins", "(03 53 01 01 00)", "06 •• •• •• 01", "devrait être dans ~standard")

    assert "C'est pour toi" in day.simon.clicks("Je prends", card)
    day.simon.gets_direct("06 39 98 02 01")
