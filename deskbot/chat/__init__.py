"""What people type and what the bot can say, as values; buttons with signed contexts.

Plain; sees text only, never a vendor's payload. Tested in `tests/unit/chat`.
"""
