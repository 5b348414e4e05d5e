"""What an account holds: numbers that may be desks, and the voicemails that may take their messages."""

import dataclasses

from deskbot.desk import public_number
from deskbot.outside.ovh import account
from deskbot.outside.ovh import api as api_module


@dataclasses.dataclass(frozen=True, kw_only=True)
class Offer:
    """A number that may be a desk; `voicemails` are those of its billing account, its own one first."""

    billing_account: str
    number: str
    kind: public_number.Kind
    description: str
    voicemails: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Holdings:
    """What was found: offers, call queues first; and numbers that deskbot has no use for, with OVH's word."""

    offers: tuple[Offer, ...]
    useless: tuple[tuple[str, str], ...]


_ORDER = (public_number.Kind.EASY_HUNTING, public_number.Kind.REDIRECT, public_number.Kind.LINE)


def look(api: api_module.OvhApi) -> Holdings:
    """Look through every billing account.

    :raises LineUnavailable: try again.
    :raises LineRefused: the key may not look.
    """
    offers: list[Offer] = []
    useless: list[tuple[str, str]] = []
    for billing_account in account.billing_accounts(api):
        voicemails = account.voicemails(api, billing_account)
        for one in account.numbers(api, billing_account):
            if one.kind is None or not voicemails:
                useless.append((one.number, one.feature if one.kind is None else ""))
                continue
            own = one.number in voicemails
            others = [voicemail for voicemail in voicemails if voicemail != one.number]
            offers.append(
                Offer(
                    billing_account=billing_account,
                    number=one.number,
                    kind=one.kind,
                    description=one.description,
                    voicemails=(one.number, *others) if own else tuple(others),
                )
            )
    return Holdings(
        offers=tuple(sorted(offers, key=lambda one: _ORDER.index(one.kind))), useless=tuple(useless)
    )
