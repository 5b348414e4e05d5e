"""The house's rules behind one question: read and indexed when first asked, since that costs memory."""

import collections.abc
import dataclasses
import pathlib
import threading

import structlog

from deskbot.outside.wiki import folder as folder_module
from deskbot.rules import answer, index, redaction

log = structlog.get_logger(__name__)


class WikiRules:
    """Answers from the pages of a folder; `public_numbers` (E.164) may be quoted whole."""

    def __init__(self, folder: pathlib.Path, *, public_numbers: collections.abc.Collection[str]) -> None:
        self._folder = folder
        self._public_numbers = frozenset(public_numbers)
        self._lock = threading.Lock()
        self._index: index.Index | None = None

    def find(self, question: str) -> answer.Answer | answer.Abstention:
        """Return the passage that answers, its private numbers masked, or an abstention."""
        found = answer.find(question, index=self._built())
        if isinstance(found, answer.Abstention):
            return found
        text = redaction.redact(found.passage.text, public=self._public_numbers)
        return dataclasses.replace(found, passage=dataclasses.replace(found.passage, text=text))

    def _built(self) -> index.Index:
        with self._lock:
            if self._index is None:
                read = folder_module.read(self._folder)
                for broken in read.broken:
                    log.warning(
                        "A page of the rules cannot be read.", file=broken.file, reason=broken.reason.value
                    )
                self._index = index.build(read.pages)
            return self._index
