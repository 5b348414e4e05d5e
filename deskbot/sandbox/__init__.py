"""A phone line (OVH API) and a chat (Mattermost API) that behave like the real ones, with their clock.

Imports nothing else of deskbot; only `cli` and `demo` import it. Tested in `tests/contracts`.
"""
