"""Which desk a command means."""

import collections.abc
import dataclasses

from deskbot.desk import desk as desk_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desks:
    """Every desk, by key, in the order of the configuration; at least one."""

    by_key: collections.abc.Mapping[str, desk_module.Desk]

    def __getitem__(self, key: str) -> desk_module.Desk:
        return self.by_key[key]

    def meant_in(self, channel: str) -> desk_module.Desk:
        """Return the desk whose channel that is, else the first one."""
        first = next(iter(self.by_key.values()))
        return next((one for one in self.by_key.values() if one.channel == channel), first)
