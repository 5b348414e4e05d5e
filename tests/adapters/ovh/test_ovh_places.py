"""Whose calls take the next place at OVH's pace."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.adapters.ovh import lab as labs


class TestPlaces:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda phone: phone.glance(labs.NUMBER),
            lambda phone: phone.armed(labs.NUMBER),
            lambda phone: phone.caller_waiting(labs.NUMBER),
            lambda phone: phone.switch_greeting(labs.VOICEMAIL, on=True),
        ],
        ids=["glance", "armed", "caller_waiting", "switch_greeting"],
    )
    def test_of_what_a_change_needs_come_first(self, lab: labs.Lab, ask: Callable[[Any], Any]) -> None:
        paced = labs.Unhurried(calls_per_second=1.0)

        ask(lab.phone_with(paced=paced))

        assert paced.first
        assert all(paced.first)

    def test_of_a_write_and_its_reading_back_come_first(self, lab: labs.Lab) -> None:
        paced = labs.Unhurried(calls_per_second=1.0)
        phone = lab.phone_with(paced=paced)
        phone.read(labs.NUMBER)
        paced.first.clear()

        write = labs.set_agent(lab)
        phone.apply(labs.NUMBER, write)
        phone.read_back(labs.NUMBER, [write])

        assert paced.first == [True, True]

    def test_of_a_look_do_not_even_after_a_change(self, lab: labs.Lab) -> None:
        paced = labs.Unhurried(calls_per_second=1.0)
        phone = lab.phone_with(paced=paced)
        phone.glance(labs.NUMBER)
        paced.first.clear()

        phone.look(labs.NUMBER)
        phone.read(labs.NUMBER)
        phone.greeting(labs.VOICEMAIL)

        assert paced.first
        assert not any(paced.first)
