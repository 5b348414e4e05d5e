"""The bilan as a table that a French spreadsheet opens with a double click."""

import collections.abc
import enum
from typing import Final

from deskbot.people import member
from deskbot.reports import bilan as bilan_module
from deskbot.reports import contribution, fairness, spreadsheet


class Word(enum.StrEnum):
    """The words of the table: its headers in order, then the name of its last row."""

    MONTH = "month"
    NAME = "name"
    USERNAME = "username"
    HELD_H = "held_h"
    SECOND_H = "second_h"
    BESIDE_NORM_H = "beside_norm_h"
    CLAIM_H = "claim_h"
    CALLS = "calls"
    ANSWERED = "answered"
    MISSED = "missed"
    VOICEMAILS = "voicemails"
    MONTHS_HELD_H = "months_held_h"
    MONTHS_SHARE = "months_share"
    TOTAL = "total"


HEADERS: Final = tuple(word for word in Word if word is not Word.TOTAL)


def to_csv(
    bilan: bilan_module.Bilan,
    *,
    words: collections.abc.Mapping[Word, str],
    team: member.Team,
    claims: collections.abc.Iterable[contribution.Contribution] = (),
    loads: collections.abc.Iterable[fairness.Load] = (),
) -> str:
    """Return the bilan as CSV text: a row for each member, then the total, in decimal hours.

    `claims` are the lines that members mended, in place of those worked out; `loads` are what each held over
    the last months, with a row for whoever held nothing in this one; `words` names each of `Word`. The total
    of the calls is that of the members' turns.
    """
    claimed = {one.member: one.minutes for one in claims if one.month == bilan.month}
    held = {one.member: one for one in loads}
    here = {one.member for one in bilan.members}
    rows = [_row(bilan, one, team=team, claimed=claimed, load=held.get(one.member)) for one in bilan.members]
    rows += [
        _absent(bilan, one, team=team, claimed=claimed) for one in held.values() if one.member not in here
    ]
    total = _total(bilan, word=words[Word.TOTAL], claimed=claimed, loads=held.values())
    return spreadsheet.written([[words[word] for word in HEADERS], *rows, total])


def _row(
    bilan: bilan_module.Bilan,
    one: bilan_module.MemberMonth,
    *,
    team: member.Team,
    claimed: collections.abc.Mapping[str, int],
    load: fairness.Load | None,
) -> list[str]:
    return [
        f"{bilan.month:%Y-%m}",
        spreadsheet.cell(team.name_of(one.member)),
        spreadsheet.cell(one.member),
        _hours(one.held_minutes),
        _hours(one.second_minutes),
        _hours(_signed(one.beside_norm)),
        _hours(claimed.get(one.member, one.claim_minutes)),
        *_calls(one.calls),
        *_load(load.minutes if load else 0, share=load.share if load else 0),
    ]


def _absent(
    bilan: bilan_module.Bilan,
    load: fairness.Load,
    *,
    team: member.Team,
    claimed: collections.abc.Mapping[str, int],
) -> list[str]:
    """Return the row of somebody who held the desk in the months before only."""
    return [
        f"{bilan.month:%Y-%m}",
        spreadsheet.cell(team.name_of(load.member)),
        spreadsheet.cell(load.member),
        _hours(0),
        _hours(0),
        "",
        _hours(claimed.get(load.member, 0)),
        *_calls(bilan_module.NO_CALLS),
        *_load(load.minutes, share=load.share),
    ]


def _total(
    bilan: bilan_module.Bilan,
    *,
    word: str,
    claimed: collections.abc.Mapping[str, int],
    loads: collections.abc.Collection[fairness.Load],
) -> list[str]:
    in_turns = sum((one.calls for one in bilan.members), start=bilan_module.NO_CALLS)
    to_claim = {one.member: 0 for one in loads} | {one.member: one.claim_minutes for one in bilan.members}
    claim_minutes = sum(claimed.get(name, minutes) for name, minutes in to_claim.items())
    return [
        f"{bilan.month:%Y-%m}",
        spreadsheet.cell(word),
        "",
        _hours(bilan.held_minutes),
        _hours(bilan.second_minutes),
        "",
        _hours(claim_minutes),
        *_calls(in_turns),
        *_load(sum(one.minutes for one in loads), share=sum(one.share for one in loads)),
    ]


def _calls(counts: bilan_module.CallCounts) -> list[str]:
    return [str(count) for count in (counts.total, counts.answered, counts.missed, counts.voicemails)]


def _load(minutes: int, *, share: float) -> list[str]:
    return [_hours(minutes), str(round(100 * share))]


def _signed(difference: contribution.Difference) -> int:
    below = difference.side is contribution.Side.BELOW
    return -difference.by_minutes if below else difference.by_minutes


def _hours(minutes: int) -> str:
    return spreadsheet.decimal(minutes / 60)
