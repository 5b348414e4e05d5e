"""A running deskbot."""

import collections.abc
import datetime as dt
import functools
import socket
import threading
import time
from typing import Any

import fastapi
import structlog
import uvicorn

from deskbot import settings
from deskbot.bootstrap import adapters, chats, listening, registered, registered_privacy
from deskbot.bootstrap import house as house_values
from deskbot.desk import address
from deskbot.flows import (
    addresses,
    close_month,
    day_posts,
    drop_removed_desks,
    hear_recording,
    know_members,
    ports,
    prepare_turn,
    read_call_log,
    read_mailbox,
    reconcile_line,
    remind_cards,
    show_board,
    show_calendar,
    show_gaps,
    show_planning,
)
from deskbot.flows import house as house_module
from deskbot.web import app, pages
from deskbot.web import context as context_module

log = structlog.get_logger(__name__)

_SERVING_S = 40.0


class Deskbot:
    """A running deskbot: its web server and its engine."""

    def __init__(self, chosen: settings.Settings) -> None:
        self._settings = chosen
        self._parts = adapters.parts_of(chosen)
        self._engine = registered.engine_of(chosen, self._parts)
        self._listeners = listening.listeners_of(self._parts)
        self._socket = _listen(chosen.web.host, chosen.web.port)
        self._ready = False
        self._thread: threading.Thread | None = None
        self._server = uvicorn.Server(
            uvicorn.Config(self.app(), log_config=None, access_log=False, timeout_graceful_shutdown=3)
        )

    def app(self) -> fastapi.FastAPI:
        """Return the web application."""
        context = context_of(
            self._settings, self._parts, is_ready=lambda: self._ready and self._engine.is_alive()
        )
        built = app.build(context)
        built.include_router(pages.router(shows_of(self._settings, self._parts)))
        return built

    def start(self) -> None:
        """Launch the engine and have every desk looked at now.

        :raises hold.FileTaken: if another deskbot runs on this database file.
        """
        self._engine.launch()
        now = self._parts.clock.now()
        house = self._parts.house
        with self._parts.data.write() as work:
            drop_removed_desks.drop(work, house=house, now=now)
            reminders = house_values.reminders_of(self._settings)
            prepare_turn.arm_all(work, house=house, reminders=reminders, now=now)
            delays = house_values.reminding_of(self._settings)
            remind_cards.arm_all(work, house=house, delays=delays, now=now)
            day_posts.arm_all(work, house=house, now=now)
            _put_what_comes_back(work, self._settings, house=house, now=now)
        for one in self._listeners:
            one.start()
        self._ready = True
        log.info("deskbot is ready.", desks=len(house.desks.by_key))

    def serve(self) -> None:
        """Answer requests until the process is told to stop."""
        self._server.run(sockets=[self._socket])

    def end(self) -> None:
        """Have `serve` return soon, also when it is only called afterwards."""
        self._server.should_exit = True

    def serve_in_thread(self) -> None:
        """Answer requests in a thread, until `stop`; return once they are answered.

        :raises TimeoutError: if that takes more than 40 s.
        """
        self._thread = threading.Thread(target=self.serve, daemon=True, name="web")
        self._thread.start()
        deadline = time.monotonic() + _SERVING_S
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the web server did not start")
            self._thread.join(timeout=0.01)

    def stop(self) -> None:
        """Stop answering, then running; what is unfinished is taken up at the next start."""
        self._ready = False
        self.end()
        if self._thread is not None:
            self._thread.join(timeout=10)
        for one in self._listeners:
            one.stop()
        self._engine.stop()
        self._parts.close()
        self._socket.close()


def _listen(host: str, port: int) -> socket.socket:
    # IPPROTO_TCP given: asyncio sets TCP_NODELAY only then (facts/engine.md, section 7).
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening


def context_of(
    chosen: settings.Settings, parts: adapters.Parts, *, is_ready: collections.abc.Callable[[], bool]
) -> context_module.Context:
    """Return what the routes of the chat are given."""
    return context_module.Context(
        house=parts.house,
        store=parts.data_for_people,
        clock=parts.clock,
        chat=parts.chat_for_people,
        rules=parts.rules,
        contacts=parts.contacts,
        line_rules=parts.line_rules,
        channels=house_values.channels_of(chosen),
        on_call=house_values.on_call_of(chosen),
        reminders=house_values.reminders_of(chosen),
        books=house_values.books_of(chosen),
        links=house_values.links_of(chosen),
        booth=chats.booth_of(chosen),
        old_cards_days=chosen.cards.old_days,
        is_ready=is_ready,
        command_token=chosen.chat.command_token.get_secret_value(),
        secret=chats.button_secret(chosen),
    )


def shows_of(chosen: settings.Settings, parts: adapters.Parts) -> pages.Shows:
    """Return what the pages in the browser are given."""
    bind = functools.partial
    house, data, clock = parts.house, parts.data_for_people, parts.clock
    heard: dict[str, Any] = {
        "booth": chats.booth_of(chosen),
        "house": house,
        "recordings": parts.recordings,
        "store": data,
        "clock": clock,
    }
    return pages.Shows(
        planning=bind(show_planning.show, house=house, store=data, clock=clock),
        calendar=bind(show_calendar.show, house=house, store=data, clock=clock),
        recording=bind(hear_recording.show, **heard),
        sound=bind(hear_recording.sound, **heard),
    )


def _put_what_comes_back(
    work: ports.Work, chosen: settings.Settings, *, house: house_module.House, now: dt.datetime
) -> None:
    """Have everything looked at now, and what has its day wait for it unless it waits already."""
    rhythm = house_values.rhythm_of(chosen)
    if chosen.mailbox.host is not None:
        read_mailbox.begin(work, now=now)
    else:
        read_mailbox.end(work)
    work.due.put(know_members.KIND, "team", at=now)
    work.due.put(close_month.KIND, close_month.KEY, at=rhythm.next_month_post(now))
    registered_privacy.put(work, chosen, now=now)
    for key in house.desks.by_key:
        addresses.ensure(work, address.Kind.DESK, key, now=now)
        work.due.put(reconcile_line.KIND, key, at=now)
        work.due.put(read_call_log.KIND, house.desks.sharing(key)[0].key, at=now)
        work.due.put(show_board.KIND, key, at=now)
        work.due.put(show_gaps.WEEK_KIND, key, at=rhythm.next_week_post(now))
        work.due.put(show_gaps.AHEAD_KIND, key, at=rhythm.next_gaps(now))
