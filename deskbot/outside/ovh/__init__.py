"""The phone line at OVHcloud. `wire/` knows what OVH means, `api.py` touches the socket.

Tested in `tests/adapters/ovh` and `tests/unit/outside`.
"""
