"""`/standard appels`: what is left to do, whole numbers for those who may call, several ended at once."""

from tests import story, story_posts


def missed(day: story.Story, *ends: int) -> list[story.Json]:
    """Have calls come that nobody answers, from numbers with these last digits, and return their cards."""
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)
    cards = []
    for end in ends:
        day.somebody_calls(caller=f"+336399802{end:02d}")
        cards.append(day.card(f"06 •• •• •• {end:02d}"))
    return cards


def wants(person: story.Person, button: str) -> None:
    """Click what ends several, under the list that only this person sees: a form opens."""
    person.day.people.click_answer(person.name, person.asks("/standard appels"), button)


def test_appels(day: story.Story) -> None:
    assert "Aucun appel à traiter" in day.lea.types("/standard appels")
    first, second = missed(day, 1, 2)
    day.lea.clicks("Je prends", second)
    day.card("Léa", "s'en occupe")

    said = day.tom.types("/standard appels")

    assert story_posts.says(said, "à traiter", "(2)", "06 •• •• •• 01", "06 •• •• •• 02", "👤 Léa")
    assert said.index("•• 01") < said.index("•• 02")
    assert first["id"] in said
    assert second["id"] in said
    assert "39 98" not in said


def test_whole_numbers_are_for_those_who_may_call(day: story.Story) -> None:
    missed(day, 1, 2)
    day.lea.clicks("Je prends", day.card("06 •• •• •• 02"))
    day.card("Léa", "s'en occupe")

    assert story_posts.says(day.lea.types("/standard appels"), "06 •• •• •• 01", "06 39 98 02 02")
    assert story_posts.says(day.simon.types("/standard appels"), "06 39 98 02 01", "06 39 98 02 02")
    day.tom.types("/standard prendre maintenant")
    assert story_posts.says(day.tom.types("/standard appels"), "06 39 98 02 01", "06 39 98 02 02")
    assert "39 98" not in day.ines.types("/standard appels")


def test_those_of_whoever_asks_and_those_of_nobody(day: story.Story) -> None:
    missed(day, 1, 2)
    day.lea.clicks("Je prends", day.card("06 •• •• •• 02"))
    day.card("Léa", "s'en occupe")

    mine, free = day.lea.types("/standard appels mes"), day.lea.types("/standard appels libres")

    assert "02 02" in mine
    assert "•• 01" not in mine
    assert "•• 01" in free
    assert "02 02" not in free
    assert "Tu n'as aucun appel" in day.tom.types("/standard appels mes")
    assert "(2)" in day.tom.types("/standard appels tous")
    assert "quels appels" in day.tom.types("/standard appels d'hier")


def test_a_guest_reads_none_of_it(day: story.Story) -> None:
    missed(day, 1)
    day.people.becomes_guest("ines")
    day.clock_shows(story.at(1, 9, 30))
    day.everything_settles()

    assert "•• 01" not in day.ines.types("/standard appels")


def test_a_long_list_comes_in_parts(day: story.Story) -> None:
    missed(day, *range(1, 15))

    first = day.tom.asks("/standard appels")

    assert story_posts.says(first["message"], "(14)", "et 2 autres")
    assert first["message"].count("[voir]") == 12

    rest = day.people.click_answer("tom", first, "Voir la suite")

    assert story_posts.says(rest, "(14)", "•• 13", "•• 14")
    assert rest.count("[voir]") == 2


def test_all_mine_are_ended_at_once_and_opened_again(day: story.Story) -> None:
    cards = missed(day, 1, 2, 3)
    for card in cards[:2]:
        day.lea.clicks("Je prends", card)
    wants(day.lea, "Terminer les miens")
    form = day.lea.gets_form()
    assert "2 cartes" in form["introduction"]

    assert day.lea.fills(form, closing="reached") == {}

    done = day.lea.gets_direct("2 cartes terminées", "Rappelé")
    for card in cards[:2]:
        day.sees_post(card, lambda one: story_posts.says(one["message"], "Rappelé", "Léa"))
    day.sees_post(cards[2], lambda one: "Je prends" in story_posts.button_names(one))

    assert "2 cartes rouvertes" in day.lea.clicks("Annuler", done)

    for card in cards[:2]:
        day.sees_post(card, lambda one: story_posts.says(one["message"], "Léa", "s'en occupe"))


def test_what_was_opened_and_ended_since_stays_as_it_is(day: story.Story) -> None:
    cards = missed(day, 1, 2)
    for card in cards:
        day.lea.clicks("Je prends", card)
    wants(day.lea, "Terminer les miens")
    day.lea.fills(day.lea.gets_form(), closing="reached")
    done = day.lea.gets_direct("2 cartes terminées")
    again = day.sees_post(cards[0], lambda one: "Rouvrir" in story_posts.button_names(one))
    day.lea.clicks("Rouvrir", again)
    again = day.sees_post(cards[0], lambda one: "Terminé" in story_posts.button_names(one))
    day.lea.clicks("Terminé", again)
    day.lea.fills(day.lea.gets_form(), closing="no_answer")
    day.card("Pas de réponse")

    assert "1 carte rouverte" in day.lea.clicks("Annuler", done)

    day.sees_post(cards[1], lambda one: story_posts.says(one["message"], "s'en occupe"))
    assert "Pas de réponse" in day.card("06 •• •• •• 01")["message"]


def test_old_ones_are_for_admins_to_end(day: story.Story) -> None:
    (old,) = missed(day, 1)
    day.clock_shows(story.at(9, 9))
    day.somebody_calls(caller="+33639980202")
    fresh = day.card("06 •• •• •• 02")
    assert day.tom.asks("/standard appels")["buttons"] == []

    wants(day.simon, "Terminer les anciens")
    form = day.simon.gets_form()
    assert "Une carte" in form["introduction"]
    assert day.simon.fills(form, closing="nothing_to_do") == {}

    day.sees_post(old, lambda one: story_posts.says(one["message"], "Rien à faire", "Simon"))
    day.everything_settles()
    day.sees_post(fresh, lambda one: "Je prends" in story_posts.button_names(one))


def test_nobody_undoes_what_another_ended(day: story.Story) -> None:
    cards = missed(day, 1, 2)
    for card in cards:
        day.lea.clicks("Je prends", card)
    wants(day.lea, "Terminer les miens")
    day.lea.fills(day.lea.gets_form(), closing="reached")
    done = day.lea.gets_direct("2 cartes terminées")
    context = day.context_of(done, "Annuler")

    said = day.tom.clicks_late(done, context=context)

    assert "rouvertes" not in said
    assert "Rappelé" in day.card("06 •• •• •• 01")["message"]
