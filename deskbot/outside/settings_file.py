"""The file of settings as people wrote it, comments and all; and the file of secrets beside it.

The only user of tomlkit. `deskbot.settings` reads the settings, this writes a few of them. Tested in
`tests/adapters/cli/test_settings_file.py`.
"""

import collections.abc
import contextlib
import os
import pathlib
import re
import tempfile
from typing import Any

import tomlkit
import tomlkit.exceptions
import tomlkit.items

_DESK_HEADER = r"(?m)^(\[+desks\.){key}(?=[.\]])"
_VARIABLE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)")
# Read alike by a shell, by Docker and by systemd, without quotes.
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9_./:@%+,=-]*")
SECRETS_MODE = 0o600


class NotSettings(ValueError):
    """The file is no TOML, or not of this shape."""


class NotAPlainValue(ValueError):
    """A value that a file of environment variables cannot hold as it is."""


class SettingsFile:
    """The text of the settings; nothing is on disk until `save`."""

    def __init__(self, text: str) -> None:
        """Take the text of a file.

        :raises NotSettings: if it is no TOML.
        """
        try:
            self._document = tomlkit.parse(text)
        except tomlkit.exceptions.TOMLKitError as problem:
            raise NotSettings(str(problem)) from None

    @property
    def text(self) -> str:
        """Return the text as it is now."""
        return tomlkit.dumps(self._document)

    def section(self, name: str) -> dict[str, Any]:
        """Return a section's values; none without it.

        :raises NotSettings: if it is no section.
        """
        found = self._document.unwrap().get(name, {})
        if not isinstance(found, dict):
            raise NotSettings(name)
        return found

    def value(self, name: str) -> Any:
        """Return what is written of a setting outside every section; None when nothing is."""
        return self._document.unwrap().get(name)

    def set_in(self, name: str, values: collections.abc.Mapping[str, Any]) -> None:
        """Write these values in a section, which is made if need be; the others stay.

        One that is there as a comment (`#url = ...`) is written in its place.
        """
        absent = [one for one in values if one not in self.section(name)]
        for one in absent:
            self._uncomment(name, one)
        if name not in self._document:
            self._document.add(tomlkit.nl())
            self._document.add(name, tomlkit.table())
        _put(self._document[name], values)

    def _uncomment(self, section: str, name: str) -> None:
        pattern = rf"(?ms)(^\[{re.escape(section)}\]$(?:(?!^\[).)*?)^#{re.escape(name)} = "
        self._document = tomlkit.parse(re.sub(pattern, rf"\1{name} = ", self.text, count=1))

    def set_desk(self, key: str, values: collections.abc.Mapping[str, Any]) -> None:
        """Write these values of a desk, which is made at the end if there is none; the others stay."""
        if key in self.section("desks"):
            _put(self._document["desks"][key], values)
            return
        table = tomlkit.table()
        _put(table, values)
        end = "" if self.text.endswith("\n") else "\n"
        self._document = tomlkit.parse(f"{self.text}{end}\n\n[desks.{_key(key)}]\n{tomlkit.dumps(table)}")

    def rename_desk(self, old: str, new: str) -> None:
        """Give a desk another key, in place."""
        header = _DESK_HEADER.format(key=re.escape(old))
        self._document = tomlkit.parse(re.sub(header, lambda match: match[1] + _key(new), self.text))

    def save(self, path: pathlib.Path) -> None:
        """Write it all at `path`, or nothing; a file that is there keeps its mode."""
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        _replace(path, self.text, mode=mode)


def read(path: pathlib.Path) -> SettingsFile | None:
    """Return the settings at `path`; None without a file.

    :raises NotSettings: if it cannot be read as such.
    """
    try:
        return SettingsFile(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as problem:
        raise NotSettings(str(problem)) from None


def variables(path: pathlib.Path) -> dict[str, str]:
    """Return the variables of a file of secrets; none without a file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found = (_VARIABLE.fullmatch(line) for line in lines)
    return {match[1]: match[2].strip().strip("'\"") for match in found if match}


def set_variables(path: pathlib.Path, values: collections.abc.Mapping[str, str]) -> None:
    """Write these variables in a file of secrets that only its owner reads; its other lines stay.

    :raises NotAPlainValue: if one cannot be written as it is.
    """
    for value in values.values():
        if not _PLAIN_VALUE.fullmatch(value):
            raise NotAPlainValue
    left = dict(values)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    written = []
    for line in lines:
        match = _VARIABLE.fullmatch(line)
        name = match[1] if match else ""
        if name in values and name not in left:
            continue
        written.append(f"{name}={left.pop(name)}" if name in left else line)
    written += [f"{name}={value}" for name, value in left.items()]
    _replace(path, "".join(f"{line}\n" for line in written), mode=SECRETS_MODE)


def keep_secret(path: pathlib.Path, text: str) -> None:
    """Write a text that only its owner reads, all or nothing."""
    _replace(path, text, mode=SECRETS_MODE)


def _put(table: Any, values: collections.abc.Mapping[str, Any]) -> None:
    for name, value in values.items():
        table[name] = value


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else tomlkit.key(key).as_string()


def _replace(path: pathlib.Path, text: str, *, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made for its owner only (mkstemp), and opened to others once it is whole.
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=True)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, mode)
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
        raise
