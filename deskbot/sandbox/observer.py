"""Act and look as people do, through the sandbox's own door; for the demo's script and the tests."""

import collections.abc
import datetime as dt
import time
from typing import Any

import httpx

OBSERVE_S = 10.0
_PAUSE_S = 0.05

Json = dict[str, Any]


class NothingSeen(Exception):
    """Something that people should have seen did not come in time."""


class Observer:
    """Acts and looks as people do: through the sandbox's own door."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=OBSERVE_S)

    def say(self, user: str, text: str, *, channel: str = "standard") -> str:
        """Type `text` and return what only `user` sees."""
        answer = self._send("/sandbox/chat/say", {"user": user, "channel": channel, "text": text})
        said = answer.get("ephemeral")
        return str(said["message"] if said else answer.get("error", ""))

    def click(self, user: str, post: Json, name: str) -> Json:
        """Click the button `name` of a post."""
        return self._send("/sandbox/chat/click", {"user": user, "post_id": post["id"], "action": name})

    def fill(self, user: str, dialog: Json, **submission: str) -> Json:
        """Send a form."""
        return self._send(
            "/sandbox/chat/dialog", {"user": user, "dialog_id": dialog["id"], "submission": submission}
        )

    def dialogs(self, user: str) -> list[Json]:
        """Return the forms open for `user`."""
        found: list[Json] = self._get("/sandbox/chat", {"as": user})["dialogs"]
        return found

    def posts(self, channel: str, *, as_user: str = "") -> list[Json]:
        """Return a channel's posts; `@lea` is the bot's direct channel with her."""
        seen = self._get("/sandbox/chat", {"as": as_user} if as_user else {})
        wanted = {channel.removeprefix("@"), "deskbot"} if channel.startswith("@") else None
        for one in seen["channels"]:
            if (wanted and one["type"] == "D" and set(one["members"]) == wanted) or one["name"] == channel:
                kept: list[Json] = [post for post in one["posts"] if is_shared(post)]
                return kept
        return []

    def line(self) -> Json:
        """Return the line as OVH has it."""
        return self._get("/sandbox/line", {})

    def channels(self) -> list[Json]:
        """Return every channel."""
        found: list[Json] = self._get("/sandbox/chat", {})["channels"]
        return found

    def change_chat(self, **changes: Any) -> None:
        """Change switches of the chat."""
        self._send("/sandbox/chat/switches", changes)

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def call(self, caller: str | None, outcome: str, **more: Any) -> Json:
        """Place a call, and let the clock go on to a minute after its end."""
        made = self._send("/sandbox/line/calls", {"caller": caller, "outcome": outcome, **more})
        self.jump(dt.datetime.fromisoformat(made["ended_at"]) + dt.timedelta(minutes=1))
        return made

    def jump(self, moment: dt.datetime) -> None:
        """Move the clock forward."""
        self._send("/sandbox/clock", {"to": moment.isoformat()})

    def now(self) -> dt.datetime:
        """Return the sandbox's time."""
        return dt.datetime.fromisoformat(self._get("/sandbox/clock", {})["now"])

    def _get(self, path: str, parameters: dict[str, str]) -> Json:
        answer: Json = self._http.get(path, params=parameters).raise_for_status().json()
        return answer

    def _send(self, path: str, body: Json) -> Json:
        answer: Json = self._http.post(path, json=body).json()
        return answer


def see(look: collections.abc.Callable[[], Any], *, within_s: float = OBSERVE_S) -> Any:
    """Look until there is something to see, for `within_s` seconds of real time at most, and return it.

    :raises NothingSeen: if there is nothing then.
    """
    deadline = time.monotonic() + within_s
    while True:
        if seen := look():
            return seen
        if time.monotonic() > deadline:
            raise NothingSeen
        time.sleep(_PAUSE_S)


def those_with(posts: collections.abc.Iterable[Json], *texts: str) -> list[Json]:
    """Return the posts that hold each of `texts`."""
    return [one for one in posts if all(text in one["message"] for text in texts)]


def is_shared(post: Json) -> bool:
    """Whether everybody in the channel sees this post."""
    return not post["deleted"] and "ephemeral_for" not in post
