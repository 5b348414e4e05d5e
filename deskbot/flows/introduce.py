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


@dataclasses.dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a member was about to do when the form of a first turn opened: one of the two."""

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
    trouble = trouble_with(number, house=house)
    if trouble is None and not accepted:
        trouble = messages.Trouble.NOTE_NOT_ACCEPTED
    if trouble is not None:
        return messages.InTrouble(trouble=trouble)
    if who.is_bot or not who.is_active:
        return messages.Refused(reason=permissions.Refusal.UNKNOWN_MEMBER)
    now = clock.now()
    with store.write() as work:
        profile = _profile(work, who.username, house=house, name=who.name)
        profile = dataclasses.replace(profile, is_guest=who.is_guest, accepted_at=profile.accepted_at or now)
        _keep_number(work, profile, phone.parse(number), house=house, now=now)
        journal.write(
            work, roster.ChangeKind.ACCEPT_NOTE, desk="", member=who.username, by=who.username, now=now
        )
    return None


def tell_outcome(answer: messages.Message, *, username: str, store: ports.Store, clock: ports.Clock) -> None:
    """Tell by direct message what came of a form, which can show nothing but its errors."""
    with store.write() as work:
        place = messages.Direct(username=username)
        tell.later(work, answer, place=place, key=f"outcome-{journal.new_key()}", now=clock.now())


def change_number(
    number: str, *, username: str, house: house_module.House, store: ports.Store, clock: ports.Clock
) -> messages.Message:
    """Replace the number of `username`, who proves the new one by calling from it."""
    trouble = trouble_with(number, house=house)
    if trouble is not None:
        return messages.InTrouble(trouble=trouble)
    now = clock.now()
    e164 = phone.parse(number)
    with store.write() as work:
        known = house.known(work, since=now)
        if (refusal := permissions.to_act(known.team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        profile = _profile(work, username, house=house, name=known.team.name_of(username))
        _keep_number(work, profile, e164, house=known, now=now)
        place = messages.Direct(username=username)
        noted = messages.NumberNoted(number=phone.mask(e164), public_number=_public(house))
        tell.later(work, noted, place=place, key=f"number-{journal.new_key()}", now=now)
    return noted


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
        if (refusal := permissions.to_act(known.team.find(username))) is not None:
            return messages.Refused(reason=refusal)
        profile = _profile(work, username, house=house, name=known.team.name_of(username))
        gone = dataclasses.replace(profile, number=None, declared_at=now, proved_at=None, proved_by=None)
        work.members.save(gone)
        kind = roster.ChangeKind.FORGET_NUMBER
        change = journal.write(work, kind, desk="", member=username, by=username, now=now)
        upcoming = work.slots.held_by(username, until_after=now)
        if upcoming:
            name = known.team.name_of(username)
            lost = messages.NumberLost(name=name, spans=tuple(slot.span for slot in upcoming))
            place = messages.Channel(name=house.admins_channel)
            tell.later(work, lost, place=place, key=f"number-lost-{change.key}", now=now)
        bring_all(work, house=known, now=now)
    return messages.NumberForgotten(upcoming=len(upcoming))


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
        if (refusal := permissions.to_act(known.team.find(username))) is not None:
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
            if one.has_account and (one.number is not None or one.accepted)
        )
    )


def trouble_with(number: str, *, house: house_module.House) -> messages.Trouble | None:
    """Return what is wrong with a number that a member typed."""
    try:
        e164 = phone.parse(number)
    except phone.NotAPhoneNumber:
        return messages.Trouble.BAD_NUMBER
    if e164 in house.own_numbers():
        # The line would ring itself.
        return messages.Trouble.NUMBER_OF_THE_HOUSE
    return None if phone.is_allowed(e164) else messages.Trouble.NUMBER_NOT_ALLOWED


def bring_all(work: ports.Work, *, house: house_module.House, now: dt.datetime) -> None:
    """Have every desk looked at: somebody's number counts from now on, or no more."""
    for desk in house.desks.by_key.values():
        after_change.bring(work, desk, now=now)


def _keep_number(
    work: ports.Work, profile: member.Profile, e164: str, *, house: house_module.House, now: dt.datetime
) -> None:
    configured = house.team.find(profile.username)
    before = profile.over(configured)
    if before.number == e164:
        # The same one again proves nothing, and takes nothing back.
        work.members.save(profile)
        return
    given = dataclasses.replace(profile, number=e164, declared_at=now, proved_at=None, proved_by=None)
    work.members.save(given)
    kind = roster.ChangeKind.SET_NUMBER
    journal.write(work, kind, desk="", member=profile.username, by=profile.username, now=now)
    bring_all(work, house=house, now=now)


def _profile(work: ports.Work, username: str, *, house: house_module.House, name: str) -> member.Profile:
    """Return what is kept of somebody, or a first page about them."""
    configured = house.team.find(username)
    known = work.members.get(username.lower())
    return known or member.Profile(username=username.lower(), name=configured.name if configured else name)


def _public(house: house_module.House) -> str:
    return next(iter(house.desks.by_key.values())).public_number
