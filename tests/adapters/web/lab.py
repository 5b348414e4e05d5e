"""The routes over a real database, with a clock that stands still and a chat that keeps what it is given."""

import collections.abc
import contextlib
import dataclasses
import datetime as dt
import json
import pathlib
import re
import urllib.parse
from typing import Any

from deskbot import wording
from deskbot.calls import case, destination, merge
from deskbot.chat import buttons, chatters, errors, forms, messages
from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import duty, hours, interval, roster
from deskbot.flows import addresses, escalate, hear_recording, line_aim, month_counted
from deskbot.flows import house as house_module
from deskbot.outside.contacts import file as contacts_file
from deskbot.outside.database import migrate, store, vault
from deskbot.outside.mattermost import control_wire
from deskbot.people import member
from deskbot.rules import answer
from deskbot.web import app
from deskbot.web import context as context_module

#: A Thursday.
NOW = dt.datetime(2024, 8, 1, 11, tzinfo=hours.PARIS)
MONDAY = interval.Interval(
    start=dt.datetime(2024, 8, 5, 9, tzinfo=hours.PARIS),
    end=dt.datetime(2024, 8, 5, 17, 30, tzinfo=hours.PARIS),
)
TOKEN = "the token of our command"
SECRET = b"the secret of our buttons"
CHANNEL = "91scfzski7bmtjc8ms335rfrgh"
POST = "cypjonggh38ymqqmjnyau1zoty"
USER = "6e1xect59fd8tf9ubxgj339osr"
TOM, ZOE, GUEST, ROBOT = "user-of-tom", "user-of-zoe", "user-of-gil", "user-of-robot"
# As the chat makes them, for who is chosen in a menu.
SIMON, STRANGER = "simon" + "x" * 21, "nobody" + "x" * 20
CARD = "e1"
CALLER = "+33639980212"
_BUSY_S = 0.1


def _chatter(user_id: str, username: str, **rest: bool) -> chatters.Chatter:
    usual = {"is_active": True, "is_guest": False, "is_bot": False}
    return chatters.Chatter(user_id=user_id, username=username, name=username.title(), **(usual | rest))


ACCOUNTS = {
    USER: _chatter(USER, "lea"),
    TOM: _chatter(TOM, "tom"),
    ZOE: _chatter(ZOE, "zoe"),
    GUEST: _chatter(GUEST, "gil", is_guest=True),
    SIMON: _chatter(SIMON, "simon"),
    ROBOT: _chatter(ROBOT, "robot", is_bot=True),
}


class Clock:
    """Stands still."""

    def now(self) -> dt.datetime:
        return NOW


class Rules:
    """A wiki that does not say."""

    def find(self, question: str) -> answer.Abstention:
        return answer.Abstention(why=answer.Why.NOTHING_CLOSE, confidence=0.0)


@dataclasses.dataclass(kw_only=True)
class Chat:
    """Keeps the forms that it opens; `problem` is what it answers with instead."""

    opened: list[tuple[str, forms.Form]] = dataclasses.field(default_factory=list)
    problem: Exception | None = None

    def open_form(self, trigger_id: str, *, form: forms.Form, channel_id: str, user_id: str) -> None:
        self._fail()
        self.opened.append((user_id, form))

    def shown(
        self, message: messages.Message, *, channel_id: str, key: str
    ) -> tuple[str, list[dict[str, Any]]]:
        words = wording.Wording()
        controls = [
            control_wire.Control(
                of=one,
                label=words.label(one, now=NOW),
                context=sign(one, channel=channel_id, nonce=key),
                options=words.options(one),
            )
            for one in (*message.buttons, *message.menus)
        ]
        text = words.render(message, now=NOW)
        return text, control_wire.attachment(controls, url="http://deskbot.invalid")

    def link(self, post_id: str) -> str:
        return f"https://chat.invalid/{post_id}"

    def person(self, user_id: str) -> chatters.Chatter:
        self._fail()
        try:
            return ACCOUNTS[user_id]
        except KeyError:
            raise errors.ChatRefused("no such user") from None

    def _fail(self) -> None:
        if self.problem is not None:
            raise self.problem


class Data(store.Store):
    """A real database, that fails with `problem` as soon as it is asked for anything."""

    problem: Exception | None = None

    @contextlib.contextmanager
    def write(self) -> collections.abc.Iterator[store.Work]:
        self._fail()
        with super().write() as work:
            yield work

    @contextlib.contextmanager
    def read(self) -> collections.abc.Iterator[store.Work]:
        self._fail()
        with super().read() as work:
            yield work

    def _fail(self) -> None:
        if self.problem is not None:
            raise self.problem


@dataclasses.dataclass(kw_only=True)
class World:
    """What the routes are given, and what they did of it."""

    data: Data
    chat: Chat = dataclasses.field(default_factory=Chat)
    desks: tuple[str, ...] = ("standard",)
    ready: bool = True

    def application(self) -> Any:
        return app.build(
            context_module.Context(
                house=house(self.desks),
                store=self.data,
                clock=Clock(),
                chat=self.chat,
                rules=Rules(),
                contacts=contacts_file.FileContacts(None),
                old_cards_days=7,
                booth=hear_recording.Booth(base_url="https://deskbot.invalid", secret=SECRET),
                channels=destination.Channels(
                    home="standard",
                    admins="admins",
                    topics={"comptabilite": "compta"},
                    desks={key: key for key in self.desks},
                ),
                on_call=escalate.OnCall(usernames=("simon",), channel="admins", delay_s=300),
                reminders=duty.Reminders(),
                books=month_counted.Books(zone=hours.PARIS),
                line_rules=line_aim.LineRules(),
                links=addresses.Links(base_url="https://deskbot.invalid"),
                is_ready=lambda: self.ready,
                command_token=TOKEN,
                secret=SECRET,
            )
        )

    def held(self, desk: str = "standard") -> list[tuple[str, roster.Rank, interval.Interval]]:
        """Return who holds what at a desk."""
        with self.data.read() as work:
            return [(one.member, one.rank, one.span) for one in work.slots.held(desk, until_after=NOW)]

    def card(self) -> case.Case:
        with self.data.read() as work:
            found = work.cases.get(CARD)
        assert found is not None
        return found

    def profile(self, username: str) -> member.Profile | None:
        with self.data.read() as work:
            return work.members.get(username)

    def waiting(self) -> list[tuple[str, str]]:
        """Return what was asked to be done after a transaction: nothing changes without it."""
        with self.data.reader.connect() as connection:
            rows = connection.exec_driver_sql("SELECT kind, key FROM desk_due ORDER BY kind, key").all()
        return [(row.kind, row.key) for row in rows]

    def told(self, start: str) -> list[messages.Message]:
        """Return what waits to be posted under keys that begin so."""
        keys = [key for kind, key in self.waiting() if kind == "tell" and key.startswith(start)]
        with self.data.read() as work:
            return [item.message for key in keys if (item := work.notices.get(key)) is not None]


def opened(folder: pathlib.Path) -> Data:
    """Return a database, brought up to date, with one card in it that the chat shows under `POST`."""
    data = Data(
        f"sqlite:///{folder / 'deskbot.sqlite3'}",
        seal=vault.Vault("a secret of more than sixteen letters"),
        busy_s=_BUSY_S,
    )
    migrate.upgrade(data.writer)
    with data.write() as work:
        work.calls.save(merge.Call(key=CARD, caller=CALLER, at=NOW), desk="standard")
        work.cases.save(
            case.Case(
                key=CARD, desk="standard", channel="standard", caller=CALLER, opened_at=NOW, post_id=POST
            )
        )
    return data


def house(desks: collections.abc.Sequence[str]) -> house_module.House:
    people = (
        member.Member(username="lea", name="Léa", number="+33639980101", proved=True, accepted=True),
        member.Member(username="tom", name="Tom", number="+33639980102", proved=True, accepted=True),
        member.Member(username="simon", name="Simon", accepted=True),
        member.Member(
            username="bureau", name="le bureau", number="+33353010150", proved=True, has_account=False
        ),
    )
    team = member.Team(members={one.username: one for one in people})
    known = {
        key: desk_module.Desk(
            key=key,
            title=f"le {key}",
            public_number=f"+3335301010{index}",
            voicemail_number=f"+3335301019{index}",
            channel=key,
            hours=hours.OpeningHours(),
            second=team.find("bureau"),
            fallback=(),
        )
        for index, key in enumerate(desks)
    }
    return house_module.House(
        desks=desks_module.Desks(by_key=known),
        team=team,
        admins=frozenset({"simon"}),
        admins_channel="admins",
    )


def form(**changes: str) -> bytes:
    """Return the body of a slash command."""
    fields = {
        "channel_id": CHANNEL,
        "channel_name": "standard",
        "text": "qui",
        "token": TOKEN,
        "trigger_id": "t",
        "user_id": USER,
        "user_name": "lea",
    }
    return urllib.parse.urlencode(fields | changes).encode()


def sign(
    button: buttons.Button | buttons.Menu, *, channel: str = CHANNEL, nonce: str, hours_left: float = 1
) -> dict[str, str]:
    expires_at = NOW + dt.timedelta(hours=hours_left)
    return buttons.sign(button, secret=SECRET, channel=channel, nonce=nonce, expires_at=expires_at)


def signed(
    action: buttons.Action, *, entity: str = CARD, nonce: str = "a post", hours_left: float = 1
) -> dict[str, str]:
    return sign(buttons.Button(action=action, entity=entity), nonce=nonce, hours_left=hours_left)


def click(context: object, **changes: object) -> bytes:
    """Return the body of a click."""
    fields: dict[str, object] = {
        "user_id": USER,
        "user_name": "lea",
        "channel_id": CHANNEL,
        "post_id": POST,
        "trigger_id": "t",
        "type": "button",
        "context": context,
    }
    return json.dumps(fields | changes).encode()


def dialog(
    action: buttons.Action = buttons.Action.FINISH,
    *,
    entity: str = CARD,
    user_id: str = USER,
    **changes: object,
) -> bytes:
    """Return the body of a form, signed for its author; the one that closes a card if no other is asked."""
    fields: dict[str, object] = {
        "type": "dialog_submission",
        "callback_id": action.value,
        "state": json.dumps(signed(action, entity=entity, nonce=buttons.form_nonce(user_id))),
        "user_id": user_id,
        "channel_id": CHANNEL,
        "submission": {"closing": "reached", "note": None},
        "cancelled": False,
    }
    return json.dumps(fields | changes).encode()


def sentences(text: str) -> int:
    """Count the sentences that a person reads."""
    return len(re.findall(r"[.!?…](?:\s|$)", text))
