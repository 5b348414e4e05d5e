"""Which desk a command means (design, section 4)."""

import collections.abc
import dataclasses

from deskbot.desk import desk as desk_module
from deskbot.people import member, permissions


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desks:
    """Every desk, by key, in the order of the configuration; at least one."""

    by_key: collections.abc.Mapping[str, desk_module.Desk]

    def __getitem__(self, key: str) -> desk_module.Desk:
        return self.by_key[key]

    def of_channel(self, channel: str) -> desk_module.Desk | None:
        """Return the desk whose channel that is."""
        return next((one for one in self.by_key.values() if one.channel == channel), None)

    def sharing(self, key: str) -> tuple[desk_module.Desk, ...]:
        """Return the desks whose messages are in the voicemail of the desk `key`, itself included, in order.

        A message there does not say which of them was called: their calls are read and judged together.
        """
        voicemail = self.by_key[key].voicemail_number
        return tuple(one for one in self.by_key.values() if one.voicemail_number == voicemail)

    def meant(
        self, *, named: str | None, channel: str, person: member.Member | None
    ) -> tuple[desk_module.Desk, ...]:
        """Return the desk named, else that of the channel, else those whose turns this person may take.

        More than one: the person must choose. Nobody may take any: the first one, whose answer says so.
        """
        if named is not None:
            return (self.by_key[named],)
        here = self.of_channel(channel)
        if here is not None:
            return (here,)
        every = tuple(self.by_key.values())
        may = tuple(one for one in every if permissions.to_take(person, takers=one.takers) is None)
        return may or every[:1]
