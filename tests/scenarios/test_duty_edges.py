"""Where rosters go wrong: clocks that change, the new year, a number lost, a desk that is no more."""

import datetime as dt
import pathlib

from tests import story, story_posts

SECOND_DESK = {
    "title": "l'accueil",
    "channel": "accompagnement",
    "billing_account": "deskbot-demo",
    "number": "03 53 01 01 10",
    "voicemail": "03 53 01 01 99",
    "fallback": ["bureau"],
}


class TestChangesOfSummerTime:
    """What the clock on the wall says counts, on both sides of the change and in the night of it."""

    def rings_from_nine_to_half_past_five(self, day: story.Story, sunday: dt.datetime) -> None:
        """Watch the line on the Sunday of the change, and on the Monday after."""
        for morning in (sunday, sunday + dt.timedelta(days=1)):
            day.clock_shows(morning.replace(hour=8, minute=59))
            day.line_rings()
            day.clock_shows(morning.replace(hour=9))
            day.line_rings(day.lea, day.tom)
            day.clock_shows(morning.replace(hour=17, minute=29))
            day.line_rings(day.lea, day.tom)
            day.clock_shows(morning.replace(hour=17, minute=30))
            day.line_rings()
            day.is_off_the_line(day.lea)

    def test_the_end_of_summer_time(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, start=story.at(25, 8, 55, 0, month=10)) as day:
            day.simon.types("/standard ouvrir 2024-10-27 9h-17h30")
            assert "du samedi 26 au lundi 28 octobre" in day.lea.types("/standard prendre 2024-10-26..28")

            self.rings_from_nine_to_half_past_five(day, story.at(27, 0, month=10))

    def test_the_beginning_of_summer_time(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, start=story.at(28, 8, 55, 0, month=3, year=2025)) as day:
            day.simon.types("/standard ouvrir 2025-03-30 9h-17h30")
            assert "du samedi 29 au lundi 31 mars" in day.lea.types("/standard prendre 2025-03-29..31")

            self.rings_from_nine_to_half_past_five(day, story.at(30, 0, month=3, year=2025))


def test_a_turn_over_the_new_year(tmp_path: pathlib.Path) -> None:
    with story.Story(tmp_path, start=story.at(27, 8, 55, 0, month=12)) as day:
        answer = day.lea.types("/standard prendre 2024-12-28..2025-01-03")
        assert story_posts.says(answer, "28 décembre", "3 janvier 2025", "Jour de l'an")

        day.clock_shows(story.at(28, 9, month=12))
        day.line_rings()
        day.clock_shows(story.at(31, 17, 29, month=12))
        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(31, 23, 59, month=12))
        day.line_rings()
        day.clock_shows(story.at(1, 9, month=1, year=2025))
        day.line_rings()
        day.clock_shows(story.at(2, 9, month=1, year=2025))
        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(3, 17, 30, month=1, year=2025))
        day.line_rings()
        day.is_off_the_line(day.lea)
        assert "6 janvier" in day.tom.types("/standard prendre lundi prochain")


def test_a_turn_across_midnight(day: story.Story) -> None:
    day.simon.types("/standard ouvrir demain 20h-23h59")
    day.simon.types("/standard ouvrir samedi 0h-3h")
    day.lea.types("/standard prendre 2024-08-02 20h-23h59")
    day.lea.types("/standard prendre 2024-08-03 0h-3h")

    day.clock_shows(story.at(2, 20))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(3, 0, 1))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(3, 3))
    day.line_rings()


class TestNumberForgotten:
    """A member loses their telephone: nothing must ring it one minute longer."""

    def test_during_the_turn(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        assert day.lea.types("/standard numéro oublier")

        day.line_rings(day.bureau)
        day.is_off_the_line(day.lea)
        day.reads("admins", "Léa")

    def test_the_turn_is_still_hers_once_she_has_another(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.lea.types("/standard numéro oublier")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.bureau)

        state = day.lea.asks("/standard numéro")
        day.lea.clicks(story_posts.button_with(state, "numéro"), state)
        assert day.lea.fills(day.lea.gets_form(), number="06 39 98 01 11") == {}
        day.lea.reads("03 53 01 01 00")
        day.simon.types("/standard numéro @lea vérifié")

        day.sees(lambda: day.ringing() == ["+33639980111", day.tom.number], "the line rings Léa's new number")

    def test_of_the_second(self, day: story.Story) -> None:
        day.lea.types("/standard prendre aujourd'hui")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        day.tom.types("/standard numéro oublier")

        day.line_rings(day.lea)

    def test_the_number_is_shown_to_nobody(self, day: story.Story) -> None:
        state = day.lea.types("/standard numéro")

        assert "06 •• •• •• 01" in state
        assert "98 01 01" not in state


class TestDeskRemoved:
    """A desk leaves the configuration while somebody holds it."""

    def test_is_told_to_everybody_concerned(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes={"desks": {"accueil": SECOND_DESK}}) as day:
            day.lea.types("/standard prendre 2024-08-05..06", channel="accompagnement")
            day.channel_says("Léa", "prend", "l'accueil", channel="accompagnement")
            day.lea.types("/standard prendre 2024-08-07", channel="standard")
            day.deskbot_stops()

            day.deskbot_starts(changes={})

            day.reads("admins", "accueil", "Léa", "6 août")
            day.lea.reads("accueil", "6 août")
            day.clock_shows(story.at(7, 9))
            day.line_rings(day.lea, day.tom)

    def test_its_buttons_do_nothing(self, tmp_path: pathlib.Path) -> None:
        with story.Story(tmp_path, changes={"desks": {"accueil": SECOND_DESK}}) as day:
            day.lea.types("/standard prendre 2024-08-05..06", channel="accompagnement")
            told = day.reads("accompagnement", "Léa", "prend", button="Annuler")
            day.deskbot_stops()
            day.deskbot_starts(changes={})

            assert 1 <= len(day.lea.clicks("Annuler", told)) < 300


def test_a_holiday_declared_after_the_claim(day: story.Story) -> None:
    day.lea.types("/standard prendre 2024-08-05..09")

    answer = day.simon.types("/standard fermer 7 août pont")

    assert "Léa" in answer
    day.lea.reads("Simon", "7 août")
    day.clock_shows(story.at(6, 9))
    day.line_rings(day.lea, day.tom)
    day.clock_shows(story.at(7, 9))
    day.line_rings()
    day.is_off_the_line(day.lea)
    day.clock_shows(story.at(8, 9))
    day.line_rings(day.lea, day.tom)


class TestTakeNow:
    """One word when nobody is there."""

    def test_until_the_evening(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 10))
        day.line_rings(day.bureau)

        assert "17h30" in day.lea.types("/standard prendre maintenant")

        day.line_rings(day.lea, day.tom)
        day.clock_shows(story.at(1, 17, 30))
        day.line_rings()

    def test_asks_for_no_confirmation(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 10))
        day.lea.types("/standard prendre maintenant")
        day.line_rings(day.lea, day.tom)

        day.everything_settles()

        assert not story_posts.holding(day.lea.direct_messages(), button="Je confirme")
        assert not story_posts.holding(day.posts("admins"), "Léa")


class TestRings:
    """How often her telephone rings before the next one's."""

    def ringing_s(self, day: story.Story) -> int:
        return int(day.people.line()["would_ring"][0]["seconds"])

    def test_is_kept_for_the_turns_to_come(self, day: story.Story) -> None:
        day.lea.types("/standard prendre aujourd'hui")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        four = self.ringing_s(day)

        assert "2" in day.lea.types("/standard sonneries 2")

        assert "2 fois" in day.lea.types("/standard prendre demain")
        day.clock_shows(story.at(2, 9))
        day.sees(
            lambda: day.ringing() and self.ringing_s(day) < four, "the line rings Léa for a shorter time"
        )
        day.line_rings(day.lea, day.tom)

    def test_a_number_that_cannot_be(self, day: story.Story) -> None:
        for wrong in ("0", "5", "beaucoup", "-1"):
            assert "de 1 à 4" in day.lea.types(f"/standard sonneries {wrong}")


class TestViews:
    """Who answers when, and who is missing."""

    def test_who_answers_on_a_day(self, day: story.Story) -> None:
        day.lea.types("/standard prendre lundi")

        assert "Léa" in day.tom.types("/standard qui lundi")
        assert story_posts.says(day.tom.types("/standard qui samedi"), "fermé")
        assert story_posts.says(day.tom.types("/standard qui 15 août"), "fermé")

    def test_the_planning_of_the_week(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 5 août matin")
        day.tom.types("/standard prendre 6 août")

        planning = day.ines.types("/standard planning 2024-08-05..09")

        assert story_posts.says(planning, "Léa", "Tom")
        assert max(len(line) for line in planning.splitlines()) <= 80
        assert "Léa" not in day.ines.types("/standard planning cette semaine")

    def test_the_gaps_and_one_click(self, day: story.Story) -> None:
        day.tom.types("/standard prendre 2024-08-05..06 matin")

        gaps = day.lea.asks("/standard trous 2024-08-05..06")

        assert len(gaps["buttons"]) == 2
        day.lea.clicks(story_posts.button_with(gaps, "mar", "6"), gaps)
        day.channel_says("Léa", "prend", "mardi 6 août de 13h à 17h30")
        assert len(day.lea.asks("/standard trous 2024-08-05..06")["buttons"]) == 1

    def test_gaps_come_near_and_are_said(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01..02")
        day.lea.types("/standard prendre 2024-08-05..07")

        day.clock_shows(story.at(1, 10))

        offered = day.sees(
            lambda: [one for one in day.posts() if story_posts.has_button(one, "jeu", "8")],
            "the gap of the 8th",
        )[0]
        for name in story_posts.button_names(offered):
            day.simon.clicks(name, offered)
        day.sees_post(offered, lambda one: one["buttons"] == [])
