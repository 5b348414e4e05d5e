"""A folder of Markdown pages: one file a page, its name the page's slug, its front matter YAML."""

import dataclasses
import datetime as dt
import enum
import pathlib

import frontmatter
import yaml  # type: ignore[import-untyped]  # its stubs are not among the locked requirements

from deskbot.rules import passages


class Reason(enum.StrEnum):
    """Why a file is no page; each has its words in `prompts/fr/broken_page.md.j2`."""

    NOT_UTF_8 = "not_utf_8"
    UNREADABLE = "unreadable"
    BAD_HEADER = "bad_header"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_DATE = "not_a_date"


@dataclasses.dataclass(frozen=True, kw_only=True)
class BrokenPage:
    """A file that could not be read as a page, and why."""

    file: str
    reason: Reason


@dataclasses.dataclass(frozen=True, kw_only=True)
class Pages:
    """What a folder holds: the pages that could be read, and the files that could not."""

    pages: tuple[passages.Page, ...]
    broken: tuple[BrokenPage, ...]


class NoSuchFolder(FileNotFoundError):
    """The folder of the rules does not exist."""


class _Unreadable(ValueError):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


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
            broken.append(BrokenPage(file=file.name, reason=unreadable.reason))
    return Pages(pages=tuple(pages), broken=tuple(broken))


def _page(file: pathlib.Path) -> passages.Page:
    try:
        written = file.read_text(encoding="utf-8-sig")
        post = frontmatter.loads(written)
    except UnicodeDecodeError:
        raise _Unreadable(Reason.NOT_UTF_8) from None
    except OSError:
        raise _Unreadable(Reason.UNREADABLE) from None
    except yaml.YAMLError:
        raise _Unreadable(Reason.BAD_HEADER) from None
    fields: dict[str, object] = post.metadata
    # The library drops without a word a header that is not a mapping.
    if frontmatter.checks(written) and not fields:
        raise _Unreadable(Reason.BAD_HEADER)
    if not post.content.strip():
        raise _Unreadable(Reason.EMPTY)
    return passages.Page(
        slug=file.stem,
        title=_text(fields.get("title")) or file.stem,
        url=_address(fields.get("url")),
        last_verified=_date(fields.get("last_verified")),
        body=post.content,
    )


def _text(value: object) -> str | None:
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return None if value is None else str(value).strip()
    raise _Unreadable(Reason.NOT_TEXT)


def _address(value: object) -> str | None:
    written = _text(value)
    if written and not written.startswith(("https://", "http://")):
        raise _Unreadable(Reason.NOT_AN_ADDRESS)
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
        raise _Unreadable(Reason.NOT_A_DATE) from None
