"""A house whose lines are looked at: the sandbox, a roster that nobody typed, and no deskbot that runs."""

import contextlib
import datetime as dt
import pathlib
from collections.abc import Iterator
from typing import Any

from deskbot import bootstrap, settings
from deskbot.desk import interval, public_number, roster
from deskbot.flows import plan_line
from deskbot.line import agreement, kept, reading
from deskbot.sandbox.ovh import config as line_config
from tests import story

VOICEMAIL = "+33353010199"
REDIRECT, SIP_LINE = "+33353010101", "+33353010102"
MORE = (
    line_config.NumberConfig(
        public_number=REDIRECT, kind="redirect", destination=VOICEMAIL, voicemail_number=VOICEMAIL
    ),
    line_config.NumberConfig(public_number=SIP_LINE, kind="line", voicemail_number=VOICEMAIL),
)


class House:
    """The sandbox on 1 August 2024, 9:05, and settings of a desk with one number, or with others too."""

    def __init__(self, folder: pathlib.Path, *, kinds: tuple[str, ...] = ()) -> None:
        self.day = story.Story(folder, start=story.at(1, 9, 5, 0), more_numbers=MORE)
        written = self.day.written_with({})
        wanted = [{"number": one.public_number, "kind": one.kind} for one in MORE if one.kind in kinds]
        self._changes: dict[str, Any] = {
            "desks": {"standard": {**written["desks"]["standard"], "other_numbers": wanted}}
        }

    @property
    def settings(self) -> settings.Settings:
        return settings.build(self.day.written_with(self._changes))

    @property
    def database(self) -> pathlib.Path:
        return pathlib.Path(self.settings.database_url.removeprefix("sqlite:///"))

    @property
    def writes(self) -> int:
        """How many writes the operator ever saw."""
        return len(self.day.world.line.writes)

    @contextlib.contextmanager
    def parts(self) -> Iterator[bootstrap.Parts]:
        opened = bootstrap.parts_of(self.settings)
        try:
            yield opened
        finally:
            opened.close()

    def takes(self, username: str, start: dt.datetime, end: dt.datetime) -> None:
        """Give a turn to somebody."""
        naive = [edge.replace(tzinfo=None, second=0) for edge in (start, end)]
        slot = roster.Slot(
            key=f"{username}-{start:%m%d%H}",
            desk="standard",
            member=username,
            starts=naive[0],
            ends=naive[1],
            zone="Europe/Paris",
            rings=4,
        )
        with self.parts() as opened, opened.data.write() as work:
            work.slots.add(slot, change=slot.key)

    def agrees_to(self, *usernames: str) -> None:
        """Have an admin agree to their numbers on what cannot be armed."""
        with self.parts() as opened, opened.data.write() as work:
            for name in usernames:
                work.agreements.add(
                    agreement.Agreement(
                        desk="standard",
                        subject=agreement.Subject.MEMBER,
                        about=name,
                        by="simon",
                        at=story.at(1, 8),
                    )
                )

    def is_brought(self) -> None:
        """Make every write that the plan holds."""
        with self.parts() as opened:
            found = _planned(opened)
            for one in found:
                for write in one.planned.writes if one.planned else ():
                    opened.line.apply(one.number.number, write)
        if any(one.number.kind is public_number.Kind.REDIRECT for one in found):
            # A redirect takes its time.
            self.day.minutes_pass(10)

    def is_remembered(self, *, asked_at: dt.datetime | None = None) -> None:
        """Remember what is there now as what was wanted, and read back as that (or only asked for)."""
        with self.parts() as opened:
            found = _planned(opened)
            with opened.data.write() as work:
                for one in found:
                    assert one.seen is not None
                    work.readings.save(
                        reading.Reading(
                            number=one.number.number,
                            desk="standard",
                            read_at=opened.clock.now(),
                            observed=one.seen,
                            wanted=one.wanted,
                            asked_at=asked_at,
                        )
                    )

    def keeps(self, *, until: dt.datetime) -> None:
        """Have an admin keep the line as it is."""
        with self.parts() as opened:
            now = opened.clock.now()
            lines = {one.number.number: one.seen for one in _planned(opened) if one.seen is not None}
            with opened.data.write() as work:
                work.kept_lines.add(
                    kept.Kept(
                        key="k1",
                        desk="standard",
                        span=interval.Interval(start=now, end=until),
                        by="simon",
                        lines=lines,
                    )
                )


def _planned(opened: bootstrap.Parts) -> tuple[plan_line.NumberPlan, ...]:
    return plan_line.plan_desk(
        "standard",
        house=opened.house,
        rules=opened.line_rules,
        store=opened.data,
        line=opened.line,
        now=opened.clock.now(),
    )
