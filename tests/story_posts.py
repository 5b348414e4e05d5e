"""Finding what people see: posts by their words, whatever their case, and by their buttons."""

import unicodedata
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def says(text: str, *words: str) -> bool:
    """Whether `text` holds each of `words`; neither case nor the kind of space counts."""
    plain = _plain(text)
    return all(_plain(word) in plain for word in words)


def holding(posts: Iterable[Json], *words: str, button: str = "") -> list[Json]:
    """Return the posts that hold each of `words` and have that button."""
    return [one for one in posts if says(one["message"], *words) and (not button or has_button(one, button))]


def button_names(post: Json) -> list[str]:
    """Return what is written on the buttons of a post, in order; menus are something else."""
    return [button["name"] for button in post["buttons"] if button["type"] == "button"]


def menu_lines(post: Json, menu: str) -> list[str]:
    """Return what a menu of the post offers."""
    (found,) = [one for one in post["buttons"] if (one["type"], one["name"]) == ("select", menu)]
    return [option["text"] for option in found["options"]]


def has_button(post: Json, *words: str) -> bool:
    """Whether a button of the post holds each of `words`."""
    return any(says(name, *words) for name in button_names(post))


def button_with(post: Json, *words: str) -> str:
    """Return what is written on the one button of the post that holds each of `words`."""
    found = [name for name in button_names(post) if says(name, *words)]
    assert len(found) == 1, (words, button_names(post))
    return found[0]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
