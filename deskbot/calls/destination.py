"""Where a card goes: the channel of its topic, unless somebody chose another."""

import collections.abc
import dataclasses

from deskbot.calls import case


@dataclasses.dataclass(frozen=True, kw_only=True)
class Channels:
    """The channels of the cards: that of each topic which has one, that of each desk, and that of all else.

    `admins` is the one that is there whatever becomes of the others.
    """

    home: str
    admins: str
    topics: collections.abc.Mapping[str, str]
    desks: collections.abc.Mapping[str, str]

    def of_topic(self, topic: str | None) -> str | None:
        """Return the channel of a topic, if it has one."""
        return self.topics.get(topic) if topic else None

    def of_desk(self, desk: str) -> str:
        """Return the channel of a desk; that of all else where there is no such desk."""
        return self.desks.get(desk, self.home)

    def all_of(self, desk: str) -> tuple[str, ...]:
        """Return where a card of a desk may be put, each once."""
        own = self.desks.get(desk)
        return tuple(dict.fromkeys((self.home, *([own] if own else []), *self.topics.values())))

    def instead_of(self, channel: str, *, desk: str) -> tuple[str, ...]:
        """Return where a card of a desk goes when `channel` will not have it, the first that will."""
        own = self.desks.get(desk)
        tried = dict.fromkeys((*([own] if own else []), self.home, self.admins))
        return tuple(one for one in tried if one != channel)


def with_topic(card: case.Case, topic: str, *, channels: Channels) -> case.Case:
    """Return the card once its words say what it is about: it goes there unless somebody put it somewhere."""
    if card.topic_by is not None:
        return card
    named = channels.of_topic(topic)
    stays = named is None or card.channel_by is not None or card.state is case.State.DONE
    if stays or named == card.channel:
        return card.changed(topic=topic)
    return card.changed(topic=topic, channel=named, refused_channel=None)
