"""Three doctors and one secretary (seed 004): the worked configuration does what its comments tell."""

import datetime as dt
import pathlib
import zoneinfo

import pytest

from deskbot import settings
from deskbot.bootstrap import house as house_values
from deskbot.desk import public_number, resolver, roster
from deskbot.line import arming, assumptions, chain

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "config" / "examples" / "trois-medecins.toml"
SECRETS = {
    "DESKBOT_SECRET": "sixteen characters at least",
    "DESKBOT_CHAT__BOT_TOKEN": "the-bot-token",
    "DESKBOT_CHAT__COMMAND_TOKEN": "the-command-token",
    "DESKBOT_OVH__APPLICATION_SECRET": "the-application-secret",
    "DESKBOT_OVH__CONSUMER_KEY": "the-consumer-key",
}
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
DOCTORS = ("adler", "benali", "costa")
SECRETARY = chain.Step(number="+33353010150", ring_s=19)
CAMILLE = chain.Step(number="+33639980110", ring_s=19)
OWN_LINE = {
    "adler": chain.Step(number="+33353010151", ring_s=24),
    "benali": chain.Step(number="+33353010152", ring_s=24),
    "costa": chain.Step(number="+33353010153", ring_s=24),
}
TAKES_MESSAGES, ANNOUNCES = "+33353010191", "+33353010192"
VOICEMAIL = {"adler": TAKES_MESSAGES, "benali": TAKES_MESSAGES, "costa": ANNOUNCES}


def at(day: int, hour: int, *, month: int = 9) -> dt.datetime:
    """Return a moment of 2024; 2 September is a Monday."""
    return dt.datetime(2024, month, day, hour, 15, tzinfo=PARIS)


@pytest.fixture
def chosen(monkeypatch):
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return settings.load(EXAMPLE)


@pytest.fixture
def house(chosen):
    return house_values.house_of(chosen)


def reached(house, doctor: str, moment: dt.datetime, *, slots: tuple[roster.Slot, ...] = ()):
    """Return why, and the chain that a caller of this doctor meets."""
    desk = house.desks[doctor]
    answering = resolver.who_rings(moment, desk=desk, slots=slots, team=house.team)
    return answering.reason, chain.desired(answering, desk=desk)


class TestThreeDoctors:
    def test_have_a_queue_each(self, house):
        numbers = [one for doctor in DOCTORS for one in house.desks[doctor].numbers]

        assert [one.number for one in numbers] == ["+33353010111", "+33353010112", "+33353010113"]
        assert {one.kind for one in numbers} == {public_number.Kind.EASY_HUNTING}

    @pytest.mark.parametrize("doctor", DOCTORS)
    def test_are_rung_after_the_secretary_in_open_hours(self, house, doctor):
        reason, met = reached(house, doctor, at(2, 10))

        assert reason is resolver.Reason.FALLBACK
        assert met.steps == (SECRETARY, OWN_LINE[doctor])
        assert met.voicemail == VOICEMAIL[doctor]
        assert met.longest_wait_s == 43

    @pytest.mark.parametrize("doctor", DOCTORS)
    @pytest.mark.parametrize("moment", [at(2, 7), at(2, 22), at(8, 10), at(11, 10, month=11)])
    def test_ring_nobody_in_closed_hours(self, house, doctor, moment):
        reason, met = reached(house, doctor, moment)

        assert reason is resolver.Reason.CLOSED
        assert (met.steps, met.voicemail) == ((), VOICEMAIL[doctor])

    @pytest.mark.parametrize(
        ("moment", "who_is_open"),
        [
            (at(2, 8), []),
            (at(2, 13), ["benali"]),
            (at(2, 17), ["adler", "benali"]),
            (at(2, 18), ["benali"]),
            (at(4, 10), ["adler"]),
            (at(4, 15), []),
            (at(6, 10), ["adler", "benali"]),
            (at(7, 10), ["benali"]),
            (at(5, 10, month=8), ["adler", "benali"]),
        ],
    )
    def test_have_their_own_hours(self, house, moment, who_is_open):
        found = [doctor for doctor in DOCTORS if reached(house, doctor, moment)[1].steps]

        assert found == who_is_open

    @pytest.mark.parametrize("doctor", DOCTORS)
    def test_are_rung_after_camille_while_she_works_from_home(self, house, doctor):
        turn = roster.Slot(
            key="turn",
            desk=doctor,
            member="camille",
            starts=roster.wall_time(at(2, 9), zone=PARIS),
            ends=roster.wall_time(at(2, 12), zone=PARIS),
            zone=str(PARIS),
            rings=3,
        )

        reason, met = reached(house, doctor, at(2, 10), slots=(turn,))

        assert reason is resolver.Reason.ON_DUTY
        assert (met.steps, met.voicemail) == ((CAMILLE, OWN_LINE[doctor]), VOICEMAIL[doctor])

    def test_fit_what_a_queue_can_do(self, house):
        desks = [house.desks[doctor] for doctor in DOCTORS]

        refused = [
            arming.why_not(desk.kind, known=assumptions.AS_ASSUMED, shares_voicemail=True) for desk in desks
        ]

        assert refused == [None, None, None]
        assert all(len(desk.fallback) == 2 for desk in desks)

    def test_say_what_callers_hear(self, chosen):
        said = {doctor: chosen.desks[doctor].greeting.text for doctor in DOCTORS}

        assert said["adler"] == said["benali"]
        assert "Laissez" in said["adler"]
        assert "Laissez" not in said["costa"]
