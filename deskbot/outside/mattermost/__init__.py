"""The team chat. `wire.py` parses and builds payloads, `client.py` touches the socket.

Tested in `tests/adapters/mattermost` and `tests/unit/outside`.
"""
