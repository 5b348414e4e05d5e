"""What a card says: its row, its call, who is who, made one message."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.calls import case, destination, merge
from deskbot.chat import messages
from deskbot.flows import card_choices, card_help, gathered, hear_recording, ports
from deskbot.flows import house as house_module
from deskbot.people import member, phone
from deskbot.voicemail import transcript

# What a phone shows of a transcript on one screen, with the rest of its card.
LONGEST_HEARD = 420


@dataclasses.dataclass(frozen=True, kw_only=True)
class View:
    """What a card is looked at with; `link` gives the address of a post.

    `posts_recordings`: they are posted under it, else heard on a page of deskbot's own.
    """

    house: house_module.House
    channels: destination.Channels
    contacts: ports.Contacts
    helper: card_help.Helper
    link: collections.abc.Callable[[str], str]
    posts_recordings: bool = True

    def of(self, work: ports.Work, card: case.Case, *, now: dt.datetime) -> messages.Card:
        """Return what the card says now."""
        team = self.house.people(work)
        call = work.calls.about(card.joined_to or card.key)
        rung = self._rung_of(team)
        heard = heard_in(card)
        named = self.channels.of_topic(card.topic)
        more = gathered.shown(work, card, call, rung=rung, link=self.link) if call else None
        return messages.Card(
            case=card.key,
            origin=card.origin,
            title=self._title(card, call),
            dialled=self._dialled(card, call),
            caller=phone.mask(card.caller) if card.caller else None,
            caller_name=self.contacts.name_of(card.caller) if card.caller else None,
            at=call.at if call else card.at,
            opened_by=team.name_of(card.opened_by) or None,
            rung=rung(call) if call else None,
            outcome=call.outcome if call else merge.Outcome.MISSED,
            caller_told=call.caller_told if call else True,
            gathered=more,
            head=merge.strongest(call.outcome, *(one.outcome for one in more.again))
            if call and more
            else None,
            was_open=call.was_open if call else None,
            joined_url=self._url(gathered.post_of_whole(work, card)),
            message_s=call.message_s if call else None,
            recording_url=self._url(card.recording_post_id),
            listens=not self.posts_recordings and hear_recording.any_kept(work, card),
            hearing=card.hearing,
            hearing_why=heard.empty.value if heard and heard.empty else card.hearing_why,
            transcript=heard.marked_text if heard and not heard.empty else None,
            cut_at=LONGEST_HEARD if is_long(card) else None,
            rest_url=self._url(card.transcript_post_id),
            caveats=tuple(caveat.value for caveat in heard.caveats) if heard else (),
            topic=card.topic,
            topic_channel=named if named != card.channel else None,
            urgent=card.urgent,
            state=card.state,
            has_message_since=card.has_message_since,
            taken_by=team.name_of(card.taken_by) or None,
            assigned_by=team.name_of(card.assigned_by) or None,
            closing=card.closing,
            done_by=team.name_of(card.done_by) or None,
            told=card.told,
            notes=card.notes,
            erased=card.erased_at is not None,
            recording_erased_at=card.recording_erased_at,
            refused_channel=card.refused_channel,
            help=self.helper.about(work, card, heard=heard.text if heard else "", team=team, now=now),
            choices=card_choices.of(card, channels=self.channels),
        )

    def _rung_of(self, team: member.Team) -> gathered.Rung:
        """Return what tells whose phones a call rang: a desk's own is told as the desk."""
        own = {each.number: one.title for one in self.house.desks.by_key.values() for each in one.numbers}

        def rung(call: merge.Call) -> tuple[messages.PhoneRung, ...] | None:
            if call.rung is None:
                return None
            return tuple(
                messages.PhoneRung(name=own.get(one) or team.name_behind(one), seconds=call.rang_s(one))
                for one in call.rung
            )

        return rung

    def _title(self, card: case.Case, call: merge.Call | None) -> str:
        """Return the name of the desk that was called, or of those that may have been."""
        if call is None or call.number is not None or self.house.desk(card.desk) is None:
            return self.house.title_of(card.desk)
        return " ou ".join(one.title for one in self.house.desks.sharing(card.desk))

    def _dialled(self, card: case.Case, call: merge.Call | None) -> str:
        """Return the number that was dialled; empty while it is one of several and no source says which."""
        number = call.number if call else None
        if number is None and self.house.desk(card.desk) is not None:
            desks = self.house.desks.sharing(card.desk)
            numbers = [each.number for one in desks for each in one.numbers]
            number = numbers[0] if len(numbers) == 1 else None
        return phone.national(number) if number else ""

    def _url(self, post_id: str | None) -> str | None:
        return self.link(post_id) if post_id else None


def heard_in(card: case.Case) -> transcript.Transcript | None:
    """Return what was heard in the card's message, if it was listened to."""
    return transcript.Transcript.from_json(card.transcript) if card.transcript else None


def is_long(card: case.Case) -> bool:
    """Whether the card shows only the beginning of what was heard, the whole being in its thread."""
    heard = heard_in(card)
    return heard is not None and len(heard.marked_text) > LONGEST_HEARD


def is_in_thread(card: case.Case) -> bool:
    """Whether what was heard is in a thread: it is long, or an earlier call's card stands for this one."""
    heard = heard_in(card)
    return is_long(card) or (card.joined_to is not None and heard is not None and heard.empty is None)
