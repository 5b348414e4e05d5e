"""Buttons, and the signed contexts that make their clicks ours.

The chat's action and dialog endpoints can be forged by any logged-in user (facts/mattermost.md, section 2):
what a click says is believed only when it carries our signature, for this channel, before its expiry.
"""

import collections.abc
import dataclasses
import datetime as dt
import enum
import hashlib
import hmac
import json

from deskbot.desk import interval


class Action(enum.StrEnum):
    """What a button or a form asks for. Its value begins the action's id in the chat: letters only."""

    TAKE = "take"
    FINISH = "finish"
    ACKNOWLEDGE = "acknowledge"
    UNDO = "undo"
    TAKE_TURN = "taketurn"
    COVER = "cover"
    CONFIRM = "confirm"
    GIVE_BACK = "giveback"
    PROVE = "prove"
    NOT_ME = "notme"
    MORE = "more"
    LESS = "less"
    CORRECT = "correct"
    CHOOSE_DESK = "choosedesk"
    FIRST_TURN = "firstturn"
    SET_NUMBER = "setnumber"


class Forged(Exception):
    """The signature is not ours, or it is for something else."""


class Expired(Exception):
    """The signature is ours and too old."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Button:
    """A button under a message: what it asks for, about which entity (a key).

    What is written on it is `label`, else `word`, else the word of its action; about `span` where it has one.
    """

    action: Action
    entity: str
    word: str | None = None
    label: str | None = None
    span: interval.Interval | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Press:
    """A click or a dialog that was verified. `nonce` is the key of the post, or of whoever was answered."""

    action: Action
    entity: str
    nonce: str

    @property
    def is_of_a_form(self) -> bool:
        """Whether this was signed for a form and not for a button."""
        return self.nonce.startswith("form:")

    @property
    def is_of_an_answer(self) -> bool:
        """Whether this was signed for a button that only one person was shown."""
        return self.nonce.startswith("answer:")

    def is_of_an_answer_to(self, user_id: str) -> bool:
        """Whether this was signed for a button that only that user was shown."""
        return self.nonce == answer_nonce(user_id)


def form_nonce(user_id: str) -> str:
    """Return the nonce of a form opened for one user: clients see its state, which no button accepts."""
    return f"form:{user_id}"


def answer_nonce(user_id: str) -> str:
    """Return the nonce of the buttons under an answer to one user: it is no post that could be looked up, and
    what the chat lets them be clicked with can be handed to somebody else (facts/mattermost.md, section 2).
    """
    return f"answer:{user_id}"


_FIELDS = ("action", "entity", "nonce", "channel", "expires")


def sign(
    button: Button, *, secret: bytes, channel: str, nonce: str, expires_at: dt.datetime
) -> dict[str, str]:
    """Return the context to put behind `button`, valid in `channel` (its id) until `expires_at`."""
    context = {
        "action": button.action.value,
        "entity": button.entity,
        "nonce": nonce,
        "channel": channel,
        "expires": str(int(expires_at.timestamp())),
    }
    return {**context, "signature": _signature(context, secret)}


def verify(
    context: collections.abc.Mapping[str, object], *, secret: bytes, channel: str, now: dt.datetime
) -> Press:
    """Return what a click asks for, once its signature, channel and expiry are checked.

    :raises Forged: if one of its fields is missing, of another type, or not the signed one.
    :raises Expired: if it was ours and is too old.
    """
    fields = {name: context.get(name) for name in (*_FIELDS, "signature")}
    if not all(isinstance(value, str) for value in fields.values()):
        raise Forged
    signed = {name: str(fields[name]) for name in _FIELDS}
    given = str(fields["signature"]).encode(errors="replace")
    if not hmac.compare_digest(_signature(signed, secret).encode(), given):
        raise Forged
    if signed["channel"] != channel:
        raise Forged
    if now.timestamp() > int(signed["expires"]):
        raise Expired
    try:
        action = Action(signed["action"])
    except ValueError:
        # Another version of deskbot signed it.
        raise Forged from None
    return Press(action=action, entity=signed["entity"], nonce=signed["nonce"])


def _signature(fields: collections.abc.Mapping[str, str], secret: bytes) -> str:
    # In ASCII: a forged field may hold what no encoding can write.
    text = json.dumps([fields[name] for name in _FIELDS])
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
