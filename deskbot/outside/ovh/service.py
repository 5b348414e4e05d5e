"""One number at OVH, and how it is called there."""

import dataclasses

from deskbot.desk import public_number


@dataclasses.dataclass(frozen=True, kw_only=True)
class Service:
    """Where a number is at OVH: its billing account, itself and its voicemail box, as OVH writes them.

    `only_calls_out`: callers of that number are none of the desk's; what is called from it is.
    """

    kind: public_number.Kind
    billing_account: str
    number: str
    voicemail: str
    only_calls_out: bool = False

    @classmethod
    def telephone(cls, *, billing_account: str, number: str) -> "Service":
        """Return the SIP line whose telephone calls people back."""
        return cls(
            kind=public_number.Kind.LINE,
            billing_account=billing_account,
            number=number,
            voicemail=number,
            only_calls_out=True,
        )
