"""What an account holds, and what a consumer key may do."""

import datetime as dt

from deskbot.desk import public_number
from deskbot.outside.ovh import found
from deskbot.outside.ovh.wire import shapes

# What OVH calls the kinds that deskbot knows.
_KINDS = {
    "easyHunting": public_number.Kind.EASY_HUNTING,
    "sip": public_number.Kind.LINE,
    "redirect": public_number.Kind.REDIRECT,
}


def asked_of(payload: shapes.Payload) -> found.Asked:
    """Return the consumer key that was asked for.

    :raises LineUnavailable: if it is not what the schema says.
    """
    with shapes.understood():
        return found.Asked(consumer_key=str(payload["consumerKey"]), url=str(payload["validationUrl"]))


def credential_of(payload: shapes.Payload) -> found.Credential:
    """Return the consumer key in use; the errors of `asked_of`."""
    with shapes.understood():
        expiration = payload["expiration"]
        return found.Credential(
            status=str(payload["status"]),
            rules=tuple((str(one["method"]), str(one["path"])) for one in payload["rules"]),
            expiration=None if expiration is None else shapes.moment_of(expiration),
        )


def moment_of(payload: object) -> dt.datetime:
    """Return the server's time; the errors of `asked_of`."""
    with shapes.understood():
        return dt.datetime.fromtimestamp(int(str(payload)), tz=dt.UTC)


def found_of(payload: shapes.Payload) -> found.Found:
    """Return a number of the account; the errors of `asked_of`."""
    with shapes.understood():
        feature = str(payload["featureType"])
        return found.Found(
            number=shapes.from_ovh_number(payload["serviceName"]) or "",
            kind=_KINDS.get(feature),
            feature=feature,
            description=str(payload["description"]),
        )
