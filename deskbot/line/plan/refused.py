"""What a number must be meanwhile, when the people who should ring are refused."""

import dataclasses
from typing import Final

from deskbot.line import wanted as wanted_module
from deskbot.line.plan import values

#: These refuse the people of a plan, and not the plan itself.
REFUSES_PEOPLE: Final = (values.NumberNotAllowed, values.NotEnoughAgents, values.TooManyToday)


def without(wanted: wanted_module.Wanted, refused: values.UnsafePlan) -> wanted_module.Wanted:
    """Return `wanted` without those that `refused` is about: nobody who rang before goes on ringing.

    Where agents are missing those for whom there are some ring; else callers reach the voicemail.
    """
    steps = wanted.chain.steps[: refused.agents] if isinstance(refused, values.NotEnoughAgents) else ()
    return dataclasses.replace(wanted, chain=dataclasses.replace(wanted.chain, steps=steps))
