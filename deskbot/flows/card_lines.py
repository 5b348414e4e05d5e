"""Cards as lists show them: what each line says, which come first, how many there are at most."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.calls import case
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.flows import ports
from deskbot.people import member, phone

#: What a phone shows before a list is scrolled past.
MOST = 12
_LONGEST_TOLD = 80


@dataclasses.dataclass(frozen=True, kw_only=True)
class Lines:
    """What lines are made with; `link` gives the address of a post."""

    contacts: ports.Contacts
    link: collections.abc.Callable[[str], str]

    def of(
        self,
        work: ports.Work,
        cards: collections.abc.Iterable[case.Case],
        *,
        team: member.Team,
        whole: collections.abc.Container[str] = (),
        skipped: int = 0,
    ) -> tuple[tuple[messages.ListedCard, ...], int]:
        """Return the first lines of a list after those `skipped`, and how many cards come after them.

        The urgent come first, then the oldest. `whole` holds the keys of those whose number may be seen.
        """
        ordered = sorted(cards, key=lambda one: (not one.urgent, one.at, one.key))[skipped:]
        lines = [self.line(work, one, team=team, whole=one.key in whole) for one in ordered[:MOST]]
        return tuple(lines), len(ordered) - len(lines)

    def line(
        self, work: ports.Work, card: case.Case, *, team: member.Team, whole: bool = False
    ) -> messages.ListedCard:
        """Return what one line says of a card; its number whole for whoever may see it."""
        messages_left = [call for call in work.calls.of_card(card.key) if call.has_message]
        told = " ".join((card.told or "").split())
        return messages.ListedCard(
            link=self.link(card.post_id) if card.post_id else None,
            caller=phone.mask(card.caller) if card.caller else None,
            at=card.at,
            origin=card.origin,
            number=card.caller if whole else None,
            caller_name=self.contacts.name_of(card.caller) if card.caller else None,
            told=(told if len(told) <= _LONGEST_TOLD else f"{told[:_LONGEST_TOLD].rstrip()}…") or None,
            has_message=bool(messages_left),
            message_s=messages_left[-1].message_s if messages_left else None,
            calls=card.calls,
            urgent=card.urgent,
            taken_by=team.name_of(card.taken_by) or None,
        )


def on_duty(work: ports.Work, desk: desk_module.Desk, *, now: dt.datetime) -> tuple[str, ...]:
    """Return whose turn runs at the desk at `now` (usernames), the first before the second."""
    running = [one for one in work.slots.held(desk.key, until_after=now) if one.span.holds(now)]
    return tuple(one.member for one in sorted(running, key=lambda one: one.rank.value))


def first_on_duty(
    work: ports.Work, desk: desk_module.Desk, *, team: member.Team, now: dt.datetime
) -> str | None:
    """Return the name of whoever answers first at the desk now, as the roster says."""
    names = on_duty(work, desk, now=now)
    return team.name_of(names[0]) if names else None
