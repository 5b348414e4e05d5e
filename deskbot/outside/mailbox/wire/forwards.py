"""A mail that somebody forwarded with its text: what it was before."""

import dataclasses
import datetime as dt
import re
import zoneinfo

from deskbot.outside.mailbox.wire import moments, parts
from deskbot.outside.mailbox.wire import text as text_module

# What programs write above the mail that they forward, whatever the language they are set to and the marks of
# bold type or of quoting around it: "> De : ...", "*From:* ...".
_LABELS = {
    "from": r"de|from|expediteur|emetteur",
    "subject": r"objet|sujet|subject",
    "date": r"date|envoye|sent|date d'envoi",
}
_OTHERS = r"a|to|pour|cc|destinataires?|repondre a|reply-to"
_QUOTED = re.compile(r"^(?:[>|] ?)+")
_LINE = re.compile(
    r"^\W*(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items()) + rf"|{_OTHERS})"
    r" ?\*? ?: ?\*? ?(?P<value>.*)$"
)
# A value may go on, on the next line.
_LINES_BETWEEN = 1
_ADDRESS = re.compile(r"[\w.+=-]+@[\w.-]+\w")


@dataclasses.dataclass(kw_only=True)
class _Head:
    """The lines above a forwarded mail, and the line that follows them."""

    end: int
    values: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return set(self.values) == set(_LABELS) and _ADDRESS.search(self.values["from"]) is not None


def original(mail: parts.Mail, *, zone: zoneinfo.ZoneInfo, sent: dt.datetime) -> parts.Mail | None:
    """Return the first of the mails that `mail`, sent at `sent`, forwards in its text; None without one."""
    lines = [_QUOTED.sub("", line) for line in text_module.folded(mail.text).splitlines()]
    heads = [head for head in _heads(lines) if head.is_whole]
    if not heads:
        return None
    # The last one was written first.
    values = heads[-1].values
    address = _ADDRESS.search(values["from"])
    written = moments.moment_in(values["date"], zone=zone, sent=sent, is_far_allowed=True)
    return dataclasses.replace(
        mail,
        name=mail.origins[0] if mail.origins else None,
        sender=address[0] if address else "",
        subject=values["subject"],
        sent=written or sent,
        text="\n".join(lines[heads[-1].end :]),
    )


def _heads(lines: list[str]) -> list[_Head]:
    """Return each run of lines that look like a head, in order."""
    heads: list[_Head] = []
    for place, line in enumerate(lines):
        found = _LINE.match(line)
        if found is None:
            continue
        kind = next((kind for kind in _LABELS if found[kind]), "")
        # A second sender is another mail's.
        is_new = not heads or place - heads[-1].end > _LINES_BETWEEN or kind in heads[-1].values
        head = _Head(end=place) if is_new else heads[-1]
        if is_new:
            heads.append(head)
        head.end = place + 1
        if kind:
            head.values[kind] = found["value"] or (lines[place + 1] if place + 1 < len(lines) else "")
    return heads
