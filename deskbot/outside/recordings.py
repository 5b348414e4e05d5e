"""The sound files of messages, in one folder."""

import os
import pathlib
import re

from deskbot.voicemail import audio

_HEAD_BYTES = 16
_UNKNOWN = "bin"


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
        name = f"{_stem(key)}.{kind.value if kind else _UNKNOWN}"
        draft = self._folder / f".{name}.part"
        draft.write_bytes(sound)
        os.replace(draft, self._folder / name)
        return name

    def kept(self, key: str) -> str | None:
        """Return the file name of the sound that was saved under `key`, None without one."""
        names = (f"{_stem(key)}.{ending}" for ending in (*audio.Kind, _UNKNOWN))
        return next((name for name in names if self.has(name)), None)

    def has(self, name: str) -> bool:
        """Whether the file of that name is here."""
        return self.path(name).is_file()

    def is_playable(self, name: str) -> bool:
        """Whether the file begins like a sound that people can hear."""
        return not name.endswith(f".{_UNKNOWN}")

    def path(self, name: str) -> pathlib.Path:
        """Return where the file of that name lies."""
        return self._folder / name

    def remove(self, name: str) -> None:
        """Erase the file of that name; one that is gone already is fine."""
        self.path(name).unlink(missing_ok=True)


def _stem(key: str) -> str:
    return f"message-{re.sub(r'[^A-Za-z0-9-]', '-', key)}"
