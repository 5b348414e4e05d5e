"""`/eventToken`: what lets a program listen to the live events of a billing account."""

from deskbot.sandbox.ovh import errors, request, stream
from deskbot.sandbox.ovh import line as lines

_PATH = "/telephony/{billingAccount}/eventToken"
_NONE = "The requested object (eventToken) does not exist"


def _get(line: lines.Line, call: request.Call) -> dict[str, str]:
    try:
        found = line.account.stream.token(call.path["billingAccount"], now=line.now())
    except stream.NoSuchToken as error:
        raise errors.not_found(_NONE) from error
    return {"token": found.value}


def _make(line: lines.Line, call: request.Call) -> str:
    name, kept = call.path["billingAccount"], line.account.stream
    if not line.switches.event_token_can_be_made_again and kept.has_token(name, now=line.now()):
        raise errors.conflict("This billing account has a token already")
    return kept.make_token(name, expiration=call.body["expiration"], now=line.now()).value


def _drop(line: lines.Line, call: request.Call) -> None:
    try:
        line.account.stream.drop_token(call.path["billingAccount"])
    except stream.NoSuchToken as error:
        raise errors.not_found(_NONE) from error


HANDLERS: request.Handlers = {
    ("GET", _PATH): _get,
    ("POST", _PATH): _make,
    ("DELETE", _PATH): _drop,
}
