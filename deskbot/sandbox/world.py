"""A phone line, a chat and a clock, served together on loopback."""

import collections.abc
import datetime as dt
import pathlib
import socket

import fastapi

from deskbot.sandbox import app, clock, server
from deskbot.sandbox.mailbox import office
from deskbot.sandbox.mattermost import config as chat_config
from deskbot.sandbox.mattermost import state as chat_state
from deskbot.sandbox.ovh import control as line_control
from deskbot.sandbox.ovh import line as line_module
from deskbot.sandbox.ovh import routes as line_routes

BOT_TOKEN = "sandboxbottoken00000000000"
COMMAND_TOKEN = "sandboxcommandtoken0000000"
TRIGGER = "standard"


class World:
    """Everything that deskbot talks to. `url` is where it all is, once started."""

    def __init__(
        self,
        *,
        start: dt.datetime,
        users: collections.abc.Iterable[chat_config.UserConfig],
        channels: collections.abc.Iterable[chat_config.ChannelConfig],
        line: line_module.LineConfig | None = None,
        more: collections.abc.Sequence[line_module.NumberConfig] = (),
        timings: chat_config.Timings | None = None,
        team: str = "coop",
        port: int = 0,
        pages: collections.abc.Sequence[fastapi.APIRouter] = (),
        maildir: pathlib.Path | None = None,
    ) -> None:
        """Prepare the world at `start` on its clock.

        `line` is the first number (and what holds for the whole account), `more` are the others; `pages` are
        served beside it all (the console). `maildir` is where the e-mails of voicemails are delivered, for a
        mail server to show; without one none is sent.
        """
        self.callback_port = free_port()
        self.callback_url = f"http://127.0.0.1:{self.callback_port}"
        self.clock = clock.SandboxClock(start)
        command = chat_config.CommandConfig(
            trigger=TRIGGER, url=f"{self.callback_url}/mattermost/command", token=COMMAND_TOKEN
        )
        config = chat_config.ChatConfig(
            users=tuple(users),
            channels=tuple(channels),
            bot_token=BOT_TOKEN,
            commands=(command,),
            team_name=team,
            timings=timings or chat_config.Timings(),
        )
        self.chat = chat_state.Chat(config=config, clock=self.clock)
        self.line = line_module.Line(clock=self.clock, config=line)
        self.account = self.line.account
        for number in more:
            self.account.add_number(number)
        self.post_office = office.PostOffice(self.account, folder=maildir) if maildir else None
        routers = (line_routes.router(self.line), line_control.control_router(self.line), *pages)
        self._server = server.Server(
            app.build(clock=self.clock, chat=self.chat, extra_routers=routers), port=port
        )
        self.url = self._server.url

    @property
    def numbers(self) -> dict[str, line_module.Line]:
        """Return the state of each number of the account, by its E.164."""
        return self.account.numbers

    def start(self) -> "World":
        """Serve, and return once requests are answered."""
        self._server.start()
        if self.post_office is not None:
            self.post_office.start()
        return self

    def stop(self) -> None:
        """Stop serving."""
        if self.post_office is not None:
            self.post_office.stop()
        self._server.stop()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
