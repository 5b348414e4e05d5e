"""A folder of Markdown pages: one file a page, its name the page's slug, its front matter YAML."""

import dataclasses
import datetime as dt
import pathlib

import frontmatter
import yaml  # type: ignore[import-untyped]  # its stubs are not among the locked requirements

from deskbot.rules import passages


@dataclasses.dataclass(frozen=True, kw_only=True)
class BrokenPage:
    """A file that could not be read as a page, and why, in words for whoever keeps the pages."""

    file: str
    reason: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Pages:
    """What a folder holds: the pages that could be read, and the files that could not."""

    pages: tuple[passages.Page, ...]
    broken: tuple[BrokenPage, ...]


class NoSuchFolder(FileNotFoundError):
    """The folder of the rules does not exist."""


class _Unreadable(ValueError):
    """The message is the reason that the keeper of the pages sees."""


def read(folder: pathlib.Path) -> Pages:
    """Read each `*.md` of `folder`; a broken page is listed, the others still load.

    :raises NoSuchFolder: if it is not there, which is never the same as "no rules".
    """
    if not folder.is_dir():
        raise NoSuchFolder(str(folder))
    pages, broken = [], []
    for file in sorted(folder.glob("*.md")):
        try:
            pages.append(_page(file))
        except _Unreadable as unreadable:
            broken.append(BrokenPage(file=file.name, reason=str(unreadable)))
    return Pages(pages=tuple(pages), broken=tuple(broken))


def _page(file: pathlib.Path) -> passages.Page:
    try:
        written = file.read_text(encoding="utf-8-sig")
        post = frontmatter.loads(written)
    except UnicodeDecodeError:
        raise _Unreadable("le fichier n'est pas en UTF-8") from None
    except OSError:
        raise _Unreadable("le fichier ne peut pas être lu") from None
    except yaml.YAMLError:
        raise _Unreadable("l'en-tête YAML est mal formé") from None
    fields: dict[str, object] = post.metadata
    # The library drops without a word a header that is not a mapping.
    if frontmatter.checks(written) and not fields:
        raise _Unreadable("l'en-tête YAML est mal formé")
    if not post.content.strip():
        raise _Unreadable("la page est vide")
    return passages.Page(
        slug=file.stem,
        title=_text(fields.get("title"), name="title") or file.stem,
        url=_address(fields.get("url")),
        last_verified=_date(fields.get("last_verified")),
        body=post.content,
    )


def _text(value: object, *, name: str) -> str | None:
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return None if value is None else str(value).strip()
    raise _Unreadable(f"« {name} » doit être un texte")


def _address(value: object) -> str | None:
    written = _text(value, name="url")
    if written and not written.startswith(("https://", "http://")):
        raise _Unreadable("« url » doit commencer par https://")
    return written or None


def _date(value: object) -> dt.date | None:
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise _Unreadable("« last_verified » doit être une date comme 2024-06-17") from None
