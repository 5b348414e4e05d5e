"""Slack's markup in answers, rewritten unless `skip_slack_parsing` (facts/mattermost.md, section 1)."""

import re

from deskbot.sandbox.mattermost import state

_ANNOUNCEMENTS = {"<!channel>": "@channel", "<!here>": "@here", "<!everyone>": "@all", "<!all>": "@all"}
_USER = re.compile(r"<@([A-Za-z0-9]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<([^<|>]+)\|([^>]+)>")


def expand(chat: state.Chat, text: str) -> str:
    """Return `text` with Slack's announcements and users as mentions."""
    for slack, mention in _ANNOUNCEMENTS.items():
        text = text.replace(slack, mention)

    def mention_of(match: re.Match[str]) -> str:
        user = chat.users.get(match[1])
        return match[0] if user is None else f"@{user.username}"

    return _USER.sub(mention_of, text)


def links_to_markdown(text: str) -> str:
    """Return `text` with Slack's links as Markdown."""
    return _LINK.sub(r"[\2](\1)", text)
