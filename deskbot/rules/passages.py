"""A page of rules, cut into what can be quoted: a paragraph, a whole list, or one long item of it."""

import dataclasses
import datetime as dt
import re
import urllib.parse

from deskbot.rules import markdown

# An item this long says something by itself; shorter ones are quoted with their list.
_WORDS_THAT_STAND_ALONE = 15


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page:
    """One page of rules: its Markdown and what its front matter says."""

    slug: str
    title: str
    url: str | None
    last_verified: dt.date | None
    body: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Passage:
    """What can be quoted from a page; `whole` is the list that it is an item of, if it is one."""

    page: Page
    section: str
    anchor: str | None
    text: str
    is_list: bool = False
    whole: "Passage | None" = None

    @property
    def url(self) -> str | None:
        """The address of the section, or of the page before its first section; None if the page has none."""
        if self.page.url is None or self.anchor is None:
            return self.page.url
        return f"{self.page.url}#{self.anchor}"


def in_page(page: Page) -> tuple[Passage, ...]:
    """Cut a page into its passages, in order; a list is followed by its items that stand alone."""
    passages: list[Passage] = []
    section, anchor = page.title, None
    seen: dict[str, int] = {}
    for block in _joined(markdown.blocks_in(page.body)):
        if block.kind is markdown.Kind.HEADING:
            section = markdown.plain(block.text)
            anchor = _anchor(section, seen)
            continue
        whole = Passage(
            page=page,
            section=section,
            anchor=anchor,
            text=block.text,
            is_list=block.kind is markdown.Kind.LIST,
        )
        passages += [whole, *_items(whole, block)]
    return tuple(passages)


def _items(whole: Passage, block: markdown.Block) -> list[Passage]:
    long_ones = [item for item in block.items if len(item.split()) >= _WORDS_THAT_STAND_ALONE]
    if len(block.items) < 2 or len(long_ones) * 2 < len(block.items):
        return []
    return [dataclasses.replace(whole, text=item, is_list=False, whole=whole) for item in block.items]


def _joined(blocks: tuple[markdown.Block, ...]) -> list[markdown.Block]:
    """Put the line that announces a list ("Il faut :") with it."""
    joined: list[markdown.Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        announces = (
            before is not None
            and before.kind is markdown.Kind.TEXT
            and markdown.plain(before.text).endswith(":")
        )
        if before is not None and announces and block.kind is markdown.Kind.LIST:
            joined[-1] = dataclasses.replace(block, text=f"{before.text}\n\n{block.text}")
        else:
            joined.append(block)
    return joined


def _anchor(section: str, seen: dict[str, int]) -> str:
    """Make the anchor that MediaWiki gives a heading: underscores for spaces, "_2" for a second one alike."""
    # https://www.mediawiki.org/wiki/Help:Links#Anchors
    name = re.sub(r"\s+", "_", section.strip())
    seen[name] = seen.get(name, 0) + 1
    number = f"_{seen[name]}" if seen[name] > 1 else ""
    return urllib.parse.quote(name + number, safe="'?!:,;()/@&=+$*")
