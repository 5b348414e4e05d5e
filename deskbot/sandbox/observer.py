"""Act and look as people do, through the sandbox's own door; for the demo's script and the tests."""

import collections.abc
import datetime as dt
import time
from typing import Any

import httpx

OBSERVE_S = 30.0
# A click waits for deskbot's answer, and a loaded machine takes its time.
_TIMEOUT_S = 40.0
_PAUSE_S = 0.1

Json = dict[str, Any]


class NotDone(Exception):
    """The sandbox did not do what was asked; the error says why."""


class NothingSeen(Exception):
    """Something that people should have seen did not come in time."""


class Observer:
    """Acts and looks as people do: through the sandbox's own door."""

    def __init__(self, url: str) -> None:
        # Plain HTTP on loopback: no certificates to load, which takes longer than all the rest.
        self._http = httpx.Client(base_url=url, timeout=_TIMEOUT_S, verify=False)

    def say(self, user: str, text: str, *, channel: str = "standard") -> str:
        """Type `text` and return what only `user` sees."""
        answer = self._say(user, text, channel=channel)
        said = answer.get("ephemeral")
        return str(said["message"] if said else answer.get("error", ""))

    def answer_of(self, user: str, text: str, *, channel: str = "standard") -> Json:
        """Type `text` and return the post that only `user` sees, with its buttons.

        :raises NotDone: if there is none.
        """
        answer = self._say(user, text, channel=channel)
        if "ephemeral" not in answer:
            raise NotDone(answer.get("error", "no answer"))
        found: Json = answer["ephemeral"]
        return found

    def click(self, user: str, post: Json, name: str) -> Json:
        """Click the button `name` of a post."""
        return self._send("/sandbox/chat/click", {"user": user, "post_id": post["id"], "action": name})

    def choose(self, user: str, post: Json, name: str, option: str) -> Json:
        """Choose in the menu `name` of a post, by what is written there, or `@somebody` among people."""
        body = {"user": user, "post_id": post["id"], "action": name, "selected_option": option}
        return self._send("/sandbox/chat/click", body)

    def click_answer(self, user: str, answer: Json, name: str) -> str:
        """Click the button `name` of an answer that only `user` sees, and return what comes of it."""
        clicked = self.click(user, answer, name)
        return str(clicked.get("ephemeral_text") or clicked.get("error", ""))

    def fill(self, user: str, dialog: Json, **submission: str | bool) -> Json:
        """Send a form; what is wrong with it comes back as `errors` by field, or `error`."""
        return self._send(
            "/sandbox/chat/dialog", {"user": user, "dialog_id": dialog["id"], "submission": submission}
        )

    def is_deactivated(self, name: str) -> None:
        """Have an administrator deactivate somebody's account."""
        self._change("deactivate", name)

    def leaves_team(self, name: str) -> None:
        """Have somebody leave the team, and so its channels."""
        self._change("leave_team", name)

    def becomes_guest(self, name: str) -> None:
        """Have an administrator make somebody a guest."""
        self._change("make_guest", name)

    def joins(self, name: str, channel: str) -> None:
        """Have somebody join a channel, or be added to it where it is private."""
        self._change("join", name, channel=channel)

    def quits(self, name: str, channel: str) -> None:
        """Have somebody leave a channel."""
        self._change("quit", name, channel=channel)

    def archives(self, name: str, channel: str) -> None:
        """Have somebody archive a channel."""
        self._change("archive", name, channel=channel)

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

    def _say(self, user: str, text: str, *, channel: str) -> Json:
        return self._send("/sandbox/chat/say", {"user": user, "channel": channel, "text": text})

    def _change(self, change: str, name: str, *, channel: str = "") -> None:
        answer = self._send("/sandbox/chat/people", {"user": name, "change": change, "channel": channel})
        if answer:
            raise NotDone(answer.get("error", change))

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
