"""The one place that wires: settings in, a working deskbot out."""

import dataclasses
import functools
import pathlib
import socket
import threading
import time

import fastapi
import structlog
import uvicorn

from deskbot import engine, settings, wording
from deskbot.chat import messages
from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.desk import hours
from deskbot.flows import (
    answer_question,
    check_click,
    claim_duty,
    escalate,
    follow_up,
    keep_recording,
    reconcile_line,
    record_call,
    show_card,
    show_desk,
    tell,
    transcribe,
)
from deskbot.flows import watch as watch_module
from deskbot.outside import clock as clock_module
from deskbot.outside import recordings
from deskbot.outside.database import connect, migrate, store, vault
from deskbot.outside.mattermost import client as mattermost
from deskbot.outside.ovh import client as ovh
from deskbot.outside.ovh import wire as ovh_wire
from deskbot.outside.whisper import client as whisper
from deskbot.outside.whisper import models
from deskbot.outside.wiki import rules as wiki
from deskbot.people import member
from deskbot.web import app
from deskbot.web import stories as stories_module

log = structlog.get_logger(__name__)

_SERVING_S = 15.0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything that the flows are given: values of the configuration, and adapters."""

    team: member.Team
    admins: frozenset[str]
    desks: desks_module.Desks
    on_call: escalate.OnCall
    clock: clock_module.SystemClock | clock_module.RemoteClock
    data: store.Store
    data_for_people: store.Store
    chat: mattermost.MattermostChat
    ovh_api: ovh.OvhApi
    line: ovh.OvhPhoneLine
    call_log: ovh.OvhCallLog
    recordings: recordings.RecordingFolder
    speech: whisper.WhisperSpeech
    rules: wiki.WikiRules
    words: wording.Wording

    def close(self) -> None:
        """Let every connection go."""
        for part in (self.data, self.data_for_people, self.chat, self.ovh_api, self.clock):
            part.close()


def clock_of(chosen: settings.Settings) -> clock_module.SystemClock | clock_module.RemoteClock:
    """Return the clock that these settings name."""
    if chosen.clock_url:
        return clock_module.RemoteClock(chosen.clock_url, zone=chosen.zone)
    return clock_module.SystemClock(chosen.zone)


def team_of(chosen: settings.Settings) -> member.Team:
    """Return the members of these settings."""
    people = {
        name: member.Member(
            username=name,
            name=one.name,
            number=one.number,
            proved=one.proved,
            rings=one.rings,
            has_account=one.account,
        )
        for name, one in chosen.members.items()
    }
    return member.Team(members=people)


def desks_of(chosen: settings.Settings, *, team: member.Team) -> desks_module.Desks:
    """Return the desks of these settings."""
    return desks_module.Desks(
        by_key={key: _desk(key, one, zone=chosen.zone, team=team) for key, one in chosen.desks.items()}
    )


def parts_of(chosen: settings.Settings, *, upgrade: bool = True) -> Parts:
    """Build every adapter, calling none; bring the database up to date unless `upgrade` is off."""
    team = team_of(chosen)
    clock = clock_of(chosen)
    words = wording.Wording()
    api = ovh.OvhApi(_account(chosen))
    services = {key: _service(one) for key, one in chosen.desks.items()}
    return Parts(
        team=team,
        admins=frozenset(chosen.admins),
        desks=desks_of(chosen, team=team),
        on_call=escalate.OnCall(
            usernames=tuple(chosen.on_call.members),
            channel=chosen.chat.admins_channel,
            delay_s=chosen.on_call.delay_s,
        ),
        clock=clock,
        data=open_store(chosen, upgrade=upgrade),
        data_for_people=open_store(chosen, busy_s=connect.BUSY_S, upgrade=False),
        chat=mattermost.MattermostChat(_server(chosen), words=words, now=clock.now),
        ovh_api=api,
        line=ovh.OvhPhoneLine(api, services=services),
        call_log=ovh.OvhCallLog(api, services=services),
        recordings=recordings.RecordingFolder(chosen.state_folder / "recordings"),
        speech=whisper.WhisperSpeech(model_folder(chosen), hotwords=tuple(chosen.speech.words)),
        rules=wiki.WikiRules(
            rules_folder(chosen), public_numbers=[one.number for one in chosen.desks.values()]
        ),
        words=words,
    )


def open_store(
    chosen: settings.Settings, *, upgrade: bool = True, busy_s: float = connect.PATIENT_S
) -> store.Store:
    """Open the database, made and brought up to date if `upgrade`."""
    if upgrade and connect.is_embedded(chosen.database_url):
        connect.file_of(chosen.database_url).parent.mkdir(parents=True, exist_ok=True)
    opened = store.Store(
        chosen.database_url, seal=vault.Vault(chosen.secret.get_secret_value()), busy_s=busy_s
    )
    if upgrade and not migrate.is_current(opened.reader):
        migrate.upgrade(opened.writer)
    return opened


def model_folder(chosen: settings.Settings) -> pathlib.Path | None:
    """Return where the speech model is, if one is installed."""
    if chosen.speech.folder is not None:
        return chosen.speech.folder
    return models.installed_model(chosen.state_folder, chosen.speech.model)


def rules_folder(chosen: settings.Settings) -> pathlib.Path:
    """Return the folder of the house's rules; the samples when none is named."""
    return chosen.rules or wording.shared_folder("config") / "rules"


class Deskbot:
    """A running deskbot: its web server and its engine."""

    def __init__(self, chosen: settings.Settings) -> None:
        self._settings = chosen
        self._parts = parts_of(chosen)
        self._engine = engine_of(chosen, self._parts)
        self._socket = _listen(chosen.web.host, chosen.web.port)
        self._ready = False
        self._thread: threading.Thread | None = None
        self._server = uvicorn.Server(
            uvicorn.Config(self.app(), log_config=None, access_log=False, timeout_graceful_shutdown=3)
        )

    def app(self) -> fastapi.FastAPI:
        """Return the web application."""
        return app.build(
            _stories(self._settings, self._parts, is_ready=lambda: self._ready and self._engine.is_alive())
        )

    def start(self) -> None:
        """Launch the engine and have every desk looked at now.

        :raises hold.FileTaken: if another deskbot runs on this database file.
        """
        self._engine.launch()
        now = self._parts.clock.now()
        with self._parts.data.write() as work:
            for key in self._parts.desks.by_key:
                work.due.put(reconcile_line.KIND, key, at=now)
                work.due.put(record_call.KIND, key, at=now)
        self._ready = True
        log.info("deskbot is ready.", desks=len(self._parts.desks.by_key))

    def serve(self) -> None:
        """Answer requests until the process is told to stop."""
        self._server.run(sockets=[self._socket])

    def serve_in_thread(self) -> None:
        """Answer requests in a thread, until `stop`; return once they are answered.

        :raises TimeoutError: if that takes more than 15 s.
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
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._engine.stop()
        self._parts.close()
        self._socket.close()


def _listen(host: str, port: int) -> socket.socket:
    # IPPROTO_TCP given: asyncio sets TCP_NODELAY only then (facts/engine.md, section 7).
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening


def engine_of(chosen: settings.Settings, parts: Parts) -> engine.Engine:
    """Return the engine with every flow registered, not launched."""
    made = engine.Engine(database=parts.data, url=chosen.database_url, clock=parts.clock)
    desks, team, data, clock, chat = parts.desks.by_key, parts.team, parts.data, parts.clock, parts.chat
    bind = functools.partial
    watch = watch_module.Watch(
        admins_channel=chosen.chat.admins_channel, trouble_after_s=chosen.trouble_after_s
    )
    made.register(
        name=reconcile_line.KIND,
        run=bind(
            reconcile_line.run,
            desks=desks,
            team=team,
            line=parts.line,
            store=data,
            clock=clock,
            watch=watch,
        ),
        lane=engine.Lane.LINE,
        every_s=max(chosen.reconcile_s, 4.0 * len(desks)),
    )
    made.register(
        name=record_call.KIND,
        run=bind(
            record_call.run,
            desks=desks,
            cards_channel=chosen.chat.cards_channel,
            ringing_counts=chosen.ovh.ringing_counts,
            watch=watch,
            log_of_calls=parts.call_log,
            store=data,
            clock=clock,
        ),
        lane=engine.Lane.LINE,
        every_s=chosen.poll_s,
    )
    made.register(name=tell.KIND, run=bind(tell.run, store=data, chat=chat), lane=engine.Lane.CHAT)
    made.register(
        name=show_card.KIND,
        run=bind(show_card.run, desks=desks, team=team, topics=chosen.chat.topics, store=data, chat=chat),
        lane=engine.Lane.CHAT,
    )
    made.register(
        name=keep_recording.KIND,
        run=bind(
            keep_recording.run,
            log_of_calls=parts.call_log,
            recordings=parts.recordings,
            chat=chat,
            store=data,
            clock=clock,
        ),
        lane=engine.Lane.LINE,
    )
    made.register(
        name=transcribe.KIND,
        run=bind(
            transcribe.run,
            speech=parts.speech,
            recordings=parts.recordings,
            store=data,
            clock=clock,
            own_numbers=frozenset(one.public_number for one in desks.values()),
        ),
        lane=engine.Lane.SPEECH,
    )
    made.register(
        name=escalate.KIND,
        run=bind(
            escalate.run,
            desks=desks,
            team=team,
            on_call=parts.on_call,
            store=data,
            chat=chat,
            clock=clock,
        ),
        lane=engine.Lane.CHAT,
    )
    made.register(
        name=escalate.SHOW_KIND,
        run=bind(escalate.show, desks=desks, team=team, on_call=parts.on_call, store=data, chat=chat),
        lane=engine.Lane.CHAT,
    )
    return made


def _stories(
    chosen: settings.Settings, parts: Parts, *, is_ready: stories_module.IsReady
) -> stories_module.Stories:
    team, data, clock = parts.team, parts.data_for_people, parts.clock
    bind = functools.partial

    def claim(text: str, *, username: str, rings: int | None, channel: str) -> messages.Message:
        desk = parts.desks.meant_in(channel)
        return claim_duty.claim(
            text, username=username, rings=rings, desk=desk, team=team, store=data, clock=clock
        )

    def release(text: str, *, username: str, channel: str) -> messages.Message:
        desk = parts.desks.meant_in(channel)
        return claim_duty.release(text, username=username, desk=desk, team=team, store=data, clock=clock)

    def urge(text: str, *, username: str, channel: str) -> messages.Message:
        desk = parts.desks.meant_in(channel)
        return escalate.urge(
            text,
            username=username,
            desk=desk,
            team=team,
            on_call=parts.on_call,
            store=data,
            clock=clock,
        )

    def show(*, channel: str, with_help: bool) -> messages.Message:
        desk = parts.desks.meant_in(channel)
        return show_desk.show(desk=desk, team=team, store=data, clock=clock, with_help=with_help)

    return stories_module.Stories(
        claim=claim,
        release=release,
        urge=urge,
        show=show,
        undo=bind(
            claim_duty.undo,
            desks=parts.desks.by_key,
            team=team,
            admins=parts.admins,
            store=data,
            clock=clock,
        ),
        acknowledge=bind(escalate.acknowledge, team=team, store=data, clock=clock),
        ask=bind(answer_question.ask, rules=parts.rules, store=data, clock=clock),
        take=bind(follow_up.take, team=team, store=data, clock=clock),
        finish=bind(follow_up.finish, team=team, store=data, clock=clock),
        open_closing=parts.chat.open_closing,
        is_on_our_post=bind(check_click.is_on_our_post, store=data),
        username_of=parts.chat.username_of,
        render=lambda message: parts.words.render(message, now=clock.now()),
        now=clock.now,
        is_ready=is_ready,
        command_token=chosen.chat.command_token.get_secret_value(),
        secret=_button_secret(chosen),
    )


def _desk(key: str, one: settings.Desk, *, zone: str, team: member.Team) -> desk_module.Desk:
    import zoneinfo

    spans = tuple(hours.Span(start=span.start, end=span.end) for span in one.hours.spans)
    opening = hours.OpeningHours(
        zone=zoneinfo.ZoneInfo(zone),
        weekly=tuple(spans if day in one.hours.weekdays else () for day in range(7)),
        closed_days=tuple(
            hours.ClosedDay(day=day, reason=reason) for day, reason in sorted(one.hours.closed.items())
        ),
        alsace_moselle=one.hours.alsace_moselle,
    )
    return desk_module.Desk(
        key=key,
        title=one.title,
        public_number=one.number,
        voicemail_number=one.voicemail,
        channel=one.channel,
        hours=opening,
        second=team.find(one.second) if one.second else None,
        fallback=tuple(found for name in one.fallback if (found := team.find(name))),
        longest_wait_s=one.longest_wait_s,
    )


def _button_secret(chosen: settings.Settings) -> bytes:
    return vault.subkey(chosen.secret.get_secret_value(), purpose="buttons")


def _server(chosen: settings.Settings) -> mattermost.Server:
    return mattermost.Server(
        url=chosen.chat.url.rstrip("/"),
        team=chosen.chat.team,
        token=chosen.chat.bot_token.get_secret_value(),
        callback_url=chosen.web.callback_url.rstrip("/"),
        secret=_button_secret(chosen),
    )


def _account(chosen: settings.Settings) -> ovh.Account:
    return ovh.Account(
        endpoint=chosen.ovh.endpoint,
        url=chosen.ovh.url,
        application_key=chosen.ovh.application_key,
        application_secret=chosen.ovh.application_secret.get_secret_value(),
        consumer_key=chosen.ovh.consumer_key.get_secret_value(),
    )


def _service(one: settings.Desk) -> ovh.Service:
    return ovh.Service(
        billing_account=one.billing_account,
        number=ovh_wire.to_ovh_number(one.number),
        voicemail=ovh_wire.to_ovh_number(one.voicemail),
    )
