"""Buttons and menus, and the signed contexts that make their clicks ours.

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
    RESTORE_LINE = "restoreline"
    KEEP_LINE = "keepline"
    AGREE_LINE = "agreeline"
    LISTEN = "listen"
    FORGET = "forget"
    FORGET_OPEN = "forgetopen"
    CALL_BACK = "callback"
    END = "end"
    UNDO_CARD = "undocard"
    HAND_OVER = "handover"
    SORT = "sort"
    ADD_NOTE = "addnote"
    ADD_NUMBER = "addnumber"
    FINISH_MANY = "finishmany"
    REOPEN_MANY = "reopenmany"
    LIST_MORE = "listmore"


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


class Choice(enum.StrEnum):
    """What a menu offers; each has its words in `prompts/fr/choice.md.j2`."""

    NOTE = "note"
    URGENT = "urgent"
    NOT_URGENT = "not_urgent"
    TOPIC = "topic"
    CHANNEL = "channel"
    SPAM = "spam"
    WRONG_NUMBER = "wrong_number"


class NotAnOption(ValueError):
    """No menu of ours offers that."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Option:
    """One line of a menu; `about` names the topic or the channel that it is about."""

    choice: Choice
    about: str | None = None

    @property
    def value(self) -> str:
        """What the chat sends when it is chosen: nothing there is signed, so it is to be read again."""
        return self.choice.value if self.about is None else f"{self.choice.value}:{self.about}"

    @classmethod
    def read(cls, value: str) -> "Option":
        """Return the option of that value.

        :raises NotAnOption: if it is none.
        """
        choice, colon, about = value.partition(":")
        try:
            return cls(choice=Choice(choice), about=about if colon else None)
        except ValueError:
            raise NotAnOption from None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Menu:
    """A menu under a message: what a choice in it asks for, about which entity (a key).

    Its options are those, or everybody of the chat when there are none. The chat lets anything through as the
    option chosen (facts/mattermost.md, section 2): whoever acts on it checks it against what is offered.
    """

    action: Action
    entity: str
    options: tuple[Option, ...] = ()


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
    button: Button | Menu, *, secret: bytes, channel: str, nonce: str, expires_at: dt.datetime
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
