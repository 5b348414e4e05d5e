"""The sound files of messages, in one folder."""

import os
import pathlib
import re

from deskbot.voicemail import audio

_HEAD_BYTES = 16


class RecordingFolder:
    """Keeps each sound whole or not at all, under a name that plays."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = folder

    def save(self, key: str, sound: bytes) -> str:
        """Keep a sound and return its file name.

        The name's ending comes from the content: the chat tells browsers what it is from there alone
        (facts/mattermost.md, "Files").
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kind = audio.sniff(sound[:_HEAD_BYTES])
        name = f"message-{re.sub(r'[^A-Za-z0-9-]', '-', key)}.{kind.value if kind else 'bin'}"
        draft = self._folder / f".{name}.part"
        draft.write_bytes(sound)
        os.replace(draft, self._folder / name)
        return name

    def has(self, name: str) -> bool:
        """Whether the file of that name is here."""
        return self.path(name).is_file()

    def is_playable(self, name: str) -> bool:
        """Whether the file begins like a sound that people can hear."""
        return not name.endswith(".bin")

    def path(self, name: str) -> pathlib.Path:
        """Return where the file of that name lies."""
        return self._folder / name
