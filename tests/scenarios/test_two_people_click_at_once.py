"""Two people click at once: one has the card, the other learns who."""

import concurrent.futures

from tests import story


def test_two_people_click_at_once(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    people = [day.lea, day.tom, day.simon, day.patricia]

    with concurrent.futures.ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(lambda one: one.clicks("Je prends", card), people))

    winners = [one for one, said in zip(people, answers, strict=True) if "C'est pour toi" in said]
    assert len(winners) == 1
    winner = winners[0]
    name = {"lea": "Léa", "tom": "Tom", "simon": "Simon", "patricia": "Patricia"}[winner.name]
    others = [said for one, said in zip(people, answers, strict=True) if one is not winner]
    assert all(name in said for said in others)
    day.card(name, "s'en occupe")
    winner.gets_direct("06 39 98 02 01")
    day.everything_settles()
    numbers = [
        message for one in people for message in one.direct_messages() if "02 01" in message["message"]
    ]
    assert len(numbers) == 1


def test_a_double_click_is_one_click(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")

    assert "C'est pour toi" in day.lea.clicks("Je prends", card)
    assert "C'est pour toi" in day.lea.clicks("Je prends", card)

    day.nothing_is_left_to_do()
    assert len(day.lea.direct_messages()) == 1
