"""HTTP in: routes and authentication of slash commands, buttons and dialogs; health.

Tested in `tests/adapters/web`.
"""
