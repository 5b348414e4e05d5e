"""What the chat sends to deskbot, sent straight to it: many commands at once, a click that comes late."""

from typing import Any

import httpx

from deskbot.sandbox import world as world_module

Json = dict[str, Any]


def command(client: httpx.Client, *, username: str, text: str, channel: str = "standard") -> str:
    """Send a slash command as the server does, and return what its author reads."""
    answer = client.post(
        "/mattermost/command",
        data={
            "token": world_module.COMMAND_TOKEN,
            "team_id": "team",
            "team_domain": "coop",
            "channel_id": f"id-of-{channel}",
            "channel_name": channel,
            "user_id": f"id-of-{username}",
            "user_name": username,
            "command": f"/{world_module.TRIGGER}",
            "text": text,
            "trigger_id": f"trigger-of-{username}",
        },
    )
    answer.raise_for_status()
    return str(answer.json()["text"])


def click(world: world_module.World, *, username: str, post: Json, context: Json) -> str:
    """Click on a screen that still shows a button that is gone, and return what is read."""
    chat = world.chat
    answer = httpx.post(
        f"{world.callback_url}/mattermost/action",
        json={
            "user_id": chat.user_named(username).id,
            "user_name": username,
            "channel_id": chat.posts[post["id"]].channel_id,
            "post_id": post["id"],
            "trigger_id": "late",
            "type": "button",
            "context": context,
        },
        timeout=40,
    )
    answer.raise_for_status()
    return str(answer.json().get("ephemeral_text", ""))
