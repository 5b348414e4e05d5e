"""The little of Markdown that a page of rules is made of: headings, paragraphs, lists, tables."""

import dataclasses
import enum
import re

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])(\s*\1){2,}\s*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•–]|\d{1,3}[.)])\s+(?=\S)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Kind(enum.StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Block:
    """One block, as written; a list also has its first-level items, each on one line."""

    kind: Kind
    text: str
    items: tuple[str, ...] = ()


def blocks_in(body: str) -> tuple[Block, ...]:
    """Cut Markdown into blocks, in order; a list stays whole across blank lines between its items."""
    blocks: list[Block] = []
    for lines in _paragraphs(_COMMENT.sub("", body)):
        blocks += _blocks_of(lines)
    return tuple(_merged(blocks))


def plain(text: str) -> str:
    """Return inline Markdown as it reads: without marks, links by their words."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\{#[^}]*\}\s*$|[`*]+|(?<!\w)_+|_+(?!\w)", "", text)
    return " ".join(text.split())


def _paragraphs(body: str) -> list[list[str]]:
    """Split on blank lines, except inside a fence of code."""
    groups: list[list[str]] = [[]]
    is_code = False
    for line in body.splitlines():
        if _FENCE.match(line):
            is_code = not is_code
        if line.strip() or is_code:
            groups[-1].append(line.rstrip())
        else:
            groups.append([])
    return [group for group in groups if group]


def _blocks_of(lines: list[str]) -> list[Block]:
    """Cut one group of lines: headings need no blank line around them, a list may follow its first line."""
    blocks: list[Block] = []
    held: list[str] = []
    for line in lines:
        heading = _heading(line, held)
        if heading is not None:
            blocks += [*_closed(held), Block(kind=Kind.HEADING, text=heading)]
            held = []
        elif _RULE.match(line):
            blocks += _closed(held)
            held = []
        elif held and _ITEM.match(line) and not _ITEM.match(held[0]):
            blocks += _closed(held)
            held = [line]
        else:
            held.append(line)
    return blocks + _closed(held)


def _heading(line: str, held: list[str]) -> str | None:
    """Return the heading that this line is, or makes of the one before (then taken from `held`)."""
    marked = _HEADING.match(line)
    if marked:
        return marked[2]
    if _UNDERLINE.match(line) and held and not _ITEM.match(held[-1]):
        return held.pop().strip()
    return None


def _closed(lines: list[str]) -> list[Block]:
    if not lines:
        return []
    if not _ITEM.match(lines[0]):
        # Lines of a paragraph are one line to a reader; those of a table or of code are not.
        is_kept = any(line.lstrip().startswith(("|", "```", "~~~")) for line in lines)
        text = "\n".join(lines) if is_kept else " ".join(line.strip(" \t>") for line in lines)
        return [Block(kind=Kind.TEXT, text=text)]
    return [Block(kind=Kind.LIST, text="\n".join(lines), items=_items(lines))]


def _items(lines: list[str]) -> tuple[str, ...]:
    found = _ITEM.match(lines[0])
    depth = len(found[1]) if found else 0
    items: list[str] = []
    for line in lines:
        marker = _ITEM.match(line)
        if marker and len(marker[1]) <= depth + 1:
            items.append(line[marker.end() :].strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}"
    return tuple(items)


def _merged(blocks: list[Block]) -> list[Block]:
    """Join the pieces of a list whose items have blank lines between them."""
    merged: list[Block] = []
    for block in blocks:
        before = merged[-1] if merged else None
        is_rest = block.text.startswith(("  ", "\t")) or block.kind is Kind.LIST
        if before is not None and before.kind is Kind.LIST and is_rest:
            merged[-1] = Block(
                kind=Kind.LIST, text=f"{before.text}\n{block.text}", items=before.items + block.items
            )
        else:
            merged.append(block)
    return merged
