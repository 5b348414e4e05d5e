"""Good settings, and what a test changes of them."""

import copy

SECRETS = (
    "0123456789abcdef-secret",
    "bot-token-secret",
    "command-token-secret",
    "application-secret",
    "consumer-key",
)
GOOD = {
    "secret": SECRETS[0],
    "web": {"callback_url": "http://127.0.0.1:8080"},
    "chat": {
        "url": "http://127.0.0.1:8065",
        "team": "coop",
        "bot_token": SECRETS[1],
        "command_token": SECRETS[2],
        "admins_channel": "admins",
        "cards_channel": "standard",
    },
    "ovh": {"application_key": "key", "application_secret": SECRETS[3], "consumer_key": SECRETS[4]},
    "members": {
        "lea": {"name": "Léa", "number": "06 39 98 01 01", "proved": True},
        "tom": {"name": "Tom"},
    },
    "admins": ["lea"],
    "desks": {
        "standard": {
            "title": "le standard",
            "channel": "standard",
            "billing_account": "b",
            "number": "03 53 01 01 00",
            "voicemail": "+33353010199",
            "second": "tom",
        }
    },
}


def written(**changed: object) -> dict:
    """Return the good settings, with `a__b__c` of them changed; `...` takes one away."""
    found = copy.deepcopy(GOOD)
    for path, value in changed.items():
        *sections, last = path.split("__")
        inner = found
        for name in sections:
            inner = inner.setdefault(name, {})
        if value is ...:
            del inner[last]
        else:
            inner[last] = value
    return found
