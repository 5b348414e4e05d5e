"""A turn begins and ends: the line is written, read back, and only then is anything said."""

import pathlib

import pytest

from deskbot.sandbox import observer
from deskbot.sandbox.ovh import placed, switches
from tests import story, story_operator

VERIFIED = "Vérifié chez l'opérateur"


def starts_her_turn(day: story.Story, days: str = "2024-08-01") -> None:
    """Have Léa hold the desk from 9:00 on, and the clock show it."""
    day.lea.types(f"/standard prendre {days}")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)


class TestTheTurnBegins:
    def test_and_the_channel_is_told_once(self, day: story.Story) -> None:
        starts_her_turn(day)

        day.channel_says("**Léa** répond", VERIFIED)
        day.minutes_pass(3)
        day.nothing_is_left_to_do()

        assert len(observer.those_with(day.posts(), "**Léa** répond")) == 1

    def test_and_nothing_more_is_written(self, day: story.Story) -> None:
        starts_her_turn(day)
        day.channel_says("**Léa** répond", VERIFIED)
        before = len(story_operator.writes(day))

        for _ in range(5):
            day.minutes_pass(2)
            day.nothing_is_left_to_do()

        assert len(story_operator.writes(day)) == before

    def test_with_its_end_armed_before_her_number(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.everything_settles()
        before = len(story_operator.writes(day))
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

        made = [str(one.body) for one in story_operator.writes(day)[before:]]
        armed = next(place for place, body in enumerate(made) if "fin du tour" in body)
        hers = next(place for place, body in enumerate(made) if "0033639980101" in body)
        assert armed < hers
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

    def test_with_the_hours_of_the_house_armed(self, day: story.Story) -> None:
        starts_her_turn(day)

        shown = day.people.line()
        spans = {
            (one["weekDay"], one["timeFrom"], one["timeTo"]) for one in shown["time_conditions"]["spans"]
        }
        assert shown["time_conditions"]["enable"] is True
        assert spans == {
            (name, "09:00:00", "17:30:00")
            for name in ("monday", "tuesday", "wednesday", "thursday", "friday")
        }
        assert [one["dateStart"][:10] for one in story_operator.events(day, "fermé")] == ["2024-08-15"]


class TestWhatIsNotReadBack:
    """The operator takes the write, and shows the old."""

    def test_is_not_told(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.everything_settles()
        obeys_again = story_operator.ignores_what_is_written(day, 1)
        day.clock_shows(story.at(1, 9))
        day.sees(lambda: day.tom.number in day.numbers_on_the_line(), "Tom is on the line")

        day.minutes_pass(0.5)
        day.nothing_is_left_to_do()
        assert not observer.those_with(day.posts(), "**Léa** répond")
        shown = day.lea.types("/standard qui")
        assert "Pas encore vérifié" in shown
        assert "Léa est au planning" in shown

        obeys_again()
        day.minutes_pass(1)

        day.line_rings(day.lea, day.tom)
        day.channel_says("**Léa** répond", VERIFIED)
        assert VERIFIED in day.lea.types("/standard qui")

    def test_is_told_to_the_admins_when_it_lasts(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.everything_settles()
        obeys_again = story_operator.ignores_what_is_written(day, 1)
        day.clock_shows(story.at(1, 9))
        day.sees(lambda: day.tom.number in day.numbers_on_the_line(), "Tom is on the line")
        for _ in range(4):
            day.minutes_pass(1)
            day.nothing_is_left_to_do()

        day.one_post("admins", "accepte mes réglages", "en montre d'autres")
        obeys_again()
        day.minutes_pass(1)

        day.line_rings(day.lea, day.tom)
        day.channel_says("répond de nouveau comme prévu", channel="admins")

    def test_is_no_turn_without_its_armed_end(self, day: story.Story) -> None:
        day.lea.types("/standard prendre 2024-08-01")
        day.everything_settles()
        day.world.line.account.schedulers[day.world.line.scheduler_name].events = _Forgetful()
        day.clock_shows(story.at(1, 9))
        day.minutes_pass(0.5)
        day.nothing_is_left_to_do()

        assert not {day.lea.number, day.tom.number} & day.numbers_on_the_line()
        assert not observer.those_with(day.posts(), "**Léa** répond")


class _Forgetful(dict[str, dict[str, object]]):
    """A calendar that takes every event, and shows none."""

    def __setitem__(self, _uid: str, _event: dict[str, object]) -> None:
        """Keep nothing."""


class TestTheTurnEnds:
    def test_and_nobody_rings(self, day: story.Story) -> None:
        starts_her_turn(day)

        day.clock_shows(story.at(1, 17, 30))

        day.is_off_the_line(day.lea)
        day.is_off_the_line(day.tom)
        assert day.ringing() == []
        day.channel_says("est fermé", "17h30")
        assert VERIFIED in day.lea.types("/standard qui")

    def test_and_the_night_is_silent(self, day: story.Story) -> None:
        starts_her_turn(day, "2024-08-01..02")
        day.clock_shows(story.at(1, 17, 30))
        day.is_off_the_line(day.lea)

        for hour in (20, 23):
            day.clock_shows(story.at(1, hour))
            assert story_operator.numbers_rung(_a_call(day)) == []
        day.clock_shows(story.at(2, 8, 59))
        assert story_operator.numbers_rung(_a_call(day)) == []

    def test_and_the_next_day_is_hers_again(self, day: story.Story) -> None:
        starts_her_turn(day, "2024-08-01..02")
        day.clock_shows(story.at(1, 17, 30))
        day.is_off_the_line(day.lea)

        day.clock_shows(story.at(2, 9))

        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()
        assert story_operator.lease_ends(day) == [story.at(2, 17, 30, 0)]
        # The night between two days of one turn is no news.
        assert len(observer.those_with(day.posts(), "**Léa** répond")) == 1

    def test_and_the_next_day_is_somebody_elses(self, day: story.Story) -> None:
        day.simon.types("/standard prendre 2024-08-02")
        starts_her_turn(day)
        day.clock_shows(story.at(1, 17, 30))
        day.is_off_the_line(day.lea)

        day.clock_shows(story.at(2, 9))

        day.line_rings(day.simon, day.tom)
        day.channel_says("**Simon** répond", VERIFIED)
        assert story_operator.lease_ends(day) == [story.at(2, 17, 30, 0)]

    def test_in_the_middle_of_a_day(self, day: story.Story) -> None:
        day.lea.types("/standard prendre jeudi matin")
        day.simon.types("/standard prendre jeudi après-midi")
        day.everything_settles()
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)
        witness = story_operator.Witness(day)

        day.clock_shows(story.at(1, 13))

        day.line_rings(day.simon, day.tom)
        day.channel_says("**Simon** répond", VERIFIED)
        witness.saw_only({day.lea.number, day.simon.number, day.tom.number})
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]


ASSUMED = [
    {"service_pair_rules": True},
    {"put_leaves_the_rest": False},
    {"scheduler_event_keeps_uid": False},
    {"holidays_send_to_unavailable": False},
    {"scheduler_is_the_numbers": False},
    {"closure_param_is_line_number": False},
    {"closure_runs_when_nobody_available": False},
    {"closure_runs_at_max_wait": False},
    {"queue_starts_again_until_max_wait": False},
    {"ring_time_counts_from_dialling": False},
    {"mobile_voicemail_after_s": None},
]


@pytest.mark.parametrize("other", ASSUMED, ids=lambda one: "-".join(one))
def test_whatever_the_operator_turns_out_to_do(tmp_path: pathlib.Path, other: dict[str, bool | None]) -> None:
    known = {name: "never" if value is None else value for name, value in other.items()}
    rules = switches.Switches(records_late_s=0, **other)  # type: ignore[arg-type]  # each takes its own kind
    with story.Story(tmp_path, line_switches=rules, changes={"ovh": {"assumptions": known}}) as day:
        starts_her_turn(day)
        day.channel_says("**Léa** répond", VERIFIED)
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

        day.clock_shows(story.at(1, 17, 30))

        day.is_off_the_line(day.lea)
        day.channel_says("est fermé", "17h30")
        assert story_operator.numbers_rung(_a_call(day)) == []


def _a_call(day: story.Story) -> placed.PlacedCall:
    return story_operator.waits_to_the_end(day)
