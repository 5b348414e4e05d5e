"""A question about the rules: the paragraph, its link and date, or an honest "je ne sais pas"."""

from tests import story


def test_question_quoted_or_refused(day: story.Story) -> None:
    answer = day.tom.types("/standard question qui peut tenir le standard ?")

    assert answer.startswith("> ")
    assert "https://wiki.example.org/" in answer
    assert "vérifié le 17/06/2024" in answer

    assert "Je ne sais pas" in day.tom.types("/standard question quel est le code du wifi ?")
    assert "Pose ta question" in day.tom.types("/standard question")


def test_nobodys_private_number_is_given(day: story.Story) -> None:
    answer = day.tom.types("/standard question quel est le numéro de portable de Léa ?")

    assert "98 01" not in answer
    assert "Je ne sais pas" in answer


def test_an_old_page_is_quoted_with_a_warning(day: story.Story) -> None:
    answer = day.tom.types("/standard question que faire pour une démarche commerciale ?")

    assert answer.startswith("> ")
    assert "180 jours" in answer
