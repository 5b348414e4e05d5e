"""The chat, once for deskbot's own work and once for what people wait for."""

import collections.abc
import datetime as dt

from deskbot import settings, wording
from deskbot.flows import hear_recording
from deskbot.outside.database import vault
from deskbot.outside.mattermost import allowance, session
from deskbot.outside.mattermost import client as mattermost


def chats_of(
    chosen: settings.Settings,
    *,
    words: wording.Wording,
    now: collections.abc.Callable[[], dt.datetime],
) -> tuple[mattermost.MattermostChat, mattermost.MattermostChat]:
    """Return the chat of the flows, and that of the answers: they share what the rate limit leaves."""
    server, limit = _server(chosen), allowance.Allowance()

    def chat(*, is_awaited: bool) -> mattermost.MattermostChat:
        driver = session.driver(server.url, token=server.token, allowance=limit, is_awaited=is_awaited)
        return mattermost.MattermostChat(server, words=words, now=now, driver=driver)

    return chat(is_awaited=False), chat(is_awaited=True)


def button_secret(chosen: settings.Settings) -> bytes:
    """Return the key that signs buttons and forms."""
    return vault.subkey(chosen.secret.get_secret_value(), purpose="buttons")


def booth_of(chosen: settings.Settings) -> hear_recording.Booth:
    """Return where recordings are heard, and what signs the addresses."""
    secret = vault.subkey(chosen.secret.get_secret_value(), purpose="recordings")
    return hear_recording.Booth(base_url=chosen.web.address_for_people.rstrip("/"), secret=secret)


def _server(chosen: settings.Settings) -> mattermost.Server:
    return mattermost.Server(
        url=chosen.chat.url.rstrip("/"),
        team=chosen.chat.team,
        token=chosen.chat.bot_token.get_secret_value(),
        callback_url=chosen.web.callback_url.rstrip("/"),
        secret=button_secret(chosen),
    )
