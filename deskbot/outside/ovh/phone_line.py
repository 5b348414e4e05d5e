"""The house's numbers at OVH, of all three kinds."""

import collections.abc
import contextlib
import threading
from typing import Protocol

from deskbot.desk import public_number
from deskbot.line import errors, observed, writes
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import forwarding, hunt_group, voicemail_box
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import shapes
from deskbot.outside.ovh.wire import writes as wire_writes


class _Number(Protocol):
    def look(self) -> observed.Observed: ...

    def glance(self) -> observed.Observed: ...

    def read(self) -> observed.Observed: ...

    def armed(self) -> observed.Observed: ...

    def read_back(self, made: collections.abc.Iterable[writes.Write]) -> observed.Observed: ...

    def caller_waiting(self) -> bool: ...

    def apply(self, write: writes.Write) -> None: ...


class OvhPhoneLine:
    """Numbers by their E.164. Threads may use several at once; two that use the same one take turns.

    What changes a number, or reads it because a change is due, is called before what looks at others.
    """

    def __init__(
        self,
        api: api_module.OvhApi,
        *,
        services: collections.abc.Mapping[str, services.Service],
        calls_a_look: int,
        titles: wire_writes.Titles,
        scheduler_is_the_numbers: bool,
    ) -> None:
        """Know the numbers; `titles` are those of the events that are armed.

        `scheduler_is_the_numbers`: else the calendar is the voicemail's ([A], facts/ovh.md).
        """
        self._api = api
        self._numbers: dict[str, _Number] = {}
        for number, one in services.items():
            match one.kind:
                case public_number.Kind.EASY_HUNTING:
                    self._numbers[number] = hunt_group.OvhHuntGroup(
                        api,
                        service=one,
                        calendar=one.number if scheduler_is_the_numbers else one.voicemail,
                        calls_a_look=calls_a_look,
                        titles=titles,
                    )
                case public_number.Kind.LINE:
                    self._numbers[number] = forwarding.OvhSipLine(api, service=one)
                case public_number.Kind.REDIRECT:
                    self._numbers[number] = forwarding.OvhRedirect(api, service=one)
        self._turns = {number: threading.Lock() for number in services}
        self._voicemails = {
            shapes.from_ovh_number(one.voicemail): voicemail_box.OvhVoicemail(
                api, billing_account=one.billing_account, name=one.voicemail
            )
            for one in services.values()
        }

    def look(self, number: str) -> observed.Observed:
        """Return what routes the calls of a number now; the rest of a call queue as last read, in turn.

        :raises LineUnavailable: try again.
        :raises LineRefused: OVH said no.
        """
        with self._turns[self._known(number)]:
            return self._numbers[number].look()

    def glance(self, number: str) -> observed.Observed:
        """Return what routes a number's calls now, the rest mostly as last read; the errors of `look`."""
        with self._turn_first(number):
            return self._numbers[number].glance()

    def read(self, number: str) -> observed.Observed:
        """Return all that OVH shows of a number now; the errors of `look`."""
        with self._turns[self._known(number)]:
            return self._numbers[number].read()

    def armed(self, number: str) -> observed.Observed:
        """Return the number with what is armed on it as it is now; the errors of `look`."""
        with self._turn_first(number):
            return self._numbers[number].armed()

    def read_back(self, number: str, made: collections.abc.Iterable[writes.Write]) -> observed.Observed:
        """Return the number as it is now as far as these writes touched it; the errors of `look`."""
        with self._turn_first(number):
            return self._numbers[number].read_back(made)

    def caller_waiting(self, number: str) -> bool:
        """Whether a caller waits or is rung now; False where OVH does not tell; the errors of `look`."""
        with self._turn_first(number):
            return self._numbers[number].caller_waiting()

    def apply(self, number: str, write: writes.Write) -> None:
        """Make one write; the errors of `look`."""
        with self._turn_first(number):
            self._numbers[number].apply(write)

    def greeting(self, number: str) -> observed.Greeting:
        """Return the temporary greeting of the voicemail `number`; the errors of `look`."""
        return self._voicemail(number).greeting()

    def switch_greeting(self, number: str, *, on: bool) -> None:
        """Have the callers of the voicemail `number` hear its temporary greeting or not; the same errors."""
        with self._api.going_first():
            self._voicemail(number).switch_greeting(on=on)

    @contextlib.contextmanager
    def _turn_first(self, number: str) -> collections.abc.Iterator[None]:
        with self._turns[self._known(number)], self._api.going_first():
            yield

    def _known(self, number: str) -> str:
        if number not in self._numbers:
            raise errors.NotThere("no number of the settings")
        return number

    def _voicemail(self, number: str) -> voicemail_box.OvhVoicemail:
        if number not in self._voicemails:
            raise errors.NotThere("no voicemail of the settings")
        return self._voicemails[number]
