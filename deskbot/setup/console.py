"""Who is talked with: an admin at a terminal, or a test. What is said is in `prompts/fr`."""

import collections.abc
import types
from typing import Final, Protocol

import typer

from deskbot import wording

Values = collections.abc.Mapping[str, object]
NOTHING: Final[Values] = types.MappingProxyType({})


class Console(Protocol):
    """Says and asks; each sentence is a word of the template that the console was made for."""

    def word(self, word: str) -> str:
        """Return a word to put into a sentence."""

    def say(self, word: str, values: Values = NOTHING) -> None:
        """Say a sentence."""

    def ask(self, word: str, values: Values = NOTHING, *, default: str = "") -> str:
        """Return what is typed; `default` for nothing."""

    def secret(self, word: str) -> str:
        """Return what is typed, and show none of it."""

    def agrees(self, word: str, values: Values = NOTHING, *, default: bool) -> bool:
        """Return whether the answer is yes; `default` for nothing."""


class Terminal:
    """An admin at a terminal. Ctrl-C and the end of the input raise `typer.Abort`."""

    def __init__(self, template: str) -> None:
        """Speak with the words of `prompts/fr/<template>.md.j2`."""
        self._template = template
        self._words = wording.Wording()

    def word(self, word: str) -> str:
        """Return a word to put into a sentence."""
        return self._words.text(self._template, word)

    def say(self, word: str, values: Values = NOTHING) -> None:
        """Say a sentence."""
        typer.echo(self._said(word, values))

    def ask(self, word: str, values: Values = NOTHING, *, default: str = "") -> str:
        """Return what is typed; `default` for nothing."""
        said = self._said(word, values)
        typed = typer.prompt(said, default=default, show_default=bool(default), prompt_suffix=" : ")
        return str(typed).strip()

    def secret(self, word: str) -> str:
        """Return what is typed, and show none of it."""
        typed = typer.prompt(self._said(word, NOTHING), hide_input=True, prompt_suffix=" : ")
        return str(typed).strip()

    def agrees(self, word: str, values: Values = NOTHING, *, default: bool) -> bool:
        """Return whether the answer is yes; `default` for nothing."""
        choice = self._words.text(self._template, "yes_by_default" if default else "no_by_default")
        yes = self._words.text(self._template, "yes_letters")
        typed = typer.prompt(
            f"{self._said(word, values)} {choice}", default="", show_default=False, prompt_suffix=" "
        )
        answer = str(typed).strip().lower()
        return default if not answer else answer[0] in yes

    def _said(self, word: str, values: Values) -> str:
        return self._words.text(self._template, word).format_map(values)
