"""A member's number: given with the confidentiality note, changed, taken back, vouched for; and rings."""

import dataclasses
import datetime as dt

from deskbot.chat import chatters, forms, messages, wish
from deskbot.desk import roster
from deskbot.flows import after_change, journal, ports, tell
from deskbot.flows import house as house_module
from deskbot.people import member, permissions, phone

_TAKE = "take"
_COVER = "cover"
_NUMBER = "number:"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a member was about to do when the form of a first turn opened: take, cover, or give a number."""

    turns: wish.Wish | None = None
    cover: str | None = None


def first_turn(asked: wish.Wish, *, house: house_module.House) -> forms.Form:
    """Return the form that takes the turns of `asked` once it is sent."""
    return forms.introduction(f"{_TAKE}:{wish.to_text(asked)}", confidentiality_url=house.confidentiality_url)


def first_cover(key: str, *, house: house_module.House) -> forms.Form:
    """Return the form that covers the wish `key` once it is sent."""
    return forms.introduction(f"{_COVER}:{key}", confidentiality_url=house.confidentiality_url)


def purpose_of(entity: str) -> Purpose:
    """Read back what the form was opened for; nothing when it is not ours to read."""
    kind, _, rest = entity.partition(":")
    if kind == _COVER:
        return Purpose(cover=rest)
    try:
        return Purpose(turns=wish.from_text(rest))
    except wish.NotAWish:
        return Purpose()


def register(
    number: str,
    *,
    accepted: bool,
    who: chatters.Chatter,
    house: house_module.House,
    store: ports.Store,
    clock: ports.Clock,
) -> messages.InTrouble | messages.Refused | None:
    """Keep the number and the acceptance of somebody of the chat; None when that is done.

    The number counts only once it is proved.
    """
    if who.is_bot or not who.is_active:
        return messages.Refused(reason=permissions.Refusal.UNKNOWN_MEMBER)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        trouble = trouble_with(number, username=who.username, house=known)
        if trouble is None and not accepted:
            trouble = messages.Trouble.NOTE_NOT_ACCEPTED
        if trouble is not None:
            return messages.InTrouble(trouble=trouble)
        profile = _profile(work, who.username, house=house, name=who.name)
        profile = dataclasses.replace(profile, is_guest=who.is_guest, accepted_at=profile.accepted_at or now)
        _keep_number(work, profile, phone.parse(number), house=known, now=now)
        journal.write(
            work, roster.ChangeKind.ACCEPT_NOTE, desk="", member=who.username, by=who.username, now=now
        )
    return None


def tell_outcome(answer: messages.Message, *, username: str, store: ports.Store, clock: ports.Clock) -> None:
    """Tell by direct message what came of a form, which can show nothing but its errors."""
    with store.write() as work:
        place = messages.Direct(username=username)
        tell.later(work, answer, place=place, key=f"outcome-{journal.new_key()}", now=clock.now())


def number_form(
    *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> forms.Form:
    """Return the form in which one gives a number; with the note, until it was accepted."""
    with store.read() as work:
        person = house.people(work).find(username)
    if person is None or not person.accepted:
        return forms.introduction(_NUMBER, confidentiality_url=house.confidentiality_url)
    return forms.number("")


def change_number(
    number: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message | forms.Form:
    """Replace the number of `username`, who proves the new one by calling from it."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        person = known.team.find(username)
        if (refusal := permissions.to_tell_of_oneself(person)) is not None:
            return messages.Refused(reason=refusal)
        if person is None or not person.accepted:
            return forms.introduction(_NUMBER, confidentiality_url=house.confidentiality_url)
        trouble = trouble_with(number, username=username, house=known)
        if trouble is not None:
            return messages.InTrouble(trouble=trouble)
        e164 = phone.parse(number)
        profile = _profile(work, username, house=house, name=person.name)
        if _keep_number(work, profile, e164, house=known, now=now) and person.can_be_rung:
            _tell_lost(work, person, changed=True, house=known, now=now)
    return messages.NumberNoted(number=phone.mask(e164), public_number=_public(house))


def state(
    *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Return what is known of one's own number, masked."""
    with store.read() as work:
        known = house.known(work, since=clock.now())
        profile = work.members.get(username.lower())
    person = known.team.find(username)
    if person is None:
        return messages.Refused(reason=permissions.Refusal.UNKNOWN_MEMBER)
    return messages.NumberState(
        number=phone.mask(person.number) if person.number else None,
        proved=person.proved,
        rings=person.rings,
        public_number=_public(house),
        accepted_at=profile.accepted_at if profile else None,
    )


def forget_number(
    *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Take one's number back: nothing rings there any more, from now on."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        person = known.team.find(username)
        if person is None or permissions.to_tell_of_oneself(person) is not None:
            return messages.Refused(reason=permissions.Refusal.UNKNOWN_MEMBER)
        profile = _profile(work, username, house=house, name=person.name)
        gone = dataclasses.replace(profile, number=None, declared_at=now, proved_at=None, proved_by=None)
        work.members.save(gone)
        kind = roster.ChangeKind.FORGET_NUMBER
        journal.write(work, kind, desk="", member=username, by=username, now=now)
        upcoming = _tell_lost(work, person, changed=False, house=known, now=now)
        bring_all(work, house=house.known(work, since=now), now=now)
    return messages.NumberForgotten(upcoming=upcoming)


def vouch(
    whom: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Note that an admin answers for somebody's number."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        person = known.team.find(whom)
        if person is None:
            return messages.InTrouble(trouble=messages.Trouble.NO_SUCH_MEMBER)
        if person.number is None:
            return messages.MemberVouched(name=person.name, had_number=False)
        prove(work, person, by=username, house=known, now=now)
        told = messages.VouchedForYou(by=known.team.name_of(username))
        place = messages.Direct(username=person.username)
        tell.later(work, told, place=place, key=f"vouched-{journal.new_key()}", now=now)
    return messages.MemberVouched(name=person.name, had_number=True)


def prove(
    work: ports.Work, person: member.Member, *, by: str, house: house_module.House, now: dt.datetime
) -> None:
    """Note that the number of `person` is theirs, as a call or the admin `by` showed, and let it ring."""
    profile = _profile(work, person.username, house=house, name=person.name)
    proved = dataclasses.replace(
        profile,
        number=person.number,
        declared_at=profile.declared_at or now,
        proved_at=now,
        proved_by=by,
    )
    work.members.save(proved)
    kind = roster.ChangeKind.PROVE_NUMBER
    done_by = person.username if by == member.BY_CALL else by
    journal.write(work, kind, desk="", member=person.username, by=done_by, now=now)
    bring_all(work, house=house, now=now)


def set_rings(
    rings: int, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Note one's usual number of rings, for the turns to come."""
    now = clock.now()
    with store.write() as work:
        known = house.known(work, since=now)
        if (refusal := permissions.to_tell_of_oneself(known.team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        profile = _profile(work, username, house=house, name=known.team.name_of(username))
        work.members.save(dataclasses.replace(profile, rings=rings))
        kind = roster.ChangeKind.SET_RINGS
        journal.write(work, kind, desk="", member=username, by=username, now=now, note=str(rings))
    return messages.RingsSet(rings=rings)


def listed(
    *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Return who gave a number and accepted the note, for admins; no number is in it."""
    refusal = permissions.to_administer(username, admins=house.admins)
    if refusal is not None:
        return messages.Refused(reason=refusal)
    with store.read() as work:
        known = house.known(work, since=clock.now())
        accepted_at = {one.username: one.accepted_at for one in work.members.all()}
        holders = {
            slot.member
            for desk in known.desks.by_key
            for slot in work.slots.held(desk, until_after=clock.now())
        }
    people = sorted(known.team.members.values(), key=lambda one: one.name.casefold())
    return messages.Members(
        members=tuple(
            messages.MemberShown(
                username=one.username,
                name=one.name,
                has_number=one.number is not None,
                proved=one.proved,
                accepted_at=accepted_at.get(one.username),
                accepted=one.accepted,
                is_active=one.is_active,
            )
            for one in people
            if one.has_account and (one.number or one.accepted or one.username in holders)
        )
    )


def trouble_with(number: str, *, username: str, house: house_module.House) -> messages.Trouble | None:
    """Return what is wrong with a number that `username` typed."""
    try:
        e164 = phone.parse(number)
    except phone.NotAPhoneNumber:
        return messages.Trouble.BAD_NUMBER
    if e164 in house.own_numbers():
        # The line would ring itself.
        return messages.Trouble.NUMBER_OF_THE_HOUSE
    owners = {one.username for one in house.team.members.values() if one.number == e164 and one.is_active}
    if owners - {username.lower()}:
        # One telephone, one person: a call from it could not say whose word it is.
        return messages.Trouble.NUMBER_TAKEN
    return None if phone.is_allowed(e164, house.allowed) else messages.Trouble.NUMBER_NOT_ALLOWED


def bring_all(work: ports.Work, *, house: house_module.House, now: dt.datetime) -> None:
    """Have every desk looked at: somebody's number counts from now on, or no more."""
    for desk in house.desks.by_key.values():
        after_change.bring(work, desk, house=house, now=now)


def _keep_number(
    work: ports.Work, profile: member.Profile, e164: str, *, house: house_module.House, now: dt.datetime
) -> bool:
    """Keep a number; return whether it is another one than before."""
    before = house.team.find(profile.username)
    if before is not None and before.number == e164:
        # The same one again proves nothing, and takes nothing back.
        work.members.save(profile)
        return False
    given = dataclasses.replace(profile, number=e164, declared_at=now, proved_at=None, proved_by=None)
    work.members.save(given)
    kind = roster.ChangeKind.SET_NUMBER
    journal.write(work, kind, desk="", member=profile.username, by=profile.username, now=now)
    bring_all(work, house=house, now=now)
    return True


def _tell_lost(
    work: ports.Work, person: member.Member, *, changed: bool, house: house_module.House, now: dt.datetime
) -> int:
    """Tell the admins of turns that nobody is rung for now; return how many there are."""
    upcoming = work.slots.held_by(person.username, until_after=now)
    if upcoming:
        spans = tuple(slot.span for slot in upcoming)
        lost = messages.NumberLost(name=person.name, changed=changed, spans=spans)
        place = messages.Channel(name=house.admins_channel)
        tell.later(work, lost, place=place, key=f"number-lost-{journal.new_key()}", now=now)
    return len(upcoming)


def _profile(work: ports.Work, username: str, *, house: house_module.House, name: str) -> member.Profile:
    """Return what is kept of somebody, or a first page about them."""
    configured = house.team.find(username)
    known = work.members.get(username.lower())
    return known or member.Profile(username=username.lower(), name=configured.name if configured else name)


def _public(house: house_module.House) -> str:
    return next(iter(house.desks.by_key.values())).public_number
