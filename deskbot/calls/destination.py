"""Where a message is shown: its topic's channel, or the desk's own."""

from collections.abc import Mapping


def channel_for(topic: str, *, channels: Mapping[str, str], default: str) -> str:
    """Return the name of the channel that `topic` goes to; a topic without one goes to `default`."""
    return channels.get(topic, default)
