"""The phone line at OVHcloud. `wire.py` knows what OVH means, `client.py` touches the socket.

Tested in `tests/adapters/ovh` and `tests/unit/outside`.
"""
