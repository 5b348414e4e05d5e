"""Print how well dates, triage and answers do on the sets of tests/evals (`make eval`).

Each set is split by a hash of the text: word lists and thresholds are tuned on the first part alone, and the
figures of the held-out part tell what to expect of messages nobody has seen.
"""

import collections
import datetime as dt
import hashlib
import json
import pathlib
import sys
import typing

from deskbot.calls import triage
from deskbot.desk import dates, hours
from deskbot.outside.wiki import folder
from deskbot.rules import answer, index

_ROOT = pathlib.Path(__file__).resolve().parent.parent
_EVALS = _ROOT / "tests" / "evals"
_OWN_NUMBERS = frozenset(("+33353010100",))
Row = dict[str, typing.Any]


class Tally:
    """Counts of right answers, by part and by what was asked."""

    def __init__(self) -> None:
        self.right: collections.Counter[tuple[str, str]] = collections.Counter()
        self.total: collections.Counter[tuple[str, str]] = collections.Counter()

    def add(self, part: str, name: str, *, right: bool) -> None:
        """Count one case."""
        self.total[part, name] += 1
        self.right[part, name] += right

    def lines(self) -> list[str]:
        """Write the figures, one line a name, both parts side by side."""
        names = dict.fromkeys(name for _, name in self.total)
        return [f"  {name:<16} " + "   ".join(self._figure(part, name) for part in PARTS) for name in names]

    def _figure(self, part: str, name: str) -> str:
        right, total = self.right[part, name], self.total[part, name]
        return f"{part} {right:>3}/{total:<3} {right / total if total else 0:>4.0%}"


PARTS = ("tune", "held-out")


def part_of(text: str) -> str:
    """Say which part a text belongs to, for ever: a third is held out."""
    return "held-out" if hashlib.sha256(text.encode()).digest()[0] % 3 == 0 else "tune"


def rows_in(name: str) -> list[Row]:
    """Read one set."""
    lines = (_EVALS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def triage_tally(rows: list[Row], *, wrong: list[str]) -> Tally:
    """Compare each field of each message; what is wrong in the tune part goes to `wrong`."""
    tally = Tally()
    for row in rows:
        read = triage.read(row["text"], own_numbers=_OWN_NUMBERS)
        for name in ("urgent", "topic", "callback_number", "caller_name", "empty"):
            got, part = getattr(read, name), part_of(row["text"])
            tally.add(part, name, right=got == row[name])
            if got != row[name] and part == "tune":
                wrong.append(f"  {row['id']} {name}: {got!r} au lieu de {row[name]!r}")
    return tally


def answers_tally(rows: list[Row], *, rules: index.Index, wrong: list[str]) -> Tally:
    """Compare each answer: quoted where the pages say it, abstained where they do not."""
    tally = Tally()
    for row in rows:
        found = answer.find(row["question"], index=rules)
        part = part_of(row["question"])
        is_right = _is_right(found, row)
        tally.add(part, "answered-right" if row["page"] else "abstained-right", right=is_right)
        if not is_right and part == "tune":
            wrong.append(f"  {row['id']} {row['question']}")
    return tally


def _is_right(found: answer.Answer | answer.Abstention, row: Row) -> bool:
    if isinstance(found, answer.Abstention) or row["page"] is None:
        return isinstance(found, answer.Abstention) and row["page"] is None
    said = " ".join(found.passage.text.split())
    return (
        found.passage.page.slug == row["page"]
        and row["section"] in (None, found.passage.section)
        and (row["has"] or "") in said
    )


def dates_tally(rows: list[Row], *, wrong: list[str]) -> Tally:
    """Compare the slots of each expression; a refusal is right whatever its reason."""
    tally = Tally()
    for row in rows:
        part, wanted = part_of(row["text"]), row.get("slots")
        got = slots_of(row)
        tally.add(part, "errors-right" if wanted is None else "slots-right", right=_are_slots(got, wanted))
        if not _are_slots(got, wanted) and part == "tune":
            wrong.append(f"  {row['id']} {row['now'][:16]} « {row['text']} » {got} au lieu de {wanted}")
    return tally


def slots_of(row: Row) -> list[list[str]] | str:
    """Return the slots as `deskbot dates --batch` writes them, else the reason of the refusal."""
    now = dt.datetime.fromisoformat(row["now"])
    try:
        slots = dates.parse(row["text"], now=now, hours=hours.DEFAULT)
    except dates.NotUnderstood as refusal:
        return refusal.reason.value
    return [[slot.start.isoformat(), slot.end.isoformat()] for slot in slots]


def _are_slots(got: list[list[str]] | str, wanted: list[list[str]] | None) -> bool:
    return isinstance(got, str) if wanted is None else got == wanted


def main() -> int:
    """Print both tables, and with `-v` what is wrong in the part that is for tuning."""
    wrong: list[str] = []
    rules = index.build(folder.read(_ROOT / "config" / "rules").pages)
    unseen = dates_tally(rows_in("dates_unseen.jsonl"), wrong=wrong)
    print("dates_unseen.jsonl", *unseen.lines(), sep="\n")
    print("triage.jsonl", *triage_tally(rows_in("triage.jsonl"), wrong=wrong).lines(), sep="\n")
    print(
        "questions.jsonl",
        *answers_tally(rows_in("questions.jsonl"), rules=rules, wrong=wrong).lines(),
        sep="\n",
    )
    if "-v" in sys.argv[1:]:
        print("faux (partie tune)", *wrong, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
